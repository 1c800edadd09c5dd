# SPDX-License-Identifier: MIT
"""Security keys as second factors: enrolled, touched to come in and to decide, copied, pulled out. The key is a fake
that speaks CTAP 2; everything else is the station as it runs."""
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest

from desk import Broker, Journey

Journey.programs = sys.argv.pop(1)


class Key:
    """tests/fakes/authenticator."""

    def __init__(self, journey, folder):
        self.folder = journey.path(folder)
        os.makedirs(self.folder, exist_ok=True)
        self.process = subprocess.Popen(
            [os.path.join(journey.programs, "tests", "fake-authenticator"), self.folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate()

    def tell(self, line):
        """How often it has been touched and told to give up."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return tuple(map(int, self.process.stdout.readline().split()))


class SecurityKeys(Journey):
    here = {"state": "keys", "policy": ""}
    key_words = ["--code", "key"]

    def log_in(self, name, *words):
        told = json.loads(self.sekisho("login", *self.who(name), *words, **self.here))
        self.put("session-" + name, told["session"] + "\n")
        return told

    def recorded(self, *kinds):
        entries = json.loads(self.sekisho("ledger", "show", "all", "--json", "-", **self.here))
        return [entry for entry in entries if entry["type"] in kinds]

    def test_a_key_from_its_enrolment_to_its_end(self):
        strict = pathlib.Path(self.bench_policy).read_text("utf-8").replace(
            'second_factor = "off"', 'second_factor = "required"')
        self.add_people(state="keys")
        with Key(self, "devices") as key, Broker(
                self, "keys", self.put("strict.toml", strict), ("--devices", self.path("devices"))):
            suzuki = self.who("suzuki")
            approver = [*suzuki, *self.key_words]
            self.refused(["login", *suzuki], "enrol", **self.here)
            self.assertEqual(key.tell("plug"), (0, 0))
            self.refused(["account", "enrol", "--key", "鍵", "--account", "suzuki", "--password-file",
                          self.password("wrong", "no no no")], "wrong", **self.here)
            self.assertEqual(key.tell("none"), (0, 0))  # Nobody was asked for a finger.
            self.sekisho("account", "enrol", "--key", "紺色のキー", *suzuki, **self.here)
            self.assertEqual(key.tell("none"), (2, 0))
            self.enrol_second(key, approver)
            self.refused(["login", *suzuki], "wrong", **self.here)  # The password alone.
            self.refused(["login", "--account", "suzuki", "--password-file", self.path("pw-wrong"), *self.key_words],
                         "wrong", **self.here)
            told = self.log_in("suzuki", *self.key_words)
            self.assertEqual((told["account"], told["ends_with_key"]), ("suzuki", True))
            self.decide(key, approver)
            self.pull_out(key)
            self.lie(key, approver)
        entries = self.recorded("account_change", "login_fail", "login_ok", "logout")
        self.check_record(entries)

    def enrol_second(self, key, approver):
        """A spare one, proved by the first, which makes room for it."""
        words = ["account", "enrol", "--key", "予備", *approver]
        with Key(self, "devices") as spare, subprocess.Popen(
                [os.path.join(self.programs, "bin", "sekisho"), *words, "--state", self.path("keys")],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as enrolling:
            self.assertIn("touch", enrolling.stderr.readline())
            self.assertIn("was touched", enrolling.stderr.readline())
            self.assertIn("plug the new", enrolling.stderr.readline())
            key.tell("unplug")
            spare.tell("plug")
            self.assertEqual(enrolling.wait(), 0, enrolling.stderr.read())
            self.assertEqual(spare.tell("none"), (2, 0))
            self.log_in("suzuki", *self.key_words)
            spare.tell("unplug")
            key.tell("plug")

    def decide(self, key, approver):
        """Each yes wants a touch of its own."""
        self.sekisho("account", "enrol", "--key", "申請者", *self.who("sato"), **self.here)
        submitted = self.sekisho("submit", self.path("small"), "--zone", "bench", "--class", "document", "--label",
                                 "C1,I1,A1", "--purpose", "test", *self.who("sato"), *self.key_words, **self.here)
        transfer = json.loads(submitted.strip().splitlines()[-1])["transfer"]
        session = ["--account", "suzuki", "--session", self.path("session-suzuki")]
        self.refused(["approve", transfer, *session], "anew", **self.here)
        self.refused(["approve", transfer, *session, "--password-file", self.path("pw-suzuki")], "wrong", **self.here)
        key.tell("wrong-key")
        self.refused(["approve", transfer, *approver], "wrong", **self.here)
        key.tell("replayed")
        self.refused(["approve", transfer, *approver], "wrong", **self.here)
        key.tell("may-be-copied")
        self.refused(["approve", transfer, *approver], "wrong", **self.here)
        before = self.leave_the_desk(key, ["approve", transfer, *approver])
        self.sekisho("approve", transfer, *session, "--password-file", self.path("pw-suzuki"), *self.key_words,
                     **self.here)
        self.assertEqual(key.tell("none")[0], before + 1)
        states = {one["transfer"]: one["state"] for one in json.loads(self.sekisho("list", **self.here))}
        self.assertEqual(states[transfer], "approved")

    def leave_the_desk(self, key, words):
        """Nobody's next touch counts for what a desk asked that is gone, and the key is soon free."""
        key.tell("not-touched")
        with subprocess.Popen([os.path.join(self.programs, "bin", "sekisho"), *words, "--state", self.path("keys")],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True) as desk:
            self.assertIn("touch", desk.stderr.readline())
            desk.kill()
        end = time.monotonic() + 15  # Half of what a touch is waited for.
        while "another desk is waiting" in self.call("login", *self.who("suzuki"), *self.key_words, **self.here).stderr:
            self.assertLess(time.monotonic(), end, "the key is still waited for")
        key.tell("none")
        key.tell("unplug")  # A terminal, unlike a hidraw node, still has what the key said to the other desk.
        key.tell("plug")
        states = {one["state"] for one in json.loads(self.sekisho("list", **self.here))}
        self.assertEqual(states, {"checked"})
        self.log_in("suzuki", *self.key_words)
        return key.tell("none")[0]

    def pull_out(self, key):
        """The session that it opened is over, and does not come back with it."""
        self.refused(["reject", "x", "--reason", "x", "--account", "suzuki", "--session",
                      self.path("session-suzuki")], "not the id", **self.here)
        key.tell("unplug")
        key.tell("plug")
        self.refused(["reject", "x", "--reason", "x", "--account", "suzuki", "--session",
                      self.path("session-suzuki")], "taken out", **self.here)

    def lie(self, key, approver):
        """A copy of the key is barred, until an administrator has looked."""
        self.log_in("suzuki", *self.key_words)
        key.tell("counter-back")
        self.refused(["login", *approver], "copied", **self.here)
        key.tell("none")
        self.refused(["reject", "x", "--reason", "x", "--account", "suzuki", "--session",
                      self.path("session-suzuki")], "session is over", **self.here)
        self.refused(["login", *approver], "copied", **self.here)
        listed = {one["account"]: one for one in json.loads(self.sekisho("account", "list", **self.here))}
        self.assertEqual([(one["name"], one["copied"]) for one in listed["suzuki"]["security_keys"]],
                         [("紺色のキー", True), ("予備", False)])
        self.sekisho("account", "enrol", "--key", "管理者", *self.who("admin"), **self.here)
        self.sekisho("account", "reset", "suzuki", *self.who("admin"), *self.key_words, **self.here)
        self.refused(["login", *self.who("suzuki")], "enrol", **self.here)

    def check_record(self, entries):
        changes = [(entry["change"], entry["account"], entry.get("security_key")) for entry in entries
                   if entry["type"] == "account_change" and entry["change"] != "add"]
        self.assertEqual(changes, [("enrol", "suzuki", "紺色のキー"), ("enrol", "suzuki", "予備"), ("enrol", "sato", "申請者"),
                                   ("bar-security-key", "suzuki", "紺色のキー"),
                                   ("enrol", "admin", "管理者"), ("reset-second-factor", "suzuki", None)])
        # Whoever has to enrol first has shown a password.
        self.assertEqual([entry.get("second_factor") for entry in entries if entry["type"] == "login_ok"],
                         [None, *["security-key"] * 4, None])
        self.assertEqual([entry["reason"] for entry in entries if entry["type"] == "logout"],
                         ["the security key was taken out"])
        copied = [entry for entry in entries if entry["type"] == "login_fail" and "copied" in entry["reason"]]
        self.assertEqual([entry["account"] for entry in copied], ["suzuki", "suzuki"])


if __name__ == "__main__":
    unittest.main()
