# SPDX-License-Identifier: MIT
"""The verifier of rebuilt workbooks against forgeries: ZIP files of exactly our form, whose parts say one
thing too many.

    book_verifier_test.py BUILD_FOLDER
"""
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import book_samples  # noqa: E402
import carrying  # noqa: E402
from book_constructs import FORMULAS  # noqa: E402
from book_documents import package  # noqa: E402
from package_checks import parts_of  # noqa: E402
from packing import packed  # noqa: E402
from word_documents import OFFICE  # noqa: E402

BOOK, TYPES, SHEET = "xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"
LINKS, STRINGS, STYLES = "xl/worksheets/_rels/sheet1.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"
DRAWING, CHART, MEDIA = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml", "xl/media/image1.png"


def parts_or_none(data):
    try:
        return parts_of(data)
    except Exception:
        return None


class Forgeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.good = carrying.carry({"a": package(book_samples.report())}, kind="workbooks")["a"].data
        cls.parts = list(parts_of(cls.good).items())

    def changed(self, name, old, new, count=1):
        old, new = old.encode() if isinstance(old, str) else old, new.encode() if isinstance(new, str) else new
        content = dict(self.parts)[name]
        self.assertIn(old, content)
        return [(each, content.replace(old, new, count) if each == name else text) for each, text in self.parts]

    def text(self, old, new, name=SHEET):
        return packed(self.changed(name, old, new))

    def added(self, name, content, content_type=None):
        parts = list(self.parts)
        if content_type:
            parts = self.changed(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>')
        parts.insert(len(parts) - 1, (name, content))
        return packed(parts)

    def cells(self):
        text, end = self.text, "</worksheet>"
        for name in ("oleObjects", "controls", "legacyDrawing", "picture", "extLst", "sheetProtection", "webPublishItems",
                     "scenarios", "customSheetViews", "x:a", "c:f", "w:t", "altChunk"):
            yield f"element-{name}", text(end, f"<{name}/>{end}")
        yield "cell-outside", text(end, f'<c r="A1"/>{end}')
        yield "row-outside", text(end, f'<row r="1"/>{end}')
        yield "rows-twice", text(end, f"<sheetData/>{end}")
        yield "rows-nested", text("<sheetPr>", "<sheetPr><sheetData/>")
        yield "cell-in-cell", text('<c r="A2"', '<c><c/></c><c r="A2"')
        yield "value-in-row", text('<c r="A2"', '<v>1</v><c r="A2"')
        yield "formula-in-row", text('<c r="A2"', '<f>1</f><c r="A2"')
        for name, cell in {
                "place": '<c r="1A"/>', "low-place": '<c r="a1"/>', "row-zero": '<c r="A0"/>', "style": '<c s="4"/>',
                "negative": '<c s="-1"/>', "metadata": '<c cm="1"/>', "type": '<c t="x"/>', "number-type": '<c t="n"><v>1</v></c>',
                "string": '<c t="s"><v>6</v></c>', "string-word": '<c t="s"><v>a</v></c>', "number": "<c><v>1,5</v></c>",
                "hexadecimal": "<c><v>0x1</v></c>", "nothing": "<c><v>e5</v></c>", "words": "<c><v>cmd</v></c>",
                "truth": '<c t="b"><v>2</v></c>', "error": '<c t="e"><v>#EXEC!</v></c>', "date": '<c t="d"><v>today</v></c>',
                "value-attribute": '<c><v x="1">1</v></c>', "words-in-cell": "<c>1</c>", "data-table": '<c><f t="dataTable"/></c>',
                "group-alone": '<c><f t="shared" si="9"/></c>', "group-without-type": '<c><f si="1">1</f></c>',
                "shared-without-group": '<c><f t="shared">1</f></c>', "formula-range": '<c><f t="array" ref="A1!">1</f></c>',
                "formula-attribute": '<c><f ca="1">1</f></c>', "formula-book": '<c><f r1="A1">1</f></c>',
                "value-twice": "<c><v>1</v><v>x</v></c>", "rich": '<c t="inlineStr"><is><x:t>a</x:t></is></c>'}.items():
            yield f"cell-{name}", text('<c r="A2"', f'{cell}<c r="A2"')
        yield "row-attribute", text('<row r="2"', '<row spans="1:2" r="2"')
        yield "row-value", text('<row r="2"', '<row ht="a b" r="2"')
        yield "reference", text('ref="A14:B15"', 'ref="A14;B15"')

    def formulas(self):
        words = {name: words for name, words in FORMULAS.items()} | {
            "blank": "SUM( 1)", "low": "sum(1)", "bare-sheet": "Measured!A1", "low-place": "a1", "empty": "", "open": "(1",
            "closed": "1)", "operator": "1+", "two": "1 2", "comma": "1,2", "text": '"a', "array": "{A1}", "array-open": "{1,2",
            "no-sheet": "'Nowhere'!A1", "sheet-text": "'Measured", "dde": "'Measured'|'a'!A0", "book": "'[1]Measured'!A1",
            "braces": "{1}{2}", "newline": "1\n+1", "exclamation": "!A1", "at": "@A1", "hash": "A1#", "wide": "AAAA1",
            "row": "A12345678", "prefix": "_xlfn.SUM(1)", "no-prefix": "XLOOKUP(1,2,3)", "semicolon": "SUM(1;2)"}
        for name, formula in words.items():
            formula = formula.replace("&amp;", "&").replace("&gt;", ">").replace("&", "&amp;").replace(">", "&gt;") \
                .replace('"', "&quot;").replace("{{", "{").replace("}}", "}")
            if name not in ("empty",):
                yield f"formula-{name}", self.text("<f>SUM(B2:B11)</f>", f"<f>{formula}</f>")
                yield f"rule-{name}", self.text("<formula>limit</formula>", f"<formula>{formula}</formula>")
                yield f"choice-{name}", self.text("<formula1>0</formula1>", f"<formula1>{formula}</formula1>")
                yield f"threshold-{name}", self.text('val="90"', f'val="{formula}"')
                yield f"name-{name}", self.text("'Second sheet'!$B$1</definedName>", f"{formula}</definedName>", BOOK)
                yield f"chart-{name}", self.text("<c:f>'Measured'!$B$2:$B$11</c:f>", f"<c:f>{formula}</c:f>", CHART)
                yield f"link-{name}", self.text("location=\"'Second sheet'!A1\"", f'location="{formula}"')
        for name in ("SUM(1)", "&quot;a&quot;", "1", "limit+1"):
            yield f"name-computes-{name}", self.text("'Second sheet'!$B$1</definedName>", f"{name}</definedName>", BOOK)
            yield f"chart-computes-{name}", self.text("<c:f>'Measured'!$B$2:$B$11</c:f>", f"<c:f>{name}</c:f>", CHART)

    def rest(self):
        text = self.text
        for element in ("externalReferences", "functionGroups", "pivotCaches", "fileRecoveryPr", "workbookProtection",
                        "extLst", "webPublishing"):
            yield f"book-{element}", text("</workbook>", f"<{element}/></workbook>", BOOK)
        yield "very-hidden", text('state="hidden"', 'state="veryHidden"', BOOK)
        yield "macro-name", text('name="limit"', 'name="Auto_Open"', BOOK)
        yield "builtin-name", text('name="_xlnm.Print_Area"', 'name="_xlnm.Auto_Open"', BOOK)
        yield "running-name", text('<definedName name="limit"', '<definedName xlm="1" name="limit"', BOOK)
        yield "sheet-name", text('name="Measured"', 'name="[b]Measured"', BOOK)
        yield "pipe-name", text('name="Measured"', 'name="cmd|a"', BOOK)
        yield "twin-name", text('name="Second sheet"', 'name="Measured"', BOOK)
        yield "code-name", text("<workbookPr", '<workbookPr codeName="a"', BOOK)
        yield "shape-macro", text("<xdr:sp>", '<xdr:sp macro="a">', DRAWING)
        yield "shape-link", text("<xdr:sp>", '<xdr:sp textlink="a">', DRAWING)
        yield "shape-click", text("<xdr:cNvSpPr", '<a:hlinkClick r:id="rId1"/><xdr:cNvSpPr', DRAWING)
        yield "graphic", text("drawingml/2006/chart\">", "drawingml/2006/diagram\">", DRAWING)
        yield "content-part", text("<xdr:sp>", "<xdr:contentPart/><xdr:sp>", DRAWING)
        yield "external-data", text("</c:chartSpace>", "<c:externalData/></c:chartSpace>", CHART)
        yield "strings-text", text("<si>", "<si>a", STRINGS)
        yield "strings-space", text("<sst ", '<sst xmlns:x="a" ', STRINGS)
        yield "namespace", text("spreadsheetml/2006/main", "spreadsheetml/2006/mainx", STRINGS)
        yield "comment", text("<si>", "<!-- --><si>", STRINGS)
        yield "control", text("<t>", "<t>\x01", STRINGS)
        yield "tab", text("<t>", "<t>\t", STRINGS)
        yield "break-in-value", text('tooltip="', 'tooltip="\n')
        yield "doctype", text("?>\n", "?>\n<!DOCTYPE a>")
        yield "style-word", text("</styleSheet>", "<w:style/></styleSheet>", STYLES)
        target = 'Target="http://example.com/%7Ea?b=c"'
        for name, new in {"script": "javascript:a", "file": "file:///a", "user": "http://a@b/", "unc": "\\\\a\\b"}.items():
            yield f"target-{name}", text(target, f'Target="{new}"', LINKS)
        relation = f'<Relationship Id="rId3" Type="{OFFICE}%s" Target="%s"%s/></Relationships>'
        for name, (kind, place, mode) in {
                "ole": ("oleObject", "a.bin", ""), "query": ("queryTable", "a.xml", ""), "unused": ("image", "../media/image1.png", ""),
                "printer": ("printerSettings", "p.bin", ""), "climb": ("drawing", "../../a.xml", ""), "book": (
                    "externalLinkPath", "file:///a", ' TargetMode="External"'), "comments": ("comments", "../comments1.xml", ""),
                "drawing-outside": ("drawing", "http://a/", ' TargetMode="External"')}.items():
            yield f"relation-{name}", text("</Relationships>", relation % (kind, place, mode), LINKS)
        main = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
        yield "main-type", text(main, main.replace("sheet.main", "template.main"), TYPES)
        yield "macro-type", text(main, "vnd.ms-excel.sheet.macroEnabled.main", TYPES)
        yield "part", self.added("xl/vbaProject.bin", b"a")
        yield "macro-sheet", self.added("xl/macrosheets/sheet1.xml", b"<a/>", "application/vnd.ms-excel.macrosheet+xml")
        yield "sheet-unnamed", self.added("xl/worksheets/sheet9.xml", dict(self.parts)["xl/worksheets/sheet2.xml"],
                                          "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")
        yield "word-part", self.added("word/styles.xml", b"<a/>")
        yield "picture", text(b"\x89PNG", b"\x88PNG", MEDIA)
        yield "picture-tail", text(b"IEND\xaeB`\x82", b"IEND\xaeB`\x82more", MEDIA)
        yield "extra", packed(self.parts, extra=b"ab\0\0")
        yield "behind", packed(self.parts, behind=b"a")
        without = [one for one in self.parts if one[0] != STRINGS]
        yield "no-strings", packed(without)
        order = [name for name, _ in self.parts]
        at = order.index(SHEET)
        yield "sheets-first", packed([self.parts[i] for i in (0, 1, 2, 3)] + self.parts[at:at + 2] + self.parts[4:at]
                                     + self.parts[at + 2:])

    def test_no_forgery_passes(self):
        forged = {f"{group}-{name}".replace("/", "-"): data for group, source in (
            ("cells", self.cells), ("formulas", self.formulas), ("rest", self.rest)) for name, data in source()}
        self.assertGreater(len(forged), 400)
        told = carrying.verdicts({"ours": packed(self.parts), **forged}, kind="workbooks")
        self.assertEqual(told["ours"], "verified")
        for name in forged:
            with self.subTest(name):
                self.assertTrue(told[name].startswith("refused: "), told[name])

    def test_no_changed_byte_passes(self):
        changed = {}
        for at in range(0, len(self.good), 13):
            data = bytearray(self.good)
            data[at] ^= 1 << (at % 8)
            changed[f"{at:06}"] = bytes(data)
        said = carrying.verdicts(changed, kind="workbooks")
        for name in said:
            # The bits that fill up the last byte of what deflate wrote are not the verifier's to see.
            if parts_or_none(changed[name]) != dict(self.parts):
                self.assertTrue(said[name].startswith("refused: "), (name, said[name]))
        self.assertLess(sum(one == "verified" for one in said.values()), 5)

    def test_a_workbook_is_no_document(self):
        told = carrying.probe(carrying.BUILD, {"a": self.good}, "verify")[0]
        self.assertTrue(told["a"][0].startswith("refused: "))


if __name__ == "__main__":
    unittest.main(verbosity=1)
