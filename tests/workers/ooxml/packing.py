# SPDX-License-Identifier: MIT
"""The one form of ZIP that rebuilt documents have, for forgeries of it."""
import struct
import zlib


def packed(parts, flags=0x0800, date=0x21, extra=b"", comment=b"", behind=b"", method=None,
           stored=("/media/",)):
    """The rebuild's form of ZIP: pictures (`stored`) stored, the rest deflated."""
    body, directory = b"", b""
    for name, content in parts:
        squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
        squeezed = squeezer.compress(content) + squeezer.flush()
        how = method if method is not None else 0 if any(mark in name for mark in stored) or len(squeezed) >= len(content) else 8
        data = squeezed if how == 8 else content
        common = struct.pack("<HHHHHIIIHH", 20, flags, how, 0, date, zlib.crc32(content), len(data), len(content),
                             len(name), len(extra))
        directory += (b"PK\1\2" + struct.pack("<H", 20) + common + bytes(10) + struct.pack("<I", len(body))
                      + name.encode() + extra)
        body += b"PK\3\4" + common + name.encode() + extra + data
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(parts), len(parts), len(directory), len(body), len(comment))
    return body + directory + end + comment + behind
