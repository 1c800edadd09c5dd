# SPDX-License-Identifier: MIT
"""sekisho-gate is killed: it is started again and the ports are closed, or the station says that there is no USB."""
import json

import usb_station
from usb_station import UsbTest, stick_image

FILES = {"a.txt": b"a\r\n", "b.bin": bytes(range(256)) * 20_000}
GATE = "/sekisho/libexec/sekisho-gate"


class GateEnds(UsbTest):
    def stick(self):
        return stick_image(self.folder / "stick", FILES)

    def kill_gate(self):
        self.assertEqual(0, self.guest.run("kill -9 $(pidof sekisho-gate)").status)

    def gates(self):
        return len(self.guest.run("pidof sekisho-gate").out.split())

    def assert_carried(self, medium):
        report = self.station.sanitize(medium)
        self.assertEqual(set(FILES), {file["path"] for file in report["files"]})
        self.assertTrue(report["medium"]["whole"])

    def test_killed_between_two_sticks(self):
        _, medium = self.insert(self.stick())
        self.assert_carried(medium)
        before = len(self.station.entries("gate_restarted"))
        self.kill_gate()
        self.assert_carried(medium)
        self.assertEqual(before + 1, len(self.station.entries("gate_restarted")))
        self.assertEqual(1, self.gates())
        self.assert_closed("2-1")

    def begin_reading(self):
        """`sekisho` is in the middle of a slow stick. Gives the medium."""
        self.brake = f"brake{next(self.guest.names)}"
        self.guest.monitor("object-add", **{"qom-type": "throttle-group", "id": self.brake, "limits": {"bps-read": 2 << 20}})
        name, medium = self.insert(self.guest.blockdev(**{"driver": "throttle", "throttle-group": self.brake, "file": {
            "driver": "raw", "file": {"driver": "file", "filename": self.stick(), "locking": "off"}}}))
        self.guest.run("rm -rf /guest/carried*")
        self.station.start("sanitize", medium, "--out", "/guest/carried", "--json", "/guest/carried.json")
        self.assertTrue(self.guest.wait_for_bytes(name, 1 << 20))
        return medium

    def go_on_reading(self):
        self.guest.monitor("qom-set", path=f"/objects/{self.brake}", property="limits", value={"bps-read": 0})

    def test_killed_while_a_stick_is_read(self):
        """The port is closed, and the session of the stick is over: nobody watched it to its end."""
        medium = self.begin_reading()
        self.go_on_reading()
        # The shell is busy with the command: another one would wait for its end.
        self.guest.run_beside("kill -9 $(pidof sekisho-gate)")
        done = self.guest.finish()
        self.assertEqual(1, done.status, done)
        report = json.loads(self.guest.read_file("/guest/carried.json"))
        self.assertFalse(report["medium"]["whole"])
        fault = self.station.entries("media_fault")[-1]
        self.assertIn("sekisho-gate", fault["reason"])
        self.assertIn("ポートを管理するプログラム", fault["reason"])
        self.assert_closed("2-1")
        self.assert_carried(medium)

    def test_the_broker_is_killed_while_a_stick_is_read(self):
        medium = self.begin_reading()
        self.guest.run_beside("kill -9 $(pidof sekishod)")
        self.assertNotEqual(0, self.guest.finish().status)
        self.guest.run("n=0; while pidof sekisho-gate && [ $n != 500 ]; do usleep 20000; n=$((n + 1)); done")
        self.assertEqual(0, self.gates())
        self.assert_closed("2-1")
        self.go_on_reading()
        self.station.start_broker()
        self.assert_carried(medium)

    def test_a_gate_that_does_not_start_again(self):
        _, medium = self.insert(self.stick())
        self.assert_carried(medium)
        self.guest.run(f"mount --bind /bin/busybox {GATE}")
        self.addCleanup(self.guest.run, f"umount {GATE} 2>/dev/null")
        self.kill_gate()
        done = self.station.sekisho("sanitize", medium, "--out", "/guest/nothing", status=3)
        self.assertIn("USB is not available", done.err)
        self.assertIn("USBは使えません", done.err)
        self.assert_closed("2-1")
        self.assertEqual(0, self.guest.run(f"umount {GATE}").status)
        self.assert_carried(medium)


if __name__ == "__main__":
    usb_station.main()
