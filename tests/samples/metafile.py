# SPDX-License-Identifier: MIT
"""Drawings, record by record: a red square in the left half of 40 by 20 mm. EMF: MS-EMF 2.3; SVM: what
LibreOffice writes for charts and equations (vcl, GDIMetaFile)."""
import struct

BRUSH, SELECT, COMMENT, RECTANGLE, END = 39, 37, 70, 43, 14
NO_PEN = 0x80000008


def record(kind, data):
    data += bytes(-len(data) % 4)
    return struct.pack("<II", kind, 8 + len(data)) + data


def emf(comment=b""):
    records = [record(BRUSH, struct.pack("<4I", 1, 0, 0x0000FF, 0)), record(SELECT, struct.pack("<I", 1)),
               record(SELECT, struct.pack("<I", NO_PEN)), record(RECTANGLE, struct.pack("<4i", 0, 0, 200, 200)),
               record(COMMENT, struct.pack("<I", len(comment)) + comment), record(END, struct.pack("<3I", 0, 16, 20))]
    size = 88 + sum(map(len, records))
    header = struct.pack("<8i4sIIIHHIIIiiii", 0, 0, 399, 199, 0, 0, 4000, 2000, b" EMF", 0x10000, size, len(records) + 1,
                         2, 0, 0, 0, 0, 4000, 2000, 400, 200)
    return record(1, header) + b"".join(records)


def action(kind, data, version=1):
    return struct.pack("<HHI", kind, version, len(data)) + data


def svm(comment=b""):
    line, fill, rectangle, words = 132, 133, 103, 512
    actions = [action(line, struct.pack("<IB", 0, 0)), action(fill, struct.pack("<IB", 0xFF0000, 1)),
               action(rectangle, struct.pack("<4i", 0, 0, 1999, 1999)),
               action(words, struct.pack("<H", len(comment)) + comment + struct.pack("<iI", 0, 0))]
    mapping = struct.pack("<HIH", 1, 27, 0) + struct.pack("<6iB", 0, 0, 1, 1, 1, 1, 1)
    head = struct.pack("<I", 0) + mapping + struct.pack("<iiI", 4000, 2000, len(actions))
    return b"VCLMTF" + struct.pack("<HI", 1, len(head)) + head + b"".join(actions)
