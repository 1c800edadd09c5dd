# SPDX-License-Identifier: MIT
"""Files of every kind with random bytes in each place of theirs that no reader shows: gaps, comments, padding,
metadata, parts that nobody refers to. Each gives its name, its bytes and what may not come out of it."""
import gzip
import io
import pathlib
import struct
import sys
import tarfile
import zipfile
import zlib

import book_documents
import book_samples
import legacy_documents
import mail_samples
import open_documents
import open_samples
import sample_files
import show_documents
import show_samples
import word_documents
import word_samples

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "workers/ooxml"))
from planting import planted  # noqa: E402

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


class Seeds:
    """What was planted in one file."""

    def __init__(self, chance):
        self.chance, self.planted = chance, []

    def word(self):
        word = "".join(self.chance.choice(LETTERS) for _ in range(18)).encode()
        self.planted.append(word)
        return word

    def text(self):
        return self.word().decode()

    def raw(self, size=24):
        """Random bytes; none of 0xFF and zero, which formats take for marks and ends."""
        self.planted.append(bytes(self.chance.randrange(1, 255) for _ in range(size)))
        return self.planted[-1]


def png(seeds, size=(6, 4)):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    plain = word_documents.png(size=size)
    head, rest = plain[:33], plain[plain.index(b"IDAT") - 4:]
    return (head + chunk(b"tEXt", b"Comment\0" + seeds.word()) + chunk(b"zTXt", b"Author\0\0" + zlib.compress(seeds.word()))
            + chunk(b"iTXt", b"Title\0\0\0\0\0" + seeds.word()) + chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0" + seeds.raw())
            + chunk(b"prVt", seeds.raw()) + chunk(b"tIME", struct.pack(">HBBBBB", 2030, 1, 1, 1, 1, 1)) + rest)


def jpeg(seeds):
    plain = sample_files.jpeg(1)
    segments = b""
    for marker in (0xE1, 0xE2, 0xED, 0xEF, 0xFE):
        content = {0xE1: b"http://ns.adobe.com/xap/1.0/\0", 0xE2: b"MPF\0", 0xED: b"Photoshop 3.0\0"}.get(marker, b"") + seeds.raw()
        segments += struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
    at = plain.index(b"\xff\xdb")
    return plain[:at] + segments + plain[at:]


def gif(seeds):
    plain = sample_files.gif()

    def blocks(data):
        return bytes([len(data)]) + data + b"\0"
    extra = b"\x21\xfe" + blocks(seeds.raw()) + b"\x21\xff" + bytes([11]) + b"XMP DataXMP" + blocks(seeds.raw()) \
        + b"\x21\x77" + blocks(seeds.raw())
    at = plain.index(b"\x2c")
    return plain[:at] + extra + plain[at:]


def bmp(seeds):
    """A gap before the pixels, and rows that are padded."""
    width, height = 15, 9
    gap = seeds.raw(32)
    rows = b"".join(bytes(value for x in range(width) for value in (x * 9, y * 9, 99)) + seeds.raw(3) for y in range(height))
    at = 54 + len(gap)
    return (b"BM" + struct.pack("<I4sI", at + len(rows), seeds.raw(4), at)
            + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(rows), 3780, 3780, 0, 0) + gap + rows)


def tiff(seeds):
    plain = bytearray(sample_files.tiff(2))
    while (at := plain.find(sample_files.METADATA)) >= 0:
        plain[at:at + len(sample_files.METADATA)] = seeds.raw(len(sample_files.METADATA))
    return bytes(plain)


def properties(seeds):
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return {"docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}"><cp:keywords>{seeds.text()}</cp:keywords><!--{seeds.text()}-->'
            "</cp:coreProperties>", "docProps/custom.xml": f"<Properties>{seeds.text()}</Properties>",
            "docProps/thumbnail.jpeg": jpeg(seeds), "customXml/item1.xml": f"<a>{seeds.text()}</a>"}


def package(seeds, documents, folder, files):
    files = {name: png(seeds) if name.endswith(".png") else content for name, content in files.items()}
    return planted(documents, folder, files, seeds.chance, seeds.text())


def office(seeds, kind):
    documents, folder, files = {
        "docx": (word_documents, "word", word_samples.report), "xlsx": (book_documents, "xl", book_samples.report),
        "pptx": (show_documents, "ppt", show_samples.report)}[kind]
    return package(seeds, documents, folder, {**files(), **properties(seeds)})


def open_document(seeds, kind, pack=None):
    files = {**open_samples.reports()[kind], "Thumbnails/thumbnail.png": png(seeds),
             "meta.xml": open_documents.part("office:document-meta", f"<office:meta><meta:keyword>{seeds.text()}</meta:keyword>"
                                             f"<dc:creator>{seeds.text()}</dc:creator></office:meta>"),
             "settings.xml": open_documents.part("office:document-settings", f"<office:settings/><!--{seeds.text()}-->"),
             "Configurations2/x.xml": seeds.text()}
    files = {**files, "META-INF/manifest.xml": open_documents.manifest(files, f"<!--{seeds.text()}-->")}
    return pack(files) if pack else package(seeds, open_documents, "Versions", files)


def pdf(seeds):
    """Two revisions; comments, gaps, entries, objects and streams that nothing shows."""
    def entry():
        return b"/Zz" + seeds.word()[:4] + b"(" + seeds.word() + b")"

    def stream(entries, content):
        return b"<<" + entries + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream"
    words = b"BT /F1 18 Tf 10 60 Td (Valve 12) Tj ET "
    look = words + b"%" + seeds.word() + b"\n/Span<</X(" + seeds.word() + b")>>BDC 10 10 50 20 re f EMC /T<</Y(" + seeds.word() + b")>>DP"
    picture = jpeg(seeds)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R" + entry() + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1" + entry() + b">>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</I 9 0 R>>>>"
           b"/PieceInfo<</A<</Private(" + seeds.word() + b")>>>>" + entry() + b">>",
        4: stream(b"", words + b"(" + seeds.word() + b") Tj"),  # Of the first revision.
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica" + entry() + b">>",
        6: stream(b"/Type/Metadata/Subtype/XML", b"<x>" + seeds.word() + b"</x>"),
        7: b"<</Author(" + seeds.word() + b")/Keywords(" + seeds.word() + b")>>",
        8: stream(b"", seeds.raw(80)),  # Nobody's.
        9: stream(b"/Type/XObject/Subtype/Image/Width 16/Height 32/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode"
                  + entry(), picture),
    }
    out = bytearray(b"%PDF-1.7\n%" + seeds.raw(12).replace(b"\r", b"x").replace(b"\n", b"x") + b"\n")
    places = {}

    def write(numbers, content):
        for number in numbers:
            out.extend(b"%" + seeds.word() + b"\n")
            places[number] = len(out)
            out.extend(b"%d 0 obj\n" % number + content[number] + b"\nendobj\n")

    def table(numbers, more):
        start = len(out)
        out.extend(b"xref\n")
        if more == b"":
            out.extend(b"0 1\n0000000000 65535 f \n")
        for number in numbers:
            out.extend(b"%d 1\n%010d 00000 n \n" % (number, places[number]))
        out.extend(b"trailer\n<</Size 10/Root 1 0 R/Info 7 0 R/ID[<%s><%s>]" % (seeds.raw(16).hex().encode(), seeds.raw(16).hex().encode())
                   + more + b">>\nstartxref\n%d\n%%%%EOF\n" % start)
        return start
    write(objects, objects)
    first = table(objects, b"")
    out.extend(b"%" + seeds.word() + b"\n")
    write([4], {4: stream(b"", look + b" q 40 0 0 40 120 20 cm /I Do Q")})
    table([4], b"/Prev %d" % first)
    return bytes(out)


def hidden(seeds):
    """As tag characters, which nobody sees (U+E0020 and up)."""
    word = seeds.text()
    seeds.planted[-1] = "".join(chr(0xE0000 + ord(c)) for c in word).encode()
    return seeds.planted[-1].decode()


def text(seeds):
    return f"一行目\r\n二行{hidden(seeds)}目 12.5\r\n{hidden(seeds)}".encode()


def table(seeds):
    return f"時刻,水位\r\n09:00,12{hidden(seeds)}.5\r\n".encode()


def svg(seeds):
    return (f'<?xml version="1.0"?><!--{seeds.text()}--><svg xmlns="http://www.w3.org/2000/svg" xmlns:x="urn:x" width="64" height="48" '
            f'x:a="{seeds.text()}"><metadata>{seeds.text()}</metadata><script>{seeds.text()}</script><desc>{seeds.text()}</desc>'
            f'<style>/*{seeds.text()}*/</style><?p {seeds.text()}?><rect width="40" height="20" id="{seeds.text()}"/>'
            f"<x:b>{seeds.text()}</x:b></svg>").encode()


def page(seeds):
    return (f'<!DOCTYPE html><!--{seeds.text()}--><html><head><meta name="author" content="{seeds.text()}"><script>{seeds.text()}'
            f'</script><style>/*{seeds.text()}*/</style></head><body data-a="{seeds.text()}" onload="{seeds.text()}">'
            f'<p id="{seeds.text()}">水位 12.5</p><!--{seeds.text()}--><template>{seeds.text()}</template></body></html>').encode()


def mail(seeds):
    parts = (mail_samples.text("utf-8", "水位は 12.5 m\r\n".encode(), "Content-ID: <" + seeds.text() + "@x>", "X-Part: " + seeds.text()),
             mail_samples.attached(png(seeds), "Content-Disposition: attachment; filename=a.png; x-a=" + seeds.text(), "image/png"),
             mail_samples.attached(page(seeds), "Content-Disposition: attachment; filename=b.html", "text/html"))
    boundary = "=_" + seeds.text()
    headers, body = mail_samples.multipart("multipart/mixed", boundary, *parts, before=seeds.word() + b"\r\n",
                                           behind=seeds.word() + b"\r\n")
    return mail_samples.mail(["X-Mailer: " + seeds.text(), "Received: from x by " + seeds.text(), *headers], body)


def archive(seeds):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (("図/写真.png", png(seeds)), ("表.csv", table(seeds)), ("図/図面.pdf", pdf(seeds))):
            info = zipfile.ZipInfo(name, (2030, 1, 1, 0, 0, 0))
            extra = seeds.word()
            info.extra, info.comment = struct.pack("<HH", 0x7777, len(extra)) + extra, seeds.word()
            file.writestr(info, content, zipfile.ZIP_DEFLATED)
        file.comment = seeds.word()
    return out.getvalue()


def tape(seeds):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": seeds.text()}) as file:
        for name, content in (("写真.jpg", jpeg(seeds)), ("記録.txt", text(seeds))):
            info = tarfile.TarInfo(name)
            info.size, info.uname, info.gname = len(content), seeds.text(), seeds.text()
            info.pax_headers = {"SEKISHO.a": seeds.text()}
            file.addfile(info, io.BytesIO(content))
    packed = gzip.compress(out.getvalue(), mtime=0)
    named = b"\x1f\x8b\x08\x18" + packed[4:10] + seeds.word() + b"\0" + seeds.word() + b"\0"  # A name and a comment.
    return named + packed[10:]


def rich_text(seeds):
    return legacy_documents.rtf("{\\*\\generator " + seeds.text() + ";}{\\info{\\title " + seeds.text() + "}{\\author " + seeds.text()
                                + "}}{\\*\\unknown " + seeds.text() + "}{\\*\\datastore " + seeds.raw().hex() + "} water 12.5")


def old_document(seeds):
    return legacy_documents.doc("water 12.5", {"Stranger": seeds.raw(600), "\x05SummaryInformation": seeds.raw(200)})


def old_workbook(seeds):
    return legacy_documents.xls([legacy_documents.sheet("a", [(0, 0, "water"), (1, 0, 12.5)])],
                                legacy_documents.record(0x1234, seeds.raw(60)), {"Stranger": seeds.raw(600)})


# Ending, maker, and how many of a thousand files are such.
KINDS = [
    ("docx", lambda seeds: office(seeds, "docx"), 90), ("xlsx", lambda seeds: office(seeds, "xlsx"), 90),
    ("pptx", lambda seeds: office(seeds, "pptx"), 90), ("odt", lambda seeds: open_document(seeds, "odt"), 50),
    ("ods", lambda seeds: open_document(seeds, "ods"), 50), ("odp", lambda seeds: open_document(seeds, "odp"), 50),
    ("pdf", pdf, 120), ("png", png, 60), ("jpg", jpeg, 60), ("gif", gif, 40), ("bmp", bmp, 40), ("tif", tiff, 40), ("txt", text, 40),
    ("csv", table, 30), ("svg", svg, 30), ("html", page, 30), ("eml", mail, 30), ("zip", archive, 20), ("tar.gz", tape, 20),
    ("rtf", rich_text, 8), ("doc", old_document, 6), ("xls", old_workbook, 6),
]


def planted_properties(kind, chance):
    """An OpenDocument with nothing in its contents: LibreOffice gives up on some of what may stand there."""
    seeds = Seeds(chance)
    return f"{kind}-properties.{kind}", open_document(seeds, kind, open_documents.package), seeds.planted


def planted_files(count, chance):
    """[(name, bytes, what was planted)]"""
    files = []
    for ending, make, share in KINDS:
        for number in range(max(1, round(count * share / 1000))):
            seeds = Seeds(chance)
            content = make(seeds)
            files.append((f"{ending.replace('.', '-')}-{number:03}.{ending}", content, seeds.planted))
    return files
