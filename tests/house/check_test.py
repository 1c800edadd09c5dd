#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each rule against a sample that breaks it, and against its good neighbour."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

import check
import documents

LICENCE = "// SPDX-License-Identifier: MIT\n"
HEADER = LICENCE + "// What it is for.\n#pragma once\n"
TMP = "/tm" + "p/"
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]


def header(*includes):
    return HEADER + "".join(f"\n#include {one}" for one in includes) + "\n"


def source(*includes):
    return LICENCE + "".join(f"#include {one}\n" for one in includes)


class HouseRules(unittest.TestCase):
    def assert_breaks(self, texts, path, line, words):
        found = check.breaches(texts)
        self.assertTrue([one for one in found if one[0] == path and one[1] == line and words in one[2]],
                        f"no '{words}' at {path}:{line} in {found}")

    def assert_holds(self, texts):
        self.assertEqual(check.breaches(texts), [])

    def test_licence(self):
        self.assert_holds({"a/x.h": HEADER, "a/CMakeLists.txt": "# SPDX-License-Identifier: MIT\n",
                           "a/run.py": "#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\n"})
        self.assert_breaks({"a/x.h": "#pragma once\n"}, "a/x.h", 1, "first line")
        self.assert_breaks({"a/x.cpp": "\n" + LICENCE}, "a/x.cpp", 1, "first line")
        self.assert_breaks({"a/x.cmake": ""}, "a/x.cmake", 1, "first line")
        self.assert_breaks({"a/x.py": "#!/usr/bin/env python3\nimport re\n"}, "a/x.py", 2, "first line")
        self.assert_breaks({"a/x.proto": "// SPDX-License-Identifier: GPL-2.0\n"}, "a/x.proto", 1, "MIT")
        self.assert_breaks({"run": "#!/bin/sh\nls\n"}, "run", 2, "first line")
        self.assert_breaks({"policy/a.policy.toml": "[station]\n"}, "policy/a.policy.toml", 1, "first line")
        self.assert_breaks({"a/x.yar": "rule x\n"}, "a/x.yar", 1, "first line")
        self.assert_holds({"tests/policies/bad/a.policy.toml": "# expect\n", "a.md": "# A\n"})

    def test_pragma_once(self):
        self.assert_breaks({"a/x.h": LICENCE + "#ifndef X\n#endif\n"}, "a/x.h", 1, "pragma once")
        self.assert_breaks({"a/x.h": LICENCE + "// #pragma once\n"}, "a/x.h", 1, "pragma once")

    def test_own_header(self):
        x = {"a/x.h": HEADER, "a/y.h": HEADER}
        self.assert_holds(x | {"a/x.cpp": source('"a/x.h"')})
        self.assert_holds(x | {"a/x.cpp": source('"a/x.h"\n', '"a/y.h"', "<vector>")})
        self.assert_breaks(x | {"a/x.cpp": source('"a/y.h"', '"a/x.h"')}, "a/x.cpp", 2, "own header")
        self.assert_breaks(x | {"a/x.cpp": LICENCE}, "a/x.cpp", 1, "own header")
        self.assert_breaks(x | {"a/x.cpp": source('"a/x.h"', "<vector>")}, "a/x.cpp", 3, "blank line")

    def test_one_definition(self):
        one = LICENCE + "namespace a {\nstruct Header {\n    int x;\n};\n}\n"
        other = LICENCE + "namespace a {\nclass Header final : public X {\n};\n}\n"
        self.assert_breaks({"a/x.cpp": one, "a/y.cpp": other}, "a/y.cpp", 3, "a::Header")
        self.assert_breaks({"tests/a/x.cpp": one, "tests/a/y.cpp": other}, "tests/a/y.cpp", 3, "a::Header")
        self.assert_holds({"tests/a/x.cpp": one, "tests/b/y.cpp": other})  # Two programs.
        self.assert_holds({"a/x.cpp": one, "b/y.cpp": other.replace("namespace a", "namespace b")})
        nameless = LICENCE + "namespace {\nstruct Header {\n};\n}\nstruct Mine {\n};\n"
        self.assert_holds({"a/x.cpp": nameless, "a/y.cpp": nameless.replace("Mine", "Yours")})
        for apart in ["struct Header;", "struct Header::State {\n};", "namespace {\nstruct Header {\n};\n}",
                      "// struct Header {", "void f()\n{\n    struct Header {\n    };\n}", "struct Header header {};",
                      "static auto x = \"struct Header {\";", "class X {\n    struct Header {\n    };\n};"]:
            self.assert_holds({"a/x.cpp": one, "a/y.cpp": LICENCE + "namespace a {\n" + apart + "\n}\n"})

    def test_length(self):
        longest = LICENCE + "\n" * 399
        self.assert_holds({"a/x.cpp": longest})
        self.assert_breaks({"a/x.cpp": longest + "\n"}, "a/x.cpp", 401, "401 lines")
        self.assert_holds({"a/list.txt": "\n" * 5000})
        header = LICENCE + "#pragma once\n"
        self.assert_holds({"a/x.h": header + "\n" * 148})
        self.assert_breaks({"a/x.h": header + "\n" * 149}, "a/x.h", 151, "header of 151 lines")

    def test_words(self):
        for word in UNFINISHED:
            self.assert_breaks({"a/README.md": f"fine\n{word}: later\n"}, "a/README.md", 2, word)
        self.assert_holds({"a/x.cpp": source() + f'mkdtemp("{TMP}a{"X" * 6}"); // a {"ha" + "cksaw"}\n'})

    def test_machine_paths(self):
        for path in ["/wo" + "rk/main", TMP + "build/x", "/fa" + "rm/in", "/ho" + "me/a", "/ro" + "ot/a"]:
            self.assert_breaks({"a.md": f"see {path}\n"}, "a.md", 1, "machine")
        self.assert_holds({"a.md": "frame" + "work/main and /var/lib/sekisho\n"})
        self.assert_breaks({"a/x.py": "# SPDX-License-Identifier: MIT\nout = '" + TMP + "out'\n"}, "a/x.py", 2, "everybody")
        self.assert_holds({"a/x.cpp": source() + f'open("{TMP}file");\n', "a.md": f"mktemp -d {TMP}a-{'X' * 6}, /tmp\n"})

    def test_registries(self):
        for host in ["pypi" + ".org", "crates" + ".io", "deb" + ".debian.org", "registry.npm" + "js.org"]:
            self.assert_breaks({"a.md": f"\nfrom https://{host}/x\n"}, "a.md", 2, "registry")
        self.assert_holds({"a.md": "https://www.debian.org/doc/\n"})

    def test_twins(self):
        readme = "# A\n\n```\n# no heading\n```\n## B\n[t](T.md) [ja](README.ja.md)\n"
        self.assert_holds({"README.md": readme, "README.ja.md": readme.replace("# A", "# あ").replace("[ja](README.ja", "[en](README")})
        for other in [readme.replace("## B\n", ""), readme.replace("## B", "### B"), readme.replace("T.md", "U.md"),
                      readme.replace("```\n# no heading\n```\n", "")]:
            self.assert_breaks({"README.md": readme, "README.ja.md": other}, "README.ja.md", 1, "README.md")
        guide = "# A\n[b](guide-b.md)\n"
        self.assert_holds({"docs/a.md": guide, "docs/a.ja.md": guide.replace("b.md", "b.ja.md")})

    def coverage(self, row="| L-01 | reads | `scanners/a/x.cpp`, `scanners` | `unit-a` |", left=None):
        """A table with every row of the guidelines once."""
        every = [f"{letter}-{number:02}" for letter, last in documents.GUIDELINES.items() for number in range(1, last + 1)]
        left = every[1:] if left is None else left
        return {"scanners/a/x.cpp": LICENCE, "docs/coverage.md": f"| Row | What |\n|---|---|\n{row}\n\n| no | {' '.join(left)} |\n",
                "tests/CMakeLists.txt": "# SPDX-License-Identifier: MIT\nsekisho_test(NAME unit-a SOURCES a.cpp)\n"
                "foreach(page one two)\n    sekisho_test(NAME ui-${page} SOURCES ${page}.cpp)\nendforeach()\n"
                "function(f NAME)\n    add_test(NAME usb-${NAME} COMMAND x)\nendfunction()\nsekisho_usb_test(sticks x.py)\n"
                "sekisho_fuzz(NAME b SOURCES b.cpp)\nsekisho_journey(journey-c c_test.py LABELS journey)\n"}

    def test_coverage(self):
        self.assert_holds(self.coverage())
        self.assert_holds(self.coverage("| L-01 | reads | `scanners/a` | `ui-two` `usb-sticks`, `fuzz-b` `journey-c` |"))
        for row, words in (("| L-01 | reads | `scanners/b` | `unit-a` |", "no scanners/b"),
                           ("| L-01 | reads | `scan` | `unit-a` |", "no scan"),
                           ("| L-01 | reads | `scanners` | `unit-b` |", "no unit-b"),
                           ("| L-01 | reads | `scanners` | `ui-three` |", "no ui-three"),
                           ("| L-01 | reads | `scanners` | by hand |", "names a place and a test"),
                           ("| L-01 | reads | | `unit-a` |", "names a place and a test"),
                           ("| L-01 L-02 | reads | `scanners` | `unit-a` |", "L-02")):
            self.assert_breaks(self.coverage(row), "docs/coverage.md", 5 if words == "L-02" else 3, words)
        self.assert_breaks(self.coverage(left=[]), "docs/coverage.md", 1, "S-17 is missing")
        self.assert_breaks(self.coverage("| L-01 L-120 | reads | `scanners` | `unit-a` |"), "docs/coverage.md", 3, "L-120")

    def test_guides_quote_the_screen(self):
        screen = {"kiosk/ui/words/ja.ts": """<message><source>Bring in</source><translation>持ち込む</translation></message>
            <message numerus="yes"><source>%n files &amp; more</source><translation>
                <numerusform>%n 件</numerusform></translation></message>
            <message><source>Gone</source><translation type="vanished">なし</translation></message>""",
                  "policy/verdict/reason.cpp": LICENCE + '{ "Held",\n    "Held: too "\n    "much.",\n    "保留" },\n'}
        english, japanese = "docs/guide-a.md", "docs/guide-a.ja.md"
        self.assert_holds(screen | {english: "# A\n**Bring\nin** **… files & more** **Held: too much.**\n",
                                    japanese: "# あ\n**持ち込む** **… 件** **保留**\n", "docs/b.md": "**Nobody says this**\n"})
        for path, words in ((english, "Bring it in"), (english, "持ち込む"), (english, "Gone"), (japanese, "なし"),
                            (japanese, "Bring in"), (japanese, "持込む")):
            self.assert_breaks(screen | {path: f"# A\n\n**{words}**\n"}, path, 3, f"'{words}'")
        self.assert_breaks(screen | {english: "# A\nPress the button.\n"}, english, 1, "quotes the screen")

    def test_worker_folder(self):
        self.assert_breaks({"scanners/a/sandbox.cpp": LICENCE}, "scanners/a/sandbox.cpp", 1, "README")
        self.assert_holds({"scanners/a/sandbox.cpp": LICENCE, "scanners/a/README.md": "# a\n"})
        self.assert_holds({"kiosk/core/a/sandbox.cpp": LICENCE})

    def test_layers(self):
        for includer, included in [
                ("kiosk/core/base/x.h", "kiosk/core/wire/y.h"),
                ("kiosk/core/wire/x.h", "kiosk/core/worker/y.h"),
                ("policy/verdict/x.h", "kiosk/core/wire/y.h"),
                ("policy/verdict/x.h", "kiosk/quarantine/y.h"),
                ("scanners/a/x.h", "scanners/b/y.h"),
                ("scanners/a/x.h", "policy/verdict/y.h"),
                ("scanners/a/x.h", "kiosk/broker/y.h"),
                ("sanitizer/verify/a/x.h", "sanitizer/rebuild/a/y.h"),
                ("kiosk/intake/usb/x.h", "kiosk/quarantine/y.h"),
                ("kiosk/intake/usb/x.h", "kiosk/intake/volume/y.h"),
                ("kiosk/intake/x.h", "kiosk/intake/volume/y.h"),
                ("kiosk/intake/gate/x.h", "kiosk/intake/usb/session.h"),
                ("kiosk/intake/volume/x.h", "kiosk/broker/y.h"),
                ("kiosk/broker/run/x.h", "kiosk/intake/volume/y.h"),
                ("kiosk/broker/run/x.h", "kiosk/cli/y.h"),
                ("kiosk/cli/x.h", "kiosk/broker/run/y.h"),
                ("kiosk/cli/x.h", "kiosk/intake/volume/y.h"),
                ("kiosk/release/x.h", "kiosk/broker/y.h"),
                ("kiosk/quarantine/x.h", "policy/verdict/y.h"),
                ("kiosk/core/sandbox/x.h", "kiosk/core/worker/y.h"),
                ("kiosk/broker/ask/x.h", "scanners/a/y.h"),
                ("kiosk/broker/ask/x.h", "sanitizer/rebuild/text/y.h"),
                ("kiosk/ledger/x.h", "kiosk/people/y.h"),
                ("kiosk/people/x.h", "kiosk/broker/y.h")]:
            texts = {includer: header(f'"{included}"'), included: HEADER}
            self.assert_breaks(texts, includer, 5, f"may not include {included}")

    def test_layers_that_hold(self):
        for includer, included in [
                ("kiosk/core/worker/x.h", "kiosk/core/sandbox/y.h"),
                ("policy/verdict/x.h", "policy/language/y.h"),
                ("scanners/a/x.h", "scanners/a/inner/y.h"),
                ("scanners/a/inner/x.h", "sanitizer/unpack/zip_structure/y.h"),
                ("sanitizer/rebuild/a/x.h", "sanitizer/decode/charset/y.h"),
                ("sanitizer/rebuild/a/x.h", "policy/facts/y.h"),
                ("kiosk/broker/ask/x.h", "kiosk/quarantine/y.h"),
                ("kiosk/broker/run/x.h", "kiosk/intake/y.h"),
                ("kiosk/broker/run/x.h", "kiosk/intake/folder/y.h"),
                ("kiosk/intake/volume/x.h", "kiosk/intake/y.h"),
                ("kiosk/intake/volume/inner/x.h", "kiosk/intake/volume/y.h"),
                ("tests/unit/a/x.h", "sanitizer/rebuild/a/y.h")]:
            self.assert_holds({includer: header(f'"{included}"'), included: HEADER})
        self.assert_holds({"kiosk/broker/ask/x.h": header('"scanners/a/a.pb.h"')})
        self.assert_breaks({"scanners/b/x.h": header('"scanners/a/a.pb.h"')}, "scanners/b/x.h", 5, "may not")

    def test_nobody_includes_tests_or_screens(self):
        texts = {"tests/unit/a/y.h": HEADER, "kiosk/ui/y.h": HEADER}
        self.assert_breaks(texts | {"kiosk/cli/x.h": header('"tests/unit/a/y.h"')},
                           "kiosk/cli/x.h", 5, "nobody includes tests")
        self.assert_breaks(texts | {"kiosk/cli/x.h": header('"kiosk/ui/y.h"')},
                           "kiosk/cli/x.h", 5, "screens")
        self.assert_holds(texts | {"kiosk/ui/x.h": header('"kiosk/ui/y.h"')})

    def test_paths_from_the_top(self):
        self.assert_breaks({"policy/a/x.h": header('"y.h"'), "policy/a/y.h": HEADER},
                           "policy/a/x.h", 5, "from the top")
        self.assert_breaks({"policy/a/x.h": header('"../a/y.h"'), "policy/a/y.h": HEADER},
                           "policy/a/x.h", 5, "from the top")

    def test_libraries(self):
        for includer, theirs, library in [
                ("kiosk/cli/x.h", "QWidget", "Qt"), ("kiosk/broker/x.h", "sqlite3.h", "SQLite"),
                ("kiosk/people/x.h", "libpq-fe.h", "libpq"), ("kiosk/broker/x.h", "gumbo.h", "gumbo"),
                ("kiosk/broker/x.h", "clamav.h", "libclamav"), ("policy/verdict/x.h", "toml++/toml.h", "toml++"),
                ("kiosk/core/base/x.h", "archive.h", "libarchive"), ("scanners/type/x.h", "yara.h", "libyara")]:
            self.assert_breaks({includer: header(f"<{theirs}>")}, includer, 5, f"{library} may be used")
        self.assert_breaks({"kiosk/broker/x.h": header('"gumbo.h"'), "gumbo.h": HEADER},
                           "kiosk/broker/x.h", 5, "gumbo may be used")
        for includer, theirs in [("kiosk/ui/x.h", "QWidget"), ("kiosk/ledger/x.h", "sqlite3.h"),
                                 ("policy/language/x.h", "toml++/toml.h"), ("scanners/yara/x.h", "yara.h"),
                                 ("sanitizer/decode/a/x.h", "png.h"), ("kiosk/broker/x.h", "sys/stat.h")]:
            self.assert_holds({includer: header(f"<{theirs}>")})

    def test_every_library_has_a_rule(self):
        for theirs in ["rapidxml.hpp", "boost/any.hpp", "lzma.h"]:
            self.assert_breaks({"scanners/a/x.h": header(f"<{theirs}>")}, "scanners/a/x.h", 5, "no rule")
        self.assert_breaks({"kiosk/broker/x.h": header("<seccomp.h>")}, "kiosk/broker/x.h", 5, "libseccomp may")
        self.assert_breaks({"scanners/a/x.h": header("<nlohmann/json.hpp>")}, "scanners/a/x.h", 5, "nlohmann_json may")
        self.assert_holds({"scanners/a/x.h": header("<string_view>", "<cstdint>", "<sys/mman.h>", "<linux/fs.h>")})

    def test_one_parser(self):
        texts = {"sanitizer/decode/a/x.h": header("<png.h>"), "sanitizer/decode/a/y.h": header("<gumbo.h>")}
        self.assert_breaks(texts, "sanitizer/decode/a/y.h", 5, "another process")
        self.assert_holds({"sanitizer/decode/a/x.h": header("<png.h>", "<libdeflate.h>"),
                           "sanitizer/decode/b/y.h": header("<gumbo.h>")})

    def test_builds(self):
        licence = "# SPDX-License-Identifier: MIT\n"
        path = "scanners/a/CMakeLists.txt"
        self.assert_holds({path: licence + "add_worker(NAME a LIBRARY PkgConfig::yara PROTO a.proto\n"
                                           "    SOURCES main.cpp LINK a-core)\n"})
        self.assert_breaks({path: licence + "add_worker(NAME a\n  LIBRARY PkgConfig::yara PkgConfig::gumbo\n"
                                            "  SOURCES main.cpp)\n"}, path, 2, "one LIBRARY")
        self.assert_breaks({path: licence + "add_worker(NAME a SOURCES main.cpp LINK PkgConfig::gumbo)\n"},
                           path, 2, "no library of ours")
        self.assert_breaks({path: licence + "target_link_libraries(a Qt6::Widgets)\n"}, path, 2, "Qt6")
        self.assert_breaks({path: licence + "target_link_libraries(a PkgConfig::sqlite3)\n"}, path, 2, "sqlite3")
        self.assert_holds({path: licence + "# Qt6:: is the screens'.\n"})
        self.assert_holds({"kiosk/ui/CMakeLists.txt": licence + "target_link_libraries(a Qt6::Widgets)\n"})


class Program(unittest.TestCase):
    def run_on(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
            program = pathlib.Path(__file__).with_name("check.py")
            return subprocess.run([sys.executable, "-B", program, folder],
                                  capture_output=True, text=True, check=False)

    def test_names_the_place_and_fails(self):
        ended = self.run_on({"a/x.h": b"\n", "b/x.h": HEADER.encode()})
        self.assertEqual(ended.returncode, 1)
        self.assertIn("a/x.h:1: ", ended.stdout)
        self.assertIn("2 files, ", ended.stdout)
        self.assertEqual(self.run_on({"b/x.h": HEADER.encode()}).returncode, 0)

    def test_an_empty_tree_is_no_good_tree(self):
        self.assertEqual(self.run_on({}).returncode, 2)

    def test_leaves_out_what_was_built_and_what_is_no_text(self):
        ended = self.run_on({"out/CMakeCache.txt": b"", "out/proto/x.h": b"", "a.bin": b"\xff\xfe",
                             "tests/fuzz/corpus/a/x.h": b"", "b/x.h": HEADER.encode()})
        self.assertEqual(ended.returncode, 0, ended.stdout)
        self.assertIn("1 files", ended.stdout)


if __name__ == "__main__":
    unittest.main()
