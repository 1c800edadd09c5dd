# SPDX-License-Identifier: MIT
"""Ways in which an ext2 or ext4 volume can be broken: super block, groups, inodes, extents, folders."""
import struct

from .patched import u16, u32

SUPER = 1024
ROOT = 2
EXTENTS = 0x80000


class Ext:
    def __init__(self, image):
        super_block = image.get(SUPER, 1024)
        self.image = image
        self.random = image.random
        self.block = 1024 << u32(super_block, 24)
        self.inode_bytes = u16(super_block, 88)
        self.groups = (u32(super_block, 20) + 1) * self.block
        self.inodes = u32(image.get(self.groups, 32), 8) * self.block
        self.used = [number for number in range(2, 40) if image.number(self.place(number), 2)]
        self.folders = [number for number in self.used if image.number(self.place(number), 2) & 0xF000 == 0x4000]

    def place(self, number):
        return self.inodes + (number - 1) * self.inode_bytes

    def some_inode(self):
        return self.place(self.random.choice([ROOT, 8] + self.used + self.folders))

    def first_block(self, inode):
        """Where the content of an inode begins, or of another one."""
        extent = self.image.number(inode + 32, 4) & EXTENTS
        block = self.image.number(inode + 40 + (20 if extent else 0), 4)
        return block if 0 < block < self.image.size // self.block else 100

    def folder_block(self):
        return self.first_block(self.place(self.random.choice(self.folders))) * self.block

    def wild_super_field(self):
        at, width = self.random.choice([(0, 4), (4, 4), (20, 4), (24, 4), (28, 4), (32, 4), (36, 4), (40, 4), (56, 2), (58, 2), (76, 4),
                                        (84, 4), (88, 2), (92, 4), (96, 4), (100, 4), (224, 4), (228, 4), (254, 2), (256, 4), (260, 4), (336, 4)])
        self.image.wild(SUPER + at, width)

    def wild_group(self):
        self.image.wild(self.groups + self.random.choice([0, 4, 8, 12, 14, 18, 30, 32, 36, 40]), self.random.choice([2, 4]))

    def wild_inode_field(self):
        at, width = self.random.choice([(0, 2), (4, 4), (20, 4), (26, 2), (28, 4), (32, 4), (108, 4), (128, 2)])
        self.image.wild(self.some_inode() + at, width)

    def wild_blocks(self):
        self.image.wild(self.some_inode() + 40 + 4 * self.random.randrange(15), 4)

    def wild_extent_head(self):
        at, width = self.random.choice([(40, 2), (42, 2), (44, 2), (46, 2), (52, 4), (56, 2), (58, 2), (60, 4)])
        self.image.wild(self.some_inode() + at, width)

    def extents_of_itself(self):
        """A tree of extents whose node is its own child."""
        inode = self.some_inode()
        node = self.first_block(inode)
        depth = self.random.choice([1, 2, 5, 0xFFFF])
        head = struct.pack("<HHHHI", 0xF30A, 1, 4, depth, 0)
        self.image.set(inode + 32, 4, EXTENTS)
        self.image.put(inode + 40, head + struct.pack("<IIHH", 0, node, 0, 0))
        below = struct.pack("<HHHHI", 0xF30A, 80, 80, self.random.choice([depth, max(0, depth - 1)]), 0)
        self.image.put(node * self.block, below + struct.pack("<IIHH", 0, node, 0, 0) * 80)

    def blocks_of_itself(self):
        """Indirect blocks that point to themselves, three deep, and a size to match."""
        inode = self.some_inode()
        node = self.first_block(inode)
        self.image.set(inode + 32, 4, 0)
        self.image.put(inode + 40, struct.pack("<15I", *[node] * 15))
        self.image.fill(node * self.block, self.block, struct.pack("<I", node))
        self.image.set(inode + 4, 4, self.random.choice([1 << 20, 1 << 30, 0xFFFFFFFF]))
        self.image.set(inode + 108, 4, self.random.choice([0, 0, 1, 0xFFFF]))

    def folder_inside_itself(self):
        place = self.folder_block()
        at = place + 24
        while at < place + self.block - 12:
            length = self.image.number(at + 4, 2)
            if self.random.random() < 0.5:
                self.image.set(at, 4, self.random.choice(self.folders))
                self.image.set(at + 7, 1, 2)
            if length < 8:
                return
            at += length

    def wild_folder_entry(self):
        at = self.folder_block() + self.random.choice([0, 12, 24, 44])
        field, width = self.random.choice([(0, 4), (4, 2), (6, 1), (7, 1)])
        self.image.wild(at + field, width)

    def wild_folder(self):
        entry = struct.pack("<IHBB", self.random.choice(self.used), 12, 1, 2) + b"x\0\0\0"
        self.image.fill(self.folder_block(), self.block, self.random.choice([
            entry, self.random.randbytes(1024), struct.pack("<IHBB", 12, 8, 255, 1), bytes(8)]))

    def wild_inode(self):
        self.image.put(self.some_inode(), self.random.choice([
            self.random.randbytes(128), b"\xff" * 128, self.image.get(self.some_inode(), 128)]))

    def cut_off(self):
        self.image.size = self.random.choice([1024, 2048, self.inodes, self.random.randrange(self.image.size)])


WAYS = ["wild_super_field", "wild_super_field", "wild_group", "wild_inode_field", "wild_inode_field", "wild_blocks",
        "wild_extent_head", "extents_of_itself", "blocks_of_itself", "folder_inside_itself", "wild_folder_entry",
        "wild_folder", "wild_inode", "cut_off"]
