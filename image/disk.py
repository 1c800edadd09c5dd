# SPDX-License-Identifier: MIT
"""The disk: what the firmware boots, twice a root with its hash tree, and what the station keeps. No root is
needed to make it, and nothing in it depends on when or where it was made."""
import hashlib
import os
import pathlib
import subprocess
import uuid

MIB = 1 << 20
SECTOR = 512
STUB = pathlib.Path("/usr/lib/systemd/boot/efi/linuxx64.efi.stub")
# name, MiB, GPT type. The last one gets what is left.
PARTITIONS = (("esp", 96, "ef00"), ("root-a", 640, "8304"), ("verity-a", 16, "830c"), ("root-b", 640, "8304"),
              ("verity-b", 16, "830c"), ("data", 0, "8309"))
BLOCK = 4096
# At the beginning of the last MiB of "data": whatever else the disk holds there, it may be formatted
# (image/data/partition.cpp).
MARK = b"sekisho: nothing is in this partition yet\n"


def name_from(*words):
    """A UUID that is the same for the same words."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "sekisho " + " ".join(words)))


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True, **more).stdout


def make_hash_tree(root, tree):
    """dm-verity's of the root. Gives what sekisho-init wants to know: BLOCKS,SALT,HASH."""
    # Random numbers would make each build another one; the salt need only differ where roots do.
    with open(root, "rb") as file:
        salt = hashlib.sha256(b"salt" + hashlib.file_digest(file, "sha256").digest()).hexdigest()
    told = run("/usr/sbin/veritysetup", "format", "--no-superblock", "--hash", "sha256", "--data-block-size", BLOCK,
               "--hash-block-size", BLOCK, "--salt", salt, root, tree)
    found = next(line.split()[-1] for line in told.splitlines() if line.startswith("Root hash:"))
    return f"{os.path.getsize(root) // BLOCK},{salt},{found}"


def make_kernel_image(out, work, version, command_line, kernel, initramfs):
    """One file for the firmware (and for a signature): kernel, initramfs and the words for them."""
    (work / "cmdline").write_text(command_line)
    (work / "osrel").write_text(f'ID=sekisho\nVERSION_ID={version}\nPRETTY_NAME="Sekisho {version}"\n')
    sections = ((".osrel", work / "osrel", 0x20000), (".cmdline", work / "cmdline", 0x30000),
                (".linux", kernel, 0x2000000), (".initrd", initramfs, 0x3000000))
    words = [word for name, path, where in sections
             for word in ("--add-section", f"{name}={path}", "--change-section-vma", f"{name}={where:#x}")]
    run("objcopy", "--preserve-dates", *words, STUB, out)  # Else it would write its own into the file.


def make_esp(out, work, kernel_image, epoch):
    with open(out, "wb") as file:
        file.truncate(PARTITIONS[0][1] * MIB)
    run("/usr/sbin/mkfs.vfat", "--invariant", "-F", "32", "-n", "ESP", "-i", "5e415540", out)
    os.utime(kernel_image, (epoch, epoch))
    environment = dict(os.environ, MTOOLS_SKIP_CHECK="1", SOURCE_DATE_EPOCH=str(epoch), TZ="UTC")
    run("mmd", "-i", out, "::/EFI", "::/EFI/BOOT", env=environment)
    run("mcopy", "-m", "-i", out, kernel_image, "::/EFI/BOOT/BOOTX64.EFI", env=environment)


def copy_into(disk, path, start):
    """A file's bytes from there on; holes stay holes."""
    run("dd", f"if={path}", f"of={disk}", "bs=1M", f"seek={start // MIB}", "conv=notrunc,sparse", "status=none")


def make_disk(out, size, esp, root, hash_tree):
    """GPT with all partitions; the second root and the data are empty."""
    starts, start = {}, MIB
    words = ["--clear", "--disk-guid", name_from("disk")]
    for number, (name, mebibytes, kind) in enumerate(PARTITIONS, 1):
        end = start + mebibytes * MIB if mebibytes else size - MIB
        words += ["--new", f"{number}:{start // SECTOR}:{end // SECTOR - 1}", "--typecode", f"{number}:{kind}",
                  "--change-name", f"{number}:{name}", "--partition-guid", f"{number}:{name_from('partition', name)}"]
        starts[name], start = (start, end - start), end
    with open(out, "wb") as file:
        file.truncate(size)
    run("/usr/sbin/sgdisk", *words, out)
    for name, path in (("esp", esp), ("root-a", root), ("verity-a", hash_tree)):
        where, room = starts[name]
        if os.path.getsize(path) > room:
            raise SystemExit(f"image: {name} does not fit into {room // MIB} MiB")
        copy_into(out, path, where)
    with open(out, "r+b") as file:
        file.seek(sum(starts["data"]) - MIB)
        file.write(MARK.ljust(SECTOR, b"\0"))
