#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks a tree against the house rules: check.py TREE."""
import pathlib
import subprocess
import sys

import builds
import documents
import files
import layers

RULES = files.RULES + layers.RULES + builds.RULES + documents.RULES


def tracked_paths(tree):
    """What git knows; without git, what lies there and was not built."""
    if (tree / ".git").exists():
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(tree), "ls-files", "-z"],
            capture_output=True, check=True)
        return [name for name in listed.stdout.decode().split("\0") if name]
    built = {cache.parent for cache in tree.rglob("CMakeCache.txt")}
    return [path.relative_to(tree).as_posix() for path in tree.rglob("*")
            if path.is_file() and not built.intersection(path.parents)]


def read_tree(tree):
    """Path -> text. Samples for fuzzing and policies that must not parse are data, not ours."""
    texts = {}
    for name in sorted(tracked_paths(tree)):
        path = tree / name
        if name.startswith("tests/fuzz/corpus/") or not path.is_file():
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def breaches(texts):
    """(path, line, rule) of everything that is wrong."""
    return sorted({breach for rule in RULES for breach in rule(texts)})


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    texts = read_tree(pathlib.Path(arguments[1]))
    if not texts:
        print("nothing to check", file=sys.stderr)
        return 2
    found = breaches(texts)
    for path, line, rule in found:
        print(f"{path}:{line}: {rule}")
    print(f"{len(texts)} files, {len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
