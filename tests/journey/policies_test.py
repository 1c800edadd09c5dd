#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A policy from its proposal to its last day: policies_test.py BUILD."""
import hashlib
import json
import sys
import unittest

from desk import Broker, Journey

Journey.programs = sys.argv.pop(1)


class Policies(Journey):
    def setUp(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            self.bench = file.read()
        self.add_people(state="state")

    @staticmethod
    def sha256(text):
        return hashlib.sha256(text.encode()).hexdigest()

    def propose(self, name, text, status=0, who="admin"):
        return self.sekisho("policy", "propose", self.put(name, text), "--reason", "試験のため", *self.who(who),
                            policy="", status=status)

    def changes(self):
        return [one for one in self.entries() if one["type"] == "policy_change"]

    def in_force(self):
        return [one["sha256"] for one in json.loads(self.sekisho("policy", "versions", policy=""))
                if one["state"] == "active"]

    def test_one_proposes_another_puts_it_in_force(self):
        wider = self.bench.replace('zones = ["bench"]', 'zones = ["bench", "plant"]')
        self.assertNotEqual(wider, self.bench)
        new, old = self.sha256(wider), self.sha256(self.bench)
        with Broker(self, "state"):
            submit = ["submit", self.path("small"), "--class", "document", "--label", "C2,I2,A1", "--purpose", "test",
                      *self.who("sato"), "--zone"]
            waiting = json.loads(self.sekisho(*submit, "bench", policy="").strip().splitlines()[-1])["transfer"]
            submit.append("plant")
            self.refused(submit, "zone", policy="")
            self.assertEqual(self.in_force(), [old])

            # Only an administrator proposes, and only what can be used.
            self.refused(["policy", "propose", self.put("wider.toml", wider), "--reason", "x", *self.who("suzuki")],
                         "administrator", policy="")
            # A line that nobody could compare to its end.
            self.refused(["policy", "propose", self.put("long.toml", self.bench + "#" + " " * 500 + "x\n"), "--reason", "x",
                          *self.who("admin")], "too long", policy="")
            self.refused(["policy", "propose", self.put("wrong.toml", "[station]\nnam = 3\n"), "--reason", "x",
                          *self.who("admin")], ":2:1:", policy="")
            self.refused(["policy", "propose", self.put("same.toml", self.bench), "--reason", "x",
                          *self.who("admin")], "already", policy="")
            self.propose("wider.toml", wider)
            self.assertEqual(self.in_force(), [old], "a proposal counts for nothing")
            compared = self.sekisho("policy", "compare", new, policy="")
            self.assertIn('- zones = ["bench"]\n+ zones = ["bench", "plant"]\n', compared)
            self.assertIn("+1 -1", compared)

            # Another person, who sees what is in force.
            self.refused(["policy", "activate", new, *self.who("admin")], "another person", policy="")
            self.refused(["policy", "activate", new, *self.who("sato")], "approver or administrator", policy="")
            self.refused(["policy", "activate", new, "--instead-of", new, *self.who("suzuki")], "compared", policy="")
            self.assertEqual(self.in_force(), [old])
            self.sekisho("policy", "activate", new, "--instead-of", old, *self.who("suzuki"), policy="")
            self.assertEqual(self.in_force(), [new])

            # At once, without losing what waits.
            self.sekisho(*submit, policy="")
            self.sekisho("approve", waiting, *self.who("suzuki"), policy="")
        with Broker(self, "state"):
            self.assertEqual(self.in_force(), [new], "it survives a restart")
            self.sekisho(*submit, policy="")

            # Back again, by two people likewise.
            self.sekisho("policy", "propose", old, "--reason", "元に戻す", *self.who("admin"), policy="")
            self.sekisho("policy", "activate", old, *self.who("suzuki"), policy="")
            self.refused(submit, "zone", policy="")
        entries = self.changes()
        self.assertEqual([(one["change"], one["policy_sha256"], one["by"]) for one in entries],
                         [("propose", new, "admin"), ("activate", new, "suzuki"), ("propose", old, "admin"),
                          ("activate", old, "suzuki")])
        self.assertEqual(entries[1]["replaces_sha256"], old)

        # Whoever starts the station with another file means that file.
        other = self.put("other.toml", self.bench + "\n# another\n")
        with Broker(self, "state", policy=other):
            self.assertEqual(self.in_force(), [self.sha256(self.bench + "\n# another\n")])
        overridden = self.changes()[-1]
        self.assertEqual((overridden["change"], overridden["policy_sha256"], overridden["replaces_sha256"]),
                         ("override", self.sha256(self.bench + "\n# another\n"), old))

        # A policy under which bad samples would pass, or good ones would not, is not put in force.
        nothing = self.bench.replace('method = "rebuild"\ncsv_formulas = "quote"', 'method = "refuse"\nreason = "x"')
        self.assertNotEqual(nothing, self.bench)
        with Broker(self, "state"):
            self.propose("nothing.toml", nothing)
            self.refused(["policy", "activate", self.sha256(nothing), *self.who("suzuki")], "self-test", policy="")
            self.sekisho("policy", "withdraw", self.sha256(nothing), *self.who("admin"), policy="")
            self.refused(["policy", "activate", self.sha256(nothing), *self.who("suzuki")], "not proposed", policy="")
        self.sekisho("ledger", "verify", self.path("state", "ledger"), policy="")


if __name__ == "__main__":
    unittest.main()
