# SPDX-License-Identifier: MIT
"""A part of a ledger in one file, believed with the key alone, and only as it was written."""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

from resign import Forger, load_verifier

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
SECOND = os.path.join(PROGRAMS, "bin", "sekisho-verify")
MAKER = os.path.join(PROGRAMS, "tests", "make-ledger")
verify = load_verifier(SECOND)
forger = Forger(verify)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Packages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sekisho-packages-")
        self.good = os.path.join(self.folder, "good")
        os.makedirs(self.good)
        subprocess.run([MAKER, self.good], check=True)
        self.key = verify.parse_key(read(self.good + "/key").decode().strip())
        self.entries = forger.entries(self.good + "/ledger")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def package(self, *words):
        path = os.path.join(self.folder, "package")
        if os.path.exists(path):
            os.remove(path)
        done = subprocess.run([SEKISHO, "ledger", "export", "--state", self.good, "--out", path, *words],
                              capture_output=True, text=True)
        return done.returncode, path

    def test_packages_prove_themselves(self):
        for first, end in ((0, 301), (0, 1), (300, 301), (7, 8), (100, 256), (255, 257), (256, 301), (64, 128)):
            status, path = self.package("--from", str(first), "--to", str(end))
            self.assertEqual(status, 0)
            report, facts = verify.verify_package(path, self.key)
            self.assertEqual((report.failures, facts["first"], facts["end"], facts["size"]), ([], first, end, 301))
            lines = read(path).splitlines()
            self.assertEqual([line for line in lines if line.startswith(b"{")], self.entries[first:end])
        for words in (["--from", "301"], ["--from", "5", "--to", "5"], ["--to", "302"]):
            status, path = self.package(*words)
            self.assertEqual((status, os.path.exists(path)), (1, False), words)
        status, path = self.package("--from", "90", "--to", "140")
        done = subprocess.run([SECOND, "--package", path, "--key", self.good + "/key"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("entries 90 up to 140 of 301", done.stdout)

    def test_packages_changed(self):
        path = self.package("--from", "90", "--to", "140")[1]
        text, chance = read(path), random.Random(9)
        lines = text.splitlines(keepends=True)
        entry = lines.index(self.entries[100] + b"\n")
        changes = [b"", text[:-1], text[:len(text) // 2], text + b"x", b"".join(lines[:entry] + lines[entry + 1:]),
                   b"".join(lines[:entry + 1] + lines[entry:]), text.replace(b"from 90", b"from 91"),
                   text.replace(b"to 140", b"to 139"), text.replace(b"\n", b"\r\n")]
        for i, line in enumerate(lines):
            if line.startswith((b"left", b"right", b"rotation", b"verifier", b"checkpoint", b"from", b"to")):
                changes.append(b"".join(lines[:i] + lines[i + 1:]))
                changes.append(b"".join(lines[:i + 1] + lines[i:]))
        for place in chance.sample(range(len(text)), 40):
            changed = bytearray(text)
            changed[place] ^= 1 << chance.randrange(7)
            changes.append(bytes(changed))
        for changed in changes:
            forger.write(self.folder, "changed", changed)
            report, _ = verify.verify_package(os.path.join(self.folder, "changed"), self.key)
            self.assertTrue(report.failures, changed)


if __name__ == "__main__":
    unittest.main()
