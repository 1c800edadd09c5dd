#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Is every header and source as clang-format would write it? format.py TREE."""
import pathlib
import subprocess
import sys

import check


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    tree = pathlib.Path(arguments[1])
    names = [name for name in check.tracked_paths(tree)
             if name.endswith((".h", ".cpp")) and (tree / name).is_file()]
    if not names:
        print("nothing to check", file=sys.stderr)
        return 2
    return subprocess.run(["clang-format", "--dry-run", "-Werror", *names], cwd=tree, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv))
