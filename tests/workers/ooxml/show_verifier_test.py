# SPDX-License-Identifier: MIT
"""The verifier of rebuilt presentations against forgeries: ZIP files of exactly our form, whose parts say
one thing too many.

    show_verifier_test.py BUILD_FOLDER
"""
import functools
import pathlib
import re
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import carrying  # noqa: E402
import show_constructs  # noqa: E402
import show_samples  # noqa: E402
from package_checks import parts_of  # noqa: E402
from packing import packed  # noqa: E402
from show_documents import package  # noqa: E402
from word_documents import OFFICE  # noqa: E402

carry = functools.partial(carrying.carry, kind="presentations")
verdicts = functools.partial(carrying.verdicts, kind="presentations")
TYPES, MAIN, SLIDE, DRAWN = "[Content_Types].xml", "ppt/presentation.xml", "ppt/slides/slide1.xml", "ppt/slides/slide2.xml"
MASTER, LAYOUT, NOTES = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout1.xml", "ppt/notesSlides/notesSlide1.xml"
CHART, STYLES, THEME, MEDIA = "ppt/charts/chart1.xml", "ppt/tableStyles.xml", "ppt/theme/theme1.xml", "ppt/media/image1.png"

# Why each forgery is refused, and not for another reason: the first pattern that its name matches.
REASONS = [(re.compile("|".join(names.split())), reason) for names, reason in (
    ("attribute-.* value-.* missing-.*", "an attribute that is not known, or missing"),
    ("element-.* place-.*", "an element that is not known, or out of place"),
    ("twice-.*", "an element that is there twice"), ("field-.*", "a field that is not known"),
    ("action-reference-.*", "a reference that is not known"), ("action-place-.*", "a link out of place"),
    ("action-.*", "an action that is not known"), ("reference-.*", "a reference that is not known"),
    ("number-shape-.*", "a shape's number that is none, or is there twice"),
    ("number-.*", "a number of a slide, a layout or a master that is none, or is there twice"),
    ("connection-.*", "a connection to no shape"), ("graphic-kind-.*", "a drawing of another kind"),
    ("graphic-chart", "a chart out of place"), ("graphic-table", "a table out of place"), ("style-.*", "a style that is none"),
    ("range-.*", "a range that is none"), ("text-.*", "text where none belongs"),
    ("target-.*", "a relationship to something else"), ("leads-.*", "a relationship that leads outside"),
    ("unused-.*", "a relationship that nothing uses"), ("again-.*", "a relationship that is there twice"),
    ("without-.*", "a part without a relationship that it must have"),
    ("says-.*", "parts that do not say the same of one another"),
    ("types-.*", "content types that its parts do not imply"),
    ("root-.*", "a part with another root"), ("space-.*", "a namespace that is none of ours"),
    ("orphan-.*", "a part that nothing refers to"), ("gone-.*", "a reference to a part that is not there"),
    ("part-.*", "a part that is none of ours, or out of place"), ("form-.*", ""))]


def relations_of(part):
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


class Forgeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.good = carry({"a": package(show_samples.report())})["a"].data
        cls.parts = list(parts_of(cls.good).items())

    def changed(self, name, old, new, count=1, parts=None):
        old, new = old.encode() if isinstance(old, str) else old, new.encode() if isinstance(new, str) else new
        parts = parts or self.parts
        content = dict(parts)[name]
        self.assertIn(old, content, name)
        return [(each, content.replace(old, new, count) if each == name else text) for each, text in parts]

    def text(self, old, new, name=SLIDE):
        return packed(self.changed(name, old, new))

    def added(self, name, content, content_type=None, parts=None):
        parts = list(parts or self.parts)
        if content_type:
            parts = self.changed(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>', parts=parts)
        parts.insert(len(parts) - 1, (name, content))
        return packed(parts)

    def elements(self):
        text = self.text
        for name in ("p:timing", "p:oleObj", "p:controls", "p:contentPart", "p:extLst", "p:custDataLst", "x:a", "a:videoFile", "w:t", "sp"):
            yield f"element-slide-{name.replace(':', '-')}", text("</p:sld>", f"<{name}/></p:sld>")
            yield f"element-tree-{name.replace(':', '-')}", text("</p:spTree>", f"<{name}/></p:spTree>")
        for name in ("a:hlinkHover", "a:hlinkMouseOver", "a:snd", "a:extLst"):
            yield f"element-{name[2:]}", text("<a:hlinkClick ", f'<{name}/><a:hlinkClick ')
        for name in ("p:embeddedFontLst", "p:custShowLst", "p:modifyVerifier", "p:handoutMasterIdLst", "p:photoAlbum", "p:extLst"):
            yield f"element-show-{name[2:]}", text("</p:presentation>", f"<{name}/></p:presentation>", MAIN)
        yield "element-sound", text("</p:transition>", "<p:sndAc/></p:transition>")
        yield "element-media", text('<p:nvPr><p:ph', '<p:nvPr><a:audioFile/><p:ph')
        yield "element-external-data", text("</c:chartSpace>", "<c:externalData/></c:chartSpace>", CHART)
        for name, old, new, part in (
                ("sp", "<p:cSld>", "<p:cSld><p:sp/>", SLIDE), ("root", "<p:cSld>", "<p:sld/><p:cSld>", SLIDE),
                ("list", "<p:cSld>", "<p:sldIdLst/><p:cSld>", SLIDE), ("words", "<p:cSld>", "<a:t>x</a:t><p:cSld>", SLIDE),
                ("run", "<p:cSld>", "<a:r/><p:cSld>", SLIDE), ("property", "<p:cSld>", "<a:ln/><p:cSld>", SLIDE),
                ("table", "<p:cSld>", "<a:tbl/><p:cSld>", SLIDE), ("blip", "<p:cSld>", "<a:blip/><p:cSld>", SLIDE),
                ("chart", "<a:p>", '<a:p><c:chart r:id="rId1"/>', SLIDE), ("cell", "<a:tr ", "<a:tc/><a:tr ", DRAWN),
                ("theme", "</p:sldMaster>", "<a:theme/></p:sldMaster>", MASTER), ("layouts", "</p:sld>", "<p:sldLayoutIdLst/></p:sld>", SLIDE),
                ("chart-shape", "<c:plotArea>", "<p:sp/><c:plotArea>", CHART), ("comment", "</p:sld>", "<p:cm/></p:sld>", SLIDE)):
            yield f"place-{name}", text(old, new, part)
        for name, old, new, part in (
                ("slides", "<p:sldSz", "<p:sldIdLst/><p:sldSz", MAIN), ("content", "<p:cSld>", "<p:cSld/><p:cSld>", SLIDE),
                ("tree", "</p:cSld>", "<p:spTree/></p:cSld>", SLIDE), ("holder", "<p:ph ", "<p:ph/><p:ph ", SLIDE),
                ("words", "</p:txBody>", "</p:txBody><p:txBody/>", SLIDE), ("shape", "<p:spPr>", "<p:spPr/><p:spPr>", SLIDE),
                ("layouts", "</p:sldMaster>", "<p:sldLayoutIdLst/></p:sldMaster>", MASTER)):
            yield f"twice-{name}", text(old, new, part)

    def values(self):
        text = self.text
        for name, old, new, part in (
                ("macro", "<p:sp>", '<p:sp macro="a">', SLIDE), ("link", "<p:sp>", '<p:sp textlink="a">', SLIDE),
                ("target", "<a:hlinkClick ", '<a:hlinkClick tgtFrame="a" ', SLIDE),
                ("sound", "<a:hlinkClick ", '<a:hlinkClick endSnd="1" ', SLIDE), ("invalid", "<a:hlinkClick ", '<a:hlinkClick invalidUrl="a" ', SLIDE),
                ("relation", "<p:sp>", '<p:sp r:id="rId1">', SLIDE), ("slide", "<p:cSld>", '<p:cSld x="1">', SLIDE),
                ("blip-link", "r:embed=", "r:link=", DRAWN), ("fonts", "<p:sldSz", '<p:sldSz embedTrueTypeFonts="1"', MAIN),
                ("chart", "<c:plotArea>", '<c:plotArea r:id="rId1">', CHART), ("table", "<a:tbl>", '<a:tbl r:id="rId1">', DRAWN)):
            yield ("reference-chart" if name == "chart" else f"attribute-{name}"), text(old, new, part)
        for name, old, new, part in (
                ("place", '<a:off x="600000"', '<a:off x="27273042316901"', SLIDE), ("low-place", '<a:off x="600000"', '<a:off x="-27273042316901"', SLIDE),
                ("word-place", '<a:off x="600000"', '<a:off x="a"', SLIDE), ("blank", '<a:off x="600000"', '<a:off x=" 6"', SLIDE),
                ("exponent", '<a:off x="600000"', '<a:off x="1e5"', SLIDE), ("plus", '<a:off x="600000"', '<a:off x="+5"', SLIDE),
                ("hexadecimal", '<a:off x="600000"', '<a:off x="0x5"', SLIDE), ("size", '<p:sldSz cx="9144000"', '<p:sldSz cx="4294967296"', MAIN),
                ("time", 'advTm="3000"', 'advTm="99999999999"', SLIDE), ("truth", 'show="0"', 'show="no"', "ppt/slides/slide3.xml"),
                ("colour", 'val="FFFFCC"', 'val="FFFFCG"', "ppt/slides/slide3.xml"), ("token", 'spd="slow"', 'spd="a b"', SLIDE),
                ("long-token", 'spd="slow"', f'spd="{"a" * 41}"', SLIDE), ("measure", 'marL="342900"', 'marL="12345678901"', MASTER),
                ("fraction", 'marL="342900"', 'marL="1.1234567"', MASTER), ("unit", 'marL="342900"', 'marL="1em"', MASTER),
                ("guide", 'fmla="*/ w 1 2"', 'fmla="*/ w 1 99999999999999"', DRAWN), ("guide-call", 'fmla="*/ w 1 2"', 'fmla="call(1)"', DRAWN),
                ("point", '<a:pt x="half"', '<a:pt x="99999999999999"', DRAWN), ("font", 'typeface="Arial"', 'typeface="http://a/"', THEME),
                ("share", 'typeface="Arial"', 'typeface="\\\\a\\b"', THEME), ("tooltip", 'tooltip="案内板"', 'tooltip="a&quot; &quot;b"', SLIDE),
                ("tooltip-address", 'tooltip="案内板"', 'tooltip="file:a"', SLIDE), ("guid", 'def="{5C', 'def="{5X', STYLES),
                ("span", "<a:tc>", '<a:tc gridSpan="-2147483649">', DRAWN), ("height", '<a:tr h="370840"', '<a:tr h="99999999999999"', DRAWN),
                ("field", 'type="slidenum"', 'type="slide num"', SLIDE)):
            yield f"value-{name}", text(old, new, part)
        yield "missing-off", text('<a:chOff x="0" y="0"/>', '<a:chOff x="0"/>', DRAWN)
        yield "missing-id", text(' name="Drawing', ' title="Drawing', SLIDE)
        yield "missing-colours", text(' bg1="lt1"', "", MASTER)
        yield "field-date", text('type="slidenum"', 'type="datetime1"')
        yield "field-footer", text('type="slidenum"', 'type="footer"')
        for name, words in {"book": "[http://evil/x.xlsx]S!A1", "call": "WEBSERVICE(A1)", "dde": "cmd|'/c calc'!A1"}.items():
            yield f"range-{name}", text("Sheet1!$A$1:$A$2", words, CHART)
        yield "style-word", text("<a:tableStyleId>{5C", "<a:tableStyleId>{5X", DRAWN)
        yield "text-slide", text("<p:cSld>", "<p:cSld>a")
        yield "text-tab", text("<p:cSld>", "<p:cSld>\t")
        yield "text-blank", text("</p:spTree>", " </p:spTree>")

    def actions(self):
        text, click = self.text, '<a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/>'
        for name, action in {"program": "ppaction://program", "macro": "ppaction://macro?name=a", "file": "ppaction://hlinkfile", "empty": "",
                             "show": "ppaction://hlinkpres?slideindex=1", "custom": "ppaction://customshow?id=0", "ole": "ppaction://ole?verb=0",
                             "media": "ppaction://media", "end": "ppaction://hlinkshowjump?jump=endshow", "noaction": "ppaction://noaction",
                             "viewed": "ppaction://hlinkshowjump?jump=lastslideviewed", "upper": "PPACTION://hlinkshowjump?jump=nextslide",
                             "more": "ppaction://hlinkshowjump?jump=nextslide&amp;a=b", "blank": " ppaction://hlinksldjump"}.items():
            yield f"action-{name}", text(click, f'<a:hlinkClick r:id="" action="{action}"/>', DRAWN)
            yield f"action-{name}-web", text("<a:hlinkClick ", f'<a:hlinkClick action="{action}" ')
        yield "action-jump-with-target", text(click, click.replace('r:id=""', 'r:id="rId1"'), DRAWN)
        yield "action-reference-jump-to-web", text("<a:hlinkClick ", '<a:hlinkClick action="ppaction://hlinksldjump" ')
        yield "action-reference-web-to-slide", text(' action="ppaction://hlinksldjump"', "", DRAWN)
        yield "action-reference-nowhere", text('<a:hlinkClick r:id="', '<a:hlinkClick r:id="rId99')
        yield "action-place-chart", text("<a:r>", f"<a:r><a:rPr>{click}</a:rPr>", CHART)
        yield "action-place-theme", text("<a:themeElements>", f"<a:objectDefaults><a:rPr>{click}</a:rPr></a:objectDefaults><a:themeElements>", THEME)
        yield "action-notes", text("<a:r>", f"<a:r><a:rPr>{click}</a:rPr>", NOTES)

    def lists(self):
        text = self.text
        yield "number-twice", text('<p:sldId id="257"', '<p:sldId id="256"', MAIN)
        yield "number-low", text('<p:sldId id="256"', '<p:sldId id="255"', MAIN)
        yield "number-high", text('<p:sldId id="256"', '<p:sldId id="2147483648"', MAIN)
        yield "number-master-low", text('id="2147483648"', 'id="2147483647"', MAIN)
        yield "number-layout-of-master", text('id="2147483649"', 'id="2147483648"', MASTER)
        shape = re.findall(rb'<p:cNvPr id="(\d+)"', dict(self.parts)[SLIDE])
        yield "number-shape-twice", text(f'<p:cNvPr id="{shape[1].decode()}"', f'<p:cNvPr id="{shape[0].decode()}"')
        yield "number-shape-zero", text(f'<p:cNvPr id="{shape[1].decode()}"', '<p:cNvPr id="0"')
        yield "connection-nowhere", packed([(name, re.sub(rb'<a:stCxn id="\d+"', b'<a:stCxn id="4000"', content) if name == DRAWN else content)
                                            for name, content in self.parts])
        yield "graphic-kind-diagram", text("drawingml/2006/chart\">", "drawingml/2006/diagram\">", DRAWN)
        yield "graphic-kind-ole", text("drawingml/2006/chart\">", "presentationml/2006/ole\">", DRAWN)
        yield "graphic-chart", text("drawingml/2006/chart\">", "drawingml/2006/table\">", DRAWN)
        yield "graphic-table", text("drawingml/2006/table\">", "drawingml/2006/chart\">", DRAWN)
        yield "reference-slide", text('<p:sldId id="256" r:id="', '<p:sldId id="256" r:id="x', MAIN)
        words = dict(self.parts)[DRAWN].decode()
        image, chart = re.search(r'r:embed="(rId\d)"', words)[1], re.search(r'<c:chart r:id="(rId\d)"', words)[1]
        yield "reference-of-another-kind", text(f'r:embed="{image}"', f'r:embed="{chart}"', DRAWN)

    def relations(self):
        text, added = self.text, self.added
        relation = '<Relationship Id="rId%d" Type="%s%s" Target="%s"%s/></Relationships>'

        def with_relation(part, kind, target, mode=""):
            name = relations_of(part)
            number = dict(self.parts)[name].count(b"<Relationship ") + 1
            return text("</Relationships>", relation % (number, OFFICE, kind, target, mode), name)
        external = ' TargetMode="External"'
        for name, kind in (("ole", "oleObject"), ("video", "video"), ("audio", "audio"), ("control", "control"), ("package", "package"),
                           ("tags", "tags"), ("vml", "vmlDrawing"), ("handout", "handoutMaster"), ("props", "presProps")):
            yield f"target-{name}", with_relation(SLIDE, kind, "../media/image1.png")
            yield f"leads-{name}", with_relation(SLIDE, kind, "http://a/", external)
        for name, target in {"script": "javascript:a", "file": "file:///a", "user": "http://a@b/", "unc": "\\\\a\\b", "upper": "http://A/"}.items():
            yield f"target-link-{name}", text('Target="http://example.com/%7Ea?b=c"', f'Target="{target}"', relations_of(SLIDE))
        yield "leads-image", with_relation(DRAWN, "image", "http://a/", external)
        yield "leads-notes-master", with_relation("ppt/notesMasters/notesMaster1.xml", "hyperlink", "http://a/", external)
        yield "leads-show", with_relation(MAIN, "hyperlink", "http://a/", external)
        yield "target-climb", with_relation(SLIDE, "image", "../../image1.png")
        yield "target-same-folder", with_relation(SLIDE, "slide", "slide2.xml")
        yield "target-number", with_relation(SLIDE, "slide", "../slides/slide02.xml")
        yield "target-kind", with_relation(SLIDE, "slideLayout", "../slides/slide2.xml")
        yield "unused-image", with_relation(SLIDE, "image", "../media/image1.png")
        yield "unused-link", with_relation(SLIDE, "hyperlink", "http://a/", external)
        yield "unused-theme", with_relation(SLIDE, "theme", "../theme/theme1.xml")
        yield "unused-authors", with_relation(SLIDE, "commentAuthors", "../commentAuthors.xml")
        yield "again-layout", with_relation(SLIDE, "slideLayout", "../slideLayouts/slideLayout1.xml")
        yield "again-theme", with_relation(MASTER, "theme", "../theme/theme2.xml")

        def swapped(part, old, new):
            return text(old, new, relations_of(part))
        yield "without-layout", swapped(SLIDE, "slideLayout\" Target=\"../slideLayouts/slideLayout1.xml", "comments\" Target=\"../comments/comment1.xml")
        yield "says-notes", swapped(NOTES, "../slides/slide1.xml", "../slides/slide2.xml")
        yield "gone-layout", swapped(SLIDE, "slideLayout1.xml", "slideLayout2.xml")
        yield "orphan-theme", swapped(MASTER, "theme1.xml", "theme3.xml")
        presentationml = "application/vnd.openxmlformats-officedocument.presentationml."
        slide = dict(self.parts)["ppt/slides/slide3.xml"]
        links = dict(self.parts)[relations_of("ppt/slides/slide3.xml")]
        yield "orphan-slide", packed(self.changed(TYPES, "</Types>", '<Override PartName="/ppt/slides/slide9.xml" ContentType="'
                                                  f'{presentationml}slide+xml"/></Types>')[:-1]
                                     + [("ppt/slides/slide9.xml", slide), (relations_of("ppt/slides/slide9.xml"), links), self.parts[-1]])
        jumped = self.changed(relations_of(DRAWN), "../slides/slide1.xml", "../slides/slide9.xml")
        yield "says-unlisted-slide", packed(self.changed(TYPES, "</Types>", '<Override PartName="/ppt/slides/slide9.xml" ContentType="'
                                                         f'{presentationml}slide+xml"/></Types>', parts=jumped)[:-1]
                                            + [("ppt/slides/slide9.xml", slide), (relations_of("ppt/slides/slide9.xml"), links), self.parts[-1]])
        yield "types-show", text("presentation.main", "slideshow.main", TYPES)
        yield "types-macros", text("vnd.openxmlformats-officedocument.presentationml.presentation.main",
                                   "vnd.ms-powerpoint.presentation.macroEnabled.main", TYPES)
        yield "types-default", text("</Types>", '<Default Extension="bin" ContentType="a/b"/></Types>', TYPES)
        yield "part-macros", added("ppt/vbaProject.bin", b"a")
        yield "part-props", added("ppt/presProps.xml", b"<a/>")
        yield "part-custom", added("customXml/item1.xml", b"<a/>")
        yield "types-word", added("word/document.xml", b"<a/>")
        yield "part-media", added("ppt/media/media1.mp4", b"a")
        yield "part-case", added("PPT/slides/slide1.xml", b"a")
        yield "root-slide", packed([(name, content.replace(b"p:sld ", b"p:notes ").replace(b"</p:sld>", b"</p:notes>") if name == SLIDE else content)
                                    for name, content in self.parts])
        yield "space-root", text("presentationml/2006/main", "presentationml/2006/mainx")
        yield "space-strict", text("http://schemas.openxmlformats.org/presentationml/2006/main", "http://purl.oclc.org/ooxml/presentationml/main")
        yield "attribute-space-inner", text("<p:cSld>", '<p:cSld xmlns:v="urn:schemas-microsoft-com:vml">')
        for name, old, new in (("comment", "<p:cSld>", "<p:cSld><!-- -->"), ("cdata", "項目", "<![CDATA[a]]>"), ("entity", "項目", "&a;"),
                               ("reference", "項目", "&#65;"), ("doctype", "?>\n", "?>\n<!DOCTYPE a>"), ("instruction", "<p:cSld>", "<?a b?><p:cSld>"),
                               ("control", "項目", "\x01"), ("break", "項目", "a\nb"), ("quotes", 'spd="slow"', "spd='slow'"),
                               ("tab-in-value", 'descr="', 'descr="\t')):
            yield f"form-{name}", text(old, new, DRAWN if name == "tab-in-value" else SLIDE)
        yield "form-wide", packed([(name, content.decode().encode("utf-16") if name == SLIDE else content) for name, content in self.parts])
        yield "form-twin", added(SLIDE, dict(self.parts)[SLIDE])
        yield "form-picture", text(b"\x89PNG", b"\x88PNG", MEDIA)
        yield "form-picture-tail", text(b"IEND\xaeB`\x82", b"IEND\xaeB`\x82more", MEDIA)
        yield "form-behind", packed(self.parts, behind=b"a")

    def test_no_forgery_passes(self):
        forged = {name: data for source in (self.elements, self.values, self.actions, self.lists, self.relations) for name, data in source()}
        self.assertGreater(len(forged), 180)
        told = verdicts({"ours": packed(self.parts), **forged})
        self.assertEqual(told["ours"], "verified")
        for name in forged:
            with self.subTest(name):
                reason = next((reason for names, reason in REASONS if names.fullmatch(name)))
                self.assertTrue(told[name].startswith("refused: " + reason), told[name])

    def test_no_changed_byte_passes(self):
        def parts_or_none(data):
            try:
                return parts_of(data)
            except Exception:
                return None
        changed = {}
        for at in range(0, len(self.good), 23):
            data = bytearray(self.good)
            data[at] ^= 1 << (at % 8)
            changed[f"{at:06}"] = bytes(data)
        said = verdicts(changed)
        for name in said:
            # The bits that fill up the last byte of what deflate wrote are not the verifier's to see.
            if parts_or_none(changed[name]) != dict(self.parts):
                self.assertTrue(said[name].startswith("refused: "), (name, said[name]))
        self.assertLess(sum(one == "verified" for one in said.values()), 5)

    def test_links_to_the_web_stand_only_where_the_policy_lets_them(self):
        self.assertEqual(verdicts({"a": self.good})["a"], "verified")
        told = carrying.probe(carrying.BUILD, {"a": self.good}, "presentations", "links=text", "verify")[0]
        self.assertEqual(told["a"], ["refused: a relationship that leads outside"])

    def test_a_presentation_is_no_other_document(self):
        for kind in ((), ("workbooks",)):
            told = carrying.probe(carrying.BUILD, {"a": self.good}, *kind, "verify")[0]
            self.assertTrue(told["a"][0].startswith("refused: "))

    def test_comments_are_held_to_their_form(self):
        files = {name: files for name, files, _ in show_constructs.all_constructs()}["comments"]
        parts = list(parts_of(carry({"a": package(files)})["a"].data).items())
        comment = "ppt/comments/comment1.xml"
        forged = {"time": ("<p:cm ", '<p:cm dt="2026-01-01" '), "extension": ("</p:cm>", "<p:extLst/></p:cm>"),
                  "shape": ("</p:cmLst>", "<p:sp/></p:cmLst>"), "author": ('authorId="0"', 'authorId="a"')}
        told = verdicts({"ours": packed(parts), **{name: packed(self.changed(comment, *change, parts=parts)) for name, change in forged.items()}})
        self.assertEqual(told.pop("ours"), "verified")
        for name, said in told.items():
            self.assertTrue(said.startswith("refused: "), (name, said))


if __name__ == "__main__":
    unittest.main(verbosity=1)
