# SPDX-License-Identifier: MIT
"""A report as people write them: all that a rebuilt Word document keeps."""
from word_constructs import PICTURE, PICTURE_LINK, field, picture
from word_documents import document, paragraph, part, relationship

STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="MS Mincho"/><w:sz w:val="21"/>
</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>
<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1">
<w:abstractNumId w:val="0"/></w:num>"""
COLOURS = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in zip(
    "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split(),
    "000000 FFFFFF 1F497D EEECE1 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080".split()))
FILLS = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>" * 3
THEME = (f'<a:themeElements><a:clrScheme name="x">{COLOURS}</a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin '
         'typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Arial"/>'
         '<a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="x"><a:fillStyleLst>'
         f"{FILLS}</a:fillStyleLst><a:lnStyleLst>{'<a:ln w=%s9525%s/>' % (chr(34), chr(34)) * 3}</a:lnStyleLst><a:effectStyleLst>"
         f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{FILLS}</a:bgFillStyleLst>"
         "</a:fmtScheme></a:themeElements>")
CHART = ('<c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/>'
         '<c:order val="0"/><c:val><c:numRef><c:f>Sheet1!$A$1:$A$2</c:f><c:numCache><c:ptCount val="2"/><c:pt idx="0"><c:v>3'
         '</c:v></c:pt><c:pt idx="1"><c:v>5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/>'
         '</c:barChart><c:catAx><c:axId val="1"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:crossAx val="1"/>'
         "</c:valAx></c:plotArea></c:chart>")


def drawn(uri, content):
    return ('<w:drawing><wp:inline><wp:extent cx="1828800" cy="914400"/><wp:docPr id="7" name="n"/><a:graphic><a:graphicData '
            f'uri="{uri}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing>')


def text_box(text):
    return drawn("http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
                 '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="914400"/>'
                 '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
                 f"{paragraph(text)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>")


def in_run(content):
    return f"<w:p><w:r>{content}</w:r></w:p>"


def report():
    row = "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
                             for text in ("表の中", "12.5")) + "</w:tr>"
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>見出し一</w:t></w:r></w:p>'
        + "".join(paragraph(f"本文の {number} 行目 は 水質 の 記録 です") for number in range(8))
        + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>箇条書き</w:t></w:r></w:p>'
        + '<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/>'
        + f"</w:tblGrid>{row * 2}</w:tbl>"
        + '<w:p><w:r><w:t>注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + '<w:p><m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>'
        + f"</m:oMath></m:oMathPara></w:p><w:p>{field('PAGE', '1')}</w:p>"
        + in_run(picture()) + in_run(text_box("枠の中"))
        + in_run(drawn("http://schemas.openxmlformats.org/drawingml/2006/chart", '<c:chart r:id="rIdG"/>'))
        + in_run('<w:pict><v:shape style="width:120pt;height:40pt"><v:textbox><w:txbxContent>' + paragraph("古い枠")
                 + "</w:txbxContent></v:textbox></v:shape></w:pict>")
        + '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        + "</w:pPr></w:p>")
    return document(body, [
        PICTURE_LINK, relationship("rIdG", "chart", "charts/chart1.xml"), relationship("rIdH", "header", "header1.xml"),
        relationship("rIdS", "styles", "styles.xml"), relationship("rIdN", "numbering", "numbering.xml"),
        relationship("rIdF", "footnotes", "footnotes.xml"), relationship("rIdT", "theme", "theme/theme1.xml")], {
        **PICTURE, "word/charts/chart1.xml": part("c:chartSpace", CHART), "word/styles.xml": part("w:styles", STYLES),
        "word/header1.xml": part("w:hdr", paragraph("上の余白")), "word/numbering.xml": part("w:numbering", NUMBERING),
        "word/footnotes.xml": part("w:footnotes", f'<w:footnote w:id="2">{paragraph("脚注の文")}</w:footnote>'),
        "word/theme/theme1.xml": part("a:theme", THEME)})
