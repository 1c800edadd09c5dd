# SPDX-License-Identifier: MIT
"""python3 tests/samples/broken SEED COUNT FOLDER: media that somebody broke on purpose.

COUNT "hidden": instead, media behind whose one broken place something is hidden (hidden.py), in FOLDER/hidden.
FOLDER gets one sound image of each kind, and `cases`: in each line the image's name, the size to cut it to, what was
done, and then OFFSET:HEX for each change. The same seed gives the same cases."""
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import media  # noqa: E402
from broken import exfat, ext, fat, hidden, iso, ntfs, tables  # noqa: E402
from broken.patched import Patched  # noqa: E402

MIB = 1 << 20


def make_tree(root):
    numbers = random.Random(1)
    files = {"A.TXT": b"a" * 3000, "EMPTY.TXT": b"", "日報 令和8年11月.txt": "点検".encode(),
             "SUB/C.TXT": b"c", "SUB/DEEP/a rather long name of a file.bin": numbers.randbytes(70_000),
             "SUB/DEEP/D.TXT": b"d", "OTHER/B.TXT": b"b" * 9000}
    for name, data in files.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def make_sound(folder):
    """The images, and how each may be broken."""
    tree = os.path.join(folder, "tree")
    make_tree(tree)
    path = lambda name: os.path.join(folder, name)  # noqa: E731
    media.fat(path("fat12"), 12, tree, 2 * MIB)
    media.fat(path("fat16"), 16, tree, 8 * MIB)
    media.fat(path("fat32"), 32, tree, 34 * MIB)
    media.exfat(path("exfat"), tree, 4 * MIB)
    media.ntfs(path("ntfs"), tree, 8 * MIB)
    media.ext(path("ext2"), "ext2", tree, 4 * MIB, "A.TXT")
    media.ext(path("ext4"), "ext4", tree, 4 * MIB, "A.TXT")
    media.iso(path("iso"), tree)
    media.with_table(path("fat16"), path("mbr"), "mbr")
    media.with_table(path("fat12"), path("gpt"), "gpt")
    kinds = {"fat12": (fat.Fat, fat.WAYS), "fat16": (fat.Fat, fat.WAYS), "fat32": (fat.Fat, fat.WAYS),
             "exfat": (exfat.Exfat, exfat.WAYS), "ntfs": (ntfs.Ntfs, ntfs.WAYS), "ext2": (ext.Ext, ext.WAYS),
             "ext4": (ext.Ext, ext.WAYS), "iso": (iso.Iso, iso.WAYS), "mbr": (tables.Mbr, tables.MBR_WAYS),
             "gpt": (tables.Gpt, tables.GPT_WAYS)}
    return [(name, media.get(path(name), 0, os.path.getsize(path(name))), *kind) for name, kind in kinds.items()]


def used_sectors(base):
    return [at for at in range(0, len(base), 512) if base[at:at + 512].count(0) != len(base[at:at + 512])]


def flip_bytes(image, sectors):
    for _ in range(image.random.choice([1, 5, 40])):
        image.put(image.random.choice(sectors) + image.random.randrange(512), image.random.randbytes(1))


def main(seed, count, folder):
    numbers = random.Random(seed)
    sound = make_sound(folder)
    sectors = {name: used_sectors(base) for name, base, _, _ in sound}
    with open(os.path.join(folder, "cases"), "w", encoding="ascii") as cases:
        for number in range(count):
            name, base, view, ways = sound[number % len(sound)]
            image = Patched(base, numbers)
            volume = view(image)
            done = []
            # Each way by itself first; then up to three together, and bytes at random.
            if number // len(sound) < len(ways):
                done.append(ways[number // len(sound)])
            else:
                done = [numbers.choice(ways) for _ in range(numbers.randrange(4))]
            for way in done:
                getattr(volume, way)()
            if not done or numbers.random() < 0.2:
                done.append("bytes")
                flip_bytes(image, sectors[name])
            changes = " ".join(f"{at}:{data.hex()}" for at, data in image.patches)
            cases.write(f"{name} {image.size} {'+'.join(done)} {changes}\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    if sys.argv[2] == "hidden":
        hidden.make(make_sound(sys.argv[3]), sys.argv[3])
    else:
        main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
