# SPDX-License-Identifier: MIT
"""How a file looks."""
import posixpath
import re

LICENCE = "SPDX-License-Identifier: MIT"
SLASHES = (".h", ".cpp", ".proto")
HASHES = (".cmake", ".py", ".sh", "CMakeLists.txt")
SETTINGS = (".policy.toml", ".clang-format", ".clang-tidy")
LONGEST = 400
LONGEST_HEADER = 150

# Taken apart, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
MACHINE_PATHS = re.compile("|".join(["/wo" + "rk/", "/tm" + "p/build", "/fa" + "rm/", "/ho" + "me/", "/ro" + "ot/"]))
# A worker's own /tmp and a fresh folder of a test are named in sources; elsewhere it is a machine's.
SHARED_FOLDER = re.compile("/tm" + r"p/(?!\S*X{6})")
REGISTRIES = re.compile("|".join(name.replace("_", r"\.") for name in [
    "py" + "pi_org", "files_python" + "hosted_org", "registry_npm" + "js", "crates" + "_io", "ruby" + "gems_org",
    "proxy_gol" + "ang_org", "deb_deb" + "ian_org", "security_deb" + "ian_org", "docker" + "_io", "ghcr" + "_io",
    "quay" + "_io", "repo_ma" + "ven", "conan" + "_io"]))


def is_source(path):
    return path.endswith(SLASHES + HASHES)


def licence_mark(path, text):
    """What stands before the licence's name; None where none is asked for."""
    if path.endswith(SLASHES):
        return "// "
    if path.endswith(".yar"):
        return "/* "
    settings = path.endswith(SETTINGS) and not path.startswith("tests/policies/")
    return "# " if path.endswith(HASHES) or settings or text.startswith("#!") else None


def licence_comes_first(texts):
    for path, text in texts.items():
        lines = text.split("\n")
        mark = licence_mark(path, text)
        if mark is None:
            continue
        first = 1 if lines[0].startswith("#!") else 0
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
        elif path.endswith(".h") and not path.startswith("tests/") and length > LONGEST_HEADER:
            yield path, LONGEST_HEADER + 1, f"a header of {length} lines, more than {LONGEST_HEADER}"


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
            elif SHARED_FOLDER.search(line) and not path.endswith((".h", ".cpp")):
                yield path, number, "a path in a folder that everybody may write"


def no_registry_is_named(texts):
    for path, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if REGISTRIES.search(line):
                yield path, number, "the host of a package registry; Debian's packages come by name"


def shape_of(text):
    """Levels of headings, blocks of code and targets of links, in their order."""
    headings, blocks, inside = [], 0, False
    for line in text.split("\n"):
        if line.startswith("```"):
            inside = not inside
            blocks += inside
        elif not inside and (heading := re.match(r"#+(?= )", line)):
            headings.append(len(heading[0]))
    links = [link.replace(".ja.", ".") for link in re.findall(r"\]\(([^)]+)\)", text)
             if not link.startswith("README")]
    return headings, blocks, links


def the_twin_has_the_same_shape(texts):
    for path in texts:
        twin = path[:-len(".md")] + ".ja.md"
        if path.endswith(".md") and twin in texts and shape_of(texts[path]) != shape_of(texts[twin]):
            yield twin, 1, f"its headings, code blocks or links are not those of {path}"


TYPE_OR_SCOPE = re.compile(r"""\bnamespace\s+(?P<space>[\w:]+)\s*\{|\bnamespace\s*\{
    |\b(?:struct|class|enum)\s+(?P<type>\w+)\s*(?:final\s*)?(?::[^:;{}()][^;{}()]*)?\{|[{}]""", re.VERBOSE)
NO_CODE = re.compile(r'//[^\n]*|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)


def types_of(text):
    """(namespace::name, line) of every type that other files can meet: none of a nameless namespace."""
    plain = NO_CODE.sub(lambda found: "\n" * found[0].count("\n"), text)
    scopes = []
    for found in TYPE_OR_SCOPE.finditer(plain):
        if found[0] == "}":
            scopes[-1:] = []
        elif found["type"] and None not in scopes:
            yield "::".join([*scopes, found["type"]]), plain.count("\n", 0, found.start()) + 1
            scopes.append(None)
        else:  # Within a function, a type or a nameless namespace nobody else can name it.
            scopes.append(found["space"])


def a_type_has_one_definition(texts):
    """Two of one name are one to the linker, which takes functions of either. Each test stands alone."""
    places = {}
    for path, text in texts.items():
        if not path.endswith((".h", ".cpp")):
            continue
        alone = posixpath.dirname(path) if path.startswith("tests/") else ""
        for name, line in types_of(text):
            earlier = places.setdefault((alone, name), path)
            if earlier != path:
                yield path, line, f"{name} is defined in {earlier}, too; a nameless namespace keeps it apart"


def workers_say_what_they_are(texts):
    """A folder with a sandbox profile is a worker's, and is all of it."""
    for path in texts:
        folder, name = posixpath.split(path)
        if name == "sandbox.cpp" and not folder.startswith(("kiosk/core", "tests")):
            if f"{folder}/README.md" not in texts:
                yield path, 1, "a worker's folder has a README.md"


RULES = [licence_comes_first, headers_are_read_once, own_header_comes_first,
         files_are_read_in_one_sitting, nothing_is_unfinished, no_path_of_a_build_machine,
         no_registry_is_named, the_twin_has_the_same_shape, a_type_has_one_definition, workers_say_what_they_are]
