# SPDX-License-Identifier: MIT
"""PDF drawn again as vectors against `pdftocairo -pdf`: documents made here, and the files named in
BENCH_PDFS."""
import os
import sys
import tempfile

import flatten.documents
from figures import Cost, figure, median

BUILD = sys.argv[1]
QUICK = "--quick" in sys.argv
TURNS = 1 if QUICK else 3


def ours(paths):
    """By file: seconds without and with the verifier, pages, bytes."""
    cost = Cost([os.path.join(BUILD, "bench", "bench-redraw"), os.path.join(BUILD, "libexec"), *paths])
    found = {}
    for line in cost.output.splitlines():
        if line[0].isdigit():
            drawn, whole, pages, size, path = line.split(" ", 4)
            found[path] = (float(drawn), float(whole), int(pages), int(size))
    return found


def theirs(path, folder):
    output = os.path.join(folder, "theirs.pdf")
    cost = Cost(["pdftocairo", "-pdf", path, output], statuses=(0, 1, 2, 3, 99))
    size = os.path.getsize(output) if os.path.exists(output) else 0
    return cost.wall, size


def compare(kind, paths, folder):
    first = ours(paths)
    paths = [path for path in paths if path in first and theirs(path, folder)[1] > 0]
    rows = []
    for turn in range(TURNS):
        mine = ours(paths)
        tools = [theirs(path, folder) for path in paths]
        rows.append((sum(wall for wall, _ in tools), *(sum(mine[path][i] for path in paths) for i in (0, 1))))
        for path, (wall, size) in zip(paths, tools if turn == 0 else []):
            drawn, _, pages, own_size = mine[path]
            print(f"{pages:4} pages  time {wall:7.3f} s {drawn:7.3f} s {wall / drawn:5.2f}  bytes {size:9} {own_size:9} "
                  f"{own_size / size:5.2f}  {os.path.basename(path)}")
    pages = sum(first[path][2] for path in paths)
    for what, column in (("drawn", 1), ("drawn and verified", 2)):
        figure(f"{kind}, {pages} pages, {what}", f"{pages / median([row[0] for row in rows]):.1f} pages/s",
               f"{pages / median([row[column] for row in rows]):.1f} pages/s",
               median([row[0] / row[column] for row in rows]), ">= 0.8")


with tempfile.TemporaryDirectory(prefix="sekisho-bench-") as scratch:
    compare("made here", flatten.documents.make(scratch, 2 if QUICK else 40), scratch)
    if os.environ.get("BENCH_PDFS"):
        compare("named files", os.environ["BENCH_PDFS"].split(), scratch)
