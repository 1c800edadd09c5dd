# SPDX-License-Identifier: MIT
"""The appliance in QEMU (TCG): its own kernel, initramfs and disk, a screen to look at, keys and a pointer to use it
with. Nothing of it is made for tests: what it says to the console is all that is added."""
import enum
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / "usb"), str(TESTS / "samples"), str(TESTS.parent / "image")]
import guest  # noqa: E402
import run  # noqa: E402  (image/run.py)

ACCEL = ["-accel", "tcg,thread=multi", "-cpu", "max,-erms,-fsrm"]
WIDTH, HEIGHT = 1280, 800


class Start(enum.Enum):
    KERNEL = enum.auto()  # Straight from it, which is the quickest.
    FIRMWARE = enum.auto()  # As a machine does, with the builder's keys enrolled.


class Screen:
    """One picture of the screen."""

    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        _, size, most, self.pixels = data.split(b"\n", 3)  # As QEMU writes a PPM.
        assert most == b"255", most
        self.size = tuple(map(int, size.split()))

    def differs_from(self, other):
        """By more than a cursor that blinks."""
        width = self.size[0] * 3
        rows = [(self.pixels[at:at + width], other.pixels[at:at + width]) for at in range(0, len(self.pixels), width)]
        points = sum(one[at:at + 3] != two[at:at + 3] for one, two in rows if one != two for at in range(0, width, 3))
        return points > 100

    def at(self, x, y):
        """The colour of one point."""
        start = (y * self.size[0] + x) * 3
        return self.pixels[start:start + 3]


class Appliance:
    """Boots when made; end() it in any case. Its disk is as it was again afterwards."""

    def __init__(self, image, command_line=None, extra=(), disk=None, start=Start.KERNEL, chip=None):
        """`chip`: the folder of what its security chip remembers; None: it has none."""
        image = pathlib.Path(image)
        parts = image.with_name(image.name + ".parts")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sekisho-appliance-"))
        self.names = 0
        if start == Start.FIRMWARE:
            run.write_variables(self.folder / "variables", image)
            kind, begin = "q35,smm=on", run.firmware(self.folder / "variables")
        else:
            words = command_line or (parts / "command-line").read_text()
            # QEMU puts its end where its BIOS keeps what the security chip was told.
            (self.folder / "initramfs").write_bytes((parts / "initramfs").read_bytes() + bytes(256 << 10))
            kind, begin = "q35", ["-kernel", parts / "vmlinuz", "-initrd", self.folder / "initramfs", "-append",
                                  words + " no_timer_check console=ttyS0"]
        self.chip = run.start_chip(chip, self.folder / "chip.sock") if chip else None
        self.begin = time.monotonic()
        with open(self.folder / "qemu.log", "w") as log:
            self.process = subprocess.Popen(
                [guest.QEMU, *ACCEL, "-smp", "2", "-m", "2048", "-machine",
                 kind, "-nodefaults", "-display", "none", "-nic", "none", "-no-reboot", *begin,
                 "-drive", f"file={disk or image},format=raw,if=none,id=disk,snapshot={'off' if disk else 'on'}",
                 "-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci",
                 *(run.chip_words(self.folder / "chip.sock") if chip else []),
                 "-device", f"VGA,edid=on,xres={WIDTH},yres={HEIGHT}", "-serial", f"file:{self.folder}/console",
                 "-qmp", f"unix:{self.folder}/qmp,server=on,wait=off", *run.CONTROLLERS,
                 "-device", "usb-tablet,bus=xhci.0,port=7", "-device", "usb-kbd,bus=xhci.0,port=8,id=keyboard", *extra],
                stdin=subprocess.DEVNULL, stderr=log)
        try:
            self.monitor = guest.Monitor(f"{self.folder}/qmp", self.process)
        except BaseException:
            self.end()
            raise

    def end(self):
        self.process.kill()
        self.process.wait()
        if self.chip:
            self.chip.kill()
            self.chip.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def console(self):
        return (self.folder / "console").read_text(errors="replace")

    def picture(self, path=None):
        """What is on the screen; `path`: also kept there as a PNG."""
        plain = self.folder / "screen.ppm"
        self.monitor("screendump", filename=str(plain))
        if path:
            self.monitor("screendump", filename=str(path), format="png")
        return Screen(plain)

    def wait_for_picture(self, wanted, seconds):
        """Until the screen is as wanted; how long that took."""
        begin = time.monotonic()
        while not wanted(self.picture()):
            assert self.process.poll() is None, self.console()[-2000:]
            assert time.monotonic() < begin + seconds, "the screen does not come to it: " + self.console()[-2000:]
            time.sleep(0.2)
        return time.monotonic() - begin

    def wait_for_words(self, pattern, seconds):
        """Until the console has said something of that form; what it said."""
        begin = time.monotonic()
        while not (found := re.search(pattern, self.console())):
            assert self.process.poll() is None, self.console()[-2000:]
            assert time.monotonic() < begin + seconds, "nothing of it is said: " + self.console()[-2000:]
            time.sleep(0.2)
        return found[0]

    def send(self, *events):
        self.monitor("input-send-event", events=list(events))

    def key(self, *names):
        """A chord: pressed in this order, let go in the other."""
        for down, order in ((True, names), (False, names[::-1])):
            for name in order:
                self.send({"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": name}}})
        # QEMU's keyboard holds sixteen events, and says nothing of those that it drops: a key let go, say.
        time.sleep(0.2)

    def type(self, text):
        """Letters, digits and spaces."""
        for letter in text:
            self.key("spc" if letter == " " else letter)

    def point(self, x, y):
        for axis, value in (("x", x * 32767 // WIDTH), ("y", y * 32767 // HEIGHT)):
            self.send({"type": "abs", "data": {"axis": axis, "value": value}})

    def click(self, x, y):
        self.point(x, y)
        for down in (True, False):
            self.send({"type": "btn", "data": {"down": down, "button": "left"}})

    def plug(self, driver, port, bus="xhci", **properties):
        self.names += 1
        name = f"plugged{self.names}"
        self.monitor("device_add", driver=driver, id=name, bus=f"{bus}.0", port=str(port), **properties)
        return name
