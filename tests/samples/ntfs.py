# SPDX-License-Identifier: MIT
"""Folders in an NTFS image. ntfs-3g's tools put files only where folders are, and make none without
mounting; here an empty file becomes a folder, and other files move into it.

NTFS 3.1 as mkntfs and ntfscp write it: small folders, whose whole index lies in their record."""
import struct

FOLDER = 0x10000000  # Of the flags in a file name.
NAME, DATA, INDEX_ROOT, INDEX_BLOCKS = 0x30, 0x80, 0x90, 0xA0
ROOT = 5


def u16(data, at):
    return struct.unpack_from("<H", data, at)[0]


def u32(data, at):
    return struct.unpack_from("<I", data, at)[0]


def u64(data, at):
    return struct.unpack_from("<Q", data, at)[0]


def unfixed(block):
    """Each sector's last two bytes stand in an array of their own."""
    block = bytearray(block)
    at, count = u16(block, 4), u16(block, 6)
    for sector in range(1, count):
        block[sector * 512 - 2:sector * 512] = block[at + 2 * sector:at + 2 * sector + 2]
    return block


def fixed(block):
    block = bytearray(block)
    at, count = u16(block, 4), u16(block, 6)
    for sector in range(1, count):
        block[at + 2 * sector:at + 2 * sector + 2] = block[sector * 512 - 2:sector * 512]
        block[sector * 512 - 2:sector * 512] = block[at:at + 2]
    return bytes(block)


def attributes(record):
    at = u16(record, 20)
    while u32(record, at) != 0xFFFFFFFF:
        length = u32(record, at + 4)
        yield at, bytes(record[at:at + length])
        at += length


def value(attribute):
    return attribute[u16(attribute, 20):u16(attribute, 20) + u32(attribute, 16)]


def runs(attribute):
    at, place = u16(attribute, 32), 0
    while attribute[at]:
        sizes = attribute[at]
        count, offset = sizes & 15, sizes >> 4
        length = int.from_bytes(attribute[at + 1:at + 1 + count], "little")
        place += int.from_bytes(attribute[at + 1 + count:at + 1 + count + offset], "little", signed=True)
        yield place, length
        at += 1 + count + offset


def name_of(file_name):
    return file_name[66:66 + 2 * file_name[64]].decode("utf-16-le")


def entry_of(reference, file_name):
    length = (16 + len(file_name) + 7) // 8 * 8
    return struct.pack("<QHHI", reference, length, len(file_name), 0) + file_name.ljust(length - 16, b"\0")


class Ntfs:
    def __init__(self, path):
        self.file = open(path, "r+b")
        boot = self.read(0, 512)
        self.cluster = u16(boot, 11) * boot[13]
        self.record_bytes = 1 << -struct.unpack_from("<b", boot, 64)[0]
        self.block_bytes = 1 << -struct.unpack_from("<b", boot, 68)[0] if boot[68] > 127 else boot[68] * self.cluster
        self.table = [(u64(boot, 48), 1)]
        data = next(one for _, one in attributes(self.record(0)) if u32(one, 0) == DATA)
        self.table = list(runs(data))

    def close(self):
        self.file.close()

    def read(self, at, count):
        self.file.seek(at)
        return self.file.read(count)

    def write(self, at, data):
        self.file.seek(at)
        self.file.write(data)

    def place(self, number):
        at = number * self.record_bytes
        for start, length in self.table:
            if at < length * self.cluster:
                return start * self.cluster + at
            at -= length * self.cluster
        raise ValueError("no such record")

    def record(self, number):
        return unfixed(self.read(self.place(number), self.record_bytes))

    def reference(self, number):
        return number | u16(self.record(number), 16) << 48

    def index_blocks(self):
        """Of the root folder: where each lies, and what is in it."""
        for _, one in attributes(self.record(ROOT)):
            if u32(one, 0) == INDEX_BLOCKS:
                for start, length in runs(one):
                    for at in range(start * self.cluster, (start + length) * self.cluster, self.block_bytes):
                        block = self.read(at, self.block_bytes)
                        if block[:4] == b"INDX":
                            yield at, unfixed(block)

    def take_from_root(self, name):
        """The number of its record. Its entry in the root folder goes."""
        for place, block in self.index_blocks():
            at, end = 24 + u32(block, 24), 24 + u32(block, 28)
            while not u16(block, at + 12) & 2:
                length = u16(block, at + 8)
                if name_of(block[at + 16:at + length]) == name:
                    number = u64(block, at) & 0xFFFFFFFFFFFF
                    block[at:end - length] = block[at + length:end]
                    struct.pack_into("<I", block, 28, end - length - 24)
                    self.write(place, fixed(block))
                    return number
                at += length
        raise ValueError(f"no {name} in the root")

    def find_in_root(self, name):
        for _, block in self.index_blocks():
            at = 24 + u32(block, 24)
            while not u16(block, at + 12) & 2:
                if name_of(block[at + 16:at + u16(block, at + 8)]) == name:
                    return u64(block, at) & 0xFFFFFFFFFFFF
                at += u16(block, at + 8)
        raise ValueError(f"no {name} in the root")

    def rewrite(self, number, change):
        """`change` says of each attribute what stands for it; it may add some at the end."""
        record = self.record(number)
        first = u16(record, 20)
        body = b"".join(change([one for _, one in attributes(record)]))
        end = first + len(body) + 8
        assert end <= self.record_bytes, "the folder's index does not fit into its record"
        record[first:] = (body + struct.pack("<II", 0xFFFFFFFF, 0)).ljust(self.record_bytes - first, b"\0")
        struct.pack_into("<I", record, 24, end)
        return record

    def make_folder(self, name, members):
        """The empty file `name` of the root becomes a folder, and `members` move into it."""
        folder = self.find_in_root(name)
        entries = b""
        for member in sorted(members, key=str.upper):
            number = self.take_from_root(member)

            def moved(found, number=number):
                for one in found:
                    if u32(one, 0) == NAME:
                        one = bytearray(one)
                        struct.pack_into("<Q", one, u16(one, 20), self.reference(folder))
                    yield bytes(one)
            record = self.rewrite(number, moved)
            self.write(self.place(number), fixed(record))
            file_name = next(value(one) for _, one in attributes(record) if u32(one, 0) == NAME)
            entries += entry_of(self.reference(number), file_name)
        entries += struct.pack("<QHHI", 0, 16, 0, 2)
        index = struct.pack("<IIIBxxx", NAME, 1, self.block_bytes, max(1, self.block_bytes // self.cluster))
        index += struct.pack("<IIII", 16, 16 + len(entries), 16 + len(entries), 0) + entries
        index_root = struct.pack("<IIBBHHHIHBx", INDEX_ROOT, 32 + len(index), 0, 4, 24, 0, 9, len(index), 32, 0)
        index_root += "$I30".encode("utf-16-le") + index

        def as_folder(found):
            for one in found:
                if u32(one, 0) == DATA:
                    continue
                if u32(one, 0) == NAME:
                    one = bytearray(one)
                    at = u16(one, 20) + 56
                    struct.pack_into("<I", one, at, u32(one, at) | FOLDER)
                yield bytes(one)
            yield index_root
        record = self.rewrite(folder, as_folder)
        struct.pack_into("<H", record, 22, 3)  # In use, a folder.
        self.write(self.place(folder), fixed(record))
        for place, block in self.index_blocks():  # And where the root lists it.
            at = 24 + u32(block, 24)
            while not u16(block, at + 12) & 2:
                if u64(block, at) & 0xFFFFFFFFFFFF == folder:
                    struct.pack_into("<I", block, at + 16 + 56, u32(block, at + 16 + 56) | FOLDER)
                    self.write(place, fixed(block))
                at += u16(block, at + 8)
