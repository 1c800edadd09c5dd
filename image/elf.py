# SPDX-License-Identifier: MIT
"""Which libraries an ELF file asks for (elf(5))."""
import struct

LOAD, DYNAMIC = 1, 2
NEEDED, STRING_TABLE = 1, 5


def needed(data):
    """The names in DT_NEEDED, or None if it is no 64-bit little-endian ELF file."""
    if data[:6] != b"\x7fELF\x02\x01":
        return None
    start, = struct.unpack_from("<Q", data, 0x20)
    size, count = struct.unpack_from("<HH", data, 0x36)
    headers = []
    for at in range(start, start + size * count, size):
        kind, _, offset, address, _, length, _, _ = struct.unpack_from("<IIQQQQQQ", data, at)
        headers.append((kind, offset, address, length))
    entries = []
    for kind, offset, _, length in headers:
        if kind == DYNAMIC:
            entries = [struct.unpack_from("<qQ", data, at) for at in range(offset, offset + length, 16)]
    strings = next((value for tag, value in entries if tag == STRING_TABLE), None)
    if strings is None:
        return []
    base = next(offset + strings - address for kind, offset, address, length in headers
                if kind == LOAD and address <= strings < address + length)
    return [data[base + value:data.index(b"\0", base + value)].decode() for tag, value in entries if tag == NEEDED]
