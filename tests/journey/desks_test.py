# SPDX-License-Identifier: MIT
"""sekishod against desks that misbehave, and against its own sudden end."""
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import unittest

from desk import Broker, Journey

Journey.programs = sys.argv.pop(1)

LIST = b"\x2a\x00"  # Request.list, as protobuf has it.


def frame(content):
    return struct.pack("<I", len(content)) + content


class Desks(Journey):
    def connect(self, broker):
        desk = socket.socket(socket.AF_UNIX)
        desk.connect(broker.socket)
        desk.settimeout(30)
        return desk

    def answer(self, desk):
        """All that comes until the other side closes."""
        got = b""
        try:
            while part := desk.recv(1 << 16):
                got += part
        except ConnectionError:
            pass
        return got

    def test_hostile_desks_harm_nobody(self):
        with Broker(self, "state") as broker:
            self.assertIn("ready", broker.first_line)
            for name, content in (
                ("nothing", b""),
                ("half a length", b"\x05\x00"),
                ("a huge length", b"\xff\xff\xff\xff" + b"x" * 1000),
                ("one more than the limit", struct.pack("<I", (1 << 20) + 1)),
                ("less than its length", frame(LIST)[:-1]),
                ("no request", frame(b"")),
                ("garbage", frame(os.urandom(500))),
                ("an unknown request", frame(b"\xfa\x7f\x00")),
                ("a field twice", frame(LIST + LIST)),
                ("an answer", frame(b"\x1a\x02\x08\x00")),
            ):
                with self.subTest(name):
                    desk = self.connect(broker)
                    try:
                        desk.sendall(content)
                        desk.shutdown(socket.SHUT_WR)
                    except OSError:
                        pass  # It was thrown out before its last byte.
                    got = self.answer(desk)
                    desk.close()
                    self.assertNotIn(b"[]", got)
                    self.assertLess(len(got), 200)
            for _ in range(3):  # Who leaves before the answer.
                desk = self.connect(broker)
                desk.sendall(frame(LIST))
                desk.close()
            self.assertEqual(self.sekisho("list", policy=""), "[]\n")
            self.assertIsNone(broker.process.poll())
            self.assertLess(broker.most_memory(), 200)

    def test_desks_that_hold_the_line_do_not_shut_others_out(self):
        with Broker(self, "state") as broker:
            silent = [self.connect(broker) for _ in range(40)]
            self.assertEqual(self.sekisho("list", policy=""), "[]\n")
            # More than there are places for: the last are turned away, and the first leave in time.
            silent += [self.connect(broker) for _ in range(60)]
            closed = [self.answer(desk) for desk in silent]  # By the broker, within its patience.
            self.assertEqual(set(closed), {b""})
            self.assertEqual(self.sekisho("list", policy=""), "[]\n")
            for desk in silent:
                desk.close()

    @unittest.skipUnless(os.geteuid() == 0, "needs root to become somebody else")
    def test_nobody_else_can_ask(self):
        with Broker(self, "state") as broker:
            program = ("import os, socket, sys\nos.setgid(65534); os.setuid(65534)\n"
                       "try: socket.socket(socket.AF_UNIX).connect(sys.argv[1])\n"
                       "except PermissionError: sys.exit(0)\nsys.exit(1)")
            self.assertEqual(subprocess.run([sys.executable, "-c", program, broker.socket]).returncode, 0)
            # Even where the file modes let them in.
            os.chmod(self.folder, 0o755)
            os.chmod(self.path("state"), 0o755)
            os.chmod(broker.socket, 0o777)
            program = ("import os, socket, sys\nos.setgid(65534); os.setuid(65534)\ns = socket.socket(socket.AF_UNIX)\n"
                       "s.connect(sys.argv[1]); s.settimeout(30)\n"
                       "try:\n s.sendall(bytes.fromhex(sys.argv[2])); got = s.recv(100)\n"
                       "except ConnectionError: got = b''\nsys.exit(len(got))")
            asked = subprocess.run([sys.executable, "-c", program, broker.socket, frame(LIST).hex()])
            self.assertEqual(asked.returncode, 0)

    def many(self, name, count):
        for number in range(count):
            self.put(f"{name}/{number}.txt", f"line {number}\n")
        return self.path(name)

    def test_questions_are_answered_while_a_medium_is_carried(self):
        medium = self.many("many", 150)
        with Broker(self, "busy") as broker:
            self.add_people(state="busy", policy="")
            command = [os.path.join(self.programs, "bin", "sekisho"), "submit", medium, "--zone", "bench", "--purpose",
                       "test", "--label", "C1,I1,A1", "--state", self.path("busy"), *self.who("sato")]
            with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as carrying:
                self.assertIn("files", carrying.stderr.readline())
                listed = json.loads(self.sekisho("list", state="busy", policy=""))
                self.assertEqual([one["state"] for one in listed], ["submitted"])
                self.assertEqual(len(json.loads(self.sekisho("account", "list", state="busy", policy=""))), 4)
                still = carrying.poll() is None
                carrying.stderr.read()
            self.assertEqual(carrying.returncode, 0)
            self.assertTrue(still, "the medium was carried before the questions came")
            self.assertIsNone(broker.process.poll())

    def test_what_a_sudden_end_leaves_is_told_as_such(self):
        medium = self.many("interrupted", 150)
        with Broker(self, "killed") as broker:
            self.add_people(state="killed", policy="")
            command = [os.path.join(self.programs, "bin", "sekisho"), "submit", medium, "--zone", "bench", "--purpose",
                       "test", "--label", "C1,I1,A1", "--state", self.path("killed"), *self.who("sato")]
            with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as submitting:
                self.assertIn("files", submitting.stderr.readline())
                broker.process.kill()
                submitting.stderr.read()
            self.assertEqual(submitting.returncode, 3)
        transfer, = json.loads(self.sekisho("list", state="killed"))
        self.assertEqual((transfer["state"], transfer["reason"]), ("failed", "interrupted: the station ended in the midst of it"))
        self.refused(["approve", transfer["transfer"], *self.who("suzuki")], "failed", state="killed")
        self.sekisho("ledger", "verify", state="killed")

    def test_a_release_that_fails_can_be_made_again(self):
        self.add_people(state="again")
        transfer = self.submit(self.path("small"), state="again")
        self.sekisho("approve", transfer, *self.who("suzuki"), state="again")
        self.put("full/theirs.txt", "theirs")
        release = ["release", transfer, *self.who("suzuki"), "--to"]
        self.refused([*release, "dir:" + self.path("full")], "not empty", "stays approved", state="again")
        os.symlink(self.path("small"), self.path("link"))
        self.refused([*release, "dir:" + self.path("link")], "link", state="again")
        self.refused([*release, "image:" + self.path("none", "x.img")], "folder", state="again")
        self.refused([*release, self.path("again", "ledger", "x")], "own folder", state="again")
        self.assertEqual(json.loads(self.sekisho("list", state="again"))[0]["state"], "approved")
        # The broker died while it released: what is on disk says so.
        record = self.path("again", "transfers", transfer, "record.json")
        with open(record, encoding="utf-8") as file:
            releasing = json.load(file)
        releasing["state"] = "releasing"
        with open(record, "w", encoding="utf-8") as file:
            json.dump(releasing, file)
        self.sekisho(*release, "image:" + self.path("released.img"), state="again")
        self.assertEqual(json.loads(self.sekisho("list", state="again"))[0]["state"], "released")
        self.refused([*release, "dir:" + self.path("twice")], "released", state="again")
        self.assertFalse(os.path.exists(self.path("twice")))
        self.sekisho("ledger", "verify", state="again")


if __name__ == "__main__":
    unittest.main()
