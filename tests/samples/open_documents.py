# SPDX-License-Identifier: MIT
"""ODT, ODS and ODP made part by part, and the same documents written otherwise."""
import io
import re
import zipfile

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    **{prefix: f"{OASIS}{name}:1.0" for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing", "form": "form",
        "presentation": "presentation", "chart": "chart", "dr3d": "dr3d", "number": "datastyle", "meta": "meta",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "smil": "smil-compatible", "anim": "animation",
        "script": "script", "db": "database", "config": "config"}.items()},
    "dc": "http://purl.org/dc/elements/1.1/", "xlink": "http://www.w3.org/1999/xlink",
    "math": "http://www.w3.org/1998/Math/MathML", "xforms": "http://www.w3.org/2002/xforms",
    "of": OASIS + "of:1.2", "ooow": "http://openoffice.org/2004/writer", "xhtml": "http://www.w3.org/1999/xhtml",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "x": "urn:a-stranger",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def part(root, content):
    return f'{HEAD}<{root} {DECLARED} office:version="1.3">{content}</{root}>'


def paragraph(text):
    return f"<text:p>{text}</text:p>"


def cell(content, attributes=""):
    return f'<table:table-cell office:value-type="string"{attributes}>{content}</table:table-cell>'


def table(content, name="水位", before=""):
    return f'<table:table table:name="{name}">{before}<table:table-row>{content}</table:table-row></table:table>'


def slide(content, name="p1"):
    return f'<draw:page draw:name="{name}" draw:master-page-name="M">{content}</draw:page>'


def text_frame(content, attributes=""):
    return (f'<draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="2cm"{attributes}><draw:text-box>{content}'
            "</draw:text-box></draw:frame>")


def image(href="Pictures/a.png", more="", attributes="", before=""):
    return (f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"{attributes}>{before}<draw:image '
            f'xlink:href="{href}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>{more}</draw:frame>')


def document(kind, body, automatic="", styles="", master="", masters="", parts=None, before=""):
    """`before`: in content.xml, before the body; `automatic`, `styles`: styles; `master`: in the master page."""
    layout = '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"/></style:page-layout>'
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{KINDS[kind]}",
        "content.xml": part("office:document-content", f"{before}<office:automatic-styles>{automatic}"
                            f"</office:automatic-styles><office:body><office:{KINDS[kind]}>{body}</office:{KINDS[kind]}>"
                            "</office:body>"),
        "styles.xml": part("office:document-styles", f"<office:styles>{styles}</office:styles><office:automatic-styles>"
                           f"{layout}</office:automatic-styles><office:master-styles><style:master-page style:name=\"M\" "
                           f'style:page-layout-name="L">{master}</style:master-page>{masters}</office:master-styles>'),
        **(parts or {}),
    }


def manifest(files, more=""):
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
                      for name in files if name != "mimetype")
    return (f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{files.get("mimetype", "")}"/>{entries}{more}'
            "</manifest:manifest>")


def package(files):
    files = {"META-INF/manifest.xml": manifest(files), **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: name != "mimetype"):
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), files[name], how)
    return out.getvalue()


def is_content(name):
    return name in ("content.xml", "styles.xml")


def rewritten(files, rewrite):
    return {name: rewrite(text) if is_content(name) and text.startswith(HEAD) else text for name, text in files.items()}


def renamed(files):
    """Other prefixes for all namespaces; text: as the default one."""
    def rewrite(text):
        for prefix in SPACES:
            if prefix not in ("text", "of", "ooow"):
                text = re.sub(rf"(</?|\sxmlns:|\s){prefix}(?=[:=])", rf"\1q{prefix}9", text)
        text = text.replace("<text:", "<").replace("</text:", "</")
        text = text.replace("xmlns:text=", f'xmlns="{SPACES["text"]}" xmlns:zz=')
        return re.sub(r"\stext:", " zz:", text)
    return rewritten(files, rewrite)


def escaped(files):
    """Every letter of every text and value as a character reference."""
    def references(text):
        return re.sub(r"&\w+;|[A-Za-z:/\\]", lambda found: found[0] if len(found[0]) > 1
                      else f"&#x{ord(found[0]):X};", text)

    def rewrite(text):
        head, body = text.split("\n", 1)
        body = re.sub(r'="([^"]*)"', lambda found: f'="{references(found[1])}"', body)
        return head + "\n" + re.sub(r">([^<]+)<", lambda found: f">{references(found[1])}<", body)
    return rewritten(files, rewrite)


def wide(files):
    """UTF-16 instead of UTF-8."""
    return rewritten(files, lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"))


WRITINGS = {"plain": dict, "renamed": renamed, "escaped": escaped, "wide": wide}
