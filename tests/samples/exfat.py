# SPDX-License-Identifier: MIT
"""Writes files into an exFAT image made by mkfs.exfat (exFAT specification 1.00)."""
import struct


class Exfat:
    def __init__(self, path):
        self.file = open(path, "r+b")
        boot = self.file.read(512)
        (fat, _, heap, self.clusters, self.root) = struct.unpack_from("<IIIII", boot, 80)
        self.sector = 1 << boot[108]
        self.cluster = self.sector << boot[109]
        self.fat = fat * self.sector
        self.heap = heap * self.sector
        self.bitmap = self._find_bitmap()
        self.next_free = 2 + next(i for i in range(self.clusters) if self._is_run_free(i))
        self.tails = {}

    def close(self):
        self.file.close()

    def place(self, cluster):
        return self.heap + (cluster - 2) * self.cluster

    def read(self, offset, count):
        self.file.seek(offset)
        return self.file.read(count)

    def write(self, offset, data):
        self.file.seek(offset)
        self.file.write(data)

    def _find_bitmap(self):
        entries = self.read(self.place(self.root), self.cluster)
        for at in range(0, len(entries), 32):
            if entries[at] == 0x81:
                return self.place(struct.unpack_from("<I", entries, at + 20)[0])
        raise ValueError("no allocation bitmap")

    def _is_run_free(self, index):
        """Everything from here on is free: the image is fresh."""
        bits = self.read(self.bitmap + index // 8, 64)
        return not any(bits[1:]) and bits[0] >> (index % 8) == 0

    def allocate(self, count):
        first = self.next_free
        self.next_free += count
        for cluster in range(first, first + count):
            at = self.bitmap + (cluster - 2) // 8
            byte = self.read(at, 1)[0] | 1 << (cluster - 2) % 8
            self.write(at, bytes([byte]))
            self.link(cluster, cluster + 1 if cluster + 1 < first + count else 0xFFFFFFFF)
        return first

    def link(self, cluster, to):
        self.write(self.fat + 4 * cluster, struct.pack("<I", to))

    @staticmethod
    def entry_set(name, attributes, first, size, in_use=True, valid=None):
        units = name.encode("utf-16-le")
        names = [units[i:i + 30].ljust(30, b"\0") for i in range(0, len(units), 30)]
        name_hash = 0
        for byte in name.upper().encode("utf-16-le"):
            name_hash = ((name_hash >> 1) | ((name_hash & 1) << 15)) + byte & 0xFFFF
        primary = struct.pack("<BBHHHIIIBBBBB7x", 0x85, 1 + len(names), 0, attributes, 0,
                              0x52210000, 0x52210000, 0x52210000, 0, 0, 0, 0, 0)
        stream = struct.pack("<BBBBHHQIIQ", 0xC0, 1, 0, len(units) // 2, name_hash, 0,
                             size if valid is None else valid, 0,
                             first, size)
        whole = bytearray(primary + stream + b"".join(b"\xC1\0" + n for n in names))
        checksum = 0
        for i, byte in enumerate(whole):
            if i not in (2, 3):
                checksum = ((checksum >> 1) | ((checksum & 1) << 15)) + byte & 0xFFFF
        struct.pack_into("<H", whole, 2, checksum)
        if not in_use:
            for at in range(0, len(whole), 32):
                whole[at] &= 0x7F
        return bytes(whole)

    def _append(self, folder, entries):
        """Each folder is one cluster."""
        start = self.place(folder)
        at = self.tails.get(folder)
        if at is None:
            content = self.read(start, self.cluster)
            at = next(i for i in range(0, self.cluster, 32) if content[i] == 0)
        if at + len(entries) > self.cluster:
            raise ValueError("folder full")
        self.write(start + at, entries)
        self.tails[folder] = at + len(entries)

    def add_folder(self, parent, name):
        first = self.allocate(1)
        self.write(self.place(first), bytes(self.cluster))
        self._append(parent, self.entry_set(name, 0x10, first, self.cluster))
        return first

    def add_file(self, parent, name, data, in_use=True, valid=None):
        count = -(-len(data) // self.cluster)
        first = self.allocate(count) if count else 0
        if count:
            self.write(self.place(first), data)
        self._append(parent, self.entry_set(name, 0x20, first, len(data), in_use, valid))
        return first
