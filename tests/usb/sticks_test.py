# SPDX-License-Identifier: MIT
"""Sticks as people bring them: file systems, tables, sector sizes, protected, failing, with several units."""
import json
import struct

import usb_station
from usb_station import UsbTest, media, stick_image

FILES = {"日報.txt": "水質は良好\n".encode(), "資料/水位.csv": "時刻,水位\n09:00,12.5\n".encode(),
         "資料/設備.zip": None, "検査/setup.exe": b"MZ" + bytes(500), "記録.log": b"12:00 start\r\n" * 40_000}
VERDICTS = {"日報.txt": "Sanitized", "資料/水位.csv": "Sanitized", "資料/設備.zip": "Sanitized",
            "検査/setup.exe": "Refused", "記録.log": "Sanitized"}


def sample_files():
    from sample_files import zip_of
    return {**FILES, "資料/設備.zip": zip_of({"一覧.txt": "ポンプ\r\n"})}


def operation_codes(capture):
    """Of every SCSI command in a capture of the bus (pcap, Linux USB): the first byte behind each command wrapper."""
    data = capture.read_bytes()
    assert data[:4] == b"\xd4\xc3\xb2\xa1", "no capture"
    codes, position = [], 24
    while position < len(data):
        length, = struct.unpack_from("<I", data, position + 8)
        packet = data[position + 16:position + 16 + length]
        # A submitted bulk transfer of 31 bytes that begins like a command block wrapper.
        if packet[8:9] == b"S" and packet[64:68] == b"USBC":
            codes.append(packet[64 + 15])
        position += 16 + length
    return codes


class Sticks(UsbTest):
    def carry(self, medium, expected=None):
        report = self.station.sanitize(medium)
        self.assertEqual(VERDICTS if expected is None else expected,
                         {file["path"]: file["verdict"] for file in report["files"]}, report["medium"])
        self.assert_closed(medium.removeprefix("usb:"))
        self.assert_no_kernel_driver()
        return report

    def test_every_file_system(self):
        for number, system in enumerate(("fat32", "exfat", "ntfs", "ext4")):
            with self.subTest(system):
                name, medium = self.insert(stick_image(self.folder / system, sample_files(), system))
                report = self.carry(medium)
                self.assertEqual([system], [one["file_system"].lower() for one in report["medium"]["volumes"]])
                self.assertEqual("水質は良好\n",
                                 self.guest.read_file("/guest/carried/日報.txt").decode().replace("\r", ""))
                self.unplug(name, "2-1")

    def test_tables(self):
        inner = stick_image(self.folder / "inner", sample_files())
        for table in ("mbr", "gpt"):
            with self.subTest(table):
                image = str(self.folder / table)
                media.with_table(inner, image, table)
                name, medium = self.insert(image)
                report = self.carry(medium)
                self.assertEqual([media.START], [one["offset"] for one in report["medium"]["volumes"]])
                self.unplug(name, "2-1")

    def test_what_the_stick_says_of_itself_stands_in_report_and_ledger(self):
        _, medium = self.insert(stick_image(self.folder / "serial", sample_files()), serial="LENT-0042")
        report = self.carry(medium)
        device = report["medium"]["device"]
        self.assertEqual(("2-1", "46f4", "0001", "QEMU", "LENT-0042", 64 << 20, 512, "off"),
                         tuple(device[key] for key in ("port", "vendor", "product_id", "manufacturer", "serial", "size",
                                                       "block_size", "write_protection")))
        self.assertEqual("usb:46f4:0001:LENT-0042", report["medium"]["identity"])
        noted = [entry for entry in self.station.entries("media_in") if entry["transfer"] == report["transfer"]]
        self.assertEqual([device], [entry["device"] for entry in noted])

    def test_only_reading_commands_are_sent(self):
        capture = self.guest.folder / "bus.pcap"
        name, medium = self.insert(stick_image(self.folder / "captured", sample_files()), pcap=str(capture))
        before = (self.folder / "captured").read_bytes()
        self.carry(medium)
        self.unplug(name, "2-1")
        codes = set(operation_codes(capture))
        # TEST UNIT READY, REQUEST SENSE, INQUIRY, MODE SENSE (6), READ CAPACITY (10), READ (10), READ (16).
        self.assertLessEqual({0x12, 0x25, 0x28}, codes)
        self.assertLessEqual(codes, {0x00, 0x03, 0x12, 0x1A, 0x25, 0x28, 0x88})
        self.assertEqual(before, (self.folder / "captured").read_bytes())

    def test_write_protected(self):
        _, medium = self.insert(stick_image(self.folder / "protected", sample_files()), read_only=True)
        self.assertEqual("on", self.carry(medium)["medium"]["device"]["write_protection"])

    def plug_units(self, *units):
        """A bulk-only device with these SCSI devices: (driver, node, properties)."""
        name = self.guest.plug("usb-bot", 1)
        self.plugged.append((name, "2-1"))
        for lun, (driver, node, properties) in enumerate(units):
            drive = {"drive": node} if node else {}
            self.guest.monitor("device_add", driver=driver, id=f"{name}-{lun}", bus=f"{name}.0", lun=lun, **drive,
                               **{key.replace("_", "-") if key == "scsi_id" else key: value
                                  for key, value in {"scsi_id": 0, **properties}.items()})
        self.guest.monitor("qom-set", path=f"/machine/peripheral/{name}", property="attached", value=True)
        self.guest.wait_for_port("2-1")

    def test_sectors_of_4096_bytes(self):
        image = str(self.folder / "big-sectors")
        media.blank(image, 300 << 20)
        media.run("mkfs.fat", "-F", "32", "-S", "4096", "-s", "1", "-n", "LARGE", image)
        self.copy_in(image, {"日報.txt": FILES["日報.txt"]})
        self.plug_units(("scsi-hd", self.guest.image(image), {"logical_block_size": 4096, "physical_block_size": 4096}))
        report = self.carry("usb:2-1", {"日報.txt": "Sanitized"})
        self.assertEqual(4096, report["medium"]["device"]["block_size"])

    def copy_in(self, image, files):
        for name, content in files.items():
            path = self.folder / "copied"
            path.write_bytes(content)
            media.run("mcopy", "-i", image, str(path), "::/" + name)

    def test_a_disc(self):
        tree = self.folder / "disc.tree"
        tree.mkdir()
        (tree / "手順.txt").write_text("一、弁を閉じる\n")
        media.iso(str(self.folder / "disc"), str(tree))
        self.plug_units(("scsi-cd", self.guest.image(self.folder / "disc", True), {}))
        report = self.carry("usb:2-1", {"手順.txt": "Sanitized"})
        self.assertEqual((2048, "ISO 9660"), (report["medium"]["device"]["block_size"],
                                              report["medium"]["volumes"][0]["file_system"]))

    def refused(self, medium, *expected):
        """It is not carried; gives the ledger's entry."""
        done = self.station.sekisho("sanitize", medium, "--out", "/guest/nothing", status=3)
        for text in expected:
            self.assertIn(text, done.err)
        self.assert_no_kernel_driver()
        return self.station.ledger("--limit", "1")[0]

    def test_two_units_with_a_medium_each(self):
        one, other = (self.guest.image(stick_image(self.folder / name, FILES_SMALL)) for name in ("lun0", "lun1"))
        self.plug_units(("scsi-hd", one, {}), ("scsi-hd", other, {}))
        self.refused("usb:2-1", "two media at once")
        refusals = self.station.entries("device_refused")
        self.assertIn("two media at once", refusals[-1]["reason"])
        self.assert_closed("2-1")

    def test_a_disc_beside_the_disk(self):
        self.plug_units(("scsi-hd", self.guest.image(stick_image(self.folder / "beside", FILES_SMALL)), {}),
                        ("scsi-cd", None, {}))
        self.refused("usb:2-1", "no disk")

    def test_a_drive_without_a_disc(self):
        self.plug_units(("scsi-cd", None, {}))
        self.refused("usb:2-1", "no medium")

    def test_a_bad_sector_costs_one_file(self):
        image = stick_image(self.folder / "failing", sample_files())
        with open(image, "rb") as file:
            at = file.read().index(b"12:00 start\r\n" * 100)
        node = self.guest.blockdev(**{"driver": "blkdebug", "read-only": True, "image": {
            "driver": "file", "filename": image, "read-only": True, "locking": "off"},
            "inject-error": [{"event": "none", "iotype": "read", "errno": 5, "sector": at // 512 + 7, "once": False,
                              "immediately": False}]})
        _, medium = self.insert(node, rerror="report")
        report = self.carry(medium, {**VERDICTS, "記録.log": "Refused"})
        lost = next(file for file in report["files"] if file["path"] == "記録.log")
        self.assertIn("unreadable sectors", json.dumps(lost["reasons"]))

    def test_the_gate_has_its_own_account_and_no_capability(self):
        self.insert(stick_image(self.folder / "held", {"日報.txt": b"ok\n"}))
        self.station.sekisho("sanitize", "usb:2-1", "--out", "/guest/held-out")
        lines = self.guest.run("for one in /proc/[0-9]*; do [ \"$(cat $one/comm)\" = sekisho-gate ] && cat $one/status; done;"
                               " true").out.splitlines()
        status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        self.assertEqual("sekisho-gate", status["Name"])
        self.assertEqual(["900"] * 4, status["Uid"].split())
        self.assertEqual(["900"] * 4, status["Gid"].split())
        self.assertEqual("", status["Groups"].strip())
        self.assertEqual("1", status["NoNewPrivs"])
        for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            self.assertEqual("0" * 16, status[name], name)

    def test_a_stick_without_anything_readable(self):
        media.blank(str(self.folder / "blank"), 8 << 20)
        _, medium = self.insert(str(self.folder / "blank"))
        report = self.station.sanitize(medium)
        self.assertEqual([], report["files"])

FILES_SMALL = {"a.txt": b"a line\r\n"}


if __name__ == "__main__":
    usb_station.main()
