# SPDX-License-Identifier: MIT
"""Sticks that take a release. Writable is a sound one; the others are another one once they are enumerated anew."""
import struct

from hostile_stick import DONE, KEYBOARD, MODE_SENSE, Stick


class Writable(Stick):
    """Sound; with room for a release."""
    WRITE, SYNCHRONIZE = 0x2A, 0x35

    def __init__(self, image, serial):
        super().__init__(bytearray(image))
        self.serial = serial
        self.data_out = None  # Of a WRITE: first block, bytes that are still to come.
        self.writes = 0
        self.renewed = False
        self.armed_at = None

    @property
    def strings(self):
        return {1: "ACME", 2: "Stick", 3: self.serial}

    def arm(self):
        """It is another one from the next time on that it is enumerated, if it was written before."""
        self.armed_at = self.writes

    def bus_reset(self):
        if self.armed_at is not None and self.writes > self.armed_at:
            self.renewed = True

    def bulk_out(self, data):
        if self.data_out is None:
            super().bulk_out(data)
            return
        at, left = self.data_out
        self.image[at:at + len(data)] = data
        self.data_out = (at + len(data), left - len(data))
        if left <= len(data):
            self.data_out = None
            self.steps = [(DONE, self.status(0, 0))]

    def phases(self, code, told, status, wanted):
        return [] if code == self.WRITE else super().phases(code, told, status, wanted)

    def scsi(self, command):
        if command[0] == self.WRITE:
            first, count = struct.unpack_from(">I", command, 2)[0], struct.unpack_from(">H", command, 7)[0]
            self.data_out = (first * self.block, count * self.block)
            self.writes += 1
            return b"", 0
        if command[0] == self.SYNCHRONIZE:
            return b"", 0
        if command[0] == MODE_SENSE:
            return bytes([3, 0, 0, 0]), 0
        return super().scsi(command)

    def read(self, first, count):
        told, status = super().read(first, count)
        return bytes(told), status


class OtherStringWhenRenewed(Writable):
    string = 0

    @property
    def strings(self):
        return {number: text + ("0" if self.renewed and number == self.string else "")
                for number, text in super().strings.items()}


class OtherMakerWhenRenewed(OtherStringWhenRenewed):
    string = 1


class OtherProductWhenRenewed(OtherStringWhenRenewed):
    string = 2


class OtherSerialWhenRenewed(OtherStringWhenRenewed):
    string = 3


class OtherReleaseWhenRenewed(Writable):
    def device_descriptor(self):
        told = super().device_descriptor()
        return told[:12] + b"\x99\x09" + told[14:] if self.renewed else told


class KeyboardWhenRenewed(Writable):
    def interfaces(self):
        return [(0, *KEYBOARD, [(0x83, 3, 8)])] if self.renewed else super().interfaces()


class ForgetsWhenRenewed(Writable):
    """What it was told was in its memory only."""
    def arm(self):
        super().arm()
        self.before = bytearray(self.image)

    def bus_reset(self):
        super().bus_reset()
        if self.renewed:
            self.image[:] = self.before


class SilentWhenRenewed(Writable):
    def descriptor(self, kind, index):
        return None if self.renewed else super().descriptor(kind, index)
