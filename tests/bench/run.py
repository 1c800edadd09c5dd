# SPDX-License-Identifier: MIT
"""run.py BUILD [--quick] [NAME...]: runs the benches and prints one table.

A bench is a folder beside this file with a measure.py; it gets BUILD, and --quick for a small run
that shows only that it works. Each "figure" line of its output is a row."""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ("bench", "what", "baseline", "ours", "ratio", "goal", "")


def width(text):
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def table(rows):
    rows = [COLUMNS, *rows]
    widths = [max(width(row[i]) for row in rows) for i in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(row)).rstrip())


def measure(name, build, quick):
    command = [sys.executable, os.path.join(HERE, name, "measure.py"), build, *(["--quick"] if quick else [])]
    rows = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                          env=dict(os.environ, PYTHONPATH=HERE, PYTHONUNBUFFERED="1")) as child:
        for line in child.stdout:
            if line.startswith("figure "):
                row = json.loads(line[7:])
                rows.append((name, row["what"], row["baseline"], row["ours"], f"{row['ratio']:.2f}", row["goal"],
                             "met" if row["met"] else "NOT MET"))
            else:
                print("  " + line.rstrip(), flush=True)
    return rows, child.returncode


def main():
    words = [word for word in sys.argv[1:] if word != "--quick"]
    quick = len(words) < len(sys.argv) - 1
    known = sorted(name for name in os.listdir(HERE) if os.path.exists(os.path.join(HERE, name, "measure.py")))
    names = words[1:] or known
    if not words or set(names) - set(known):
        sys.exit(f"{__doc__}\nBenches: {' '.join(known)}")
    rows = []
    failed = []
    for name in names:
        print(f"{name}:", flush=True)
        more, status = measure(name, os.path.abspath(words[0]), quick)
        rows += more
        if status != 0:
            failed.append(name)
    print()
    table(rows)
    for name in failed:
        print(f"{name}: failed")
    sys.exit(1 if failed else 0)


main()
