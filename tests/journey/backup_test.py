#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A backup, from a station to an empty one: backup_test.py BUILD."""
import json
import os
import shutil
import subprocess
import sys
import unittest

from desk import Journey

Journey.programs = sys.argv.pop(1)


class Backups(Journey):
    def backup(self, name, state="state"):
        return json.loads(self.sekisho("backup", "--to", self.path(name), *self.who("admin"), state=state))

    def spoiled(self, name, change):
        """A copy of the backup that somebody changed."""
        shutil.copytree(self.path("backup"), self.path(name))
        change(self.path(name))
        self.refused(["backup", "verify", self.path(name)], "does not hold")
        self.refused(["restore", "--from", self.path(name), "--key", self.key], "does not hold", state="state-" + name)
        self.assertFalse(os.path.exists(self.path("state-" + name, "people")), name)

    def test_from_a_station_to_an_empty_one(self):
        self.add_people()
        self.submit(self.path("small"))
        secret = json.loads(self.sekisho("account", "enrol", *self.who("suzuki")))["secret"]
        self.refused(["backup", "--to", self.path("backup"), *self.who("suzuki")], "administrator")
        # Within what it copies, it would copy itself.
        self.refused(["backup", "--to", self.path("state", "ledger", "copy"), *self.who("admin")], "outside")
        made = self.backup("backup")
        with open(self.path("state", "ledger", "verifier"), encoding="utf-8") as file:
            self.key = file.read().strip()
        self.refused(["backup", "--to", self.path("backup"), *self.who("admin")], "not empty")
        self.sekisho("backup", "verify", self.path("backup"))
        self.sekisho("ledger", "verify", self.path("backup", "ledger"))

        # No secret is in it.
        with open(self.path("state", "ledger", "key"), "rb") as file:
            key = file.read()
        for folder, _, files in os.walk(self.path("backup")):
            for name in files:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                self.assertNotIn(key, content, name)
                self.assertNotIn(b'"secret"', content, name)
                self.assertNotIn(secret.encode(), content, name)

        # Whatever is changed in it, it does not hold, and nothing is restored.
        def edit(path, old, new):
            def change(folder):
                with open(os.path.join(folder, path), "r+b") as file:
                    content = file.read()
                    self.assertIn(old, content)
                    file.seek(0)
                    file.truncate()
                    file.write(content.replace(old, new, 1))
            return change
        self.spoiled("accounts", edit("settings/people/accounts.json", b'"submitter"', b'"approver"'))
        self.spoiled("list", edit("settings.json", b'"Bench"', b'"bench"'))
        self.spoiled("entries", edit("ledger/entries.log", b"Sato", b"Saso"))
        self.spoiled("receipt", edit("receipt", b"\n", b"\n\n"))
        self.spoiled("missing", lambda folder: os.remove(os.path.join(folder, "settings/people/accounts.json")))
        self.spoiled("added", lambda folder: open(os.path.join(folder, "settings/media/M0001.json"), "w").close())
        self.spoiled("unfinished", lambda folder: open(os.path.join(folder, "INCOMPLETE.txt"), "w").close())

        def swap(folder):
            os.remove(os.path.join(folder, "settings/people/accounts.json"))
            os.symlink(self.path("state", "people", "accounts.json"),
                       os.path.join(folder, "settings/people/accounts.json"))
        self.spoiled("linked", swap)

        # Into an empty state folder, where the record is whole and people can go on.
        self.refused(["restore", "--from", self.path("backup"), "--key", self.key], "not empty")
        self.refused(["restore", "--from", self.path("backup")], "--key", state="new", status=2)
        self.add_people(state="theirs")
        self.backup("their-backup", state="theirs")
        self.refused(["restore", "--from", self.path("their-backup"), "--key", self.key], "does not hold", state="new")
        self.assertFalse(os.path.exists(self.path("new")))
        self.sekisho("restore", "--from", self.path("backup"), "--key", self.key, state="new")
        proved = self.sekisho("ledger", "verify", self.path("new", "ledger-before"))
        self.assertIn(made["root"], proved)
        self.assertIn(f"{made['entries']} entries", proved)
        verifier = os.path.join(self.programs, "bin", "sekisho-verify")
        second = subprocess.run([verifier, self.path("new", "ledger-before")], capture_output=True, text=True)
        self.assertEqual(second.returncode, 0, second.stdout + second.stderr)
        accounts = {one["account"]: one for one in json.loads(self.sekisho("account", "list", state="new"))}
        self.assertEqual(set(accounts), {"admin", "sato", "suzuki", "kato"})
        self.assertEqual(accounts["suzuki"]["second_factor"], "none")
        self.submit(self.path("small"), state="new")
        first = [one for one in self.entries("new") if one["type"] == "restore"]
        self.assertEqual([one["before"]["root"] for one in first], [made["root"]])
        self.sekisho("ledger", "verify", self.path("new", "ledger"))

        # And that station's is a backup likewise.
        self.backup("backup-2", state="new")
        self.sekisho("backup", "verify", self.path("backup-2"))

    def test_the_clock_is_held_against_a_watch(self):
        self.add_people(state="clock")
        for watch, status in (("2001-01-01 00:00", 1), ("25:00", 1), ("2026-02-30 10:00", 1)):
            self.refused(["clock", "check", "--watch", watch, *self.who("admin")], "", state="clock", status=status)
        now = subprocess.run(["date", "+%Y-%m-%d %H:%M"], capture_output=True, text=True, check=True).stdout.strip()
        self.sekisho("clock", "check", "--watch", now, *self.who("admin"), state="clock")
        checks = [one for one in self.entries("clock") if one["type"] == "clock_check"]
        self.assertEqual([one["good"] for one in checks], [False, True])
        self.assertGreater(checks[0]["ahead_seconds"], 86_400)
        health = json.loads(self.sekisho("health", state="clock"))
        self.assertGreater(health["disk"]["free"], 0)
        self.assertGreaterEqual(health["ledger"]["entries"], 5)


if __name__ == "__main__":
    unittest.main()
