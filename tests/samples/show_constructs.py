# SPDX-License-Identifier: MIT
"""One presentation for each thing that may not come along. EVIL stands in all of it, and KEPT in what
the user must still have afterwards."""
from show_documents import (Slide, box, holder, part, png, relationship, relationships, run, show, theme, tree)
from word_documents import PACKAGE

EVIL = "qZforbidden7"
KEPT = "このまま残る文字"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/"
PLACED = '<a:xfrm><a:off x="100000" y="200000"/><a:ext cx="914400" cy="609600"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
PICTURE = {"ppt/media/image1.png": png(text=EVIL.encode())}
PICTURE_LINK = relationship("rIdP", "image", "../media/image1.png")
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def picture(identifier="rIdP", attribute="r:embed", more="", link="", media="", number=7):
    return (f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{EVIL}" descr="{KEPT}">{link}</p:cNvPr><p:cNvPicPr/><p:nvPr>{media}</p:nvPr>'
            f'</p:nvPicPr><p:blipFill><a:blip {attribute}="{identifier}" x:y="{EVIL}">{more}</a:blip><a:stretch><a:fillRect/></a:stretch>'
            f"</p:blipFill><p:spPr>{PLACED}</p:spPr></p:pic>")


def frame(uri, content, number=8, said="", inside=""):
    return (f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{EVIL}"{said}>{inside}</p:cNvPr><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            f'<p:xfrm><a:off x="100000" y="900000"/><a:ext cx="4000000" cy="2000000"/></p:xfrm><a:graphic><a:graphicData uri="{uri}">'
            f"{content}</a:graphicData></a:graphic></p:graphicFrame>")


def chart_frame():
    return frame(CHART, '<c:chart r:id="rIdG"/>', 9)


def chart(range_of="Sheet1!$A$1:$A$2", more="", value="12.5"):
    return part("c:chartSpace", '<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>濃度の推移</a:t></a:r></a:p></c:rich></c:tx>'
                '</c:title><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
                f'<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>{range_of}</c:f><c:numCache><c:ptCount val="1"/>'
                f'<c:pt idx="0"><c:v>{value}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/>'
                '</c:barChart><c:catAx><c:axId val="1"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:crossAx val="1"/>'
                f"</c:valAx></c:plotArea></c:chart>{more}")


def table(words=("観測点", "値"), style="", more=""):
    cells = "".join(f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{run(one)}</a:p></a:txBody><a:tcPr marL="91440" anchor="ctr"><a:lnL '
                    f'w="12700"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:lnL></a:tcPr></a:tc>' for one in words)
    styled = f"<a:tableStyleId>{style}</a:tableStyleId>" if style else ""
    columns = '<a:gridCol w="2000000"/>' * len(words)
    return frame(TABLE, f'<a:tbl><a:tblPr firstRow="1" bandRow="1">{styled}{more}</a:tblPr><a:tblGrid>{columns}</a:tblGrid>'
                 f'<a:tr h="370840">{cells}</a:tr></a:tbl>', 10)


def group():
    arrow = ('<a:custGeom><a:avLst/><a:gdLst><a:gd name="half" fmla="*/ w 1 2"/></a:gdLst><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" '
             'b="b"/><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="half" y="100"/></a:lnTo>'
             '<a:close/></a:path></a:pathLst></a:custGeom>')
    return ('<p:grpSp><p:nvGrpSpPr><p:cNvPr id="20" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="100" cy="100"/><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></p:grpSpPr>'
            + box("組の中", 21, 3300000, geometry=arrow) + box("組の外", 22, 3900000) + "</p:grpSp>")


def connector(more=""):
    return ('<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="23" name="c"/><p:cNvCxnSpPr><a:stCxn id="21" idx="1"/><a:endCxn id="22" idx="3"/>'
            f'{more}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{PLACED.replace("rect", "line")}<a:ln w="9525"><a:tailEnd type="arrow"/></a:ln>'
            "</p:spPr></p:cxnSp>")


def one(shapes="", links=(), parts=None, kept=(KEPT,), **others):
    """A presentation of one slide with a box that must stay."""
    slide = {name: others.pop(name) for name in ("more", "inside", "attributes", "notes", "before") if name in others}
    return show([Slide(box(KEPT) + shapes, links, **slide)], parts, **others), list(kept)


# Everything that a click can do but lead to the web or to a slide.
ACTIONS = {
    "program": f'r:id="rIdL" action="ppaction://program"', "macro": f'r:id="" action="ppaction://macro?name={EVIL}"',
    "file": 'r:id="rIdL" action="ppaction://hlinkfile"', "show": f'r:id="rIdL" action="ppaction://hlinkpres?slideindex=1&amp;slidetitle={EVIL}"',
    "custom": f'r:id="" action="ppaction://customshow?id=0&amp;return=true&amp;x={EVIL}"', "ole": 'r:id="rIdL" action="ppaction://ole?verb=0"',
    "media": 'r:id="rIdL" action="ppaction://media"', "end": f'r:id="" action="ppaction://hlinkshowjump?jump=endshow&amp;{EVIL}"',
    "viewed": f'r:id="" action="ppaction://hlinkshowjump?jump=lastslideviewed" tooltip="{EVIL}"',
    "upper": f'r:id="rIdL" action="PPACTION://PROGRAM"', "blank": f'r:id="rIdL" action=" ppaction://hlinksldjump"',
    "jump-outside": 'r:id="rIdL" action="ppaction://hlinksldjump"', "stranger": f'r:id="rIdL" action="{EVIL}://x"',
    "noaction": f'r:id="" action="ppaction://noaction" tooltip="{EVIL}"'}
ADDRESSES = {
    "file": f"file:///c:/{EVIL}.exe", "unc": f"\\\\{EVIL}\\share", "script": f"javascript:alert({EVIL})", "mail": f"mailto:{EVIL}@example.com",
    "user": f"http://{EVIL}:pw@example.com/", "office": f"ms-powerpoint:ofe|{EVIL}", "path": f"{EVIL}.pptx", "host": f"http:///{EVIL}",
    "mhtml": f"mhtml:http://{EVIL}/!x", "data": f"data:text/html,{EVIL}"}


def links():
    """Each in a text and on its shape."""
    address = relationship("rIdL", "hyperlink", f"file:///c:/{EVIL}.exe", True)
    for name, attributes in ACTIONS.items():
        click = f"<a:hlinkClick {attributes}/>"
        yield f"action-{name}", *one(box(f"<a:p>{run('押す', f'<a:rPr>{click}</a:rPr>')}</a:p>", 3, 2000000, link=click), [address])
    for name, where in ADDRESSES.items():
        of_slide = relationship("rIdL", "hyperlink", where, True)
        click = '<a:hlinkClick r:id="rIdL"/>'
        yield f"link-{name}", *one(box(f"<a:p>{run('押す', f'<a:rPr>{click}</a:rPr>')}</a:p>", 3, link=click), [of_slide])
    click = '<a:hlinkClick r:id="rIdL"/>'
    yield "link-picture", *one(picture(link=click), [PICTURE_LINK, address], PICTURE, [KEPT, "<picture>"])
    yield "link-hover", *one(box("x", 3, link='<a:hlinkHover r:id="rIdL"/>') + box(
        f"<a:p>{run('x', '<a:rPr><a:hlinkMouseOver r:id=%srIdL%s/></a:rPr>' % (chr(34), chr(34)))}</a:p>", 4), [address])
    yield "link-table", *one(table(("x",)).replace("<a:r>", f"<a:r><a:rPr>{click}</a:rPr>"), [address])
    yield "link-master", *one(master=tree(holder("title", f"<a:p>{run('題', f'<a:rPr>{click}</a:rPr>')}</a:p>", 2)), master_links=[address])
    yield "link-layout", *one(layout=tree(box("x", 3, link=click)), layout_links=[address])
    yield "link-notes", *notes_with(box("x", 3, link=click), address)
    good = relationship("rIdL", "hyperlink", "http://good.example/", True)
    yield "link-sound", *one(box("x", 3, link=f'<a:hlinkClick r:id="rIdL"><a:snd r:embed="rIdW" name="{EVIL}"/></a:hlinkClick>'),
                             [good, relationship("rIdW", "audio", "../media/a.wav")], {"ppt/media/a.wav": EVIL.encode()})
    yield "link-words", *one(box("x", 3, link=f'<a:hlinkClick r:id="rIdL" tgtFrame="{EVIL}" invalidUrl="file:///{EVIL}" tooltip="a&quot; '
                                 f'&quot;{EVIL}"><a:extLst><a:ext uri="{EVIL}"/></a:extLst></a:hlinkClick>'), [good])


def notes_with(shapes, *links):
    files, kept = one(notes=holder("body", KEPT, 2, 1) + shapes)
    name = "ppt/notesSlides/_rels/notesSlide1.xml.rels"
    files[name] = files[name].replace("</Relationships>", "".join(links) + "</Relationships>")
    return files, kept


def objects():
    evil = EVIL.encode()
    yield "macros", *with_link(relationship("rId9", MACROS + "vbaProject", "vbaProject.bin"), {"ppt/vbaProject.bin": evil},
                               kind="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    uri = "http://schemas.openxmlformats.org/presentationml/2006/ole"
    bin_link = relationship("rIdO", "oleObject", "../embeddings/oleObject1.bin")
    embedded = {**PICTURE, "ppt/embeddings/oleObject1.bin": evil}
    ole = f'<p:oleObj name="{EVIL}" r:id="rIdO" progId="{EVIL}" spid="_x0000_s1026">%s</p:oleObj>'
    shown = ole % f"<p:embed/>{picture(number=12)}"
    choice = (f'<mc:AlternateContent><mc:Choice Requires="v">{ole % "<p:embed/>"}</mc:Choice><mc:Fallback>{shown}</mc:Fallback>'
              "</mc:AlternateContent>")
    yield "ole", *one(frame(uri, shown), [PICTURE_LINK, bin_link], embedded, [KEPT, "<picture>"])
    yield "ole-choice", *one(frame(uri, choice), [PICTURE_LINK, bin_link], embedded, [KEPT, "<picture>"])
    yield "choice-without-fallback", *one('<mc:AlternateContent><mc:Choice Requires="v">' + box(EVIL, 21)
                                          + "</mc:Choice></mc:AlternateContent>")
    yield "connector-to-object", *one(frame(uri, shown, 21) + group().replace("21", "24") + connector(), [PICTURE_LINK, bin_link], embedded,
                                      [KEPT, "<picture>"])
    yield "ole-link", *one(frame(uri, ole % f'<p:link updateAutomatic="1"/>{picture(number=12)}'), [PICTURE_LINK, relationship(
        "rIdO", "oleObject", f"file:///{EVIL}", True)], PICTURE, [KEPT, "<picture>"])
    yield "ole-bare", *one(frame(uri, ole % "<p:embed/>"), [bin_link], embedded)
    yield "package", *one(frame(uri, shown), [PICTURE_LINK, relationship("rIdO", "package", "../embeddings/a.xlsx")], {
        **PICTURE, "ppt/embeddings/a.xlsx": evil}, [KEPT, "<picture>"])
    yield "ole-in-group", *one("<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"30\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"
                               + frame(uri, shown) + "</p:grpSp>", [PICTURE_LINK, bin_link], embedded, [KEPT, "<picture>"])
    control = f'<p:control spid="1026" r:id="rIdC" name="{EVIL}">%s</p:control>'
    activex = {**PICTURE, "ppt/activeX/activeX1.xml": f"<x>{EVIL}</x>", "ppt/activeX/activeX1.bin": evil}
    for name, content in {"": control % picture(number=12), "-choice": '<mc:AlternateContent><mc:Choice Requires="v">' + control % "" +
                          "</mc:Choice><mc:Fallback>" + control % picture(number=12) + "</mc:Fallback></mc:AlternateContent>"}.items():
        yield f"activex{name}", *one("", [PICTURE_LINK, relationship("rIdC", "control", "../activeX/activeX1.xml")], activex,
                                     [KEPT, "<picture>"], inside=f"<p:controls>{content}</p:controls>")
    yield "diagram", *one(frame("http://schemas.openxmlformats.org/drawingml/2006/diagram", f'<x:relIds r:dm="rIdD" x:a="{EVIL}"/>'), [
        relationship("rIdD", "diagramData", "../diagrams/data1.xml")], {"ppt/diagrams/data1.xml": f"<x>{EVIL}</x>"})
    yield "frame-stranger", *one(frame(f"urn:{EVIL}", f"<x:a>{EVIL}</x:a>"))
    yield "ink", *one(f'<p:contentPart r:id="rIdI"/>', [relationship("rIdI", "customXml", "../ink/ink1.xml")],
                      {"ppt/ink/ink1.xml": f"<x>{EVIL}</x>"})
    video = f'<a:%sFile r:link="rIdV" contentType="{EVIL}"/><p:extLst><p:ext uri="{EVIL}"><p14:media r:embed="rIdW"/></p:ext></p:extLst>'
    for kind in ("video", "audio", "quickTime"):
        yield f"media-{kind}", *one(picture(media=video % kind, link='<a:hlinkClick r:id="" action="ppaction://media"/>'), [
            PICTURE_LINK, relationship("rIdV", "video" if kind != "audio" else "audio", "../media/a.mp4"),
            relationship("rIdW", "http://schemas.microsoft.com/office/2007/relationships/media", "../media/a.mp4")],
            {**PICTURE, "ppt/media/a.mp4": evil}, [KEPT, "<picture>"])
    yield "media-external", *one(picture(media=video % "video"), [
        PICTURE_LINK, relationship("rIdV", "video", f"http://{EVIL}/a.mp4", True)], PICTURE, [KEPT, "<picture>"])
    yield "media-disc", *one(picture(media=f'<a:audioCd><a:st track="1"/><a:end track="{EVIL}"/></a:audioCd>'), [PICTURE_LINK], PICTURE,
                             [KEPT, "<picture>"])
    yield "media-wave", *one(picture(media=f'<a:wavAudioFile r:embed="rIdW" name="{EVIL}"/>'), [PICTURE_LINK, relationship(
        "rIdW", "audio", "../media/a.wav")], {**PICTURE, "ppt/media/a.wav": evil}, [KEPT, "<picture>"])


def with_link(*links_and_parts, kept=(KEPT,), **others):
    """Of the presentation itself; the last is its parts."""
    *links, parts = links_and_parts
    return show([Slide(box(KEPT))], parts, links, **others), list(kept)


def pictures():
    evil = EVIL.encode()
    yield "picture", *one(picture(), [PICTURE_LINK], PICTURE, [KEPT, "<picture>"])
    yield "linked-picture", *one(picture("rIdX", "r:link"), [relationship("rIdX", "image", f"http://{EVIL}/a.png", True)], None,
                                 [KEPT, "<picture>"])
    yield "external-picture", *one(picture("rIdX"), [relationship("rIdX", "image", f"file://{EVIL}/a", True)], None, [KEPT, "<picture>"])
    yield "emf", *one(picture("rIdE"), [relationship("rIdE", "image", "../media/a.emf")],
                      {"ppt/media/a.emf": b"\x01\0\0\0" + evil}, [KEPT, "<picture>"])
    svg = f'<a:extLst><a:ext uri="{{96DAC541}}"><x:svgBlip r:embed="rIdV" x:a="{EVIL}"/></a:ext></a:extLst>'
    yield "svg", *one(picture(more=svg), [PICTURE_LINK, relationship("rIdV", "image", "../media/a.svg")],
                      {**PICTURE, "ppt/media/a.svg": f"<svg>{EVIL}</svg>"}, [KEPT, "<picture>"])
    fill = '<p:bg><p:bgPr><a:blipFill><a:blip %s="rIdP"/><a:stretch/></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    yield "background", *one(before=fill % "r:embed", links=[PICTURE_LINK], parts=PICTURE, kept=[KEPT, "<picture>"])
    yield "background-external", *one(before=fill % "r:link", links=[relationship("rIdP", "image", f"http://{EVIL}/", True)],
                                      kept=[KEPT, "<picture>"])
    external = relationship("rIdP", "image", f"http://{EVIL}/", True)
    filled = '<a:blipFill><a:blip r:link="rIdP"/></a:blipFill>'
    yield "master-external", *one(master=tree(box("x", 3, properties=filled)), master_links=[external])
    yield "layout-external", *one(layout=tree(box("x", 3, properties=filled)), layout_links=[external])
    bullets = f'<a:p><a:pPr><a:buBlip><a:blip r:link="rIdP"/></a:buBlip></a:pPr>{run("x")}</a:p>'
    yield "bullet-external", *one(box(bullets, 3), [external])
    files, kept = one(theme_of_master=theme().replace("<a:bgFillStyleLst>", f"<a:bgFillStyleLst>{filled}"))
    files["ppt/theme/_rels/theme1.xml.rels"] = relationships(external)
    yield "theme-external", files, kept
    graph = [relationship("rIdG", "chart", "../charts/chart1.xml")]
    yield "chart", *one(chart_frame(), graph, {
        "ppt/charts/chart1.xml": chart(f"[{EVIL}.xlsx]Sheet1!$A$1", '<c:externalData r:id="rId1"><c:autoUpdate val="1"/></c:externalData>'
                                       '<c:userShapes r:id="rId2"/>'),
        "ppt/charts/_rels/chart1.xml.rels": relationships(
            relationship("rId1", "oleObject", f"file:///{EVIL}", True), relationship("rId2", "chartUserShapes", "../d.xml"))},
        [KEPT, "12.5", "濃度の推移"])
    linked = chart().replace("<a:r><a:t>濃", '<a:r><a:rPr><a:hlinkClick r:id="rId1"/></a:rPr><a:t>濃')
    yield "chart-link", *one(chart_frame(), graph, {"ppt/charts/chart1.xml": linked, "ppt/charts/_rels/chart1.xml.rels": relationships(
        relationship("rId1", "hyperlink", f"http://{EVIL}/", True))}, [KEPT, "濃度の推移"])
    for name, words in {"dde": f"cmd|'/c {EVIL}'!A0", "call": f'WEBSERVICE("{EVIL}")', "text": f'"{EVIL}"'}.items():
        yield f"chart-{name}", *one(chart_frame(), graph, {"ppt/charts/chart1.xml": chart(words)}, [KEPT, "12.5"])
    yield "table", *one(table((KEPT,), more=f'<a:tableStyle styleId="{EVIL}" styleName="{EVIL}"/>'))
    yield "table-style", *one(table((KEPT,), style=EVIL))


def timing(root, more=""):
    return (f'<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">{root}</p:cTn></p:par></p:tnLst>'
            f"{more}</p:timing>")


def rest():
    evil = EVIL.encode()
    core = PACKAGE + "relationships/metadata/core-properties"
    for name, action in {"play": f'<p:cmd type="call" cmd="{EVIL}"/>', "audio": f'<p:audio><p:cMediaNode><p:tgtEl><p:sndTgt r:embed="rIdW" '
                         f'name="{EVIL}"/></p:tgtEl></p:cMediaNode></p:audio>', "verb": f'<p:cmd type="verb" cmd="0{EVIL}"/>',
                         "motion": f'<p:animMotion path="{EVIL}"/>'}.items():
        yield f"animation-{name}", *one(box("x", 3), [relationship("rIdW", "audio", "../media/a.wav")], {"ppt/media/a.wav": evil},
                                        more=timing(f"<p:childTnLst><p:seq>{action}</p:seq></p:childTnLst>", f"<p:bldLst>{EVIL}</p:bldLst>"))
        yield f"animation-{name}-layout", *one(layout_more=timing(f"<p:childTnLst>{action}</p:childTnLst>"))
    sound = f'<p:sndAc><p:stSnd><p:snd r:embed="rIdW" name="{EVIL}"/></p:stSnd></p:sndAc>'
    yield "transition-sound", *one("", [relationship("rIdW", "audio", "../media/a.wav")], {"ppt/media/a.wav": evil},
                                   more=f'<p:transition spd="med"><p:fade thruBlk="1"/>{sound}</p:transition>')
    yield "transition-choice", *one(more=(
        f'<mc:AlternateContent><mc:Choice Requires="p14"><p:transition p14:dur="100"><p14:prism x:a="{EVIL}"/></p:transition></mc:Choice>'
        '<mc:Fallback><p:transition spd="slow"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>'))
    yield "choice", *one(f'<mc:AlternateContent><mc:Choice Requires="p14">{box(EVIL, 3)}</mc:Choice><mc:Choice Requires="a p14">'
                         f'{box(EVIL, 3)}</mc:Choice><mc:Choice Requires="x">{box(EVIL, 3)}</mc:Choice><mc:Fallback>{box("かわり", 3)}'
                         f"</mc:Fallback><mc:Fallback>{box(EVIL, 3)}</mc:Fallback></mc:AlternateContent>", kept=[KEPT, "かわり"])
    yield "metadata", *one(root_links=[
        relationship("rId2", core, "docProps/core.xml"), relationship("rId3", "extended-properties", "docProps/app.xml"),
        relationship("rId4", "custom-properties", "docProps/custom.xml"),
        relationship("rId5", PACKAGE + "relationships/metadata/thumbnail", "docProps/t.png"),
        relationship("rId6", "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "customUI.xml"),
        relationship("rId7", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "w.xml"),
        relationship("rId8", PACKAGE + "relationships/digital-signature/origin", "_xmlsignatures/origin.sigs")],
        parts={"docProps/core.xml": f"<x>{EVIL}</x>", "docProps/app.xml": f"<x>{EVIL}</x>", "customUI.xml": f"<x>{EVIL}</x>",
               "docProps/custom.xml": f"<x>{EVIL}</x>", "docProps/t.png": png(text=evil), "w.xml": f"<x>{EVIL}</x>",
               "_xmlsignatures/origin.sigs": evil})
    yield "settings", *with_link(
        relationship("rIdA", "presProps", "presProps.xml"), relationship("rIdB", "viewProps", "viewProps.xml"),
        relationship("rIdC", "printerSettings", "p.bin"), relationship("rIdD", "handoutMaster", "handoutMasters/h.xml"),
        relationship("rIdE", "customXml", "../customXml/item1.xml"), relationship("rIdF", "font", "fonts/f.fntdata"),
        relationship("rIdG", "tags", "tags/tag1.xml"),
        relationship("rIdH", "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo", "c.xml"),
        relationship("rIdI", f"http://{EVIL}.example/relationships/other", "o.xml"), {
            "ppt/presProps.xml": part("p:presentationPr", f'<p:htmlPubPr r:id="{EVIL}"/>'), "ppt/viewProps.xml": part("p:viewPr", EVIL),
            "ppt/p.bin": evil, "ppt/handoutMasters/h.xml": part("p:handoutMaster", EVIL), "customXml/item1.xml": f"<x>{EVIL}</x>",
            "ppt/fonts/f.fntdata": evil, "ppt/tags/tag1.xml": part("p:tagLst", f'<p:tag name="{EVIL}" val="{EVIL}"/>'),
            "ppt/c.xml": f"<x>{EVIL}</x>", "ppt/o.xml": f"<x>{EVIL}</x>"},
        more=f'<p:embeddedFontLst><p:embeddedFont><p:font typeface="{EVIL}"/><p:regular r:id="rIdF"/></p:embeddedFont></p:embeddedFontLst>'
             f'<p:custShowLst><p:custShow name="{EVIL}" id="0"/></p:custShowLst><p:photoAlbum x:a="{EVIL}"/><p:custDataLst><p:tags r:id="rIdG"/>'
             f'</p:custDataLst><p:modifyVerifier hashData="{EVIL}"/><p:extLst><p:ext uri="{EVIL}"><x:a/></p:ext></p:extLst>'
             '<p:handoutMasterIdLst><p:handoutMasterId r:id="rIdD"/></p:handoutMasterIdLst>',
        attributes=f' bookmarkIdSeed="{EVIL}" saveSubsetFonts="1"')
    yield "tags", *one("", [relationship("rIdG", "tags", "../tags/tag1.xml"), relationship(
        "rIdU", "slideUpdateInfo", f"http://{EVIL}/", True)], {"ppt/tags/tag1.xml": part("p:tagLst", f'<p:tag name="{EVIL}" val="x"/>')},
        inside=f'<p:custDataLst><p:tags r:id="rIdG" x:a="{EVIL}"/></p:custDataLst>')
    authors = part("p:cmAuthorLst", f'<p:cmAuthor id="0" name="佐藤" initials="佐" lastIdx="1" clrIdx="0"><p:extLst><p:ext uri="{EVIL}"/>'
                   "</p:extLst></p:cmAuthor>")
    comments = part("p:cmLst", f'<p:cm authorId="0" dt="2026-01-01T00:00:00.000" idx="1"><p:pos x="10" y="20"/><p:text>確認済みか</p:text>'
                    f'<p:extLst><p:ext uri="{EVIL}"/></p:extLst></p:cm><p:cm authorId="7" idx="2"><p:pos x="1" y="1"/><p:text>{EVIL}</p:text></p:cm>')
    yield "comments", *commented(authors, comments)
    yield "modern-comments", *one("", [relationship(
        "rIdC", "http://schemas.microsoft.com/office/2018/10/relationships/comments", "../comments/m.xml")], {
            "ppt/comments/m.xml": f"<x>{EVIL}</x>"})
    field = f'<a:p><a:fld id="{{{EVIL}}}" type="%s"><a:rPr/><a:t>{KEPT}</a:t></a:fld></a:p>'
    for kind in ("datetime1", "footer", EVIL, "slidenum"):
        yield f"field-{'x' if kind == EVIL else kind}", *one(box(field % kind, 3))
    yield "name", *one(inside="", before="", shapes=box("x", 3).replace('name="box"', f'name="{EVIL}" x:a="{EVIL}"'))
    yield "strange", *one(
        f'<x:sp>{EVIL}</x:sp><!--{EVIL}--><?{EVIL} {EVIL}?><p:sld>{EVIL}</p:sld><p:presentation/><c:chart r:id="{EVIL}"/><a:tbl/>'
        f'<p:sp x:a="{EVIL}" modelId="{EVIL}" macro="{EVIL}" textlink="{EVIL}"/>' + connector(f'<x:a>{EVIL}</x:a>')
        + box("x", f"{EVIL}\" dummy=\"") + f'<p:sldIdLst><p:sldId id="999" r:id="{EVIL}"/></p:sldIdLst>{EVIL}',
        inside=f"<p:extLst><p:ext uri=\"{EVIL}\"/></p:extLst>", more=f"<p:extLst><p:ext uri=\"{EVIL}\"/></p:extLst><x:a>{EVIL}</x:a>",
        attributes=f' x:a="{EVIL}"')
    yield "numbers", *one(box("x", 3).replace('<a:off x="600000"', f'<a:off x="99999999999999" x:y="{EVIL}"').replace(
        'cx="7800000"', 'cx="1e9"') + box("y", 99999999999).replace("<a:bodyPr/>", '<a:bodyPr rot="99999999999" lIns="12345678901" '
                                                                  'numCol="-1e5"/>'))
    yield "stranger-part", *one("", [relationship("rIdZ", f"urn:{EVIL}", f"../{EVIL}.bin")], {f"ppt/{EVIL}.bin": evil})
    yield "kiosk", *one(attributes=f' show="1" x:kiosk="{EVIL}"')


def commented(authors, comments):
    return show([Slide(box(KEPT), [relationship("rIdC", "comments", "../comments/comment1.xml")])], {
        "ppt/comments/comment1.xml": comments, "ppt/commentAuthors.xml": authors},
        [relationship("rIdA", "commentAuthors", "commentAuthors.xml")]), [KEPT, "確認済みか"]


def all_constructs():
    """(name, files, what must be there)"""
    for source in (links, objects, pictures, rest):
        yield from source()
