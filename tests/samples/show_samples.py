# SPDX-License-Identifier: MIT
"""A presentation as people write them: all that a rebuilt one keeps."""
from show_constructs import PICTURE, PICTURE_LINK, chart, chart_frame, picture, table, connector, group
from show_documents import Slide, box, holder, part, relationship, run, show

TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
TABLE_STYLES = (f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="中間"><a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr '
                'val="dk1"/></a:tcTxStyle><a:tcStyle><a:tcBdr><a:left><a:ln w="12700"><a:solidFill><a:schemeClr val="lt1"/></a:solidFill>'
                '</a:ln></a:left></a:tcBdr><a:fill><a:solidFill><a:schemeClr val="accent1"><a:tint val="20000"/></a:schemeClr></a:solidFill>'
                '</a:fill></a:tcStyle></a:wholeTbl><a:firstRow><a:tcTxStyle b="on"/><a:tcStyle/></a:firstRow></a:tblStyle>')
NUMBER = '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="ja-JP"/><a:t>‹#›</a:t></a:fld></a:p>'


def report(slides=1):
    """`slides`: how often its pages are there."""
    words = "".join(f'<a:p><a:pPr lvl="0"><a:buChar char="・"/></a:pPr>{run(f"{i} 番目 の 項目 です。水質 の 記録")}</a:p>' for i in range(4))
    first = Slide(
        holder("title", "浄水場の報告", 2) + holder("body", words, 3, 1) + holder("sldNum", NUMBER, 4, 12)
        + box('<a:p>' + run("案内", '<a:rPr b="1"><a:hlinkClick r:id="rIdL" tooltip="案内板"/></a:rPr>') + run("左\t右") + "</a:p>", 5, 5600000),
        [relationship("rIdL", "hyperlink", "HTTP://Example.COM/%7Ea?b=c", True)],
        more='<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr><p:transition spd="slow" advTm="3000"><p:push dir="u"/></p:transition>',
        notes=holder("body", "話すこと：昨年との比較", 2, 1))
    second = Slide(picture() + chart_frame() + table(style=TABLE_STYLE) + group() + connector(),
                   [PICTURE_LINK, relationship("rIdG", "chart", "../charts/chart1.xml"), relationship("rIdJ", "slide", "slide1.xml")])
    second.shapes += box("戻る", 30, 6000000, link='<a:hlinkClick r:id="rIdJ" action="ppaction://hlinksldjump"/>')
    second.shapes += box("次へ", 31, 6300000, link='<a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/>')
    hidden = Slide(box("隠したページ"), attributes=' show="0"',
                   before='<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFFFCC"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>')
    return show([first, second, hidden] * slides, {
        **PICTURE, "ppt/charts/chart1.xml": chart(), "ppt/tableStyles.xml": part("a:tblStyleLst", TABLE_STYLES, f' def="{TABLE_STYLE}"')},
        [relationship("rIdT", "tableStyles", "tableStyles.xml")],
        more='<p:defaultTextStyle><a:defPPr><a:defRPr lang="ja-JP"/></a:defPPr></p:defaultTextStyle>')
