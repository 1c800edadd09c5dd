# SPDX-License-Identifier: MIT
"""From stick to stick: registered, approved, written, enumerated anew, read back; and pulled in the midst of it."""
import json
import os
import random
import shutil
import struct
import subprocess
import sys

import usb_station
from usb_station import UsbTest, stick_image

SIZE = 40 << 20
SEED = 20261121
PULLS = int(os.environ.get("SEKISHO_USB_REMOVALS", "50"))
FILES = {"日報.txt": "水質は良好\n".encode(), "資料/水位.csv": "時刻,水位\n09:00,12.5\n".encode(),
         "記録.log": b"12:00 start\r\n" * 100_000}


def bus_events(capture):
    """What was asked of a stick, in order: "configure", (SCSI operation code, first block, count)."""
    data = capture.read_bytes()
    position = 24
    while position < len(data):
        length, = struct.unpack_from("<I", data, position + 8)
        packet = data[position + 16:position + 16 + length]
        position += 16 + length
        if packet[8:9] != b"S":
            continue
        if packet[9] == 2 and packet[40:43] == b"\0\x09\x01":
            yield "configure"
        elif packet[64:68] == b"USBC":
            command = packet[64 + 15:]
            yield (command[0], *struct.unpack_from(">I", command, 2), *struct.unpack_from(">H", command, 7))


class Station(UsbTest):
    """With people, and two ports for output."""
    output = ("2-3", "1-3")
    transfer = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.station.add_people()

    def blank(self, name, size=SIZE):
        path = self.folder / name
        path.write_bytes(b"\xa5" * size)  # Whatever was on it.
        return path

    def put(self, image, serial, **properties):
        return self.insert(image, 3, serial=serial, **properties)[0]

    def take(self, name):
        self.unplug(name, "2-3")

    def register(self, name="棚 1", status=0, port="2-3"):
        done = self.station.sekisho("media", "register", "usb:" + port, "--name", name, "--owner", "浄水課", "--kind", "output",
                                    account="admin", status=status)
        return done if status else json.loads(done.out)["id"]

    def approved(self):
        """One transfer, brought in by a stick, approved by another person; the same for all tests."""
        if not Station.transfer:
            name, medium = self.insert(stick_image(self.folder / "in", FILES), serial="IN-1")
            done = self.station.sekisho("submit", medium, "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                                        "--purpose", "test", account="sato")
            self.unplug(name, "2-1")
            Station.transfer = json.loads(done.out.strip().splitlines()[-1])["transfer"]
            self.station.sekisho("approve", Station.transfer, account="suzuki")
        return Station.transfer

    def release_words(self, port="2-3"):
        return "release", self.approved(), "--to", "usb:" + port

    def refused(self, *words):
        done = self.station.sekisho(*self.release_words(), account="suzuki", status=1)
        for word in words:
            self.assertIn(word, done.err)
        self.assertEqual("approved", json.loads(self.station.sekisho("status", self.approved()).out.splitlines()[-1])["state"])
        self.assert_closed("2-3")

    def found(self, image):
        """As whoever finds the stick sees it: nothing, or all of the release."""
        with open(image, "rb") as file:
            first = file.read(512)
        if first[510:] != b"\x55\xaa":
            return None
        out = self.folder / "found"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        subprocess.run(["mcopy", "-s", "-n", "-i", f"{image}@@1M", "::*", out], check=True, capture_output=True)
        volume = self.folder / "volume"
        subprocess.run(["dd", "bs=1M", "skip=1", f"if={image}", f"of={volume}"], check=True, capture_output=True)
        subprocess.run(["/usr/sbin/fsck.fat", "-n", volume], check=True, capture_output=True)
        return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def assert_whole(self, image):
        found = self.found(image)
        self.assertIsNotNone(found)
        manifest = json.loads(found["MANIFEST.json"])
        if Station.transfer:
            self.assertEqual(Station.transfer, manifest["transfer"])
        self.assertEqual(sorted(FILES), sorted(file["path"] for file in manifest["files"]))
        self.assertEqual("水質は良好\n", found["日報.txt"].decode().replace("\r", ""))


class Release(Station):
    def test_1_from_stick_to_stick(self):
        self.approved()
        image = self.blank("out")
        capture = self.folder / "capture"
        name = self.put(image, "OUT-1", pcap=str(capture))
        self.refused("not registered", "登録されていません")
        medium = self.register()
        self.station.sekisho(*self.release_words(), account="suzuki")
        self.assert_closed("2-3")
        self.assert_no_kernel_driver()
        self.take(name)
        self.assert_whole(image)
        Station.transfer = None  # It is over.
        # Written, enumerated anew, read, sealed, enumerated anew, the seal read.
        events = list(bus_events(capture))
        sessions = [[]]
        for event in events:
            if event == "configure":
                sessions.append([])
            elif event[0] in (0x28, 0x2a):
                sessions[-1].append(event)
        writing, reading, sealed = sessions[-3:]
        self.assertGreater(sum(count for code, _, count in writing if code == 0x2a), 3000)
        self.assertEqual([(0x2a, 0, 1)], [event for event in reading if event[0] == 0x2a])
        self.assertGreater(sum(count for code, _, count in reading if code == 0x28), 3000)
        self.assertNotIn(0x2a, [code for code, _, _ in sealed])
        entry = self.station.entries("release_done")[-1]
        self.assertEqual((medium, "FAT32", 3, "OUT-1"),
                         (entry["medium"], entry["file_system"], entry["stick"]["sessions"], entry["stick"]["serial"]))
        self.assertRegex(entry["list_sha256"], "^[0-9a-f]{64}$")
        # And by our own road.
        name, medium = self.insert(image, serial="OUT-1")
        done = self.station.sekisho("submit", medium, "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                                    "--purpose", "back", "--json", "-", account="sato", status=(0, 1))
        report = json.loads(done.out)
        self.assertEqual(["FAT32"], [one["file_system"] for one in report["medium"]["volumes"]])
        self.assertLessEqual(set(FILES) | {"MANIFEST.json"}, {file["path"] for file in report["files"]})

    def test_2_what_may_not_be_written(self):
        self.approved()
        done = self.station.sekisho("release", self.approved(), "--to", "usb:2-1", account="suzuki", status=1)
        self.assertIn("output_ports", done.err)
        done = self.station.sekisho(*self.release_words(), account="suzuki", status=1)
        self.assertIn("nothing is plugged", done.err)
        image = self.blank("second")
        name = self.put(image, "OUT-2")
        medium = self.register("棚 2")
        self.take(name)
        before = image.read_bytes()
        # Another one with the same serial number.
        other = self.blank("other")
        other_before = other.read_bytes()
        name = self.put(other, "OUT-2")
        self.refused("does not carry this station's mark", "識別情報")
        self.take(name)
        self.assertEqual(other_before, other.read_bytes())
        # The same, protected.
        name = self.put(image, "OUT-2", read_only=True)
        self.refused("write protected", "書き込み禁止")
        self.take(name)
        # Retired.
        name = self.put(image, "OUT-2")
        self.station.sekisho("media", "retire", medium, "--reason", "破損", account="admin")
        self.refused("is retired", "使用終了")
        self.take(name)
        self.assertEqual(before, image.read_bytes())
        reasons = [entry["reason"] for entry in self.station.entries("release_failed")]
        self.assertTrue(any("retired" in reason for reason in reasons))

    def test_3_pulled_at_any_moment(self):
        """At random commands of all that the stick gets: while it is written, read back and sealed."""
        print(f"{PULLS} moments, seed {SEED}", file=sys.stderr)
        self.approved()
        image = self.blank("pulled")
        name = self.put(image, "OUT-3")
        self.register("棚 3")
        before = self.guest.operations(name)
        self.station.sekisho(*self.release_words(), account="suzuki")
        in_all = self.guest.operations(name) - before
        self.take(name)
        Station.transfer = None  # It is over; another one for the rest.
        self.approved()
        chance = random.Random(SEED)
        ends = []
        for number in range(PULLS):
            with self.subTest(number=number):
                name = self.put(image, "OUT-3")
                self.guest.start(self.station.words(*self.release_words(), account="suzuki"))
                self.guest.wait_for_operations(name, chance.randrange(1, in_all))
                self.guest.unplug(name)
                done = self.guest.finish(300)
                self.plugged = []
                self.guest.wait_for_port("2-3", there=False)
                found = self.found(image)
                ends.append((done.status, found is not None))
                if done.status == 0:  # The pull came too late.
                    self.assert_whole(image)
                    Station.transfer = None
                    self.approved()
                    continue
                self.assertEqual(1, done.status, done)
                self.assertIn("stays approved", done.err)
                if found is not None:  # All was read back, the seal was written and not yet read.
                    self.assert_whole(image)
        self.assertGreater(sum(status == 1 for status, _ in ends), PULLS * 0.8, ends)
        name = self.put(image, "OUT-3")
        self.station.sekisho(*self.release_words(), account="suzuki")
        self.take(name)
        self.assert_whole(image)


if __name__ == "__main__":
    usb_station.main()
