# SPDX-License-Identifier: MIT
"""Ends before the end: Ctrl-C, SIGTERM, SIGKILL in the midst of a run. No process outlives it, nothing
half-written passes for whole, and the ledger tells what was done."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
SEKISHOD = os.path.join(PROGRAMS, "libexec", "sekishod")
SHARE = os.path.join(PROGRAMS, "share")
POLICY = os.path.join(SHARE, "bench.policy.toml")
FILES = 600  # More than can be done before the signal comes.
PATIENCE = 60


def processes():
    """Every process and its parent, but for those that have ended and only wait to be told of."""
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    state, parent = file.read().rsplit(")", 1)[1].split()[:2]
                if state != "Z":
                    found[int(entry)] = int(parent)
            except OSError:
                pass
    return found


def name_of(process):
    try:
        with open(f"/proc/{process}/comm") as file:
            return file.read().strip()
    except OSError:
        return ""


def below(top):
    parents = processes()
    found = {top}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


class Ends(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sekisho-ends-")
        self.medium = self.path("medium")
        os.makedirs(self.medium)
        for i in range(FILES):
            with open(os.path.join(self.medium, f"{i:04}.txt"), "w") as file:
                file.write(f"日報 {i}\n" * 20)
        self.seen = set()

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self, *words):
        return subprocess.Popen([SEKISHO, "sanitize", self.medium, "--out", self.path("out"), "--state", self.path("state"),
                                 *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def wait_until(self, true, what):
        end = time.monotonic() + PATIENCE
        while not true():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.02)

    def entries(self):
        """What is in the ledger once a fresh broker has cleaned up: its frames, as they lie there."""
        done = subprocess.run([SEKISHO, "list", "--state", self.path("state"), "--policy", POLICY],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.listed = json.loads(done.stdout)
        with open(self.path("state", "ledger", "entries.log"), "rb") as file:
            log = file.read()
        entries = []
        while log:
            length = int.from_bytes(log[:4], "big")
            entries.append(json.loads(log[4:4 + length]))
            log = log[8 + length:]
        return entries

    def under_way(self):
        """Files have come out, so that the run is in its midst; who works on it is remembered."""
        for _, folders, _ in os.walk(self.path("state", "outputs")):
            return len(folders) > 5
        return False

    def in_midst(self, top):
        self.wait_until(self.under_way, "the run does not begin")
        self.seen = below(top)
        self.assertGreater(len(self.seen), 6)

    def nobody_left(self):
        def gone():
            return not self.seen & set(processes())
        self.wait_until(gone, f"still there: {self.seen}")

    def check_after(self, kind):
        entries = self.entries()
        ends = [entry for entry in entries if entry["type"] == kind]
        self.assertEqual(len(ends), 1, [entry["type"] for entry in entries[-5:]])
        transfer = ends[0]["transfer"]
        verdicts = [entry for entry in entries if entry["type"] == "file_verdict"]
        self.assertLess(len(verdicts), FILES)
        self.assertEqual([entry for entry in entries if entry["type"] == "transfer_manifest"], [])
        self.assertFalse(os.path.exists(self.path("out")), "nothing may come out")
        kept = os.listdir(self.path("state", "transfers", transfer))
        self.assertNotIn("MANIFEST.json", kept)
        self.assertNotIn("report.json", kept)
        self.assertEqual([name for name in os.listdir(self.path("state", "transfers")) if name != transfer], [])
        self.assertEqual([entry["state"] for entry in self.listed], ["failed"])
        subprocess.run([SEKISHO, "ledger", "verify", "--state", self.path("state")], check=True, capture_output=True)
        return ends[0], verdicts

    def check_cancelled(self, desk):
        _, told = desk.communicate(timeout=PATIENCE)
        self.assertEqual(desk.returncode, 1, told)
        self.assertIn("cancelled", told)
        self.assertIn("nothing was released", told)
        self.nobody_left()
        end, verdicts = self.check_after("cancelled")
        self.assertEqual(end["files"], len(verdicts))
        self.assertIn(f"{len(verdicts)} files were done", told)

    def test_ctrl_c_at_the_terminal(self):
        desk = self.start("--policy", POLICY)
        self.in_midst(desk.pid)
        os.killpg(desk.pid, signal.SIGINT)  # As a terminal does: the whole foreground group.
        self.check_cancelled(desk)

    def test_sigterm_to_the_private_broker(self):
        desk = self.start("--policy", POLICY)
        self.in_midst(desk.pid)
        broker = next(child for child, parent in processes().items() if parent == desk.pid)
        os.kill(broker, signal.SIGTERM)
        self.check_cancelled(desk)

    def test_desk_killed(self):
        desk = self.start("--policy", POLICY)
        self.in_midst(desk.pid)
        desk.kill()
        desk.communicate()
        self.nobody_left()
        self.check_after("cancelled")

    def test_broker_killed(self):
        desk = self.start("--policy", POLICY)
        self.in_midst(desk.pid)
        broker = next(child for child, parent in processes().items() if parent == desk.pid)
        os.kill(broker, signal.SIGKILL)
        _, told = desk.communicate(timeout=PATIENCE)
        self.assertEqual(desk.returncode, 3, told)
        self.nobody_left()
        self.check_after("interrupted")

    def test_ledger_killed(self):
        """A failing ledger stops transfers, at once and not at the end."""
        desk = self.start("--policy", POLICY)
        self.in_midst(desk.pid)
        ledger = [one for one in self.seen if name_of(one) == "sekisho-ledger"]
        self.assertEqual(len(ledger), 1)
        os.kill(ledger[0], signal.SIGKILL)
        _, told = desk.communicate(timeout=PATIENCE)
        self.assertEqual(desk.returncode, 3, told)
        self.nobody_left()
        self.assertFalse(os.path.exists(self.path("out")))
        kinds = [entry["type"] for entry in self.entries()]
        self.assertNotIn("transfer_manifest", kinds)
        self.assertLess(kinds.count("file_verdict"), FILES)

    def test_station_serves_on_after_a_cancel_and_ends_by_sigterm(self):
        station = subprocess.Popen([SEKISHOD, "--state", self.path("state"), "--share", SHARE, "--policy", POLICY],
                                   stderr=subprocess.PIPE, text=True)
        self.assertIn("ready", station.stderr.readline())
        desk = self.start()
        self.in_midst(station.pid)
        desk.send_signal(signal.SIGTERM)
        _, told = desk.communicate(timeout=PATIENCE)
        self.assertEqual(desk.returncode, 1, told)
        self.assertIn("nothing was released", told)
        (transfer,) = os.listdir(self.path("state", "transfers"))
        self.assertNotIn("MANIFEST.json", os.listdir(self.path("state", "transfers", transfer)))
        small = self.path("small")
        os.makedirs(small)
        shutil.copy(os.path.join(self.medium, "0000.txt"), small)
        again = subprocess.run([SEKISHO, "sanitize", small, "--out", self.path("small-out"), "--state", self.path("state")],
                               capture_output=True, text=True)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.seen = below(station.pid)
        silent = socket.socket(socket.AF_UNIX)  # It connects, says nothing, and holds up nobody.
        silent.connect(self.path("state", "broker.sock"))
        station.terminate()
        station.communicate(timeout=PATIENCE)
        silent.close()
        self.assertEqual(station.returncode, 0)
        self.nobody_left()
        self.assertFalse(os.path.exists(self.path("state", "broker.sock")))
        kinds = [entry["type"] for entry in self.entries()]
        self.assertIn("cancelled", kinds)
        self.assertIn("shutdown", kinds)

    def test_nobody_outlives_a_whole_run(self):
        for name in os.listdir(self.medium)[3:]:
            os.remove(os.path.join(self.medium, name))
        desk = self.start("--policy", POLICY)
        self.wait_until(lambda: len(below(desk.pid)) > 6 or desk.poll() is not None, "no workers")
        self.seen = below(desk.pid)
        _, told = desk.communicate(timeout=PATIENCE)
        self.assertEqual(desk.returncode, 0, told)
        self.nobody_left()


if __name__ == "__main__":
    unittest.main()
