# SPDX-License-Identifier: MIT
"""One broken place in each of the sound media, behind which a file or a folder may be hidden. Nothing is random."""
import os

from . import exfat, ext, fat, iso, ntfs
from .patched import Patched

A_LONG = "A.TXT".encode("utf-16-le")


def exfat_ways(image):
    at = exfat.Exfat(image).sets[0]
    yield "checksum", lambda: image.set(at + 2, 2, image.number(at + 2, 2) ^ 1)
    yield "no-head", lambda: image.set(at, 1, 0x05)
    yield "no-stream", lambda: image.set(at + 32, 1, 0x40)
    yield "no-name", lambda: image.set(at + 64, 1, 0x41)
    yield "too-few", lambda: image.set(at + 1, 1, 1)
    yield "too-many", lambda: image.set(at + 1, 1, 18)
    yield "unknown-critical", lambda: image.set(at, 1, 0x99)


def ntfs_ways(image):
    volume = ntfs.Ntfs(image)
    record = next(volume.place(number) for number in volume.files if A_LONG in image.get(volume.place(number), 1024)
                  and number != ntfs.ROOT)
    yield "record-fix-up", lambda: image.set(record + 510, 2, image.number(record + 510, 2) ^ 0x5555)
    yield "record-gone", lambda: image.put(record, bytes(4))
    yield "record-empty", lambda: image.put(record, bytes(1024))
    for name, at in (("first", 510), ("second", 1022)):
        yield f"index-fix-up-{name}", lambda at=at: [
            image.set(block + at, 2, image.number(block + at, 2) ^ 0x5555) for block in volume.index_blocks]
    for block in volume.index_blocks:
        found = image.get(block, volume.cluster).find(A_LONG)
        if found > 0:
            entry = block + found - 0x52
            yield "reserved-record", lambda entry=entry: [
                image.put(volume.place(20), image.get(record, 1024)), image.put(record, bytes(1024)),
                image.set(entry, 6, 20)]
            yield "index-entry-length", lambda entry=entry: image.set(entry + 8, 2, 0xFFF0)
            yield "index-entry-length-0", lambda entry=entry: image.set(entry + 8, 2, 0)
            yield "index-end", lambda entry=entry: image.set(entry + 12, 2, 2)  # "This is the last."
            yield "index-of-another", lambda entry=entry: image.set(entry, 8, 0)


def ext_ways(image):
    volume = ext.Ext(image)
    place = volume.first_block(volume.place(ext.ROOT)) * volume.block
    entries, at = [], place
    while at < place + volume.block:
        entries.append(at)
        at += image.number(at + 4, 2)
    before, one = next(pair for pair in zip(entries, entries[1:]) if image.get(pair[1] + 8, 5) == b"A.TXT")
    yield "length-0", lambda: image.set(one + 4, 2, 0)
    yield "length-6", lambda: image.set(one + 4, 2, 6)
    yield "length-odd", lambda: image.set(one + 4, 2, image.number(one + 4, 2) + 1)
    yield "length-huge", lambda: image.set(one + 4, 2, 0xFFFC)
    yield "swallowed", lambda: image.set(before + 4, 2, image.number(before + 4, 2) + image.number(one + 4, 2))
    yield "rest-swallowed", lambda: image.set(before + 4, 2, place + volume.block - before)
    yield "no-inode", lambda: image.set(one, 4, 0)
    yield "name-length-0", lambda: image.set(one + 6, 1, 0)
    yield "folder-cut-off", lambda: image.set(volume.place(ext.ROOT) + 4, 4, 0)


def iso_ways(image):
    volume = iso.Iso(image)
    records = [at for at in volume.records if image.get(at + 33, 5) in (b"A.TXT", "A.T".encode("utf-16-be")[:5])]
    for name, field, width, value in (("length-0", 0, 1, 0), ("length-10", 0, 1, 10),
                                      ("name-length-0", 32, 1, 0), ("name-length-200", 32, 1, 200)):
        yield name, lambda field=field, width=width, value=value: [
            image.set(at + field, width, value) for at in records]
    yield "place-beyond-the-end", lambda: [volume.both(at + 2, 0x7FFFFFF0) for at in records]
    yield "endless", lambda: [volume.both(at + 10, 0xFFFFFFF0) for at in records]
    yield "endless-extent", lambda: [[volume.both(at + 10, 0xFFFFFFF0), image.set(at + 25, 1, 0x80)] for at in records]


def fat_ways(image):
    volume = fat.Fat(image)
    root = volume.root_place()
    at = next(one for one in volume.entries if image.get(one, 11) == b"A       TXT")
    end = next(one for one in range(root, root + 4096, 32) if image.number(one, 1) == 0)
    ghost = b"GHOST   TXT\x20" + bytes(20)
    yield "size-behind-dot", lambda: [image.put(at, b"."), image.set(at + 28, 4, 0xFFFFFFF0)]
    yield "size-paid-by-dot", lambda: [image.put(end, ghost.replace(b"G", b".", 1)), image.set(at + 28, 4, 0xFFFFFFF0)]
    yield "size-paid-by-ghost", lambda: [image.put(end + 32, ghost), image.set(at + 28, 4, 0xFFFFFFF0)]
    yield "only-a-ghost", lambda: image.put(end + 32, ghost)
    yield "size", lambda: image.set(at + 28, 4, 0xFFFFFFF0)
    yield "cluster", lambda: image.set(at + 26, 2, 0xFFF0)
    yield "attributes", lambda: image.set(at + 11, 1, 0xFF)


WAYS = {"exfat": exfat_ways, "ntfs": ntfs_ways, "ext2": ext_ways, "ext4": ext_ways, "iso": iso_ways, "fat12": fat_ways,
        "fat16": fat_ways, "fat32": fat_ways}


def make(sound, folder):
    """Into FOLDER/hidden: FILE SYSTEM.WAY."""
    os.makedirs(os.path.join(folder, "hidden"))
    for name, base, _, _ in sound:
        if name not in WAYS:
            continue
        for number, (way, _) in enumerate(WAYS[name](Patched(base, None))):
            image = Patched(base, None)
            list(WAYS[name](image))[number][1]()
            with open(os.path.join(folder, "hidden", f"{name}.{way}"), "wb") as file:
                file.write(image.get(0, len(base)))
