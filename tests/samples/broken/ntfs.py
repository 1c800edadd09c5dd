# SPDX-License-Identifier: MIT
"""Ways in which an NTFS volume can be broken: its table of records, their attributes, runs and indexes."""
import struct

from ntfs import attributes, fixed, unfixed

from .patched import u16, u32, u64

ATTRIBUTE_LIST, NAME, DATA, INDEX_ROOT, INDEX_BLOCKS = 0x20, 0x30, 0x80, 0x90, 0xA0
ROOT = 5


class Ntfs:
    def __init__(self, image):
        boot = image.get(0, 512)
        self.image = image
        self.random = image.random
        self.cluster = u16(boot, 11) * boot[13]
        self.table = u64(boot, 48) * self.cluster
        self.record_bytes = 1024
        self.records = [number for number in range(100) if image.get(self.place(number), 4) == b"FILE"]
        self.files = [number for number in self.records if number == ROOT or number >= 24]
        base = image.base
        self.index_blocks = [at for at in range(0, len(base), self.cluster) if base[at:at + 4] == b"INDX"]

    def place(self, number):
        return self.table + number * self.record_bytes

    def some_record(self):
        return self.random.choice([self.random.choice(self.records), self.random.choice(self.files), ROOT, 0])

    def change(self, number, how):
        place = self.place(number)
        record = unfixed(self.image.get(place, self.record_bytes))
        how(record)
        self.image.put(place, fixed(record))

    def set_wild(self, record, at, width):
        """Of a record without its fix-ups."""
        if at + width > len(record):
            return
        most = (1 << 8 * width) - 1
        record[at:at + width] = self.random.choice([
            0, 1, most, most >> 1, (most >> 1) + 1, 5, self.random.randrange(most + 1),
            self.random.randrange(2048) & most]).to_bytes(width, "little")

    def some_attribute(self, record):
        try:
            return self.random.choice(list(attributes(record)))
        except (struct.error, IndexError):
            return 56, b""  # An earlier change broke it.

    def wild_boot_field(self):
        at, width = self.random.choice([(11, 2), (13, 1), (40, 8), (48, 8), (56, 8), (64, 1), (68, 1), (510, 2)])
        self.image.wild(at, width)

    def wild_record_head(self):
        at, width = self.random.choice([(0, 4), (4, 2), (6, 2), (16, 2), (18, 2), (20, 2), (22, 2), (24, 4), (28, 4), (32, 8), (44, 4)])
        self.image.wild(self.place(self.some_record()) + at, width)

    def wild_attribute_field(self):
        def how(record):
            at, _ = self.some_attribute(record)
            field, width = self.random.choice([(0, 4), (4, 4), (8, 1), (9, 1), (10, 2), (12, 2), (16, 4), (20, 2), (16, 8),
                                               (24, 8), (32, 2), (34, 2), (40, 8), (48, 8), (56, 8)])
            self.set_wild(record, at + field, width)
        self.change(self.some_record(), how)

    def wild_runs(self):
        def how(record):
            for at, one in self._attributes(record):
                if len(one) > 40 and one[8] == 1:
                    start = at + u16(one, 32)
                    count = min(16, at + len(one) - start)
                    record[start:start + count] = self.random.choice([
                        self.random.randbytes(16), b"\x88" + b"\xff" * 15, b"\x11\x01\x00\x11\x01\x00" + bytes(10),
                        b"\x48\xff\xff\xff\xff\xff\xff\xff\x7f\x01\0\0\0\0\0\0", b"\x01\xff" * 8])[:count]
        self.change(self.some_record(), how)

    def _attributes(self, record):
        try:
            return list(attributes(record))
        except (struct.error, IndexError):
            return []

    def table_lies_elsewhere(self):
        def how(record):
            for at, one in self._attributes(record):
                if u32(one, 0) == DATA:
                    start = at + u16(one, 32)
                    record[start:start + 8] = b"\x22\xff\x7f" + self.random.randbytes(2) + bytes(3)
        self.change(0, how)

    def attribute_list_of_itself(self):
        """An attribute becomes a list that says: what this record lacks is in this record."""
        number = self.some_record()

        def how(record):
            for at, one in self._attributes(record):
                size = len(one)
                if u32(one, 0) in (0x10, NAME, DATA, INDEX_ROOT) and size >= 24 + 32:
                    entries = b"".join(struct.pack("<IHBBQQHxxxxxx", kind, 32, 0, 26, 0, self.random.choice([number, ROOT, 0]), 0)
                                       for kind in (DATA, INDEX_ROOT, ATTRIBUTE_LIST))[:(size - 24) // 32 * 32]
                    head = struct.pack("<IIBBHHHIHxx", ATTRIBUTE_LIST, size, 0, 0, 24, 0, 0, len(entries), 24)
                    record[at:at + size] = (head + entries).ljust(size, b"\0")
                    return
        self.change(number, how)

    def folder_inside_itself(self):
        """An index entry leads to a folder above it."""
        if not self.index_blocks:
            return
        place = self.random.choice(self.index_blocks)
        block = unfixed(self.image.get(place, 4096))
        at, end = 24 + u32(block, 24), min(len(block) - 90, 24 + u32(block, 28))
        while at < end and not u16(block, at + 12) & 2:
            if self.random.random() < 0.3:
                struct.pack_into("<Q", block, at, ROOT | 5 << 48)
            if u16(block, at + 8) == 0:
                break
            at += u16(block, at + 8)
        self.image.put(place, fixed(block))

    def wild_index(self):
        if self.index_blocks and self.random.random() < 0.6:
            place = self.random.choice(self.index_blocks)
            block = unfixed(self.image.get(place, 4096))
            first = 24 + u32(block, 24)
            field, width = self.random.choice([(24, 4), (28, 4), (32, 4), (first + 8, 2), (first + 10, 2), (first + 12, 2), (first, 8)])
            self.set_wild(block, field, width)
            self.image.put(place, fixed(block))
            return

        def how(record):
            for at, one in self._attributes(record):
                if u32(one, 0) == INDEX_ROOT:
                    field, width = self.random.choice([(8, 4), (12, 1), (16, 4), (20, 4), (32, 8), (40, 2), (42, 2), (44, 2)])
                    self.set_wild(record, at + u16(one, 20) + field, width)
        self.change(self.random.choice(self.files), how)

    def own_parent(self):
        number = self.random.choice(self.files)

        def how(record):
            for at, one in self._attributes(record):
                if u32(one, 0) == NAME:
                    struct.pack_into("<Q", record, at + u16(one, 20), self.random.choice([number, ROOT, 0xFFFFFFFFFFFF]))
        self.change(number, how)

    def wild_record(self):
        place = self.place(self.some_record())
        self.image.put(place + self.random.choice([0, 48, 56]), self.random.choice([
            self.random.randbytes(500), bytes(500), b"\xff" * 500, self.image.get(self.place(self.some_record()), 500)]))

    def cut_off(self):
        self.image.size = self.random.choice([512, self.table, self.table + 4096, self.random.randrange(self.image.size)])


WAYS = ["wild_boot_field", "wild_record_head", "wild_attribute_field", "wild_attribute_field", "wild_runs", "wild_runs",
        "table_lies_elsewhere", "attribute_list_of_itself", "folder_inside_itself", "wild_index", "own_parent",
        "wild_record", "cut_off"]
