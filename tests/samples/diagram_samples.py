# SPDX-License-Identifier: MIT
"""SmartArt in documents of each kind: its data, and the drawing that Office keeps of it."""
import book_constructs
import book_documents
import show_constructs
import show_documents
import word_documents
import word_samples
from word_documents import HEAD, relationship, relationships

DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWN = "http://schemas.microsoft.com/office/drawing/2008/diagram"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:dgm="{DIAGRAM}" xmlns:dsp="{DRAWN}" xmlns:a="{A}" xmlns:r="{R}"'
FRAME = f'<dgm:relIds xmlns:dgm="{DIAGRAM}" xmlns:r="{R}" r:dm="rIdD" r:lo="rIdO" r:qs="rIdQ" r:cs="rIdK"/>'
LINKS = [relationship("rIdD", "diagramData", "%sdiagrams/data1.xml"),
         relationship("rIdW", "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing", "%sdiagrams/drawing1.xml")]

FRAME_LINKS = [relationship("rIdF", "hyperlink", "https://frame.example/", True)]


def text(words, more="", properties="", align="ctr"):
    return (f'<a:p><a:pPr algn="{align}"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc></a:pPr><a:r><a:rPr lang="ja-JP" sz="2400" b="1">{properties}'
            f"</a:rPr><a:t>{words}</a:t></a:r>{more}</a:p>")


def shape(words="", left=100000, top=200000, properties="", fill='<a:solidFill><a:srgbClr val="2060A0"/></a:solidFill>', attributes="", body=None):
    body = text(words) if body is None else body
    return (f'<dsp:sp modelId="{{1}}"{attributes}><dsp:nvSpPr><dsp:cNvPr id="0" name="">{properties}</dsp:cNvPr><dsp:cNvSpPr/></dsp:nvSpPr>'
            f'<dsp:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="1500000" cy="600000"/></a:xfrm><a:prstGeom prst="roundRect"><a:avLst/>'
            f'</a:prstGeom>{fill}</dsp:spPr><dsp:style><a:lnRef idx="1"><a:scrgbClr r="0" g="0" b="0"/></a:lnRef><a:fillRef idx="1">'
            '<a:scrgbClr r="0" g="0" b="0"/></a:fillRef><a:effectRef idx="0"><a:scrgbClr r="0" g="0" b="0"/></a:effectRef><a:fontRef idx="minor">'
            f'<a:schemeClr val="lt1"/></a:fontRef></dsp:style><dsp:txBody><a:bodyPr wrap="square" anchor="ctr"/><a:lstStyle/>{body}</dsp:txBody>'
            '<dsp:txXfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></dsp:txXfrm></dsp:sp>')


def drawing(shapes):
    return (f"{HEAD}<dsp:drawing {DECLARED}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id=\"0\" name=\"\"/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr>"
            f"<dsp:grpSpPr/>{shapes}</dsp:spTree></dsp:drawing>")


def data(words, relation="rIdW"):
    extension = f'<dgm:extLst><a:ext uri="{DRAWN}"><dsp:dataModelExt relId="{relation}" minVer="{DIAGRAM}"/></a:ext></dgm:extLst>' if relation else ""
    points = "".join(f'<dgm:pt modelId="{i}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:p><a:r><a:t>{one}</a:t></a:r></a:p></dgm:t></dgm:pt>'
                     for i, one in enumerate(words))
    return f"{HEAD}<dgm:dataModel {DECLARED}><dgm:ptLst>{points}</dgm:ptLst>{extension}</dgm:dataModel>"


def in_document(parts, times, said, inside):
    links = [one % "" for one in LINKS] + FRAME_LINKS
    frame = word_samples.drawn(DIAGRAM, FRAME).replace('cx="1828800" cy="914400"', 'cx="3700000" cy="1000000"').replace(
        '<wp:docPr id="7" name="n"/>', f'<wp:docPr id="7" name="n"{said}>{inside}</wp:docPr>')
    body = word_samples.in_run(frame) * times
    return word_documents.document(word_documents.paragraph("本文") + body, links, {f"word/{name}": one for name, one in parts.items()})


def in_workbook(parts, times, said, inside):
    frame = book_constructs.ANCHOR % (
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="4" name="c"{said}>{inside}</xdr:cNvPr><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{DIAGRAM}">{FRAME}</a:graphicData></a:graphic>'
        "</xdr:graphicFrame>")
    return book_constructs.drawn(frame * times, [one % "../" for one in LINKS] + FRAME_LINKS, {f"xl/{name}": one for name, one in parts.items()})[0]


def in_show(parts, times, said, inside):
    frames = "".join(show_constructs.frame(DIAGRAM, FRAME, 8 + i, said, inside) for i in range(times))
    return show_constructs.one(frames, [one % "../" for one in LINKS] + FRAME_LINKS, {f"ppt/{name}": one for name, one in parts.items()})[0]


KINDS = {"documents": (in_document, word_documents.package), "workbooks": (in_workbook, book_documents.package),
         "presentations": (in_show, show_documents.package)}


def made(kind, shapes, words=(), links=(), more=None, relation="rIdW", times=1, said="", inside=""):
    """The file of that kind with one diagram; `shapes`: of its drawing, or None; `said`, `inside`: of its frame."""
    into, package = KINDS[kind]
    parts = {"diagrams/data1.xml": data(words, relation), **(more or {})}
    if shapes is not None:
        parts["diagrams/drawing1.xml"] = drawing(shapes) if isinstance(shapes, str) else shapes
    if links:
        parts["diagrams/_rels/drawing1.xml.rels"] = relationships(*links)
    return package(into(parts, times, said, inside))
