# SPDX-License-Identifier: MIT
"""QR codes by libqrencode, as pictures."""
import ctypes
import struct
import zlib


class _Code(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("width", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_ubyte))]


def modules(text):
    """Rows of 0 and 1 (dark), without a quiet zone."""
    library = ctypes.CDLL("libqrencode.so.4")
    library.QRcode_encodeData.restype = ctypes.POINTER(_Code)
    data = text.encode()
    code = library.QRcode_encodeData(len(data), data, 0, 1)
    width = code.contents.width
    rows = [[code.contents.data[y * width + x] & 1 for x in range(width)] for y in range(width)]
    library.QRcode_free(code)
    return rows


def png(text, side=4):
    """Gray, `side` pixels a module, with its quiet zone."""
    code = modules(text)
    blank = [0] * (len(code) + 8)
    rows = [blank] * 4 + [[0] * 4 + row + [0] * 4 for row in code] + [blank] * 4
    lines = b"".join((b"\0" + b"".join((b"\0" if dark else b"\xff") * side for dark in row)) * side for row in rows)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    size = len(rows) * side
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))
