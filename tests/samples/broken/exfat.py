# SPDX-License-Identifier: MIT
"""Ways in which an exFAT volume can be broken (exFAT specification 1.00)."""
from .patched import u32

FILE, STREAM, NAME, BITMAP, UPCASE, LABEL = 0x85, 0xC0, 0xC1, 0x81, 0x82, 0x83


class Exfat:
    def __init__(self, image):
        boot = image.get(0, 512)
        self.image = image
        self.random = image.random
        self.sector = 1 << boot[108]
        self.cluster = self.sector << boot[109]
        self.table = u32(boot, 80) * self.sector
        self.heap = u32(boot, 88) * self.sector
        self.root = u32(boot, 96)
        self.sets = []  # Offsets of file entries.
        self.tables = []  # Of the bitmap's and the up-case table's.
        self.folders = [self.root]
        self._list(self.root)

    def place(self, cluster):
        return self.heap + (cluster - 2) * self.cluster

    def _list(self, cluster):
        at = self.place(cluster)
        for at in range(at, at + self.cluster, 32):
            entry = self.image.get(at, 64)
            if entry[0] == 0:
                return
            if entry[0] in (BITMAP, UPCASE):
                self.tables.append(at)
            if entry[0] == FILE:
                self.sets.append(at)
                if entry[4] & 0x10:
                    self.folders.append(u32(entry, 32 + 20))
                    self._list(u32(entry, 32 + 20))

    def some_cluster(self):
        return self.image.number(self.random.choice(self.sets) + 32 + 20, 4) or self.root

    def link(self, cluster, to):
        self.image.set(self.table + 4 * cluster, 4, to)

    def chain_loops(self):
        cluster = self.some_cluster() + self.random.randrange(2)
        self.link(cluster, self.random.choice([cluster, self.some_cluster()]))

    def root_chain_loops(self):
        folder = self.random.choice(self.folders)
        self.link(folder, self.random.choice(self.folders))

    def folder_inside_itself(self):
        at = self.random.choice(self.sets)
        self.image.set(at + 4, 2, 0x10)
        self.image.set(at + 32 + 20, 4, self.random.choice(self.folders))
        self.image.set(at + 32 + 24, 8, self.cluster)

    def folder_holds_the_volume(self):
        at = self.random.choice(self.sets)
        self.image.set(at + 4, 2, 0x10)
        self.image.set(at + 32 + 1, 1, 3)  # Without a chain: one cluster after the other.
        self.image.set(at + 32 + 20, 4, 2)
        self.image.set(at + 32 + 24, 8, self.random.choice([1 << 20, 1 << 32, (1 << 63) - 1]))

    def wild_boot_field(self):
        at, width = self.random.choice([(64, 8), (72, 8), (80, 4), (84, 4), (88, 4), (92, 4), (96, 4), (104, 2), (106, 2),
                                        (108, 1), (109, 1), (110, 1), (112, 1), (510, 2)])
        self.image.wild(at, width)

    def wild_entry(self):
        at = self.random.choice(self.sets)
        field, width = self.random.choice([(0, 1), (1, 1), (4, 2), (8, 4), (32, 1), (33, 1), (35, 1), (40, 8), (52, 4),
                                           (56, 8), (64, 1), (65, 1), (66, 2)])
        self.image.wild(at + field, width)

    def wild_table_entry(self):
        field, width = self.random.choice([(1, 1), (4, 4), (20, 4), (24, 8)])
        self.image.wild(self.random.choice(self.tables) + field, width)

    def wild_chains(self):
        unit = self.random.choice([b"\0", b"\xff", b"\x05\0\0\0", self.random.randbytes(4096)])
        self.image.fill(self.table, self.sector * self.random.choice([1, 8]), unit)

    def wild_folder(self):
        at = self.random.choice(self.sets)
        unit = self.random.choice([self.image.get(at, 96), self.random.randbytes(4096), bytes([FILE, 255]) + bytes(30),
                                   bytes([STREAM]) + self.random.randbytes(31), bytes([LABEL, 255]) + b"\xff" * 30])
        self.image.fill(self.place(self.random.choice(self.folders)), self.cluster, unit)

    def wild_bitmap(self):
        place = self.place(self.image.number(self.tables[0] + 20, 4))
        self.image.fill(place, 1024, self.random.choice([b"\0", b"\xff"]))

    def cut_off(self):
        self.image.size = self.random.choice([512, self.table, self.heap, self.random.randrange(self.heap + 100_000)])


WAYS = ["chain_loops", "root_chain_loops", "folder_inside_itself", "folder_holds_the_volume", "wild_boot_field",
        "wild_entry", "wild_entry", "wild_table_entry", "wild_chains", "wild_folder", "wild_bitmap", "cut_off"]
