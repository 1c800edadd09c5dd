# SPDX-License-Identifier: MIT
"""An image with changes laid over it, so that thousands of broken images cost one sound one."""
import struct


class Patched:
    def __init__(self, base, random):
        self.base = base
        self.random = random
        self.patches = []
        self.size = len(base)

    def put(self, at, data):
        """What lies beyond the image is nobody's."""
        data = bytes(data[:max(0, len(self.base) - at)])
        if data:
            self.patches.append((at, data))

    def get(self, at, count):
        found = bytearray(self.base[at:at + count])
        for start, data in self.patches:
            low, high = max(at, start), min(at + len(found), start + len(data))
            if low < high:
                found[low - at:high - at] = data[low - start:high - start]
        return bytes(found)

    def number(self, at, width):
        return int.from_bytes(self.get(at, width), "little")

    def set(self, at, width, value):
        self.put(at, (value % (1 << 8 * width)).to_bytes(width, "little"))

    def wild(self, at, width):
        """A value there that a reader may not have thought of."""
        most = (1 << 8 * width) - 1
        old = self.number(at, width)
        self.set(at, width, self.random.choice([
            0, 1, 2, most, most - 1, most >> 1, (most >> 1) + 1, old + 1, old - 1, old * 2, old ^ 1 << self.random.randrange(8 * width),
            self.random.randrange(most + 1), self.random.randrange(256)]))

    def fill(self, at, count, unit):
        self.put(at, (unit * (count // len(unit) + 1))[:count])


def u16(data, at):
    return struct.unpack_from("<H", data, at)[0]


def u32(data, at):
    return struct.unpack_from("<I", data, at)[0]


def u64(data, at):
    return struct.unpack_from("<Q", data, at)[0]
