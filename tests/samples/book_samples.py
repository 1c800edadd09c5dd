# SPDX-License-Identifier: MIT
"""A workbook as people write them: all that a rebuilt one keeps."""
from book_constructs import CHART_FRAME, PICTURE, PICTURE_LINK, chart, picture, shape
from book_documents import formula, number, part, relationship, relationships, row, sheet, workbook

STRINGS = ["<t>観測点</t>", "<t>濃度 mg/L</t>", '<r><rPr><b/><sz val="12"/><rFont val="Arial"/></rPr><t>浄水場</t></r><r><t xml:space="preserve"> 一号</t></r>'
           '<rPh sb="0" eb="3"><t>ジョウスイジョウ</t></rPh><phoneticPr fontId="0"/>', '<t xml:space="preserve">二行の\n文 &amp; &lt;記号&gt; "引用"</t>',
           "<t>良好</t>", "<t>合計</t>"]


def shared(place, index, style=""):
    return f'<c r="{place}" t="s"{style}><v>{index}</v></c>'


def measurements():
    rows = [row(1, shared("A1", 0, ' s="2"'), shared("B1", 1, ' s="2"'), shared("C1", 3))]
    for i in range(2, 12):
        rows.append(row(i, shared(f"A{i}", 2), number(f"B{i}", i * 1.25), number(f"C{i}", 45000 + i, ' s="3"'),
                        formula(f"D{i}", "" if i > 2 else "B2*2", i * 2.5, ' t="shared" si="0"' + (
                            ' ref="D2:D11"' if i == 2 else "")),
                        f'<c r="E{i}" t="b"><v>1</v></c>', f'<c r="F{i}" t="e"><v>#N/A</v></c>',
                        formula(f"G{i}", f'IF(B{i}&gt;limit,"over","ok")', "over" if i > 8 else "ok", kind=' t="str"')))
    rows.append(row(12, shared("A12", 5), formula("B12", "SUM(B2:B11)", 81.25, kind=' s="2"'),
                    formula("C12", "VLOOKUP(1,'Second sheet'!$A:$B,2,FALSE)", 10),
                    formula("D12", "SUM(B2:B3*D2:D3)", 40.625, ' t="array" ref="D12"'),
                    formula("E12", "_xlfn.IFNA(F2,-1)", -1), formula("F12", "+B2-C2%+1.5E+3^2", 1)))
    return "".join(rows)


def report():
    before = ('<sheetPr><tabColor rgb="FF0070C0"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:G12"/><sheetViews>'
              '<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
              'state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
              '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="18.5" customWidth="1"/></cols>')
    after = ('<autoFilter ref="A1:B11"><filterColumn colId="0"><filters><filter val="浄水場 一号"/></filters></filterColumn>'
             '</autoFilter><mergeCells count="1"><mergeCell ref="A14:B15"/></mergeCells><conditionalFormatting sqref="B2:B11">'
             '<cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>limit</formula></cfRule><cfRule '
             'type="colorScale" priority="2"><colorScale><cfvo type="min"/><cfvo type="percentile" val="90"/><color rgb="FFF8696B"/>'
             '<color rgb="FF63BE7B"/></colorScale></cfRule></conditionalFormatting><dataValidations count="2"><dataValidation '
             'type="list" allowBlank="1" showErrorMessage="1" errorTitle="誤り" error="選んでください" sqref="H2:H11"><formula1>'
             '"良好,要確認"</formula1></dataValidation><dataValidation type="decimal" operator="between" sqref="B2:B11"><formula1>0'
             "</formula1><formula2>limit</formula2></dataValidation></dataValidations><hyperlinks><hyperlink ref=\"A1\" r:id=\"rIdL\" "
             'tooltip="案内"/><hyperlink ref="A2" location="\'Second sheet\'!A1"/></hyperlinks><pageMargins left="0.7" right="0.7" '
             'top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/><headerFooter>'
             "<oddHeader>&amp;C水質報告</oddHeader></headerFooter><drawing r:id=\"rIdD\"/>")
    second = sheet(row(1, number("A1", 1), number("B1", 10)) + row(2, number("A2", "-2.5E-3"), '<c r="B2" t="d"><v>2026-11-21</v></c>'))
    names = ("<definedName name=\"limit\">'Second sheet'!$B$1</definedName><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">"
             "Measured!$A$1:$G$12</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">Measured!$A:$A,Measured!$1:$1"
             "</definedName>")
    return workbook(
        [("Measured", sheet(measurements(), before, after), [
            relationship("rIdD", "drawing", "../drawings/drawing1.xml"),
            relationship("rIdL", "hyperlink", "HTTP://Example.COM/%7Ea?b=c", True)]),
         ("Second sheet", second), ("隠し", sheet(row(1, number("A1", 3))), [], ' state="veryHidden"')],
        STRINGS, names=names, parts={
            "xl/drawings/drawing1.xml": part("xdr:wsDr", picture() + CHART_FRAME + shape(words="枠の中")),
            "xl/drawings/_rels/drawing1.xml.rels": relationships(
                PICTURE_LINK, relationship("rIdG", "chart", "../charts/chart1.xml")),
            "xl/charts/chart1.xml": chart("Measured!$B$2:$B$11"), **PICTURE})


def table(rows, columns=8):
    """A large sheet: numbers, dates, texts that repeat, a formula in each row."""
    lines = []
    for i in range(1, rows + 1):
        cells = "".join(number(f"{chr(66 + j)}{i}", (i * 7919 + j * 104729) % 1000003 / 100) for j in range(columns - 2))
        lines.append(row(i, f'<c r="A{i}" t="s"><v>{i % 6}</v></c>', cells,
                         formula(f"{chr(64 + columns)}{i}", f"SUM(B{i}:{chr(63 + columns)}{i})", i)))
    return workbook([("Data", sheet("".join(lines)))], STRINGS)
