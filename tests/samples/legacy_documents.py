# SPDX-License-Identifier: MIT
"""Small documents of the kinds before OOXML, made here: Word 97 (MS-DOC), Excel 97 (MS-XLS), RTF."""
import os
import struct
import subprocess
import tempfile

from compound_file import compound
from sample_files import zip_of

# --- Excel


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def text8(text):
    """A string with 8 bits of length, in 16-bit letters."""
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def bof(kind):
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


WORKSHEET, MACRO_SHEET = 0x10, 0x40
VISIBLE, HIDDEN, VERY_HIDDEN = 0, 1, 2


def cell(row, column, value, strings):
    """A text, a number, or the tokens of a formula (bytes)."""
    head = struct.pack("<HHH", row, column, 15)
    if isinstance(value, str):
        if value not in strings:
            strings.append(value)
        return record(0x00FD, head + struct.pack("<I", strings.index(value)))
    if isinstance(value, bytes):
        return record(0x0006, head + struct.pack("<dHIH", 0.0, 0, 0, len(value)) + value)
    return record(0x0203, head + struct.pack("<d", value))


def sheet(name, cells, kind=WORKSHEET, state=VISIBLE, listed_as=None, more=b""):
    """`cells`: [(row, column, value)]; `more`: further records of the sheet."""
    return {"name": name, "cells": cells, "more": more, "kind": kind, "state": state,
            "listed_as": listed_as if listed_as is not None else (1 if kind == MACRO_SHEET else 0)}


def styles():
    """The fonts and formats that everybody expects (2.4.122, 2.4.353)."""
    font = record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 2, 0, 0) + text8("Arial"))
    of_style = record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    of_cell = record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    return font * 4 + of_style * 15 + of_cell


def workbook_stream(sheets, more=b""):
    """`more`: further records of the globals, before the list of sheets."""
    strings = []
    streams = [bof(each["kind"]) + record(0x0200, struct.pack("<IIHHH", 0, 65536, 0, 256, 0)) + b"".join(cell(*one, strings) for one in each["cells"]) + each["more"]
               + record(0x023E, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 64, 0, 0, 0)) + record(0x000A) for each in sheets]
    table = record(0x00FC, struct.pack("<II", len(strings), len(strings)) + b"".join(
        struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in strings))
    head = bof(0x05) + record(0x0042, struct.pack("<H", 1200)) + styles() + more
    listed = [struct.pack("<BB", each["state"], each["listed_as"]) + text8(each["name"]) for each in sheets]
    place = len(head) + sum(4 + 4 + len(one) for one in listed) + len(table) + 4
    for one, stream in zip(listed, streams):
        head += record(0x0085, struct.pack("<I", place) + one)
        place += len(stream)
    return head + table + record(0x000A) + b"".join(streams)


def xls(sheets, more=b"", storages=None):
    # At the size of a regular stream, as Excel pads it.
    return compound({"Workbook": workbook_stream(sheets, more).ljust(4096, b"\0"), **(storages or {})})


# --- Word

FIELD_BEGIN, FIELD_SEPARATE, FIELD_END = "\x13", "\x14", "\x15"
FIELD_KINDS = {"DDE": 45, "DDEAUTO": 46, "MACROBUTTON": 51, "LINK": 56, "INCLUDEPICTURE": 67, "INCLUDETEXT": 68, "HYPERLINK": 88}


def field(instruction, result):
    return f"{FIELD_BEGIN}{instruction}{FIELD_SEPARATE}{result}{FIELD_END}"


def style_sheet():
    """One style, "Normal" (2.9.271)."""
    name = "Normal"
    std = struct.pack("<HHHHH", 0, 0x0001 | 0x0FFF << 4, 0x0002, 0, 0) + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    std += struct.pack("<HH", 2, 0) + struct.pack("<H", 0)  # Of the paragraph, of the letters.
    stshi = struct.pack("<HHHHHHHHH", 1, 10, 1, 0x5B, 15, 0, 0, 0, 0)
    return struct.pack("<H", len(stshi)) + stshi + struct.pack("<H", len(std)) + std


def field_places(text):
    """Where the marks of fields stand, and which fields they are (2.8.25)."""
    marks = [(at, letter) for at, letter in enumerate(text) if letter in FIELD_BEGIN + FIELD_SEPARATE + FIELD_END]
    kinds = [FIELD_KINDS.get(text[at + 1:].split()[0], 1) if letter == FIELD_BEGIN else 0xFF for at, letter in marks]
    return b"".join(struct.pack("<I", at) for at, _ in [*marks, (len(text), "")]) + b"".join(
        struct.pack("<BB", ord(letter), kind) for (_, letter), kind in zip(marks, kinds))


def formatted_page(first, last):
    """A page that formats one run, with nothing (2.9.32, 2.9.174)."""
    return (struct.pack("<II", first, last) + b"\0" * 13).ljust(511, b"\0") + b"\1"


def doc(text, storages=None, template=None):
    return compound({**doc_streams(text, template), **(storages or {})})


def doc_streams(text, template=None, table_head=b""):
    """Paragraphs end with a carriage return. `table_head`: what the table stream begins with."""
    text = text.replace("\n", "\r")
    if not text.endswith("\r"):
        text += "\r"
    letters = text.encode("utf-16-le")
    start = 2048
    pages = start + len(letters) + -len(letters) % 512
    end = start + len(letters)
    tables, places = table_head, {}

    def put(index, data):
        nonlocal tables
        places[index] = (len(tables), len(data))
        tables += data + bytes(-len(data) % 4)

    put(1, style_sheet())
    put(6, struct.pack("<IIHIHI", 0, len(text), 0, FREE_SECTION, 0, FREE_SECTION))
    put(12, struct.pack("<III", start, end, pages // 512))
    put(13, struct.pack("<III", start, end, pages // 512 + 1))
    if FIELD_BEGIN in text:
        put(16, field_places(text))
    put(31, b"\0" * 500)
    put(33, b"\2" + struct.pack("<I", 16) + struct.pack("<IIHIH", 0, len(text), 0, start, 0))
    if template is not None:
        names = ["", template] + [""] * 16
        put(32, struct.pack("<HHH", 0xFFFF, len(names), 0) + b"".join(
            struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in names))
    fib = struct.pack("<HHHHHHHIBBHHII", 0xA5EC, 0xC1, 0, 0x0411, 0, 0x1200, 0xBF, 0, 0, 0, 0, 0, start, end)
    fib += struct.pack("<H", 14) + b"\0" * 28
    fib += struct.pack("<H", 22) + struct.pack("<22I", pages + 1024, 0, 0, len(text), *[0] * 18)
    fib += struct.pack("<H", 93) + b"".join(struct.pack("<II", *places.get(index, (0, 0))) for index in range(93))
    fib += struct.pack("<H", 0)
    body = fib.ljust(start, b"\0") + letters
    body = body.ljust(pages, b"\0") + formatted_page(start, end) + formatted_page(start, end)
    return {"WordDocument": body.ljust(4096, b"\0"), "1Table": tables.ljust(4096, b"\0")}


FREE_SECTION = 0xFFFFFFFF

# --- As this machine's LibreOffice writes them


def converted(document, ending, kind):
    """The bytes of a newer kind as those of an older one."""
    with tempfile.TemporaryDirectory(prefix="sekisho-older-") as folder:
        path = os.path.join(folder, f"a.{ending}")
        with open(path, "wb") as file:
            file.write(document)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
                        "--outdir", folder, path], check=True, capture_output=True)
        with open(os.path.join(folder, f"a.{kind}"), "rb") as file:
            return file.read()


def ppt(presentation):
    return converted(presentation, "pptx", "ppt")


# --- Excel's binary parts (MS-XLSB)


def part_record(kind, data=b""):
    def varying(value):
        return bytes([value]) if value < 0x80 else bytes([value & 0x7F | 0x80, value >> 7])
    return (varying(kind) if kind < 0x80 else bytes([kind & 0xFF | 0x80, kind >> 7])) + varying(len(data)) + data


def text32(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheets, more=None):
    """`sheets`: [(name, [texts of the first column], state)]; `more`: further parts."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = [f"xl/worksheets/sheet{number}.bin" for number in range(1, len(sheets) + 1)]
    kinds = {"xl/workbook.bin": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
             **{name: "application/vnd.ms-excel.worksheet" for name in names}}
    book = part_record(131) + part_record(143)
    for number, (name, _, state) in enumerate(sheets, 1):
        book += part_record(156, struct.pack("<II", state, number) + text32(f"rId{number}") + text32(name))
    files = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>' + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()) + "</Types>",
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": book + part_record(144) + part_record(132),
        "xl/_rels/workbook.bin.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">' + "".join(
            f'<Relationship Id="rId{number}" Type="{office}/worksheet" Target="{name[3:]}"/>'
            for number, name in enumerate(names, 1)) + "</Relationships>"}
    for name, (_, texts, _) in zip(names, sheets):
        rows = b"".join(part_record(0, struct.pack("<IIHBBB", row, 0, 300, 0, 0, 0) + struct.pack("<I", 0))
                        + part_record(6, struct.pack("<II", 0, 0) + text32(text)) for row, text in enumerate(texts))
        files[name] = part_record(129) + part_record(145) + rows + part_record(146) + part_record(130)
    return zip_of({**files, **(more or {})})


# --- RTF


def escaped(text):
    return "".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in text)


def rtf(body):
    """`body`: RTF, ASCII."""
    return ("{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0 MS Mincho;}}\\f0\\fs24 " + body + "\\par}").encode("ascii")


def on_the_stick(text):
    return {"資料/引継書.doc": doc(text + "\n二行目"), "資料/流量.xls": xls([sheet("流量", [(0, 0, text), (1, 0, 12.5)])])}
