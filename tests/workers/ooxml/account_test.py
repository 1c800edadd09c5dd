# SPDX-License-Identifier: MIT
"""What documents show before and after they were rebuilt, as the rebuild and the verifier count it.

    account_test.py BUILD_FOLDER
"""
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import book_documents  # noqa: E402
import carrying  # noqa: E402
import open_documents  # noqa: E402
import show_documents  # noqa: E402
import word_documents  # noqa: E402
from word_documents import paragraph, relationship  # noqa: E402
from word_samples import drawn, in_run, text_box  # noqa: E402

PNG = word_documents.png()
FALSE_PNG = b"\x89PNG\r\n\x1a\nno picture"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def blip(identifier):
    return drawn(PICTURE, '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="n"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
                 f'<a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic>')


def field(instruction, result):
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>' + instruction + "</w:instrText></w:r><w:r><w:t>"
            'unseen</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>' + result
            + '</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def alternatives(choice, fallback, requires="wps"):
    return (f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice><mc:Fallback>{fallback}'
            "</mc:Fallback></mc:AlternateContent>")


STORE = "{11111111-2222-3333-4444-555555555555}"
CUSTOM_XML = {
    "customXml/item1.xml": '<r xmlns="urn:r"><a/><b>六文字の言葉</b></r>',
    "customXml/itemProps1.xml": f'<d:datastoreItem d:itemID="{STORE.lower()}" xmlns:d="urn:d"/>',
    "customXml/_rels/item1.xml.rels": word_documents.relationships(relationship("rId1", "customXmlProps", "itemProps1.xml")),
}


def bound(content):
    return (f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns0:r[1]/ns0:b[1]" w:storeItemID="{STORE}"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>")


def old_box(content):
    return f'<w:pict><v:shape style="width:9pt;height:9pt"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>'


# What it is, body, relationships, parts, and the figures before and after that are not zero.
WORDS = [
    ("white space is none", paragraph("水 質　の\u00a0記 録"), [], {}, {"text": (5, 5)}),
    ("deleted text is none", paragraph("残る") + '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>x</w:delText><w:drawing/></w:r></w:del>'
     '<w:moveFrom w:id="2" w:author="a"><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>', [], {}, {"text": (2, 2)}),
    ("nor is a deleted row", paragraph("残る") + '<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc>'
     f'{paragraph("消えた行")}</w:tc></w:tr><w:tr><w:tc>{paragraph("行")}</w:tc></w:tr></w:tbl>', [], {}, {"text": (3, 3)}),
    ("fields show their results", f'<w:p>{field(" DDE a b c ", "結果")}</w:p>', [], {}, {"text": (2, 2)}),
    ("a button shows its words", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON m 押す</w:instrText></w:r>'
     '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>', [], {}, {"text": (2, 2)}),
    ("links of both kinds", f'<w:p>{field(" HYPERLINK &quot;file:///a&quot; ", "消える")}{field(" HYPERLINK &quot;http://a.example/&quot; ", "残る")}'
     '<w:hyperlink r:id="rIdL"><w:r><w:t>行く</w:t></w:r></w:hyperlink><w:fldSimple w:instr=" HYPERLINK \\l &quot;a&quot; "/></w:p>',
     [relationship("rIdL", "hyperlink", "file:///c:/a", True)], {}, {"text": (7, 7), "links": (4, 2)}),
    ("a picture that can be read, and two that cannot", in_run(blip("rIdP")) + in_run(blip("rIdB")) * 2,
     [relationship("rIdP", "image", "media/a.png"), relationship("rIdB", "image", "media/b.emf")],
     {"word/media/a.png": PNG, "word/media/b.emf": b"\1\0\0\0"}, {"pictures": (3, 1)}),
    ("one that is false", in_run(blip("rIdP")), [relationship("rIdP", "image", "media/a.png")],
     {"word/media/a.png": FALSE_PNG}, {"pictures": (1, 0)}),
    ("one of another place", in_run(drawn(PICTURE, '<pic:pic><pic:blipFill><a:blip r:link="rIdP"/></pic:blipFill></pic:pic>')),
     [relationship("rIdP", "image", "http://a.example/a.png", True)], {}, {"pictures": (1, 0)}),
    ("a drawing of boxes with text, in both forms", in_run(alternatives(text_box("箱の字"), old_box(paragraph("箱の字")))), [], {},
     {"text": (3, 3)}),
    ("the richer alternative counts", in_run(alternatives(text_box("箱"), old_box(paragraph("もっと多い字")), "x")), [], {},
     {"text": (6, 6)}),
    ("where it is not taken, it is lost", in_run(alternatives(text_box("箱"), old_box(paragraph("もっと多い字")))), [], {},
     {"text": (6, 1)}),
    ("words on a path", in_run('<w:pict><v:shape><v:textpath string="社外秘"/></v:shape></w:pict>'), [], {},
     {"text": (3, 0), "pictures": (1, 0)}),
    ("words of a diagram", in_run(drawn(DIAGRAM, f'<d:relIds xmlns:d="{DIAGRAM}" r:dm="rIdD"/>')),
     [relationship("rIdD", "diagramData", "diagrams/data1.xml")],
     {"word/diagrams/data1.xml": word_documents.part("x:dataModel", "<x:pt><a:t>組織の図</a:t></x:pt>")}, {"text": (4, 0), "pictures": (1, 0)}),
    ("words of a chart of 2016", in_run(drawn("urn:chartex", '<x:chart r:id="rIdE"/>')),
     [relationship("rIdE", "chartEx", "charts/chartEx1.xml")],
     {"word/charts/chartEx1.xml": word_documents.part("x:chartSpace", "<x:lvl><x:pt>滝の図</x:pt></x:lvl><x:v>題</x:v><a:t>名</a:t>")},
     {"text": (5, 0), "pictures": (1, 0)}),
    ("what a control shows of custom XML", bound(paragraph("古")), [relationship("rIdX", "customXml", "../customXml/item1.xml")],
     CUSTOM_XML, {"text": (6, 1)}),
    ("no less than it has itself", bound(paragraph("もっと長い古い言葉")), [relationship("rIdX", "customXml", "../customXml/item1.xml")],
     CUSTOM_XML, {"text": (9, 9)}),
    ("a web page within", '<w:altChunk r:id="rIdA"/>', [relationship("rIdA", "aFChunk", "a.html")],
     {"word/a.html": "<html><style>p{}</style><script>x</script><p>中の頁</p></html>".encode()}, {"text": (3, 0)}),
    ("rich text within", '<w:altChunk r:id="rIdA"/>', [relationship("rIdA", "aFChunk", "a.rtf")],
     {"word/a.bin": b"", "word/a.rtf": b"{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\x y}abc \\'82\\'a0\\u27700?}"}, {"text": (7, 0)}),
    ("a document within", '<w:altChunk r:id="rIdA"/>', [relationship("rIdA", "aFChunk", "a.docx")],
     {"word/a.docx": word_documents.package(word_documents.document(paragraph("内側") + in_run(blip("r1"))))},
     {"text": (2, 0), "pictures": (1, 0)}),
    ("an object with its picture, and one without", in_run('<w:object><v:shape><v:imagedata r:id="rIdP"/></v:shape><o:OLEObject/></w:object>')
     + in_run("<w:object><o:OLEObject/></w:object>"), [relationship("rIdP", "image", "media/a.png")],
     {"word/media/a.png": PNG}, {"pictures": (2, 1)}),
    ("headers count once, comments too", paragraph("本文") + '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p><w:p><w:pPr><w:sectPr><w:headerReference w:type='
     '"default" r:id="rIdH"/></w:sectPr></w:pPr></w:p>', [relationship("rIdH", "header", "header1.xml"), relationship("rIdC", "comments", "comments.xml")],
     {"word/header1.xml": word_documents.part("w:hdr", paragraph("頭")),
      "word/comments.xml": word_documents.part("w:comments", f'<w:comment w:id="1">{paragraph("要確認")}</w:comment>')},
     {"text": (6, 6)}),
    ("a note of another kind than it says", paragraph("本文") + '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdH"/>'
     "</w:sectPr></w:pPr></w:p>", [relationship("rIdH", "footer", "footer1.xml")],
     {"word/footer1.xml": word_documents.part("w:ftr", paragraph("足"))}, {"text": (3, 2)}),
]


class Words(unittest.TestCase):
    def test_before_and_after(self):
        outcomes = carrying.carry({name: word_documents.package(word_documents.document(body, links, parts))
                                   for name, body, links, parts, _ in WORDS}, kind="documents")
        for name, _, _, _, expected in WORDS:
            with self.subTest(name):
                outcome = outcomes[name]
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertEqual({what: both for what, both in outcome.account.items() if both != (0, 0)}, expected)

    def test_what_the_policy_takes_away_is_no_loss_of_text(self):
        name, body, links, parts, _ = next(one for one in WORDS if one[0].startswith("headers"))
        outcome = carrying.carry({name: word_documents.package(word_documents.document(body, links, parts))},
                                 "comments=remove", kind="documents")[name]
        self.assertEqual((outcome.detail, outcome.account["text"]), ("verified", (3, 3)))


class Books(unittest.TestCase):
    def carried(self, files, *options):
        outcome = carrying.carry({"a": book_documents.package(files)}, *options, kind="workbooks")["a"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        return {what: both for what, both in outcome.account.items() if both != (0, 0)}

    def test_cells_and_formulas(self):
        rows = book_documents.row(
            1, book_documents.text("A1", "水位 計"), book_documents.number("B1", "12.5"), '<c r="C1" s="1"/>', '<c r="D1"><v></v></c>',
            book_documents.formula("E1", "SUM(B1)", "12.5"), book_documents.formula("F1", "WEBSERVICE(A1)", "7"),
            '<c r="G1" t="s"><v>0</v></c>', '<c r="H1" t="s"><v>9</v></c>', '<c r="I1"><f>RTD(1)</f></c>')
        files = book_documents.workbook([("表", book_documents.sheet(rows)), ("二", book_documents.sheet())],
                                        strings=["<t>共有</t>"])
        # Lost: a text that is not there, a formula without a value, and two formulas.
        self.assertEqual(self.carried(files), {"text": (14, 14), "pages": (2, 2), "cells": (7, 5), "formulas": (3, 1)})
        self.assertEqual(self.carried(files, "formulas=values")["formulas"], (3, 0))

    def test_words_at_the_edges_of_pages(self):
        edges = "".join(f"<{name}>&amp;C{word}</{name}>" for name, word in (("oddHeader", "水質"), ("oddFooter", "機密性２"), ("firstHeader", "表紙")))
        files = book_documents.workbook([("表", book_documents.sheet(
            book_documents.row(1, book_documents.number("A1", 1)), after=f"<headerFooter>{edges}</headerFooter>"))])
        self.assertEqual(self.carried(files), {"text": (15, 15), "pages": (1, 1), "cells": (1, 1)})

    def test_comments(self):
        files = book_documents.workbook([("表", book_documents.sheet(book_documents.row(1, book_documents.number("A1", 1))), [
            relationship("rIdC", "comments", "../comments1.xml")])], parts={"xl/comments1.xml": book_documents.part(
                "comments", '<authors><author>佐藤</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>要確認</t></r>'
                "</text></comment></commentList>")})
        self.assertEqual(self.carried(files)["text"], (4, 4))
        self.assertEqual(self.carried(files, "comments=remove")["text"], (1, 1))

    def test_comments_that_answer_one_another(self):
        """Excel writes them once more as plain ones, with its own words around them; others may leave those out."""
        threads = ('<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
                   '<threadedComment ref="A1" id="{1}"><text>交換</text></threadedComment><threadedComment ref="A1" id="{2}" parentId="{1}">'
                   "<text>済み</text></threadedComment></ThreadedComments>")
        for words, expected in ((None, (5, 1)), ("交", (5, 2)), ("コメント:交換返信:済み", (13, 13))):
            links = [relationship("rIdT", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threads/t1.xml")]
            parts = {"xl/threads/t1.xml": threads}
            if words:
                links.append(relationship("rIdC", "comments", "../comments1.xml"))
                parts["xl/comments1.xml"] = book_documents.part(
                    "comments", f'<authors><author/></authors><commentList><comment ref="A1" authorId="0"><text><t>{words}</t></text></comment>'
                    "</commentList>")
            files = book_documents.workbook([("表", book_documents.sheet(book_documents.row(1, book_documents.number("A1", 1))), links)], parts=parts)
            outcome = carrying.carry({"a": book_documents.package(files)}, kind="workbooks")["a"]
            self.assertEqual((outcome.detail, outcome.account["text"]), ("verified", expected))
            self.assertEqual(outcome.places.get("comment"), None if words else {"xl/threads/t1.xml": 1})
            self.assertEqual(self.carried(files, "comments=remove")["text"], (1, 1))

    def test_pictures_of_notes_on_cells(self):
        links = [relationship("rIdV", "vmlDrawing", "../drawings/vmlDrawing1.vml")]
        sheets = [(name, book_documents.sheet(book_documents.row(1, book_documents.number("A1", 1)), after='<legacyDrawing r:id="rIdV"/>'), links)
                  for name in ("表", "二")]
        files = book_documents.workbook(sheets, parts={
            "xl/drawings/vmlDrawing1.vml": "<xml/>",
            "xl/drawings/_rels/vmlDrawing1.vml.rels": book_documents.relationships(
                relationship("rId1", "image", "../media/a.png"), relationship("rId2", "image", "../media/b.png")),
            "xl/media/a.png": PNG, "xl/media/b.png": PNG})
        outcome = carrying.carry({"a": book_documents.package(files)}, kind="workbooks")["a"]
        self.assertEqual((outcome.detail, outcome.account["pictures"]), ("verified", (2, 0)))
        self.assertEqual(outcome.places["image"], {"xl/drawings/vmlDrawing1.vml": 2})

    def test_links_of_sheets(self):
        files = book_documents.workbook([("表", book_documents.sheet(
            book_documents.row(1, book_documents.number("A1", 1)), after='<hyperlinks><hyperlink ref="A1" location="A1"/><hyperlink ref="A1" '
            'r:id="rIdL"/></hyperlinks>'))], parts={"xl/worksheets/_rels/sheet1.xml.rels": book_documents.relationships(
                relationship("rIdL", "hyperlink", "file:///a", True))})
        self.assertEqual(self.carried(files)["links"], (2, 1))


class Shows(unittest.TestCase):
    def test_slides_words_and_links(self):
        slides = [show_documents.Slide(show_documents.box("一枚目")), show_documents.Slide(show_documents.box("二"))]
        outcome = carrying.carry({"a": show_documents.package(show_documents.show(slides))}, kind="presentations")["a"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        self.assertEqual((outcome.account["pages"], outcome.account["text"]), ((2, 2), (4, 4)))

    def test_pictures_and_words_of_notes(self):
        picture = ('<p:pic><p:nvPicPr><p:cNvPr id="9" name="n"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rIdP"/><a:stretch>'
                   '<a:fillRect/></a:stretch></p:blipFill><p:spPr/></p:pic>')
        slide = show_documents.Slide(show_documents.box("一枚"), notes=show_documents.box("口頭") + picture)
        files = show_documents.show([slide], parts={"ppt/media/a.png": PNG})
        rels = "ppt/notesSlides/_rels/notesSlide1.xml.rels"
        files[rels] = files[rels].replace("</Relationships>", relationship("rIdP", "image", "../media/a.png") + "</Relationships>")
        outcome = carrying.carry({"a": show_documents.package(files)}, kind="presentations")["a"]
        self.assertEqual((outcome.detail, outcome.account["pictures"], outcome.account["text"]), ("verified", (1, 1), (4, 4)))
        del files["ppt/notesMasters/notesMaster1.xml"]  # Without one they cannot stay.
        outcome = carrying.carry({"a": show_documents.package(files)}, kind="presentations")["a"]
        self.assertEqual((outcome.detail, outcome.account["pictures"], outcome.account["text"]), ("verified", (1, 0), (4, 2)))
        self.assertEqual(outcome.removed["notes"], 1)

    def test_comments_of_newer_kind_are_lost(self):
        comment = ('<p188:cmLst xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main" xmlns:a="http://schemas.openxmlformats.org/'
                   'drawingml/2006/main"><p188:cm id="{1}"><p188:txBody><a:bodyPr/><a:p><a:r><a:t>直す</a:t></a:r></a:p></p188:txBody></p188:cm>'
                   "</p188:cmLst>")
        slide = show_documents.Slide(show_documents.box("一枚"), [
            relationship("rIdQ", "http://schemas.microsoft.com/office/2018/10/relationships/comments", "../comments/c1.xml")])
        data = show_documents.package(show_documents.show([slide], parts={"ppt/comments/c1.xml": comment}))
        outcome = carrying.carry({"a": data}, kind="presentations")["a"]
        self.assertEqual((outcome.detail, outcome.account["text"]), ("verified", (4, 2)))
        self.assertEqual(outcome.places["comment"], {"ppt/comments/c1.xml": 1})


class Open(unittest.TestCase):
    def carried(self, kind, body, **more):
        outcome = carrying.carry({"a": open_documents.package(open_documents.document(kind, body, **more))}, kind=kind)["a"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        return {what: both for what, both in outcome.account.items() if both != (0, 0)}

    def test_words_links_and_pictures(self):
        body = ('<text:p>本 文<text:a xlink:href="file:///a">行</text:a><text:a xlink:href="http://a.example/">く</text:a></text:p>'
                '<text:tracked-changes><text:changed-region><text:deletion><text:p>消した</text:p></text:deletion></text:changed-region>'
                "</text:tracked-changes><text:p>" + open_documents.image("Pictures/a.png") + open_documents.image("Pictures/b.svm")
                + open_documents.image("Pictures/b.svm", '<draw:image xlink:href="Pictures/a.png"/>') + "</text:p>")
        account = self.carried("odt", body, parts={"Pictures/a.png": PNG, "Pictures/b.svm": b"VCLMTF"})
        self.assertEqual(account, {"text": (4, 4), "links": (2, 1), "pictures": (3, 2)})

    def test_sheets_cells_and_formulas(self):
        body = (open_documents.table(
            open_documents.cell(open_documents.paragraph("値")) + "<table:table-cell/>"
            + '<table:table-cell office:value-type="float" office:value="1" table:formula="of:=SUM([.A1])"/>'
            + '<table:table-cell office:value-type="float" office:value="1" table:formula="of:=WEBSERVICE([.A1])"/>')
            + open_documents.table(open_documents.cell(open_documents.paragraph("外")), "'file:///a.ods'#Sheet1"))
        self.assertEqual(self.carried("ods", body), {"text": (1, 1), "pages": (1, 1), "cells": (3, 3), "formulas": (2, 1)})

    def test_a_preview_of_a_table_is_no_picture(self):
        frame = ('<draw:frame svg:width="2cm" svg:height="2cm">%s<draw:image xlink:href="%s" xlink:type="simple"/></draw:frame>')
        body = open_documents.slide(
            frame % (open_documents.table(open_documents.cell(open_documents.paragraph("表"))), "Pictures/b.svm")
            + frame % ("<draw:text-box><text:p>枠</text:p></draw:text-box>", "Pictures/a.png") + frame % ("", "Pictures/b.svm"))
        account = self.carried("odp", body, parts={"Pictures/a.png": PNG, "Pictures/b.svm": b"VCLMTF"})
        self.assertEqual(account, {"text": (2, 2), "pages": (1, 1), "pictures": (1, 0)})

    def test_slides(self):
        body = open_documents.slide(open_documents.text_frame(open_documents.paragraph("一枚目"))) + open_documents.slide("", "p2")
        self.assertEqual(self.carried("odp", body), {"text": (3, 3), "pages": (2, 2)})


if __name__ == "__main__":
    unittest.main()
