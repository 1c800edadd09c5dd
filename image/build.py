# SPDX-License-Identifier: MIT
"""`./station image`: the appliance's disk from Debian's packages, our programs and this folder. The same inputs
give the same bytes. Sizes and times are told on the way."""
import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import time

import disk
import initramfs
import keys
import machine
import sbom
import tree as trees

HERE = pathlib.Path(__file__).parent.resolve()
VERSION = "0.1.0"
# Nothing that Debian gives out under one name ever changes, so this only has to come before the image's first
# start: clocks that stand still begin here.
EPOCH = 1767225600
COMMAND_LINE = ("quiet loglevel=3 panic=10 vt.global_cursor_default=0 fbcon=nodefer systemd.show_status=no "
                "systemd.gpt_auto=0 systemd.log_target=journal usbcore.authorized_default=0 module.sig_enforce=1 "
                "lockdown=integrity slab_nomerge init_on_alloc=1 vsyscall=none debugfs=off "
                "lsm=landlock,lockdown,yama,integrity,bpf")


class Steps:
    """Says what is being done, and afterwards how long it took."""

    def __init__(self):
        self.begin = self.last = time.monotonic()

    def done(self, what, path=None):
        now = time.monotonic()
        size = f"{os.path.getsize(path) / 1e6:8.1f} MB" if path else " " * 11
        print(f"image: {what:34}{size} {now - self.last:6.1f} s", flush=True)
        self.last = now

    def end(self):
        print(f"image: {'in all':45} {time.monotonic() - self.begin:6.1f} s", flush=True)


def digest_of(paths):
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def base_archive(cache, steps, fresh):
    """Debian's part: from the cache, as long as what makes it and apt's lists are the same."""
    lists = sorted(pathlib.Path("/var/lib/apt/lists").glob("*Release"))
    key = digest_of([HERE / name for name in ("base.sh", "trim.sh", "packages.txt", "modules.txt")] + lists)
    archive, noted = cache / "base.tar", cache / "base.of"
    if fresh or not archive.exists() or not noted.exists() or noted.read_text() != key:
        noted.unlink(missing_ok=True)
        subprocess.run([HERE / "base.sh", archive], check=True, env=dict(os.environ, SOURCE_DATE_EPOCH=str(EPOCH)))
        noted.write_text(key)
    steps.done("Debian's packages, trimmed", archive)
    return archive


def unpack_boot(archive, work):
    """The kernel and its modules as files, for modprobe and the kernel image."""
    members = [entry for entry in archive if entry.name.startswith(("./boot/", "./usr/lib/modules/"))]
    archive.extractall(work / "debian", members=members, filter="fully_trusted")
    (work / "debian/lib").symlink_to("usr/lib")
    return work / "debian"


def make_initramfs(path, work, build, debian, quick):
    init = work / "sekisho-init"
    subprocess.run(["strip", "-o", init, build / "image/sekisho-init"], check=True)
    files = {folder: (0o755, b"") for folder in ("dev/", "proc/", "sys/", "root/")}
    files["init"] = (0o755, init.read_bytes())
    files.update(initramfs.files_of_modules(initramfs.module_files(debian, trees.words_of(HERE / "initramfs.txt"))))
    plain = path.with_suffix(".cpio")
    initramfs.write_initramfs(plain, files)
    subprocess.run(["zstd", "-q", "-f", "-3" if quick else "-19", "-T1", plain, "-o", path], check=True)


def make_squashfs(path, tree, compressor):
    # The archive's own "." is not taken: without these the root would belong to whoever builds.
    words = ["sqfstar", "-comp", compressor, "-b", "256K", "-root-mode", "0755", "-root-uid", "0", "-root-gid", "0",
             "-no-progress", "-quiet", path]
    path.unlink(missing_ok=True)
    with subprocess.Popen(words, stdin=subprocess.PIPE, env=dict(os.environ, SOURCE_DATE_EPOCH=str(EPOCH))) as packer:
        tree.write(packer.stdin, EPOCH)
        packer.stdin.close()
        if packer.wait() != 0:
            raise SystemExit("image: sqfstar failed")
    size = path.stat().st_size
    with open(path, "ab") as file:
        file.truncate(size + -size % disk.BLOCK)


def build(arguments, added=None):
    """`added`: name -> text of more files, for a test."""
    steps = Steps()
    cache = arguments.cache
    cache.mkdir(parents=True, exist_ok=True)
    own_keys = keys.prepare(arguments.keys)
    base = base_archive(cache, steps, arguments.fresh)
    with tempfile.TemporaryDirectory(dir=cache, prefix="work-") as folder, tarfile.open(base) as archive:
        work = pathlib.Path(folder)
        made = machine.files(arguments.machine, arguments.policy.read_text())
        tree = trees.compose(archive, arguments.build, work, made | (added or {}))
        status, lists = (archive.extractfile(f"./boot/{name}").read().decode() for name in ("packages", "files"))
        bill = sbom.bill(tree, status, lists, VERSION)
        tree.add_text("usr/share/sekisho/sbom.json", bill)
        steps.done(f"tree of {len(tree.entries)} files")
        root, hashes = work / "root.squashfs", work / "root.verity"
        make_squashfs(root, tree, "lz4" if arguments.quick else "zstd")
        steps.done("root file system", root)
        verity = disk.make_hash_tree(root, hashes)
        debian = unpack_boot(archive, work)
        initrd, kernel = work / "initramfs.zst", debian / "boot/vmlinuz"
        make_initramfs(initrd, work, arguments.build, debian, arguments.quick)
        command_line = f"{COMMAND_LINE} sekisho.root=a,{verity}"
        kernel_image, esp = work / "sekisho.efi", work / "esp"
        disk.make_kernel_image(kernel_image, work, VERSION, command_line, kernel, initrd)
        keys.sign(kernel_image, own_keys, EPOCH)
        disk.make_esp(esp, work, kernel_image, EPOCH)
        steps.done("kernel image, signed", kernel_image)
        out = arguments.out
        parts = out.with_name(out.name + ".parts")
        disk.make_disk(work / "disk", arguments.size << 20, esp, root, hashes)
        parts.mkdir(parents=True, exist_ok=True)
        (parts / "sbom.json").write_text(bill)
        (parts / "command-line").write_text(command_line)
        for name in keys.NAMES:
            (parts / f"{name}.cer").write_bytes(keys.certificate(own_keys, name))
        for path, name in ((kernel, "vmlinuz"), (initrd, "initramfs")):
            shutil.copyfile(path, parts / name)
        subprocess.run(["cp", "--sparse=always", work / "disk", out], check=True)
    steps.done("disk", out)
    steps.end()
    print(f"image: {out}")


def words(given=None):
    parser = argparse.ArgumentParser(prog="station image")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the disk to make")
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--machine", type=pathlib.Path, default=HERE / "machine.toml", help="its ports")
    parser.add_argument("--policy", type=pathlib.Path, default=HERE.parent / "policy/station.policy.toml", help="what it may do")
    parser.add_argument("--keys", type=pathlib.Path, default=keys.default_folder(), help="a folder, made if it is not there")
    parser.add_argument("--size", type=int, default=4096, help="of the disk, in MiB")
    parser.add_argument("--quick", action="store_true", help="a larger one, for trying things out")
    parser.add_argument("--fresh", action="store_true", help="ask for Debian's packages anew")
    return parser.parse_args(given)


if __name__ == "__main__":
    build(words())
