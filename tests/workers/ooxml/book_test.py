# SPDX-License-Identifier: MIT
"""Workbooks through the real workers: what must be gone is gone, what must stay stays.

    book_test.py BUILD_FOLDER

$SEKISHO_CORPUS is a folder of foreign documents, or shared/corpus beside the project; without one, those
tests are skipped.
"""
import csv
import functools
import io
import os
import pathlib
import random
import re
import statistics
import sys
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import book_checks  # noqa: E402
import book_constructs  # noqa: E402
import book_documents  # noqa: E402
import book_samples  # noqa: E402
import carrying  # noqa: E402
from book_constructs import EVIL, KEPT, simple  # noqa: E402
from book_documents import formula, number, package, row, sheet, workbook  # noqa: E402
from package_checks import parts_of  # noqa: E402
from planting import MARK, planted  # noqa: E402

carry = functools.partial(carrying.carry, kind="workbooks")


class Constructs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.wanted = {}
        documents = {}
        for name, files, kept in book_constructs.all_constructs():
            for writing, rewrite in book_documents.WRITINGS.items():
                documents[f"{name}.{writing}"] = package(rewrite(files))
                cls.wanted[f"{name}.{writing}"] = kept
        cls.documents = documents
        cls.outcomes = carry(documents)

    def each(self):
        for name, outcome in self.outcomes.items():
            with self.subTest(name):
                yield name, outcome

    def test_each_is_rebuilt_and_verified(self):
        self.assertGreater(len(self.outcomes), 500)
        for _, outcome in self.each():
            self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))

    def test_nothing_forbidden_is_left(self):
        for _, outcome in self.each():
            self.assertEqual(list(book_checks.faults(outcome.data)), [])
            for name, content in parts_of(outcome.data).items():
                for evil in (EVIL.encode(), EVIL.encode("utf-16-le"), EVIL.lower().encode(), EVIL.upper().encode()):
                    self.assertNotIn(evil, content, name)

    def test_what_the_user_needs_is_still_there(self):
        for name, outcome in self.each():
            words = book_checks.words(outcome.data)
            for kept in self.wanted[name]:
                if kept == "<picture>":
                    media = [part for part in parts_of(outcome.data) if "media" in part]
                    self.assertEqual(len(media), 1)
                else:
                    self.assertIn(kept, words)

    def test_what_was_left_out_is_told(self):
        told = {"macros": "macros", "macro-sheet": "macro-sheet", "dialog-sheet": "dialog-sheet", "ole": "embedded-object",
                "activex": "form-control", "external-links": "external-link", "connections": "data-connection",
                "pivot": "pivot-table", "metadata": "metadata", "printer": "printer-settings", "protection": "protection",
                "scenarios": "scenario", "custom-xml": "custom-xml", "link-file": "hyperlink", "name-dde": "defined-name",
                "formula-webservice": "formula", "formula-dde-array": "formula", "condition-external": "formula",
                "validation-hyperlink": "formula", "emf": "unreadable-picture", "linked-picture": "external-link",
                "name-auto": "macros", "background": "picture", "web-publishing": "web-publishing",
                "comment-twice": "comment", "comments-of-two-sheets": "comment", "table": "table"}
        for name, code in told.items():
            for writing in book_documents.WRITINGS:
                with self.subTest(f"{name}.{writing}"):
                    self.assertGreaterEqual(self.outcomes[f"{name}.{writing}"].removed.get(code, 0), 1)
        self.assertEqual(self.outcomes["formula-dde-shared.plain"].removed["formula"], 2)
        self.assertEqual(self.outcomes["emf.plain"].images_lost, 1)
        self.assertEqual(self.outcomes["link-file.plain"].links_lost, 1)

    def test_what_was_left_out_has_a_place(self):
        for name, outcome in self.each():
            parts = set(zipfile.ZipFile(io.BytesIO(self.documents[name])).namelist())
            for what, places in outcome.places.items():
                self.assertLessEqual(places.keys(), parts, what)
        self.assertEqual(self.outcomes["macros.plain"].places["macros"], {"xl/vbaProject.bin": 1})
        self.assertEqual(self.outcomes["formula-webservice.plain"].places["formula"], {"xl/worksheets/sheet1.xml": 1})

    def test_the_same_workbook_comes_out_the_same(self):
        again = carry({name: data for name, data in self.documents.items() if name.endswith(".plain")})
        for name, outcome in again.items():
            self.assertEqual(outcome.data, self.outcomes[name].data, name)

    def test_how_it_was_written_makes_no_difference(self):
        for name, outcome in self.each():
            plain = self.outcomes[name.rsplit(".", 1)[0] + ".plain"]
            self.assertEqual(outcome.data, plain.data)

    def test_the_checks_find_it_in_what_went_in(self):
        for name, data in self.documents.items():
            if name.endswith(".plain"):
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    self.assertTrue(any(EVIL.encode() in archive.read(part) for part in archive.namelist()), name)


class Planted(unittest.TestCase):
    """Bytes in places that no reader shows, at random, never come out: nor does anything else change."""

    def test_planted_bytes_never_come_out(self):
        chance = random.Random(20261121)
        files = {name: files for name, files, _ in book_constructs.all_constructs()}
        files["report"] = book_samples.report()
        plain = carry({name: package(one) for name, one in files.items()})
        marked = carry({f"{name}.{turn}": planted(book_documents, "xl", one, chance)
                         for name, one in files.items() for turn in range(1)})
        self.assertGreater(len(marked), 130)
        for name, outcome in marked.items():
            with self.subTest(name):
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertNotIn(MARK.encode(), b"".join(parts_of(outcome.data).values()))
                self.assertEqual(outcome.data, plain[name.rsplit(".", 1)[0]].data)


class Formulas(unittest.TestCase):
    # As written, and as it comes out.
    KEPT = {
        "1+2": None, "SUM(A1,B2:C3)": None, "sum( a1 , $b$2 )": "SUM(A1,$B$2)", "First!A1": "'First'!A1",
        "'two words'!A1:B2": "'two words'!A1:B2", "First:Second!A1": "'First:Second'!A1", "A:A": None, "$1:3": None,
        '"a""b"': None, "IF(A1>=1,\"x\",)": None, "{1,2;-3,TRUE}": None, "A1:B2 B1:C3": None, "(A1,B2)": None,
        "first!a1": "'First'!A1", "known*2": None, "First!known": "'First'!known", "-A1%^2": None, "#REF!+First!#REF!":
        "#REF!+'First'!#REF!", "INDEX(A1:A9,2):A5": None, "_xlfn.CONCAT(A1)": None, "TRUE": None, "AND()": None,
        "1.5e-3": "1.5E-3", "A1<>B1": None, "A1&\"x\"": None, "日本!A1": "'日本'!A1", "NOT(TRUE)": None, "IF(TRUE,1,2)": None,
        "SUM((A1,B1),2)": None, "A1 : B2": "A1:B2", "\n A1\n+ B1": "A1+B1", "'it''s'!A1": None, "MAX(1:3)": None}

    def test_each_is_written_in_one_form(self):
        names = '<definedName name="known">First!$A$1</definedName>'
        escape = {one: one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for one in self.KEPT}
        rows = "".join(row(i, formula(f"A{i}", escape[one])) for i, one in enumerate(self.KEPT, 1))
        book = workbook([(name, sheet(rows if name == "First" else "")) for name in
                         ("First", "two words", "Second", "日本", "it's")], names=names)
        outcome = carry({"a": package(book)})["a"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        self.assertEqual(book_checks.formulas(outcome.data), [new or old for old, new in self.KEPT.items()])

    def test_a_name_of_a_function_is_never_called(self):
        """LibreOffice calls one whose name and bracket stand apart."""
        functions = ("HYPERLINK", "_xlfn.WEBSERVICE", "INDIRECT", "CELL", "INFO")
        names = "".join(f'<definedName name="{one}" hidden="1">First!$A$1</definedName>' for one in functions)
        calls = [f'{one}{apart}("http://evil.example/","x")' for one in functions for apart in (" ", "\n", "% ")]
        calls += [f"SUM(A1:{call})" for call in calls]
        rows = "".join(row(i, formula(f"A{i}", call)) for i, call in enumerate(calls, 1))
        outcome = carry({"a": package(workbook([("First", sheet(rows))], names=names))})["a"]
        self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
        self.assertEqual([], book_checks.formulas(outcome.data))
        self.assertEqual(len(calls), outcome.removed["formula"])

    def test_none_stays_where_the_policy_wants_values(self):
        source = package(book_samples.report())
        kept, bare = carry({"a": source})["a"], carry({"a": source}, "formulas=values")["a"]
        self.assertEqual(len(book_checks.formulas(kept.data)), 25)
        self.assertNotIn("formula", kept.removed)
        self.assertEqual((book_checks.formulas(bare.data), bare.removed["formula"], bare.detail), ([], 25, "verified"))
        self.assertEqual(carrying.read_by_office({"a": kept.data}, kind="workbooks"),
                         carrying.read_by_office({"a": bare.data}, kind="workbooks"))


class Choices(unittest.TestCase):
    def test_links_stay_as_the_policy_says(self):
        source = package(book_samples.report())
        kept = carry({"a": source})["a"]
        self.assertIn(b'Target="http://example.com/%7Ea?b=c" TargetMode="External"',
                      parts_of(kept.data)["xl/worksheets/_rels/sheet1.xml.rels"])
        bare = carry({"a": source}, "links=text")["a"]
        self.assertEqual((bare.detail, bare.links_lost), ("verified", 1))
        sheet_part = parts_of(bare.data)["xl/worksheets/sheet1.xml"]
        self.assertNotIn(b"example.com", b"".join(parts_of(bare.data).values()))
        self.assertIn("location=\"'Second sheet'!A1\"".encode(), sheet_part)

    def test_hidden_sheets_are_told_and_can_be_shown(self):
        outcome = carry({"a": package(book_samples.report())})["a"]
        self.assertEqual(outcome.removed["very-hidden-sheet"], 1)
        book = parts_of(outcome.data)["xl/workbook.xml"].decode()
        self.assertIn('name="隠し" sheetId="3" state="hidden"', book)
        hidden = carry({"a": package(workbook([("A", simple(), [], ' state="hidden"')]))})["a"]
        self.assertEqual((hidden.detail, hidden.removed["hidden-sheet"]), ("verified", 1))
        self.assertNotIn(b"state=", parts_of(hidden.data)["xl/workbook.xml"])


class Refusals(unittest.TestCase):
    def test_what_is_no_sound_workbook_is_refused(self):
        good = workbook([("First", simple())])
        whole = package(good)
        part = "xl/worksheets/sheet1.xml"
        body = good[part]

        def changed(words, name=part):
            return package({**good, name: words})

        book = good["xl/workbook.xml"]
        deep = "<x:a>" * 500 + "</x:a>" * 500
        documents = {
            "doctype": changed(body.replace("?>", '?><!DOCTYPE w [<!ENTITY a "b">]>', 1)),
            "no-workbook": package({name: text for name, text in good.items() if name != "xl/workbook.xml"}),
            "no-sheet": changed(re.sub("<sheets>.*</sheets>", "", book), "xl/workbook.xml"),
            "other-root": changed(body.replace("worksheet", "dialogsheet")),
            "macro-root": changed(body.replace("<worksheet", "<xm:macrosheet").replace("worksheet>", "xm:macrosheet>")),
            "cut": whole[:-30], "cut-xml": changed(body[:-20]),
            "deep": changed(body.replace("<sheetData>", "<sheetData>" + deep)),
            "deep-cell": changed(body.replace("<t>", "<t>" + deep)),
            "within": changed(body.replace("<sheetData>", "<mc><sheetData>").replace("</sheetData>", "</sheetData></mc>")),
            "twice": changed(body.replace("</worksheet>", "<sheetData/></worksheet>")),
            "entity": changed(body.replace(KEPT, "&evil;")), "crossed": changed(body.replace("</t></is>", "</is></t>")),
            "attribute": changed(body.replace('r="A1"', 'r="A1" r="A2"')), "quote": changed(body.replace('r="A1"', "r=A1")),
            "bytes": changed(body.encode().replace(KEPT.encode(), b"\xff\xfe")),
            "bomb": changed(body.replace("<sheetData>", "<sheetData>" + " " * 50_000_000)),
            "one-part": package(workbook([("A", body), ("B", body)]) | {"xl/workbook.xml": book.replace(
                "</sheets>", '<sheet name="C" sheetId="7" r:id="rIdS1"/></sheets>')}),
            "a-word-document": package({**good, "xl/workbook.xml": "<document/>"}),
            "before": b"MZ" + whole, "after": whole + b"x", "empty": b"", "text": b"PK",
        }
        for name, outcome in carry(documents).items():
            with self.subTest(name):
                self.assertEqual(outcome.state, "refused", outcome.detail)
                self.assertEqual(outcome.data, b"")


def values(data):
    return [[cell for cell in line if cell] for line in csv.reader(io.StringIO(data), delimiter="\t") if any(line)]


class Office(unittest.TestCase):
    def test_libreoffice_reads_the_same_values(self):
        source = package(book_samples.report())
        rebuilt = carry({"report": source})["report"]
        self.assertEqual((rebuilt.state, rebuilt.detail), ("ok", "verified"))
        read = carrying.read_by_office({"before": source, "after": rebuilt.data}, kind="workbooks")
        self.assertEqual(read["before"], read["after"])
        self.assertGreater(len(read["after"].split()), 25)
        for words in ("浄水場 一号", "81.25", "2023年3月25日", "<記号>", "over"):
            self.assertIn(words, read["after"])
        for kept in ("mergeCell", "cfRule", "dataValidation", "pane", "col ", "xdr:pic", "c:barChart", "tabColor", "oddHeader",
                     "rPh", "numFmt", "filterColumn", "definedName"):
            self.assertIn(kept.encode(), b"".join(parts_of(rebuilt.data).values()), kept)

    def test_a_large_sheet_keeps_every_value(self):
        source = package(book_samples.table(5_000))
        rebuilt = carry({"a": source})["a"]
        self.assertEqual(rebuilt.detail, "verified")
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            before = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        after = ElementTree.fromstring(parts_of(rebuilt.data)["xl/worksheets/sheet1.xml"])
        for mark in ("v", "f"):
            self.assertEqual([one.text for one in before.iter(book_checks.M + mark)],
                             [one.text for one in after.iter(book_checks.M + mark)])


CORPUS = pathlib.Path(os.environ.get("SEKISHO_CORPUS") or HERE.parents[3] / "shared/corpus")


@unittest.skipUnless(CORPUS.is_dir(), "there is no corpus")
class Corpus(unittest.TestCase):
    def documents(self, folder):
        return {path.name: path.read_bytes() for ending in ("xlsx", "xlsm", "xltx", "xltm")
                for path in sorted((CORPUS / folder).rglob(f"*.{ending}")) if b"PK" == path.read_bytes()[:2]}

    def test_nothing_dangerous_is_left(self):
        outcomes = carry(self.documents("active"))
        for name, outcome in outcomes.items():
            with self.subTest(name):
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertEqual(list(book_checks.faults(outcome.data)), [])

    def test_broken_ones_and_bombs_end_well(self):
        for name, outcome in carry(self.documents("broken") | self.documents("bombs")).items():
            with self.subTest(name):
                self.assertIn(outcome.state, ("ok", "refused"))
                self.assertEqual(outcome.detail == "verified", outcome.state == "ok")

    def test_clean_ones_stay_what_they_were(self):
        documents = self.documents("clean")
        outcomes = carry(documents)
        good = {name: outcome.data for name, outcome in outcomes.items() if outcome.detail == "verified"}
        self.assertGreaterEqual(len(good), 0.97 * len(documents))
        before, after = (carrying.read_by_office(all_of_them, kind="workbooks") for all_of_them in (documents, good))
        shares = [carrying.share_kept(before[name].split(), after[name].split()) for name in good if name in before]
        self.assertGreaterEqual(statistics.median(shares), 0.995)
        self.assertGreaterEqual(min(shares), 0.95)


if __name__ == "__main__":
    unittest.main(verbosity=1)
