# SPDX-License-Identifier: MIT
"""What the station keeps is locked: by its security chip (swtpm) while the firmware is as it was, else by the key that
was shown once.

data_test.py BUILD; SEKISHO_PICTURES=DIR keeps what the screen showed."""
import os
import re
import subprocess
import sys
import time

import appliance
import images
from images import BOOT_SECONDS, ImageTest, is_in_trouble, is_ready, partition
from reading import Reader

WRONG = "0" * 48


class Data(ImageTest):
    """One disk in one machine, from start to start."""
    key = None

    @classmethod
    def setUpClass(cls):
        cls.disk, cls.chip = ImageTest.folder / "data.img", ImageTest.folder / "data-chip"
        subprocess.run(["cp", "--sparse=always", cls.image(), cls.disk], check=True)

    def start(self, chip="own", start=appliance.Start.KERNEL):
        machine = appliance.Appliance(self.image(), disk=self.disk, chip=self.chip if chip == "own" else chip, start=start)
        self.addCleanup(machine.end)
        return machine

    def is_unlocked(self, machine):
        took = machine.wait_for_picture(is_ready, BOOT_SECONDS)
        print(f"image: the station is ready {took:.1f} s after it was started, or unlocked", file=sys.stderr)

    def test_1_without_a_chip_nothing_is_made(self):
        before = images.digest(self.disk, *partition(self.disk, 6))
        machine = self.start(chip=None)
        machine.wait_for_picture(is_in_trouble, BOOT_SECONDS)
        self.keep(machine, "data-no-chip")
        machine.end()
        self.assertEqual(before, images.digest(self.disk, *partition(self.disk, 6)))

    def test_2_the_key_is_shown_once_at_the_first_start(self):
        machine = self.start()
        Data.key = images.note_key(machine, self)
        self.is_unlocked(machine)
        time.sleep(5)
        machine.end()
        start, size = partition(self.disk, 6)
        with open(self.disk, "rb") as file:
            file.seek(start)
            self.assertEqual(b"LUKS\xba\xbe\0\2", file.read(8))
            file.seek(start)
            found = [at for at in range(0, 256 << 20, 1 << 20) for data in [file.read(1 << 20)]
                     if Data.key.encode() in data or b"/run/sekisho-data" in data]
        self.assertEqual([], found, "in the open")
        for _ in range(4):  # A chip that took a lost power for guessing would open nothing any more.
            machine = self.start()
            self.is_unlocked(machine)
            machine.end()

    def test_3_other_firmware_settings_keep_it_locked_until_somebody_has_the_key(self):
        machine = self.start(start=appliance.Start.FIRMWARE)  # Secure Boot is on: another PCR 7.
        desk = images.desk_in_english(machine, "What this station keeps is locked")
        self.keep(machine, "data-locked")
        desk.type_into("Recovery key, 48 digits", WRONG)
        desk.touch("Unlock")
        desk.wait_for("This is not the recovery key of this station")
        self.keep(machine, "data-wrong-key")
        desk.type_into("Recovery key, 48 digits", re.sub(r"\D", "", Data.key))
        desk.touch("Unlock")
        self.is_unlocked(machine)
        machine.end()
        machine = self.start(start=appliance.Start.FIRMWARE)
        self.is_unlocked(machine)  # Bound anew.

    def test_4_without_its_chip_it_stays_locked(self):
        machine = self.start(chip=None)
        images.desk_in_english(machine, "What this station keeps is locked")
        time.sleep(10)
        self.assertFalse(is_ready(machine.picture()))

    def test_5_a_broken_file_system_within_is_told(self):
        start, _ = partition(self.disk, 6)
        with open(self.disk, "r+b") as file:
            file.seek(start + (16 << 20))
            file.write(os.urandom(8192))  # Whatever it is once it is opened.
        machine = self.start(start=appliance.Start.FIRMWARE)
        machine.wait_for_picture(is_in_trouble, BOOT_SECONDS)
        self.keep(machine, "data-broken")


if __name__ == "__main__":
    images.main("tesseract", "swtpm")
