# SPDX-License-Identifier: MIT
"""The appliance as it is shipped, booted: what is on its screen, what a hostile keyboard gets, what a crash and a
broken disk look like.

screens_test.py BUILD [NAME...]; SEKISHO_PICTURES=DIR keeps what the screen showed."""
import re
import subprocess
import sys
import time

import appliance
import images
import run_road
from images import BACK, BOOT_SECONDS, LOG_IN, ImageTest, built, digest, is_enabled, is_in_trouble, is_ready, is_station, partition, prepared

CRASH_SECONDS = 5 * images.PATIENCE


class Screens(ImageTest):
    """The image as it is, in one machine for all."""

    @classmethod
    def setUpClass(cls):
        disk, chip = prepared(cls.image())
        cls.machine = appliance.Appliance(cls.image(), disk=disk, chip=chip)
        cls.addClassCleanup(cls.machine.end)
        took = cls.machine.wait_for_picture(is_station, BOOT_SECONDS)
        print(f"image: the station's screen after {took:.1f} s", file=sys.stderr)
        took = cls.machine.wait_for_picture(is_ready, BOOT_SECONDS)
        print(f"image: ready after {took:.1f} s more", file=sys.stderr)

    def changed(self, before, seconds=60):
        return self.machine.wait_for_picture(lambda now: now.differs_from(before), seconds)

    def test_1_a_keyboard_in_a_port_for_media_types_nothing(self):
        self.keep(self.machine, "idle")
        self.machine.click(*LOG_IN)
        time.sleep(2)
        before = self.settled(self.machine)
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
        before = self.settled(self.machine)
        self.machine.type("yyy")
        self.changed(before)

    def test_3_a_stick_is_seen(self):
        self.machine.click(*BACK)
        time.sleep(2)
        before = self.settled(self.machine)
        stick = ImageTest.folder / "stick"
        run_road.make_stick(stick)
        node = {"driver": "raw", "node-name": "stick", "file": {"driver": "file", "filename": str(stick)}}
        self.machine.monitor("blockdev-add", **node)
        self.machine.plug("usb-storage", 1, drive="stick")
        self.machine.wait_for_picture(lambda now: now.differs_from(before) and is_enabled(now), 120)
        self.keep(self.machine, "stick")


class Crashes(ImageTest):
    """The same image, with one line more: the screen's program is killed after a while."""

    def test_a_crashed_screen_is_back(self):
        image = built("crashing.img", {"etc/systemd/system/sekisho-kiosk.service.d/crash.conf":
                                       "[Service]\nRuntimeMaxSec=60\nKillSignal=SIGSEGV\n"})
        words = (image.with_name(image.name + ".parts") / "command-line").read_text()
        disk, chip = prepared(image)
        machine = appliance.Appliance(image, words.replace("loglevel=3", "loglevel=6").replace(
            "systemd.log_target=journal", "systemd.log_target=kmsg"), disk=disk, chip=chip)
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


class Data(ImageTest):
    """What the station keeps is on its disk, and cannot be read."""

    def test_a_file_system_in_the_open_is_told_and_left_as_it_is(self):
        disk = ImageTest.folder / "broken.img"
        subprocess.run(["cp", "--sparse=always", self.image(), disk], check=True)
        start, size = partition(disk, 6)
        subprocess.run(["/usr/sbin/mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-E", f"offset={start}", disk,
                        str((size - (1 << 20)) // 4096)], check=True)
        with open(disk, "r+b") as file:
            file.seek(start + size - (1 << 20))
            file.write(bytes(512))  # The mark of a new disk.
        before = digest(disk, start, size)
        machine = appliance.Appliance(self.image(), disk=disk)
        self.addCleanup(machine.end)
        took = machine.wait_for_picture(is_in_trouble, BOOT_SECONDS)
        print(f"image: a data partition in the open is told after {took:.1f} s", file=sys.stderr)
        self.keep(machine, "data-unreadable")
        time.sleep(10)
        self.assertTrue(is_in_trouble(machine.picture()))
        machine.end()
        self.assertEqual(before, digest(disk, start, size))


if __name__ == "__main__":
    images.main("tesseract", "swtpm")
