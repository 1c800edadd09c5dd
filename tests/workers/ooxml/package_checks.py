# SPDX-License-Identifier: MIT
"""What any rebuilt document must be, read by Python's own ZIP and XML readers."""
import io
import re
import zipfile
import xml.etree.ElementTree as ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(document|styles|settings|fontTable|numbering|footnotes|endnotes|"
    r"comments|header\d+|footer\d+|theme/theme1|charts/chart\d+)\.xml|word/((charts|theme)/)?_rels/\w+\.xml\.rels|"
    r"word/media/image\d+\.(png|jpeg|gif|bmp|tiff)")
KINDS = {"officeDocument", "styles", "settings", "fontTable", "numbering", "theme", "footnotes", "endnotes", "comments",
         "header", "footer", "chart", "image", "hyperlink"}
NAMESPACES = {
    "http://schemas.openxmlformats.org/" + end for end in (
        "wordprocessingml/2006/main", "officeDocument/2006/relationships", "officeDocument/2006/math",
        "drawingml/2006/wordprocessingDrawing", "drawingml/2006/main", "drawingml/2006/picture", "drawingml/2006/chart")
} | {"http://schemas.microsoft.com/office/word/2010/wordprocessing" + end for end in ("Shape", "Group", "Canvas")}
FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "HYPERLINK"}
QUIET = r'[^"\\:{}<>|\x00-\x1f\u201c-\u201f\uff02]*'
ADDRESS = r"https?://[a-z0-9._-]+(:\d+)?/[^\s\\'\"<>|]*"
INSTRUCTION = re.compile(rf' (?P<name>[A-Z]+)(?: "(?P<words>{QUIET}|{ADDRESS})")*(?: \\\*? ?\w+(?: "{QUIET}")?)* ')
FORBIDDEN = {"object", "control", "altChunk", "subDoc", "pict", "attachedTemplate", "mailMerge", "dataBinding", "docVar",
             "frameset", "del", "ins", "delText", "moveFrom", "ffData", "contentPart", "OLEObject", "externalData",
             "hlinkClick", "hlinkHover", "extLst", "AlternateContent", "sdt", "customXml", "embedRegular"}


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not archive.comment
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0) and not info.extra and not info.comment, info
        return {info.filename: archive.read(info) for info in archive.infolist()}


def faults_of_relations(name, xml, kinds=frozenset(KINDS)):
    for one in ElementTree.fromstring(xml):
        kind = one.get("Type")
        if not kind.startswith(OFFICE) or kind[len(OFFICE):] not in kinds:
            yield f"{name}: relationship {kind}"
        elif one.get("TargetMode"):
            if not re.fullmatch(ADDRESS, one.get("Target")):
                yield f"{name}: leads to {one.get('Target')}"
            if not kind.endswith("/hyperlink"):
                yield f"{name}: external {kind}"


def faults_of_fields(name, xml):
    """Nothing but its instruction stands between a field's beginning and its result."""
    states = []
    for element in ElementTree.fromstring(xml).iter():
        local = element.tag.rpartition("}")[2]
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                states.append(kind)
            elif kind == "separate":
                states[-1] = kind
            else:
                states.pop()
        elif states and states[-1] == "begin" and local in ("drawing", "hyperlink", "fldSimple", "t", "v", "oMath") \
                or states and states[-1] == "begin" and element.text and local != "instrText":
            yield f"{name}: {local} in a field's instruction"


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
        instruction = element.text if element.tag == W + "instrText" else element.get(W + "instr")
        if instruction is not None:
            found = INSTRUCTION.fullmatch(instruction)
            if not found or found["name"] not in FIELDS or ("://" in instruction and found["name"] != "HYPERLINK"):
                yield f"{name}: field {instruction}"
        for attribute in ("tooltip", "anchor") if element.tag == W + "hyperlink" else \
                ("name",) if element.tag == W + "bookmarkStart" else ():
            if not re.fullmatch(QUIET, element.get(W + attribute, "")):
                yield f"{name}: {attribute} {element.get(W + attribute)}"
    yield from faults_of_fields(name, xml)


def faults(data):
    parts = parts_of(data)
    for name, content in parts.items():
        if not PARTS.fullmatch(name):
            yield f"part {name}"
        elif name.endswith(".rels"):
            yield from faults_of_relations(name, content)
        elif name.endswith(".xml") and name != "[Content_Types].xml":
            folder, _, last = name.rpartition("/")
            own = parts.get(f"{folder}/_rels/{last}.rels")
            relations = {one.get("Id") for one in ElementTree.fromstring(own)} if own else set()
            yield from faults_of_part(name, content, relations)


def words(data):
    """Every text of the document, part by part."""
    found = []
    for name, content in parts_of(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [element.text for element in ElementTree.fromstring(content).iter() if element.text]
    return "\n".join(found)
