# SPDX-License-Identifier: MIT
"""SmartArt in documents of each kind comes along as the shapes that Office drew of it.

    diagrams_test.py BUILD_FOLDER
"""
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import book_checks  # noqa: E402
import carrying  # noqa: E402
import diagram_samples  # noqa: E402
import package_checks  # noqa: E402
import show_checks  # noqa: E402
from diagram_samples import A, KINDS, made, shape, text  # noqa: E402
from package_checks import parts_of  # noqa: E402
from word_documents import png, relationship  # noqa: E402

EVIL = "qZforbidden7"
CHECKS = {"documents": package_checks, "workbooks": book_checks, "presentations": show_checks}
SHOWN_IN = {"documents": "word/document.xml", "workbooks": "xl/drawings/drawing1.xml", "presentations": "ppt/slides/slide1.xml"}
FILLED = '<a:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
GROUP = ('<dsp:grpSp><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
         '<a:ext cx="10" cy="10"/><a:chOff x="0" y="0"/><a:chExt cx="10" cy="10"/></a:xfrm></dsp:grpSpPr>%s</dsp:grpSp>')


class Diagrams(unittest.TestCase):
    def each(self, shapes, words=(), **more):
        options = more.pop("options", ())
        for kind in KINDS:
            with self.subTest(kind):
                outcome = carrying.carry({"a": made(kind, shapes, words, **more)}, *options, kind=kind)["a"]
                if outcome.state == "ok":
                    self.assertEqual(outcome.detail, "verified")
                    self.assertEqual(list(CHECKS[kind].faults(outcome.data)), [])
                    self.assertNotIn(EVIL.encode(), b"".join(parts_of(outcome.data).values()))
                    self.assertFalse([name for name in parts_of(outcome.data) if "diagram" in name])
                yield kind, outcome

    def test_their_shapes_and_words_stay(self):
        shapes = shape("浄水場") + shape("配水池", 2100000, body=text("配水池", "<a:br/><a:r><a:t> 二号</a:t></a:r>") + text("予備", align="r"))
        for kind, outcome in self.each(shapes, ["浄水場", "配水池二号", "予備"]):
            self.assertEqual(outcome.removed["diagram"], 1)
            self.assertNotIn("drawing", outcome.removed)
            self.assertEqual(outcome.account["text"][0], outcome.account["text"][1])
            self.assertEqual(outcome.account["pictures"], (0, 0))
            xml = parts_of(outcome.data)[SHOWN_IN[kind]].decode()
            for words in ("浄水場", "配水池", " 二号", "予備", 'prst="roundRect"', '<a:srgbClr val="2060A0"/>', '<a:schemeClr val="lt1"/>'):
                self.assertIn(words, xml)
            self.assertNotIn("graphicFrame", xml.replace("NvGraphicFramePr", "").replace("cNvGraphicFramePr", ""))

    def test_words_in_a_text_have_their_colours_and_sizes(self):
        own = '<a:solidFill><a:srgbClr val="C00000"/></a:solidFill>'
        for kind, outcome in self.each(shape("白") + shape(body=text("赤", properties=own))):
            if kind == "documents":
                xml = parts_of(outcome.data)[SHOWN_IN[kind]].decode()
                self.assertIn('<w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="FFFFFF" w:themeColor="background1"/><w:sz w:val="48"/>'
                              '<w:szCs w:val="48"/></w:rPr><w:t xml:space="preserve">白</w:t>', xml)
                self.assertIn('<w:color w:val="C00000"/><w:sz w:val="48"/><w:szCs w:val="48"/></w:rPr><w:t xml:space="preserve">赤</w:t>', xml)

    def test_they_stand_where_they_stood(self):
        places = {"documents": None, "workbooks": ((0, 0), (3700000, 1000000)), "presentations": ((100000, 900000), (4000000, 2000000))}
        for kind, outcome in self.each(shape("左") + shape("右", 2100000)):
            root = ElementTree.fromstring(parts_of(outcome.data)[SHOWN_IN[kind]])
            group = next(one for one in root.iter() if one.tag.endswith("}grpSpPr") and len(one))[0]
            off, ext, child_off, child_ext = ([int(value) for value in group.find(f"{{{A}}}{name}").attrib.values()]
                                              for name in ("off", "ext", "chOff", "chExt"))
            self.assertEqual((child_off, child_ext), ([0, 0], ext))
            if places[kind]:
                self.assertEqual((tuple(off), tuple(ext)), places[kind])
            else:
                extent = next(one for one in root.iter() if one.tag.endswith("}extent"))
                self.assertEqual((off, ext), ([0, 0], [int(extent.get("cx")), int(extent.get("cy"))]))
            shapes = [one.find(f"{{{A}}}off").get("x") for one in root.iter(f"{{{A}}}xfrm") if one.find(f"{{{A}}}ext").get("cx") == "1500000"]
            self.assertEqual(shapes, ["100000", "2100000"])

    def test_groups_within_and_pictures_come_along(self):
        more = {"media/image1.png": png()}
        for kind, outcome in self.each(GROUP % shape("中") + shape(fill=FILLED), ["中"], more=more,
                                       links=[relationship("rId1", "image", "../media/image1.png")]):
            self.assertEqual(outcome.account["pictures"], (1, 1))
            self.assertEqual(len([name for name in parts_of(outcome.data) if "/media/" in name]), 1)
            self.assertEqual(parts_of(outcome.data)[SHOWN_IN[kind]].count(b":grpSpPr>"), 4)

    def test_nothing_else_of_them_does(self):
        click = f'<a:hlinkClick r:id="rId2" action="ppaction://macro?name={EVIL}"/>'
        shapes = shape("残", properties=click, attributes=f' x="{EVIL}"', fill=(
            f'<a:blipFill><a:blip r:link="rId2"/></a:blipFill><a:extLst><a:ext uri="{EVIL}"/></a:extLst>'), body=text(
                "残る", f'<a:fld id="{{{EVIL}}}" type="{EVIL}"><a:t>結果</a:t></a:fld>', click)) + f"<dsp:{EVIL}>{EVIL}</dsp:{EVIL}>"
        links = [relationship("rId2", "hyperlink", f"file:///{EVIL}", True), relationship("rId3", "oleObject", f"{EVIL}.bin")]
        for kind, outcome in self.each(shapes, links=links, more={f"diagrams/{EVIL}.bin": EVIL.encode()}):
            xml = parts_of(outcome.data)[SHOWN_IN[kind]].decode()
            self.assertIn("残る", xml)
            self.assertIn("結果", xml)
            self.assertNotIn("hlinkClick", xml)

    def test_links_in_their_words_and_on_them_are_told(self):
        click, on_frame = '<a:hlinkClick r:id="rId2"/>', '<a:hlinkClick r:id="rIdF"/><a:hlinkHover r:id="rIdF"/>'
        shapes = shape(body=text("詳しく", properties=click)) + shape("形", properties=click.replace("rId2", "rId3"))
        links = [relationship("rId2", "hyperlink", "https://words.example/", True), relationship("rId3", "hyperlink", "https://shape.example/", True)]
        inner = ["https://words.example/", "https://shape.example/"]
        for kind, outcome in self.each(shapes, links=links, inside=on_frame):
            stays = 2 if kind == "presentations" else 0
            self.assertEqual(outcome.removed["hyperlink"], 4 - stays)
            self.assertEqual(sorted(outcome.targets_lost), sorted(inner[stays:] + ["https://frame.example/"]))
            self.assertEqual(parts_of(outcome.data)[SHOWN_IN[kind]].count(b"hlinkClick"), stays)

    def test_what_their_frames_say_stays(self):
        said = ' descr="設備の構成" title="構成図" hidden="1"'
        for kind, outcome in self.each(shape("a"), said=said):
            self.assertIn(said.encode(), parts_of(outcome.data)[SHOWN_IN[kind]])
            self.assertEqual(parts_of(outcome.data)[SHOWN_IN[kind]].count(b"hidden="), 1)

    def test_what_nobody_drew_is_told(self):
        for shapes, relation in ((None, "rIdW"), (shape("描いた"), ""), (shape("描いた"), "rIdD"), (shape("描いた"), "rIdZ"), ("", "rIdW")):
            for kind, outcome in self.each(shapes, ["組織の図"], relation=relation):
                self.assertEqual(outcome.state, "ok")
                self.assertNotIn("diagram", outcome.removed)
                self.assertEqual(outcome.account["text"][0] - outcome.account["text"][1], 4)

    def test_words_that_the_drawing_lacks_are_lost(self):
        for kind, outcome in self.each(shape("一"), ["一", "見えない"]):
            self.assertEqual(outcome.account["text"][0] - outcome.account["text"][1], 4)

    def test_a_drawing_that_is_none_is_refused(self):
        good = diagram_samples.drawing(shape("a"))
        for broken in (good.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1), good[:-9], good.replace("<dsp:spTree>", "<a:x>" * 600)):
            for kind, outcome in self.each(broken.encode()):
                self.assertEqual((outcome.state, outcome.data), ("refused", b""))

    def test_one_that_is_shown_without_end_is_refused(self):
        for kind, outcome in self.each("<!--" + "x" * 300_000 + "-->" + shape("a"), times=120):
            self.assertEqual(outcome.state, "refused")
        for kind, outcome in self.each(shape("a"), times=120):
            self.assertEqual(outcome.removed["diagram"], 120)

    def test_data_are_read_once_however_often_they_are_shown(self):
        seconds, words = {}, " ".join(str(i * 7919) for i in range(250_000))
        for times in (1, 3_000):
            document = made("documents", shape("a"), [words], times=times)
            start = time.monotonic()
            outcome = carrying.carry({"a": document}, kind="documents")["a"]
            seconds[times] = time.monotonic() - start
            self.assertEqual((outcome.state, outcome.removed["diagram"]), ("ok", times))
        self.assertLess(seconds[3_000], 50 * seconds[1])  # Else more than a thousand times as long.

    def test_the_same_comes_out_the_same(self):
        first = {kind: outcome.data for kind, outcome in self.each(shape("同じ"))}
        self.assertEqual(first, {kind: outcome.data for kind, outcome in self.each(shape("同じ"))})

    def test_libreoffice_shows_them(self):
        endings = {"documents": "docx", "workbooks": "xlsx", "presentations": "pptx"}
        with tempfile.TemporaryDirectory(prefix="sekisho-diagrams-") as scratch:
            for kind, outcome in self.each(shape("浄水場") + shape("配水池", 2100000)):
                pathlib.Path(scratch, f"{kind}.{endings[kind]}").write_bytes(outcome.data)
            subprocess.run(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "pdf", "--outdir",
                            scratch, *sorted(pathlib.Path(scratch).glob("*.*x"))], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for kind in KINDS:
                words = subprocess.run(["pdftotext", pathlib.Path(scratch, f"{kind}.pdf"), "-"], check=True, capture_output=True, text=True).stdout
                for expected in ("浄水場", "配水池"):
                    self.assertIn(expected, "".join(words.split()), kind)


if __name__ == "__main__":
    unittest.main(verbosity=1)
