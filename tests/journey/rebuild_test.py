# SPDX-License-Identifier: MIT
"""Word documents, workbooks and presentations on the whole road, under a policy that has them rebuilt."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import book_constructs
import book_documents
import book_samples
import qr_codes
import show_constructs
import show_documents
import show_samples
import word_constructs
import word_documents
import word_samples
from output_checks import counts_of, removals_without_words

PROGRAMS = sys.argv.pop(1)
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "workers/ooxml"))
import book_checks  # noqa: E402
import package_checks  # noqa: E402
import show_checks  # noqa: E402

RULE = """[[rule]]
name = "Word documents"
types = ["docx", "docm", "dotx", "dotm"]
method = "rebuild"
tolerate = ["Heuristics.OLE2.ContainsMacros*"]
[[rule]]
name = "Excel workbooks"
types = ["xlsx", "xlsm", "xltx", "xltm"]
method = "rebuild"
tolerate = ["Heuristics.OLE2.ContainsMacros*"]
[[rule]]
name = "PowerPoint presentations"
types = ["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"]
method = "rebuild"
tolerate = ["Heuristics.OLE2.ContainsMacros*"]

"""


class Rebuilt(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-rebuild-")
        cls.addClassCleanup(scratch.cleanup)
        folder = pathlib.Path(scratch.name)
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        assert "[[rule]]" in text
        (folder / "policy.toml").write_text(text.replace("[[rule]]", RULE + "[[rule]]", 1), encoding="utf-8")
        constructs = {name: files for name, files, _ in word_constructs.all_constructs()}
        stick = folder / "stick"
        stick.mkdir()
        for name, files in {"報告.docx": word_samples.report(), "マクロ.docm": constructs["macros"],
                            "DDE.docx": constructs["field-dde"], "古い図.docx": constructs["ole"],
                            "宣言.docx": {**word_samples.report(), "word/document.xml": "<!DOCTYPE a><a/>"}}.items():
            (stick / name).write_bytes(word_documents.package(files))
        code = qr_codes.png("https://example.jp/点検")
        (stick / "QR.docx").write_bytes(word_documents.package(word_documents.document(
            word_constructs.run(word_constructs.picture()), [word_constructs.PICTURE_LINK],
            {"word/media/image1.png": code})))
        (folder / "links").mkdir()
        (folder / "links/写し.docx").write_bytes(word_documents.package(word_documents.document(
            '<w:p><w:hyperlink r:id="rIdL"><w:r><w:t>こちら</w:t></w:r></w:hyperlink><w:r><w:commentReference w:id="1"/></w:r></w:p>',
            [word_documents.relationship("rIdL", "hyperlink", "http://example.com/", True),
             word_documents.relationship("rIdC", "comments", "comments.xml")],
            {"word/comments.xml": word_documents.part(
                "w:comments", f'<w:comment w:id="1">{word_documents.paragraph("要確認")}</w:comment>')})))
        books = {name: files for name, files, _ in book_constructs.all_constructs()}
        for name, files in {"測定.xlsx": book_samples.report(), "マクロ.xlsm": books["macros"],
                            "DDE.xlsx": books["formula-dde"], "四.xlsm": books["macro-sheet"],
                            "表の宣言.xlsx": {**books["macros"], "xl/workbook.xml": "<!DOCTYPE a><a/>"}}.items():
            (stick / name).write_bytes(book_documents.package(files))
        shows = {name: files for name, files, _ in show_constructs.all_constructs()}
        main = "application/vnd.ms-powerpoint."
        opened = {ending: show_documents.show([show_documents.Slide(show_documents.box("開くと始まる"))], kind=kind) for ending, kind in (
            ("ppsx", "slideshow.main+xml"), ("potx", "template.main+xml"), ("ppsm", main + "slideshow.macroEnabled.main+xml"),
            ("potm", main + "template.macroEnabled.main+xml"))}
        for name, files in {"説明.pptx": show_samples.report(), "マクロ.pptm": shows["macros"], "押すと.pptx": shows["action-program"],
                            "埋め込み.pptx": shows["ole-choice"],
                            "宣言.pptx": {**show_samples.report(), "ppt/presentation.xml": "<!DOCTYPE a><a/>"},
                            **{f"始まる.{ending}": files for ending, files in opened.items()}}.items():
            (stick / name).write_bytes(show_documents.package(files))
        (folder / "links/写し.pptx").write_bytes(show_documents.package(show_samples.report()))
        done = subprocess.run(
            [os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", stick, "--out", folder / "out", "--state", folder / "state",
             "--policy", folder / "policy.toml", "--json", folder / "report.json"], capture_output=True, text=True)
        assert done.returncode == 1, done.stdout + done.stderr
        (folder / "bare.toml").write_text((folder / "policy.toml").read_text(encoding="utf-8").replace(
            RULE, RULE.replace("tolerate", 'hyperlinks = "text"\ncomments = "remove"\ntolerate')), encoding="utf-8")
        cls.bare = {}
        for policy in ("policy", "bare"):
            subprocess.run(
                [os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", folder / "links", "--out", folder / policy, "--state",
                 folder / ("state-" + policy), "--policy", folder / f"{policy}.toml"], capture_output=True, check=True)
            cls.bare[policy] = b"".join(
                content for path in (folder / policy).rglob("*.*x")
                for content in package_checks.parts_of(path.read_bytes()).values())
        cls.files = {file["path"]: file for file in json.loads((folder / "report.json").read_text())["files"]}
        assert not removals_without_words(cls.files.values())
        cls.out = {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.is_file()}

    def test_documents_come_out_as_documents(self):
        for name in ("報告.docx", "マクロ.docm", "DDE.docx", "古い図.docx"):
            file = self.files[name]
            self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
            output = file["outputs"][0]["path"]
            self.assertTrue(output.endswith(".docx"), output)
            self.assertEqual(list(package_checks.faults(self.out[output])), [])
            self.assertNotIn(word_constructs.EVIL.encode(), self.out[output])

    def test_workbooks_come_out_as_workbooks(self):
        for name in ("測定.xlsx", "マクロ.xlsm", "DDE.xlsx", "四.xlsm"):
            file = self.files[name]
            self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
            output = file["outputs"][0]["path"]
            self.assertTrue(output.endswith(".xlsx"), output)
            self.assertEqual(list(book_checks.faults(self.out[output])), [])
            self.assertNotIn(book_constructs.EVIL.encode(), self.out[output])
        self.assertEqual(len(book_checks.formulas(self.out[self.files["測定.xlsx"]["outputs"][0]["path"]])), 25)

    def test_presentations_come_out_as_presentations(self):
        for name in ("説明.pptx", "マクロ.pptm", "押すと.pptx", "埋め込み.pptx", "始まる.ppsx", "始まる.potx", "始まる.ppsm", "始まる.potm"):
            file = self.files[name]
            self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
            output = file["outputs"][0]["path"]
            self.assertTrue(output.endswith(".pptx"), output)
            self.assertEqual(list(show_checks.faults(self.out[output])), [])
            self.assertNotIn(show_constructs.EVIL.encode(), self.out[output])
        self.assertIn("話すこと", show_checks.words(self.out[self.files["説明.pptx"]["outputs"][0]["path"]]))

    def test_the_code_of_a_picture_is_told(self):
        file = self.files["QR.docx"]
        self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
        self.assertEqual(file["seen"]["codes"], [{"text": "https://example.jp/点検", "where": "code"}])

    def test_the_report_tells_what_was_left_out(self):
        def told(name):
            return counts_of(self.files[name]["removed"])
        self.assertEqual(told("マクロ.docm")["macros"], 1)
        self.assertEqual(told("DDE.docx"), {"active-field": 1})
        self.assertEqual(told("古い図.docx")["embedded-object"], 1)
        self.assertEqual(self.files["報告.docx"]["loss"]["images"], 0)
        self.assertEqual(told("マクロ.xlsm")["macros"], 1)
        self.assertEqual(told("DDE.xlsx"), {"formula": 1})
        self.assertEqual(self.files["DDE.xlsx"]["loss"]["formulas"], 1)
        self.assertEqual(told("四.xlsm")["macro-sheet"], 1)
        self.assertEqual(told("マクロ.pptm")["macros"], 1)
        self.assertEqual(told("押すと.pptx")["action"], 2)
        self.assertEqual(told("説明.pptx")["hidden-slide"], 1)
        self.assertEqual(told("埋め込み.pptx")["embedded-object"], 1)
        self.assertEqual(self.files["押すと.pptx"]["loss"]["links"], 2)

    def test_links_and_comments_stay_or_go_as_the_policy_says(self):
        for part in (b"http://example.com/", "要確認".encode()):
            self.assertIn(part, self.bare["policy"])
            self.assertNotIn(part, self.bare["bare"])
        self.assertIn("こちら".encode(), self.bare["bare"])

    def test_what_cannot_be_rebuilt_is_refused_with_its_reason(self):
        for name in ("宣言.docx", "表の宣言.xlsx", "宣言.pptx"):
            file = self.files[name]
            self.assertEqual((file["verdict"], file["outputs"]), ("Refused", []))


if __name__ == "__main__":
    unittest.main()
