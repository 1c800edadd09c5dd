#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the archives that the tests of unpacking need into the folder given: harmless ones in each
format, and one for each way of doing harm. Needs Python's library, 7z and zstd."""

import bz2
import gzip
import io
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib

import rar_archives

EPOCH = (1980, 1, 1, 0, 0, 0)


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


def zip_of(entries, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = method
            info.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def tar_of(members, form=tarfile.PAX_FORMAT):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for name, kind, data in members:
            info = tarfile.TarInfo(name)
            info.type = kind
            if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                info.linkname = data
                archive.addfile(info)
            elif kind == tarfile.REGTYPE:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
            else:
                archive.addfile(info)
    return buffer.getvalue()


def raw_zip(entries):
    """Entries of raw name bytes, flags, data: what zipfile would not write."""
    out, directory = b"", b""
    for name, flags, data in entries:
        head = struct.pack("<HHHIIIIHH", 20, flags, 0, 0x210000, zlib.crc32(data), len(data),
                           len(data), len(name), 0)
        directory += (b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0,
                      len(out)) + name)
        out += b"PK\3\4" + head + name + data
    return out + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries),
                                                     len(directory), len(out), 0)


def lzh_of(entries):
    """Level 0 headers, method -lh0- (stored), as LHA for MS-DOS wrote them."""
    out = b""
    for name, data in entries:
        crc = 0
        for byte in data:
            crc ^= byte
            for _ in range(8):
                crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
        body = b"-lh0-" + struct.pack("<III", len(data), len(data), 0x210000) + b"\x20\x00"
        body += bytes([len(name)]) + name + struct.pack("<H", crc)
        out += bytes([len(body), sum(body) & 0xFF]) + body + data
    return out + b"\0"


def cab_of(entries):
    """MS-CAB: one folder, no compression, one data block."""
    data = b"".join(content for _, content in entries)
    files, at = b"", 0
    for name, content in entries:
        utf8 = 0x80 if any(byte > 0x7F for byte in name) else 0
        files += struct.pack("<IIHHHH", len(content), at, 0, 0x21, 0, 0x20 | utf8) + name + b"\0"
        at += len(content)
    files_at = 36 + 8
    data_at = files_at + len(files)
    total = data_at + 8 + len(data)
    head = b"MSCF" + struct.pack("<IIIIIBBHHHHH", 0, total, 0, files_at, 0, 3, 1, 1, len(entries),
                                 0, 0, 0)
    folder = struct.pack("<IHH", data_at, 1, 0)
    block = struct.pack("<IHH", 0, len(data), len(data))
    return head + folder + files + block + data


def seven_zip(name, *options):
    for path in ("in/d/a.txt", "in/d/あ.txt"):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write(path, b"text of " + os.path.basename(path).encode())
    subprocess.run(["7z", "a", "-bso0", "-bsp0", *options, "../" + name, "d"], cwd="in", check=True)


def overlap_bomb(count):
    """Each directory entry points to the one kernel (Fifield's full overlap)."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(1 << 20)
    packed = kernel.compress(plain) + kernel.flush()
    head = struct.pack("<HHHIIIIHH", 20, 0, 8, 0x210000, zlib.crc32(plain), len(packed), len(plain),
                       1, 0)
    local = b"PK\3\4" + head + b"A" + packed
    central = b"".join(b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0)
                       + bytes([65 + i % 26]) for i in range(count))
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(central),
                                                     len(local), 0)


def deflated_letters(megabytes):
    # A fully flushed piece knows nothing of the one before it, so one packed piece serves for all.
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b"a" * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * megabytes + packer.flush()


def letters_zip(megabytes, declared):
    packed = deflated_letters(megabytes)
    head = struct.pack("<HHHIIIIHH", 20, 0, 8, 0x210000, 0, len(packed), declared, 1, 0)
    local = b"PK\3\4" + head + b"z" + packed
    central = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"z"
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central),
                                                     len(local), 0)


def main():
    os.chdir(sys.argv[1])
    reg, folder = tarfile.REGTYPE, tarfile.DIRTYPE
    plain = [("d/", b""), ("d/a.txt", b"text of a.txt"), ("d/あ.txt", "text of あ.txt".encode())]
    members = [("d", folder, b""), ("d/a.txt", reg, plain[1][1]), ("d/あ.txt", reg, plain[2][1])]
    tar = tar_of(members)
    rar_archives.write_all(write)
    write("plain.zip", zip_of(plain))
    write("lzma.zip", zip_of(plain, zipfile.ZIP_LZMA))
    write("bzip2.zip", zip_of(plain, zipfile.ZIP_BZIP2))
    write("plain.tar", tar)
    write("gnu.tar", tar_of(members, tarfile.GNU_FORMAT))
    write("plain.tar.gz", gzip.compress(tar, mtime=0))
    write("plain.tar.bz2", bz2.compress(tar))
    write("plain.tar.xz", lzma.compress(tar))
    write("bare.gz", gzip.compress(b"one file", mtime=0))
    write("bare.xz", lzma.compress(b"one file"))
    subprocess.run(["zstd", "-q", "-o", "plain.tar.zst", "plain.tar"], check=True)
    write("bare.bz2", bz2.compress(b"one file"))
    write("twice.gz", gzip.compress(gzip.compress(b"one file", mtime=0), mtime=0))
    write("empty.gz", gzip.compress(b"", mtime=0))
    write("empty.zip", zip_of([]))
    write("empty.tar", tar_of([]))
    write("plain.lzh", lzh_of([(b"d\\a.txt", plain[1][1]), (b"d\\\x82\xa0.txt", plain[2][1])]))
    write("plain.cab", cab_of([(b"d\\a.txt", plain[1][1]), ("d\\あ.txt".encode(), plain[2][1])]))
    write("cp932.zip", raw_zip([(b"\x95\x5c/\x83\x5c.txt", 0, b"x"), (b"a\\b.txt", 0, b"y")]))
    seven_zip("plain.7z")
    seven_zip("deflate64.7z", "-m0=Deflate64")
    seven_zip("password.zip", "-pSecret")
    seven_zip("aes.zip", "-pSecret", "-mem=AES256")
    seven_zip("password.7z", "-pSecret")
    seven_zip("headers.7z", "-pSecret", "-mhe=on")
    write("nested.zip", zip_of([("inner.zip", zip_of(plain))]))
    write("slip.zip", raw_zip([(b"../up", 0, b"x"), (b"a/../../up", 0, b"x"), (b"/etc/x", 0, b"x"),
                               (b"C:\\x", 0, b"x"), (b"\\\\server\\x", 0, b"x"),
                               (b"a\\..\\..\\x", 0, b"x"), (b"bad\x1bname", 0, b"x"),
                               (b"\xff\xfe\x81", 0, b"x"), (b"fine", 0, b"good")]))
    write("links.tar", tar_of([("link", tarfile.SYMTYPE, "/tmp"), ("link/evil", reg, b"x"),
                               ("hard", tarfile.LNKTYPE, "/etc/passwd"),
                               ("null", tarfile.CHRTYPE, b""), ("pipe", tarfile.FIFOTYPE, b""),
                               ("same", reg, b"1"), ("same", reg, b"2"), ("same/x", reg, b"3"),
                               ("d", folder, b""), ("d", folder, b""), ("./fine", reg, b"good")]))
    write("deep.tar", tar_of([("/".join(["a"] * 40), reg, b"x"), ("n" * 2000, reg, b"x"),
                              ("fine", reg, b"good")]))
    write("many.zip", zip_of([(str(i), b"") for i in range(70000)], zipfile.ZIP_STORED))
    write("overlap.zip", overlap_bomb(26))
    write("bomb.zip", letters_zip(10000, 0xFFFFFFFE))
    write("liar.zip", letters_zip(100, 1000))
    write("bomb.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + deflated_letters(10000) + bytes(8))
    write("cut.tar", tar[:1600])
    write("cut.zip", zip_of(plain)[:-10])
    write("crc.zip", zip_of([("a", b"checked text")], 0).replace(b"checked text", b"checkered te"))
    write("not.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(100)))


main()
