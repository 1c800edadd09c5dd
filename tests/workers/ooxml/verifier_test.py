# SPDX-License-Identifier: MIT
"""The verifier of rebuilt Word documents against forgeries: ZIP files of exactly our form, whose parts
say one thing too many.

    verifier_test.py BUILD_FOLDER
"""
import io
import pathlib
import re
import sys
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import word_documents  # noqa: E402
import word_samples  # noqa: E402
from packing import packed  # noqa: E402
from probe import probe  # noqa: E402
from word_constructs import PICTURE, PICTURE_LINK, field, picture  # noqa: E402
from word_documents import OFFICE, document, paragraph, part, relationship  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/release").resolve()
DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATIONS, MEDIA = "word/_rels/document.xml.rels", "word/media/image1.png"


# Why each forgery is refused, and not for another reason: the first pattern that its name matches.
REASONS = [(re.compile("|".join(names.split())), reason) for names, reason in (
    ("(tooltip|anchor|bookmark)-delete character-.{2,4}", "a character that is none"),
    ("namespace default-namespace attribute value graphic (tooltip|anchor|bookmark)-.* setting-address",
     "an attribute that is not known"),
    ("element object pict content-control link-on-shape prefix no-prefix setting", "an element that is not known"),
    ("link-in-settings field-(before|behind)-(bare|drawing) place-.* chart-words", "an element out of place"),
    ("root-namespace", "a namespace that is none of ours"), ("range-.*", "a range that is none"),
    ("reference.* unknown-.*", "a reference that is not known"),
    ("comment instruction cdata doctype", "a tag of another form, or nested too deep"),
    ("entity character-reference control", "a text of another form"), ("text blank", "text where none belongs"),
    ("twice", "an attribute of another form"), ("quotes", "a part that begins otherwise than ours"),
    ("unclosed", "an end tag that closes nothing"), ("behind-root", "a part with something behind its end"),
    ("utf8", "a part that is not UTF-8"), ("field-nested", "a field within an instruction"),
    ("field-open field-out-of-story", "a field without an end"),
    ("field-separated-first field-mark-kind field-into-story field-empty", "a field without an instruction"),
    ("field-(before|behind)-.*", "more than an instruction in a field"), ("(field|simple)-.*", "a field that is not known"),
    ("relation-(template|image|mode|of-chart)", "a relationship that leads outside"),
    ("relation-(unused|unused-link|of-header)", "a relationship that nothing uses"),
    ("relation-styles", "a reference to a part that is not there"),
    ("relation-(id|within|attribute)", "a relationship of another form"),
    ("(target|relation)-.*", "a relationship to something else"),
    (".*-type no-settings no-picture", "content types that its parts do not imply"),
    (".*other-document more-documents", "a package that names another document"),
    ("part part-behind-picture root-part folder", "a part that is none of ours, or out of place"),
    ("styles", "a part that nothing refers to"), ("twin", "a name that is none of ours, or is there twice"),
    ("order", "a package that begins otherwise than ours"), ("picture stored", "a picture of another kind than its name"),
    ("picture-.*", "a picture in it: not a picture as we write it"), ("flags date extra", "a header of another form"),
    ("archive-comment behind before", "a directory that its entries do not imply"))]


class Forgeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        body = (paragraph("本文") + f"<w:p><w:r>{picture()}</w:r></w:p><w:p>{field('PAGE', '1')}</w:p><w:p>"
                + '<w:hyperlink r:id="rIdL"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:fldSimple w:instr="PAGE"/></w:p>'
                + word_samples.in_run(word_samples.text_box("枠"))
                + word_samples.in_run(word_samples.drawn(CHARTS, '<c:chart r:id="rIdG"/>'))
                + '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr></w:pPr></w:p>')
        original = document(body, [
            PICTURE_LINK, relationship("rIdL", "hyperlink", "http://example.com/", True),
            relationship("rIdS", "settings", "settings.xml"), relationship("rIdH", "header", "header1.xml"),
            relationship("rIdG", "chart", "charts/chart1.xml")], {
                **PICTURE, "word/header1.xml": part("w:hdr", '<w:p><w:hyperlink r:id="rIdL"><w:r><w:t>y</w:t></w:r>'
                                                    "</w:hyperlink></w:p>"),
                "word/_rels/header1.xml.rels": word_documents.relationships(
                    relationship("rIdL", "hyperlink", "http://example.com/", True)),
                "word/charts/chart1.xml": part("c:chartSpace", word_samples.CHART),
                "word/settings.xml": part("w:settings", '<w:compat><w:compatSetting w:name="a" '
                                          'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>')})
        told, made = probe(BUILD, {"good": word_documents.package(original)})
        assert told["good"][:2] == ["ok", "verified"], told
        cls.good = made["good"]
        with zipfile.ZipFile(io.BytesIO(cls.good)) as archive:
            cls.parts = [(info.filename, archive.read(info)) for info in archive.infolist()]

    def changed(self, name, old, new, count=1):
        old, new = old.encode() if isinstance(old, str) else old, new.encode() if isinstance(new, str) else new
        content = dict(self.parts)[name]
        self.assertIn(old, content)
        return [(each, content.replace(old, new, count) if each == name else text) for each, text in self.parts]

    def with_part(self, name, content):
        return packed([(each, content.encode() if each == name else data) for each, data in self.parts])

    def text(self, old, new):
        return packed(self.changed(DOCUMENT, old, new))

    def added(self, name, content, content_type=None):
        parts = list(self.parts)
        if content_type:
            parts = self.changed(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>')
        parts.insert(len(parts) - 1, (name, content))
        return packed(parts)

    def forgeries(self):
        text, end = self.text, "</w:body>"
        yield "element", text(end, "<w:altChunk/></w:body>")
        yield "object", text(end, "<w:p><w:r><w:object/></w:r></w:p></w:body>")
        yield "pict", text(end, "<w:p><w:r><w:pict/></w:r></w:p></w:body>")
        yield "content-control", text(end, "<w:sdt/></w:body>")
        yield "link-on-shape", text("<wp:docPr", '<a:hlinkClick r:id="rId2"/><wp:docPr')
        yield "prefix", text(end, "<v:shape/></w:body>")
        yield "no-prefix", text(end, "<p/></w:body>")
        yield "namespace", text("<w:body>", '<w:body xmlns:v="urn:schemas-microsoft-com:vml">')
        yield "default-namespace", text("<w:body>", '<w:body xmlns="urn:a">')
        yield "root-namespace", text("/wordprocessingml/2006/main", "/wordprocessingml/2006/main2")
        yield "attribute", text("<w:body>", '<w:body w:rsidR="00112233">')
        yield "value", text("<w:body>", '<w:body w:val="a b">')
        yield "reference", text('r:embed="rId', 'r:link="rId')
        # Both are used, each for the other's.
        words = dict(self.parts)[DOCUMENT].decode()
        link, image = re.search(r'<w:hyperlink r:id="(rId\d)"', words)[1], re.search(r'r:embed="(rId\d)"', words)[1]
        yield "reference-of-another-kind", self.with_part(DOCUMENT, words.replace(f'r:id="{link}"', 'r:id="x"').replace(
            f'r:embed="{image}"', f'r:embed="{link}"').replace('r:id="x"', f'r:id="{image}"'))
        yield "unknown-link", text('<w:hyperlink r:id="', '<w:hyperlink r:id="x')
        yield "link-in-settings", packed(self.changed("word/settings.xml", "</w:compat>", '</w:compat><w:hyperlink r:id="rId1"/>'))
        yield "unknown-reference", text('r:embed="rId', 'r:embed="rId9')
        yield "comment", text("<w:body>", "<w:body><!-- -->")
        yield "instruction", text("<w:body>", "<w:body><?a b?>")
        yield "cdata", text(">本文<", "><![CDATA[本文]]><")
        yield "doctype", text("?>\n", "?>\n<!DOCTYPE a>")
        yield "entity", text("本文", "&a;")
        yield "character-reference", text("本文", "&#65;")
        yield "text", text("<w:body>", "<w:body>a")
        yield "blank", text("<w:body>", "<w:body> ")
        yield "twice", text("<w:body>", '<w:body w:val="1" w:val="1">')
        yield "quotes", text('standalone="yes"', "standalone='yes'")
        yield "unclosed", text("</w:body>", "")
        yield "behind-root", text("</w:document>", "</w:document><w:document/>")
        yield "control", text("本文", "\x01")
        yield "utf8", text("本文".encode(), b"\xff")
        yield "graphic", text("drawingml/2006/picture\">", "drawingml/2006/diagram\">")
        for name, instruction in {"dde": ' DDEAUTO "a" ', "switch": " PAGE \\d ", "form": "PAGE", "two": " PAGE PAGE ",
                                  "address": ' REF "http://a/" ', "file": ' HYPERLINK "file:///a" ', "lower": " page ",
                                  "macro": " MACROBUTTON a b ", "quote": ' REF "a ', "user": ' HYPERLINK "http://a@b/" ',
                                  "include": ' INCLUDEPICTURE "a" '}.items():
            yield f"field-{name}", text("> PAGE <", f">{instruction.replace(chr(34), '&quot;')}<")
            yield f"simple-{name}", text('w:instr=" PAGE "', f'w:instr="{instruction.replace(chr(34), "&quot;")}"')
        twice = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        yield "field-split", text(twice, twice + twice)
        begin, close = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        yield "field-nested", text(twice, begin + twice + close + twice)
        yield "field-open", text(close, "")
        between = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        yield "field-separated-twice", text(between, between + between)
        yield "field-separated-first", text(twice, between + twice)
        yield "field-instructed-late", text(between, between + twice)
        yield "field-mark", text(begin, begin.replace("/>", ' w:id="1"/>'))
        yield "field-mark-name", text(begin, begin.replace("w:fldCharType", "w:type"))
        yield "field-mark-bare", text(begin, "<w:r><w:fldChar/></w:r>")
        yield "field-mark-kind", text(begin, begin.replace("begin", "start"))
        yield "field-attribute", text("<w:body><w:p>", '<w:body><w:p w:instr=" PAGE ">')
        box = "<w:txbxContent><w:p>"
        yield "field-out-of-story", text(box, box + begin + twice + between)
        yield "field-into-story", text(box, box + close)
        yield "field-stray", text("<w:p>", "<w:p>" + twice)
        yield "field-empty", text(twice, "")
        before, behind, words = begin + "%s", twice + "%s", "DDEAUTO x "
        for name, more in {"run": f"<w:r><w:t>{words}</w:t></w:r>", "math-words": f"<m:oMath><m:r><w:t>{words}</w:t></m:r></m:oMath>",
                           "math": f"<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>", "bare": f"<w:t>{words}</w:t>",
                           "symbol": '<w:r><w:sym w:font="a" w:char="F041"/></w:r>', "simple": '<w:fldSimple w:instr=" PAGE "/>',
                           "link": '<w:hyperlink w:anchor="a"/>', "drawing": "<w:drawing/>", "tab": "<w:r><w:tab/></w:r>"}.items():
            yield f"field-before-{name}", text(begin, before % more)
            yield f"field-behind-{name}", text(twice, behind % more)
        for name, value in {"quote": "a&quot; &quot;file:///a", "backslash": "\\\\a\\b", "colon": "javascript:a", "curly": "a\u201d",
                            "low": "\u201ea", "wide": "\uff02", "blank": "a ", "first-blank": " a", "brace": "{a", "delete": "a\x7f",
                            "long": "a" * 256}.items():
            yield f"tooltip-{name}", text("<w:hyperlink ", f'<w:hyperlink w:tooltip="{value}" ')
            yield f"anchor-{name}", text("<w:hyperlink ", f'<w:hyperlink w:anchor="{value}" ')
            yield f"bookmark-{name}", text(end, f'<w:p><w:bookmarkStart w:id="1" w:name="{value}"/></w:p></w:body>')
        target = 'Target="http://example.com/"'
        number = dict(self.parts)[RELATIONS].count(b"<Relationship ") + 1
        relation = f'<Relationship Id="rId{number}" Type="{OFFICE}%s" Target="%s"%s/></Relationships>'
        for name, new in {"script": 'Target="javascript:a"', "file": 'Target="file:///a"', "user": 'Target="http://a@b/"',
                          "unc": 'Target="\\\\a\\b"', "upper": 'Target="http://EXAMPLE.com/"', "host": 'Target="http:///"',
                          "escape": 'Target="http://a/%zz"', "blank": 'Target="http://a/ b"'}.items():
            yield f"target-{name}", packed(self.changed(RELATIONS, target, new))
        for name, (kind, place, mode) in {
                "template": ("attachedTemplate", "http://a/", ' TargetMode="External"'), "ole": ("oleObject", "a.bin", ""),
                "unused": ("image", "media/image1.png", ""), "image": ("image", "http://a/", ' TargetMode="External"'),
                "climb": ("image", "../image1.png", ""), "styles": ("styles", "styles.xml", ""),
                "self": ("officeDocument", "document.xml", ""), "zero": ("header", "header01.xml", ""),
                "other-kind": ("footer", "header1.xml", ""),
                "unused-link": ("hyperlink", "http://a/", ' TargetMode="External"')}.items():
            yield f"relation-{name}", packed(self.changed(RELATIONS, "</Relationships>", relation % (kind, place, mode)))
        yield "relation-id", packed(self.changed(RELATIONS, 'Id="rId1"', 'Id="rId7"'))
        within = (relation % ("hyperlink", "http://a/", ' TargetMode="External"')).replace("/></", "/></Relationship></")
        yield "relation-within", packed(self.changed(RELATIONS, "/></Relationships>", ">" + within))
        parts = list(self.parts)
        parts.insert(-1, ("word/charts/_rels/chart1.xml.rels", word_documents.relationships(
            relationship("rId1", "hyperlink", "http://a/", True)).encode()))
        yield "relation-of-chart", packed(parts)
        yield "relation-of-header", packed(self.changed(
            "word/_rels/header1.xml.rels", "</Relationships>", f'<Relationship Id="rId2" Type="{OFFICE}settings" '
            'Target="settings.xml"/></Relationships>'))
        yield "relation-mode", packed(self.changed(RELATIONS, ' TargetMode="External"', ""))
        yield "relation-attribute", packed(self.changed(RELATIONS, "<Relationship ", '<Relationship x="1" '))
        yield "setting", packed(self.changed("word/settings.xml", "<w:compat>", "<w:attachedTemplate/><w:compat>"))
        yield "setting-address", packed(self.changed("word/settings.xml", 'office/word" w:val', 'office/wort" w:val'))
        yield "main-type", packed(self.changed(TYPES, "document.main", "template.main"))
        yield "macro-type", packed(self.changed(
            TYPES, "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main"))
        for name, where, more in (
                ("root", "<w:body>", "<w:settings/>"), ("root-document", "<w:body>", "<w:document/>"),
                ("root-theme", "<w:body>", "<a:theme/>"), ("root-chart", "<w:body>", "<c:chartSpace/>"),
                ("setting", "<w:body>", "<w:listSeparator/>"), ("style", "<w:body>", "<w:style/>"),
                ("range", "<w:body>", "<c:f>[http://evil/x.xlsx]S!A1</c:f>"), ("words", "<w:p>", "<w:t>a</w:t>"),
                ("cell", "<w:body>", "<w:tc/>"), ("picture", "<w:body>", "<w:drawing/>"), ("chart", "<w:body>", "<c:chart/>"),
                ("math", "<w:body>", "<m:r/>"), ("math-words", "<w:p>", "<m:t/>"), ("shape", "<w:body>", "<wps:wsp/>"),
                ("box", "<w:body>", "<w:txbxContent/>"), ("drawn-words", "<w:body>", "<a:t/>"), ("blip", "<w:body>", "<a:blip/>"),
                ("paragraph", "<w:p>", "<w:p/>"), ("link", "<w:body>", '<w:hyperlink w:anchor="a"/>'),
                ("simple", "<w:body>", '<w:fldSimple w:instr=" PAGE "/>'), ("field", "<w:p>", '<w:fldChar w:fldCharType="begin"/>'),
                ("header", "<w:body>", '<w:headerReference r:id="rId2"/>'), ("font", "<w:body>", "<w:font/>"),
                ("property", "<w:body>", "<a:ln/>"), ("run", "<w:body>", "<w:r/>")):
            yield f"place-{name}", text(where, where + more)
        for name, words in {"book": "[http://evil/x.xlsx]S!A1", "call": "WEBSERVICE(A1)", "dde": "cmd|'/c calc'!A1", "empty": "&quot;",
                            "long": "A" * 256}.items():
            yield f"range-{name}", packed(self.changed("word/charts/chart1.xml", "Sheet1!$A$1:$A$2", words))
        yield "chart-words", packed(self.changed("word/charts/chart1.xml", "<c:plotArea>", "<w:p/><c:plotArea>"))
        yield "character-80", text("本文", "\u0085")
        yield "character-7f", text("本文", "\x7f")
        yield "character-fffe", text("本文", "\ufffe")
        yield "character-ffff", text("本文", "\uffff")
        yield "default-type", packed(self.changed(TYPES, "</Types>", '<Default Extension="bin" ContentType="a/b"/></Types>'))
        yield "other-document", packed(self.changed("_rels/.rels", "word/document.xml", "word/settings.xml"))
        yield "more-documents", packed(self.changed("_rels/.rels", "</Rel", '<Relationship Id="rId2" Type="a" Target="b"/></Rel'))
        yield "part-behind-picture", packed(self.parts[:-2] + self.parts[:-3:-1])
        yield "part", self.added("word/vbaProject.bin", b"a")
        yield "root-part", self.added("customXml/item1.xml", b"<a/>")
        yield "styles", self.added("word/styles.xml", re.sub(
            b"(?s)<w:compat>.*</w:compat>", b"", dict(self.parts)["word/settings.xml"]).replace(b"settings", b"styles"),
                                   "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml")
        yield "folder", self.added("word/", b"")
        yield "twin", self.added(DOCUMENT, dict(self.parts)[DOCUMENT])
        yield "order", packed(self.parts[1:2] + self.parts[:1] + self.parts[2:])
        yield "no-settings", packed([one for one in self.parts if one[0] != "word/settings.xml"])
        yield "no-picture", packed([one for one in self.parts if one[0] != MEDIA])
        yield "picture", packed(self.changed(MEDIA, b"\x89PNG", b"\x88PNG"))
        yield "picture-text", packed(self.changed(MEDIA, b"IDAT", b"IDAU"))
        yield "picture-tail", packed(self.changed(MEDIA, b"IEND\xaeB`\x82", b"IEND\xaeB`\x82more"))
        yield "flags", packed(self.parts, flags=0)
        yield "date", packed(self.parts, date=0x5A21)
        yield "extra", packed(self.parts, extra=b"ab\0\0")
        yield "archive-comment", packed(self.parts, comment=b"a")
        yield "behind", packed(self.parts, behind=b"a")
        yield "stored", packed(self.parts, method=8)
        yield "before", b"a" + self.good

    def test_no_forgery_passes(self):
        forged = dict(self.forgeries())
        self.assertGreater(len(forged), 90)
        told, _ = probe(BUILD, {"ours": packed(self.parts), "quiet": self.text(
            "<w:hyperlink ", f'<w:hyperlink w:tooltip="{"a" * 255}" w:anchor="案内 1" '), **forged}, "verify")
        self.assertEqual(told["ours"], ["verified"])
        self.assertEqual(told["quiet"], ["verified"])
        for name in forged:
            with self.subTest(name):
                reason = next(reason for names, reason in REASONS if names.fullmatch(name))
                self.assertEqual(told[name], ["refused: " + reason])

    def test_links_to_the_web_pass_where_the_policy_has_them(self):
        address = 'HYPERLINK "http://example.com/"'
        made = {name: word_documents.package(document(body, [])) for name, body in {
            "field": f"<w:p>{field(address, 'a')}</w:p>", "simple": f"<w:p><w:fldSimple w:instr='{address}'/></w:p>",
            "words": paragraph("http://example.com/")}.items()}
        told, built = probe(BUILD, made)
        self.assertEqual({name: said[:2] for name, said in told.items()}, {name: ["ok", "verified"] for name in made})
        built["relationship"] = self.good
        told, _ = probe(BUILD, built, "verify", "links=text")
        self.assertEqual(told, {
            "field": ["refused: a field that is not known"], "simple": ["refused: a field that is not known"],
            "words": ["verified"], "relationship": ["refused: a relationship that leads outside"]})

    def test_no_changed_byte_passes(self):
        changed = {}
        for at in range(0, len(self.good), 7):
            data = bytearray(self.good)
            data[at] ^= 1 << (at % 8)
            changed[f"{at:06}"] = bytes(data)
        for cut in range(1, 60, 7):
            changed[f"cut-{cut}"] = self.good[:-cut]
        told, _ = probe(BUILD, changed, "verify")
        for name, said in told.items():
            self.assertTrue(said[0].startswith("refused: "), (name, said))


if __name__ == "__main__":
    unittest.main(verbosity=1)
