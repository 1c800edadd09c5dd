# SPDX-License-Identifier: MIT
"""A USB device that is a program: it speaks the usbredir protocol (version 0.7, usb-redir in QEMU is the other side),
so that it may say and do anything. Here is only the protocol; hostile_stick.py makes sticks of it."""
import socket
import struct
import threading

HELLO, CONNECT, DISCONNECT, RESET, INTERFACES, ENDPOINTS, SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION_STATUS, \
    SET_SETTING, GET_SETTING, SETTING_STATUS = range(12)
START_INTERRUPT, STOP_INTERRUPT, INTERRUPT_STATUS = 15, 16, 17
CANCEL, DISCONNECT_ACK = 21, 24
CONTROL, BULK = 100, 101
DONE, CANCELLED, STALL, BABBLE = 0, 1, 4, 6
CAN = {"connect_version": 1, "max_packet": 4, "long_ids": 5, "long_bulk": 6}
HIGH_SPEED = 2
GET_DESCRIPTOR = 6


class Redirected:
    """Its thread begins with connect(). What it should be asked as a device is for a subclass:
    descriptor(kind, index), control_in(request, value), bulk_in(count) and bulk_out(data)."""
    vendor, product, release = 0x1337, 0x0001, 0x0100

    def connect(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rb")
        self.configuration = 0
        self.waiting = []  # Reads that have no answer yet: (id, endpoint, count).
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.thread.join(10)
        self.file.close()
        self.socket.close()

    def serve(self):
        bits = sum(1 << bit for bit in CAN.values())
        self.head = "<III"
        try:
            self.send(HELLO, 0, b"stick".ljust(64, b"\0") + struct.pack("<I", bits))
            _, hello = self.receive()
            theirs = struct.unpack_from("<I", hello[1], 64)[0]
            if theirs >> CAN["long_ids"] & 1:
                self.head = "<IIQ"
            self.attach()
            while True:
                kind, (number, body) = self.receive()
                self.answer(kind, number, body)
        except (OSError, EOFError, ValueError):
            pass  # QEMU is gone, or has let go.

    def receive(self):
        size = struct.calcsize(self.head)
        head = self.file.read(size)
        if len(head) < size:
            raise EOFError
        kind, length, number = struct.unpack(self.head, head)
        return kind, (number, self.file.read(length))

    def send(self, kind, number, body=b""):
        self.socket.sendall(struct.pack(self.head, kind, len(body), number) + body)

    def attach(self):
        """Plugs it in: what the host controller must know of its interfaces and endpoints, then itself."""
        interfaces = self.interfaces()
        columns = [bytes(column).ljust(32, b"\0") for column in zip(*(one[:4] for one in interfaces))]
        self.send(INTERFACES, 0, struct.pack("<I", len(interfaces)) + b"".join(columns))
        kinds, intervals, owners, packets = [255] * 32, [0] * 32, [0] * 32, [0] * 32
        for at in (0, 16):
            kinds[at], packets[at] = 0, 64
        for number, _, _, _, endpoints in interfaces:
            for address, kind, packet in endpoints:
                at = (address >> 3 & 16) | address & 15
                kinds[at], packets[at], owners[at], intervals[at] = kind, packet, number, 10 if kind == 3 else 0
        self.send(ENDPOINTS, 0, bytes(kinds) + bytes(intervals) + bytes(owners) + struct.pack("<32H", *packets))
        self.send(CONNECT, 0, struct.pack("<BBBBHHH", HIGH_SPEED, 0, 0, 0, self.vendor, self.product, self.release))

    def bus_reset(self):
        """The host is about to ask what it is."""

    def detach(self):
        self.waiting = []
        self.send(DISCONNECT, 0)

    def answer(self, kind, number, body):
        if kind == CONTROL:
            self.answer_control(number, body)
        elif kind == BULK:
            self.answer_bulk(number, body)
        elif kind == RESET:
            self.bus_reset()
        elif kind == SET_CONFIGURATION:
            self.configuration = body[0]
            self.send(CONFIGURATION_STATUS, number, bytes([DONE, body[0]]))
        elif kind == GET_CONFIGURATION:
            self.send(CONFIGURATION_STATUS, number, bytes([DONE, self.configuration]))
        elif kind in (SET_SETTING, GET_SETTING):
            self.send(SETTING_STATUS, number, bytes([DONE, body[0], body[1] if kind == SET_SETTING else 0]))
        elif kind in (START_INTERRUPT, STOP_INTERRUPT):
            self.send(INTERRUPT_STATUS, number, bytes([DONE, body[0]]))
        elif kind == CANCEL:
            for one in [one for one in self.waiting if one[0] == number]:
                self.waiting.remove(one)
                self.send(BULK, number, struct.pack("<BBHIH", one[1], CANCELLED, 0, 0, 0))

    def answer_control(self, number, body):
        endpoint, request, kind, _, value, index, length = struct.unpack("<BBBBHHH", body[:10])
        told = b""
        if kind & 0x80:
            told = self.descriptor(value >> 8, value & 255) if kind & 0x60 == 0 and request == GET_DESCRIPTOR \
                else self.control_in(request, value)
        elif kind == 0x21 and request == 0xFF:
            self.reset()
        status = STALL if told is None else DONE
        told = (told or b"")[:length]
        self.send(CONTROL, number, struct.pack("<BBBBHHH", endpoint, request, kind, status, value, index,
                                               len(told) if kind & 0x80 else length) + told)

    def answer_bulk(self, number, body):
        endpoint, _, low, _, high = struct.unpack("<BBHIH", body[:10])
        count = low | high << 16
        if not endpoint & 0x80:
            self.bulk_out(body[10:])
            self.send(BULK, number, struct.pack("<BBHIH", endpoint, DONE, low, 0, high))
            return
        told = self.bulk_in(count)
        if told is None:  # Never; until it is cancelled.
            self.waiting.append((number, endpoint, count))
            return
        status, data = told
        self.send(BULK, number, struct.pack("<BBHIH", endpoint, status, len(data) & 0xFFFF, 0, len(data) >> 16) + data)
