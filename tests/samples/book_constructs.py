# SPDX-License-Identifier: MIT
"""One workbook for each thing that may not come along. EVIL stands in all of it, and KEPT in what the
user must still have afterwards."""
from book_documents import (formula, number, part, png, relationship, relationships, row, sheet, text, workbook)
from word_documents import OFFICE, PACKAGE

EVIL = "qZforbidden7"
KEPT = "このまま残る値"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/"

FORMULAS = {
    "webservice": f'_xlfn.WEBSERVICE("http://{EVIL}/"&amp;A1)', "hyperlink": f'HYPERLINK("http://{EVIL}/","x")',
    "call": f'CALL("urlmon","{EVIL}","JJCCJJ",0)', "register": f'REGISTER("{EVIL}","x")',
    "register-id": f'REGISTER.ID("{EVIL}","x")', "exec": f'EXEC("{EVIL}")', "rtd": f'RTD("{EVIL}",,"x")',
    "filterxml": f'_xlfn.FILTERXML("{EVIL}","//a")', "encodeurl": f'_xlfn.ENCODEURL("{EVIL}")',
    "image": f'_xlfn.IMAGE("https://{EVIL}/a.png")', "indirect": f'INDIRECT("[{EVIL}]Sheet1!A1")',
    "cube": f'CUBEVALUE("{EVIL}","[Measures]")', "sql": f'SQL.REQUEST("{EVIL}")', "info": f'INFO("{EVIL}")',
    "evaluate": f'EVALUATE("{EVIL}")', "stock": f'_xlfn.STOCKHISTORY("{EVIL}")', "python": f'_xlfn._xlws.PY("{EVIL}")',
    "lambda": f'_xlfn.LAMBDA(_xlpm.x,"{EVIL}")(1)', "let": f'_xlfn.LET(_xlpm.x,"{EVIL}",_xlpm.x)',
    "external": f"[1]{EVIL}!A1", "external-file": f"'[{EVIL}.xlsx]Sheet1'!A1", "external-name": f"[1]!{EVIL}",
    "external-path": f"'C:\\{EVIL}\\[b.xlsx]Sheet1'!$A$1", "unc": f"'\\\\{EVIL}\\share\\[b.xlsx]S'!A1",
    "dde": f"cmd|'/c {EVIL}'!A0", "dde-quoted": f"'cmd'|'/c {EVIL}'!'A0'", "dde-indexed": f"[2]!'{EVIL}'",
    "dde-in-call": f"SUM(1,cmd|'/c {EVIL}'!A0)", "file-hash": f"'file:///{EVIL}'#$Sheet1.A1",
    "unknown-sheet": f"{EVIL}!A1", "unknown-name": EVIL, "own-function": f"{EVIL}(1)", "add-in": f"'{EVIL}.xlam'!Run(1)",
    "nested": f'IF(A1&gt;0,SUM(1,_xlfn.WEBSERVICE("{EVIL}")),2)', "lower": f'webservice("{EVIL}")',
    "spaced": f'_xlfn.WEBSERVICE ("{EVIL}")', "in-array": f'{{1,2;"{EVIL}",CALL("x")}}', "tail": f"A1 {EVIL}",
    "broken": f'SUM(1,"{EVIL}"', "brackets": f"SUM(1))({EVIL}", "structured": f"{EVIL}[[#This Row],[x]]",
    "spill": f'A1#&amp;"{EVIL}"', "single": f'@{EVIL}', "prefix": f'_xlfn._xlws.{EVIL}(1)', "bang": f"!{EVIL}",
    "three": f"First:{EVIL}!A1", "deep": "(" * 300 + f'"{EVIL}"' + ")" * 300, "query": f'GETPIVOTDATA("{EVIL}",A1)',
}


def simple(more="", **others):
    return sheet(row(1, text("A1", KEPT), more), **others)


def formulas():
    for name, words in FORMULAS.items():
        yield f"formula-{name}", workbook([("First", simple(formula("B1", words)))]), [KEPT, "7"]
        if name not in ("webservice", "external", "dde", "call", "nested"):
            continue
        yield f"formula-{name}-array", workbook([("First", simple(formula(
            "B1", words, attributes=' t="array" ref="B1:B2"')))]), [KEPT, "7"]
        yield f"formula-{name}-shared", workbook([("First", simple(formula(
            "B1", words, attributes=' t="shared" ref="B1:C1" si="0"') + formula("C1", "", "8", ' t="shared" si="0"')))]), \
            [KEPT, "7", "8"]
    for name in ("webservice", "external", "dde", "hyperlink", "indirect"):
        words = FORMULAS[name]
        yield f"condition-{name}", workbook([("First", simple(after=(
            f'<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="1"><formula>{words}</formula>'
            "</cfRule></conditionalFormatting>")))]), [KEPT]
        attribute = words.replace('"', "&quot;")
        yield f"threshold-{name}", workbook([("First", simple(after=(
            '<conditionalFormatting sqref="A1"><cfRule type="colorScale" priority="1"><colorScale><cfvo type="formula" '
            f'val="{attribute}"/><cfvo type="max"/><color rgb="FFFF0000"/><color rgb="FF00FF00"/></colorScale></cfRule>'
            "</conditionalFormatting>")))]), [KEPT]
        yield f"validation-{name}", workbook([("First", simple(after=(
            f'<dataValidations count="1"><dataValidation type="list" sqref="A1"><formula1>{words}</formula1></dataValidation>'
            "</dataValidations>")))]), [KEPT]
        yield f"name-{name}", workbook([("First", simple())], names=f'<definedName name="n">{words}</definedName>'), [KEPT]
        yield f"name-used-{name}", workbook([("First", simple(formula("B1", "n*2")))], names=(
            f'<definedName name="n">{words}</definedName>')), [KEPT, "7"]
    yield "name-auto", workbook([("First", simple())], names=f'<definedName name="Auto_Open{EVIL}">First!$A$1</definedName>'
                                '<definedName name="_xlnm.Auto_Open" hidden="1">First!$A$1</definedName>'), [KEPT]
    yield "name-macro", workbook([("First", simple())], names=(
        f'<definedName name="{EVIL}" function="1" vbProcedure="1" xlm="1">First!$A$1</definedName>')), [KEPT]
    yield "name-text", workbook([("First", simple())], names=f'<definedName name="n">"{EVIL}"</definedName>'), [KEPT]
    yield "name-comment", workbook([("First", simple(formula("B1", "n+1")))], names=(
        f'<definedName name="n" comment="{EVIL}" description="{EVIL}" shortcutKey="q">First!$A$1</definedName>')), [KEPT, "7"]
    yield "table-of-data", workbook([("First", simple(formula("B1", "", attributes=f' t="dataTable" ref="B1:B2" dt2D="1" '
                                                              f'r1="{EVIL}"')))]), [KEPT, "7"]


def links():
    def linked(address, more=""):
        return workbook([("First", simple(after=f'<hyperlinks><hyperlink ref="A1" r:id="rIdL"{more}/></hyperlinks>'),
                          [relationship("rIdL", "hyperlink", address, True)])]), [KEPT]
    for name, address in {
            "file": f"file:///c:/{EVIL}.exe", "unc": f"\\\\{EVIL}\\share", "script": f"javascript:alert({EVIL})",
            "mail": f"mailto:{EVIL}@example.com", "user": f"http://{EVIL}:pw@example.com/", "word": f"ms-excel:ofe|{EVIL}",
            "path": f"{EVIL}.xlsx", "host": f"http:///{EVIL}"}.items():
        yield f"link-{name}", *linked(address)
    yield "link-location", *linked("http://example.com/", f' location="{EVIL}"')
    yield "link-display", *linked("http://example.com/", f' display="{EVIL}"')
    for name, place in {"sheet": f"{EVIL}!A1", "book": f"[{EVIL}.xlsx]First!A1", "dde": f"cmd|'{EVIL}'!A0",
                        "web": f"http://{EVIL}/"}.items():
        yield f"link-inner-{name}", workbook([("First", simple(after=(
            f'<hyperlinks><hyperlink ref="A1" location="{place}"/></hyperlinks>')))]), [KEPT]


ANCHOR = ('<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0'
          "</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0"
          "</xdr:rowOff></xdr:to>%s<xdr:clientData/></xdr:twoCellAnchor>")
SHAPE = ('<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
         "</a:prstGeom></xdr:spPr>")


def picture(identifier="rIdP", attribute="r:embed", more="", link=""):
    return ANCHOR % (f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="{EVIL}">{link}</xdr:cNvPr><xdr:cNvPicPr/></xdr:nvPicPr>'
                     f'<xdr:blipFill><a:blip {attribute}="{identifier}">{more}</a:blip><a:stretch><a:fillRect/></a:stretch>'
                     f"</xdr:blipFill>{SHAPE}</xdr:pic>")


def shape(attributes="", words=KEPT):
    return ANCHOR % (f'<xdr:sp{attributes}><xdr:nvSpPr><xdr:cNvPr id="3" name="b"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>{SHAPE}'
                     f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></xdr:txBody></xdr:sp>")


CHART_FRAME = ANCHOR % (
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="4" name="c"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats'
    '.org/drawingml/2006/chart"><c:chart r:id="rIdG"/></a:graphicData></a:graphic></xdr:graphicFrame>')


def chart(range_of="First!$B$1", more="", value="12.5"):
    return part("c:chartSpace", '<c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
                f'<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>{range_of}</c:f><c:numCache><c:ptCount val="1"/>'
                f'<c:pt idx="0"><c:v>{value}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/>'
                '</c:barChart><c:catAx><c:axId val="1"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:crossAx val="1"/>'
                f"</c:valAx></c:plotArea></c:chart>{more}")


def drawn(content, links=(), parts=None, kept=(KEPT,)):
    return workbook([("First", simple(after='<drawing r:id="rIdD"/>'),
                      [relationship("rIdD", "drawing", "../drawings/drawing1.xml")])],
                    parts={"xl/drawings/drawing1.xml": part("xdr:wsDr", content),
                           "xl/drawings/_rels/drawing1.xml.rels": relationships(*links), **(parts or {})}), list(kept)


PICTURE = {"xl/media/image1.png": png(text=EVIL.encode())}
PICTURE_LINK = relationship("rIdP", "image", "../media/image1.png")


def drawings():
    evil = EVIL.encode()
    yield "picture", *drawn(picture(), [PICTURE_LINK], PICTURE, [KEPT, "<picture>"])
    yield "picture-link", *drawn(
        picture(link='<a:hlinkClick r:id="rIdL"/>'), [PICTURE_LINK, relationship("rIdL", "hyperlink", f"file:///{EVIL}", True)],
        PICTURE, [KEPT, "<picture>"])
    yield "linked-picture", *drawn(picture("rIdX", "r:link"), [relationship("rIdX", "image", f"http://{EVIL}/a.png", True)])
    yield "external-picture", *drawn(picture("rIdX"), [relationship("rIdX", "image", f"file://{EVIL}/a", True)])
    yield "emf", *drawn(picture("rIdE"), [relationship("rIdE", "image", "../media/a.emf")],
                        {"xl/media/a.emf": b"\x01\0\0\0" + evil}, [KEPT, "<picture>"])
    yield "shape-macro", *drawn(shape(f' macro="[0]!{EVIL}" textlink="[1]{EVIL}!A1"', "枠の中"), kept=[KEPT, "枠の中"])
    yield "shape-word", *drawn(shape(words=KEPT + f"<w:t xmlns:w='urn:schemas-microsoft-com:vml'>{EVIL}</w:t>"))
    yield "ink", *drawn(ANCHOR % f'<xdr:contentPart r:id="{EVIL}"/>')
    choice = (f'<mc:AlternateContent><mc:Choice Requires="x14">{shape(words=EVIL)}</mc:Choice><mc:Fallback>{shape(words="かわり")}'
              "</mc:Fallback></mc:AlternateContent>")
    yield "choice", *drawn(choice, kept=[KEPT, "かわり"])
    chart_links = [relationship("rIdG", "chart", "../charts/chart1.xml")]
    yield "chart", *drawn(CHART_FRAME, chart_links, {
        "xl/charts/chart1.xml": chart(f"[{EVIL}.xlsx]First!$A$1", '<c:externalData r:id="rId1"/><c:userShapes r:id="rId2"/>'),
        "xl/charts/_rels/chart1.xml.rels": relationships(
            relationship("rId1", "package", f"http://{EVIL}/", True), relationship("rId2", "chartUserShapes", "d.xml"))},
        [KEPT, "12.5"])
    for name, words in {"dde": f"cmd|'/c {EVIL}'!A0", "call": f'_xlfn.WEBSERVICE("{EVIL}")', "name": f"First!{EVIL}",
                        "sheet": f"{EVIL}!$A$1", "text": f'"{EVIL}"'}.items():
        yield f"chart-{name}", *drawn(CHART_FRAME, chart_links, {"xl/charts/chart1.xml": chart(words)}, [KEPT, "12.5"])


def objects():
    evil = EVIL.encode()
    first = [("First", simple())]
    yield "macros", workbook(first, links=[relationship("rId9", MACROS + "vbaProject", "vbaProject.bin")],
                             parts={"xl/vbaProject.bin": evil}, macros=True), [KEPT]
    macro_sheet = part("xm:macrosheet", f"<sheetData>{row(1, formula('A1', f'EXEC(&quot;{EVIL}&quot;)'))}</sheetData>")
    yield "macro-sheet", workbook(
        first, macros=True, links=[relationship("rIdM", MACROS + "xlMacrosheet", "macrosheets/sheet1.xml")],
        parts={"xl/macrosheets/sheet1.xml": macro_sheet}) | {"xl/workbook.xml": part(
            "workbook", '<sheets><sheet name="Macro1" sheetId="2" state="veryHidden" r:id="rIdM"/><sheet name="First" sheetId="1" '
            f'r:id="rIdS1"/></sheets><definedNames><definedName name="_xlnm.Auto_Open{EVIL}">Macro1!$A$1</definedName>'
            f'<definedName name="{EVIL}" localSheetId="0">First!$A$1</definedName></definedNames>')}, [KEPT]
    yield "dialog-sheet", workbook(first, links=[relationship("rIdM", "dialogsheet", "dialogsheets/sheet1.xml")], parts={
        "xl/dialogsheets/sheet1.xml": part("dialogsheet", EVIL)}) | {"xl/workbook.xml": part(
            "workbook", f'<sheets><sheet name="First" sheetId="1" r:id="rIdS1"/><sheet name="{EVIL}" sheetId="2" r:id="rIdM"/>'
            "</sheets>")}, [KEPT]
    yield "external-links", workbook(
        first, more='<externalReferences><externalReference r:id="rIdE"/></externalReferences>',
        links=[relationship("rIdE", "externalLink", "externalLinks/externalLink1.xml")],
        parts={"xl/externalLinks/externalLink1.xml": part("externalLink", f'<ddeLink ddeService="cmd" ddeTopic="/c {EVIL}">'
                                                          "<ddeItems><ddeItem name=\"A0\" advise=\"1\"/></ddeItems></ddeLink>"),
               "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
                   relationship("rId1", "externalLinkPath", f"file:///{EVIL}", True))}), [KEPT]
    yield "connections", workbook(
        [("First", simple(), [relationship("rIdQ", "queryTable", "../queryTables/queryTable1.xml")])],
        links=[relationship("rIdC", "connections", "connections.xml")],
        parts={"xl/connections.xml": part("connections", f'<connection id="1"><webPr url="http://{EVIL}/"/></connection>'),
               "xl/queryTables/queryTable1.xml": part("queryTable", EVIL)}), [KEPT]
    yield "pivot", workbook(
        [("First", simple(), [relationship("rIdQ", "pivotTable", "../pivotTables/pivotTable1.xml")])],
        more='<pivotCaches><pivotCache cacheId="1" r:id="rIdC"/></pivotCaches>',
        links=[relationship("rIdC", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")],
        parts={"xl/pivotTables/pivotTable1.xml": part("pivotTableDefinition", EVIL),
               "xl/pivotCache/pivotCacheDefinition1.xml": part("pivotCacheDefinition", f'<cacheSource><worksheetSource '
                                                               f'r:id="rId1" sheet="{EVIL}"/></cacheSource>'),
               "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relationships(
                   relationship("rId1", "externalLinkPath", f"\\\\{EVIL}\\a", True))}), [KEPT]
    yield "ole", workbook([("First", simple(after=(
        f'<oleObjects><oleObject progId="{EVIL}" shapeId="1025" r:id="rIdO"/></oleObjects>')),
        [relationship("rIdO", "oleObject", "../embeddings/oleObject1.bin")])],
        parts={"xl/embeddings/oleObject1.bin": evil}), [KEPT]
    yield "ole-link", workbook([("First", simple(after=(
        f'<oleObjects><oleObject progId="Package" link="[1]!\'!{EVIL}\'" oleUpdate="OLEUPDATE_ALWAYS" shapeId="1"/></oleObjects>')))]), \
        [KEPT]
    yield "activex", workbook([("First", simple(after=f'<controls><control shapeId="1" r:id="rIdO" name="{EVIL}"/></controls>'),
                                [relationship("rIdO", "control", "../activeX/activeX1.xml")])],
                              parts={"xl/activeX/activeX1.xml": f"<x>{EVIL}</x>"}), [KEPT]
    yield "legacy-drawing", workbook([("First", simple(after='<legacyDrawing r:id="rIdV"/><legacyDrawingHF r:id="rIdV"/>'),
                                       [relationship("rIdV", "vmlDrawing", "../drawings/vmlDrawing1.vml")])],
                                     parts={"xl/drawings/vmlDrawing1.vml": f"<xml><x:FmlaMacro>{EVIL}</x:FmlaMacro></xml>"}), [KEPT]


def rest():
    evil = EVIL.encode()
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    first = [("First", simple())]
    yield "metadata", workbook(first, root_links=[
        relationship("rId2", core, "docProps/core.xml"), relationship("rId3", "extended-properties", "docProps/app.xml"),
        relationship("rId4", "custom-properties", "docProps/custom.xml"),
        relationship("rId5", PACKAGE + "relationships/metadata/thumbnail", "docProps/t.png"),
        relationship("rId6", "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "customUI.xml"),
        relationship("rId7", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "w.xml")],
        parts={"docProps/core.xml": f"<x>{EVIL}</x>", "docProps/app.xml": f"<x>{EVIL}</x>", "customUI.xml": f"<x>{EVIL}</x>",
               "docProps/custom.xml": f"<x>{EVIL}</x>", "docProps/t.png": png(text=evil), "w.xml": f"<x>{EVIL}</x>"}), [KEPT]
    yield "printer", workbook([("First", simple(after='<pageSetup orientation="landscape" r:id="rIdP"/>'), [
        relationship("rIdP", "printerSettings", "../printerSettings/p.bin")])], parts={"xl/printerSettings/p.bin": evil}), [KEPT]
    yield "calc-chain", workbook(first, links=[relationship("rIdC", "calcChain", "calcChain.xml"), relationship(
        "rIdM", "sheetMetadata", "metadata.xml"), relationship("rIdX", "xmlMaps", "xmlMaps.xml"), relationship(
        "rIdV", "volatileDependencies", "volatileDependencies.xml")], parts={
            "xl/calcChain.xml": part("calcChain", f'<c r="{EVIL}"/>'), "xl/metadata.xml": part("metadata", EVIL),
            "xl/xmlMaps.xml": part("MapInfo", EVIL), "xl/volatileDependencies.xml": part("volTypes", EVIL)}), [KEPT]
    yield "custom-xml", workbook(first, links=[relationship("rIdC", "customXml", "../customXml/item1.xml")],
                                 parts={"customXml/item1.xml": f"<x>{EVIL}</x>"}), [KEPT]
    yield "protection", workbook([("First", simple(
        after=f'<sheetProtection password="{EVIL}" sheet="1"/><protectedRanges><protectedRange name="{EVIL}" sqref="A1"/>'
        "</protectedRanges>"))], more=f'<workbookProtection workbookPassword="{EVIL}"/>'), [KEPT]
    yield "scenarios", workbook([("First", simple(after=f'<scenarios><scenario name="{EVIL}"/></scenarios>'))]), [KEPT]
    yield "custom-views", workbook([("First", simple(after=f'<customSheetViews><customSheetView guid="{EVIL}"/></customSheetViews>'))],
                                   more=f'<customWorkbookViews><customWorkbookView name="{EVIL}"/></customWorkbookViews>'), [KEPT]
    yield "background", workbook([("First", simple(after='<picture r:id="rIdP"/>'), [
        relationship("rIdP", "image", f"http://{EVIL}/", True)])]), [KEPT]
    yield "code-name", workbook([("First", simple(before=f'<sheetPr codeName="{EVIL}"><tabColor rgb="FF00FF00"/></sheetPr>'))],
                                more=f'<fileRecoveryPr x:a="{EVIL}"/>'), [KEPT]
    yield "web-publishing", workbook([("First", simple(after=(
        f'<webPublishItems><webPublishItem destinationFile="{EVIL}"/></webPublishItems>')))]), [KEPT]
    yield "extensions", workbook([("First", simple(after=(
        f'<extLst><ext uri="{{x}}"><x14:dataValidations><x14:dataValidation><x14:formula1><xm:f>{EVIL}</xm:f></x14:formula1>'
        "</x14:dataValidation></x14:dataValidations></ext></extLst>")))]), [KEPT]
    yield "strange", workbook([("First", simple(
        f'<c r="B1" x:a="{EVIL}" cm="1" vm="2"><v x:b="{EVIL}">7</v><x:c>{EVIL}</x:c><extLst><ext uri="{EVIL}"/></extLst></c>'
        f'<c r="{EVIL}"><v>1</v></c><c r="C1" t="{EVIL}"><v>{EVIL}</v></c><c r="D1"><v>{EVIL}</v></c><c r="E1" t="b"><v>{EVIL}</v></c>'
        f'<c r="F1" t="e"><v>#{EVIL}</v></c><c r="G1" t="s"><v>99</v></c><c r="H1" t="d"><v>{EVIL}</v></c><c r="I1" s="{EVIL}"><v>8</v>'
        f"</c><c r=\"J1\" s=\"99\"><v>9</v></c><x:row>{EVIL}</x:row><!--{EVIL}--><?{EVIL} {EVIL}?>",
        before=f'<x:unknown>{EVIL}</x:unknown>', after=f'<x:unknown x:y="{EVIL}"/>'))]), [KEPT, "7", "8", "9"]
    yield "strings", workbook([("First", sheet(row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>')))], [
        f"<t>{KEPT}</t><x:t>{EVIL}</x:t>", f'<r><rPr><b/><x:y z="{EVIL}"/><rFont val="Arial"/></rPr><t>太字</t></r><rPh sb="0" eb="1">'
        f'<t>フト</t></rPh><phoneticPr fontId="0"/><extLst><ext uri="{EVIL}"/></extLst>', f"<t>x</t><!--{EVIL}-->"]), [KEPT, "太字"]
    yield "header", workbook([("First", simple(after='<headerFooter><oddHeader>&amp;C見出し</oddHeader></headerFooter>'
                                               '<rowBreaks count="0"/>' f'<x:y z="{EVIL}"/>'))]), [KEPT, "見出し"]
    yield "comments", workbook([("First", simple(), [
        relationship("rIdC", "comments", "../comments1.xml"),
        relationship("rIdV", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
        relationship("rIdT", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../t.xml")])], parts={
            "xl/comments1.xml": part("comments", f'<authors><author>佐藤</author></authors><commentList><comment ref="A1" authorId="0" '
                                     f'shapeId="0" x:uid="{EVIL}"><text><r><rPr><b/></rPr><t>確認済みか</t></r></text></comment>'
                                     "</commentList>"),
            "xl/drawings/vmlDrawing1.vml": f"<xml>{EVIL}</xml>", "xl/t.xml": f"<x>{EVIL}</x>"}), [KEPT, "佐藤", "確認済みか"]
    yield "table", workbook([("First", simple(formula("B1", f"SUM({EVIL}[x])"),
                                              after='<tableParts count="1"><tablePart r:id="rIdT"/></tableParts>'),
                              [relationship("rIdT", "table", "../tables/table1.xml")])], parts={
        "xl/tables/table1.xml": part("table", f'<tableColumns><tableColumn id="1" name="x"><calculatedColumnFormula>{EVIL}'
                                     "</calculatedColumnFormula></tableColumn></tableColumns>")}), [KEPT, "7"]
    yield "shared-name", workbook(first, links=[relationship("rIdT", OFFICE + f"../{EVIL}", "t.bin")],
                                  parts={"xl/t.bin": evil}), [KEPT]


def commented(comments, authors="<author>佐藤</author>", shapes="<xml/>", more=""):
    sheets = [("First", simple(after='<legacyDrawing r:id="rIdV"/>'), [
        relationship("rIdC", "comments", "../comments1.xml"), relationship("rIdV", "vmlDrawing", "../drawings/vmlDrawing1.vml")])]
    return workbook(sheets, parts={
        "xl/comments1.xml": part("comments", f"<authors>{authors}</authors><commentList>{comments}</commentList>{more}"),
        "xl/drawings/vmlDrawing1.vml": shapes,
        "xl/drawings/_rels/vmlDrawing1.vml.rels": relationships(relationship("rId1", "image", f"http://{EVIL}/a.png", True))})


def comment(words, place="B2", author="0", more=""):
    return f'<comment ref="{place}" authorId="{author}"{more}><text>{words}</text></comment>'


# What VML can do: run a macro, lead away, fetch a picture, show words of its own.
SHAPES = (f'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
          'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="t" o:spt="202"/><v:shape id="_x0000_s1025" type="#t" '
          f'href="http://{EVIL}/" o:href="http://{EVIL}/" target="{EVIL}" o:onclick="{EVIL}()" style="behavior:url({EVIL})" alt="{EVIL}">'
          f'<v:imagedata o:relid="rId1" src="http://{EVIL}/a.png" o:href="http://{EVIL}/" o:title="{EVIL}"/><v:fill src="{EVIL}"/>'
          f'<v:textbox><div>{EVIL}<script>{EVIL}</script></div></v:textbox><x:ClientData ObjectType="Note"><x:FmlaMacro>{EVIL}</x:FmlaMacro>'
          f"<x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape><v:shape><o:OLEObject ProgID=\"{EVIL}\"/></v:shape></xml>")


def comments():
    plain = "<t>確認済みか</t>"
    kept = [KEPT, "確認済みか"]
    yield "comment-shapes", commented(comment(plain), shapes=SHAPES), kept
    yield "comment-runs", commented(comment(f'<r><rPr><b/><rFont val="http://{EVIL}"/><x:y>{EVIL}</x:y><sheetView/></rPr><t>確認済みか</t></r>'
                                            f'<r><sheetPr/><t xml:space="preserve"> 次の\n行</t><x:a>{EVIL}</x:a></r>{"<x:b/>"}<!--{EVIL}-->')
                                    ), kept + ["次の\n行"]
    yield "comment-attributes", commented(comment(
        plain, more=f' guid="{EVIL}" shapeId="0" x:onclick="{EVIL}"') + f"<x:c>{EVIL}</x:c>", more=f'<extLst><ext uri="{EVIL}"/></extLst>'), kept
    yield "comment-properties", commented(comment(plain).replace(
        "</comment>", f'<mc:AlternateContent><mc:Choice Requires="x14"><commentPr><anchor>{EVIL}</anchor></commentPr></mc:Choice>'
        f"</mc:AlternateContent><commentPr>{EVIL}</commentPr></comment>")), kept
    for name, place in (("place", EVIL), ("area", "A1:B2"), ("low-place", "b2"), ("beyond", "XFE1")):
        yield f"comment-{name}", commented(comment(plain) + comment(f"<t>{EVIL}</t>", place)), kept
    yield "comment-twice", commented(comment(plain) + comment(f"<t>{EVIL}</t>")), kept
    yield "comment-author", commented(comment(plain, author="7"), authors=f"<author>http://{EVIL}/</author><x:author>{EVIL}</x:author>"), kept
    yield "comment-nobody", commented(comment(plain), authors=f"<x:author>{EVIL}</x:author>"), kept
    two = workbook([(name, simple(), [relationship("rIdC", "comments", "../comments1.xml")]) for name in ("First", "Second")], parts={
        "xl/comments1.xml": part("comments", f"<authors/><commentList>{comment(plain)}</commentList><x:y>{EVIL}</x:y>")})
    yield "comments-of-two-sheets", two, kept
    none = commented(f"<x:comment>{EVIL}</x:comment>")
    yield "comments-none", none, [KEPT]


def all_constructs():
    """(name, files, what must be there)"""
    for source in (formulas, links, drawings, objects, rest, comments):
        yield from source()
