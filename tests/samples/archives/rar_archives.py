# SPDX-License-Identifier: MIT
"""RAR of both formats that are still written, of entries that are stored, and of one that repeats a letter. No program
among Debian's writes RAR; the forms are those of RAR's technote.txt and of the readers."""
import struct
import zlib

FOURTH = b"Rar!\x1a\x07\0"
FIFTH = b"Rar!\x1a\x07\1\0"
VOLUME, SECRET_HEADERS = 0x01, 0x80  # Of the fourth version's main block.
SPLIT_AFTER, SECRET, FOLDER, UNICODE = 0x02, 0x04, 0xE0, 0x200  # Of its files.


def old_block(kind, flags, body=b"", data=b""):
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data


def old_file(name, data, flags=0, attributes=0o100644, system=3):
    body = struct.pack("<IIBIIBBHI", len(data), len(data), system, zlib.crc32(data), 0x50210000, 29, 0x30, len(name), attributes)
    return old_block(0x74, 0x8000 | flags, body + name, data)


def old_rar(entries, main_flags=0, end=True):
    """Entries of name (bytes), data and flags, or whole blocks."""
    out = FOURTH + old_block(0x73, main_flags, bytes(6))
    out += b"".join(entry if isinstance(entry, bytes) else old_file(*entry) for entry in entries)
    return out + (old_block(0x7B, 0x4000) if end else b"")


def in_unicode(name):
    """A name as the fourth version keeps it: letters that an old program shows, and after a zero all in UTF-16 (its
    packing, without any)."""
    packed = b"\0"
    units = [name[at:at + 4].encode("utf-16-le") for at in range(0, len(name), 4)]
    for four in units:
        letters = len(four) // 2
        packed += bytes([0b10101010 & (0xFF00 >> 2 * letters) & 0xFF]) + four
    return "".join(letter if letter.isascii() else "_" for letter in name).encode() + b"\0" + packed


def number(value):
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def new_block(kind, body=b"", data=None, extra=b"", flags=0):
    flags |= (1 if extra else 0) | (2 if data is not None else 0)
    head = number(kind) + number(flags) + (number(len(extra)) if extra else b"")
    head += (number(len(data)) if data is not None else b"") + body + extra
    head = number(len(head)) + head
    return struct.pack("<I", zlib.crc32(head)) + head + (data or b"")


def new_file(name, data, size=None, plain=None, method=0, extra=b"", flags=0, folder=False):
    size = len(data) if size is None else size
    body = number(4 | (1 if folder else 0)) + number(size) + number(0o40755 if folder else 0o100644)
    body += struct.pack("<I", zlib.crc32(data if plain is None else plain)) + number(method << 7) + number(1)
    return new_block(2, body + number(len(name)) + name, data, extra, flags)


def new_service(name, data):
    body = number(0) + number(len(data)) + number(0) + number(0) + number(1) + number(len(name)) + name
    return new_block(3, body, data)


def new_rar(blocks, main_flags=0, end_flags=0):
    return FIFTH + new_block(1, number(main_flags)) + b"".join(blocks) + new_block(5, number(end_flags))


def record(kind, data):
    return number(len(number(kind) + data)) + number(kind) + data


ENCRYPTION = record(1, bytes([0, 0, 15]) + bytes(32))


def link_to(target):
    return record(5, number(1) + number(0) + number(len(target)) + target)


def letters(count):
    """The letter a, 1 + 4097 * count times, in about a bit for 4,097 of them: the fifth version's packed form."""
    bits = "".join(f"{length:04b}" for length in [0, 2, 2] + [0] * 15 + [2, 2])  # 20 lengths of codes for lengths.
    one, two = "00", "01"

    def zeros(many):
        return "11" + f"{many - 11:07b}"
    bits += zeros(97) + two + zeros(138) + zeros(21) + one + zeros(47) + two  # The letter, "once more", the longest match.
    bits += one + zeros(123)  # The distance of one.
    bits += "10" + "11" + "1" * 9 + "0" + "0" * (count - 1)
    last = (len(bits) - 1) % 8
    bits += "0" * (7 - last)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
    size = struct.pack("<I", len(packed))[:3]
    flags = 0xC0 | 2 << 3 | last
    return bytes([flags, 0x5A ^ flags ^ size[0] ^ size[1] ^ size[2]]) + size + packed


def packed_letters(name, count):
    plain = b"a" * (1 + 4097 * count)
    return new_file(name, letters(count), len(plain), plain, method=1)


def write_all(write):
    a, b = b"text of a.txt", "text of あ.txt".encode()
    write("plain.rar", new_rar([new_file("d/a.txt".encode(), a), new_file("d/あ.txt".encode(), b), new_file(b"d", b"", folder=True)]))
    write("old.rar", old_rar([(b"d/a.txt", a), (in_unicode("d/あ.txt"), b, UNICODE), (b"d", b"", FOLDER, 0o40755)]))
    write("old-japanese.rar", old_rar([("日本\\あ.txt".encode("cp932"), b"x", 0, 0x20, 2),
                                      ("表.txt".encode("cp932"), b"y", 0, 0x20, 2)], end=False))
    write("letters.rar", new_rar([packed_letters(b"a.txt", 100)]))
    write("bomb.rar", new_rar([packed_letters(b"a.txt", 20_000)]))
    write("slip.rar", new_rar([new_file(b"../up", b"1"), new_file(b"/etc/x", b"2"), new_file(b"link", b"", extra=link_to(b"/etc")),
                               new_file(b"link/evil", b"3"), new_file(b"fine", b"good")]))
    write("password.rar", new_rar([new_file(b"a.txt", a, extra=ENCRYPTION)]))
    write("headers.rar", FIFTH + new_block(4, bytes([0, 0, 15]) + bytes(16)) + bytes(64))
    write("old-password.rar", old_rar([(b"a.txt", a, SECRET)]))
    write("old-headers.rar", FOURTH + old_block(0x73, SECRET_HEADERS, bytes(6)) + bytes(64))
    write("old-solid.rar", old_rar([(b"a.txt", a), (b"b.txt", b, 0x10)], main_flags=8))
    write("volume.rar", new_rar([new_file(b"a.txt", a, flags=16)], main_flags=1, end_flags=1))
    write("old-volume.rar", old_rar([(b"a.txt", a, SPLIT_AFTER)], main_flags=VOLUME))
    whole = new_rar([new_file(b"a.txt", a)])
    write("crc.rar", new_rar([new_file(b"a.txt", letters(10), 1 + 40970, b"another", method=1)]))
    write("cut.rar", whole[:-12])
    whole = old_rar([(b"a.txt", a)])
    write("old-cut.rar", whole[:-12])
