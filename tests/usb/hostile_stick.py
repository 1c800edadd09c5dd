# SPDX-License-Identifier: MIT
"""Sticks that break one rule each. Stick is a sound one; a subclass says what it does otherwise."""
import struct

from redirected import BABBLE, DONE, STALL, Redirected

STORAGE = (8, 6, 0x50)
KEYBOARD = (3, 1, 1)
TEST_READY, SENSE, INQUIRY, MODE_SENSE, CAPACITY, READ = 0x00, 0x03, 0x12, 0x1A, 0x25, 0x28
DEVICE, CONFIGURATION, STRING, REPORT = 1, 2, 3, 0x22
# A keyboard's, from the appendix of HID 1.11.
KEYS = bytes.fromhex("05010906a101050719e029e71500250175019508810295017508810195057501050819012905910295017503910195067508"
                     "150025650507190029658100c0")


class Stick(Redirected):
    strings = {1: "ACME", 2: "Stick", 3: "0001"}
    type = 0  # Of peripheral: a disk.
    units = 1
    block = 512

    def __init__(self, image, ready=True):
        self.image = image
        self.ready = ready
        self.steps = []  # What the next reads from its bulk pipe give; None: nothing, ever.
        self.commands = []
        self.reads = 0
        self.capacities = 0
        self.resets = 0
        self.sense = (0, 0)

    # Descriptors.

    def interfaces(self):
        """(number, class, subclass, protocol, [(address, type, packet)]) of each."""
        return [(0, *STORAGE, [(0x81, 2, 512), (0x02, 2, 512)])]

    def body(self):
        found = b""
        for number, code, subclass, protocol, endpoints in self.interfaces():
            found += bytes([9, 4, number, 0, len(endpoints), code, subclass, protocol, 0])
            if code == 3:
                found += bytes([9, 0x21, 0x11, 1, 0, 1, REPORT, len(KEYS), 0])
            for address, kind, packet in endpoints:
                found += struct.pack("<BBBBHB", 7, 5, address, kind, packet, 10 if kind == 3 else 0)
        return found

    def configuration_of(self, body, interfaces=None, total=None):
        return struct.pack("<BBHBBBBB", 9, 2, 9 + len(body) if total is None else total,
                           len(self.interfaces()) if interfaces is None else interfaces, 1, 0, 0x80, 50) + body

    def configuration_descriptor(self):
        return self.configuration_of(self.body())

    def device_descriptor(self):
        return struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x200, 0, 0, 0, 64, self.vendor, self.product, self.release, 1, 2, 3, 1)

    def descriptor(self, kind, index):
        if kind == DEVICE:
            return self.device_descriptor()
        if kind == CONFIGURATION:
            return self.configuration_descriptor() if index == 0 else None
        if kind == STRING and index == 0:
            return b"\x04\x03\x09\x04"
        if kind == STRING and index in self.strings:
            text = self.strings[index].encode("utf-16-le", "surrogatepass")[:252]
            return bytes([2 + len(text), STRING]) + text
        return KEYS if kind == REPORT else None

    def control_in(self, request, value):
        return bytes([self.units - 1]) if request == 0xFE else None

    def reset(self):
        self.resets += 1
        self.steps = []

    # Bulk-only transport.

    def bulk_in(self, count):
        if not self.steps or self.steps[0] is None:
            return None
        status, data = self.steps.pop(0)
        if len(data) > count and status == DONE:
            self.steps.insert(0, (DONE, data[count:]))
        return status, data[:count]

    def bulk_out(self, data):
        if len(data) != 31 or data[:4] != b"USBC":
            self.steps = [(STALL, b"")] * 4
            return
        self.tag, wanted = data[4:8], struct.unpack_from("<I", data, 8)[0]
        command = data[15:15 + data[14]]
        self.unit = data[13]
        self.commands.append(command)
        told, status = self.scsi(command)
        self.steps = self.phases(command[0], told[:wanted], status, wanted)

    def phases(self, code, told, status, wanted):
        """Data, if any is wanted, then the status."""
        steps = []
        if wanted:
            steps.append((DONE, told) if told or status == 0 else (STALL, b""))
        return steps + [(DONE, self.status(status, wanted - len(told)))]

    def status(self, status, residue, tag=None, signature=b"USBS"):
        return signature + (tag or self.tag) + struct.pack("<IB", residue, status)

    # SCSI.

    def fail(self, key, code):
        self.sense = (key, code)
        return b"", 1

    def scsi(self, command):
        """(data, status) of one command."""
        if command[0] == TEST_READY:
            return (b"", 0) if self.ready else self.fail(2, 4)
        if command[0] == SENSE:
            return struct.pack("<BBB4xB4xBB4x", 0x70, 0, self.sense[0], 10, self.sense[1], 0), 0
        if command[0] == INQUIRY:
            return bytes([self.type, 0x80, 5, 2, 31, 0, 0, 0]) + b"ACME    " + b"Stick           " + b"1.0 ", 0
        if command[0] == MODE_SENSE:
            return bytes([3, 0, 0x80, 0]), 0
        if command[0] == CAPACITY:
            self.capacities += 1
            return self.capacity(), 0
        if command[0] == READ:
            first, count = struct.unpack_from(">I", command, 2)[0], struct.unpack_from(">H", command, 7)[0]
            self.reads += 1
            return self.read(first, count)
        return self.fail(5, 0x20)

    def capacity(self):
        return struct.pack(">II", len(self.image) // self.block - 1, self.block)

    def read(self, first, count):
        return self.image[first * self.block:(first + count) * self.block], 0


class LyingRead(Stick):
    """Sound until the third READ."""
    sound_reads = 2

    def lies(self, code):
        return code == READ and self.reads > self.sound_reads

    def phases(self, code, told, status, wanted):
        sound = super().phases(code, told, status, wanted)
        return self.lie(told, wanted) if self.lies(code) else sound


class WrongTag(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, told), (DONE, self.status(0, 0, tag=b"\xde\xad\xbe\xef"))]


class WrongSignature(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, told), (DONE, self.status(0, 0, signature=b"XXXX"))]


class PhaseError(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, told), (DONE, self.status(2, 0))]


class Short(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, told[:100]), (DONE, self.status(0, 0))]


class NoData(LyingRead):
    def lie(self, told, wanted):
        return [(STALL, b""), (DONE, self.status(0, 0))]


class NoLength(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, b""), (DONE, self.status(0, 0))]


class Babble(LyingRead):
    def lie(self, told, wanted):
        return [(BABBLE, told), (DONE, self.status(0, 0))]


class Hang(LyingRead):
    def lie(self, told, wanted):
        return [None]


class StallStorm(LyingRead):
    def lie(self, told, wanted):
        return [(STALL, b"")] * 1000


class StatusFirst(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, self.status(0, 0)), (DONE, self.status(0, 0))]


class HugeResidue(LyingRead):
    def lie(self, told, wanted):
        return [(DONE, told), (DONE, self.status(0, 0xFFFFFFFF))]


class LyingSense(LyingRead):
    """A read fails, and why it did is told with another command's tag."""
    def lies(self, code):
        return super().lies(code) or (code == SENSE and self.reads > self.sound_reads)

    def lie(self, told, wanted):
        if self.commands[-1][0] == READ:
            return [(STALL, b""), (DONE, self.status(1, wanted))]
        return [(DONE, told), (DONE, self.status(0, 0, tag=b"\0\0\0\0"))]


class MediumChanges(LyingRead):
    def scsi(self, command):
        told = super().scsi(command)
        return self.fail(6, 0x28) if self.lies(command[0]) else told

    def lie(self, told, wanted):
        return [(STALL, b""), (DONE, self.status(1, wanted))]


class Grows(Stick):
    def capacity(self):
        blocks = len(self.image) // self.block * (4 if self.capacities > 1 else 1)
        return struct.pack(">II", blocks - 1, self.block)


class Shrinks(Stick):
    def capacity(self):
        blocks = len(self.image) // self.block // (2 if self.capacities > 1 else 1)
        return struct.pack(">II", blocks - 1, self.block)


class OtherBlocks(Stick):
    def capacity(self):
        block = 4096 if self.capacities > 1 else 512
        return struct.pack(">II", len(self.image) // block - 1, block)


class OddBlocks(Stick):
    def capacity(self):
        return struct.pack(">II", len(self.image) // 520 - 1, 520)


class TwoFaced(Stick):
    """Each reading of a block gives something else; the first is the true one."""
    def __init__(self, image):
        super().__init__(image)
        self.seen = set()

    def read(self, first, count):
        blocks = range(first, first + count)
        flip = 0xFF if self.seen & set(blocks) else 0
        self.seen |= set(blocks)
        told, status = super().read(first, count)
        return bytes(byte ^ flip for byte in told) if flip else told, status


class SecondUnitIsOptical(Stick):
    units = 2

    def scsi(self, command):
        told, status = super().scsi(command)
        if command[0] == INQUIRY and self.unit == 1:
            told = b"\x05" + told[1:]
        return told, status


class Printer(Stick):
    type = 2  # By SCSI.


class ComesBack(Stick):
    """In the middle of a READ it leaves the bus, and is something else when it is there again."""
    other = False

    def read(self, first, count):
        if self.reads == 3:
            self.detach()
            self.other = True
            self.attach()
        return super().read(first, count)


class ComesBackAsKeyboard(ComesBack):
    def interfaces(self):
        return [(0, *KEYBOARD, [(0x83, 3, 8)])] if self.other else super().interfaces()


class ComesBackAsAnother(ComesBack):
    @property
    def strings(self):
        return {1: "ACME", 2: "Stick", 3: "0002" if self.other else "0001"}


# What its descriptors say.

class HostileStrings(Stick):
    strings = {1: "ACME\x1b]0;x\x07", 2: "Evil\u202egnp.exe \x1b[31m" + "A" * 90, 3: "SER\x00IAL/../../etc\ud800\n"}


class LongSerial(Stick):
    """As long as a string can be, and cut anywhere it is no text any more."""
    strings = {1: "点検" * 63, 2: "Stick", 3: "x" + "棚" * 125}


class WithoutSerial(WrongTag):
    def device_descriptor(self):
        return super().device_descriptor()[:16] + b"\0\1"


class Composite(Stick):
    def interfaces(self):
        return super().interfaces() + [(1, *KEYBOARD, [(0x83, 3, 8)])]


class Keyboard(Stick):
    def interfaces(self):
        return [(0, *KEYBOARD, [(0x83, 3, 8)])]


class TotalTooLong(Stick):
    def configuration_descriptor(self):
        return self.configuration_of(self.body(), total=0xFFFF)


class ZeroLength(Stick):
    def configuration_descriptor(self):
        return self.configuration_of(self.body() + bytes(4))


class ManyInterfaces(Stick):
    def configuration_descriptor(self):
        return self.configuration_of(self.body(), interfaces=200)


class EndpointTwice(Stick):
    """The kernel takes the first and the third; libusb the first two."""
    def configuration_descriptor(self):
        body = self.body()
        return self.configuration_of(body[:9] + body[9:16] * 2 + body[16:])


class ThreeEndpoints(Stick):
    def interfaces(self):
        return [(0, *STORAGE, [(0x81, 2, 512), (0x02, 2, 512), (0x83, 2, 512)])]


class HiddenSetting(Stick):
    """A keyboard as another setting of the storage interface."""
    def configuration_descriptor(self):
        keyboard = bytes([9, 4, 0, 1, 1, *KEYBOARD, 0]) + struct.pack("<BBBBHB", 7, 5, 0x83, 3, 8, 10)
        return self.configuration_of(self.body() + keyboard)
