# SPDX-License-Identifier: MIT
"""What `./station run` does once everything is built, as the README has it."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAMS = sys.argv.pop(1)
RUN = pathlib.Path(__file__).resolve().parents[1] / "samples/run_road.py"


class Run(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-run-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def run_road(self, *words):
        return subprocess.run([sys.executable, "-B", RUN, "--programs", PROGRAMS, "--cli", *words], capture_output=True, text=True,
                              env={**os.environ, "TMPDIR": self.folder, "LC_ALL": "C.UTF-8"})

    def test_the_sample_stick(self):
        done = self.run_road()
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        files, through, refused = map(int, re.search(
            r"^(\d+) files: (\d+) come through, 0 held, (\d+) refused, 0 without answer", done.stdout, re.M).groups())
        self.assertGreaterEqual(files, 40)
        self.assertEqual(files, through + refused)
        self.assertIn("the record is whole and unchanged", done.stdout)
        self.assertRegex(done.stdout, r"(?s)sekisho\.invalid/\w+/e1\n\d+\n.*\n\n— ")
        self.assertRegex(done.stderr, r"100 %  \d+ of \d+ files, 0:00 left")
        results = pathlib.Path(re.search(r"^Results: (.*)$", done.stdout, re.M)[1])
        ours = {"MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt"}
        released = {str(path.relative_to(results)) for path in results.rglob("*") if path.is_file()}
        self.assertLessEqual(ours, released)
        self.assertEqual(through, len(released - ours))
        self.assertTrue(pathlib.Path(re.search(r"^Report:  (.*)$", done.stdout, re.M)[1]).is_file())

    def test_a_folder_of_ones_own(self):
        medium = self.folder / "持込"
        medium.mkdir()
        (medium / "日報.txt").write_text("点検\n", encoding="utf-8")
        done = self.run_road(medium, "--out", self.folder / "out")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertEqual("点検", (self.folder / "out/日報.txt").read_text(encoding="utf-8-sig").strip())

    def test_no_such_medium(self):
        done = self.run_road(self.folder / "nothing")
        self.assertNotEqual(0, done.returncode)
        self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
