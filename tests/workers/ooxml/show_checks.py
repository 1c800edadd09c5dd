# SPDX-License-Identifier: MIT
"""What any rebuilt presentation must be, read by Python's own ZIP and XML readers."""
import re
import xml.etree.ElementTree as ElementTree

import package_checks
from package_checks import R, parts_of

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|ppt/(presentation|tableStyles|commentAuthors|slides/slide\d+|slideLayouts/slideLayout\d+|"
    r"slideMasters/slideMaster\d+|notesMasters/notesMaster\d+|notesSlides/notesSlide\d+|comments/comment\d+|theme/theme\d+|"
    r"charts/chart\d+)\.xml|ppt/(\w+/)?_rels/\w+\.xml\.rels|ppt/media/image\d+\.(png|jpeg|gif|bmp|tiff)")
KINDS = {"officeDocument", "slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "theme", "tableStyles", "comments",
         "commentAuthors", "chart", "image", "hyperlink"}
NAMESPACES = {"http://schemas.openxmlformats.org/" + end for end in (
    "presentationml/2006/main", "officeDocument/2006/relationships", "drawingml/2006/main", "drawingml/2006/chart")}
FORBIDDEN = {"oleObj", "control", "controls", "timing", "sndAc", "snd", "audioFile", "videoFile", "wavAudioFile", "audioCd",
             "quickTimeFile", "hlinkHover", "hlinkMouseOver", "contentPart", "extLst", "AlternateContent", "externalData", "userShapes",
             "custDataLst", "tags", "embeddedFontLst", "custShowLst", "modifyVerifier", "relIds", "htmlPubPr"}
ACTION = re.compile(r"ppaction://(hlinksldjump|hlinkshowjump\?jump=(first|last|next|previous)slide)")
NUMBER = re.compile(r"[-+]?\d+")


def faults_of_part(name, xml, relations):
    for marked in (b"<!", b"<?"):
        if marked in xml[5:]:
            yield f"{name}: {marked}"
    for element in ElementTree.fromstring(xml).iter():
        space, _, local = element.tag[1:].partition("}")
        if space not in NAMESPACES or local in FORBIDDEN:
            yield f"{name}: element {element.tag}"
        for attribute, value in element.attrib.items():
            if attribute.startswith(R) and value not in relations and (value or "action" not in element.attrib):
                yield f"{name}: {attribute} to {value}"
            if attribute.startswith("{") and attribute[1:].partition("}")[0] not in NAMESPACES:
                yield f"{name}: attribute {attribute}"
            if attribute == "action" and not ACTION.fullmatch(value):
                yield f"{name}: action {value}"
            if NUMBER.fullmatch(value) and abs(int(value)) > 27_273_042_316_900:
                yield f"{name}: number {value}"
        if local == "fld" and element.get("type") != "slidenum":
            yield f"{name}: field {element.get('type')}"
        if local == "f" and re.search(r"[\[|]|\(", element.text or ""):
            yield f"{name}: range {element.text}"


def faults(data):
    parts = parts_of(data)
    for name, content in parts.items():
        if not PARTS.fullmatch(name):
            yield f"part {name}"
        elif name.endswith(".rels"):
            yield from package_checks.faults_of_relations(name, content, KINDS)
        elif name.endswith(".xml") and name != "[Content_Types].xml":
            folder, _, last = name.rpartition("/")
            own = parts.get(f"{folder}/_rels/{last}.rels")
            relations = {one.get("Id") for one in ElementTree.fromstring(own)} if own else set()
            yield from faults_of_part(name, content, relations)


def words(data):
    """Every text of the presentation, part by part."""
    found = []
    for name, content in parts_of(data).items():
        if name.startswith("ppt/") and name.endswith(".xml"):
            for element in ElementTree.fromstring(content).iter():
                found += [one for one in (element.text, element.get("name") if element.tag == P + "cmAuthor" else None) if one]
    return "\n".join(found)


def links(data):
    """Where each relationship of a slide leads, by the slide's number."""
    return {name: [(one.get("Type").rpartition("/")[2], one.get("Target")) for one in ElementTree.fromstring(content)]
            for name, content in parts_of(data).items() if name.endswith(".rels")}
