# SPDX-License-Identifier: MIT
"""1,000 small text files through the whole road: read, sealed, three scanners, judged, written anew,
verified, three scanners again, judged again, in the ledger. The same run over one file is what starting
the station costs; it is taken off the processor time, not off the road's own clock."""
import json
import os
import random
import sys
import tempfile
import threading
import time

from figures import Cost, figure, median

BUILD = sys.argv[1]
QUICK = "--quick" in sys.argv
FILES = next((int(word) for word in sys.argv if word.isdigit()), 20 if QUICK else 1000)
SEKISHO = os.path.join(BUILD, "bin", "sekisho")
POLICY = os.path.join(BUILD, "share", "bench.policy.toml")
DEFINITIONS = os.path.join(BUILD, "share", "clamav-test-definitions")


def make_texts(folder, count, encoding):
    numbers = random.Random(1)
    words = ["水位", "流量", "運転", "日報", "点検", "異常なし", "残留塩素", "濁度", "pump", "valve", "ok", "12.5"]
    for i in range(count):
        place = os.path.join(folder, f"{i // 100:03}")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, f"日報{i:06}.txt"), "w", encoding=encoding) as file:
            for _ in range(numbers.randrange(10, 60)):
                file.write(" ".join(numbers.choices(words, k=numbers.randrange(3, 12))) + f" {i}\n")


class Road(Cost):
    """One sanitize on a state of its own. `broker` is the most memory that the broker ever had.

    Its files stay until the end: ext4 is slow to make files while it remembers many just removed."""

    def __init__(self, medium, folder):
        state, out = (tempfile.mkdtemp(dir=folder) for _ in range(2))
        self.broker = 0.0
        super().__init__([SEKISHO, "sanitize", "dir:" + medium, "--out", out, "--state", state, "--policy", POLICY,
                          "--json", "-"], watch=self.watch_broker)
        self.totals = json.loads(self.output)["totals"]

    def watch_broker(self, child):
        def look():
            broker = None
            while child.returncode is None:
                try:
                    broker = broker or self.broker_of(child.pid)
                    if broker:
                        with open(f"/proc/{broker}/status") as file:
                            peak = next(line for line in file if line.startswith("VmHWM"))
                        self.broker = max(self.broker, int(peak.split()[1]) / 1024)
                except (OSError, StopIteration):
                    pass
                time.sleep(0.05)
        threading.Thread(target=look, daemon=True).start()

    @staticmethod
    def broker_of(desk):
        with open(f"/proc/{desk}/task/{desk}/children") as file:
            for child in file.read().split():
                with open(f"/proc/{child}/comm") as name:
                    if name.read() == "sekishod\n":
                        return child
        return None


def measure(folder, encoding, turns):
    many, one = os.path.join(folder, encoding), os.path.join(folder, encoding + "-one")
    make_texts(many, FILES, encoding)
    make_texts(one, 1, encoding)
    rows = []
    for turn in range(turns):
        tools = Cost(["sh", "-c", f"clamscan --no-summary -r -d '{DEFINITIONS}' '{many}' &&"
                      f" find '{many}' -type f -exec file -b --mime-type {{}} +"])
        start = Road(one, folder)
        road = Road(many, folder)
        if road.totals["sanitized"] != FILES:
            sys.exit(f"not all files came through: {road.totals}")
        processor = road.processor - start.processor
        rows.append((FILES / road.totals["seconds"], FILES / processor, 2 * tools.wall / road.totals["seconds"],
                     2 * tools.wall, road.broker))
        print(f"{encoding}, run {turn + 1}: {rows[-1][0]:.0f} files/s on the wall; {1000 * processor / FILES:.2f} ms of "
              f"processor a file; the whole command {road.wall:.1f} s; broker at most {road.broker:.0f} MiB")
    rate, per_processor, ratio, tools, broker = (median([row[i] for row in rows]) for i in range(5))
    baseline = f"clamscan and file, twice: {FILES / tools:.0f}/s"
    figure(f"{FILES} small texts, {encoding}, wall", baseline, f"{rate:.0f} files/s", ratio, ">= 200 files/s", rate)
    figure(f"{FILES} small texts, {encoding}, two processors", baseline, f"{2 * per_processor:.0f} files/s", ratio,
           ">= 200 files/s", 2 * per_processor)
    return broker


with tempfile.TemporaryDirectory(prefix="sekisho-bench-road-") as folder:
    turns = 3 if FILES <= 1000 and not QUICK else 1
    broker = max(measure(folder, encoding, turns) for encoding in ("UTF-8", "CP932"))
    figure("the broker's memory", "", f"{broker:.0f} MiB", 0, "<= 200 MiB", broker)
