# SPDX-License-Identifier: MIT
"""Comments on cells through the real workers: they stay, readers show them, and the verifier takes no others.

    comments_test.py BUILD_FOLDER
"""
import functools
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import book_checks  # noqa: E402
import carrying  # noqa: E402
from book_constructs import EVIL, SHAPES, comment, commented, simple  # noqa: E402
from book_documents import package, part, relationship, workbook  # noqa: E402
from package_checks import parts_of  # noqa: E402
from packing import packed  # noqa: E402

carry = functools.partial(carrying.carry, kind="workbooks")
COMMENTS, VML, SHEET = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet1.xml"
LINKS, TYPES = "xl/worksheets/_rels/sheet1.xml.rels", "[Content_Types].xml"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
RICH = "<r><rPr><b/><sz val=\"9\"/><rFont val=\"Arial\"/></rPr><t>鈴木:</t></r><r><t xml:space=\"preserve\">\n値を 確認</t></r>"
AUTHORS = "<author>鈴木</author><author>tc={5D0C9B2E-0000-4000-8000-000000000001}</author>"
THREAD = "<t>[Threaded comment]\n\nComment:\n    交換しますか\nReply:\n    はい</t>"


def two_sheets(first, second):
    """Each with as many comments, one below the other."""
    def list_of(count):
        return "".join(comment(f"<t>第{i}</t>", f"C{i}") for i in range(1, count + 1))
    return workbook([(name, simple(), [relationship("rIdC", "comments", f"../comments{number}.xml")])
                     for number, name in ((1, "First"), (2, "Second"))], parts={
        f"xl/comments{number}.xml": part("comments", f"<authors><author/></authors><commentList>{list_of(count)}</commentList>")
        for number, count in ((1, first), (2, second))})


def both(**more):
    return package(commented(comment(RICH, "B2") + comment(THREAD, "XFD1048576", "1"), AUTHORS, **more))


def notes_of(data):
    """What LibreOffice finds beside the cells."""
    with tempfile.TemporaryDirectory(prefix="sekisho-comments-") as scratch:
        path = pathlib.Path(scratch, "a.xlsx")
        path.write_bytes(data)
        subprocess.run(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "fods",
                        "--outdir", scratch, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sheet = ElementTree.parse(path.with_suffix(".fods"))
    return ["\n".join("".join(line.itertext()) for line in one.iter(TEXT + "p")) for one in sheet.iter(ANNOTATION)]


class Kept(unittest.TestCase):
    def test_words_authors_and_cells_stay(self):
        outcome = carry({"a": both()})["a"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        self.assertEqual(outcome.account["text"][0], outcome.account["text"][1])
        self.assertNotIn("comment", outcome.removed)
        parts = parts_of(outcome.data)
        root = ElementTree.fromstring(parts[COMMENTS])
        self.assertEqual([one.text for one in root.iter(book_checks.M + "author")], ["鈴木", "tc={5D0C9B2E-0000-4000-8000-000000000001}"])
        self.assertEqual([(one.get("ref"), one.get("authorId"), "".join(one.itertext())) for one in root.iter(book_checks.M + "comment")],
                         [("B2", "0", "鈴木:\n値を 確認"), ("XFD1048576", "1", "[Threaded comment]\n\nComment:\n    交換しますか\nReply:\n    はい")])
        self.assertIn(b'<r><rPr><b/><sz val="9"/><rFont val="Arial"/></rPr><t>', parts[COMMENTS])
        shapes = ElementTree.fromstring(parts[VML])
        self.assertEqual([(one.findtext(EXCEL + "Row"), one.findtext(EXCEL + "Column"), one.findtext(EXCEL + "Anchor"))
                          for one in shapes.iter(EXCEL + "ClientData")],
                         [("1", "1", "2, 15, 0, 10, 4, 15, 4, 4"), ("1048575", "16383", "16381, 15, 1048571, 10, 16383, 15, 1048575, 4")])

    def test_libreoffice_shows_them(self):
        outcome = carry({"a": both()})["a"]
        self.assertEqual(notes_of(outcome.data)[0], "鈴木:\n値を 確認")
        self.assertIn("交換しますか", notes_of(outcome.data)[1])

    def test_shapes_of_all_sheets_have_numbers_of_their_own(self):
        for counts, blocks in (((1, 2), (["1"], ["2"])), ((1024, 1), (["1", "2"], ["3"])), ((1023, 2048), (["1"], ["2", "3", "4"]))):
            outcome = carry({"a": package(two_sheets(*counts))})["a"]
            self.assertEqual(outcome.detail, "verified")
            numbers = []
            for part_number, expected in enumerate(blocks, 1):
                shapes = parts_of(outcome.data)[f"xl/drawings/vmlDrawing{part_number}.vml"].decode()
                self.assertEqual(re.search('data="([^"]*)"', shapes)[1].split(","), expected)
                own = [int(one) for one in re.findall('<v:shape id="_x0000_s(\\d+)"', shapes)]
                self.assertLessEqual({str(one // 1024) for one in own}, set(expected))
                numbers += own
            self.assertEqual(len(set(numbers)), sum(counts))

    def test_the_old_shapes_make_no_difference(self):
        self.assertEqual(carry({"a": both()})["a"].data, carry({"a": both(shapes=SHAPES)})["a"].data)
        self.assertIn(EVIL, SHAPES)

    def test_the_policy_can_take_them_away(self):
        outcome = carry({"a": both()}, "comments=remove")["a"]
        self.assertEqual((outcome.detail, outcome.removed["comment"]), ("verified", 1))
        self.assertEqual(outcome.places["comment"], {COMMENTS: 1})
        self.assertEqual([name for name in parts_of(outcome.data) if "omment" in name or name.endswith(".vml")], [])
        self.assertEqual(outcome.account["text"][0], outcome.account["text"][1])


class Forgeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.parts = list(parts_of(carry({"a": package(two_sheets(2, 1))})["a"].data).items())

    def changed(self, name, old, new):
        content = dict(self.parts)[name].decode()
        self.assertIn(old, content)
        return packed([(each, content.replace(old, new, 1).encode() if each == name else text) for each, text in self.parts])

    def renamed(self, *pairs):
        names = dict(pairs)
        return packed([(names.get(name, name), text) for name, text in self.parts])

    def forged(self):
        changed, shape = self.changed, '<v:shape id="_x0000_s1025"'
        first = '<comment ref="C1" authorId="0">'
        for name, new in {
                "twin": first.replace("C1", "C2"), "area": first.replace("C1", "C1:D2"), "column": first.replace("C1", "XFE1"),
                "row": first.replace("C1", "C1048577"), "moved": first.replace("C1", "D1"), "nobody": first.replace('="0"', '="1"'),
                "negative": first.replace('="0"', '="-1"'), "attribute": first.replace(" authorId", ' guid="a" authorId'),
                "bare": "<comment>", "order": '<comment authorId="0" ref="C1">', "element": f"<x/>{first}", "words": f"a{first}"}.items():
            yield f"comment-{name}", changed(COMMENTS, first, new)
        words = "<text><t>第1</t></text>"
        for name, new in {"no": "", "two": words * 2, "row": "<text><row/></text>", "link": '<text><hyperlink ref="A1"/></text>',
                          "bare": "<text>第1</text>", "space": '<text><t xml:space="other">第1</t></text>', "control": "<text><t>\x01</t></text>",
                          "font": '<text><r><rPr><rFont val="http://a/"/></rPr><t>第1</t></r></text>', "relation": '<text><t r:id="rId1">第1</t></text>',
                          "nested": "<text><t><t>第1</t></t></text>", "attribute": f'<text x="a">{words}</text>',
                          "formula": "<text><f>1</f></text>", "run": "<text><r><r><t>a</t></r></r></text>",
                          "properties": "<text><rPr><b/></rPr><t>第1</t></text>", "picture": "<text><drawing/></text>"}.items():
            yield f"text-{name}", changed(COMMENTS, words, new)
        authors = "<authors><author/></authors>"
        for name, new in {"none": "", "twice": authors * 2, "address": "<authors><author>http://a/</author></authors>", "list": authors + "<extLst/>",
                          "share": "<authors><author>\\\\a\\b</author></authors>", "long": f"<authors><author>{'a' * 256}</author></authors>",
                          "element": "<authors><x/></authors>", "attribute": '<authors><author x="a"/></authors>'}.items():
            yield f"authors-{name}", changed(COMMENTS, authors, new)
        yield "namespace", changed(COMMENTS, "<comments ", '<comments xmlns:x="urn:a" ')
        yield "root", changed(COMMENTS, "<comments ", '<comments x="1" ')
        yield "no-comments", changed(COMMENTS, re.search("<commentList>.*</commentList>", dict(self.parts)[COMMENTS].decode())[0], "<commentList/>")
        for name, attribute in {"click": 'o:onclick="a()"', "link": 'href="http://a/"', "office-link": 'o:href="http://a/"', "words": 'alt="a"'}.items():
            yield f"shape-{name}", changed(VML, shape, f'{shape} {attribute}')
        for name, (old, new) in {
                "picture": ("<v:fill ", '<v:imagedata src="http://a/"/><v:fill '), "fill": ('color2="#ffffe1"', 'src="http://a/" color2="#ffffe1"'),
                "macro": ("<x:MoveWithCells/>", "<x:FmlaMacro>a</x:FmlaMacro><x:MoveWithCells/>"), "visible": ("visibility:hidden", "visibility:visible"),
                "button": ('ObjectType="Note"', 'ObjectType="Button"'), "text": ("</div>", "a</div>"), "style": ("width:108pt", "behavior:url(a)"),
                "cell": ("<x:Row>0</x:Row>", "<x:Row>5</x:Row>"), "column": ("<x:Column>2</x:Column>", "<x:Column>3</x:Column>"),
                "anchor": ("<x:Anchor>3, ", "<x:Anchor>4, "), "number": ("_x0000_s1025", "_x0000_s1026"), "block": ('data="1"', 'data="2"'),
                "end": ("</xml>", "</xml> "), "begin": ("<xml ", " <xml "), "prolog": ("<xml ", '<?xml version="1.0"?><xml '),
                "ole": ("</xml>", "<o:OLEObject/></xml>"), "space": ("<xml ", '<xml xmlns:w="urn:a" '), "less": ("</v:shape></xml>", "</xml>")}.items():
            yield f"shapes-{name}", changed(VML, old, new)
        one = re.search("<v:shape .*?</v:shape>", dict(self.parts)[VML].decode())[0]
        yield "shapes-one-less", changed(VML, one, "")
        yield "shapes-one-more", changed(VML, one, one * 2)
        reference = '<legacyDrawing r:id="rId2"/>'
        self.assertIn(reference, dict(self.parts)[SHEET].decode())
        for name, new in {"none": "", "twice": reference * 2, "comments": reference.replace("2", "1"), "bare": "<legacyDrawing/>",
                          "within": f"<sheetPr>{reference}</sheetPr>", "as-picture": '<picture r:id="rId2"/>',
                          "as-header": '<legacyDrawingHF r:id="rId2"/>', "as-drawing": '<drawing r:id="rId2"/>'}.items():
            yield f"reference-{name}", changed(SHEET, reference, new)
        yield "sheet-holds-comment", changed(SHEET, reference, f"<comment/>{reference}")
        yield "relation-other", changed(LINKS, "../drawings/vmlDrawing1.vml", "../drawings/vmlDrawing2.vml")
        yield "relation-others-comments", changed(LINKS, "../comments1.xml", "../comments2.xml")
        yield "relation-outside", changed(LINKS, 'Target="../drawings/vmlDrawing1.vml"', 'Target="http://a/" TargetMode="External"')
        swapped = [(name, text.replace(b"comments1", b"comments2").replace(b"vmlDrawing1", b"vmlDrawing2") if name == LINKS else text)
                   for name, text in self.parts]
        yield "relation-both-others", packed(swapped)
        yield "relation-of-the-book", changed("xl/_rels/workbook.xml.rels", "</Relationships>", '<Relationship Id="rId9" Type="http://schemas.'
                                              'openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments1.xml"/></Relationships>')
        yield "type-override", changed(TYPES, "</Types>", '<Override PartName="/xl/drawings/vmlDrawing1.vml" ContentType="application/'
                                       'vnd.openxmlformats-officedocument.vmlDrawing"/></Types>')
        yield "type-none", changed(TYPES, '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>', "")
        yield "without-shapes", packed([one for one in self.parts if one[0] != VML])
        yield "without-comments", packed([one for one in self.parts if one[0] != COMMENTS])
        yield "shapes-first", self.renamed((COMMENTS, VML), (VML, COMMENTS))

    def test_no_forgery_passes(self):
        forged = dict(self.forged())
        self.assertGreater(len(forged), 70)
        told = carrying.verdicts({"ours": packed(self.parts), **forged}, kind="workbooks")
        self.assertEqual(told["ours"], "verified")
        for name in forged:
            with self.subTest(name):
                self.assertTrue(told[name].startswith("refused: "), told[name])


if __name__ == "__main__":
    unittest.main(verbosity=1)
