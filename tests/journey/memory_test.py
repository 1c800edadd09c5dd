# SPDX-License-Identifier: MIT
"""The broker's memory stays small, whatever the medium holds (section 7 of the design).

`all` carries 100,000 small files and one of 4 GiB the whole road, from an image. Without it a folder
of 20,000 files is listed, and what the policy calls too large is refused unread and told."""
import json
import os
import subprocess
import sys
import unittest

from desk import Broker, Journey

Journey.programs = sys.argv.pop(1)
EVERYTHING = sys.argv[1:2] == ["all"]
if EVERYTHING:
    del sys.argv[1]
FILES = 100_000 if EVERYTHING else 20_000
TOO_LARGE = 100_000  # Bytes; the self-test's samples are smaller.
LARGE = (4 << 30) - (1 << 20)  # The largest that FAT holds, nearly.


class Memory(Journey):
    def make_medium(self):
        """A folder of many files; with `all` a stick of as many and a large one."""
        for folder in range(FILES // 1000):
            os.makedirs(self.path("tree", f"{folder:03}"))
            for number in range(1000):
                with open(self.path("tree", f"{folder:03}", f"{number:03}.TXT"), "w") as file:
                    if EVERYTHING:
                        file.write(f"{folder} {number}\n")
                    else:
                        file.truncate(TOO_LARGE + 1)
        with open(self.path("tree", "LARGE.BIN"), "wb") as file:
            file.truncate(LARGE)
        if not EVERYTHING:
            return "dir:" + self.path("tree")
        image = self.path("stick.img")
        with open(image, "wb") as file:
            file.truncate(6 << 30)
        subprocess.run(["/usr/sbin/mkfs.fat", "-F", "32", "-s", "8", image], check=True, stdout=subprocess.DEVNULL)
        environment = dict(os.environ, LC_ALL="C.UTF-8", MTOOLS_SKIP_CHECK="1")
        subprocess.run(["mcopy", "-s", "-Q", "-i", image, self.path("tree"), "::"], check=True, env=environment)
        return "image:" + image

    def test_a_medium_of_many_files_and_a_large_one(self):
        with open(self.bench_policy, encoding="utf-8") as file:
            text = file.read()
        limit = (8 << 30) if EVERYTHING else TOO_LARGE
        policy = self.put("memory.toml", text.replace("[[rule]]", f"[limits]\nmax_file_bytes = {limit}\n\n[[rule]]", 1))
        medium = self.make_medium()
        with Broker(self, "state", policy) as broker:
            done = self.call("sanitize", medium, "--out", self.path("out"), "--json", self.path("report"), policy="")
            self.assertEqual(done.returncode, 1, done.stderr)
            memory = broker.most_memory()
        with open(self.path("report"), encoding="utf-8") as file:
            totals = json.load(file)["totals"]
        print(f"{totals['files']} files, {totals['seconds']:.0f} s, the broker took {memory:.0f} MiB")
        self.assertEqual(totals["files"], FILES + 1)
        self.assertEqual(totals["no_answer"], 0)
        self.assertEqual(totals["sanitized"], FILES if EVERYTHING else 0)
        self.assertLess(memory, 200)


if __name__ == "__main__":
    unittest.main()
