# SPDX-License-Identifier: MIT
"""The ledger's verbs on the command line, without a broker: show, checkpoint, receipt, and the QR code
read back by a reader that is not ours."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
MAKER = os.path.join(PROGRAMS, "tests", "make-ledger")


class Desk(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sekisho-desk-")
        subprocess.run([MAKER, self.folder], check=True)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def sekisho(self, *words, status=0):
        done = subprocess.run([SEKISHO, *words, "--state", self.folder], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def show(self, *words):
        return json.loads(self.sekisho("ledger", "show", *words, "--json", "-"))

    def test_show(self):
        self.assertEqual([entry["seq"] for entry in self.show("--limit", "3")], [298, 299, 300])
        self.assertEqual(len(self.show()), 20)
        self.assertEqual(len(self.show("all")), 301)
        self.assertEqual([entry["type"] for entry in self.show("--transfer", "t-1", "--kind", "approval")], ["approval"])
        self.assertEqual({entry["transfer"] for entry in self.show("--actor", "Sato")}, {"t-1", "t-2"})
        self.assertEqual(self.show("--transfer", "t-1", "--limit", "100"), self.show("all", "--transfer", "t-1"))
        self.assertEqual(self.show("--until", "2027-01-14"), [])
        self.assertEqual(len(self.show("--since", "2027-01-15", "--limit", "1000")), 301)
        self.assertIn("approval", self.sekisho("ledger", "show", "--transfer", "t-1", "--kind", "approval"))
        self.sekisho("ledger", "show", "--limit", "many", status=2)

    def test_an_index_that_lies_is_found_out(self):
        wanted = self.show("--transfer", "t-1", "--limit", "100")
        with open(self.path("ledger/index.sqlite"), "r+b") as index:
            data = index.read()
            index.seek(0)
            index.write(data.replace(b"t-1", b"t-9"))
        self.assertEqual(self.show("--transfer", "t-9", "--limit", "100"), [])
        self.assertEqual(self.show("all", "--transfer", "t-1"), wanted)
        self.sekisho("ledger", "verify")

    def test_checkpoint(self):
        note = self.sekisho("ledger", "checkpoint")
        with open(self.path("ledger/checkpoint"), encoding="utf-8") as file:
            self.assertEqual(note, file.read())

    def test_receipt(self):
        text = self.sekisho("receipt", "t-1")
        with open(self.path("receipt-45"), encoding="utf-8") as file:
            self.assertEqual(text.split("\n")[1], file.read().split("\n")[1])  # The same entry, a later checkpoint.
        self.sekisho("receipt", "t-1", "--out", self.path("r"), "--qr", self.path("r.svg"))
        self.assertIn("release_done", self.sekisho("receipt", "verify", self.path("r")))
        self.sekisho("ledger", "verify", "--receipt", self.path("r"))
        self.assertIn("▀", self.sekisho("receipt", "t-1", "--qr", "terminal"))
        self.sekisho("receipt", "t-7", status=1)

        read = subprocess.run(["zbarimg", "-q", "--raw", self.picture("r.svg")], capture_output=True, check=True).stdout
        with open(self.path("scanned"), "wb") as file:
            file.write(read)
        self.assertTrue(read.startswith(b"SEKISHO1:"))
        self.assertEqual(self.sekisho("receipt", "verify", self.path("scanned")),
                         self.sekisho("receipt", "verify", self.path("r")))

    def picture(self, name):
        """The SVG's black runs as a gray picture, four dots to the module."""
        with open(self.path(name), encoding="utf-8") as file:
            svg = file.read()
        side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
        rows = [bytearray(b"\xff" * side) for _ in range(side)]
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\d+z", svg):
            rows[int(y)][int(x):int(x) + int(width)] = bytes(int(width))
        with open(self.path("r.pgm"), "wb") as file:
            file.write(b"P5 %d %d 255\n" % (side * 4, side * 4))
            for row in rows:
                file.write(b"".join(bytes([dot]) * 4 for dot in row) * 4)
        return self.path("r.pgm")


if __name__ == "__main__":
    unittest.main()
