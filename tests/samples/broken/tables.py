# SPDX-License-Identifier: MIT
"""Ways in which a partition table can be broken: MBR with an extended partition, and GPT (UEFI 2.10, section 5)."""
import struct
import zlib

from .patched import u32, u64

SECTOR = 512


class Mbr:
    def __init__(self, image):
        self.image = image
        self.random = image.random
        self.tables = [0]
        first = next((image.number(446 + 16 * i + 8, 4) for i in range(4) if image.number(446 + 16 * i + 4, 1) in (5, 15)), 0)
        if first:
            self.tables.append(first * SECTOR)
        self.sectors = image.size // SECTOR

    def entry(self, index=None):
        return self.random.choice(self.tables) + 446 + 16 * (self.random.randrange(4) if index is None else index)

    def some_sector(self):
        return self.random.choice([0, 1, 2048, self.sectors - 1, self.sectors, 0xFFFFFFFF, self.random.randrange(self.sectors)])

    def make(self, at, kind, start, count):
        self.image.put(at, struct.pack("<B3sB3sII", 0, bytes(3), kind, bytes(3), start, count))

    def wild_entry(self):
        field, width = self.random.choice([(4, 1), (8, 4), (12, 4)])
        self.image.wild(self.entry() + field, width)

    def partitions_overlap(self):
        for index in range(4):
            self.make(446 + 16 * index, self.random.choice([1, 6, 7, 0xB, 0xC, 0x83]), self.some_sector(), self.some_sector())

    def extended_of_itself(self):
        at = self.some_sector() % self.sectors
        self.make(446 + 48, self.random.choice([5, 15]), at, 0xFFFFFFFF)
        self.image.put(at * SECTOR + 510, b"\x55\xaa")
        self.make(at * SECTOR + 446, 6, 1, 1000)
        self.make(at * SECTOR + 462, 5, self.random.choice([0, 0, self.some_sector()]), 0xFFFFFFFF)

    def many_extended(self):
        """A chain of tables in every sector of a stretch."""
        first = 64
        self.make(446 + 32, 5, first, self.sectors)
        for number in range(300):
            at = (first + number) * SECTOR
            self.make(at + 446, 1, 1, 8)
            self.make(at + 462, 5, number + 1, 8)
            self.image.put(at + 510, b"\x55\xaa")

    def wild_sector(self):
        self.image.put(446, self.random.randbytes(64))


class Gpt:
    def __init__(self, image):
        self.image = image
        self.random = image.random
        self.entries = u64(image.get(SECTOR, 92), 72) * SECTOR
        self.sectors = image.size // SECTOR

    def sign(self):
        """Both checksums, so that only what they cover is wrong."""
        count, size = self.image.number(SECTOR + 80, 4), self.image.number(SECTOR + 84, 4)
        if count * size <= 1 << 20:
            self.image.set(SECTOR + 88, 4, zlib.crc32(self.image.get(self.image.number(SECTOR + 72, 8) * SECTOR, count * size)))
        length = min(512, u32(self.image.get(SECTOR, 92), 12))
        self.image.set(SECTOR + 16, 4, 0)
        self.image.set(SECTOR + 16, 4, zlib.crc32(self.image.get(SECTOR, length)))

    def wild_head(self):
        at, width = self.random.choice([(8, 4), (12, 4), (24, 8), (32, 8), (40, 8), (48, 8), (72, 8), (80, 4), (84, 4)])
        self.image.wild(SECTOR + at, width)
        if self.random.random() < 0.7:
            self.sign()

    def some_sector(self):
        return self.random.choice([0, 1, 34, 2048, self.sectors - 1, self.sectors, (1 << 64) - 1, 1 << 63, self.random.randrange(self.sectors)])

    def make(self, index, first, last):
        kind = bytes.fromhex("a2a0d0ebe5b9334487c068b6b72699c7")
        self.image.put(self.entries + 128 * index, kind + self.random.randbytes(16) + struct.pack("<QQQ", first, last, 0)
                       + "部".encode("utf-16-le") * 36)

    def partitions_overlap(self):
        for index in range(self.random.choice([3, 128])):
            self.make(index, self.some_sector(), self.some_sector())
        self.sign()

    def wild_entry(self):
        self.image.wild(self.entries + self.random.choice([0, 32, 40, 48]), 8)
        if self.random.random() < 0.7:
            self.sign()

    def second_table(self):
        """The protective MBR says something of its own."""
        self.image.put(446, struct.pack("<B3sB3sII", 0, bytes(3), self.random.choice([6, 0xC, 0xEE, 5]), bytes(3),
                                        self.random.choice([1, 2048, 3000]), self.random.choice([1, 5000, 0xFFFFFFFF])) * 4)


MBR_WAYS = ["wild_entry", "wild_entry", "partitions_overlap", "extended_of_itself", "many_extended", "wild_sector"]
GPT_WAYS = ["wild_head", "wild_head", "partitions_overlap", "wild_entry", "second_table"]
