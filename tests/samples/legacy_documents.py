# SPDX-License-Identifier: MIT
"""Small documents of the kinds before OOXML, made here: Word 97 (MS-DOC), Excel 97 (MS-XLS), RTF."""
import struct

from compound_file import compound

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
    head = struct.pack("<HHH", row, column, 0)
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


def workbook_stream(sheets, more=b""):
    """`more`: further records of the globals, before the list of sheets."""
    strings = []
    streams = [bof(each["kind"]) + b"".join(cell(*one, strings) for one in each["cells"]) + each["more"]
               + record(0x023E, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 64, 0, 0, 0)) + record(0x000A) for each in sheets]
    table = record(0x00FC, struct.pack("<II", len(strings), len(strings)) + b"".join(
        struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in strings))
    head = bof(0x05) + record(0x0042, struct.pack("<H", 1200)) + more
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


def field(instruction, result):
    return f"{FIELD_BEGIN}{instruction}{FIELD_SEPARATE}{result}{FIELD_END}"


def style_sheet():
    """One style, "Normal" (2.9.271)."""
    name = "Normal"
    std = struct.pack("<HHHHH", 0, 0x0001 | 0x0FFF << 4, 0x0002, 0, 0) + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    std += struct.pack("<HH", 2, 0) + struct.pack("<H", 0)  # Of the paragraph, of the letters.
    stshi = struct.pack("<HHHHHHHHH", 1, 10, 1, 0x5B, 15, 0, 0, 0, 0)
    return struct.pack("<H", len(stshi)) + stshi + struct.pack("<H", len(std)) + std


def formatted_page(first, last):
    """A page that formats one run, with nothing (2.9.32, 2.9.174)."""
    return (struct.pack("<II", first, last) + b"\0" * 13).ljust(511, b"\0") + b"\1"


def doc(text, storages=None, template=None):
    """Paragraphs end with a carriage return."""
    text = text.replace("\n", "\r")
    if not text.endswith("\r"):
        text += "\r"
    letters = text.encode("utf-16-le")
    start = 2048
    pages = start + len(letters) + -len(letters) % 512
    end = start + len(letters)
    tables, places = b"", {}

    def put(index, data):
        nonlocal tables
        places[index] = (len(tables), len(data))
        tables += data + bytes(-len(data) % 4)

    put(1, style_sheet())
    put(6, struct.pack("<IIHIHI", 0, len(text), 0, FREE_SECTION, 0, FREE_SECTION))
    put(12, struct.pack("<III", start, end, pages // 512))
    put(13, struct.pack("<III", start, end, pages // 512 + 1))
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
    return compound({"WordDocument": body.ljust(4096, b"\0"), "1Table": tables.ljust(4096, b"\0"), **(storages or {})})


FREE_SECTION = 0xFFFFFFFF

# --- RTF


def escaped(text):
    return "".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in text)


def rtf(body):
    """`body`: RTF, ASCII."""
    return ("{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0 MS Mincho;}}\\f0\\fs24 " + body + "\\par}").encode("ascii")
