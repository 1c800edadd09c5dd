# SPDX-License-Identifier: MIT
"""The appliance in QEMU (TCG): its own kernel, initramfs and disk, a screen to look at, keys and a pointer to use it
with. Nothing of it is made for tests: what it says to the console is all that is added."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / "usb"), str(TESTS / "samples"), str(TESTS.parent / "image")]
import guest  # noqa: E402
import kernel  # noqa: E402

ACCEL = ["-accel", "tcg,thread=multi", "-cpu", "max,-erms,-fsrm"]
WIDTH, HEIGHT = 1280, 800


class Screen:
    """One picture of the screen."""

    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        magic, width, height, most, self.pixels = data.split(None, 4)[:4] + [b""]
        head = b"\n".join([magic, width + b" " + height, most]) + b"\n"
        self.size = int(width), int(height)
        self.pixels = data[len(head):]

    def __eq__(self, other):
        return self.pixels == other.pixels

    def share_of(self, colour):
        """How much of it has this colour, of 1."""
        count = sum(self.pixels[at:at + 3] == colour for at in range(0, len(self.pixels), 3))
        return count * 3 / len(self.pixels)

    def is_blank(self):
        """One colour, as before anything is drawn; a line of text on black counts as that, too."""
        return self.share_of(self.pixels[:3]) > 0.99


class Appliance:
    """Boots when made; end() it in any case. Its disk is as it was again afterwards."""

    def __init__(self, image, command_line=None, extra=(), disk=None):
        image = pathlib.Path(image)
        parts = image.with_name(image.name + ".parts")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sekisho-appliance-"))
        self.names = 0
        words = command_line or (parts / "command-line").read_text()
        (self.folder / "vmlinux").write_bytes(kernel.extract(parts / "vmlinuz"))
        self.begin = time.monotonic()
        with open(self.folder / "qemu.log", "w") as log:
            self.process = subprocess.Popen(
                [guest.QEMU, *ACCEL, "-smp", "2", "-m", "2048", "-machine",
                 "q35", "-nodefaults", "-display", "none", "-nic", "none", "-no-reboot", "-kernel", self.folder / "vmlinux",
                 "-initrd", parts / "initramfs", "-append", words + " no_timer_check console=ttyS0",
                 "-drive", f"file={disk or image},format=raw,if=none,id=disk,snapshot={'off' if disk else 'on'}",
                 "-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci",
                 "-device", f"VGA,edid=on,xres={WIDTH},yres={HEIGHT}", "-serial", f"file:{self.folder}/console",
                 "-qmp", f"unix:{self.folder}/qmp,server=on,wait=off", "-device", "qemu-xhci,id=xhci,p2=8,p3=8",
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

    def send(self, *events):
        self.monitor("input-send-event", events=list(events))

    def key(self, *names):
        """A chord: pressed in this order, let go in the other."""
        for down, order in ((True, names), (False, names[::-1])):
            for name in order:
                self.send({"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": name}}})

    def click(self, x, y):
        for axis, value in (("x", x * 32767 // WIDTH), ("y", y * 32767 // HEIGHT)):
            self.send({"type": "abs", "data": {"axis": axis, "value": value}})
        for down in (True, False):
            self.send({"type": "btn", "data": {"down": down, "button": "left"}})

    def plug(self, driver, port, **properties):
        self.names += 1
        name = f"plugged{self.names}"
        self.monitor("device_add", driver=driver, id=name, bus="xhci.0", port=str(port), **properties)
        return name
