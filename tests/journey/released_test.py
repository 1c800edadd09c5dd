# SPDX-License-Identifier: MIT
"""Who receives a release proves it with one file of Python: whole, unchanged, from this station, or why not."""
import json
import os
import shutil
import subprocess
import sys
import unittest

from desk import Journey

Journey.programs = sys.argv.pop(1)


class Released(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.put("medium/資料/日報.txt", "水質は良好\n")
        cls.put("medium/記録.log", "09:00 ok\n")
        for state in ("one", "two"):
            subprocess.run([os.path.join(cls.programs, "bin", "sekisho"), "sanitize", cls.path("medium"), "--out",
                            cls.path(state + "-out"), "--state", cls.path(state), "--policy", cls.bench_policy],
                           check=True, capture_output=True)

    def setUp(self):
        self.out = self.path("copy")
        shutil.copytree(self.path("one-out"), self.out)
        self.addCleanup(shutil.rmtree, self.out)

    def verify(self, *words):
        return subprocess.run([os.path.join(self.programs, "bin", "sekisho-verify"), "--released", self.out, *words],
                              capture_output=True, text=True)

    def of_station(self, state="one"):
        return self.verify("--key", self.path(state, "ledger", "verifier"))

    def proves(self):
        done = self.of_station()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def denies(self, status, *expected):
        done = self.of_station()
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        for text in expected:
            self.assertIn(text, done.stdout + done.stderr)

    def replace(self, name, old, new):
        path = os.path.join(self.out, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertIn(old, text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))

    def test_what_is_whole_is_proved(self):
        self.assertIn("2 files", self.proves())
        self.assertIn("whole, unchanged and no others", self.proves())
        self.assertIn("without --key", self.verify().stdout)

    def test_every_change_of_a_file_is_told(self):
        self.replace("記録.log", "ok", "no")
        self.put("copy/資料/別紙.txt", "new")
        os.remove(os.path.join(self.out, "資料", "日報.txt"))
        self.denies(1, "'記録.log' was changed", "'資料/別紙.txt' is not of this release", "'資料/日報.txt' is missing")

    def test_a_link_is_no_file(self):
        path = os.path.join(self.out, "記録.log")
        shutil.copy(path, self.path("elsewhere.log"))
        os.remove(path)
        os.symlink(self.path("elsewhere.log"), path)
        self.denies(1, "'記録.log' was changed")

    def test_the_manifest_is_the_ledgers(self):
        with open(os.path.join(self.out, "MANIFEST.json"), encoding="utf-8") as file:
            name = json.load(file)["files"][0]["path"]
        self.replace("MANIFEST.json", name, "x" + name)
        self.denies(2, "not the one that the ledger's entry names")

    def test_an_interrupted_release_is_none(self):
        self.put("copy/INCOMPLETE.txt", "")
        self.denies(2, "interrupted")

    def test_another_station_is_not_believed(self):
        done = self.of_station("two")
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn("another ledger", done.stderr)
        shutil.copy(self.path("two-out", "MANIFEST.json.sig"), os.path.join(self.out, "MANIFEST.json.sig"))
        self.denies(2, "signed for another station")

    def test_a_forged_signature_is_told(self):
        self.replace("MANIFEST.json.sig", "sekisho manifest\n", "sekisho manifest\n\n")
        self.denies(2, "did not sign")

    def test_without_papers_nothing_is_proved(self):
        for name in ("MANIFEST.json.sig", "MANIFEST.json", "RECEIPT.txt"):
            os.remove(os.path.join(self.out, name))
            self.denies(2, name)


if __name__ == "__main__":
    unittest.main()
