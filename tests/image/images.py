# SPDX-License-Identifier: MIT
"""What the tests of the appliance share: images as `./station image` makes them, and what is on a screen."""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import appliance
from reading import Reader

import build as image_build  # noqa: E402  (image/build.py)

SKIPPED = 77
PATIENCE = int(os.environ.get("SEKISHO_PATIENCE", "4"))
BOOT_SECONDS = 60 * PATIENCE  # On two quiet cores it takes a quarter of a minute.
POLICIES = appliance.TESTS.parent / "policy"
BAR, WHITE, ENABLED = bytes.fromhex("16202a"), b"\xff" * 3, bytes.fromhex("0b4776")
TROUBLE = bytes.fromhex("fae6e6")
LOG_IN, BACK = (178, 757), (68, 757)  # The buttons on the left, on the idle screen and on the others.
LANGUAGE = (1205, 32)  # White on dark is not surely read.
BEGIN = (1140, 735)  # Within the button on the right, above its word.


def is_station(screen):
    """The bar on top, and something beneath it."""
    return screen.at(600, 30) == BAR and screen.at(600, 780) == WHITE


def is_ready(screen):
    """The idle screen, and the broker answers: a notice of its definitions stands low, and no other does."""
    return is_station(screen) and screen.at(600, 645) != screen.at(600, 500) and screen.at(600, 112) == screen.at(20, 500)


def is_enabled(screen):
    """The button that begins."""
    return is_station(screen) and screen.at(*BEGIN) == ENABLED


def is_in_trouble(screen):
    """The bar on top, and a notice beneath it that nothing passes."""
    return is_station(screen) and screen.at(600, 75) == TROUBLE


def desk_in_english(machine, said):
    """Somebody who can read, once the screen says that."""
    machine.wait_for_picture(lambda now: is_station(now) and not is_ready(now), BOOT_SECONDS)
    desk = Reader(machine, BOOT_SECONDS)
    desk.click(*LANGUAGE)
    desk.wait_for(said)
    return desk


def note_key(machine, test=None):
    """At the first start: the recovery key, written down. The screen speaks Japanese again afterwards."""
    desk = desk_in_english(machine, "Write this recovery key down")
    groups = re.findall(r"\d{6}", lines_text(desk))
    assert len(groups) == 8, groups
    if test:
        test.keep(machine, "recovery-key")
    desk.type_into("To be sure: the last six digits of it", groups[-1])
    desk.touch("It is written down")
    desk.click(*LANGUAGE)
    return "-".join(groups)


def lines_text(desk):
    """Read as one text: each line once."""
    return "\n".join(line.text for line in desk.lines(6))


def partition(disk, number):
    """Where it begins, and how long it is, in bytes."""
    told = subprocess.run(["/usr/sbin/sgdisk", "-i", str(number), disk], capture_output=True, text=True, check=True).stdout
    first, last = (int(re.search(rf"^{word} sector: (\d+)", told, re.M)[1]) for word in ("First", "Last"))
    return first * 512, (last - first + 1) * 512


def digest(path, start, size):
    total = hashlib.sha256()
    with open(path, "rb") as file:
        file.seek(start)
        for _ in range(size >> 20):
            total.update(file.read(1 << 20))
    return total.hexdigest()


def built(name, added=None, policy="station"):
    """A quick image in the test's folder; `added`: name -> text of more files."""
    out = ImageTest.folder / name
    image_build.build(image_build.words(["--quick", "--out", str(out), "--build", str(ImageTest.build),
                                         "--cache", str(ImageTest.build.parent / "image"),
                                         "--policy", str(POLICIES / f"{policy}.policy.toml"), "--keys", str(ImageTest.folder / "keys")]), added)
    return out


def prepared(image):
    """A copy of it whose first start is over, and the folder of the chip that opens it."""
    template, remembered = ImageTest.folder / "prepared", ImageTest.folder / "prepared-chip"
    if not template.exists():
        subprocess.run(["cp", "--sparse=always", ImageTest.image(), template], check=True)
        machine = appliance.Appliance(ImageTest.image(), disk=template, chip=remembered)
        try:
            note_key(machine)
            machine.wait_for_picture(is_ready, BOOT_SECONDS)
        finally:
            machine.end()
    disk, chip = (pathlib.Path(tempfile.mkdtemp(dir=ImageTest.folder)) / name for name in ("disk", "chip"))
    subprocess.run(["cp", "--sparse=always", image, disk], check=True)
    start, size = partition(image, 6)
    subprocess.run(["dd", f"if={template}", f"of={disk}", "bs=1M", f"skip={start >> 20}", f"seek={start >> 20}",
                    f"count={size >> 20}", "conv=notrunc,sparse", "status=none"], check=True)
    with open(disk, "r+b") as file:
        file.seek(start + size - (1 << 20))
        file.write(bytes(512))  # The mark of a new disk, which is not among what was copied.
    shutil.copytree(remembered, chip)
    return disk, chip


class ImageTest(unittest.TestCase):
    """`build`: our programs; `folder`: for what the tests make."""

    build = folder = None
    images = {}

    @classmethod
    def image(cls):
        if "first" not in ImageTest.images:
            ImageTest.images["first"] = built("appliance.img")
        return ImageTest.images["first"]

    def keep(self, machine, name):
        folder = os.environ.get("SEKISHO_PICTURES")
        return machine.picture(pathlib.Path(folder) / f"{name}.png" if folder else None)

    def settled(self, machine):
        """The picture, once it has been the same for a while."""
        last = machine.picture()
        until = time.monotonic() + 15 * PATIENCE
        while time.monotonic() < until:
            time.sleep(2)
            now = machine.picture()
            if not now.differs_from(last):
                return now
            last = now
        self.fail("the screen does not come to rest")


def main(*more):
    """`more`: programs that these tests want beside the image's."""
    ImageTest.build = pathlib.Path(sys.argv.pop(1)).resolve()
    missing = [one for one in ("mmdebstrap", "sqfstar", "osslsigncode", "/usr/sbin/veritysetup", "/usr/sbin/sgdisk", "mcopy", *more)
               if not shutil.which(one)]
    if missing or not pathlib.Path("/usr/lib/systemd/boot/efi/linuxx64.efi.stub").exists():
        print(f"The appliance is not built here, so not tested: {missing or 'systemd-boot-efi'} is missing", file=sys.stderr)
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory(prefix="sekisho-image-") as folder:
        ImageTest.folder = pathlib.Path(folder)
        unittest.main(verbosity=2)
