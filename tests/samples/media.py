#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes images of media for tests: media.py KIND FOLDER

  matrix   every file system with no table, MBR and GPT, over the same tree (FOLDER/tree)
  hostile  overlapping and extended partitions, looping folders and chains, streams
  many     a FAT32 image with 100,000 files, and an exFAT image with a 4 GiB file of zeros
  million  FAT32 images with a million entries, in a thousand folders and in one
  bench    a 1 GiB FAT32 image with 1,000 files
"""
import os
import random
import shutil
import struct
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from exfat import Exfat  # noqa: E402
from ntfs import Ntfs  # noqa: E402

MIB = 1 << 20
START = MIB  # Of the first partition.
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", MTOOLS_SKIP_CHECK="1", TZ="UTC0",
                   PATH=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def run(*words, stdin=None):
    subprocess.run(words, check=True, env=ENVIRONMENT, input=stdin, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE)


def blank(path, size):
    with open(path, "wb") as file:
        file.truncate(size)


def put(path, offset, data):
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(data)


def get(path, offset, count):
    with open(path, "rb") as file:
        file.seek(offset)
        return file.read(count)


def make_tree(root):
    """The same bytes each time."""
    numbers = random.Random(1)
    deep = "deep/" + "/".join(f"folder {i}" for i in range(12))
    files = {
        "empty.txt": b"",
        "hello.txt": b"hello\n",
        "日報 令和8年11月.txt": "点検".encode(),
        "a name with many words that goes on and on until it is longer than any short name can be.pdf":
            numbers.randbytes(5_000),
        "図面/ポンプ場.bin": numbers.randbytes(300_000),
        "図面/zeros.bin": bytes(100_000),
        deep + "/bottom.txt": b"bottom",
    }
    for name, data in files.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def fat(path, bits, tree, size, label="SEKISHO"):
    blank(path, size)
    per_cluster = {12: "4", 16: "1", 32: "1"}[bits]
    run("mkfs.fat", "-F", str(bits), "-s", per_cluster, "-n", label, "-i", "12345678", path)
    if tree:
        names = sorted(os.path.join(tree, name) for name in os.listdir(tree))
        run("mcopy", "-s", "-i", path, *names, "::/")
    deleted = path + ".deleted"
    with open(deleted, "wb") as file:
        file.write(b"this was deleted")
    run("mcopy", "-i", path, deleted, "::/deleted.txt")
    run("mdel", "-i", path, "::/deleted.txt")
    os.remove(deleted)


def exfat(path, tree, size=32 * MIB):
    blank(path, size)
    run("mkfs.exfat", "-L", "SEKISHO", path)
    image = Exfat(path)
    folders = {tree: image.root}
    for folder, names, files in os.walk(tree):
        names.sort()
        for name in names:
            folders[os.path.join(folder, name)] = image.add_folder(folders[folder], name)
        for name in sorted(files):
            with open(os.path.join(folder, name), "rb") as file:
                image.add_file(folders[folder], name, file.read())
    image.add_file(image.root, "deleted.txt", b"this was deleted", in_use=False)
    image.close()


def ntfs(path, tree, size=16 * MIB):
    """Every file is put into the root first, where no two may have one name."""
    blank(path, size)
    run("mkfs.ntfs", "-F", "-f", "-q", "-L", "SEKISHO", path)
    nothing = path + ".nothing"
    blank(nothing, 0)
    for folder, names, files in os.walk(tree):
        for name in sorted(names):
            run("ntfscp", "-f", path, nothing, name)
        for name in sorted(files):
            run("ntfscp", "-f", path, os.path.join(folder, name), name)
    os.remove(nothing)
    image = Ntfs(path)
    for folder, names, files in os.walk(tree, topdown=False):
        if folder != tree:
            image.make_folder(os.path.basename(folder), names + files)
    image.close()


def ext(path, kind, tree, size=16 * MIB, rewritten="hello.txt"):
    blank(path, size)
    run("mke2fs", "-q", "-F", "-t", kind, "-L", "SEKISHO", "-U",
        "00000000-0000-4000-8000-000000000001", "-d", tree, path)
    if rewritten:
        run("debugfs", "-w", "-R", f"rm {rewritten}", path)
        run("debugfs", "-w", "-R", f"write {tree}/{rewritten} {rewritten}", path)


def iso(path, tree):
    run("xorriso", "-as", "mkisofs", "-quiet", "-V", "SEKISHO", "-J", "-joliet-long", "-R", "-o",
        path, tree)


def with_table(image, path, kind):
    """The image as the only partition of a table."""
    size = os.path.getsize(image)
    blank(path, START + size + MIB)
    label = {"mbr": "dos", "gpt": "gpt"}[kind]
    start, sectors = START // 512, -(-size // 512)
    part_type = {"mbr": "c", "gpt": "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"}[kind]
    run("sfdisk", "-q", path, stdin=f"label: {label}\nunit: sectors\n"
        f"start={start}, size={sectors}, type={part_type}\n".encode())
    run("dd", f"if={image}", f"of={path}", "conv=notrunc,sparse", "bs=1M", "seek=1", "status=none")


def matrix(folder):
    tree = os.path.join(folder, "tree")
    make_tree(tree)
    makers = {
        "fat12": lambda path: fat(path, 12, tree, 4 * MIB),
        "fat16": lambda path: fat(path, 16, tree, 16 * MIB),
        "fat32": lambda path: fat(path, 32, tree, 40 * MIB),
        "exfat": lambda path: exfat(path, tree),
        "ntfs": lambda path: ntfs(path, tree),
        "ext2": lambda path: ext(path, "ext2", tree),
        "ext3": lambda path: ext(path, "ext3", tree),
        "ext4": lambda path: ext(path, "ext4", tree),
        "iso": lambda path: iso(path, tree),
    }
    for name, make in makers.items():
        image = os.path.join(folder, name + ".none")
        make(image)
        for kind in ("mbr", "gpt"):
            with_table(image, os.path.join(folder, f"{name}.{kind}"), kind)


def fat_layout(path):
    """Of a FAT16 image: where the FAT, the root and cluster 2 are, and the size of a cluster."""
    boot = get(path, 0, 64)
    sector, per_cluster, reserved, fats, root_entries = struct.unpack_from("<HBHBH", boot, 11)
    fat_sectors = struct.unpack_from("<H", boot, 22)[0]
    root = (reserved + fats * fat_sectors) * sector
    return reserved * sector, root, root + root_entries * 32, per_cluster * sector


def first_cluster(path, place, short_name):
    """The directory entry's offset and its first cluster, looked for from `place` on."""
    block = get(path, place, 16384)
    at = next(i for i in range(0, len(block), 32) if block[i:i + 11] == short_name)
    return place + at, struct.unpack_from("<H", block, at + 26)[0]


def hostile(folder):
    tree = os.path.join(folder, "small")
    os.makedirs(os.path.join(tree, "SUB"))
    for name, data in {"A.TXT": b"a" * 3000, "B.TXT": b"b" * 3000, "SUB/C.TXT": b"c"}.items():
        with open(os.path.join(tree, name), "wb") as file:
            file.write(data)
    path = lambda name: os.path.join(folder, name)  # noqa: E731
    base = path("base")
    fat(base, 16, tree, 8 * MIB)
    table, root, data, cluster = fat_layout(base)

    shutil.copy(base, path("chain-loop"))  # A.TXT's second cluster leads back to the first.
    _, first = first_cluster(base, root, b"A       TXT")
    put(path("chain-loop"), table + 2 * (first + 1), struct.pack("<H", first))

    shutil.copy(base, path("folder-loop"))  # SUB/C.TXT becomes a folder: SUB itself.
    _, sub = first_cluster(base, root, b"SUB        ")
    entry, _ = first_cluster(base, data + (sub - 2) * cluster, b"C       TXT")
    put(path("folder-loop"), entry + 11, b"\x10")
    put(path("folder-loop"), entry + 26, struct.pack("<H", sub))

    shutil.copy(base, path("huge-size"))  # A.TXT claims 4 GiB.
    entry, _ = first_cluster(base, root, b"A       TXT")
    put(path("huge-size"), entry + 28, b"\xff\xff\xff\xff")

    shutil.copy(base, path("truncated"))  # The sectors of the last file are missing.
    _, last = first_cluster(base, root, b"B       TXT")
    with open(path("truncated"), "r+b") as file:
        file.truncate(data + (last - 2) * cluster + 512)

    with_table(base, path("overlap"), "mbr")
    mbr = bytearray(get(path("overlap"), 0, 512))
    mbr[462:478] = mbr[446:462]
    struct.pack_into("<I", mbr, 462 + 8, START // 512 + 100)
    put(path("overlap"), 0, bytes(mbr))

    with_table(base, path("two-tables"), "gpt")  # And an MBR that says something else, beyond the end.
    put(path("two-tables"), 446, struct.pack("<B3sB3sII", 0, bytes(3), 6, bytes(3), 3000, 0xFFFFFFFF))

    with_table(base, path("outside"), "mbr")
    put(path("outside"), 512 * 1024, b"hidden between the table and the partition")

    # One byte in the gap before a partition: whole small gaps are looked at, of large ones parts.
    for name, start, hidden in (("small-gap", 60, 47 * MIB + 1), ("gap-end", 180, 150 * MIB),
                                ("gap-step", 180, 512 + 64 * MIB + 100), ("gap-between", 180, 512 + 64 * MIB + 65_536)):
        blank(path(name), (start + 9) * MIB)
        run("sfdisk", "-q", path(name), stdin=f"label: dos\nstart={start * 2048}, size=16384, type=e\n".encode())
        run("dd", f"if={base}", f"of={path(name)}", "conv=notrunc,sparse", "bs=1M", f"seek={start}", "status=none")
        put(path(name), hidden, b"x")

    blank(path("extended"), 24 * MIB)
    run("sfdisk", "-q", path("extended"), stdin=b"label: dos\nstart=2048, size=6144, type=e\n"
        b"start=8192, size=40000, type=5\nstart=10240, size=16384, type=e\n")
    run("dd", f"if={base}", f"of={path('extended')}", "conv=notrunc,sparse", "bs=512",
        "seek=10240", "status=none")

    streams = path("streams")
    ntfs(streams, tree)
    run("ntfscp", "-f", "-N", "evil.exe", streams, os.path.join(tree, "B.TXT"), "A.TXT")
    run("ntfscp", "-f", "-N", "deep.exe", streams, os.path.join(tree, "B.TXT"), "SUB/C.TXT")
    exfat(path("small.exfat"), tree, 4 * MIB)
    image = Exfat(path("small.exfat"))
    image.add_file(image.root, "HALF.TXT", b"h" * 3000, valid=1000)
    image.add_file(image.root, "$ALLOC_BITMAP", b"a file after all")
    image.close()
    ext(path("small.ext4"), "ext4", tree, 4 * MIB, "A.TXT")
    iso(path("small.iso"), tree)

    # A.TXT's blocks of addresses are all one and the same, three deep; B.TXT is 1 GiB, nearly all of it a hole.
    ext(path("address-loop"), "ext2", tree, 4 * MIB, "A.TXT")
    loop = get(path("address-loop"), 0, 4 * MIB).index(b"a" * 1024) // 1024
    put(path("address-loop"), loop * 1024, struct.pack("<I", loop) * 256)
    for field in ("block[IND]", "block[DIND]", "block[TIND]"):
        run("debugfs", "-w", "-R", f"sif A.TXT {field} {loop}", path("address-loop"))
    for name in ("A.TXT", "B.TXT"):
        run("debugfs", "-w", "-R", f"sif {name} size {1 << 30}", path("address-loop"))


class Fat32:
    """Many files, written straight: mtools takes minutes for 100,000."""

    def __init__(self, path, size, per_cluster):
        blank(path, size)
        run("mkfs.fat", "-F", "32", "-s", str(per_cluster), "-i", "12345678", path)
        boot = get(path, 0, 64)
        self.path = path
        self.reserved = struct.unpack_from("<H", boot, 14)[0] * 512
        self.fat_bytes = struct.unpack_from("<I", boot, 36)[0] * 512
        self.data = self.reserved + 2 * self.fat_bytes
        self.cluster = per_cluster * 512
        self.fat = bytearray(get(path, self.reserved, self.fat_bytes))
        self.next = 3
        self.file = open(path, "r+b")

    def chain(self, data):
        count = max(1, -(-len(data) // self.cluster))
        first = self.next
        self.next += count
        for cluster in range(first, first + count):
            struct.pack_into("<I", self.fat, 4 * cluster,
                             cluster + 1 if cluster + 1 < first + count else 0x0FFFFFFF)
        self.file.seek(self.data + (first - 2) * self.cluster)
        self.file.write(data)
        return first

    @staticmethod
    def entry(name, attributes, first, size):
        return struct.pack("<11sBBBHHHHHHHI", name, attributes, 0, 0, 0, 0x5B75, 0x5B75,
                           first >> 16, 0, 0x5B75, first & 0xFFFF, size)

    def folder(self, entries):
        return self.chain(self.entry(b".          ", 0x10, 0, 0)
                          + self.entry(b"..         ", 0x10, 0, 0) + b"".join(entries))

    def close(self, root_entries):
        self.file.seek(self.data)
        self.file.write(b"".join(root_entries))
        for copy in range(2):
            self.file.seek(self.reserved + copy * self.fat_bytes)
            self.file.write(self.fat)
        self.file.close()


def many(folder):
    image = Fat32(os.path.join(folder, "many.fat32"), 300 * MIB, 1)
    root = []
    for group in range(100):
        entries = []
        for number in range(1000):
            data = b"%d/%d" % (group, number)
            entries.append(image.entry(b"F%07dTXT" % number, 0x20, image.chain(data), len(data)))
        root.append(image.entry(b"G%07d   " % group, 0x10, image.folder(entries), 0))
    # One cluster of the root holds 16 entries: the rest go on in a chain.
    first_part, rest = root[:16], root[16:]
    struct.pack_into("<I", image.fat, 8, image.chain(b"".join(rest)))
    image.close(first_part)

    path = os.path.join(folder, "sparse.exfat")
    blank(path, 5 << 30)
    run("mkfs.exfat", path)
    giant = Exfat(path)
    size = 4 << 30
    count = size // giant.cluster
    first = giant.next_free
    giant.next_free += count
    bits = bytearray(giant.read(giant.bitmap, -(-giant.clusters // 8)))
    for cluster in range(first, first + count):
        bits[(cluster - 2) // 8] |= 1 << (cluster - 2) % 8
    giant.write(giant.bitmap, bits)
    giant.write(giant.fat + 4 * first, b"".join(
        struct.pack("<I", c + 1 if c + 1 < first + count else 0xFFFFFFFF)
        for c in range(first, first + count)))
    giant.write(giant.place(first + count - 1) + giant.cluster - 4, b"last")
    giant._append(giant.root, giant.entry_set("giant.bin", 0x20, first, size))
    giant.close()


def million(folder):
    """Empty files: a thousand folders of 999, and one folder of a million."""
    image = Fat32(os.path.join(folder, "spread.fat32"), 300 * MIB, 1)
    entries = [image.entry(b"F%07dTXT" % number, 0x20, 0, 0) for number in range(999)]
    root = [image.entry(b"G%07d   " % group, 0x10, image.folder(entries), 0) for group in range(1000)]
    first_part, rest = root[:16], root[16:]
    struct.pack_into("<I", image.fat, 8, image.chain(b"".join(rest)))
    image.close(first_part)

    image = Fat32(os.path.join(folder, "flat.fat32"), 300 * MIB, 1)
    entries = [image.entry(b"F%07dTXT" % number, 0x20, 0, 0) for number in range(1_000_000)]
    image.close([image.entry(b"FLAT       ", 0x10, image.folder(entries), 0)])


def bench(folder):
    numbers = random.Random(2)
    image = Fat32(os.path.join(folder, "bench.fat32"), 1024 * MIB, 16)
    root = []
    for group in range(20):
        entries = []
        for number in range(50):
            data = numbers.randbytes(1_000_000 + numbers.randrange(40_000))
            entries.append(image.entry(b"F%07dBIN" % number, 0x20, image.chain(data), len(data)))
        root.append(image.entry(b"G%07d   " % group, 0x10, image.folder(entries), 0))
    image.close(root)


if __name__ == "__main__":
    kinds = {"matrix": matrix, "hostile": hostile, "many": many, "million": million, "bench": bench}
    if len(sys.argv) != 3 or sys.argv[1] not in kinds:
        sys.exit(__doc__)
    try:
        kinds[sys.argv[1]](sys.argv[2])
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd}: {error.stderr.decode(errors='replace')}")
