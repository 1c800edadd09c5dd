# SPDX-License-Identifier: MIT
"""The appliance, built and booted: what is in its tree, what is on its screen, what a hostile keyboard gets.

image_test.py BUILD [-k NAME]; SEKISHO_PICTURES=DIR keeps what the screen showed."""
import json
import os
import pathlib
import re
import stat
import subprocess
import sys
import tempfile
import time
import unittest

import appliance

import build as image_build  # noqa: E402  (image/build.py)
import elf  # noqa: E402
import guest  # noqa: E402
import run_road  # noqa: E402

SKIPPED = 77
BOOT_SECONDS = 60 * int(os.environ.get("SEKISHO_PATIENCE", "4"))  # On two quiet cores it takes a quarter of a minute.
BAR, WHITE, ENABLED = bytes.fromhex("16202a"), b"\xff" * 3, bytes.fromhex("0b4776")
CRASH_SECONDS = 5 * int(os.environ.get("SEKISHO_PATIENCE", "4"))
PASSWORD = "correct horse 7 battery"
LOG_IN, BACK = (178, 757), (68, 757)  # The buttons on the left, on the idle screen and on the others.
THIRD_FIELD, FOURTH_FIELD = (1000, 397), (1000, 565)  # Of the log-in, of the first start.
BEGIN = (1140, 735)  # Within the button on the right, above its word.
FORBIDDEN_MODULES = re.compile(r"usb[-_]storage|uas|usbnet|cdc[-_]|rndis|snd|vfat|exfat|isofs|udf|hfs|ntfs|usbserial|uvc|"
                               r"bluetooth|firewire|thunderbolt|kvm|nfs|cifs|e1000|r8169|wifi|80211")


def is_station(screen):
    """The bar on top, and something beneath it."""
    return screen.at(600, 30) == BAR and screen.at(600, 780) == WHITE


def is_ready(screen):
    """The idle screen, and the broker answers: the warning of the bench stands low, and no other does."""
    return is_station(screen) and screen.at(600, 645) != screen.at(600, 500) and screen.at(600, 112) == screen.at(20, 500)


def is_enabled(screen):
    """The button that begins."""
    return is_station(screen) and screen.at(*BEGIN) == ENABLED


def built(name, added=None):
    """A quick image in the test's folder."""
    out = ImageTest.folder / name
    image_build.build(image_build.words(["--quick", "--out", str(out), "--build", str(ImageTest.build),
                                         "--cache", str(ImageTest.build.parent / "image")]), added)
    return out


class ImageTest(unittest.TestCase):
    build = folder = None
    images = {}

    @classmethod
    def image(cls):
        if "first" not in ImageTest.images:
            ImageTest.images["first"] = built("appliance.img")
        return ImageTest.images["first"]

    def keep(self, machine, name):
        folder = os.environ.get("SEKISHO_PICTURES")
        return machine.picture(pathlib.Path(folder) / f"{name}.png" if folder else None)


class Trees(ImageTest):
    """What lies on the disk."""

    @classmethod
    def setUpClass(cls):
        cls.root = ImageTest.folder / "root"
        if not cls.root.exists():
            raw = ImageTest.folder / "root.squashfs"
            told = subprocess.run(["/usr/sbin/sgdisk", "-i", "2", cls.image()], capture_output=True, text=True, check=True).stdout
            first, last = (int(re.search(rf"^{word} sector: (\d+)", told, re.M)[1]) for word in ("First", "Last"))
            subprocess.run(["dd", f"if={cls.image()}", f"of={raw}", "bs=1M", f"skip={first // 2048}",
                            f"count={(last - first + 1) // 2048}", "status=none"], check=True)
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


class Screens(ImageTest):
    """The image as it is, in one machine for all."""

    @classmethod
    def setUpClass(cls):
        cls.machine = appliance.Appliance(cls.image())
        cls.addClassCleanup(cls.machine.end)
        took = cls.machine.wait_for_picture(is_station, BOOT_SECONDS)
        print(f"image: the station's screen after {took:.1f} s", file=sys.stderr)
        took = cls.machine.wait_for_picture(is_ready, BOOT_SECONDS)
        print(f"image: ready after {took:.1f} s more", file=sys.stderr)

    def changed(self, before, seconds=60):
        return self.machine.wait_for_picture(lambda now: now.differs_from(before), seconds)

    def settled(self):
        """The picture, once it has been the same for a while."""
        last = self.machine.picture()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            time.sleep(2)
            now = self.machine.picture()
            if not now.differs_from(last):
                return now
            last = now
        self.fail("the screen does not come to rest")

    def test_1_a_keyboard_in_a_port_for_media_types_nothing(self):
        self.keep(self.machine, "idle")
        self.machine.click(*LOG_IN)
        time.sleep(2)
        before = self.settled()
        self.keep(self.machine, "first-start")
        hostile = self.machine.plug("usb-kbd", 1)  # The newest keyboard gets what QEMU is told to type.
        time.sleep(5)
        for key in ("x", "y", "z", "tab", "ret"):
            self.machine.key(key)
        self.chords()
        time.sleep(5)
        self.keep(self.machine, "hostile-keyboard")
        now = self.machine.picture()
        self.machine.monitor("device_del", id=hostile)
        self.machine.monitor.wait_for("DEVICE_DELETED", hostile)
        self.assertFalse(now.differs_from(before))
        # That it was not the screen that slept.
        self.machine.type("xxx")
        self.changed(before)

    def chords(self):
        for _ in range(8):
            self.machine.key("ctrl", "alt", "delete")
        for keys in (("ctrl", "alt", "f2"), ("ctrl", "alt", "delete"), ("alt", "f4"), ("ctrl", "alt", "backspace"),
                     ("ctrl", "q"), ("alt", "sysrq", "b"), ("ctrl", "c"), ("ctrl", "alt", "f1")):
            self.machine.key(*keys)

    def test_2_key_chords_of_its_own_keyboard_end_nothing(self):
        for _ in range(3):
            self.machine.key("backspace")
        self.chords()
        time.sleep(5)
        self.assertIsNone(self.machine.process.poll())
        self.assertTrue(is_station(self.machine.picture()))
        before = self.settled()
        self.machine.type("yyy")
        self.changed(before)

    def test_3_a_stick_is_seen(self):
        self.machine.click(*BACK)
        time.sleep(2)
        before = self.settled()
        stick = ImageTest.folder / "stick"
        run_road.make_stick(stick)
        node = {"driver": "raw", "node-name": "stick", "file": {"driver": "file", "filename": str(stick)}}
        self.machine.monitor("blockdev-add", **node)
        self.machine.plug("usb-storage", 1, drive="stick")
        self.machine.wait_for_picture(lambda now: now.differs_from(before) and is_enabled(now), 120)
        self.keep(self.machine, "stick")


    def test_4_the_first_administrator_is_made_on_the_screen(self):
        idle = self.machine.picture()
        self.machine.click(*LOG_IN)
        self.changed(idle)
        page = self.settled()
        for word in ("tanaka", "tanaka hanako", PASSWORD, PASSWORD):
            self.machine.type(word)
            self.machine.key("tab")
        self.changed(page)
        self.keep(self.machine, "first-filled")
        before = self.settled()
        self.assertTrue(is_enabled(before))
        self.machine.click(*BEGIN)
        # Making a password's hash takes as long as guessing one should, and it is emulated here.
        self.machine.wait_for_picture(lambda now: now.at(*FOURTH_FIELD) != WHITE, 240)
        login = self.settled()
        self.keep(self.machine, "login")
        self.assertEqual(WHITE, login.at(*THIRD_FIELD))
        self.machine.type("tanaka")
        self.machine.key("tab")
        self.machine.type(PASSWORD)
        self.machine.wait_for_picture(is_enabled, 60)
        self.machine.click(*BEGIN)
        self.machine.wait_for_picture(lambda now: is_station(now) and now.at(*THIRD_FIELD) != WHITE, 240)
        desk = self.settled()
        self.keep(self.machine, "administrator")
        self.assertTrue(desk.differs_from(idle))


class Crashes(ImageTest):
    """The same image, with one line more: the screen's program is killed after a while."""

    def test_a_crashed_screen_is_back(self):
        image = built("crashing.img", {"etc/systemd/system/sekisho-kiosk.service.d/crash.conf":
                                       "[Service]\nRuntimeMaxSec=60\nKillSignal=SIGSEGV\n"})
        words = (image.with_name(image.name + ".parts") / "command-line").read_text()
        machine = appliance.Appliance(image, words.replace("loglevel=3", "loglevel=6").replace(
            "systemd.log_target=journal", "systemd.log_target=kmsg"))
        self.addCleanup(machine.end)
        machine.wait_for_picture(is_ready, BOOT_SECONDS)
        idle = machine.picture()
        machine.click(*LOG_IN)
        machine.wait_for_picture(lambda now: now.differs_from(idle) and is_station(now) and not is_ready(now), 60)
        def crashes():
            return len(re.findall(r"sekisho-kiosk.service: Main process exited, code=(?:killed|dumped), status=11",
                                  machine.console()))
        before = crashes()  # A slow machine may have seen one already.
        until = time.monotonic() + 180
        while crashes() == before:
            self.assertLess(time.monotonic(), until, machine.console()[-1000:])
            time.sleep(0.1)
        took = machine.wait_for_picture(is_ready, CRASH_SECONDS)
        print(f"image: a crashed screen was back after {took:.1f} s", file=sys.stderr)


class Tampered(ImageTest):
    def test_one_changed_byte_of_the_root_stops_the_machine(self):
        disk = ImageTest.folder / "tampered.img"
        subprocess.run(["cp", "--sparse=always", self.image(), disk], check=True)
        with open(disk, "r+b") as file:
            file.seek((1 + 96) * (1 << 20) + 8)  # The superblock of the root: it is read in any case.
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 1]))
        machine = appliance.Appliance(self.image(), disk=disk)
        self.addCleanup(machine.end)
        machine.process.wait(BOOT_SECONDS)  # It would start anew, and QEMU ends instead.
        self.assertIn("dm-verity device corrupted", machine.console())


class Twice(ImageTest):
    def test_the_same_inputs_give_the_same_bytes(self):
        again = built("again.img")
        same = subprocess.run(["cmp", self.image(), again], capture_output=True, text=True)
        again.unlink()
        self.assertEqual(0, same.returncode, same.stdout)


def main():
    ImageTest.build = pathlib.Path(sys.argv.pop(1)).resolve()
    missing = [one for one in ("mmdebstrap", "sqfstar", "/usr/sbin/veritysetup", "/usr/sbin/sgdisk", "mcopy")
               if not guest.shutil.which(one)]
    if missing or not pathlib.Path("/usr/lib/systemd/boot/efi/linuxx64.efi.stub").exists():
        print(f"The appliance is not built here, so not tested: {missing or 'systemd-boot-efi'} is missing", file=sys.stderr)
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory(prefix="sekisho-image-") as folder:
        ImageTest.folder = pathlib.Path(folder)
        unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
