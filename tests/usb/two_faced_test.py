# SPDX-License-Identifier: MIT
"""A stick that answers differently the second time, or that grows while it is read: what was read once counts."""
import pathlib
import socket
import struct
import threading

import usb_station
from usb_station import UsbTest, stick_image

OLD_STYLE_MAGIC, OPTION_MAGIC, REPLY_MAGIC = 0x4E42444D41474943, 0x49484156454F5054, 0x3E889045565A9
REQUEST_MAGIC, SIMPLE_REPLY_MAGIC = 0x25609513, 0x67446698


class FlippingServer:
    """An NBD server (its doc/proto.md) on a socket of this machine's files: each sector is given as it is the first
    time, and inverted ever after."""

    def __init__(self, path, image):
        self.image = image
        self.times = {}  # By sector.
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(1)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rwb") as file:
            try:
                self.greet(file)
                self.answer(file)
            except (OSError, struct.error):
                pass  # QEMU went away.

    def greet(self, file):
        file.write(struct.pack(">QQH", OLD_STYLE_MAGIC, OPTION_MAGIC, 1))  # Fixed newstyle.
        file.flush()
        file.read(4)
        while True:
            _, option, length = struct.unpack(">QII", file.read(16))
            file.read(length)
            if option in (6, 7):  # INFO and GO: one piece of information, the export's size and flags.
                info = struct.pack(">HQH", 0, len(self.image), 1 | 2)  # Flags; read-only.
                file.write(struct.pack(">QIII", REPLY_MAGIC, option, 3, len(info)) + info)
                file.write(struct.pack(">QIII", REPLY_MAGIC, option, 1, 0))
                file.flush()
                if option == 7:
                    return
            else:
                file.write(struct.pack(">QIII", REPLY_MAGIC, option, 0x80000001, 0))  # Not known.
                file.flush()

    def answer(self, file):
        while True:
            _, _, command, handle, offset, length = struct.unpack(">IHHQQI", file.read(28))
            if command != 0:  # Only READ is answered with data; 2 is the end.
                if command == 2:
                    return
                file.write(struct.pack(">IIQ", SIMPLE_REPLY_MAGIC, 0, handle))
                file.flush()
                continue
            data = bytearray(self.image[offset:offset + length])
            for sector in range(offset // 512, (offset + length) // 512):
                self.times[sector] = self.times.get(sector, 0) + 1
                if self.times[sector] > 1:
                    at = sector * 512 - offset
                    data[at:at + 512] = bytes(byte ^ 0xFF for byte in data[at:at + 512])
            file.write(struct.pack(">IIQ", SIMPLE_REPLY_MAGIC, 0, handle) + data)
            file.flush()


FILES = {f"{number:02}.txt": f"line of {number}\r\n".encode() * 3_000 for number in range(8)}


class TwoFaced(UsbTest):
    def test_each_sector_is_read_once(self):
        image = pathlib.Path(stick_image(self.folder / "honest", FILES)).read_bytes()
        server = FlippingServer(self.guest.folder / "flip.nbd", image)
        node = self.guest.blockdev(**{"driver": "nbd", "read-only": True, "server": {
            "type": "unix", "path": str(self.guest.folder / "flip.nbd")}})
        server.times.clear()  # QEMU looks for a format.
        _, medium = self.insert(node)
        server.times.clear()
        report = self.station.sanitize(medium, status=0)
        self.assertEqual({name: "Sanitized" for name in FILES},
                         {file["path"]: file["verdict"] for file in report["files"]})
        self.assertEqual({1}, set(server.times.values()))
        self.assertGreater(len(server.times) * 512, sum(len(content) for content in FILES.values()))

    def test_a_stick_that_grows_while_it_is_read(self):
        path = stick_image(self.folder / "growing", FILES)
        self.guest.monitor("object-add", **{"qom-type": "throttle-group", "id": "growing", "limits": {
            "bps-read": 1 << 20}})
        node = self.guest.blockdev(**{"driver": "throttle", "throttle-group": "growing", "file": {
            "driver": "raw", "file": {"driver": "file", "filename": path, "locking": "off"}}})
        name, medium = self.insert(node)
        self.station.start("sanitize", medium, "--out", "/guest/growing")
        self.guest.wait_for_bytes(name, 100_000)
        self.guest.monitor("block_resize", **{"node-name": node, "size": 128 << 20})
        done = self.guest.finish()
        self.assertEqual(1, done.status, done)
        self.assertRegex(self.station.entries("media_fault")[-1]["reason"], "capacity changed|medium changed")


if __name__ == "__main__":
    usb_station.main()
