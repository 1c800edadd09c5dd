# SPDX-License-Identifier: MIT
"""What a transfer's label becomes by its files, and what becomes of files that are held too long."""
import json
import os
import sys
import unittest

from desk import Journey

Journey.programs = sys.argv.pop(1)


class Labels(Journey):
    def test_the_highest_label_of_what_is_carried_governs(self):
        self.add_people()
        self.put("labelled/機密性3_名簿.txt", "一覧\n")
        self.put("labelled/日報.txt", "水質は良好\n")
        transfer = self.submit(self.path("labelled"))  # As C2,I2,A1.
        self.assertEqual(json.loads(self.sekisho("list"))[0]["label"], "C3,I2,A1")
        self.sekisho("approve", transfer, *self.who("suzuki"))
        self.sekisho("release", transfer, "--to", self.path("out"), *self.who("sato"))
        with open(self.path("out", "MANIFEST.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["label"], "C3,I2,A1")
        labels = {entry["type"]: entry["label"] for entry in self.entries()
                  if entry["type"] in ("transfer_submit", "transfer_manifest", "release_done")}
        self.assertEqual(labels, {"transfer_submit": "C2,I2,A1", "transfer_manifest": "C3,I2,A1",
                                  "release_done": "C3,I2,A1"})


    def test_a_high_label_goes_to_no_folder(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            policy = self.put("release.toml", file.read() + "\n[release]\nfolders_at_most = \"C2,I2,A2\"\n")
        where = {"policy": policy, "state": "high"}
        self.add_people(**where)
        self.put("high-in/機密性3.txt", "一覧\n")
        for medium, status in (("high-in", 1), ("small", 0)):
            transfer = self.submit(self.path(medium), state="high")
            self.sekisho("approve", transfer, *self.who("suzuki"), **where)
            release = ["release", transfer, *self.who("sato"), "--to"]
            done = self.call(*release, self.path("out-" + medium), **where)
            self.assertEqual((done.returncode, "C3,I2,A1" in done.stderr), (status, status == 1), done.stderr)
        # Nor on the road without people.
        self.refused(["sanitize", self.path("high-in"), "--out", self.path("bench-out")], "C3,I1,A1", policy=policy,
                     state="bench")
        self.assertFalse(os.path.exists(self.path("bench-out", "機密性3.txt")))


class Retention(Journey):
    def contents(self):
        """Of both stores."""
        return {os.path.join(folder, name) for store in ("quarantine", "outputs")
                for folder, _, names in os.walk(self.path("state", store)) for name in names}

    def age(self, transfer, days):
        record = self.path("state", "transfers", transfer, "record.json")
        then = os.stat(record).st_mtime - days * 86400
        os.utime(record, (then, then))

    def test_what_is_held_too_long_is_erased_and_told(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            policy = self.put("retention.toml", file.read() + "\n[retention]\nheld_days = 3\n")
        where = {"policy": policy}
        self.add_people(**where)
        self.put("other/日報.txt", "水質は良好\n")  # The same as in "small".
        self.put("other/記録.txt", "流量 120\n")
        old = self.submit(self.path("other"))
        self.sekisho("approve", old, *self.who("suzuki"), **where)
        mine = self.contents()
        self.assertEqual(len(mine), 4)
        young = self.submit(self.path("small"))
        self.assertEqual(self.contents(), mine)
        with open(self.path("state", "transfers", young, "files.jsonl"), "a") as file:
            file.write('{"path":"cut off by a cra')
        self.age(old, 2)
        self.sekisho("list", **where)
        self.assertEqual(self.contents(), mine)
        self.age(old, 2)
        shown = {one["transfer"]: one for one in json.loads(self.sekisho("list", **where))}
        self.assertEqual((shown[old]["state"], shown[young]["state"], shown[young]["erased"]),
                         ("failed", "checked", None))
        self.assertRegex(shown[old]["erased"], "^20")
        self.assertIn("expired", shown[old]["reason"])
        self.assertEqual(len(self.contents()), 2)  # The other transfer has them, too.
        self.refused(["release", old, "--to", self.path("late"), *self.who("sato")], "failed", **where)
        self.sekisho("approve", young, *self.who("suzuki"), **where)
        self.sekisho("release", young, "--to", self.path("out"), *self.who("sato"), **where)
        self.age(young, 9)
        self.sekisho("list", **where)
        self.assertEqual(self.contents(), set())
        self.assertEqual(json.loads(self.sekisho("status", young, "--json", "-", **where))["status"]["state"], "released")
        self.sekisho("list", **where)
        kinds = [entry for entry in self.entries() if entry["type"].startswith("content_")]
        self.assertEqual([(one["type"], one.get("state"), one.get("files")) for one in kinds],
                         [("content_expired", "approved", None), ("content_erased", None, 2),
                          ("content_expired", "released", None), ("content_erased", None, 2)])
        self.sekisho("ledger", "verify")


if __name__ == "__main__":
    unittest.main()
