# SPDX-License-Identifier: MIT
"""How a file looks."""
import posixpath
import re

LICENCE = "SPDX-License-Identifier: MIT"
SLASHES = (".h", ".cpp", ".proto")
HASHES = (".cmake", ".py", ".sh", "CMakeLists.txt")
LONGEST = 400

# Taken apart, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
MACHINE_PATHS = re.compile("|".join(["/wo" + "rk/", "/tmp/bu" + "ild", "/fa" + "rm/"]))


def is_source(path):
    return path.endswith(SLASHES + HASHES)


def licence_comes_first(texts):
    for path, text in texts.items():
        lines = text.split("\n")
        if not is_source(path):
            continue
        first = 1 if lines[0].startswith("#!") else 0
        mark = "// " if path.endswith(SLASHES) else "# "
        if len(lines) <= first or lines[first] != mark + LICENCE:
            yield path, first + 1, f"the first line is '{mark}{LICENCE}'"


def headers_are_read_once(texts):
    for path, text in texts.items():
        if path.endswith(".h") and "\n#pragma once\n" not in text:
            yield path, 1, "a header says #pragma once"


def own_header_comes_first(texts):
    for path, text in texts.items():
        own = path[:-len(".cpp")] + ".h"
        if not path.endswith(".cpp") or own not in texts:
            continue
        lines = text.split("\n")
        includes = [i for i, line in enumerate(lines) if line.startswith("#include")]
        if not includes or lines[includes[0]] != f'#include "{own}"':
            yield path, (includes or [0])[0] + 1, "the own header is included first"
        elif len(includes) > 1 and lines[includes[0] + 1] != "":
            yield path, includes[0] + 2, "a blank line stands behind the own header"


def files_are_read_in_one_sitting(texts):
    for path, text in texts.items():
        length = text.count("\n")
        if is_source(path) and length > LONGEST:
            yield path, LONGEST + 1, f"{length} lines are more than {LONGEST}"


def nothing_is_unfinished(texts):
    for path, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if word := UNFINISHED.search(line):
                yield path, number, f"'{word[0]}' does not stay in the tree"


def no_path_of_a_build_machine(texts):
    for path, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if MACHINE_PATHS.search(line):
                yield path, number, "a path of somebody's machine"


def workers_say_what_they_are(texts):
    """A folder with a sandbox profile is a worker's, and is all of it."""
    for path in texts:
        folder, name = posixpath.split(path)
        if name == "sandbox.cpp" and not folder.startswith(("kiosk/core", "tests")):
            if f"{folder}/README.md" not in texts:
                yield path, 1, "a worker's folder has a README.md"


RULES = [licence_comes_first, headers_are_read_once, own_header_comes_first,
         files_are_read_in_one_sitting, nothing_is_unfinished, no_path_of_a_build_machine,
         workers_say_what_they_are]
