# SPDX-License-Identifier: MIT
"""An initramfs: a cpio archive in the "newc" format (the kernel's buffer-format.rst)."""
import re
import stat
import subprocess


def entry(number, name, mode, content=b"", device=(0, 0)):
    """One entry of the archive."""
    encoded = name.encode() + b"\0"
    fields = [number, mode, 0, 0, 1, 0, len(content), 0, 0, *device, len(encoded), 0]
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + encoded
    head += b"\0" * (-len(head) % 4)
    return head + content + b"\0" * (-len(content) % 4)


def write_initramfs(path, files):
    """files: name -> (mode, bytes); folders end with a slash."""
    with open(path, "wb") as out:
        for number, (name, (mode, content)) in enumerate(files.items(), 1):
            kind = stat.S_IFDIR if name.endswith("/") else stat.S_IFREG
            out.write(entry(number, name.rstrip("/"), kind | mode, content))
        out.write(entry(0, "TRAILER!!!", 0))


def module_files(tree, names):
    """The paths of these kernel modules beneath `tree`, each behind those that it depends on."""
    version = next((tree / "lib/modules").iterdir()).name
    found = []
    for name in names:
        told = subprocess.run(["/usr/sbin/modprobe", "-d", tree, "-S", version, "--show-depends", name],
                              capture_output=True, text=True, check=True)
        for path in re.findall(r"^insmod (\S+)", told.stdout, re.M):
            if path not in found:
                found.append(path)
    return found


def files_of_modules(paths):
    """For write_initramfs(): the modules with a list of their order."""
    names = [path.rpartition("/")[2] for path in paths]
    files = {"modules/": (0o755, b"")}
    for name, path in zip(names, paths):
        with open(path, "rb") as module:
            files["modules/" + name] = (0o644, module.read())
    files["modules/order"] = (0o644, "".join(name + "\n" for name in names).encode())
    return files
