# SPDX-License-Identifier: MIT
"""What people do at a station besides carrying: accounts, media, definitions, the self-test; and every wrong word."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

from desk import Broker, Journey

import signed_pdf
from run_road import make_stick
from signing import Authority

Journey.programs = sys.argv.pop(1)


class Accounts(Journey):
    def test_every_change_and_every_wrong_password_is_recorded(self):
        self.refused(["list", "--account", "x"], "takes no --account", status=2)
        self.refused(["account", "list"], "account add NAME")
        self.refused(["account", "add", "x", "--role", "submitter", "--new-password-file", self.password("x")],
                     "must be an administrator")
        self.add_people()
        admin = self.who("admin")
        self.refused(["account", "add", "y", "--role", "boss", "--new-password-file", self.password("y"), *admin],
                     "submitter, approver", status=2)
        self.sekisho("account", "lock", "suzuki", *admin)
        self.refused(["account", "password", "suzuki", "--new-password-file", self.password("new"),
                      *self.who("suzuki")], "locked")
        self.sekisho("account", "unlock", "suzuki", *admin)
        new = self.password("new", "another good phrase 8")
        self.sekisho("account", "password", "suzuki", "--new-password-file", new, *self.who("suzuki"))  # Their own.
        self.refused(["account", "password", "sato", "--new-password-file", new, "--account", "suzuki",
                      "--password-file", new], "administrator")
        self.refused(["account", "roles", "admin", "--role", "approver", *admin], "own roles")
        self.refused(["account", "roles", "kato", "--role", "auditor", "--role", "approver", *admin], "auditor")
        self.sekisho("account", "roles", "kato", "--role", "approver", "--office", "security-manager", *admin)
        kato = next(one for one in json.loads(self.sekisho("account", "list")) if one["account"] == "kato")
        self.assertEqual((kato["roles"], kato["offices"]), (["approver"], ["security-manager"]))
        changes = [entry["change"] for entry in self.entries() if entry["type"] == "account_change"]
        self.assertEqual(changes, ["add"] * 4 + ["lock", "unlock", "password", "roles"])
        given = [entry for entry in self.entries() if entry["type"] == "account_change" and "roles" in entry]
        self.assertEqual([entry["roles"] for entry in given][-1], ["approver"])
        self.assertEqual([entry["offices"] for entry in given][-1], ["security-manager"])
        self.assertEqual([entry["roles"] for entry in given][0], ["administrator"])
        failures = [entry["account"] for entry in self.entries() if entry["type"] == "login_fail"]
        self.assertEqual(failures, ["suzuki"])

    def test_where_there_are_people_nothing_passes_them(self):
        self.add_people(state="two")
        words = ["sanitize", self.path("small"), "--out", self.path("past-them")]
        self.refused(words, "sekisho submit", state="two")
        with Broker(self, "two"):
            self.refused(words, "sekisho submit", state="two", policy="")
        self.assertFalse(os.path.exists(self.path("past-them")))

    def test_guessing_is_slowed_down_over_restarts(self):
        self.add_people(state="guess")
        wrong = ["account", "lock", "sato", "--account", "admin", "--password-file", self.password("wrong", "no no no")]
        for _ in range(6):  # Each by a station of its own.
            self.refused(wrong, "wrong", state="guess")
        self.refused(["account", "lock", "sato", *self.who("admin")], "too early", state="guess")
        waits = {one["account"]: one["wait_seconds"] for one in json.loads(self.sekisho("account", "list", state="guess"))}
        self.assertGreater(waits["admin"], 0)
        self.assertEqual(waits["sato"], 0)


class Media(Journey):
    def test_a_medium_from_its_registration_to_its_end(self):
        stick = self.path("stick.img")
        make_stick(stick)
        self.add_people()
        register = ["media", "register", "image:" + stick, "--name", "棚 7", "--owner", "Sato"]
        self.refused([*register, *self.who("sato")], "administrator")
        known = json.loads(self.sekisho(*register, *self.who("admin")))
        self.assertEqual(known["id"], "M0001")
        self.assertRegex(known["identity"], "^volume:FAT32:[0-9a-f]{8}$")
        self.refused([*register, *self.who("admin")], "already, as M0001")
        self.refused(["media", "register", self.path("small"), "--name", "x", "--owner", "y", *self.who("admin")],
                     "no serial number")
        transfer = self.submit("image:" + stick, status=1)
        medium = json.loads(self.sekisho("status", transfer, "--json", "-"))["medium"]
        self.assertEqual({key: medium[key] for key in ("kind", "label", "file_system", "size", "registered")},
                         {"kind": "image", "label": "SAMPLE", "file_system": "FAT32", "size": os.path.getsize(stick),
                          "registered": "M0001"})
        self.sekisho("media", "retire", "M0001", "--reason", "紛失", *self.who("admin"))
        self.refused(["media", "retire", "M0001", "--reason", "again", *self.who("admin")], "retired already")
        history = json.loads(self.sekisho("media", "history", "M0001"))
        self.assertEqual([one["transfer"] for one in history["transfers"]], [transfer])
        self.assertEqual([entry["change"] for entry in history["record"]], ["register", "retire"])
        self.assertEqual(json.loads(self.sekisho("media", "history", known["identity"]))["record"], history["record"])
        self.refused(["media", "history", "M0002"], "media list", status=2)
        self.refused(["media", "history", "../../x"], "media list", status=2)
        self.assertEqual(json.loads(self.sekisho(*register, *self.who("admin")))["id"], "M0002")  # Found again.
        self.assertEqual([one["state"] for one in json.loads(self.sekisho("media", "list"))], ["retired", "in use"])
        changes = [entry["change"] for entry in self.entries() if entry["type"] == "media_change"]
        self.assertEqual(changes, ["register", "retire", "register"])

    def test_media_are_lent_and_come_back(self):
        stick = self.path("lent.img")
        make_stick(stick)
        self.add_people(state="lent")
        self.sekisho("media", "register", "image:" + stick, "--name", "棚 8", "--owner", "浄水課", "--kind", "partner",
                     "--label", "C1,I1,A1", *self.who("admin"), state="lent")
        lend = ["media", "lend", "M0001", "--to", "田中 (保守)", "--until"]
        self.refused([*lend, "2999-01-31", *self.who("sato")], "administrator", state="lent")
        for day, words in (("tomorrow", "written like"), ("2999-02-30", "written like"), ("2020-01-01", "passed already")):
            self.refused([*lend, day, *self.who("admin")], words, state="lent")
        self.sekisho(*lend, "2999-01-31", *self.who("admin"), state="lent")
        self.refused([*lend, "2999-01-31", *self.who("admin")], "lent to 田中 (保守) already", state="lent")
        medium = json.loads(self.sekisho("media", "list", state="lent"))[0]
        self.assertEqual({key: medium[key] for key in ("state", "kind", "label", "lent_to", "until", "overdue", "lent_by")},
                         {"state": "lent", "kind": "partner", "label": "C1,I1,A1", "lent_to": "田中 (保守)",
                          "until": "2999-01-31", "overdue": False, "lent_by": "admin"})
        record = self.path("lent", "media", "M0001.json")
        with open(record, encoding="utf-8") as file:
            late = file.read().replace("2999-01-31", "2020-01-31")
        with open(record, "w", encoding="utf-8") as file:
            file.write(late)  # As if years had gone by.
        self.assertTrue(json.loads(self.sekisho("media", "list", state="lent"))[0]["overdue"])
        self.sekisho("media", "return", "M0001", *self.who("admin"), state="lent")
        self.refused(["media", "return", "M0001", *self.who("admin")], "is not lent", state="lent")
        self.assertNotIn("overdue", json.loads(self.sekisho("media", "list", state="lent"))[0])
        changes = [entry for entry in self.entries("lent") if entry["type"] == "media_change"]
        self.assertEqual([entry["change"] for entry in changes], ["register", "lend", "return"])
        self.assertEqual((changes[1]["to"], changes[2]["from"], changes[2]["overdue"]), ("田中 (保守)",) * 2 + (True,))

    def test_the_policy_may_ask_for_registered_media(self):
        stick = self.path("asked.img")
        make_stick(stick)
        policy = self.path("registered.toml")
        with open(self.bench_policy, encoding="utf-8") as file, open(policy, "w", encoding="utf-8") as out:
            out.write(file.read() + '\n[usb]\nregistered_input_media = "required"\npartner_classes = ["mail"]\n')
        self.add_people(state="asked", policy=policy)
        words = ["submit", "image:" + stick, "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                 "--purpose", "test", *self.who("sato")]
        for medium in ("image:" + stick, self.path("small")):
            words[1] = medium
            self.refused(words, "not registered", state="asked", policy=policy)
        words[1] = "image:" + stick
        register = ["media", "register", "image:" + stick, "--name", "x", "--owner", "y", *self.who("admin"), "--kind"]
        self.refused([*register, "borrowed"], "input, partner or output", state="asked", policy=policy)
        self.refused([*register, "output"], "usb:BUS-PORT", state="asked", policy=policy)
        self.sekisho(*register, "partner", state="asked", policy=policy)
        self.refused(words, "a partner's medium may not bring in the class document", state="asked", policy=policy)
        self.sekisho("media", "retire", "M0001", "--reason", "返却", *self.who("admin"), state="asked", policy=policy)
        self.refused(words, "out of use", state="asked", policy=policy)
        self.sekisho(*register, "input", state="asked", policy=policy)
        self.sekisho(*words, state="asked", policy=policy, status=1)  # Carried; something on it is refused.
        refusals = [entry for entry in self.entries("asked") if entry["type"] == "medium_refused"]
        self.assertEqual(len(refusals), 4)
        self.assertEqual(len(json.loads(self.sekisho("list", state="asked", policy=policy))), 1)


class Definitions(Journey):
    def test_new_definitions_are_tried_before_they_count(self):
        self.add_people()
        share = os.path.join(self.programs, "share")
        for name in ("good", "broken", "blind"):
            shutil.copytree(os.path.join(share, "clamav-test-definitions"), self.path(name, "clamav"))
            shutil.copytree(os.path.join(share, "yara-rules"), self.path(name, "yara"))
        self.put("broken/yara/more.yar", "rule broken { condition: ")
        for file in os.listdir(self.path("blind", "clamav")):  # Finds no test virus any more.
            os.remove(self.path("blind", "clamav", file))
        self.put("blind/clamav/other.ndb", "Nothing.Of.This.Kind:0:*:0102030405060708090a0b0c0d0e0f10\n")
        before = self.sekisho("definitions", "show")
        self.refused(["definitions", "import", self.path("good"), *self.who("sato")], "administrator")
        self.refused(["definitions", "import", self.path("small"), *self.who("admin")], "no .cvd")
        self.refused(["definitions", "import", self.path("broken"), *self.who("admin")], "nothing is changed", "yara")
        self.refused(["definitions", "import", self.path("blind"), *self.who("admin")], "self-test fails")
        self.refused(["definitions", "rollback", *self.who("admin")], "no definitions from before")
        self.assertEqual(self.sekisho("definitions", "show"), before)
        self.assertEqual(os.listdir(self.path("state", "definitions", "sets")), [])
        self.sekisho("definitions", "import", "dir:" + self.path("good"), *self.who("admin"))
        shown = json.loads(self.sekisho("definitions", "show"))
        self.assertFalse(shown["engines"]["clamav"]["built_in_test_set"])
        self.put("rubbish/trust.pem", "-----BEGIN CERTIFICATE-----")
        self.refused(["definitions", "import", self.path("rubbish"), *self.who("admin")], "nothing is changed", "PEM")
        authority = Authority(self.path("authority"))
        person = authority.person("taro")
        signed = signed_pdf.signed(signed_pdf.plain(), lambda content: authority.sign(person, content))
        pathlib.Path(self.path("victim")).mkdir()
        pathlib.Path(self.path("victim", "signed.pdf")).write_bytes(signed)
        self.put("more/root.pem", authority.root.read_text())
        self.put("more/extra.yar", "rule extra { strings: $a = \"carry me not\" condition: $a }")
        self.put("victim/letter.txt", "please carry me not\n")
        self.assertEqual(self.signature_results(self.submit(self.path("victim"))), ["untrusted-signer"])
        self.sekisho("definitions", "import", self.path("more"), *self.who("admin"))  # ClamAV's are taken over.
        self.assertEqual(self.signature_results(self.submit(self.path("victim"), status=1)), ["valid"])
        self.sekisho("definitions", "rollback", *self.who("admin"))
        self.submit(self.path("victim"))
        changes = [entry for entry in self.entries() if entry["type"] == "definitions_change"]
        self.assertEqual([entry["change"] for entry in changes], ["import", "import", "rollback"])
        self.assertEqual([file["name"] for file in changes[1]["files"]], ["extra.yar", "root.pem"])

    def signature_results(self, transfer):
        report = json.loads(self.sekisho("status", transfer, "--json", "-"))
        return [one["result"] for file in report["files"] for one in file["signatures"]]

    def test_a_station_in_service_wants_signed_databases(self):
        with open(os.path.join(self.programs, "share", "station.policy.toml"), encoding="utf-8") as file:
            policy = self.put("strict.toml", file.read().replace('second_factor = "required"', 'second_factor = "off"'))
        self.add_people(state="strict", policy=policy)
        shutil.copytree(os.path.join(self.programs, "share", "clamav-test-definitions"), self.path("unsigned"))
        self.refused(["definitions", "import", self.path("unsigned"), *self.who("admin")], "signed by its maker",
                     state="strict", policy=policy)


class SelfTest(Journey):
    def self_tests(self, state):
        return [entry["good"] for entry in self.entries(state) if entry["type"] == "selftest"]

    def sanitize(self, out, **where):
        return self.sekisho("sanitize", self.path("small"), "--out", self.path(out), **where)

    def test_a_passed_one_is_remembered_until_something_changes(self):
        self.sanitize("a1")
        self.sanitize("a2")
        self.assertEqual(self.self_tests("state"), [True])
        with open(self.bench_policy, encoding="utf-8") as file:
            other = self.put("other.toml", file.read() + "\n# changed\n")
        self.sanitize("a3", policy=other)
        self.assertEqual(self.self_tests("state"), [True] * 2)
        memory = self.path("state", "selftest.json")
        self.assertEqual(os.stat(memory).st_mode & 0o777, 0o600)
        for text in ("", "{}", "[1]", json.dumps({"key": "x", "time": 1}), "{\"key\":3,\"time\":\"now\"}"):
            with open(memory, "w") as file:
                file.write(text)
            before = len(self.self_tests("state"))
            self.sanitize("a4-" + str(before))
            self.assertEqual(len(self.self_tests("state")), before + 1, text)
        with open(memory) as file:
            kept = json.load(file)
        for age, tests in ((80_000, 0), (86_401, 1), (-1_000, 1)):  # It holds for a day, none of them to come.
            with open(memory, "w") as file:
                json.dump({**kept, "time": int(time.time()) - age}, file)
            before = len(self.self_tests("state"))
            self.sanitize("a5-" + str(age))
            self.assertEqual(len(self.self_tests("state")), before + tests, age)

    def test_a_station_with_a_broken_engine_carries_nothing(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            text = file.read()
        def policy(program):
            return self.put(f"{program}.toml", text + f"""
[[scanners.command]]
name = "second"
argv = ["/bin/{program}", "{{file}}"]
clean = [0]
found = [99]
seconds = 10
""")

        self.sanitize("works", policy=policy("true"))
        broken = policy("false")
        for _ in range(2):  # And it is not remembered as good.
            self.refused(["sanitize", self.path("small"), "--out", self.path("none")], "self-test failed",
                         status=3, state="broken", policy=broken)
        self.assertFalse(os.path.exists(self.path("none")))
        self.assertEqual(self.self_tests("broken"), [False] * 2)
        with Broker(self, "broken", broken) as broker:
            self.assertIn("carries nothing", broker.first_line)
            self.refused(["sanitize", self.path("small"), "--out", self.path("none")], "self-test failed",
                         status=3, state="broken", policy="")
            self.assertEqual(self.sekisho("list", state="broken", policy=""), "[]\n")  # But it answers.


class WrongWords(Journey):
    def test_each_says_what_to_do_next(self):
        for words, expected in (
            (["frobnicate"], "sekisho help"),
            (["media"], "media register"),
            (["ledger", "burn"], "ledger verify"),
            (["submit", self.path("small")], "needs --zone"),
            (["submit"], "needs MEDIUM"),
            (["list", "x"], "too many"),
            (["approve", "--account", "x"], "needs ID"),
            (["approve", "1"], "needs --account"),
            (["reject", "1", "--account", "x"], "needs --reason"),
            (["sanitize", self.path("small")], "needs --out"),
            (["sanitize", self.path("small"), "--out", "usb:"], "needs a port"),
            (["sanitize", self.path("small"), "--out", "image:"], "needs a path"),
            (["sanitize", self.path("small"), "--out", self.path("o"), "--threads", "many"], "number"),
            (["sanitize", self.path("small"), "--out", self.path("o"), "--class", "gift"], "document, mail"),
            (["list", "--colour"], "no option --colour"),
            (["status", "../../etc"], "not the id"),
            (["status", "20260101-000000-00000000"], "no such transfer"),
            (["account", "add", "x", "--role", "administrator"], "--password-file"),
            (["account", "add", "x", "--role", "administrator", "--new-password-file", "/none"], "nothing in"),
        ):
            with self.subTest(words=words):
                self.refused(words, expected, status=2)

    def test_every_command_explains_itself(self):
        listed = self.sekisho("help")
        commands = [line.strip() for line in listed.splitlines() if line.startswith("  ")]
        self.assertGreater(len(commands), 25)
        for line in commands:
            words = []
            for word in line.split():
                if not word.isalpha() or not word.islower():
                    break
                words.append(word)
            page = self.sekisho("help", *words)
            self.assertIn("sekisho " + " ".join(words), page)
            self.assertEqual(self.sekisho(*words, "--help"), page)


if __name__ == "__main__":
    unittest.main()
