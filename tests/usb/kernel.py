# SPDX-License-Identifier: MIT
"""Debian's own kernel for the guest: kernel.py FOLDER downloads and unpacks it there, once. It is not installed."""
import lzma
import pathlib
import re
import shutil
import struct
import subprocess
import sys


def kernel_in(folder):
    """The unpacked package, or None."""
    return next(iter(sorted(pathlib.Path(folder).glob("linux-image-*"))), None)


def package_name():
    told = subprocess.run(["apt-cache", "depends", "linux-image-amd64"], capture_output=True, text=True, check=True)
    found = re.search(r"Depends: (linux-image-\S+)", told.stdout)
    if not found:
        sys.exit("kernel.py: apt knows no linux-image-amd64; `apt-get update` may help")
    return found[1]


def extract(image):
    """The kernel in a bzImage (Documentation/arch/x86/boot.rst in its source): the guest starts four seconds sooner
    if QEMU need not unpack it."""
    data = image.read_bytes()
    setup_sectors = data[0x1F1] or 4
    offset, length = struct.unpack_from("<II", data, 0x248)
    start = (setup_sectors + 1) * 512 + offset
    return lzma.LZMADecompressor().decompress(data[start:start + length])


def fetch(folder):
    folder.mkdir(parents=True, exist_ok=True)
    if kernel_in(folder):
        return
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    name = package_name()
    subprocess.run(["apt-get", "download", "-qq", name], cwd=work, check=True)
    tree = work / "tree"
    subprocess.run(["dpkg-deb", "-x", next(work.glob("*.deb")), tree], check=True)
    version = next((tree / "lib/modules").iterdir()).name
    subprocess.run(["/usr/sbin/depmod", "-b", tree, version], check=True)
    (tree / "vmlinux").write_bytes(extract(next((tree / "boot").glob("vmlinuz-*"))))
    tree.rename(folder / name)
    shutil.rmtree(work)


if __name__ == "__main__":
    fetch(pathlib.Path(sys.argv[1]))
