# SPDX-License-Identifier: MIT
"""Everything that is no stick, in a media port: named, refused, recorded, and left without a driver.

All of the kernel's drivers for it are loaded on purpose: it is the locks that hold, not that drivers are missing."""
import os

import usb_station
from usb_station import UsbTest, stick_image


class Devices(UsbTest):
    modules = usb_station.guest.guest_image.CLASS_DRIVERS

    def assert_refused(self, port, english, japanese):
        before = len(self.station.entries("device_refused"))
        done = self.station.sekisho("sanitize", "usb:" + port, "--out", "/guest/nothing", status=3)
        self.assertIn(english, done.err)
        self.assertIn(japanese, done.err)
        entries = self.station.entries("device_refused")
        self.assertEqual(before + 1, len(entries))
        device = entries[-1]["device"]
        self.assertEqual((port, english, 64), (device["port"], entries[-1]["kind"], len(device["descriptors_sha256"])))
        self.assert_closed(port)
        self.assert_no_kernel_driver()
        return entries[-1]

    def test_keyboard(self):
        self.attach("usb-kbd")
        self.assert_refused("1-1", "keyboard", "キーボード")

    def test_mouse(self):
        self.attach("usb-mouse")
        self.assert_refused("1-1", "mouse", "マウス")

    def test_tablet(self):
        self.attach("usb-tablet")
        self.assert_refused("1-1", "input device", "入力装置")

    def test_network_adapter(self):
        self.guest.monitor("netdev_add", type="hubport", id="lan", hubid=0)
        self.attach("usb-net", netdev="lan")
        self.assert_refused("1-1", "network adapter", "ネットワークアダプター")

    def test_serial_adapter(self):
        self.guest.monitor("chardev-add", id="line", backend={"type": "null", "data": {}})
        self.attach("usb-serial", chardev="line", always_plugged=True)
        self.assert_refused("1-1", "serial adapter", "シリアルアダプター")

    def test_audio_device(self):
        self.attach("usb-audio")
        self.assert_refused("1-1", "audio device", "音声装置")

    def test_phone(self):
        folder = self.folder / "phone"
        folder.mkdir()
        (folder / "photo.jpg").write_bytes(b"\xff\xd8")
        self.attach("usb-mtp", rootdir=str(folder))
        self.assert_refused("1-1", "phone or camera", "スマートフォンまたはカメラ")

    def test_smart_card_reader(self):
        self.attach("usb-ccid")
        self.assert_refused("1-1", "card reader for smart cards", "ICカードリーダー")

    def test_hub_with_a_stick_and_a_keyboard(self):
        """Nothing behind it is even spoken to."""
        self.attach("usb-hub")
        node = self.guest.image(stick_image(self.folder / "behind", {"a.txt": b"a\r\n"}))
        self.guest.plug("usb-storage", drive=node, bus="xhci.0", port="1.1", name="behind-stick")
        self.guest.plug("usb-kbd", bus="xhci.0", port="1.2", name="behind-keyboard")
        self.assert_refused("1-1", "hub", "USBハブ")
        self.assertEqual("", self.guest.run("ls /sys/bus/usb/devices | grep ^1-1[.]").out)
        self.station.sekisho("sanitize", "usb:1-1.1", "--out", "/guest/nothing", status=3)

    def test_uas_without_bulk_only_transport(self):
        name = self.guest.plug("usb-uas", 1)
        self.plugged.append((name, "2-1"))
        node = self.guest.image(stick_image(self.folder / "uas", {"a.txt": b"a\r\n"}))
        self.guest.monitor("device_add", driver="scsi-hd", id="uas-disk", bus=f"{name}.0", lun=0, drive=node)
        self.guest.monitor("qom-set", path=f"/machine/peripheral/{name}", property="attached", value=True)
        self.guest.wait_for_port("2-1")
        entry = self.assert_refused("2-1", "storage of another kind", "対応していない方式の記憶装置")
        self.assertIn("UAS", entry["reason"])

    def test_an_empty_port_and_one_that_is_none_of_ours(self):
        begin = self.station.end_of_ledger()
        done = self.station.sekisho("sanitize", "usb:2-2", "--out", "/guest/nothing", status=3)
        self.assertIn("nothing is plugged into port 2-2", done.err)
        self.attach("usb-kbd", 4)
        done = self.station.sekisho("sanitize", "usb:1-4", "--out", "/guest/nothing", status=3)
        self.assertIn("does not name port 1-4", done.err)
        self.assertGreater(self.station.end_of_ledger(), begin)

    def test_a_stick_is_read_past_its_drivers(self):
        _, medium = self.insert(stick_image(self.folder / "plain", {"a.txt": b"a\r\n"}))
        self.guest.run("touch /guest/watch; (while [ -e /guest/watch ]; do readlink /sys/bus/usb/devices/2-1:*/driver; "
                       "usleep 5000; done) </dev/null >/guest/drivers 2>&1 &")
        report = self.station.sanitize(medium)
        self.guest.run("rm /guest/watch")
        self.assertEqual(["Sanitized"], [file["verdict"] for file in report["files"]])
        held_by = self.guest.read_file("/guest/drivers").decode().split()
        self.assertEqual({"usbfs"}, {os.path.basename(driver) for driver in held_by})  # Our own process.
        self.assert_no_kernel_driver()

    def test_the_drivers_are_there(self):
        loaded = self.guest.run("cut -d' ' -f1 /proc/modules").out.split()
        self.assertLessEqual({"usb_storage", "uas", "usbhid", "cdc_ether", "ftdi_sio", "snd_usb_audio"}, set(loaded))
        # One that is let in past the locks is taken at once.
        name = self.attach("usb-kbd", 4)
        self.guest.run("echo 1 > /sys/bus/usb/devices/1-4/authorized; echo 1 > /sys/bus/usb/devices/1-4:1.0/authorized; "
                       "echo 1-4:1.0 > /sys/bus/usb/drivers_probe")
        self.assertEqual({"1-4:1.0": "usbhid"}, self.guest.bound_drivers())
        self.unplug(name, "1-4")
        self.assert_no_kernel_driver()


if __name__ == "__main__":
    usb_station.main()
