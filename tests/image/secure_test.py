# SPDX-License-Identifier: MIT
"""What starts, and what does not: the firmware asks for a signature, the kernel for the root's hash.

secure_test.py BUILD [NAME...]; SEKISHO_PICTURES=DIR keeps what the screen showed."""
import os
import subprocess
import sys

import appliance
import images
import keys
from images import BOOT_SECONDS, ImageTest, image_build, is_station, partition

KERNEL_IMAGE = "::/EFI/BOOT/BOOTX64.EFI"


class Tampered(ImageTest):
    def test_one_changed_byte_of_the_root_stops_the_machine(self):
        self.stops_it(2, 8)  # The superblock: it is read in any case.

    def test_one_changed_byte_of_the_hash_tree_stops_the_machine(self):
        self.stops_it(3, 8)  # The top: all else hangs on it.

    def stops_it(self, number, at):
        disk = ImageTest.folder / "tampered.img"
        subprocess.run(["cp", "--sparse=always", self.image(), disk], check=True)
        with open(disk, "r+b") as file:
            file.seek(partition(disk, number)[0] + at)
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 1]))
        machine = appliance.Appliance(self.image(), disk=disk)
        self.addCleanup(machine.end)
        machine.process.wait(BOOT_SECONDS)  # It would start anew, and QEMU ends instead.
        self.assertIn("dm-verity device corrupted", machine.console())


class SecureBoot(ImageTest):
    """With the firmware, in which the builder's certificates are enrolled."""

    def refusal_of(self, change):
        """What the firmware says of an image that was changed so: OUT, made of IMAGE."""
        disk, image, out = (ImageTest.folder / name for name in ("refused.img", "signed.efi", "changed.efi"))
        subprocess.run(["cp", "--sparse=always", self.image(), disk], check=True)
        subprocess.run(["mcopy", "-n", "-i", f"{disk}@@1M", KERNEL_IMAGE, image], check=True)
        out.unlink(missing_ok=True)
        change(image, out)
        image.unlink()
        subprocess.run(["mcopy", "-o", "-i", f"{disk}@@1M", out, KERNEL_IMAGE], check=True)
        machine = appliance.Appliance(self.image(), disk=disk, start=appliance.Start.FIRMWARE)
        try:
            said = machine.wait_for_words(r"BdsDxe: (starting|failed to load) .*", BOOT_SECONDS)
            print(f"image: {said}", file=sys.stderr)
            return said
        finally:
            machine.end()

    def test_the_builders_image_starts(self):
        machine = appliance.Appliance(self.image(), start=appliance.Start.FIRMWARE)
        self.addCleanup(machine.end)
        took = machine.wait_for_picture(is_station, BOOT_SECONDS)
        print(f"image: by Secure Boot, the station's screen after {took:.1f} s", file=sys.stderr)
        self.keep(machine, "secure-boot")

    def test_an_unsigned_one_does_not(self):
        def unsign(image, out):
            subprocess.run(["osslsigncode", "remove-signature", "-in", image, "-out", out], check=True, stdout=subprocess.DEVNULL)
        self.assertIn("Access Denied", self.refusal_of(unsign))

    def test_a_strangers_does_not(self):
        def sign_as_another(image, out):
            out.write_bytes(image.read_bytes())
            keys.sign(out, keys.prepare(ImageTest.folder / "other-keys"), image_build.EPOCH)
        self.assertIn("Access Denied", self.refusal_of(sign_as_another))

    def test_one_with_another_command_line_does_not(self):
        def change(image, out):
            data = image.read_bytes()
            self.assertEqual(1, data.count(b"lockdown=integrity"))
            out.write_bytes(data.replace(b"lockdown=integrity", b"lockdown=xxxxxxxxx"))
        self.assertIn("Access Denied", self.refusal_of(change))


if __name__ == "__main__":
    images.main()
