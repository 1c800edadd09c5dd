# SPDX-License-Identifier: MIT
"""A ledger of a million entries: started, searched, proved; beside SHA-256 over the same file."""
import os
import shutil
import sys
import tempfile

from figures import Cost, figure

build = sys.argv[1]
entries = 20_000 if "--quick" in sys.argv else 1_000_000
place = tempfile.mkdtemp(prefix="sekisho-bench-")
try:
    folder = os.path.join(place, "ledger")
    output = Cost([os.path.join(build, "bench", "bench-ledger"), os.path.join(build, "libexec"), folder,
                   str(entries)]).output
    print(f"{entries} entries, {os.path.getsize(os.path.join(folder, 'entries.log')) / 2**20:.0f} MiB")
    second = Cost([os.path.join(build, "bin", "sekisho-verify"), folder])
finally:
    shutil.rmtree(place)
measured = {line.split("\t")[0]: line.split("\t")[1:] for line in output.splitlines()}
seconds = {name: float(values[0]) for name, values in measured.items()}
mebibytes = {name: int(values[1]) / 1024 for name, values in measured.items()}
for name in seconds:
    print(f"{name}: {seconds[name]:.2f} s" + (f", {mebibytes[name]:.0f} MiB" if mebibytes[name] else ""))
print(f"sekisho-verify: {second.wall:.1f} s")
base = seconds["hash"]
for what, name, bound in (("start", "start", 5), ("prove everything", "verify", 10)):
    figure(f"{what}, {entries} entries", f"SHA-256 {base:.2f} s", f"{seconds[name]:.2f} s", seconds[name] / base,
           f"<= {bound} s", seconds[name])
figure("memory at start", "64 MiB", f"{mebibytes['start']:.1f} MiB", mebibytes["start"] / 64, "<= 1")
figure("100 receipts", "50 ms each", f"{seconds['receipts'] * 10:.2f} ms each", seconds["receipts"] / 5, "<= 1")
figure("find 1,000 by the index", f"reading all {seconds['scan']:.2f} s", f"{seconds['search']:.2f} s",
       seconds["search"] / seconds["scan"], "<= 0.5")
figure("a page of the auditor's screen, the slowest of seven searches", "100 ms", f"{seconds['page'] * 1000:.0f} ms",
       seconds["page"] / 0.1, "<= 1")
