# SPDX-License-Identifier: MIT
"""What the benches share: a figure each, told in one line, and the cost of a program."""
import json
import os
import subprocess
import sys
import time

COMPARE = {">=": lambda value, bound: value >= bound, "<=": lambda value, bound: value <= bound}


def figure(what, baseline, ours, ratio, goal, value=None):
    """One row of the table. `goal` is ">= 0.95" or "<= 2 ms", held against `value`, else the ratio."""
    sense, bound = goal.split()[:2]
    met = COMPARE[sense](ratio if value is None else value, float(bound))
    row = {"what": what, "baseline": baseline, "ours": ours, "ratio": round(ratio, 3), "goal": goal, "met": met}
    print("figure " + json.dumps(row, ensure_ascii=False), flush=True)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


class Cost:
    """Of a program and all its children: seconds on the wall, seconds of processor, peak memory."""

    def __init__(self, command, statuses=(0,), watch=None, **options):
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options)
        if watch:
            watch(child)
        self.output = child.stdout.read().decode(errors="replace")
        _, status, usage = os.wait4(child.pid, 0)
        self.wall = time.monotonic() - start
        self.processor = usage.ru_utime + usage.ru_stime
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in statuses:
            sys.exit(f"{command[0]} ended with {child.returncode}")
