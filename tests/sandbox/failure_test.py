# SPDX-License-Identifier: MIT
"""Each primitive of the sandbox made to fail, and made to lie, by strace: no verdict may come out."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAMS = sys.argv.pop(1)

# `error`: the kernel says no. `retval=0`: it says yes and does nothing.
PRIMITIVES = ["unshare", "seccomp", "landlock_create_ruleset", "landlock_restrict_self", "prctl", "capset",
              "pivot_root", "umount2", "prlimit64", "close_range"]
HARMLESS_LIES = {"umount2", "prlimit64", "landlock_create_ruleset"}  # Shown below by the error alone.


class Failures(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sekisho-failure-")
        with open(os.path.join(self.folder, "clean.txt"), "w") as file:
            file.write("a clean line\n")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def sanitized(self, inject):
        state = os.path.join(self.folder, "state")
        words = [os.path.join(PROGRAMS, "bin", "sekisho"), "sanitize", os.path.join(self.folder, "clean.txt"), "--out",
                 os.path.join(self.folder, "out"), "--state", state, "--policy",
                 os.path.join(PROGRAMS, "share", "bench.policy.toml"), "--json", "-"]
        if inject:
            words = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + inject.split(":")[0], "-e",
                     "inject=" + inject] + words
        done = subprocess.run(words, capture_output=True, text=True, timeout=100)
        shutil.rmtree(state, ignore_errors=True)
        shutil.rmtree(os.path.join(self.folder, "out"), ignore_errors=True)
        report = json.loads(done.stdout) if done.stdout.strip().startswith("{") else {}
        return report.get("totals", {}).get("sanitized", 0), done.returncode

    def test_without_injection_the_file_passes(self):
        self.assertEqual(self.sanitized(""), (1, 0))

    def test_a_primitive_that_fails_gives_no_verdict(self):
        for primitive in PRIMITIVES:
            with self.subTest(primitive):
                passed, status = self.sanitized(primitive + ":error=EPERM")
                self.assertEqual(passed, 0)
                self.assertNotEqual(status, 0)

    def test_a_primitive_that_lies_gives_no_verdict(self):
        for primitive in PRIMITIVES:
            if primitive in HARMLESS_LIES:
                continue
            with self.subTest(primitive):
                passed, status = self.sanitized(primitive + ":retval=0")
                self.assertEqual(passed, 0)
                self.assertNotEqual(status, 0)


if __name__ == "__main__":
    unittest.main()
