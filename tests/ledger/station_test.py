# SPDX-License-Identifier: MIT
"""A station that runs: its ledger never falls silent, its key is an administrator's to change, and it
outlives the death of its ledger's process."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
SECOND = os.path.join(PROGRAMS, "bin", "sekisho-verify")


class Station(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sekisho-station-")
        self.state = os.path.join(self.folder, "state")
        for name in ("admin", "sato"):
            with open(self.path("pw-" + name), "w", encoding="utf-8") as file:
                file.write("correct horse 7 battery\n")
        share = os.path.join(PROGRAMS, "share")
        self.broker = subprocess.Popen(
            [os.path.join(PROGRAMS, "libexec", "sekishod"), "--state", self.state, "--share", share, "--policy",
             os.path.join(share, "bench.policy.toml"), "--heartbeat", "1"], stderr=subprocess.PIPE, text=True)
        self.assertEqual(self.broker.stderr.readline(), "sekishod: ready\n")

    def tearDown(self):
        self.broker.kill()
        self.broker.wait()
        self.broker.stderr.close()
        shutil.rmtree(self.folder, ignore_errors=True)  # Its children may still be ending.

    def path(self, name):
        return os.path.join(self.folder, name)

    def sekisho(self, *words, status=0):
        done = subprocess.run([SEKISHO, *words, "--state", self.state], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def show(self, *words):
        return json.loads(self.sekisho("ledger", "show", *words, "--json", "-"))

    def grown_from(self, size):
        """The one request that meets the death fails; the next may not."""
        done = subprocess.run([SEKISHO, "ledger", "show", "--limit", "1", "--json", "-", "--state", self.state],
                              capture_output=True, text=True)
        return done.returncode == 0 and json.loads(done.stdout)[0]["seq"] > size

    def wait_for(self, happens):
        """Bounded, and not a pause that something else would have to fit into."""
        end = time.monotonic() + 60
        while not happens():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def ledger_process(self):
        for name in os.listdir("/proc"):
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    line = file.read()
            except OSError:
                continue
            if "(sekisho-ledger)" in line and line.rpartition(")")[2].split()[1] == str(self.broker.pid):
                return int(name)
        return None

    def test_its_life(self):
        self.wait_for(lambda: self.show("--kind", "heartbeat"))
        self.assertEqual(self.show("--kind", "boot")[0]["heartbeat_seconds"], 1)
        key = self.path("key")
        shutil.copy(os.path.join(self.state, "ledger", "verifier"), key)

        who = {name: ["--account", name, "--password-file", self.path("pw-" + name)] for name in ("admin", "sato")}
        for name, role in (("admin", "administrator"), ("sato", "submitter")):
            self.sekisho("account", "add", name, "--role", role, "--person", name, "--new-password-file",
                         self.path("pw-" + name), *(who["admin"] if name == "sato" else []))
        self.sekisho("key", "rotate", *who["sato"], status=1)
        self.sekisho("key", "rotate", status=2)
        self.assertIn("checkpoint", self.sekisho("key", "rotate", *who["admin"]))
        self.assertEqual(len(self.show("--kind", "key_rotate")), 1)
        self.assertEqual(self.show("--actor", "admin", "--kind", "admin_key_rotate")[0]["person"], "admin")
        self.sekisho("ledger", "verify", "--key", key)  # While it works.

        size = self.show("--limit", "1")[0]["seq"]
        os.kill(self.ledger_process(), signal.SIGKILL)
        self.wait_for(lambda: self.grown_from(size))

        self.broker.send_signal(signal.SIGTERM)
        self.assertEqual(self.broker.wait(60), 0)
        self.assertEqual(self.show("--limit", "1")[0]["type"], "shutdown")
        self.sekisho("ledger", "verify", "--key", key)
        self.assertEqual(subprocess.run([SECOND, self.state, "--key", key], capture_output=True, check=False).returncode, 0)


if __name__ == "__main__":
    unittest.main()
