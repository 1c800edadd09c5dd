# SPDX-License-Identifier: MIT
"""The appliance's files: Debian's part by an allow-list, our programs, and what image/files has."""
import fnmatch
import io
import os
import pathlib
import posixpath
import re
import stat
import subprocess
import tarfile

import elf

HERE = pathlib.Path(__file__).parent
LIBRARIES = "usr/lib/x86_64-linux-gnu"
CHOSEN = ("usr/bin", "usr/sbin", "usr/libexec", "usr/lib/systemd", "usr/lib/udev", "usr/lib/tmpfiles.d",
          "usr/lib/sysctl.d")
# Of Debian's own, without use where nobody logs in and nothing is installed.
DROPPED = ("boot/*", "root/*", "etc/systemd/*", "etc/udev/*", "etc/modprobe.d/*", "etc/modules-load.d/*", "etc/apt*",
           "etc/adduser.conf", "etc/deluser.conf", "etc/alternatives/*", "etc/shells", "etc/issue*", "etc/motd", "etc/subuid*",
           "etc/subgid*", "etc/login.defs", "etc/modules", "etc/rmt", "etc/X11*", "etc/selinux*", "etc/sensors*",
           "usr/lib/klibc*", "usr/lib/kernel*", "usr/lib/lsb*", "usr/lib/usrmerge*", "usr/lib/X11*", "usr/share/debianutils*",
           "usr/share/libgcrypt20*", "usr/lib/x86_64-linux-gnu/e2fsprogs*",
           # Those of the machine that builds.
           "etc/hostname", "etc/resolv.conf")
EMPTY_FOLDERS = ("proc", "sys", "dev", "run", "tmp", "var/tmp", "var/log", "var/lib/sekisho")
PREFIX = "usr/lib/sekisho"


class Tree:
    """Name -> entry, its bytes read when they are wanted. All belong to root."""

    def __init__(self):
        self.entries = {}
        self.readers = {}

    def add(self, name, mode, read=None, link=None):
        entry = tarfile.TarInfo(name)
        entry.mode = mode
        if link is not None:
            entry.type, entry.linkname = tarfile.SYMTYPE, link
        elif read is None:
            entry.type = tarfile.DIRTYPE
        self.entries[name], self.readers[name] = entry, read

    def add_text(self, name, text, mode=0o644):
        data = text if isinstance(text, bytes) else text.encode()
        self.add(name, mode, lambda: data)

    def read(self, name):
        return self.readers[name]()

    def remove(self, name):
        del self.entries[name], self.readers[name]

    def beneath(self, *folders):
        return [name for name in self.entries if any(name.startswith(folder + "/") for folder in folders)]

    def is_file(self, name):
        return self.readers.get(name) is not None

    def target(self, name):
        """Where a link in the tree leads, and else the name itself."""
        for _ in range(8):
            entry = self.entries.get(name)
            if entry is None or entry.type != tarfile.SYMTYPE:
                break
            name = posixpath.normpath(posixpath.join("/" + posixpath.dirname(name), entry.linkname)).lstrip("/")
        return name

    def write(self, out, epoch):
        """As a tar archive in the order of names, with every folder that a name stands in."""
        folders = {parent.as_posix() for name in self.entries for parent in pathlib.PurePosixPath(name).parents}
        for folder in folders - set(self.entries) - {"."}:
            self.add(folder, 0o755)
        with tarfile.open(fileobj=out, mode="w|", format=tarfile.GNU_FORMAT) as archive:
            for name in sorted(self.entries):
                entry, read = self.entries[name], self.readers[name]
                entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = epoch, 0, 0, "", ""
                data = read() if read else b""
                entry.size = len(data) if entry.type == tarfile.REGTYPE else 0
                archive.addfile(entry, io.BytesIO(data) if entry.size else None)


def words_of(path):
    """What a list names, without remarks."""
    return [word for line in path.read_text().splitlines() for word in line.partition("#")[0].split()]


def debian(archive):
    """All of base.sh's archive."""
    tree = Tree()
    for entry in archive:
        name = posixpath.normpath(entry.name)
        if name == "." or name.startswith("dev/"):
            continue
        mode = stat.S_IMODE(entry.mode) & ~(stat.S_ISUID | stat.S_ISGID)
        if entry.isdir():
            tree.add(name, 0o755)
        elif entry.issym():
            tree.add(name, 0o777, link=entry.linkname)
        elif entry.islnk():
            twin = archive.getmember(entry.linkname)
            tree.add(name, mode, lambda twin=twin: archive.extractfile(twin).read())
        elif entry.isfile():
            tree.add(name, mode, lambda entry=entry: archive.extractfile(entry).read())
    return tree


def keep_chosen(tree, patterns):
    """Takes out what the allow-list does not name, of the folders that it governs."""
    for name in tree.beneath(*CHOSEN):
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns):
            tree.remove(name)


def keep_needed_libraries(tree, patterns):
    """Takes out the libraries that no program links and no pattern names."""
    def is_library(name):
        return name.startswith(LIBRARIES + "/") and ".so" in posixpath.basename(name)
    wanted = [name for name in tree.entries if tree.is_file(name) and not is_library(name)
              and not name.endswith(".ko")]
    wanted += [name for name in tree.entries if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)]
    kept, named = set(), {}
    for name in filter(is_library, tree.entries):
        named.setdefault(posixpath.basename(name), []).append(name)
    while wanted:
        name = wanted.pop()
        if name in kept:
            continue
        kept.add(name)
        target = tree.target(name)
        if target != name:
            wanted.append(target)
        elif tree.is_file(name):
            for library in elf.needed(tree.read(name)) or []:
                wanted += named.get(library, [])
    for name in [name for name in tree.entries if is_library(name) and name not in kept]:
        tree.remove(name)


def add_program(tree, program, name, work):
    """Without symbols."""
    stripped = work / program.name
    subprocess.run(["strip", "-o", stripped, program], check=True)
    data = stripped.read_bytes()
    stripped.unlink()
    tree.add(name, 0o755, lambda: data)


def add_programs(tree, build, work):
    """Ours."""
    for place in ("bin", "libexec"):
        for program in sorted((build / place).iterdir()):
            if not program.is_file() or program.name.startswith("fake-") or program.name in ("sekisho", "sekisho-verify"):
                continue
            add_program(tree, program, f"{PREFIX}/{place}/{program.name}", work)
    add_program(tree, build / "image/sekisho-data", f"{PREFIX}/libexec/sekisho-data", work)
    share = build / "share"
    for place, _, names in os.walk(share, followlinks=True):
        for name in names:
            path = pathlib.Path(place) / name
            tree.add_text(f"{PREFIX}/share/{path.relative_to(share).as_posix()}", path.read_bytes())


def add_own(tree):
    """image/files as it is: what has a name there takes the place of Debian's."""
    root = HERE / "files"
    for place, folders, names in os.walk(root):
        for name in names + [one for one in folders if (pathlib.Path(place) / one).is_symlink()]:
            path = pathlib.Path(place) / name
            where = path.relative_to(root).as_posix()
            if path.is_symlink():
                tree.add(where, 0o777, link=os.readlink(path))
            else:
                tree.add_text(where, path.read_bytes())


def add_accounts(tree):
    """image/accounts.txt: one for each process. Nobody can log in, as any of them or as root."""
    users, groups, members = [], [], {}
    for line in (HERE / "accounts.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, number, *others = line.split()
            users.append(f"{name}:x:{number}:{number}::/nonexistent:/nonexistent\n")
            groups.append(f"{name}:x:{number}:\n")
            for group in others:
                members.setdefault(group, []).append(name)

    def with_members(line):
        name, rest = line.split(":", 1)
        return f"{name}:{rest}{','.join(members.get(name, []))}"
    passwd = tree.read("etc/passwd").decode()
    tree.add_text("etc/passwd", re.sub(r":[^:\n]*$", ":/nonexistent", passwd, flags=re.M) + "".join(users))
    all_groups = tree.read("etc/group").decode() + "".join(groups)
    tree.add_text("etc/group", "\n".join(map(with_members, all_groups.splitlines())) + "\n")
    names = [line.split(":")[0] for line in tree.read("etc/passwd").decode().splitlines()]
    tree.add_text("etc/shadow", "".join(f"{name}:!*:::::::\n" for name in names), 0o600)
    for name in ("etc/passwd-", "etc/group-", "etc/shadow-", "etc/gshadow", "etc/gshadow-"):
        if name in tree.entries:
            tree.remove(name)


def compose(archive, build, work, generated):
    """The whole tree; `generated`: name -> text, what the machine's description becomes."""
    patterns = words_of(HERE / "keep.txt")
    tree = debian(archive)
    for name in [name for name in tree.entries if any(fnmatch.fnmatchcase(name, pattern) for pattern in DROPPED)]:
        tree.remove(name)
    keep_chosen(tree, patterns)
    add_accounts(tree)
    add_own(tree)
    add_programs(tree, build, work)
    for name, text in generated.items():
        tree.add_text(name, text)
    for folder in EMPTY_FOLDERS:
        tree.add(folder, 0o755)
    keep_needed_libraries(tree, patterns)
    return tree
