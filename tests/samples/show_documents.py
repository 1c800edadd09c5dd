# SPDX-License-Identifier: MIT
"""Presentations made part by part, and the same presentations written otherwise."""
import re

from word_documents import HEAD, OFFICE, PACKAGE, package, png, relationship, relationships  # noqa: F401

SHOW = "application/vnd.openxmlformats-officedocument.presentationml."
SPACES = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "x": "urn:a-stranger",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
TYPES = {"slides": SHOW + "slide+xml", "slideLayouts": SHOW + "slideLayout+xml", "slideMasters": SHOW + "slideMaster+xml",
         "notesSlides": SHOW + "notesSlide+xml", "notesMasters": SHOW + "notesMaster+xml", "comments": SHOW + "comments+xml",
         "handoutMasters": SHOW + "handoutMaster+xml", "tags": SHOW + "tags+xml",
         "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
         "charts": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"}
COLOURS = ('bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
           'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"')


def part(root, content, attributes=""):
    return f"{HEAD}<{root} {DECLARED}{attributes}>{content}</{root}>"


def theme(more=""):
    def colour(name, value):
        return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    colours = "".join(colour(name, value) for name, value in (
        ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F497D"), ("lt2", "EEECE1"), ("accent1", "4F81BD"), ("accent2", "C0504D"),
        ("accent3", "9BBB59"), ("accent4", "8064A2"), ("accent5", "4BACC6"), ("accent6", "F79646"), ("hlink", "0000FF"),
        ("folHlink", "800080")))
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/><a:font script="Jpan" typeface="ＭＳ Ｐゴシック"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return part("a:theme", f'<a:themeElements><a:clrScheme name="s">{colours}</a:clrScheme><a:fontScheme name="s"><a:majorFont>{font}'
                f'</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="s"><a:fillStyleLst>{fill * 3}'
                f'</a:fillStyleLst><a:lnStyleLst>{f"<a:ln w={chr(34)}9525{chr(34)}>{fill}</a:ln>" * 3}</a:lnStyleLst><a:effectStyleLst>'
                f'{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>'
                f"</a:fmtScheme></a:themeElements>{more}", ' name="Office"')


def tree(shapes, more="", before=""):
    return (f'<p:cSld>{before}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            f"{shapes}</p:spTree>{more}</p:cSld>")


def run(words, properties=""):
    return f"<a:r>{properties}<a:t>{words}</a:t></a:r>"


PLACE = '<a:xfrm><a:off x="600000" y="%d"/><a:ext cx="7800000" cy="1000000"/></a:xfrm>'


def box(words, number=2, top=600000, properties="", link="", geometry='<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'):
    """A text box; `words` may be runs."""
    content = words if "<a:" in words else f"<a:p>{run(words)}</a:p>"
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="box">{link}</p:cNvPr><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'{PLACE % top}{geometry}{properties}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{content}</p:txBody></p:sp>')


def holder(kind, words, number, index=0, place=""):
    """A placeholder, as masters, layouts and slides have them."""
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            f'<p:ph type="{kind}" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
            f"{words if '<a:' in words else f'<a:p>{run(words)}</a:p>'}</p:txBody></p:sp>")


class Slide:
    """`more` stands behind p:cSld, `inside` behind the tree, `attributes` on the root. `notes`: shapes."""
    def __init__(self, shapes="", links=(), more="", inside="", attributes="", notes=None, before=""):
        self.shapes, self.links, self.more, self.inside = shapes, list(links), more, inside
        self.attributes, self.notes, self.before = attributes, notes, before


MASTER = tree(holder("title", "題", 2, 0, PLACE % 300000) + holder("body", "本文", 3, 1, PLACE % 1600000))
STYLES = ('<p:txStyles><p:titleStyle><a:lvl1pPr algn="ctr"><a:defRPr sz="4400"/></a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr '
          'marL="342900" indent="-342900"><a:buChar char="•"/><a:defRPr sz="3200"/></a:lvl1pPr></p:bodyStyle><p:otherStyle/></p:txStyles>')


def show(slides, parts=None, links=(), root_links=(), more="", before="", master=MASTER, layout=tree(""), layout_more="",
         master_links=(), layout_links=(), master_more="", kind="presentation.main+xml", theme_of_master=None, attributes=""):
    """The files of a presentation; `more` stands in p:presentation, `parts` by name."""
    files = {}
    own = [relationship("rIdM", "slideMaster", "slideMasters/slideMaster1.xml"), *links]
    rows = ""
    with_notes = any(slide.notes is not None for slide in slides)
    for index, slide in enumerate(slides, 1):
        rows += f'<p:sldId id="{255 + index}" r:id="rIdS{index}"/>'
        own.append(relationship(f"rIdS{index}", "slide", f"slides/slide{index}.xml"))
        files[f"ppt/slides/slide{index}.xml"] = part(
            "p:sld", tree(slide.shapes, slide.inside, slide.before) + slide.more, slide.attributes)
        of_slide = [relationship("rIdY", "slideLayout", "../slideLayouts/slideLayout1.xml"), *slide.links]
        if slide.notes is not None:
            of_slide.append(relationship("rIdN", "notesSlide", f"../notesSlides/notesSlide{index}.xml"))
            files[f"ppt/notesSlides/notesSlide{index}.xml"] = part("p:notes", tree(slide.notes))
            files[f"ppt/notesSlides/_rels/notesSlide{index}.xml.rels"] = relationships(
                relationship("rId1", "notesMaster", "../notesMasters/notesMaster1.xml"),
                relationship("rId2", "slide", f"../slides/slide{index}.xml"))
        files[f"ppt/slides/_rels/slide{index}.xml.rels"] = relationships(*of_slide)
    noted = ""
    if with_notes:
        own.append(relationship("rIdO", "notesMaster", "notesMasters/notesMaster1.xml"))
        noted = '<p:notesMasterIdLst><p:notesMasterId r:id="rIdO"/></p:notesMasterIdLst>'
        files["ppt/notesMasters/notesMaster1.xml"] = part(
            "p:notesMaster", tree(holder("body", "ノート", 2, 1, PLACE % 5000000)) + f"<p:clrMap {COLOURS}/>")
        files["ppt/notesMasters/_rels/notesMaster1.xml.rels"] = relationships(relationship("rId1", "theme", "../theme/theme2.xml"))
        files["ppt/theme/theme2.xml"] = theme()
    files["ppt/presentation.xml"] = part(
        "p:presentation", f'{before}<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rIdM"/></p:sldMasterIdLst>{noted}<p:sldIdLst>{rows}'
        f'</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>{more}', attributes)
    files["ppt/_rels/presentation.xml.rels"] = relationships(*own)
    files["ppt/slideMasters/slideMaster1.xml"] = part(
        "p:sldMaster", f'{master}<p:clrMap {COLOURS}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/>'
        f"</p:sldLayoutIdLst>{master_more}{STYLES}")
    files["ppt/slideMasters/_rels/slideMaster1.xml.rels"] = relationships(
        relationship("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
        relationship("rId2", "theme", "../theme/theme1.xml"), *master_links)
    files["ppt/slideLayouts/slideLayout1.xml"] = part(
        "p:sldLayout", f"{layout}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{layout_more}", ' type="blank"')
    files["ppt/slideLayouts/_rels/slideLayout1.xml.rels"] = relationships(
        relationship("rId1", "slideMaster", "../slideMasters/slideMaster1.xml"), *layout_links)
    files["ppt/theme/theme1.xml"] = theme_of_master or theme()
    files["_rels/.rels"] = relationships(relationship("rId1", "officeDocument", "ppt/presentation.xml"), *root_links)
    files.update(parts or {})
    types = {"ppt/presentation.xml": kind if "/" in kind else SHOW + kind,
             "ppt/tableStyles.xml": SHOW + "tableStyles+xml", "ppt/commentAuthors.xml": SHOW + "commentAuthors+xml",
             "ppt/presProps.xml": SHOW + "presProps+xml", "ppt/viewProps.xml": SHOW + "viewProps+xml"}
    for name in files:
        folder = name.split("/")[1] if name.startswith("ppt/") else ""
        if name.endswith(".xml") and folder in TYPES:
            types[name] = TYPES[folder]
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{content}"/>' for extension, content in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
            ("png", "image/png"), ("bin", "application/octet-stream"), ("emf", "image/x-emf"), ("svg", "image/svg+xml"),
            ("mp4", "video/mp4"), ("wav", "audio/wav"), ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
            ("fntdata", "application/x-fontdata")))
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{content}"/>' for name, content in types.items()
                        if name in files)
    files["[Content_Types].xml"] = f'{HEAD}<Types xmlns="{PACKAGE}content-types">{defaults}{overrides}</Types>'
    return dict(sorted(files.items()))


def is_content(name):
    return name.startswith("ppt/") and name.endswith(".xml")


def renamed(files):
    """Other prefixes, and none for PresentationML."""
    def rewrite(words):
        words = words.replace("xmlns:p=", "xmlns=")
        words = re.sub(r"(</?)p:", r"\1", words)
        for prefix in SPACES:
            if prefix != "p":
                words = re.sub(rf"(</?|\s){prefix}(?=:)|(xmlns:){prefix}(?==)", rf"\1\2q{prefix}9", words)
                words = re.sub(rf'Requires="{prefix}"', f'Requires="q{prefix}9"', words)
        return words
    return {name: rewrite(words) if is_content(name) and words.startswith(HEAD) else words
            for name, words in files.items()}


def strict(files):
    """The names that ISO/IEC 29500 Strict gives the same."""
    def rewrite(words):
        for end in ("presentationml", "drawingml", "officeDocument"):
            words = words.replace(f"http://schemas.openxmlformats.org/{end}/2006/", f"http://purl.oclc.org/ooxml/{end}/")
        return words
    return {name: rewrite(words) if isinstance(words, str) and words.startswith(HEAD) and name != "[Content_Types].xml" else words
            for name, words in files.items()}


def moved(files):
    """Other names of parts."""
    def other(name):
        return re.sub(r"(?<=/)(slide|slideMaster|slideLayout|notesSlide|theme)(\d+)\.xml(?!\.rels\")",
                      lambda found: f"X-{found[1]}_{found[2]}.xml", name)
    return {other(name): other(words) if isinstance(words, str) else words for name, words in files.items()}


def escaped(files):
    """Every letter of every text and value as a character reference."""
    def references(words):
        return re.sub(r"&#?\w+;|[A-Za-z:/\\!'\[\]|]", lambda found: found[0] if len(found[0]) > 1
                      else f"&#x{ord(found[0]):X};", words)

    def rewrite(words):
        head, body = words.split("\n", 1)
        body = re.sub(r'="([^"]*)"', lambda found: f'="{references(found[1])}"', body)
        return head + "\n" + re.sub(r">([^<]+)<", lambda found: f">{references(found[1])}<", body)
    return {name: rewrite(words) if name.endswith((".xml", ".rels")) and words.startswith(HEAD) and "<!" not in words
            else words for name, words in files.items()}


def wide(files):
    """UTF-16 instead of UTF-8."""
    return {name: words.replace("UTF-8", "UTF-16").encode("utf-16") if is_content(name) and words.startswith(HEAD)
            else words for name, words in files.items()}


WRITINGS = {"plain": dict, "renamed": lambda files: renamed(moved(files)), "strict": strict, "escaped": escaped, "wide": wide}
