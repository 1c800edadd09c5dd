# SPDX-License-Identifier: MIT
"""What the build files may say."""
import re

CALL = re.compile(r"^[ \t]*add_worker\s*\(([^)]*)\)", re.MULTILINE)
WORDS = ("NAME", "LIBRARY", "PROTO", "PROFILE", "SOURCES", "LINK")


def is_build_file(path):
    return path.endswith(("CMakeLists.txt", ".cmake"))


def without_comments(text):
    return re.sub(r"#[^\n]*", "", text)


def worker_calls(texts):
    """(path, line, {word: [values]}) of every add_worker."""
    for path, text in texts.items():
        if not is_build_file(path) or path == "cmake/sekisho.cmake":
            continue
        plain = without_comments(text)
        for call in CALL.finditer(plain):
            values = {}
            word = ""
            for token in call[1].split():
                if token in WORDS:
                    word = token
                else:
                    values.setdefault(word, []).append(token)
            yield path, plain.count("\n", 0, call.start()) + 1, values


def a_worker_has_one_library(texts):
    for path, line, values in worker_calls(texts):
        if len(values.get("LIBRARY", [])) > 1:
            yield path, line, "a worker has one LIBRARY; the next one is another worker"
        for linked in values.get("LINK", []):
            if linked.startswith(("PkgConfig::", "third_party_", "Qt")):
                yield path, line, f"{linked} is no library of ours: LIBRARY names it"


def libraries_are_linked_where_they_belong(texts):
    places = {"Qt6": ("kiosk/ui/", "tests/ui/"), "PkgConfig::sqlite3": ("kiosk/ledger/",),
              "PkgConfig::libpq": ("kiosk/ledger/",), "PostgreSQL::": ("kiosk/ledger/",)}
    for path, text in texts.items():
        if not is_build_file(path) or path.startswith("cmake/"):
            continue
        for number, line in enumerate(without_comments(text).split("\n"), 1):
            for library, folders in places.items():
                if library in line and not path.startswith(folders + ("tests/",)):
                    yield path, number, f"{library} may be linked in {' '.join(folders)} only"


RULES = [a_worker_has_one_library, libraries_are_linked_where_they_belong]
