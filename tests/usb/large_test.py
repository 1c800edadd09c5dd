# SPDX-License-Identifier: MIT
"""A file that FAT32 cannot hold, written to a stick in the guest: exFAT, whole, and read back by others' tools."""
import os
import subprocess

import usb_station

SIZE = (4 << 30) + 5
STICK = 6 << 30
PARTITION = 1 << 20  # Where it begins.


class Large(usb_station.UsbTest):
    output = ("2-3",)

    def test_a_file_beyond_four_gibibytes(self):
        stick = self.folder / "stick"
        with open(stick, "wb") as file:
            file.truncate(STICK)
        self.insert(stick, 3, serial="OUT-1")
        done = self.guest.run(f"/sekisho/tests/fill-probe 2-3 {SIZE}", 3000)
        self.assertEqual((0, "exFAT"), (done.status, done.out.split(" ")[0]), done)
        self.assert_closed("2-3")
        self.unplug(*self.plugged[-1])

        volume = self.folder / "volume"
        with open(stick, "rb") as whole, open(volume, "wb") as part:
            self.copy_sparse(whole, part)
        checked = subprocess.run(["/usr/sbin/fsck.exfat", "-n", volume], capture_output=True, text=True, check=False)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)
        self.assertRegex(checked.stdout, r"clean.*files 4\b")

    def copy_sparse(self, whole, part):
        """What has been written of the partition; the holes stay holes."""
        position = PARTITION
        while True:
            try:
                begin = os.lseek(whole.fileno(), position, os.SEEK_DATA)
            except OSError:
                break
            position = os.lseek(whole.fileno(), begin, os.SEEK_HOLE)
            while begin < position:
                begin += os.copy_file_range(whole.fileno(), part.fileno(), min(1 << 30, position - begin), begin, begin - PARTITION)
        part.truncate(STICK - PARTITION)


if __name__ == "__main__":
    usb_station.main()
