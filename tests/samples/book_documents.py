# SPDX-License-Identifier: MIT
"""Workbooks made part by part, and the same workbooks written otherwise."""
import re

from word_documents import HEAD, OFFICE, PACKAGE, package, png, relationship, relationships  # noqa: F401

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPACES = {
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
    "x": "urn:a-stranger",
}
DECLARED = f'xmlns="{MAIN}" ' + " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
TYPES = {"worksheets": SHEET + "worksheet+xml", "chartsheets": SHEET + "chartsheet+xml", "tables": SHEET + "table+xml",
         "macrosheets": "application/vnd.ms-excel.macrosheet+xml", "dialogsheets": SHEET + "dialogsheet+xml",
         "charts": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
         "drawings": "application/vnd.openxmlformats-officedocument.drawing+xml",
         "externalLinks": SHEET + "externalLink+xml", "pivotTables": SHEET + "pivotTable+xml",
         "queryTables": SHEET + "queryTable+xml", "theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
STYLES = ('<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
          '<fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="14"/><color rgb="FFC00000"/>'
          '<name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill>'
          '<patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/>'
          '</patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
          '<left style="thin"><color auto="1"/></left><right/><top/><bottom/><diagonal/></border></borders>'
          '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">'
          '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" '
          'xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="1" fillId="2" borderId="1" xfId="0"><alignment '
          'horizontal="center" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
          '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font>'
          '<color rgb="FFFF0000"/></font></dxf></dxfs><tableStyles count="0" defaultTableStyle="TableStyleMedium2"/>')


def part(root, content):
    return f"{HEAD}<{root} {DECLARED}>{content}</{root}>"


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(place, value, more=""):
    return f'<c r="{place}"{more}><v>{value}</v></c>'


def formula(place, words, value="7", attributes="", kind=""):
    return f'<c r="{place}"{kind}><f{attributes}>{words}</f><v>{value}</v></c>'


def sheet(rows="", before="", after=""):
    return part("worksheet", f"{before}<sheetData>{rows}</sheetData>{after}")


def workbook(sheets, strings=None, styles=STYLES, names="", links=(), parts=None, root_links=(), more="", macros=False,
             view=""):
    """`sheets`: (name, xml of its part[, relationships of the sheet[, attributes]]). `parts` by name."""
    files, rows, own = {}, "", list(links)
    for index, (name, xml, *rest) in enumerate(sheets, 1):
        rows += f'<sheet name="{name}" sheetId="{index}" r:id="rIdS{index}"{rest[1] if len(rest) > 1 else ""}/>'
        own.append(relationship(f"rIdS{index}", "worksheet", f"worksheets/sheet{index}.xml"))
        files[f"xl/worksheets/sheet{index}.xml"] = xml
        if rest and rest[0]:
            files[f"xl/worksheets/_rels/sheet{index}.xml.rels"] = relationships(*rest[0])
    files["xl/workbook.xml"] = part("workbook", f'<workbookPr/><bookViews><workbookView {view}/></bookViews><sheets>{rows}'
                                    f"</sheets>{more}<definedNames>{names}</definedNames>" if names else
                                    f"<workbookPr/><sheets>{rows}</sheets>{more}")
    if styles:
        own.append(relationship("rIdY", "styles", "styles.xml"))
        files["xl/styles.xml"] = part("styleSheet", styles)
    if strings is not None:
        own.append(relationship("rIdT", "sharedStrings", "sharedStrings.xml"))
        files["xl/sharedStrings.xml"] = part("sst", "".join(f"<si>{one}</si>" for one in strings))
    files["xl/_rels/workbook.xml.rels"] = relationships(*own)
    files["_rels/.rels"] = relationships(relationship("rId1", "officeDocument", "xl/workbook.xml"), *root_links)
    files.update(parts or {})
    types = {"xl/workbook.xml": ("application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros
                                 else SHEET + "sheet.main+xml"),
             "xl/styles.xml": SHEET + "styles+xml", "xl/sharedStrings.xml": SHEET + "sharedStrings+xml"}
    for name in files:
        folder = name.split("/")[1] if name.startswith("xl/") else ""
        if name.endswith(".xml") and folder in TYPES:
            types[name] = TYPES[folder]
        if re.fullmatch(r"xl/comments\d+\.xml", name):
            types[name] = SHEET + "comments+xml"
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
            ("png", "image/png"), ("bin", "application/octet-stream"), ("emf", "image/x-emf"),
            ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")))
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
                        if name in files)
    files["[Content_Types].xml"] = f'{HEAD}<Types xmlns="{PACKAGE}content-types">{defaults}{overrides}</Types>'
    return dict(sorted(files.items()))


def is_content(name):
    return name.startswith("xl/") and name.endswith(".xml")


def renamed(files):
    """Other prefixes, and one for SpreadsheetML, which mostly has none."""
    def rewrite(words):
        for prefix in SPACES:
            words = re.sub(rf"(</?|\s){prefix}(?=:)|(xmlns:){prefix}(?==)", rf"\1\2q{prefix}9", words)
            words = re.sub(rf'Requires="{prefix}"', f'Requires="q{prefix}9"', words)
        words = words.replace(f'xmlns="{MAIN}"', f'xmlns:z="{MAIN}"')
        return re.sub(r"(</?)(\w+)(?=[\s/>])", r"\1z:\2", words)
    return {name: rewrite(words) if is_content(name) and words.startswith(HEAD) else words
            for name, words in files.items()}


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


WRITINGS = {"plain": dict, "renamed": renamed, "escaped": escaped, "wide": wide}
