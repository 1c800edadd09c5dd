# SPDX-License-Identifier: MIT
"""Sticks as people bring them."""
import usb_station
from usb_station import UsbTest, stick_image

FILES = {"日報.txt": "水質は良好\n".encode(), "資料/水位.csv": "時刻,水位\n09:00,12.5\n".encode()}


class Sticks(UsbTest):
    def test_a_stick_is_read_and_its_port_closed_again(self):
        _, medium = self.insert(stick_image(self.folder / "fat32", FILES))
        report = self.station.sanitize(medium)
        self.assertEqual({"日報.txt": "Sanitized", "資料/水位.csv": "Sanitized"},
                         {file["path"]: file["verdict"] for file in report["files"]})
        self.assertEqual("水質は良好\n", self.guest.read_file("/guest/carried/日報.txt").decode().replace("\r", ""))
        self.assert_closed("2-1")
        self.assert_no_kernel_driver()

    def test_a_keyboard_is_refused_by_name(self):
        self.attach("usb-kbd")
        done = self.station.sekisho("sanitize", "usb:1-1", "--out", "/guest/nothing", status=3)
        self.assertIn("keyboard", done.err)
        self.assert_closed("1-1")
        self.assert_no_kernel_driver()


if __name__ == "__main__":
    usb_station.main()
