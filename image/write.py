# SPDX-License-Identifier: MIT
"""`./station image write DEVICE`: puts the appliance onto a disk, after asking. What is on the disk is gone then, so
nothing is written to one that is in use, and what was written is read back."""
import argparse
import os
import pathlib
import re
import stat
import subprocess
import sys

import disk

CHUNK = 4 * disk.MIB
SGDISK = "/usr/sbin/sgdisk"


class System:
    """What the kernel tells of disks; elsewhere in tests."""

    def __init__(self, root="/"):
        self.root = pathlib.Path(root)

    def text(self, path):
        return (self.root / path).read_text()

    def parts(self, name):
        """A disk and its partitions, as names beneath /sys/class/block."""
        folder = self.root / "sys/class/block" / name
        return [folder] + [one for one in sorted(folder.iterdir()) if (one / "partition").exists()]

    def in_use(self, name):
        """Why it is, in words; None: it is not."""
        numbers = {line.split()[2]: line.split()[4] for line in self.text("proc/self/mountinfo").splitlines()}
        swaps = {line.split()[0] for line in self.text("proc/swaps").splitlines()[1:]}
        for part in self.parts(name):
            if (mounted := numbers.get((part / "dev").read_text().strip())) is not None:
                return f"{part.name} is mounted on {mounted}"
            if f"/dev/{part.name}" in swaps:
                return f"{part.name} is swap space"
            if (part / "holders").is_dir() and (held := [one.name for one in (part / "holders").iterdir()]):
                return f"{part.name} is part of {held[0]}"
        return None


def refusal(device, image, system):
    """Why this device is not written to; None: it may be."""
    status = os.stat(device)
    name = pathlib.Path(os.path.realpath(device)).name
    if stat.S_ISBLK(status.st_mode):
        if (system.root / "sys/class/block" / name / "partition").exists():
            return f"{device} is a partition, not a disk"
        if used := system.in_use(name):
            return f"{used}: this disk is in use"
    elif not stat.S_ISREG(status.st_mode):
        return f"{device} is no disk"
    with open(device, "rb") as file:
        room = file.seek(0, os.SEEK_END)
    if room < os.path.getsize(image):
        return f"{device} holds {room >> 20} MiB, and the image has {os.path.getsize(image) >> 20}"
    return None


def copy(image, device):
    """All of it, holes as zeros, and read back."""
    with open(image, "rb") as source, open(device, "r+b", buffering=0) as target:
        while part := source.read(CHUNK):
            left = memoryview(part)
            while left:
                left = left[target.write(left):]
        os.fsync(target.fileno())
        os.posix_fadvise(target.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    with open(image, "rb") as source, open(device, "rb") as target:
        while part := source.read(CHUNK):
            if target.read(len(part)) != part:
                raise SystemExit(f"image: {device} does not hold what was written to it")


def number_of(told, word):
    return int(re.search(rf"^{word} sector: (\d+)", told, re.M)[1])


def take_all_room(device):
    """What the station keeps gets the rest of the disk."""
    number = len(disk.PARTITIONS)
    name, _, kind = disk.PARTITIONS[-1]
    disk.run(SGDISK, "--move-second-header", device)
    first = number_of(disk.run(SGDISK, "--info", number, device), "First")
    disk.run(SGDISK, "--delete", number, "--new", f"{number}:{first}:0", "--typecode", f"{number}:{kind}", "--change-name",
             f"{number}:{name}", "--partition-guid", f"{number}:{disk.name_from('partition', name)}", device)
    end = (number_of(disk.run(SGDISK, "--info", number, device), "Last") + 1) * disk.SECTOR
    with open(device, "r+b") as file:
        file.seek(end - disk.MIB)
        file.write(disk.MARK.ljust(disk.SECTOR, b"\0"))
        file.flush()
        os.fsync(file.fileno())


def described(device, system):
    folder = system.root / "sys/class/block" / pathlib.Path(os.path.realpath(device)).name / "device"
    told = [(folder / name).read_text().strip() for name in ("vendor", "model", "serial") if (folder / name).is_file()]
    with open(device, "rb") as file:
        return f"{device} ({' '.join([*told, f'{file.seek(0, os.SEEK_END) / 1e9:.1f} GB'])})"


def write(image, device, answer, system):
    """`answer`: what somebody types when asked."""
    if reason := refusal(device, image, system):
        raise SystemExit(f"image: {reason}")
    print(f"Everything on {described(device, system)} will be erased.", flush=True)
    if answer(f"Type {device} to go on: ").strip() != str(device):
        raise SystemExit("image: nothing was written")
    if reason := refusal(device, image, system):  # Somebody may have taken their time.
        raise SystemExit(f"image: {reason}")
    copy(image, device)
    take_all_room(device)
    print(f"image: written to {device} and read back")


def main():
    parser = argparse.ArgumentParser(prog="station image write")
    parser.add_argument("--image", type=pathlib.Path, required=True)
    parser.add_argument("device", type=pathlib.Path)
    arguments = parser.parse_args()
    try:
        write(arguments.image, arguments.device, input, System())
    except (OSError, EOFError, subprocess.CalledProcessError) as failed:
        raise SystemExit(f"image: {failed}") from failed


if __name__ == "__main__":
    sys.exit(main())
