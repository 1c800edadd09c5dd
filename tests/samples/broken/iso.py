# SPDX-License-Identifier: MIT
"""Ways in which an ISO 9660 volume can be broken, with its Joliet and Rock Ridge parts (ECMA-119, SUSP 1.12)."""
import struct

SECTOR = 2048
FIRST = 16 * SECTOR  # Of the volume descriptors.
ROOT_RECORD = 156


class Iso:
    def __init__(self, image):
        self.image = image
        self.random = image.random
        self.descriptors = []
        at = FIRST
        while image.number(at, 1) != 255:
            self.descriptors.append(at)
            at += SECTOR
        self.end = at
        self.trees = [one for one in self.descriptors if image.number(one, 1) in (1, 2)]
        self.records = []
        self.extents = []
        for one in self.trees:
            self._list(image.number(one + ROOT_RECORD + 2, 4))

    def _list(self, extent):
        self.extents.append(extent)
        at = extent * SECTOR
        while (length := self.image.number(at, 1)) and at < (extent + 1) * SECTOR:
            self.records.append(at)
            name = self.image.get(at + 33, 1)
            if self.image.number(at + 25, 1) & 2 and name not in (b"\0", b"\1"):
                self._list(self.image.number(at + 2, 4))
            at += length

    def both(self, at, value):
        self.image.put(at, struct.pack("<I", value % (1 << 32)) + struct.pack(">I", value % (1 << 32)))

    def wild_descriptor(self):
        at = self.random.choice(self.trees)
        field, width = self.random.choice([(0, 1), (1, 1), (6, 1), (80, 4), (88, 2), (120, 2), (128, 2), (132, 4), (140, 4), (148, 4)])
        self.image.wild(at + field, width)

    def wild_root(self):
        at = self.random.choice(self.trees) + ROOT_RECORD
        field, width = self.random.choice([(0, 1), (1, 1), (2, 4), (10, 4), (25, 1), (32, 1)])
        self.image.wild(at + field, width)

    def wild_record(self):
        field, width = self.random.choice([(0, 1), (1, 1), (2, 4), (10, 4), (25, 1), (26, 1), (32, 1)])
        self.image.wild(self.random.choice(self.records) + field, width)

    def folder_inside_itself(self):
        at = self.random.choice(self.records)
        self.both(at + 2, self.random.choice(self.extents))
        self.both(at + 10, self.random.choice([SECTOR, SECTOR * 100, 0x7FFFF800]))
        self.image.put(at + 25, b"\x02")

    def endless_descriptors(self):
        self.image.put(self.end, self.image.get(self.random.choice(self.descriptors), SECTOR))

    def wild_shared_use(self):
        """In the system use fields: lengths, and continuations that lead back."""
        extent = self.random.choice(self.extents) * SECTOR
        folder = self.image.get(extent, SECTOR)
        for mark in self.random.sample([b"NM", b"SL", b"PX", b"TF", b"CE", b"SP", b"RR", b"ER"], 4):
            at = folder.find(mark)
            if at >= 0:
                self.image.wild(extent + at + self.random.choice([2, 3, 4]), 1)

    def continuation_of_itself(self):
        at = self.random.choice(self.records)
        length, name = self.image.number(at, 1), self.image.number(at + 32, 1)
        use = 33 + name + (1 - name % 2)
        if length - use < 28:
            return
        block = at // SECTOR
        self.image.put(at + use, b"CE\x1c\x01")
        self.both(at + use + 4, block)
        self.both(at + use + 12, at % SECTOR + use)
        self.both(at + use + 20, self.random.choice([28, 2048, 0xFFFFFFFF]))

    def wild_folder(self):
        record = self.image.get(self.random.choice(self.records), 64)
        self.image.fill(self.random.choice(self.extents) * SECTOR, SECTOR, self.random.choice([
            record, self.random.randbytes(SECTOR), b"\xff", b"\x22" + bytes(33)]))

    def cut_off(self):
        self.image.size = self.random.choice([FIRST, FIRST + SECTOR, self.random.randrange(self.image.size)])


WAYS = ["wild_descriptor", "wild_root", "wild_record", "wild_record", "folder_inside_itself", "endless_descriptors",
        "wild_shared_use", "continuation_of_itself", "wild_folder", "cut_off"]
