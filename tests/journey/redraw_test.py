# SPDX-License-Identifier: MIT
"""PDF on the whole road, under policies that have it drawn again."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from output_checks import counts_of
from sample_files import JAPANESE, pdf_from, pdf_of

PROGRAMS = sys.argv.pop(1)
PDF_RULE = re.compile(r'(types = \["pdf"\]\n)(?:[^\[\n].*\n)+')
EVIL = "PLANTED"


def stream(entries, content):
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream".encode()


def plan():
    """Lines, letters, a hidden layer, a link, a comment and a script."""
    look = "1 1 0 rg 0 0 90 30 re f"
    return pdf_from([
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(PLANTED)>>/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"
        b"/Outlines 8 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/Properties<</L 6 0 R>>>>"
        b"/Annots[<</Type/Annot/Subtype/Link/Rect[10 60 60 80]/A<</S/URI/URI(http://Example.org/plan)>>>>"
        b"<</Type/Annot/Subtype/Link/Rect[10 60 60 80]/A<</S/Launch/F(PLANTED)>>>>"
        b"<</Type/Annot/Subtype/Square/Rect[100 10 190 40]/F 4/AP<</N 7 0 R>>/Contents(PLANTED)>>]>>",
        stream("", "BT /F1 18 Tf 10 60 Td (Valve 12) Tj ET 2 w 10 50 m 190 50 l S "
                   "/OC/L BDC BT /F1 18 Tf 10 20 Td (PLANTED) Tj ET EMC"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(PLANTED)>>",
        stream("/Type/XObject/Subtype/Form/BBox[0 0 90 30]", look),
        b"<</Type/Outlines/First 9 0 R/Last 9 0 R/Count 1>>",
        b"<</Title(Pumps)/Parent 8 0 R/Dest[3 0 R/Fit]>>",
    ])


class Redrawn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-redraw-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        stick = cls.folder / "stick"
        stick.mkdir()
        for name, content in {"日報.pdf": pdf_of(JAPANESE), "図面.pdf": plan(), "壊れ.pdf": plan()[:400]}.items():
            (stick / name).write_bytes(content)
        cls.kept = cls.carried("kept", "")
        cls.again = cls.carried("again", "")
        cls.bare = cls.carried("bare", 'hyperlinks = "text"\ncomments = "remove"')

    @classmethod
    def carried(cls, name, options):
        folder = cls.folder / name
        folder.mkdir()
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        policy, count = PDF_RULE.subn(f'\\1method = "rebuild"\n{options}\n', text)
        assert count == 1
        (folder / "policy.toml").write_text(policy, encoding="utf-8")
        done = subprocess.run(
            [os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", cls.folder / "stick", "--out", folder / "out",
             "--state", folder / "state", "--policy", folder / "policy.toml", "--json", folder / "report.json"],
            capture_output=True, text=True)
        assert done.returncode == 1, done.stdout + done.stderr
        return {file["path"]: file for file in json.loads((folder / "report.json").read_text())["files"]}

    def output(self, run, name):
        return self.folder / run / "out" / name

    def said(self, path, *command):
        done = subprocess.run([*command, path, *(["-"] if command[0] == "pdftotext" else [])], capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, b""), done.stdout)
        return done.stdout.decode("utf-8", "replace")

    def test_pages_come_out_with_their_letters(self):
        for name, words in {"日報.pdf": "浄水場の運転日報です。", "図面.pdf": "Valve 12"}.items():
            file = self.kept[name]
            self.assertEqual((file["verdict"], file["method"]), ("Sanitized", "rebuild"), file)
            path = self.output("kept", name)
            self.assertIn("No syntax or stream encoding errors", self.said(path, "qpdf", "--check"))
            text = self.said(path, "pdftotext")
            self.assertIn(words, text)
            self.assertNotIn(EVIL, text)
            self.assertNotIn(b"/Image", path.read_bytes())

    def test_the_report_tells_what_was_left_out(self):
        def told(files):
            return counts_of(files["図面.pdf"]["removed"])
        self.assertEqual(told(self.kept), {"javascript": 1, "actions": 2, "comment-text": 1, "hidden-layers": 1})
        self.assertEqual(told(self.bare), {"javascript": 1, "actions": 2, "comment": 1, "hidden-layers": 1})
        self.assertEqual([run["図面.pdf"]["loss"]["links"] for run in (self.kept, self.bare)], [1, 2])
        self.assertEqual(self.kept["日報.pdf"]["removed"], [])

    def test_links_outline_and_comments_are_as_the_policy_says(self):
        kept, bare = (self.output(run, "図面.pdf").read_bytes() for run in ("kept", "bare"))
        self.assertIn(b"/URI(http://example.org/plan)", kept)
        for gone in (b"/URI", b"/Annots"):
            self.assertNotIn(gone, bare)
        for output in (kept, bare):
            self.assertIn(b"/Outlines", output)
            for gone in (b"JavaScript", b"Launch", b"OpenAction", b"/OCG", EVIL.encode()):
                self.assertNotIn(gone, output)
        self.assertNotEqual(self.said(self.output("kept", "図面.pdf"), "pdftoppm"),
                            self.said(self.output("bare", "図面.pdf"), "pdftoppm"))

    def test_two_runs_give_the_same_bytes(self):
        for name in ("日報.pdf", "図面.pdf"):
            self.assertEqual(self.output("kept", name).read_bytes(), self.output("again", name).read_bytes())

    def test_what_cannot_be_drawn_is_refused_with_its_reason(self):
        file = self.kept["壊れ.pdf"]
        self.assertEqual((file["verdict"], file["outputs"]), ("Refused", []))


if __name__ == "__main__":
    unittest.main()
