# SPDX-License-Identifier: MIT
"""A stick pulled while it is read, at many moments; another one in its place; a controller that dies with it."""
import hashlib
import json
import os
import random
import sys
import time

import usb_station
from usb_station import UsbTest, stick_image

SEED = 20261121
POINTS = int(os.environ.get("SEKISHO_USB_REMOVALS", "50"))
FILES = {f"{number:02}.bin": random.Random(number).randbytes(700_000 + 9_000 * number) for number in range(12)}
SMALL = {f"{number:02}.bin": random.Random(number).randbytes(400_000 + 9_000 * number) for number in range(12)}
BYTES_PER_SECOND = 24 << 20


class Removal(UsbTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.image = stick_image(cls.folder / "pulled", FILES)
        cls.small = stick_image(cls.folder / "small", SMALL, size=34 << 20)
        cls.hashes = cls.hashes_of(FILES)
        cls.guest.monitor("object-add", **{"qom-type": "throttle-group", "id": "slow",
                                           "limits": {"bps-read": BYTES_PER_SECOND, "bps-read-max": 0}})

    @staticmethod
    def hashes_of(files):
        return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}

    def slow_stick(self, image=None):
        return self.guest.blockdev(**{"driver": "throttle", "throttle-group": "slow", "file": {
            "driver": "raw", "file": {"driver": "file", "filename": image or self.image, "locking": "off"}}})

    def check(self, told):
        """Whole files are as they were on the stick; the rest is named as unread. Gives how many were whole and unread,
        and why the stick was over: empty if all was well."""
        lines = [line.split() for line in told.splitlines()]
        whole = {words[1]: words[3] for words in lines if words[0] == "whole"}
        unread = {words[1] for words in lines if words[0] == "unread"}
        hashes = self.hashes_of(SMALL)
        self.assertEqual({name: hashes[name] for name in whole}, whole)
        ends = [words for words in lines if words[0] in ("over", "failed")]
        self.assertEqual(1, len(ends), told)
        if ends[0][0] == "over":
            self.assertEqual(set(hashes), set(whole) | unread)
        else:  # Before there was a listing.
            self.assertEqual((0, 0), (len(whole), len(unread)))
        return len(whole), len(unread), " ".join(ends[0][1:])

    def processes(self):
        """Of ours, by name; sekishod's own workers among them."""
        told = self.guest.run("ps -o comm | sort | uniq -c | grep -E 'sekisho|intake|stick-probe'; true").out
        return told

    def pull_after(self, name, count):
        """Once so much of it was read, or when the reading is over."""
        self.guest.wait_for_bytes(name, count)
        self.guest.unplug(name)
        self.plugged = [one for one in self.plugged if one[0] != name]

    def test_pulled_at_random_moments(self):
        moments = random.Random(SEED)
        print(f"{POINTS} moments, seed {SEED}", file=sys.stderr)
        before = self.processes()
        self.guest.tell(f"/sekisho/tests/stick-probe carry 2-1 {POINTS + 2}")
        in_all = self.carried_whole()
        counts = []
        for point in range(POINTS):
            with self.subTest(point=point):
                name = self.guest.plug_storage(self.slow_stick(self.small))
                self.guest.wait_for_bytes(name, moments.randrange(1, in_all))
                self.guest.unplug(name)
                whole, unread, over = self.check(self.guest.hear(rb"^next\n"))
                counts.append((whole, unread))
                self.assertRegex(over, "unplugged|no answer|nothing is plugged" if whole < len(SMALL) else "unplugged|^$")
        self.assertEqual(in_all, self.carried_whole())
        self.assertEqual(before, self.processes())
        self.assertGreater(len(set(counts)), len(SMALL) // 2, counts)  # At all of its parts.
        self.assertTrue(any(whole and unread for whole, unread in counts), counts)
        self.assert_no_kernel_driver()

    def carried_whole(self):
        """The sound one, by the probe that waits for it. How much of it was read."""
        name = self.guest.plug_storage(self.slow_stick(self.small))
        told = self.guest.hear(rb"^over .*?\n")
        count = self.guest.bytes_read(name)
        self.guest.unplug(name)
        self.assertEqual((len(SMALL), 0, ""), self.check(told))
        self.guest.hear(rb"^next\n")
        return count

    def carry_and_pull(self, count, then=lambda: None):
        """The whole station reads it; it is pulled after so many bytes. Gives the report."""
        self.guest.run("rm -rf /guest/carried /guest/carried.json")
        name, medium = self.insert(self.slow_stick())
        self.station.start("sanitize", medium, "--out", "/guest/carried", "--json", "/guest/carried.json")
        self.pull_after(name, count)
        then()
        done = self.guest.finish()
        self.assertEqual(1, done.status, done)
        return json.loads(self.guest.read_file("/guest/carried.json"))

    def check_report(self, report, why):
        fault = self.station.entries("media_fault")[-1]
        unread = [file for file in report["files"] if "not read" in str(file["reasons"])]
        self.assertEqual(sorted(self.hashes), sorted(file["path"] for file in report["files"]))
        self.assertTrue(0 < len(unread) < len(FILES), report["totals"])
        self.assertEqual(len(unread), fault["unread_files"])
        for file in report["files"]:
            if file not in unread:
                self.assertEqual(self.hashes[file["path"]], file["sha256"])
        self.assertRegex(fault["reason"], why)
        self.assertEqual("2-1", fault["device"]["port"])
        self.assertIn(f"files not read: {len(unread)}", str(report["medium"]["findings"]))
        self.assertFalse(report["medium"]["whole"])

    def test_what_was_read_goes_on_and_the_rest_is_reported(self):
        self.check_report(self.carry_and_pull(4 << 20), "unplugged while it was read")
        self.guest.wait_for_port("2-1", there=False)
        self.insert(stick_image(self.folder / "next", {"a.txt": b"a\r\n"}))
        self.assertEqual(["Sanitized"], [file["verdict"] for file in self.station.sanitize("usb:2-1")["files"]])

    def test_another_stick_in_its_place_at_once(self):
        """Nothing of the other one, though it says the same of itself, comes into the report of the first."""
        other = self.guest.image(stick_image(self.folder / "other", {name: bytes(800_000) for name in FILES}))
        took = []

        def put_another():
            start = time.monotonic()
            self.plugged.append((self.guest.plug("usb-storage", 1, drive=other), "2-1"))
            took.append(time.monotonic() - start)

        for _ in range(5):
            report = self.carry_and_pull(4 << 20, put_another)
            self.check_report(report, "unplugged|another device was plugged in")
            self.guest.wait_for_port("2-1")
            self.assert_closed("2-1")
            self.assert_no_kernel_driver()
            if took[-1] < 0.05:
                break
            self.unplug(*self.plugged[-1])  # A busy machine: once more.
        self.assertLess(took[-1], 0.05)

    def test_swapped_for_a_keyboard_between_look_and_open(self):
        """Over and over while the gate looks: nothing but a whole stick or a refusal comes of it."""
        for _ in range(5):
            name, medium = self.insert(self.slow_stick())
            self.station.start("sanitize", medium, "--out", "/guest/swapped")
            self.pull_after(name, 0)
            keyboard = self.guest.plug("usb-kbd", 1)
            self.plugged.append((keyboard, "1-1"))
            done = self.guest.finish()
            self.assertEqual(3, done.status, done)
            self.guest.wait_for_port("1-1")
            self.assert_closed("1-1")
            self.assert_no_kernel_driver()
            self.unplug(keyboard, "1-1")
            self.guest.run("rm -rf /guest/swapped")


if __name__ == "__main__":
    usb_station.main()
