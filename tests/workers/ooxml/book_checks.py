# SPDX-License-Identifier: MIT
"""What any rebuilt workbook must be, read by Python's own ZIP and XML readers."""
import re
import xml.etree.ElementTree as ElementTree

import package_checks
from package_checks import OFFICE, R, parts_of

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(workbook|styles|sharedStrings|worksheets/sheet\d+|chartsheets/sheet\d+|"
    r"drawings/drawing\d+|charts/chart\d+|theme/theme1|comments\d+)\.xml|xl/drawings/vmlDrawing\d+\.vml|xl/(\w+/)?_rels/\w+\.xml\.rels|"
    r"xl/media/image\d+\.(png|jpeg|gif|bmp|tiff)")
KINDS = {"officeDocument", "worksheet", "chartsheet", "styles", "sharedStrings", "theme", "drawing", "chart", "image",
         "hyperlink", "comments", "vmlDrawing"}
NAMESPACES = {
    "http://schemas.openxmlformats.org/" + end for end in (
        "spreadsheetml/2006/main", "officeDocument/2006/relationships", "drawingml/2006/spreadsheetDrawing",
        "drawingml/2006/main", "drawingml/2006/picture", "drawingml/2006/chart")}
FORBIDDEN = {"oleObjects", "oleObject", "controls", "control", "externalReferences", "legacyDrawingHF",
             "picture", "pivotCaches", "webPublishItems", "extLst", "AlternateContent", "externalData", "hlinkClick",
             "functionGroups", "sheetProtection", "workbookProtection", "customWorkbookViews", "scenarios", "fileRecoveryPr"}
SECRET = re.compile(r"\[|\||://|\\\\|(?i:webservice|hyperlink|call|register|exec|rtd|filterxml|encodeurl|image|indirect|cube\w+|"
                    r"info|cell|evaluate|getpivotdata|lambda|let|stockhistory)\s*\(")


def without_texts(words):
    return re.sub(r'"(?:[^"]|"")*"', '""', words)


def faults_of_part(name, xml, relations):
    for marked in (b"<!", b"<?"):
        if marked in xml[5:]:
            yield f"{name}: {marked}"
    for element in ElementTree.fromstring(xml).iter():
        space, _, local = element.tag[1:].partition("}")
        if space not in NAMESPACES or local in FORBIDDEN:
            yield f"{name}: element {element.tag}"
        for attribute, value in element.attrib.items():
            if attribute.startswith(R) and value not in relations:
                yield f"{name}: {attribute} to {value}"
            if attribute.startswith("{") and attribute[1:].partition("}")[0] not in NAMESPACES \
                    and "XML/1998" not in attribute:
                yield f"{name}: attribute {attribute}"
            if attribute in ("macro", "textlink", "codeName", "display", "function", "vbProcedure", "xlm"):
                yield f"{name}: attribute {attribute}"
        formula = element.text if local in ("f", "formula", "formula1", "formula2", "definedName") else element.get(
            "location")
        if formula and SECRET.search(without_texts(formula)):
            yield f"{name}: formula {formula}"
        if local == "sheet" and element.get("state") not in (None, "hidden"):
            yield f"{name}: a sheet that nobody can show"


def faults(data):
    parts = parts_of(data)
    for name, content in parts.items():
        if not PARTS.fullmatch(name):
            yield f"part {name}"
        elif name.endswith(".rels"):
            yield from faults_of_relations(name, content)
        elif name.endswith(".vml"):
            if not SHAPES.fullmatch(content.decode()):
                yield f"{name}: shapes {content}"
        elif name.endswith(".xml") and name != "[Content_Types].xml":
            folder, _, last = name.rpartition("/")
            own = parts.get(f"{folder}/_rels/{last}.rels")
            relations = {one.get("Id") for one in ElementTree.fromstring(own)} if own else set()
            yield from faults_of_part(name, content, relations)


# All that stands in it, but for numbers.
SHAPES = re.compile(
    r'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    r'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="[\d,]+"/></o:shapelayout>'
    r'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    r'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>(<v:shape id="_x0000_s\d+" type="#_x0000_t202" style="[-\w:;.]+" '
    r'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    r'<v:path o:connecttype="none"/><v:textbox style="[-\w:;]+"><div style="text-align:left"></div></v:textbox>'
    r'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>(\d+, ){7}\d+</x:Anchor><x:AutoFill>False</x:AutoFill>'
    r"<x:Row>\d+</x:Row><x:Column>\d+</x:Column></x:ClientData></v:shape>)+</xml>")


def faults_of_relations(name, xml):
    yield from package_checks.faults_of_relations(name, xml, KINDS)


def words(data):
    """Every text and value of the workbook, part by part."""
    found = []
    for name, content in parts_of(data).items():
        if name.startswith("xl/") and name.endswith(".xml"):
            found += [element.text for element in ElementTree.fromstring(content).iter() if element.text]
    return "\n".join(found)


def formulas(data):
    return [element.text for name, content in sorted(parts_of(data).items()) if "worksheets/sheet" in name
            and name.endswith(".xml") for element in ElementTree.fromstring(content).iter(M + "f")]
