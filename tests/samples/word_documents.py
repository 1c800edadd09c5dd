# SPDX-License-Identifier: MIT
"""Word documents made part by part, and the same documents written otherwise."""
import re
import struct
import zlib

import sample_files

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "x": "urn:a-stranger",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def png(colour=b"\x20\x40\x80", text=b"", size=(6, 4)):
    """A small foreign picture; what stands in a text chunk of it may not come along."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    width, height = size
    rows = (b"\0" + colour * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0" + text) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def part(root, content):
    return f"{HEAD}<{root} {DECLARED}>{content}</{root}>"


def relationship(identifier, kind, target, external=False):
    kind = kind if "://" in kind else OFFICE + kind
    mode = ' TargetMode="External"' if external else ""
    target = target.replace("&", "&amp;").replace('"', "&quot;")
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{mode}/>'


def relationships(*all_of_them):
    return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{"".join(all_of_them)}</Relationships>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body, links=(), parts=None, root_links=(), macros=False, escape=False):
    """`links` of the document, `parts` by name; a part's name ends in .xml or is bytes."""
    types = {"word/document.xml": ("application/vnd.ms-word.document.macroEnabled.main+xml" if macros
                                   else WORD + "document.main+xml")}
    for name in parts or {}:
        for kind in ("styles", "settings", "numbering", "footnotes", "endnotes", "comments", "fontTable",
                     "webSettings", "header", "footer"):
            if name.startswith(f"word/{kind}") and name.endswith(".xml"):
                types[name] = f"{WORD}{kind}+xml"
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
            ("png", "image/png"), ("bin", "application/octet-stream"), ("emf", "image/x-emf"),
            ("html", "text/html"), ("svg", "image/svg+xml"), ("odttf", "application/vnd.openxmlformats-officedocument"
             ".obfuscatedFont")))
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": relationships(relationship("rId1", "officeDocument", "word/document.xml"), *root_links),
        "word/document.xml": part("w:document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relationships(*links),
    }
    files.update(parts or {})
    return files


def package(files):
    return sample_files.zip_of({name: text.encode() if isinstance(text, str) else text
                                for name, text in files.items()})


def is_content(name):
    return name.startswith("word/") and name.endswith(".xml")


def renamed(files):
    """Other prefixes, and WordprocessingML as the default namespace of elements."""
    def rewrite(text):
        for prefix in SPACES:
            if prefix not in ("w", "v", "o"):
                text = re.sub(rf"(</?|\s|xmlns:){prefix}(?=[:=])", rf"\1q{prefix}9", text)
                text = re.sub(rf'Requires="{prefix}"', f'Requires="q{prefix}9"', text)
        text = text.replace("<w:", "<").replace("</w:", "</")
        text = text.replace("xmlns:w=", f'xmlns="{SPACES["w"]}" xmlns:zz=')
        return re.sub(r"\sw:", " zz:", text)
    return {name: rewrite(text) if is_content(name) and text.startswith(HEAD) else text
            for name, text in files.items()}


def escaped(files):
    """Every letter of every text and value as a character reference."""
    def references(text):
        return re.sub(r"&\w+;|[A-Za-z:/\\]", lambda found: found[0] if len(found[0]) > 1
                      else f"&#x{ord(found[0]):X};", text)

    def rewrite(text):
        head, body = text.split("\n", 1)
        body = re.sub(r'="([^"]*)"', lambda found: f'="{references(found[1])}"', body)
        return head + "\n" + re.sub(r">([^<]+)<", lambda found: f">{references(found[1])}<", body)
    return {name: rewrite(text) if name.endswith((".xml", ".rels")) and text.startswith(HEAD) and "<!" not in text
            else text for name, text in files.items()}


def wide(files):
    """UTF-16 instead of UTF-8."""
    return {name: text.replace("UTF-8", "UTF-16").encode("utf-16") if is_content(name) and text.startswith(HEAD)
            else text for name, text in files.items()}


WRITINGS = {"plain": dict, "renamed": renamed, "escaped": escaped, "wide": wide}
