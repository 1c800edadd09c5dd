# SPDX-License-Identifier: MIT
"""Documents of the kinds before OOXML, through the real LibreOffice and the rebuild of what it writes."""
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "ooxml"), str(TESTS.parent / "samples")]
import book_constructs  # noqa: E402
import book_documents  # noqa: E402
import legacy_constructs as constructs  # noqa: E402
import legacy_documents as documents  # noqa: E402
import sample_files  # noqa: E402
from probe import places_of  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/release").resolve()


class Outcome:
    def __init__(self, said, data):
        self.type, self.structure, self.state, self.detail, images, links, removed, held = said
        self.images_lost, self.links_lost = int(images), int(links)
        self.places = places_of(removed)
        self.removed = {what: sum(places.values()) for what, places in self.places.items()}
        self.held = {what: int(count) for what, count in (one.split("=") for one in held.split())}
        self.data = data

    def text(self):
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return " ".join(re.sub("<[^>]*>", "", package.read(name).decode()) for name in package.namelist()
                            if re.search(r"document\.xml$|sharedStrings|sheet\d+\.xml$|slide\d+\.xml$", name))


def carry(files, *options):
    with tempfile.TemporaryDirectory() as scratch:
        source, target = pathlib.Path(scratch, "in"), pathlib.Path(scratch, "out")
        source.mkdir()
        target.mkdir()
        for name, data in files.items():
            (source / name).write_bytes(data)
        told = subprocess.run([BUILD / "tests/legacy-probe", *options, source, target], check=True, text=True,
                              capture_output=True).stdout.splitlines()
        made = {path.name: path.read_bytes() for path in target.iterdir()}
        lines = [line.split("\t") for line in told]
        assert {line[0] for line in lines} == set(files), told
        return {name: Outcome(said, made.get(name, b"")) for name, *said in lines}


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


GOOD = {
    "日報.doc": documents.doc("運転日報\n水位 12.5 m ①髙﨑 ﾊﾝｶｸ"),
    "日報.rtf": documents.rtf(documents.escaped("運転日報") + "\\par \\'90\\'85\\'88\\'ca 12.5 m " + documents.escaped("①髙﨑 ﾊﾝｶｸ")),
    "日報.xls": documents.xls([documents.sheet("運転日報", [(0, 0, "運転日報 水位 12.5 m ①髙﨑 ﾊﾝｶｸ"), (1, 0, 12.5),
                                                    (1, 1, b"\x1e\x05\x00\x1e\x07\x00\x03")])]),
    "日報.ppt": documents.ppt(sample_files.pptx("運転日報 水位 12.5 m ①髙﨑 ﾊﾝｶｸ")),
    "日報.xlsb": documents.xlsb([("運転日報", ["運転日報 水位 12.5 m ①髙﨑 ﾊﾝｶｸ"], 0)]),
}


class Legacy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.constructs = {name: (data, told) for name, data, told in constructs.all_constructs()}
        cls.first = carry({**GOOD, **{name: data for name, (data, _) in cls.constructs.items()}})

    def test_text_comes_along(self):
        for name in GOOD:
            outcome = self.first[name]
            self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"), name)
            for word in ("運転日報", "水位", "12.5", "①髙﨑", "ﾊﾝｶｸ"):
                self.assertIn(word, outcome.text(), name)
            self.assertEqual(outcome.removed, {}, name)
            self.assertLessEqual(outcome.held.keys(), {"metadata"}, name)

    def test_a_workbook_keeps_numbers_and_formulas(self):
        sheet = parts(self.first["日報.xls"].data)["xl/worksheets/sheet1.xml"].decode()
        self.assertIn("<v>12.5</v>", sheet)
        self.assertIn("<f>5+7</f><v>12</v>", sheet)
        self.assertIn('name="運転日報"', parts(self.first["日報.xls"].data)["xl/workbook.xml"].decode())

    def test_a_workbook_keeps_its_comments(self):
        book = book_documents.package(book_constructs.commented(book_constructs.comment("<t>値を確認</t>", "C7")))
        outcome = carry({"日報.xls": documents.converted(book, "xlsx", "xls")})["日報.xls"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        made = parts(outcome.data)
        self.assertIn('<comment ref="C7"', made["xl/comments1.xml"].decode())
        self.assertIn("値を確認", re.sub("<[^>]*>", "", made["xl/comments1.xml"].decode()))
        self.assertIn(b"<x:Row>6</x:Row><x:Column>2</x:Column>", made["xl/drawings/vmlDrawing1.vml"])

    def test_nothing_forbidden_comes_along_and_all_of_it_is_told(self):
        for name, (data, told) in self.constructs.items():
            with self.subTest(name):
                outcome = self.first[name]
                self.assertEqual((outcome.structure, outcome.state, outcome.detail), ("sound", "ok", "verified"))
                content = b"".join(parts(outcome.data).values())
                self.assertIn(constructs.KEPT.encode(), content)
                for mark in (constructs.EVIL, constructs.EVIL.upper()):
                    self.assertNotIn(mark.encode(), content)
                    self.assertNotIn(mark.encode("utf-16-le"), content)
                if told:
                    self.assertIn(told, outcome.removed.keys() | outcome.held.keys())

    def test_what_is_locked_or_has_sheets_of_macros_is_known(self):
        said = carry({name: data for name, data, _ in constructs.refused()})
        for name, _, why in constructs.refused():
            with self.subTest(name):
                if why == "encrypted":
                    self.assertEqual(said[name].structure, "encrypted")
                else:
                    self.assertEqual(said[name].held.get("macro-sheet"), 1)

    def test_the_same_document_is_the_same_bytes(self):
        second = carry(GOOD)
        for name in GOOD:
            self.assertEqual(self.first[name].data, second[name].data, name)

    # What LibreOffice lays out while it reads, by timers, told of how fast the machine was.
    def test_a_long_document_is_the_same_bytes(self):
        body = "{\\header\\pard {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}" + "".join(
            f"\\pard line {number} of many that fill pages\\par " + ("\\page " if number % 9 == 0 else "") for number in range(1500))
        files = {f"{number}.rtf": documents.rtf(body) for number in range(3)}
        made = {outcome.data for outcome in carry(files).values()}
        self.assertEqual(len(made), 1)
        self.assertTrue(made.pop())

    def test_limits_end_it(self):
        rows = documents.rtf("".join(f"line {number}\\par " for number in range(4000)))
        told = carry({"a.rtf": rows}, "output=4096")["a.rtf"]
        self.assertNotEqual(told.state, "ok")
        told = carry({"a.rtf": rows}, "memory=20000000")["a.rtf"]
        self.assertNotEqual(told.state, "ok")
        told = carry({"a.rtf": rows}, "milliseconds=50")["a.rtf"]
        self.assertEqual(told.state, "silent")
        self.assertEqual(carry({"a.rtf": rows}, "output=40000000", "memory=500000000", "milliseconds=100000")["a.rtf"].state, "ok")

    def test_other_kinds_are_not_rebuilt_this_way(self):
        told = carry({"a.txt": b"words\n", "a.odt": sample_files.odt("words")})
        for name in ("a.txt", "a.odt"):
            self.assertEqual((told[name].state, told[name].detail), ("refused", "documents of this type are not rebuilt"))


if __name__ == "__main__":
    unittest.main()
