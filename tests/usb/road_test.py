# SPDX-License-Identifier: MIT
"""A stick on the whole road: submitted, approved by another person, released; registered, and known again."""
import json

import usb_station
from usb_station import UsbTest, stick_image

FILES = {"日報.txt": "水質は良好\r\n".encode(), "検査/setup.exe": b"MZ" + bytes(500)}


class Road(UsbTest):
    """Nothing is carried past a station's people: this class is the last in its guest."""

    def test_submitted_approved_released_and_known_again(self):
        self.station.add_people()
        name, medium = self.insert(stick_image(self.folder / "lent", FILES), serial="INV-0007")
        registered = json.loads(self.station.sekisho("media", "register", medium, "--name", "INV-0007", "--owner",
                                                     "Water quality", account="admin").out)
        self.assertEqual("usb:46f4:0001:INV-0007", registered["identity"])
        answer = self.station.sekisho("submit", medium, "--zone", "bench", "--class", "document", "--label",
                                      "C2,I2,A1", "--purpose", "test", account="sato", status=1)
        transfer = json.loads(answer.out.strip().splitlines()[-1])["transfer"]
        self.unplug(name, "2-1")  # Nobody needs it any more.
        self.station.sekisho("approve", transfer, account="sato", status=1)
        self.station.sekisho("approve", transfer, account="suzuki")
        self.station.sekisho("release", transfer, "--to", "dir:/guest/zone", account="suzuki")
        self.assertEqual("水質は良好\r\n", self.guest.read_file("/guest/zone/日報.txt").decode())
        self.assertEqual({"日報.txt", "MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt"},
                         set(self.guest.run("cd /guest/zone; echo *").out.split()))
        self.station.sekisho("receipt", "verify", "/guest/zone/RECEIPT.txt")
        # Another time, another port, another file system: the same stick by its serial number.
        _, medium = self.insert(stick_image(self.folder / "again", FILES, "exfat"), port=2, serial="INV-0007")
        self.station.sekisho("submit", medium, "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                             "--purpose", "again", account="sato", status=1)
        history = json.loads(self.station.sekisho("media", "history", registered["id"]).out)
        self.assertEqual(2, len(history["transfers"]))
        self.station.sekisho("ledger", "verify")
        self.assert_no_kernel_driver()


if __name__ == "__main__":
    usb_station.main()
