# SPDX-License-Identifier: MIT
"""A stick pulled while it is read, at many moments; another one in its place; a controller that dies with it."""
import hashlib
import json
import os
import random
import time
import unittest

import usb_station
from usb_station import UsbTest, stick_image

SEED = 20261121
POINTS = int(os.environ.get("SEKISHO_USB_REMOVALS", "12"))
FILES = {f"{number:02}.bin": random.Random(number).randbytes(700_000 + 9_000 * number) for number in range(12)}
BYTES_PER_SECOND = 24 << 20


class Removal(UsbTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.image = stick_image(cls.folder / "pulled", FILES)
        cls.hashes = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
        cls.guest.monitor("object-add", **{"qom-type": "throttle-group", "id": "slow",
                                           "limits": {"bps-read": BYTES_PER_SECOND, "bps-read-max": 0}})

    def slow_stick(self):
        return self.guest.blockdev(**{"driver": "throttle", "throttle-group": "slow", "file": {
            "driver": "raw", "file": {"driver": "file", "filename": self.image, "locking": "off"}}})

    def probe(self, wait=True):
        self.guest.start("/sekisho/tests/stick-probe carry 2-1")
        return self.guest.finish() if wait else None

    def check(self, done):
        """Whole files are as they were on the stick; the rest is named as unread. Gives how many were whole."""
        lines = [line.split() for line in done.out.splitlines()]
        whole = {words[1]: words[3] for words in lines if words[0] == "whole"}
        unread = {words[1] for words in lines if words[0] == "unread"}
        self.assertEqual({name: self.hashes[name] for name in whole}, whole)
        if done.status == 0:
            self.assertEqual(set(self.hashes), set(whole) | unread)
        over = next((" ".join(words[1:]) for words in lines if words[0] == "over"), None)
        return len(whole), len(unread), over

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
        name, _ = self.insert(self.slow_stick())
        self.assertEqual((len(FILES), 0, ""), self.check(self.probe()))
        in_all = self.guest.bytes_read(name)
        self.unplug(name, "2-1")
        before = self.processes()
        moments = random.Random(SEED)
        counts = []
        for point in range(POINTS):
            name, _ = self.insert(self.slow_stick())
            self.probe(wait=False)
            self.pull_after(name, moments.randrange(in_all))
            done = self.guest.finish()
            self.guest.wait_for_port("2-1", there=False)
            whole, unread, over = self.check(done)
            counts.append((whole, unread))
            # Before there was a listing, it ends with the reason.
            self.assertRegex(over if done.status == 0 and unread else done.err or "unplugged",
                             "unplugged|no answer|nothing is plugged", f"point {point}: {done}")
        self.assertEqual(before, self.processes())
        self.assertTrue(any(whole and unread for whole, unread in counts), counts)
        self.insert(self.slow_stick())
        self.assertEqual((len(FILES), 0, ""), self.check(self.probe()))
        self.assert_no_kernel_driver()

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

        report = self.carry_and_pull(4 << 20, put_another)
        self.check_report(report, "unplugged|another device was plugged in")
        self.guest.wait_for_port("2-1")
        self.assert_closed("2-1")
        self.assert_no_kernel_driver()
        self.assertLess(took[0], 0.05)

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
