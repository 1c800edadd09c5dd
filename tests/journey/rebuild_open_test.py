# SPDX-License-Identifier: MIT
"""ODT, ODS and ODP on the whole road, under a policy that has them rebuilt."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import open_constructs
import open_documents
import open_samples
from output_checks import removals_without_words

PROGRAMS = sys.argv.pop(1)
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "workers/odf"))
import open_checks  # noqa: E402

RULE = """[[rule]]
name = "OpenDocument"
types = ["odt", "ods", "odp"]
method = "rebuild"

"""


class Rebuilt(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-rebuild-open-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        assert "[[rule]]" in text
        (cls.folder / "policy.toml").write_text(text.replace("[[rule]]", RULE + "[[rule]]", 1), encoding="utf-8")
        (cls.folder / "bare.toml").write_text(text.replace("[[rule]]", RULE.replace('"rebuild"\n', (
            '"rebuild"\nhyperlinks = "text"\ncomments = "remove"\nformulas = "values"\n')) + "[[rule]]", 1), encoding="utf-8")
        constructs = dict(open_constructs.all_constructs())
        reports = open_samples.reports()
        locked = open_documents.manifest(reports["odt"], '<manifest:file-entry manifest:full-path="content.xml">'
                                         "<manifest:encryption-data/></manifest:file-entry>")
        cls.stick = cls.folder / "stick"
        cls.stick.mkdir()
        for name, files in {
                "報告.odt": reports["odt"], "台帳.ods": reports["ods"], "発表.odp": reports["odp"],
                "マクロ.odt": constructs["text-package-basic.odt"], "DDE.ods": constructs["formula-dde-of.ods"],
                "押すと.odp": constructs["slide-shape-shape-action.odp"], "埋め込み.odt": constructs["text-shape-object.odt"],
                "読み込み.odt": constructs["text-block-section.odt"],
                "宣言.odt": {**reports["odt"], "content.xml": "<!DOCTYPE a><a/>"},
                "鍵.odt": {**reports["odt"], "META-INF/manifest.xml": locked}}.items():
            (cls.stick / name).write_bytes(open_documents.package(files))
        cls.files, cls.out = cls.carried("policy")

    @classmethod
    def carried(cls, policy):
        folder = cls.folder / policy
        done = subprocess.run(
            [os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", cls.stick, "--out", folder, "--state",
             cls.folder / ("state-" + policy), "--policy", cls.folder / f"{policy}.toml", "--json", cls.folder / "report.json"],
            capture_output=True, text=True)
        assert done.returncode == 1, done.stdout + done.stderr
        files = {file["path"]: file for file in json.loads((cls.folder / "report.json").read_text())["files"]}
        return files, {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    def test_documents_come_out_as_the_same_kind(self):
        for name in ("報告.odt", "台帳.ods", "発表.odp", "マクロ.odt", "DDE.ods", "押すと.odp", "埋め込み.odt", "読み込み.odt"):
            file = self.files[name]
            self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
            output = file["outputs"][0]["path"]
            self.assertEqual(output.rsplit(".", 1)[1], name.rsplit(".", 1)[1])
            self.assertEqual(list(open_checks.faults(self.out[output])), [])
            for content in open_checks.parts_of(self.out[output]).values():
                self.assertNotIn(open_constructs.EVIL.encode(), content)
        self.assertFalse(removals_without_words(self.files.values()))

    def test_what_was_left_out_is_told(self):
        for name, what in {"マクロ.odt": "macros", "DDE.ods": "formula", "押すと.odp": "action", "埋め込み.odt": "embedded-object",
                           "読み込み.odt": "external-link"}.items():
            self.assertIn(what, [removed["what"] for removed in self.files[name]["removed"]])
        self.assertEqual(self.files["DDE.ods"]["loss"]["formulas"], 1)

    def test_what_is_no_sound_document_does_not_come_out(self):
        for name in ("宣言.odt", "鍵.odt"):
            self.assertEqual(self.files[name]["verdict"], "Refused", self.files[name])
            self.assertNotIn(name, self.out)

    def test_the_same_comes_out_twice_and_the_policy_decides(self):
        _, bare = self.carried("bare")
        self.assertEqual(bare["発表.odp"], self.out["発表.odp"])
        self.assertIn(b"http://example.com/", open_checks.parts_of(self.out["報告.odt"])["content.xml"])
        self.assertNotIn(b"http://example.com/", open_checks.parts_of(bare["報告.odt"])["content.xml"])
        self.assertIn(b"of:=SUM", open_checks.parts_of(self.out["台帳.ods"])["content.xml"])
        self.assertNotIn(b"of:=SUM", open_checks.parts_of(bare["台帳.ods"])["content.xml"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
