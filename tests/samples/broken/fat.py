# SPDX-License-Identifier: MIT
"""Ways in which a FAT12, FAT16 or FAT32 volume can be broken (Microsoft's FAT specification 1.03)."""
from .patched import u16, u32

FOLDER = 0x10
LONG_NAME = 0x0F


class Fat:
    def __init__(self, image):
        boot = image.get(0, 512)
        self.image = image
        self.random = image.random
        self.sector = u16(boot, 11)
        self.cluster = boot[13] * self.sector
        sectors_of_table = u16(boot, 22) or u32(boot, 36)
        self.table = u16(boot, 14) * self.sector
        self.table_bytes = sectors_of_table * self.sector
        self.tables = boot[16]
        self.root = self.table + self.tables * self.table_bytes
        self.root_bytes = u16(boot, 17) * 32
        self.data = self.root + self.root_bytes
        count = ((u16(boot, 19) or u32(boot, 32)) * self.sector - self.data) // self.cluster
        self.bits = 12 if count < 4085 else 16 if count < 65525 else 32
        self.root_cluster = u32(boot, 44) if self.bits == 32 else 0
        self.entries = []  # Offsets of entries in use, no long names.
        self.folders = [self.root_cluster]
        self._list(self.root_place(), self.root_bytes or self.cluster)

    def root_place(self):
        return self.place(self.root_cluster) if self.bits == 32 else self.root

    def place(self, cluster):
        return self.data + (cluster - 2) * self.cluster

    def _list(self, place, count):
        for at in range(place, place + count, 32):
            entry = self.image.get(at, 32)
            if entry[0] == 0:
                return
            if entry[0] in (0xE5, 0x2E) or entry[11] & LONG_NAME == LONG_NAME or entry[11] & 8:
                continue
            self.entries.append(at)
            if entry[11] & FOLDER:
                self.folders.append(self.first(at))
                self._list(self.place(self.first(at)), self.cluster)

    def first(self, at):
        return self.image.number(at + 26, 2) | self.image.number(at + 20, 2) << 16

    def set_first(self, at, cluster):
        self.image.set(at + 26, 2, cluster)
        self.image.set(at + 20, 2, cluster >> 16)

    def link(self, first, *to):
        """Where clusters from `first` on lead."""
        start = first * self.bits // 8
        table = bytearray(self.image.get(self.table + start, len(to) * 4 + 4))
        for i, cluster in enumerate(to):
            if self.bits == 12:
                at, odd = (first + i) * 3 // 2 - start, (first + i) & 1
                if at + 1 < len(table):
                    old = table[at] | table[at + 1] << 8
                    new = (cluster & 0xFFF) << 4 | old & 15 if odd else old & 0xF000 | cluster & 0xFFF
                    table[at:at + 2] = new.to_bytes(2, "little")
            else:
                width = self.bits // 8
                table[i * width:(i + 1) * width] = (cluster % (1 << self.bits)).to_bytes(width, "little")
        used = len(to) * self.bits // 8 + 1
        for copy in range(self.tables):
            self.image.put(self.table + copy * self.table_bytes + start, table[:used])

    def some_cluster(self):
        first = self.first(self.random.choice(self.entries))
        return max(2, first + self.random.choice([0, 0, 1, 2]))

    def chain_loops(self):
        cluster = self.some_cluster()
        self.link(cluster, self.random.choice([cluster, max(2, cluster - 1), self.some_cluster()]))

    def files_share_clusters(self):
        self.set_first(self.random.choice(self.entries), self.some_cluster())

    def folder_inside_itself(self):
        at = self.random.choice(self.entries)
        self.image.put(at + 11, bytes([FOLDER]))
        self.set_first(at, self.random.choice(self.folders))

    def folder_chain_loops(self):
        folder = max(2, self.random.choice(self.folders))
        self.link(folder, self.random.choice([folder, max(2, self.random.choice(self.folders))]))

    def folder_holds_the_volume(self):
        folder = max(2, self.random.choice(self.folders))
        self.link(folder, *range(folder + 1, folder + 2000))

    def wild_size(self):
        self.image.wild(self.random.choice(self.entries) + 28, 4)

    def wild_first_cluster(self):
        at = self.random.choice(self.entries)
        self.image.wild(at + 26, 2)
        if self.random.random() < 0.3:
            self.image.wild(at + 20, 2)

    def wild_boot_field(self):
        at, width = self.random.choice([(11, 2), (13, 1), (14, 2), (16, 1), (17, 2), (19, 2), (21, 1), (22, 2), (28, 4),
                                        (32, 4), (36, 4), (40, 2), (42, 2), (44, 4), (48, 2), (50, 2), (510, 2)])
        self.image.wild(at, width)

    def wild_table(self):
        count = self.random.choice([self.sector, self.table_bytes])
        unit = self.random.choice([b"\0", b"\xff", self.random.randbytes(4096), b"\x02\0\0\0", b"\xf7\xff\xff\x0f"])
        for copy in range(self.tables):
            self.image.fill(self.table + copy * self.table_bytes, count, unit)

    def wild_folder(self):
        place = self.random.choice([self.root_place()] + [self.place(one) for one in self.folders if one > 1])
        entry = self.image.get(self.random.choice(self.entries), 32)
        long = bytes([self.random.choice([0x41, 0x01, 0x7F, 0x14])]) + self.random.randbytes(10) + bytes([LONG_NAME])
        unit = self.random.choice([entry, long + self.random.randbytes(20), self.random.randbytes(4096), b".          \x10" + bytes(20)])
        self.image.fill(place, self.cluster, unit)

    def wild_name(self):
        at = self.random.choice(self.entries)
        self.image.put(at + self.random.randrange(11), self.random.choice([b"/", b"\0", b"\x05", b"\xe5", b"\n", b"\x1b", b".", b" "]))

    def wild_attributes(self):
        self.image.wild(self.random.choice(self.entries) + 11, 1)

    def cut_off(self):
        self.image.size = self.random.choice([512, self.table, self.root, self.data, self.random.randrange(self.data + 200_000)])


WAYS = ["chain_loops", "files_share_clusters", "folder_inside_itself", "folder_chain_loops", "folder_holds_the_volume",
        "wild_size", "wild_first_cluster", "wild_boot_field", "wild_table", "wild_folder", "wild_name",
        "wild_attributes", "cut_off"]
