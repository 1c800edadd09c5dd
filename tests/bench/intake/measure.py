# SPDX-License-Identifier: MIT
"""A FAT32 image of 1 GiB with 1,000 files into the quarantine, against `cat image | sha256sum`."""
import os
import shutil
import subprocess
import sys
import tempfile

from figures import figure, median

build = sys.argv[1]
quick = "--quick" in sys.argv
samples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples", "media.py")
folder = tempfile.mkdtemp(prefix="sekisho-bench-intake-")
try:
    subprocess.run([sys.executable, samples, "bench", folder], check=True)
    ratios = []
    for _ in range(1 if quick else 5):
        done = subprocess.run([os.path.join(build, "bench", "bench-intake"), os.path.join(build, "libexec"), folder],
                              check=True, stdout=subprocess.PIPE, text=True)
        print(done.stdout.replace("\n", "; ").rstrip("; "))
        theirs, ours = (float(line.split()[-2]) for line in done.stdout.splitlines()[:2])
        ratios.append((theirs / ours, theirs, ours))
    ratio = median([entry[0] for entry in ratios])
    figure("intake of 1 GiB FAT32, 1,000 files", f"cat | sha256sum {median([r[1] for r in ratios]):.2f} s",
           f"{median([r[2] for r in ratios]):.2f} s", ratio, ">= 0.7")
finally:
    shutil.rmtree(folder)
