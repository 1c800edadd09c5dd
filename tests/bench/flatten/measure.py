# SPDX-License-Identifier: MIT
"""Flattening at 150 dpi against `pdftoppm -jpeg -r 150` and `img2pdf`: documents made here, real ones
of a collection beside the tree if there is one, and the files named in BENCH_PDFS."""
import os
import sys
import tempfile
import threading
import time

import flatten.documents
from figures import Cost, figure, median

BUILD = sys.argv[1]
QUICK = "--quick" in sys.argv
BENCH = os.path.join(BUILD, "bench", "bench-flatten")
LIBEXEC = os.path.join(BUILD, "libexec")
COLLECTION = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 4, "shared", "corpus")
TURNS = 1 if QUICK else 3


def real_files():
    found = []
    for folder, _, names in os.walk(COLLECTION):
        found += [os.path.join(folder, name) for name in names if name.endswith(".pdf")]
    return sorted(path for path in found if os.path.getsize(path) > 10_000 and "/bombs/" not in path)


class Tools:
    """What is commonly used. No bytes: one of the two could not."""

    def __init__(self, path):
        with tempfile.TemporaryDirectory() as folder:
            environment = dict(os.environ, BENCH_PDF=os.path.abspath(path))
            command = 'pdftoppm -jpeg -r 150 "$BENCH_PDF" p && img2pdf p*.jpg -o out.pdf'
            cost = Cost(["sh", "-c", command], statuses=(0, 1, 2, 99), cwd=folder, env=environment)
            result = os.path.join(folder, "out.pdf")
            self.bytes = os.path.getsize(result) if os.path.exists(result) else 0
        self.wall = cost.wall
        self.processor = cost.processor


class Ours:
    def __init__(self, renderers, paths, watch=None, **settings):
        cost = Cost([BENCH, LIBEXEC, str(renderers), *paths], watch=watch, env=dict(os.environ, **settings))
        self.processor = cost.processor
        self.files = {}
        for line in cost.output.splitlines():
            if line[0].isdigit():
                seconds, pages, size, path = line.split(" ", 3)
                self.files[path] = (float(seconds), int(pages), int(size))
        self.wall = sum(seconds for seconds, _, _ in self.files.values())
        self.bytes = sum(size for _, _, size in self.files.values())
        self.pages = sum(pages for _, pages, _ in self.files.values())


def compare(kind, paths):
    """Whole runs in turns; the table of files is of the first."""
    drawn = Ours(1, paths).files
    theirs = {path: Tools(path) for path in paths if path in drawn}
    paths = [path for path in paths if path in drawn and theirs[path].bytes > 0]
    rows = []
    for turn in range(TURNS):
        ours = Ours(1, paths)
        tools = [theirs[path] if turn == 0 else Tools(path) for path in paths]
        rows.append((sum(tool.wall for tool in tools), ours.wall, sum(tool.processor for tool in tools), ours.processor))
        if turn > 0:
            continue
        for path, tool in zip(paths, tools):
            seconds, pages, size = ours.files[path]
            print(f"{pages:4} pages  time {tool.wall:7.2f} s {seconds:7.2f} s {tool.wall / seconds:5.2f}  bytes "
                  f"{tool.bytes:9} {size:9} {size / tool.bytes:5.2f}  {os.path.basename(path)}")
        their_bytes = sum(tool.bytes for tool in tools)
        pages = ours.pages
        our_bytes = ours.bytes
    for what, base, mine in (("wall", 0, 1), ("processor", 2, 3)):
        figure(f"{kind}, {pages} pages, {what}", f"{pages / median([row[base] for row in rows]):.1f} pages/s",
               f"{pages / median([row[mine] for row in rows]):.1f} pages/s",
               median([row[base] / row[mine] for row in rows]), ">= 1.8")
    figure(f"{kind}, bytes of output", f"{their_bytes / 1e6:.2f} MB", f"{our_bytes / 1e6:.2f} MB",
           our_bytes / their_bytes, "<= 0.5")


def scaling(paths):
    """The best of each: what else runs on the machine takes more from two than from one. The first file has the start
    of the programs in it, which a station has once: it is left out."""
    first, *rest = paths

    def wall(renderers):
        files = Ours(renderers, [first, *rest]).files
        return sum(files[path][0] for path in rest if path in files)

    one = []
    two = []
    for _ in range(TURNS + 2):
        one.append(wall(1))
        two.append(wall(2))
    figure("two renderers against one, wall", f"{min(one):.2f} s", f"{min(two):.2f} s", min(one) / min(two), ">= 1.7")


def descendants(top):
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/status", encoding="ascii", errors="replace") as file:
                fields = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(entry)] = (int(fields["PPid"]), fields["Name"], fields.get("VmHWM", "0 kB"))
    for process, (parent, name, peak) in parents.items():
        while parent not in (0, top):
            parent = parents.get(parent, (0,))[0]
        if parent == top:
            yield process, name, int(peak.split()[0])


def memory(paths):
    """The most that any process ever had resident: libraries, fonts, input and slot with it."""
    peaks = {}

    def look(child):
        def follow():
            while child.returncode is None:
                for _, name, peak in descendants(child.pid):
                    peaks[name] = max(peaks.get(name, 0), peak)
                time.sleep(0.02)
        threading.Thread(target=follow, daemon=True).start()

    for path in paths:
        peaks.clear()
        Ours(1, [path], watch=look)
        told = ", ".join(f"{name} {peaks[name] / 1024:.0f} MiB" for name in sorted(peaks) if name in ("decode-pdf", "encode-pdf"))
        print(f"  {told}  {os.path.basename(path)}")
        yield peaks.get("decode-pdf", 0) * 1024 / 1e6


def main():
    with tempfile.TemporaryDirectory() as folder:
        made = flatten.documents.make(folder, 2 if QUICK else 40)
        compare("made here", made)
        real = [] if QUICK else real_files()
        if real:
            compare("real files", real)
        named = os.environ.get("BENCH_PDFS", "").split()
        if named:
            compare("named files", named)
        if not QUICK:
            scaling([made[-1], *made[:-1], *named])
            peaks = list(memory(made + named))
            figure("a renderer's peak memory, median of files", "-", f"{median(peaks):.0f} MB", median(peaks), "<= 64 MB")


main()
