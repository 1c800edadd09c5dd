# SPDX-License-Identifier: MIT
"""`./station image write`: whole onto a disk that nobody uses, and onto no other."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

IMAGE = pathlib.Path(__file__).parents[2] / "image"
sys.path.insert(0, str(IMAGE))
import disk  # noqa: E402
import write  # noqa: E402

SKIPPED = 77
SMALL, LARGE = 1500 << 20, 1700 << 20


class Write(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sekisho-write-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.image, self.device = self.folder / "image", self.folder / "device"
        parts = []
        for name in ("esp", "root", "hashes"):
            parts.append(self.folder / name)
            parts[-1].write_bytes(name.encode() * 1000)
        disk.make_disk(self.image, SMALL, *parts)
        with open(self.device, "wb") as file:
            file.truncate(LARGE)
            file.write(b"what was on it" * 1000)
            file.seek(-512, 2)
            file.write(b"another table" * 39)
        self.system = self.folder / "system"
        block = self.system / "sys/class/block/sdx"
        (block / "sdx1/holders").mkdir(parents=True)
        for path, text in ((block / "dev", "8:0"), (block / "sdx1/dev", "8:1"), (block / "sdx1/partition", "1")):
            path.write_text(text + "\n")
        (self.system / "proc/self").mkdir(parents=True)
        self.mounts("22 27 0:21 / /proc rw - proc proc rw")
        (self.system / "proc/swaps").write_text("Filename Type\n")

    def mounts(self, *lines):
        (self.system / "proc/self/mountinfo").write_text("\n".join(lines) + "\n")

    def used(self):
        return write.System(self.system).in_use("sdx")

    def run_it(self, said, device=None):
        words = [sys.executable, "-B", IMAGE / "write.py", "--image", self.image, device or self.device]
        return subprocess.run(words, input=said, capture_output=True, text=True)

    def test_a_disk_holds_all_of_it_and_its_last_partition_the_rest(self):
        done = self.run_it(f"{self.device}\n")
        self.assertEqual(0, done.returncode, done.stderr)
        checked = subprocess.run([write.SGDISK, "--verify", self.device], capture_output=True, text=True)
        self.assertIn("No problems found", checked.stdout)
        told = disk.run(write.SGDISK, "--info", 6, self.device)
        first, last = write.number_of(told, "First") * 512, (write.number_of(told, "Last") + 1) * 512
        self.assertGreater(last, LARGE - (2 << 20))
        self.assertIn("'data'", told)
        with open(self.image, "rb") as image, open(self.device, "rb") as device:
            image.seek(1 << 20)
            device.seek(1 << 20)
            self.assertEqual(image.read(first - (1 << 20)), device.read(first - (1 << 20)))
            device.seek(last - (1 << 20))
            self.assertTrue(device.read(512).startswith(disk.MARK))

    def test_nothing_is_written_unless_the_disk_is_named_once_more(self):
        before = self.device.read_bytes()
        for said in ("yes\n", "\n", ""):
            done = self.run_it(said)
            self.assertNotEqual(0, done.returncode)
            self.assertNotIn("Traceback", done.stderr)
        self.assertEqual(before, self.device.read_bytes())

    def test_one_that_is_too_small_is_refused(self):
        with open(self.device, "r+b") as file:
            file.truncate(SMALL - 1)
        done = self.run_it(f"{self.device}\n")
        self.assertIn("the image has 1500", done.stderr)
        self.assertNotIn("Type", done.stdout)

    def test_what_is_no_disk_is_refused(self):
        for device in ("/dev/null", self.folder, self.folder / "missing"):
            done = self.run_it(f"{device}\n", device)
            self.assertEqual((1, ""), (done.returncode, done.stdout))
            self.assertNotIn("Traceback", done.stderr)

    def test_a_disk_that_is_mounted_or_swapped_to_or_held_is_in_use(self):
        self.assertIsNone(self.used())
        self.mounts("27 1 8:1 / / rw - ext4 /dev/root rw")
        self.assertIn("mounted on /", self.used())
        self.mounts("27 1 8:0 / /mnt rw - ext4 /dev/sdx rw")
        self.assertIn("mounted on /mnt", self.used())
        self.mounts("22 27 0:21 / /proc rw - proc proc rw")
        (self.system / "proc/swaps").write_text("Filename Type\n/dev/sdx1 partition 1 0 -2\n")
        self.assertIn("swap", self.used())
        (self.system / "proc/swaps").write_text("Filename Type\n")
        (self.system / "sys/class/block/sdx/sdx1/holders/dm-0").mkdir()
        self.assertIn("part of dm-0", self.used())

    @unittest.skipUnless(pathlib.Path("/sys/class/block").is_dir(), "no disks here")
    def test_this_machines_own_disk_is_in_use(self):
        system, number = write.System(), None
        for line in system.text("proc/self/mountinfo").splitlines():
            if line.split()[4] == "/":
                number = line.split()[2]
        own = next((one for one in pathlib.Path("/sys/class/block").iterdir() if (one / "dev").read_text().strip() == number),
                   None)
        if own is None:
            self.skipTest("the root is on no disk")
        name = own.resolve().parent.name if (own / "partition").exists() else own.name
        self.assertIsNotNone(system.in_use(name))


if __name__ == "__main__":
    if not pathlib.Path(write.SGDISK).exists():
        print("sgdisk is missing", file=sys.stderr)
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
