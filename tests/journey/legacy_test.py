# SPDX-License-Identifier: MIT
"""Documents of the kinds before OOXML on the whole road, under a policy that has them rebuilt."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import legacy_constructs as constructs
import legacy_documents as documents
import sample_files
import word_documents
import word_samples
from output_checks import counts_of, removals_without_words

PROGRAMS = sys.argv.pop(1)
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "workers/ooxml"))
import book_checks  # noqa: E402
import package_checks  # noqa: E402
import show_checks  # noqa: E402

WORD, BOOK, SHOW = (".docx", package_checks), (".xlsx", book_checks), (".pptx", show_checks)
KINDS = {"doc": WORD, "docx": WORD, "rtf": WORD, "xls": BOOK, "xlsb": BOOK, "ppt": SHOW}

RULES = """[[rule]]
name = "documents"
types = ["docx", "doc", "rtf", "xls", "xlsb", "ppt"]
method = "rebuild"
tolerate = ["Heuristics.OLE2.ContainsMacros*"]

"""


class Legacy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-legacy-")
        cls.addClassCleanup(scratch.cleanup)
        folder = pathlib.Path(scratch.name)
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        (folder / "policy.toml").write_text(text.replace("[[rule]]", RULES + "[[rule]]", 1), encoding="utf-8")
        made = {name: data for name, data, _ in [*constructs.all_constructs(), *constructs.refused()]}
        cls.stick = {
            "報告.doc": documents.doc("運転日報"),
            "報告.docx": word_documents.package(word_samples.report()),
            "測定.xls": documents.xls([documents.sheet("水位", [(0, 0, "運転日報"), (1, 0, 12.5)])]),
            "測定.xlsb": documents.xlsb([("水位", ["運転日報"], 0)]),
            "通知.rtf": documents.rtf(documents.escaped("運転日報")),
            **{name: made[name] for name in ("dde-auto.rtf", "package.rtf", "macros.doc", "object.doc", "external-book.xls",
                                             "very-hidden.xls", "locked.xls", "locked-far-down.xls", "locked.doc",
                                             "macro-sheet.xls")},
            "名違い.xls": documents.doc("a document"),
            "発表.ppt": documents.ppt(sample_files.pptx("運転日報")),
            "空.ppt": documents.compound({"PowerPoint Document": b"\0" * 4096, "Current User": b"\0" * 64}),
        }
        (folder / "stick").mkdir()
        for name, data in cls.stick.items():
            (folder / "stick" / name).write_bytes(data)
        done = subprocess.run(
            [os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", folder / "stick", "--out", folder / "out", "--state",
             folder / "state", "--policy", folder / "policy.toml", "--json", folder / "report.json"],
            capture_output=True, text=True)
        assert done.returncode == 1, done.stdout + done.stderr
        cls.files = {file["path"]: file for file in json.loads((folder / "report.json").read_text())["files"]}
        assert not removals_without_words(cls.files.values())
        cls.out = {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.is_file()}

    def output_of(self, name):
        file = self.files[name]
        self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
        return file["outputs"][0]["path"]

    def told(self, name):
        return counts_of(self.files[name]["removed"])

    def test_they_come_out_as_the_kinds_of_today(self):
        for name in self.stick:
            if self.files[name]["verdict"] == "Refused":
                continue
            output = self.output_of(name)
            extension = name.rsplit(".", 1)[1]
            kind, checks = KINDS[extension]
            self.assertTrue(output.endswith(kind), output)
            self.assertEqual(list(checks.faults(self.out[output])), [], name)
            content = b"".join(package_checks.parts_of(self.out[output]).values())
            self.assertNotIn(constructs.EVIL.encode(), content)
        for name in ("報告.doc", "測定.xls", "測定.xlsb", "通知.rtf", "発表.ppt"):
            content = b"".join(package_checks.parts_of(self.out[self.output_of(name)]).values())
            self.assertIn("運転日報".encode(), content, name)

    def test_names_that_become_the_same_are_kept_apart(self):
        self.assertEqual({self.output_of("報告.doc"), self.output_of("報告.docx")}, {"報告.docx", "報告 (2).docx"})
        self.assertEqual({self.output_of("測定.xls"), self.output_of("測定.xlsb")}, {"測定.xlsx", "測定 (2).xlsx"})
        self.assertIn("extension", self.files["報告.doc"]["outputs"][0]["renamed"])

    def test_the_report_tells_what_did_not_come_along(self):
        self.assertEqual(self.told("通知.rtf"), {})
        self.assertEqual(self.told("報告.doc"), {})
        for name, what in {"dde-auto.rtf": "active-field", "package.rtf": "embedded-object", "macros.doc": "macros",
                           "object.doc": "embedded-object", "external-book.xls": "external-link",
                           "very-hidden.xls": "hidden-sheet"}.items():
            self.assertEqual(self.told(name).get(what), 1, name)

    def test_the_rest_is_refused_with_its_reason(self):
        for name, reason in {"locked.xls": "encrypted: an encryption", "locked-far-down.xls": "encrypted: an encryption",
                             "locked.doc": "broken: it is damaged behind its password",
                             "macro-sheet.xls": "unsupported: it has a sheet of macros (Excel 4.0)",
                             "名違い.xls": "type-mismatch", "空.ppt": "broken"}.items():
            file = self.files[name]
            self.assertEqual((file["verdict"], file["outputs"]), ("Refused", []), name)
            self.assertTrue(any(one.startswith(reason) for one in file["reasons"]), file["reasons"])


if __name__ == "__main__":
    unittest.main()
