#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs clang-tidy over every source of ours that is no test: tidy.py TREE BUILD.

BUILD is a built tree (Ninja). What was found clean is remembered there under the hash of all that it was
made of, so that a second run looks only at what changed.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

OURS = ("kiosk", "policy", "scanners", "sanitizer", "image")
# The build tree belongs to GCC; clang does not know all of its warnings.
TIDY = ["clang-tidy", "-quiet", "--extra-arg=-Wno-unknown-warning-option"]
# clang 14 holds this one to be wrong as C++20: it asks for the destructor of a list of JSON before JSON is
# complete. Who includes it is left out, and told of.
UNREADABLE = "/usr/include/qpdf/JSON.hh"


def dependencies(build):
    """Object -> the files it was made of, as Ninja noted them."""
    listed = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True, check=True)
    found, current = {}, []
    for line in listed.stdout.split("\n"):
        if line.startswith(" "):
            current.append(line.strip())
        elif ": #deps" in line:
            current = found.setdefault(line.split(": #deps")[0], [])
    return found


class Memory:
    def __init__(self, tree, build):
        self.build = build
        self.folder = build / "tidy"
        self.folder.mkdir(exist_ok=True)
        self.inside = (str(tree), str(build))
        self.hashes = {}
        version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
        self.common = version + (tree / ".clang-tidy").read_bytes()

    def hash_of(self, name):
        if name not in self.hashes:
            self.hashes[name] = hashlib.sha256((self.build / name).read_bytes()).digest()
        return self.hashes[name]

    def place_of(self, command, files):
        """Headers of the system are known by their names: their packages change with the station's."""
        total = hashlib.sha256(self.common + command.encode())
        for name in sorted(files):
            own = str((self.build / name).resolve()).startswith(self.inside)
            total.update(name.encode() + (self.hash_of(name) if own else b""))
        return self.folder / total.hexdigest()


def look_at(tree, build, source, place):
    if place.exists():
        return None
    done = subprocess.run([*TIDY, "-p", str(build), source], cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        place.touch()
        return None
    return done.stdout or done.stderr


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    tree, build = (pathlib.Path(one).resolve() for one in arguments[1:])
    made_of = dependencies(build)
    memory = Memory(tree, build)
    jobs, left_out = {}, 0
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(entry["file"])
        if source.is_relative_to(tree) and source.relative_to(tree).parts[0] in OURS:
            words = entry["command"].split()
            files = made_of.get(words[words.index("-o") + 1], [])
            if not files:
                print(f"{source} is not built yet", file=sys.stderr)
                return 2
            if UNREADABLE in files:
                left_out += 1
                continue
            jobs[str(source)] = memory.place_of(entry["command"], [str(source), *files])
    if not jobs:
        print("nothing to check", file=sys.stderr)
        return 2
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [text for text in pool.map(lambda job: look_at(tree, build, *job), jobs.items()) if text]
    print("\n".join(found), end="")
    print(f"clang-tidy: {len(jobs)} sources, {len(found)} with findings, {left_out} left out")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
