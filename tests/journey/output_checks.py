# SPDX-License-Identifier: MIT
"""What an output may hold, looked at with code that has nothing in common with the station's.

check_output gives a list of breaches; nothing of what a document can do may be in it."""
import csv
import io
import re
import unicodedata
import zipfile
import zlib

# Everything that stands in the PDFs that we write; a reader acts on none of it.
PDF_NAMES = {
    "Type", "Catalog", "Pages", "Page", "Kids", "Count", "Parent", "MediaBox", "Contents", "Resources", "XObject",
    "I", "Length", "Subtype", "Image", "Width", "Height", "BitsPerComponent", "ColorSpace", "DeviceGray", "DeviceRGB",
    "Indexed", "Filter", "FlateDecode", "DCTDecode", "CCITTFaxDecode", "K", "Rows", "DecodeParms", "Predictor", "Colors", "Columns", "Size", "Root",
    "Font", "F", "Type0", "BaseFont", "Encoding", "Identity-H", "DescendantFonts", "ToUnicode", "CIDFontType2",
    "CIDSystemInfo", "Registry", "Ordering", "Supplement", "FontDescriptor", "FontName", "Flags", "FontBBox",
    "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV", "DW", "W", "CIDToGIDMap", "Identity", "Decode",
}
PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"pHYs"}
WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
# Sizes, coding and place of the pixels; no text, no profile, no directory of another kind.
TIFF_TAGS = {254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 296, 297, 317, 320, 338, 339}
TYPES = {
    "gif": "image/gif", "bmp": "image/bmp", "dib": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "webp": "image/webp", "jfif": "image/jpeg",
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "zip": "application/zip",
    "csv": "text/csv", "tsv": "text/tab-separated-values",
}
TEXTS = {"txt", "text", "log", "ini", "cfg", "conf", "md", "list", "toml", "yaml", "yml", "json"}
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|clock\$|autorun|desktop|thumbs)(\.|$)", re.I)


def check_name(path):
    breaches = []
    for part in path.split("/"):
        if part in ("", ".", "..") or len(part.encode()) > 255 or part != unicodedata.normalize("NFC", part):
            breaches.append(f"a name that is no name: {part!r}")
        if part[-1:] in (" ", ".") or part[:1] in (" ", ".", "-") or RESERVED.match(unicodedata.normalize("NFKC", part)):
            breaches.append(f"a reserved name: {part!r}")
        if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for c in part):
            breaches.append(f"a name with what nobody sees: {part!r}")
        if re.search(r'[\\:*?"<>|$]', part):
            breaches.append(f"a name that means something: {part!r}")
    return breaches


def check_pdf(content):
    breaches = []
    if not content.startswith(b"%PDF-1.") or not content.endswith(b"%%EOF\n") or content.count(b"%%EOF") != 1:
        breaches.append("a PDF with more than one end")
    syntax = bytearray()
    at = 0
    for match in re.finditer(rb"/Length (\d+)>>\s*stream\r?\n", content):
        if match.start() < at:
            continue  # Within a stream.
        syntax += content[at:match.end()]
        at = match.end() + int(match.group(1))
        if not content[at:at + 12].lstrip(b"\r\n").startswith(b"endstream"):
            breaches.append("a stream of another length")
    syntax += content[at:]
    names = {name.decode("latin-1") for name in re.findall(rb"/([^\s/<>\[\]()]+)", bytes(syntax))}
    breaches += [f"/{name}" for name in sorted(names - PDF_NAMES) if not re.fullmatch(r"[A-Z]+\d+", name)]
    return breaches


def check_png(content):
    breaches, at = [], 8
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at:at + 4], "big"), content[at + 4:at + 8]
        if name not in PNG_CHUNKS:
            breaches.append(f"a chunk {name!r}")
        if zlib.crc32(content[at + 4:at + 8 + length]) != int.from_bytes(content[at + 8 + length:at + 12 + length], "big"):
            breaches.append("a wrong checksum")
        at += 12 + length
    if at != len(content) or content[-8:-4] != b"IEND":
        breaches.append("data behind the picture's end")
    return breaches


def check_jpeg(content):
    breaches, at = [], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        if 0xE1 <= content[at + 1] <= 0xEF and content[at + 1] != 0xEE or content[at + 1] == 0xFE:
            breaches.append(f"a segment {content[at + 1]:02X}")
        at += 2 + int.from_bytes(content[at + 2:at + 4], "big")
    if not content.startswith(b"\xff\xd8\xff") or not content.endswith(b"\xff\xd9"):
        breaches.append("data behind the picture's end")
    return breaches


def check_gif(content):
    breaches, at = [], 13
    if content[10] & 0x80:
        at += 3 << (content[10] & 7) + 1

    def skip_blocks(at):
        while content[at]:
            at += 1 + content[at]
        return at + 1
    while content[at] != 0x3B:
        if content[at] == 0x21:
            kind = content[at + 1]
            if kind != 0xF9 and not (kind == 0xFF and content[at + 3:at + 14] == b"NETSCAPE2.0"):
                breaches.append(f"an extension {kind:02X}")
            at = skip_blocks(at + 2)
        elif content[at] == 0x2C:
            colours = 3 << (content[at + 9] & 7) + 1 if content[at + 9] & 0x80 else 0
            at = skip_blocks(at + 11 + colours)
        else:
            return breaches + ["an unknown block"]
    return breaches + ([] if at + 1 == len(content) else ["data behind the picture's end"])


def check_bmp(content):
    size, offset = int.from_bytes(content[2:6], "little"), int.from_bytes(content[10:14], "little")
    width, height, bits = (int.from_bytes(content[at:at + count], "little", signed=True)
                           for at, count in ((18, 4), (22, 4), (28, 2)))
    rows = (width * bits + 31) // 32 * 4 * abs(height)
    return [] if size == len(content) == offset + rows else ["bytes that are no pixels"]


def check_tiff(content):
    order = {b"II": "little", b"MM": "big"}[content[:2]]
    breaches, at = [], int.from_bytes(content[4:8], order)
    while at:
        count = int.from_bytes(content[at:at + 2], order)
        tags = {int.from_bytes(content[at + 2 + 12 * i:at + 4 + 12 * i], order) for i in range(count)}
        breaches += [f"a tag {tag}" for tag in sorted(tags - TIFF_TAGS)]
        at = int.from_bytes(content[at + 2 + 12 * count:at + 6 + 12 * count], order)
    return breaches


def check_webp(content):
    breaches, at = [], 12
    while at + 8 <= len(content):
        if content[at:at + 4] not in WEBP_CHUNKS:
            breaches.append(f"a chunk {content[at:at + 4]!r}")
        at += 8 + (int.from_bytes(content[at + 4:at + 8], "little") + 1) // 2 * 2
    if at != len(content) or int.from_bytes(content[4:8], "little") != len(content) - 8:
        breaches.append("data behind the picture's end")
    return breaches


# Signs before Arabic and Syriac numbers, which everybody sees: Prepended_Concatenation_Mark of Unicode's PropList.
PREPENDED_MARKS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def check_text(content, extension):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ["no UTF-8"]
    breaches = []
    hidden = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")
              and c not in "\t\r\n" + PREPENDED_MARKS}
    if hidden:
        breaches.append(f"hidden characters {sorted(hex(ord(c)) for c in hidden)}")
    if extension in ("csv", "tsv"):
        for row in csv.reader(io.StringIO(text), delimiter="\t" if extension == "tsv" else ","):
            for cell in row:
                if re.match(r"[=@\t\r]|[+-](?![\d.,]*%?$)", cell):
                    breaches.append(f"a cell that is calculated: {cell[:40]!r}")
    return breaches


def check_zip(content):
    breaches = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.testzip() is not None or archive.comment:
            breaches.append("a broken or commented ZIP")
        keys = [unicodedata.normalize("NFKC", info.filename).casefold() for info in archive.infolist()]
        if len(set(keys)) != len(keys):
            breaches.append("two entries that some reader takes for one")
        for info in archive.infolist():
            if info.external_attr >> 16 & 0o170000 not in (0, 0o100000, 0o040000):
                breaches.append("a link")
            if not info.is_dir():
                breaches += [f"{info.filename}: {breach}" for breach in check_output(
                    info.filename, None, archive.read(info))]
    return breaches


def check_output(path, media_type, content):
    extension = path.rsplit(".", 1)[-1]
    breaches = check_name(path)
    if media_type is not None and media_type != TYPES.get(extension, "text/plain"):
        breaches.append(f"{media_type} called .{extension}")
    magic = {"gif": b"GIF89a", "bmp": b"BM", "webp": b"RIFF", "pdf": b"%PDF-", "png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "zip": b"PK"}
    if not content.startswith(magic.get(extension, b"")):
        return breaches + ["another type than its name"]
    checks = {"pdf": check_pdf, "png": check_png, "jpg": check_jpeg, "jpeg": check_jpeg, "zip": check_zip,
              "gif": check_gif, "bmp": check_bmp, "tif": check_tiff, "tiff": check_tiff, "webp": check_webp}
    if extension in checks:
        return breaches + checks[extension](content)
    if extension in TEXTS or extension in ("csv", "tsv"):
        return breaches + check_text(content, extension)
    return breaches + [f"a type that is not ours: .{extension}"]


def removals_without_words(files):
    """[(path, what was removed)] of a report's files and their parts, which nobody is told of in a language of theirs."""
    return [(file["path"], one["what"]) for file in files for one in file["removed"]
            if not (one["en"] and one["ja"] and bool(one["where"]) == bool(one["where_ja"]))] \
        + [one for file in files for one in removals_without_words(file["parts"])]


def counts_of(removed):
    """{what: how many, in all places} of a file's "removed"."""
    counts = {}
    for one in removed:
        counts[one["what"]] = counts.get(one["what"], 0) + one["count"]
    return counts
