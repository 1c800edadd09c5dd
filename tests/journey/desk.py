# SPDX-License-Identifier: MIT
"""What the journeys share: the programs as people and scripts call them."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest


class Journey(unittest.TestCase):
    """A folder of its own for each class; `programs` is the build."""
    programs = ""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="sekisho-journey-")
        cls.bench_policy = os.path.join(cls.programs, "share", "bench.policy.toml")
        cls.put("small/日報.txt", "水質は良好\n")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def path(cls, *parts):
        return os.path.join(cls.folder, *parts)

    @classmethod
    def put(cls, name, text):
        os.makedirs(os.path.dirname(cls.path(name)), exist_ok=True)
        with open(cls.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return cls.path(name)

    def call(self, *words, state="state", policy=None):
        command = [os.path.join(self.programs, "bin", "sekisho"), *words, "--state", self.path(state)]
        if policy != "":
            command += ["--policy", policy or self.bench_policy]
        return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def sekisho(self, *words, status=0, **where):
        done = self.call(*words, **where)
        self.assertEqual(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def refused(self, words, *expected, status=1, **where):
        """Ends with `status` and says all of `expected`."""
        done = self.call(*words, **where)
        self.assertEqual(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        for text in expected:
            self.assertIn(text, done.stderr, words)

    def password(self, name, text=None):
        return self.put("pw-" + name, (text or "correct horse 7 battery") + "\n")

    def who(self, name):
        return ["--account", name, "--password-file", self.path("pw-" + name)]

    def add_people(self, state="state", policy=None):
        self.sekisho("account", "add", "admin", "--role", "administrator", "--person", "Tanaka",
                     "--new-password-file", self.password("admin"), state=state, policy=policy)
        for name, role, person in (("sato", "submitter", "Sato"), ("suzuki", "approver", "Suzuki"),
                                   ("kato", "auditor", "Kato")):
            self.sekisho("account", "add", name, "--role", role, "--person", person, "--new-password-file",
                         self.password(name), *self.who("admin"), state=state, policy=policy)

    def entries(self, state="state"):
        return json.loads(self.sekisho("ledger", "show", "all", "--json", "-", state=state))

    def submit(self, medium, state="state", status=0):
        answer = self.sekisho("submit", medium, "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                              "--purpose", "test", *self.who("sato"), state=state, status=status)
        return json.loads(answer.strip().splitlines()[-1])["transfer"]


class Broker:
    """sekishod as a service on a state folder."""

    def __init__(self, journey, state, policy=None, words=()):
        self.process = subprocess.Popen(
            [os.path.join(journey.programs, "libexec", "sekishod"), "--state", journey.path(state), "--share",
             os.path.join(journey.programs, "share"), "--policy", policy or journey.bench_policy,
             *words],
            stderr=subprocess.PIPE, text=True)
        self.socket = os.path.join(journey.path(state), "broker.sock")
        self.first_line = self.process.stderr.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def most_memory(self):
        """VmHWM in MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
