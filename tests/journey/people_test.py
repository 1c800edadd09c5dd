# SPDX-License-Identifier: MIT
"""Who may come in: second factors, sessions, days and offices, at a station that runs and by itself."""
import base64
import datetime
import hashlib
import hmac
import json
import os
import struct
import sys
import time
import unittest
import urllib.parse

from desk import Broker, Journey

Journey.programs = sys.argv.pop(1)


def totp(secret, step):
    """RFC 6238, written apart."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return "%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7FFFFFFF) % 10 ** 6)


class Phone:
    """Gives a code that the station has not seen: of this step, or of the next, which counts early."""

    def __init__(self, secret):
        self.secret = secret
        self.last = 0

    def code(self):
        step = max(int(time.time()) // 30, self.last + 1)
        while step > int(time.time()) // 30 + 1:  # The station takes one step ahead, no more.
            time.sleep(0.2)
        self.last = step
        return totp(self.secret, step)


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


class SecondFactors(Journey):
    def enrol(self, name, **where):
        shown = json.loads(self.sekisho("account", "enrol", *self.who(name), **where))
        uri = urllib.parse.urlparse(shown["uri"])
        self.assertEqual((uri.scheme, uri.netloc), ("otpauth", "totp"))
        self.assertEqual(urllib.parse.parse_qs(uri.query)["secret"], [shown["secret"]])
        phone = Phone(shown["secret"])
        self.refused(["account", "enrol", *self.who(name), "--code", "000000"], "does not fit", **where)
        self.sekisho("account", "enrol", *self.who(name), "--code", phone.code(), **where)
        return phone

    def test_nobody_acts_without_one_where_the_policy_wants_it(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            text = file.read().replace('second_factor = "off"', 'second_factor = "required"')
        where = {"state": "strict", "policy": self.put("strict.toml", text)}
        self.sekisho("account", "add", "admin", "--role", "administrator", "--new-password-file",
                     self.password("admin"), **where)
        add = ["account", "add", "suzuki", "--office", "security-manager", "--new-password-file",
               self.password("suzuki"), *self.who("admin")]
        self.refused(add, "enrol", **where)
        self.refused(["login", *self.who("admin")], "enrol", **where)
        phone = self.enrol("admin", **where)
        self.refused(add, "wrong", **where)
        code = phone.code()
        self.sekisho(*add, "--code", code, **where)
        self.refused(["account", "lock", "suzuki", *self.who("admin"), "--code", code], "wrong", **where)  # Once is once.
        self.refused(["account", "enrol", *self.who("admin")], "wrong", **where)
        self.enrol("suzuki", **where)
        self.sekisho("account", "reset", "suzuki", *self.who("admin"), "--code", phone.code(), **where)
        self.refused(["login", *self.who("suzuki")], "enrol", **where)
        changes = [(entry["change"], entry["account"]) for entry in self.entries("strict")
                   if entry["type"] == "account_change"]
        self.assertEqual(changes, [("add", "admin"), ("enrol", "admin"), ("add", "suzuki"), ("enrol", "suzuki"),
                                   ("reset-second-factor", "suzuki")])
        with open(self.path("strict", "ledger", "entries.log"), "rb") as file:
            self.assertNotIn(phone.secret.encode(), file.read())


class LoggedIn(Journey):
    def log_in(self, name):
        told = json.loads(self.sekisho("login", *self.who(name), state="run", policy=""))
        self.put("session-" + name, told["session"] + "\n")
        return told

    def test_a_session_stands_for_the_password_where_nothing_is_decided(self):
        with Broker(self, "run") as broker:
            here = {"state": "run", "policy": ""}
            self.add_people(**here)
            first = self.log_in("sato")
            self.assertEqual((first["person"], first["roles"], first["last_login"], first["failures_since"]),
                             ("Sato", ["submitter"], None, 0))
            self.refused(["login", "--account", "sato", "--password-file", self.password("wrong", "no no no")],
                         "wrong", **here)
            # As long as the ledger takes it, and cut where no letter ends.
            self.refused(["login", "--account", "x" + "水" * 40, "--password-file", self.path("pw-wrong")], "wrong", **here)
            again = self.log_in("sato")
            self.assertRegex(again["last_login"], r"^20\d\d-")
            self.assertEqual(again["failures_since"], 1)
            session = ["--account", "sato", "--session", self.path("session-sato")]
            submitted = self.sekisho("submit", self.path("small"), "--zone", "bench", "--class", "document",
                                     "--label", "C1,I1,A1", "--purpose", "test", *session, **here)
            transfer = json.loads(submitted.strip().splitlines()[-1])["transfer"]
            self.log_in("suzuki")
            decide = ["--account", "suzuki", "--session", self.path("session-suzuki")]
            self.refused(["approve", transfer, *decide], "anew", **here)
            self.refused(["reject", transfer, "--reason", "x", *decide], "anew", **here)
            self.sekisho("approve", transfer, *decide, "--password-file", self.path("pw-suzuki"), **here)
            self.refused(["release", transfer, "--to", self.path("out"), *session], "anew", **here)
            self.log_in("admin")
            self.refused(["account", "lock", "sato", "--account", "admin", "--session", self.path("session-admin")],
                         "anew", **here)
            self.refused(["reject", transfer, "--reason", "x", "--account", "sato", "--session",
                          self.path("session-suzuki")], "another account", **here)
            self.log_in("kato")
            taken = ["ledger", "export", "--register", "transfers", "--out", self.path("taken"), "--account", "kato",
                     "--session", self.path("session-kato")]
            self.refused(taken, "anew", **here)
            self.assertFalse(os.path.exists(self.path("taken")))
            # A lock ends it at once, and so does the way out.
            self.sekisho("account", "lock", "sato", *self.who("admin"), **here)
            self.refused(["reject", transfer, "--reason", "x", *session], "session is over", **here)
            self.sekisho("logout", *decide, **here)
            self.refused(["reject", transfer, "--reason", "x", *decide], "session is over", **here)
            broker.process.terminate()
            broker.process.wait()
        self.log_out_by_restart()

    def log_out_by_restart(self):
        with Broker(self, "run"):
            self.refused(["logout", "--account", "admin", "--session", self.path("session-admin")],
                         "session is over", state="run", policy="")
        entries = self.entries("run")
        # What is no account may be a password, and stands nowhere.
        self.assertEqual([entry["account"] for entry in entries if entry["type"] == "login_fail"], ["sato", "unknown"])
        kinds = [entry["type"] for entry in entries]
        self.assertEqual((kinds.count("login_ok"), kinds.count("login_fail"), kinds.count("logout")), (5, 2, 1))


class Days(Journey):
    def test_whom_the_station_lets_in_ends_with_their_days(self):
        self.add_people()
        admin = self.who("admin")
        details = ["account", "details", "sato"]
        self.sekisho(*details, "--section", "浄水課", "--until", day(0), *admin)
        self.assertEqual(json.loads(self.sekisho("login", *self.who("sato")))["section"], "浄水課")
        self.sekisho(*details, "--until", day(-1), *admin)
        self.refused(["login", *self.who("sato")], "held until", "有効期限")
        self.refused(["login", "--account", "sato", "--password-file", self.password("bad", "no no no")], "wrong")
        self.refused([*details, "--company", "X", *admin], "contract")
        self.sekisho(*details, "--company", "水道機工", "--contract", "R8-1", "--responsible", "Ito",
                     "--contract-until", day(-1), *admin)
        self.refused(["login", *self.who("sato")], "contract has ended")
        self.refused(["account", "roles", "sato", "--office", "security-manager", *admin], "contractor")
        self.refused([*details, "--until", "2026-13-01", *admin], "written like")
        self.refused(["account", "details", "admin", "--until", day(3), *admin], "own")
        self.refused(["account", "roles", "sato", "--office", "boss", *admin], "no office", status=2)
        reasons = [entry["reason"] for entry in self.entries() if entry["type"] == "login_fail"]
        self.assertEqual([("held until" in reason, "contract" in reason) for reason in reasons],
                         [(True, False), (False, False), (False, True)])

    def test_a_training_too_old_keeps_people_out(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            text = file.read().replace("[people]\n", "[people]\ntraining_max_age_days = 30\n")
        where = {"state": "trained", "policy": self.put("trained.toml", text)}
        self.add_people(**where)
        self.refused(["login", *self.who("sato")], "no training", "研修", **where)
        for age, status in ((-30, 0), (-31, 1)):
            self.sekisho("account", "details", "sato", "--trained", day(age), *self.who("admin"), **where)
            self.sekisho("login", *self.who("sato"), status=status, **where)


if __name__ == "__main__":
    unittest.main()
