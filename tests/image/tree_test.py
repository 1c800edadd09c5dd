# SPDX-License-Identifier: MIT
"""The appliance, built: what is in its tree, and that a second time gives the same.

tree_test.py BUILD [NAME...]"""
import json
import os
import pathlib
import re
import stat
import subprocess
import unittest

import images
from images import ImageTest, built, partition

import elf  # noqa: E402  (image/elf.py)

FORBIDDEN_MODULES = re.compile(r"usb[-_]storage|uas|usbnet|cdc[-_]|rndis|snd|vfat|exfat|isofs|udf|hfs|ntfs|usbserial|uvc|"
                               r"bluetooth|firewire|thunderbolt|kvm|nfs|cifs|e1000|r8169|wifi|80211")


class Trees(ImageTest):
    """What lies on the disk."""

    @classmethod
    def setUpClass(cls):
        cls.root = ImageTest.folder / "root"
        if not cls.root.exists():
            raw = ImageTest.folder / "root.squashfs"
            start, size = partition(cls.image(), 2)
            subprocess.run(["dd", f"if={cls.image()}", f"of={raw}", "bs=1M", f"skip={start >> 20}", f"count={size >> 20}",
                            "status=none"], check=True)
            subprocess.run(["unsquashfs", "-quiet", "-no-progress", "-d", cls.root, raw], check=True, stdout=subprocess.DEVNULL)
        cls.files = [pathlib.Path(place) / name for place, _, names in os.walk(cls.root) for name in names]
        cls.folders = [pathlib.Path(place) for place, _, _ in os.walk(cls.root)]

    def named(self, path):
        return path.relative_to(self.root).as_posix()

    def test_nothing_gives_rights_and_nobody_may_write(self):
        for path in [*self.files, *self.folders]:
            status = path.lstat()
            with self.subTest(self.named(path)):
                self.assertEqual(0, status.st_mode & (stat.S_ISUID | stat.S_ISGID))
                self.assertTrue(stat.S_ISLNK(status.st_mode) or not status.st_mode & stat.S_IWOTH)
                self.assertTrue(any(kind(status.st_mode) for kind in (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)))
                if os.geteuid() == 0:
                    self.assertEqual((0, 0), (status.st_uid, status.st_gid))
                if not path.is_symlink():
                    self.assertNotIn("security.capability", os.listxattr(path))

    def test_there_is_no_shell_and_no_interpreter(self):
        programs = {path.name for path in self.files if re.search(r"(^|/)s?bin/|usr/libexec", self.named(path))}
        found = {name for name in programs if re.match(r"(ba|da|z|k|c|r)?sh$|busybox|perl|python|lua|ruby|tclsh|awk|mawk|"
                                                       r"su$|sudo|login|agetty|getty|ssh|env$|xargs|find$|dd$", name)}
        self.assertEqual(set(), found)
        self.assertIn("udevadm", programs)  # That the list is read at all.
        scripts = [self.named(path) for path in self.files if path.is_file() and os.access(path, os.X_OK)
                   and not path.is_symlink() and path.read_bytes().startswith(b"#!")]
        self.assertEqual([], scripts)

    def test_nobody_can_log_in(self):
        for line in (self.root / "etc/shadow").read_text().splitlines():
            self.assertTrue(line.split(":")[1].startswith("!*"), line)
        self.assertEqual([], [self.named(path) for path in self.files if "getty" in path.name or "debug-shell" in path.name])

    def test_modules_are_the_list(self):
        modules = [path.name for path in self.files if path.name.endswith(".ko")]
        self.assertGreater(len(modules), 40)
        self.assertEqual([], [name for name in modules if FORBIDDEN_MODULES.match(name)])

    def test_every_library_is_there(self):
        there = {path.name for path in self.files if ".so" in path.name}
        for path in self.files:
            if not path.is_symlink() and path.suffix != ".ko":
                missing = [one for one in elf.needed(path.read_bytes()) or [] if one not in there]
                self.assertEqual([], missing, self.named(path))

    def test_no_host_of_this_machine_is_named(self):
        hosts = set()
        for source in [*pathlib.Path("/etc/apt").glob("*.list"), *pathlib.Path("/etc/apt/sources.list.d").iterdir()]:
            hosts.update(re.findall(r"https?://(?:[^@/\s]*@)?([^/\s:]+)", source.read_text()))
        self.assertTrue(hosts)
        text = [word.encode() for word in hosts | {os.uname().nodename} if len(word) > 5]
        found = [(self.named(path), word) for path in self.files if not path.is_symlink() and "/doc/" not in str(path)
                 for data in [path.read_bytes()] for word in text if word in data]
        self.assertEqual([], found)
        self.assertFalse((self.root / "etc/apt").exists())

    def test_it_has_a_name_of_its_own(self):
        self.assertEqual("sekisho\n", (self.root / "etc/hostname").read_text())
        self.assertEqual("", (self.root / "etc/machine-id").read_text())
        self.assertFalse((self.root / "etc/resolv.conf").exists())

    def test_the_bill_names_what_is_there(self):
        bill = json.loads((self.root / "usr/share/sekisho/sbom.json").read_text())
        names = {one["name"]: one for one in bill["components"]}
        self.assertIn("libclamav12", names)
        self.assertTrue(names["libpoppler126"]["licenses"])
        for absent in ("perl-base", "dpkg", "bash", "dash"):
            self.assertNotIn(absent, names)


class Twice(ImageTest):
    def test_the_same_inputs_give_the_same_bytes(self):
        again = built("again.img")
        same = subprocess.run(["cmp", self.image(), again], capture_output=True, text=True)
        again.unlink()
        self.assertEqual(0, same.returncode, same.stdout)


if __name__ == "__main__":
    images.main()
