# SPDX-License-Identifier: MIT
"""The road against several hundred real and hostile files, where a collection of them is at hand:
$SEKISHO_CORPUS, or shared/corpus beside the project. Without one this is skipped.

The collection's MANIFEST.tsv says of each file what must be gone from it or that it must be refused.
Nothing of it is part of this project."""
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from corpus_reasons import MAY_BE_REFUSED
from output_checks import check_output

PROGRAMS = os.path.abspath(sys.argv.pop(1))
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPUS = os.environ.get("SEKISHO_CORPUS") or os.path.join(SOURCE, "..", "shared", "corpus")
SKIPPED = 77  # What CTest is told to take for "skipped".

PASSING = ("Sanitized", "Flattened", "TextOnly")
BROKER_MEBIBYTES = 200
SECONDS_OF_ONE_FILE = 600  # Far above what any takes; a loaded machine must not turn this red.

# What may come through of the folders in which everything else must be refused.
MAY_PASS = {
    "active/shell": r"\.html$",
    "active/ooxml-encrypted": None,
    "active/av": None,
    "bombs": r"\.(pdf|xlsx|svg|eml)$|Billion",
    # Text under a name of text; a page whose script does not come along; a document that is one.
    "disguised": r"\.md$|javascript\.pdf$|utf16-le-bom\.xml$|2006ml\.doc$",
}
# What may end a parser, or outlast its time.
MAY_BE_SILENT = r"test_big\.zip$|^bombs/|^broken/"


def broker_of(top):
    """Of the processes below `top`: the broker's, and all."""
    parents, below = {}, []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    parents[int(entry)] = int(file.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass
    waiting = [top]
    while waiting:
        parent = waiting.pop()
        children = [pid for pid, its in parents.items() if its == parent]
        below += children
        waiting += children
    return below


def command_and_start(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            words = file.read()
        name, rest = words[words.index("(") + 1:].rsplit(")", 1)
        return name, rest.split()[19]
    except OSError:
        return None, None


class Watch(threading.Thread):
    """Sees how much memory the broker takes, and which processes there were."""

    def __init__(self, top):
        super().__init__(daemon=True)
        self.top, self.peak, self.seen, self.done = top, 0, set(), threading.Event()

    def run(self):
        while not self.done.wait(0.25):
            for pid in broker_of(self.top):
                name, start = command_and_start(pid)
                if start:
                    self.seen.add((pid, start))
                if name == "sekishod":
                    self.peak = max(self.peak, self.peak_of(pid))

    @staticmethod
    def peak_of(pid):
        try:
            with open(f"/proc/{pid}/status") as file:
                found = re.search(r"VmHWM:\s*(\d+) kB", file.read())
            return int(found.group(1)) // 1024 if found else 0
        except OSError:
            return 0

    def left_over(self):
        return [pid for pid, start in self.seen if command_and_start(pid)[1] == start]


class Corpus(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="sekisho-corpus-")
        cls.out = os.path.join(cls.folder, "out")
        report = os.path.join(cls.folder, "report.json")
        started = time.monotonic()
        run = subprocess.Popen(
            [os.path.join(PROGRAMS, "bin", "sekisho"), "sanitize", "dir:" + CORPUS, "--out", cls.out, "--json", report,
             "--state", os.path.join(cls.folder, "state"),
             "--policy", os.path.join(PROGRAMS, "share", "bench.policy.toml")],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        cls.watch = Watch(run.pid)
        cls.watch.start()
        cls.said, _ = run.communicate()
        cls.watch.done.set()
        cls.watch.join()
        cls.status = run.returncode
        cls.seconds = time.monotonic() - started
        if not os.path.exists(report):
            raise AssertionError(f"no report: {cls.status}: {cls.said}")
        with open(report, encoding="utf-8") as file:
            cls.report = json.load(file)
        with open(os.path.join(CORPUS, "MANIFEST.tsv"), encoding="utf-8", newline="") as file:
            cls.manifest = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        listed = {row["path"] for row in cls.manifest}  # Nothing is expected of what else lies there.
        cls.files = {file["path"]: file for file in cls.report["files"] if file["path"] in listed}

    @classmethod
    def tearDownClass(cls):
        cls.print_table()
        shutil.rmtree(cls.folder)

    @classmethod
    def print_table(cls):
        counts = {}
        for path, file in getattr(cls, "files", {}).items():
            folder = "/".join(path.split("/")[:-1][:2])
            row = counts.setdefault(folder, [0, 0, 0, 0.0])
            row[0 if file["verdict"] in PASSING else 1 if file["verdict"] == "Refused" else 2] += 1
            row[3] = max(row[3], file["seconds"])
        print(f"\n{'folder':28} passed refused silent slowest")
        for folder, (passed, refused, silent, slowest) in sorted(counts.items()):
            print(f"{folder:28} {passed:6} {refused:7} {silent:6} {slowest:7.1f}")
        print(f"{len(cls.files)} files, {cls.seconds:.0f} s, broker {cls.watch.peak} MiB", flush=True)

    def file(self, row):
        self.assertIn(row["path"], self.files)
        return self.files[row["path"]]

    def test_1_every_file_is_in_the_report_as_it_was(self):
        self.assertEqual(self.status, 1, self.said)
        self.assertEqual(len(self.report["files"]), self.report["totals"]["files"])
        self.assertEqual(len(self.files), len(self.manifest))
        for row in self.manifest:
            self.assertEqual(self.file(row)["sha256"], row["sha256"], row["path"])

    def test_2_what_is_clean_passes(self):
        wrong = []
        for path, file in self.files.items():
            if not path.startswith("clean/"):
                continue
            expected = next((reason for pattern, reason in MAY_BE_REFUSED.items() if re.match(pattern, path)), None)
            reasons = "; ".join(file["reasons"])
            if expected is None and file["verdict"] not in PASSING:
                wrong.append(f"{path}: {file['verdict']}: {reasons}")
            if expected is not None and file["verdict"] not in PASSING and expected not in reasons:
                wrong.append(f"{path}: for another reason: {reasons}")
        self.assertEqual(wrong, [])

    def test_3_what_must_be_refused_is(self):
        wrong = []
        for row in self.manifest:
            file = self.file(row)
            if file["verdict"] not in PASSING:
                continue
            danger = row["expected_danger"]
            folder = next((folder for folder in MAY_PASS if row["path"].startswith(folder + "/")), None)
            if folder and not (MAY_PASS[folder] and re.search(MAY_PASS[folder], row["path"])):
                wrong.append(row["path"] + ": " + danger)
            if re.match(r"encrypted|EICAR|dangerous file type|executable\b", danger):
                wrong.append(row["path"] + ": " + danger)
        self.assertEqual(wrong, [])

    def test_4_a_refusal_has_a_reason_and_nothing_else(self):
        for path, file in self.files.items():
            if file["verdict"] in PASSING:
                self.assertEqual(len(file["outputs"]), 1, path)
            else:
                self.assertEqual(file["outputs"], [], path)
                self.assertTrue(file["reasons"], path)
                for reason in file["reasons"]:
                    self.assertRegex(reason, r"^[a-z-]+(: .+)?$", path)

    def test_5_silence_is_rare_and_never_passes(self):
        silent = [f"{path}: {'; '.join(file['reasons'])}" for path, file in self.files.items()
                  if file["verdict"] == "NoAnswer" and not re.search(MAY_BE_SILENT, path)]
        self.assertEqual(silent, [])

    def test_6_outputs_are_ours(self):
        said, wrong = {}, []
        for file in self.report["files"]:
            path = file["path"]
            for output in file["outputs"]:
                self.assertNotIn(output["path"], said)
                said[output["path"]] = output["sha256"]
                with open(os.path.join(self.out, output["path"]), "rb") as stream:
                    content = stream.read()
                self.assertEqual(hashlib.sha256(content).hexdigest(), output["sha256"])
                wrong += [f"{path}: {breach}" for breach in check_output(output["path"], output["type"], content)]
        self.assertEqual(wrong, [])
        found = {os.path.relpath(os.path.join(place, name), self.out)
                 for place, _, names in os.walk(self.out) for name in names}
        self.assertEqual(found - set(said), {"MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt"})
        self.assertEqual(set(said) - found, set())

    def test_7_time_and_memory_are_bounded(self):
        self.assertLess(self.watch.peak, BROKER_MEBIBYTES)
        self.assertGreater(self.watch.peak, 0)
        self.assertEqual(self.watch.left_over(), [])
        for path, file in self.files.items():
            self.assertLess(file["seconds"], SECONDS_OF_ONE_FILE, path)


if __name__ == "__main__":
    if not os.path.exists(os.path.join(CORPUS, "MANIFEST.tsv")):
        print(f"skipped: there is no collection at {CORPUS}")
        sys.exit(SKIPPED)
    unittest.main()
