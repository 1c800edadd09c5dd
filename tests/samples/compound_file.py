# SPDX-License-Identifier: MIT
"""Compound files (MS-CFB, version 3), as Office wrote its documents before OOXML."""
import struct

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def sorted_names(names):
    """As the directory orders them (2.6.4)."""
    return sorted(names, key=lambda name: (len(name.encode("utf-16-le")), name.upper()))


class _Directory:
    def __init__(self):
        self.entries = []

    def add(self, name, kind):
        self.entries.append({"name": name, "kind": kind, "left": FREE, "right": FREE, "child": FREE, "start": 0, "data": b""})
        return len(self.entries) - 1

    def add_children(self, parent, tree):
        places = {}
        for name in sorted_names(tree):
            places[name] = self.add(name, 1 if isinstance(tree[name], dict) else 2)
        self.entries[parent]["child"] = self.balanced([places[name] for name in sorted_names(tree)])
        for name, place in places.items():
            if isinstance(tree[name], dict):
                self.add_children(place, tree[name])
            else:
                self.entries[place]["data"] = tree[name]

    def balanced(self, places):
        if not places:
            return FREE
        middle = len(places) // 2
        self.entries[places[middle]]["left"] = self.balanced(places[:middle])
        self.entries[places[middle]]["right"] = self.balanced(places[middle + 1:])
        return places[middle]


def _padded(data, size):
    return data + bytes(-len(data) % size)


def _entry(entry, size):
    name = (entry["name"] + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16sIQQIQ", name, len(name), entry["kind"], 1, entry["left"], entry["right"], entry["child"],
                       b"", 0, 0, 0, entry["start"], size)


def compound(tree):
    """{name: bytes of a stream, or such a tree of a storage}"""
    directory = _Directory()
    root = directory.add("Root Entry", 5)
    directory.add_children(root, tree)
    table, mini_table, sectors, mini_sectors = [], [], [], b""

    def place(data):
        start = len(table)
        count = -(-len(data) // SECTOR)
        table.extend([*range(start + 1, start + count), END])
        sectors.append(_padded(data, SECTOR))
        return start

    for entry in directory.entries[1:]:
        data = entry["data"]
        if entry["kind"] != 2 or not data:
            entry["start"] = END if entry["kind"] == 2 else 0
        elif len(data) >= CUTOFF:
            entry["start"] = place(data)
        else:
            entry["start"] = len(mini_table)
            count = -(-len(data) // MINI)
            mini_table.extend([*range(entry["start"] + 1, entry["start"] + count), END])
            mini_sectors += _padded(data, MINI)
    directory.entries[root]["start"] = place(mini_sectors) if mini_sectors else END
    mini_start = place(struct.pack(f"<{len(mini_table)}I", *mini_table).ljust(
        SECTOR * -(-len(mini_table) * 4 // SECTOR), b"\xff")) if mini_table else END
    sizes = [len(mini_sectors) if number == root else len(entry["data"]) for number, entry in enumerate(directory.entries)]
    directory_start = place(b"".join(_entry(entry, size) for entry, size in zip(directory.entries, sizes)))
    tables = 1
    while (len(table) + tables) * 4 > tables * SECTOR:
        tables += 1
    first = len(table)
    table += [TABLE] * tables
    header = struct.pack("<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables,
                         directory_start, 0, CUTOFF, mini_start, -(-len(mini_table) * 4 // SECTOR) if mini_table else 0, END, 0,
                         first)
    header += struct.pack(f"<{tables - 1}I", *range(first + 1, first + tables))
    body = b"".join(sectors) + struct.pack(f"<{len(table)}I", *table).ljust(tables * SECTOR, b"\xff")
    return header.ljust(SECTOR, b"\xff") + body
