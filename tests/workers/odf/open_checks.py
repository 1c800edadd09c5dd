# SPDX-License-Identifier: MIT
"""What any rebuilt ODT, ODS or ODP must be, read by Python's own ZIP and XML readers."""
import io
import re
import zipfile
import xml.etree.ElementTree as ElementTree

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
KNOWN = {OASIS + name + ":1.0" for name in (
    "office", "style", "text", "table", "drawing", "presentation", "chart", "dr3d", "datastyle", "xsl-fo-compatible",
    "svg-compatible", "smil-compatible", "meta")} | {
    "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1999/xlink", "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/XML/1998/namespace"}
PARTS = re.compile(r"mimetype|META-INF/manifest\.xml|content\.xml|styles\.xml|Object \d+/content\.xml|"
                   r"Pictures/image\d+\.(png|jpeg|gif|bmp|tiff)")
XLINK = "{http://www.w3.org/1999/xlink}"
WEB = re.compile(r"https?://[a-z0-9._-]+(:\d+)?/[^\s\\'\"<>|]*")
FORBIDDEN = re.compile(
    r"script|scripts|event-listeners?|forms?|control|object-ole|plugin|applet|floating-frame|binary-data|image-map|"
    r"section-source|dde-.*|table-source|cell-range-source|database-source-.*|database-(display|next|name|row-.*)|"
    r"execute-macro|error-macro|sound|settings|par|seq|audio|command|animations|tracked-changes|changed-region|scenario|"
    r"font-face-(src|uri)|definition-src|consolidation|data-pilot-tables|conditional-text|hidden-text|user-field-.*|"
    r"variable-.*|file-name|template-name|sender-.*|expression|alphabetical-index-auto-mark-file")
CALLS = re.compile(r"([A-Z_][A-Z0-9_.]*)\s*\(", re.I)
RUNNING = re.compile(r"WEBSERVICE|DDE|HYPERLINK|INDIRECT|FILTERXML|ENCODEURL|STYLE|INFO|CELL|GETPIVOTDATA|CALL|REGISTER.*|"
                     r"MULTIPLE\.OPERATIONS|.*ADDIN.*", re.I)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not archive.comment
        infos = archive.infolist()
        for info in infos:
            assert info.date_time == (1980, 1, 1, 0, 0, 0) and not info.extra and not info.comment, info
        assert infos[0].filename == "mimetype" and infos[0].compress_type == zipfile.ZIP_STORED
        return {info.filename: archive.read(info) for info in infos}


def local_of(name):
    return name.rpartition("}")[2]


def faults_of_link(name, element, value, parts):
    tag = local_of(element.tag)
    if tag == "a":
        if not WEB.fullmatch(value) and not re.fullmatch(r"#[^#:\\]+", value):
            yield f"{name}: leads to {value}"
    elif tag in ("image", "fill-image", "background-image", "list-level-style-image"):
        if value not in parts or not value.startswith("Pictures/image"):
            yield f"{name}: shows {value}"
    elif tag != "object" or value[2:] + "/content.xml" not in parts:
        yield f"{name}: {tag} refers to {value}"


def faults_of_part(name, xml, parts):
    for marked in (b"<!", b"<?"):
        if marked in xml[5:]:
            yield f"{name}: {marked}"
    for element in ElementTree.fromstring(xml).iter():
        space = element.tag[1:].partition("}")[0]
        if space not in KNOWN or FORBIDDEN.fullmatch(local_of(element.tag)):
            yield f"{name}: element {element.tag}"
        for attribute, value in element.attrib.items():
            if attribute.startswith("{") and attribute[1:].partition("}")[0] not in KNOWN:
                yield f"{name}: attribute {attribute}"
            if attribute == XLINK + "href":
                yield from faults_of_link(name, element, value, parts)
            elif local_of(attribute) in ("formula", "expression", "condition"):
                bare = re.sub(r'"[^"]*"', "", value)
                if "'#" in bare or any(RUNNING.fullmatch(call) for call in CALLS.findall(bare)):
                    yield f"{name}: formula {value}"
            elif "'#" in value or re.match(r"(file|ftp|javascript|vnd\.|macro|data):", value, re.I):
                yield f"{name}: {attribute} {value}"


def faults(data):
    parts = parts_of(data)
    for name, content in parts.items():
        if not PARTS.fullmatch(name):
            yield f"part {name}"
        elif name.endswith(".xml") and name != "META-INF/manifest.xml":
            yield from faults_of_part(name, content, parts)
    listed = set(re.findall(rb'full-path="([^"]*)"', parts["META-INF/manifest.xml"]))
    for name in set(parts) - {"mimetype", "META-INF/manifest.xml"}:
        if name.encode() not in listed:
            yield f"{name} is not in the manifest"


def words(data):
    """Every text of the document."""
    return "\n".join(text for name, content in parts_of(data).items() if name.endswith(".xml")
                     for text in ElementTree.fromstring(content).itertext() if text)
