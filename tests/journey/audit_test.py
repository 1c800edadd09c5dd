# SPDX-License-Identifier: MIT
"""An auditor takes registers along: written like a release, each row proved by entries of the ledger."""
import csv
import glob
import hashlib
import json
import os
import subprocess
import sys
import unittest

from desk import Journey

Journey.programs = sys.argv.pop(1)


class Audit(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        one = cls("run_road")
        one.run_road()

    def run_road(self):
        self.add_people()
        self.put("stick/日報.txt", "水質は良好\n")
        self.put("stick/setup.exe", "MZ no document")
        done = self.call("submit", self.path("stick"), "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                         "--purpose", "=1+1", *self.who("sato"))
        type(self).transfer = json.loads(done.stdout.strip().splitlines()[-1])["transfer"]
        self.sekisho("approve", self.transfer, *self.who("suzuki"))
        self.sekisho("release", self.transfer, "--to", self.path("out"), *self.who("sato"))

    def export(self, kind, *words):
        place = self.path(f"{self._testMethodName}-{kind}")
        self.sekisho("ledger", "export", "--register", kind, "--out", place, *words, *self.who("kato"))
        (folder,) = glob.glob(place + "/*")
        return folder

    def read(self, *parts):
        with open(os.path.join(*parts), encoding="utf-8-sig", newline="") as file:
            return file.read()

    def test_every_register_proves_itself(self):
        for kind in ("bring-in", "take-out", "media", "transfers", "privileged", "q0-q4"):
            with self.subTest(kind):
                folder = self.export(kind)
                package = os.path.join(folder, "evidence", "ledger-package.txt")
                subprocess.run([os.path.join(self.programs, "bin", "sekisho-verify"), "--package", package], check=True,
                               capture_output=True)
                entries = {}
                for line in self.read(package).splitlines():
                    if line.startswith("{"):
                        entry = json.loads(line)
                        entries[entry["seq"]] = entry
                named = [entry for entry in entries.values()
                         if entry["type"] == "audit_export" and entry["register"] == kind][-1]
                self.assertEqual((named["by"], named["person"]), ("kato", "Kato"))
                for file in named["files"]:
                    with open(os.path.join(folder, file["path"]), "rb") as content:
                        self.assertEqual(hashlib.sha256(content.read()).hexdigest(), file["sha256"], file["path"])
                register = json.loads(self.read(folder, "evidence", kind + ".json"))
                for row in register["rows"]:
                    self.assertLessEqual(set(row["entries"]), set(entries), "a row without its proof")
                rows = list(csv.reader(self.read(folder, "working", kind + ".csv").splitlines()))
                self.assertEqual(len(rows), len(register["rows"]) + 1)
                self.assertEqual({len(row) for row in rows}, {len(register["columns"]) + 1})

    def test_a_transfer_stands_in_its_register(self):
        folder = self.export("transfers", "--since", "2020-01-01")
        (row,) = list(csv.DictReader(self.read(folder, "working", "transfers.csv").splitlines()))
        self.assertEqual(row["申請番号"], self.transfer)
        self.assertEqual(row["用途"], "'=1+1")
        self.assertEqual(row["申請者"], "Sato (sato)")
        self.assertTrue(row["承認"].startswith("Suzuki (suzuki) "))
        self.assertEqual(row["状態"], "払い出し済み")
        kinds = {entry["seq"]: entry["type"] for entry in self.entries()}
        steps = {kinds[int(number)] for number in row["台帳の記録番号"].split()}
        self.assertLessEqual({"transfer_submit", "transfer_manifest", "approval", "release_done"}, steps)

    def test_who_does_not_audit_takes_nothing(self):
        for name in ("sato", "suzuki", "admin"):
            self.refused(["ledger", "export", "--register", "transfers", "--out", self.path("theirs"), *self.who(name)],
                         "only an auditor")
        self.assertFalse(os.path.exists(self.path("theirs")))
        self.refused(["ledger", "export", "--register", "secrets", "--out", self.path("theirs"), *self.who("kato")],
                     "a register is")

    def test_what_an_auditor_did_is_in_the_record(self):
        before = len(self.entries())
        self.export("bring-in", "--until", "2001-01-01")
        kinds = [entry["type"] for entry in self.entries()][before:]
        self.assertEqual([kind for kind in kinds if kind.startswith(("audit", "export"))],
                         ["audit_export", "export_manifest", "export_done"])
        self.sekisho("ledger", "verify")

    def test_a_full_place_is_not_written_over(self):
        place = self.path("blocked")
        with open(place, "w", encoding="utf-8"):
            pass
        self.refused(["ledger", "export", "--register", "transfers", "--out", place, *self.who("kato")], "destination")
        self.assertIn("export_failed", {entry["type"] for entry in self.entries()})


if __name__ == "__main__":
    unittest.main()
