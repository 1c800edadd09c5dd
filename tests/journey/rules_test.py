# SPDX-License-Identifier: MIT
"""Who must agree: unlock, witness, order, deputies, exceptions and the broken glass, by the programs people use."""
import datetime
import json
import os
import sys
import unittest

from desk import Broker, Journey

Journey.programs = sys.argv.pop(1)

ROUTE = """
[[approval]]
classes = ["document"]
roles = ["security-manager"]
unlock = ["system-manager"]
witness = "required"
"""
PEOPLE = """[people]
grants_accepted_by = ["ciso"]
break_glass_by = ["chief-security-officer"]
reviewed_by = ["ciso"]
"""


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


class Rules(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with open(cls.bench_policy, encoding="utf-8") as file:
            text = file.read()
        text = text[:text.index("[[approval]]")] + ROUTE
        cls.policy = cls.put("rules.toml", text.replace("[people]\n", PEOPLE))
        cls.broker = Broker(cls, "run", cls.policy)

    @classmethod
    def tearDownClass(cls):
        cls.broker.__exit__()
        super().tearDownClass()

    def setUp(self):
        if not os.path.exists(self.path("run", "people", "accounts.json")):
            self.add_people(**self.here)
            for name, office, person in (("manager", "security-manager", "Manager"), ("system", "system-manager", "System"),
                                         ("mori", "witness", "Mori"), ("chief", "chief-security-officer", "Chief"),
                                         ("ciso", "ciso", "Ciso"), ("sato-2", "security-manager", "Sato")):
                self.sekisho("account", "add", name, "--office", office, "--person", person, "--new-password-file",
                             self.password(name), *self.who("admin"), **self.here)

    here = {"state": "run", "policy": ""}

    def submitted(self):
        answer = self.sekisho("submit", self.path("small"), "--zone", "bench", "--label", "C2,I2,A1", "--purpose", "test",
                              *self.who("sato"), **self.here)
        return json.loads(answer.strip().splitlines()[-1])["transfer"]

    def say(self, transfer, name, decision="content", *more):
        self.sekisho("approve", transfer, "--decision", decision, *more, *self.who(name), **self.here)
        return self.shown(transfer)["state"]

    def not_said(self, transfer, name, decision, *expected, more=()):
        self.refused(["approve", transfer, "--decision", decision, *more, *self.who(name)], *expected, **self.here)

    def shown(self, transfer):
        return next(one for one in json.loads(self.sekisho("list", **self.here)) if one["transfer"] == transfer)

    def release(self, transfer):
        self.sekisho("release", transfer, "--to", self.path("out-" + transfer), *self.who("sato"), **self.here)

    def told(self, transfer):
        entries = json.loads(self.sekisho("ledger", "show", "all", "--transfer", transfer, "--json", "-", **self.here))
        return [entry["type"] for entry in entries], entries

    def test_content_unlock_and_witness_are_three_decisions_of_three_people(self):
        transfer = self.submitted()
        self.assertEqual(self.shown(transfer)["route"]["unlock"], ["system-manager"])
        self.not_said(transfer, "suzuki", "content", "another office")
        self.not_said(transfer, "manager", "unlock", "another office")
        self.not_said(transfer, "manager", "witness", "roles do not allow")
        self.not_said(transfer, "sato-2", "content", "whoever submitted")
        self.refused(["approve", transfer, "--decision", "perhaps", *self.who("manager")], "break-glass", status=2, **self.here)
        self.assertEqual(self.say(transfer, "manager"), "checked")
        self.assertEqual(self.say(transfer, "mori", "witness"), "checked")
        self.refused(["release", transfer, "--to", self.path("none"), *self.who("sato")], "checked", **self.here)
        self.assertEqual(self.say(transfer, "system", "unlock"), "approved")
        self.release(transfer)
        types, _ = self.told(transfer)
        self.assertEqual([kind for kind in types if kind in ("approval", "unlock", "witness", "release_done")],
                         ["approval", "witness", "unlock", "release_done"])
        self.assertEqual([one["decision"] for one in self.shown(transfer)["decisions"]], ["content", "witness", "unlock"])

    def test_a_broken_glass_is_red_until_a_third_person_has_reviewed_it(self):
        transfer = self.submitted()
        self.not_said(transfer, "chief", "break-glass", "reason")
        self.not_said(transfer, "manager", "break-glass", "緊急時", more=("--reason", "漏水"))
        self.assertEqual(self.say(transfer, "chief", "break-glass", "--reason", "漏水"), "approved")
        self.release(transfer)
        self.assertTrue(self.shown(transfer)["red"])
        review = ["review", transfer, "--note", "復旧を確認"]
        self.refused([*review, *self.who("chief")], "another office", **self.here)
        self.sekisho(*review, *self.who("ciso"), **self.here)
        shown = self.shown(transfer)
        self.assertEqual((shown["red"], shown["state"], shown["review"]["by"]), (False, "released", "ciso"))
        types, entries = self.told(transfer)
        self.assertIn("break_glass_review", types)
        self.assertEqual(next(entry for entry in entries if entry["type"] == "approval")["reason"], "漏水")

    def grant(self, *words):
        return json.loads(self.sekisho("grant", *words, **self.here))["id"]

    def test_a_deputy_decides_in_the_others_stead_once_it_is_accepted(self):
        ask = ["deputy", "suzuki", "--office", "security-manager", "--until", day(7), "--reason", "出張"]
        grant = self.grant(*ask, "--for", "manager", *self.who("admin"))
        transfer = self.submitted()
        stead = ("--deputy-for", "manager")
        self.not_said(transfer, "suzuki", "content", "no deputy", more=stead)
        for name, why in (("admin", "another office"), ("suzuki", "another office")):
            self.refused(["grant", "accept", grant, *self.who(name)], why, **self.here)
        self.sekisho("grant", "accept", grant, *self.who("ciso"), **self.here)
        self.not_said(transfer, "suzuki", "content", "another office")  # By themselves they have no office.
        self.say(transfer, "suzuki", "content", *stead)
        self.not_said(transfer, "manager", "content", "same person")
        decision, = self.shown(transfer)["decisions"]
        self.assertEqual((decision["account"], decision["deputy_for"]), ("suzuki", "Manager"))
        # A deputy of the submitter is the submitter.
        own = self.grant(*ask, "--for", "sato-2", *self.who("admin"))
        self.sekisho("grant", "accept", own, *self.who("ciso"), **self.here)
        self.not_said(self.submitted(), "suzuki", "content", "whoever submitted", more=("--deputy-for", "sato-2"))
        self.sekisho("grant", "withdraw", grant, "--reason", "帰任", *self.who("admin"), **self.here)
        self.not_said(self.submitted(), "suzuki", "content", "no deputy", more=stead)
        refused = ["grant", *ask[:-4], "--reason", "x", "--until", day(-1), "--for", "manager", "--from", day(-2)]
        self.refused([*refused, *self.who("admin")], "ended already", **self.here)
        # What the absent person loses, the deputy loses.
        self.sekisho("account", "roles", "sato-2", "--office", "witness", *self.who("admin"), **self.here)
        self.not_said(self.submitted(), "suzuki", "content", "no deputy", more=("--deputy-for", "sato-2"))
        self.sekisho("account", "roles", "sato-2", "--office", "security-manager", *self.who("admin"), **self.here)

    def test_an_exception_is_accepted_by_another_and_ends(self):
        ask = ["exception", "security-manager", "--label", "C3,I2,A2", "--measure", "監視カメラ", "--reason", "欠員", "--until", day(1)]
        grant = self.grant(*ask, *self.who("suzuki"))
        transfer = self.submitted()
        self.not_said(transfer, "suzuki", "content", "another office")
        own = self.grant(*ask, *self.who("ciso"))
        self.refused(["grant", "accept", own, *self.who("ciso")], "asked for", **self.here)
        self.sekisho("grant", "accept", grant, *self.who("ciso"), **self.here)
        self.refused(["grant", "accept", grant, *self.who("ciso")], "nothing to accept", **self.here)
        self.say(transfer, "suzuki")
        listed = {one["id"]: one for one in json.loads(self.sekisho("grant", "list", **self.here))}
        self.assertEqual((listed[grant]["in_force"], listed[grant]["accepted_by"], listed[own]["in_force"]),
                         (True, "Ciso", False))
        self.sekisho("grant", "withdraw", grant, *self.who("ciso"), **self.here)
        self.not_said(self.submitted(), "suzuki", "content", "another office")
        entries = json.loads(self.sekisho("ledger", "show", "all", "--kind", "grant", "--json", "-", **self.here))
        mine = [entry["change"] for entry in entries if entry["grant"] == grant]
        self.assertEqual(mine, ["ask", "accept", "withdraw"])
        self.sekisho("ledger", "verify", state="run", policy="")
        # Nothing is decided on grants that cannot be read.
        grants = self.path("run", "people", "grants.json")
        os.rename(grants, grants + ".kept")
        for damaged in ("", "{}", "[{}]", "[1]", '[{"kind":"exception","state":"accepted"}]'):
            with open(grants, "w") as file:
                file.write(damaged)
            self.not_said(transfer, "mori", "witness", "damaged")
        os.rename(grants + ".kept", grants)
        self.assertEqual(self.say(transfer, "mori", "witness"), "checked")


if __name__ == "__main__":
    unittest.main()
