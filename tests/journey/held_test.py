# SPDX-License-Identifier: MIT
"""Documents whose rebuilt copy would lack too much: held, and what is handed over in their place."""
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

import word_documents
from word_documents import paragraph, relationship
from word_samples import drawn, in_run

PROGRAMS = sys.argv.pop(1)
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
RULE = """[[rule]]
name = "Word documents"
types = ["docx"]
method = "rebuild"

"""


def picture(identifier):
    return in_run(drawn(PICTURE, '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="n"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
                        f'r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic>'))


def drawing():
    """A plan, which is nothing but a picture that nobody here reads."""
    return word_documents.package(word_documents.document(
        paragraph("配管の図") + picture("rIdP"), [relationship("rIdP", "image", "media/plan.emf")],
        {"word/media/plan.emf": b"\1\0\0\0" + bytes(100)}))


def assembled():
    """Most of the words are those of a page within."""
    return word_documents.package(word_documents.document(
        paragraph("表紙") + '<w:altChunk r:id="rIdA"/>', [relationship("rIdA", "aFChunk", "a.html")],
        {"word/a.html": "<html><p>本文はすべてこちらにある</p></html>".encode()}))


class Held(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-held-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = folder = pathlib.Path(scratch.name)
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        for name, rule in {"usual": RULE, "lenient": RULE.replace("rebuild\"", "rebuild\"\nmax_picture_loss_percent = 100"),
                           "look": RULE.replace("rebuild\"", "rebuild\"\nmax_picture_loss_percent = 100\n"
                                                "max_visual_difference_percent = 10")}.items():
            (folder / f"{name}.toml").write_text(text.replace("[[rule]]", rule + "[[rule]]", 1), encoding="utf-8")
        stick = folder / "stick"
        stick.mkdir()
        (stick / "図.docx").write_bytes(drawing())
        (stick / "組立.docx").write_bytes(assembled())
        (stick / "文.docx").write_bytes(word_documents.package(word_documents.document(paragraph("残る文"))))
        # A coloured box of the old kind, which is left out: nothing that is counted but a drawing.
        (stick / "覆い.docx").write_bytes(word_documents.package(word_documents.document(
            paragraph("表紙") + in_run('<w:pict><v:rect style="width:400pt;height:300pt" fillcolor="#204080"/></w:pict>'))))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("図.docx", drawing())
            archive.writestr("注.txt", "注意\n")
        (stick / "一式.zip").write_bytes(packed.getvalue())
        cls.done, cls.reports, cls.out = {}, {}, {}
        for name, policy, options, language in (
                ("held", "usual", [], "C"), ("text", "usual", ["--held", "text"], "ja_JP.UTF-8"),
                ("image", "usual", ["--held", "image"], "C"), ("lenient", "lenient", [], "C"), ("look", "look", [], "C")):
            cls.done[name] = subprocess.run(
                [f"{PROGRAMS}/bin/sekisho", "sanitize", stick, "--out", folder / name, "--state", folder / f"state-{name}", "--policy",
                 folder / f"{policy}.toml", "--json", folder / f"{name}.json", *options], capture_output=True, text=True,
                check=False, env={**os.environ, "LC_ALL": language})
            cls.reports[name] = json.loads((folder / f"{name}.json").read_text())
            cls.out[name] = sorted(path.name for path in (folder / name).iterdir())

    def file(self, run, path):
        return next(file for file in self.reports[run]["files"] if file["path"] == path)

    def ledger(self, run, kind):
        log = (self.folder / f"state-{run}/ledger/entries.log").read_bytes()
        while log:
            length = int.from_bytes(log[:4], "big")
            entry = json.loads(log[4:4 + length])
            if entry["type"] == kind:
                yield entry
            log = log[8 + length:]

    def test_a_copy_that_lacks_too_much_is_held_and_nothing_of_it_is_delivered(self):
        self.assertEqual(self.done["held"].returncode, 1, self.done["held"].stderr)
        for path, reason in (("図.docx", "pictures-lost: 1 of 1 pictures, charts and drawings, more than 50 %"),
                             ("組立.docx", "text-lost: 12 of 14 letters of text, more than 2 %")):
            file = self.file("held", path)
            self.assertEqual((file["verdict"], file["method"], file["reasons"], file["outputs"]), ("Held", "none", [reason], []))
            self.assertEqual(file["offers"], ["text", "flatten"])
        account = self.file("held", "図.docx")["account"]
        self.assertEqual({what: (one["before"], one["after"]) for what, one in account.items()},
                         {"text": (4, 4), "pages": (0, 0), "cells": (0, 0), "pictures": (1, 0), "links": (0, 0), "formulas": (0, 0)})
        self.assertEqual((account["pictures"]["en"], account["pictures"]["ja"]), ("pictures, charts and drawings", "画像・グラフ・図"))
        totals = self.reports["held"]["totals"]
        self.assertEqual((totals["files"], totals["sanitized"], totals["held"], totals["refused"], totals["no_answer"]), (5, 2, 3, 0, 0))
        self.assertEqual([name for name in self.out["held"] if name.endswith(("x", "pdf", "zip"))], ["一式.zip", "文.docx"])

    def test_the_table_says_what_is_lost_and_what_there_is_instead(self):
        shown = self.done["held"].stdout
        self.assertIn("pictures, charts and drawings: the rebuilt copy has 0 of 1", shown)
        self.assertIn("--held text (text only) or --held image (image PDF)", shown)
        self.assertIn("3 held", shown)
        self.assertIn("画像・グラフ・図：作り直した写しには 0（元は 1）", self.done["text"].stdout)

    def test_a_part_of_an_archive_is_held_by_itself(self):
        file = self.file("held", "一式.zip")
        self.assertEqual(file["verdict"], "Sanitized")
        self.assertEqual({part["path"]: part["verdict"] for part in file["parts"]}, {"図.docx": "Held", "注.txt": "Sanitized"})
        with zipfile.ZipFile(self.folder / "held/一式.zip") as archive:
            self.assertEqual(archive.namelist(), ["注.txt"])

    def test_a_part_that_is_held_is_told_wherever_a_held_file_is(self):
        packed = self.folder / "packed"
        packed.mkdir()
        shutil.copy(self.folder / "stick/一式.zip", packed)
        done = subprocess.run([f"{PROGRAMS}/bin/sekisho", "sanitize", packed, "--out", self.folder / "parts", "--state",
                               self.folder / "state-parts", "--policy", self.folder / "usual.toml", "--json",
                               self.folder / "parts.json"], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("parts left out of files that come through: 1 held, 0 refused", done.stdout)
        totals = json.loads((self.folder / "parts.json").read_text())["totals"]
        self.assertEqual((totals["sanitized"], totals["held"], totals["parts_held"], totals["parts_refused"]), (1, 0, 1, 0))
        entry = next(self.ledger("parts", "file_verdict"))
        self.assertEqual(entry["parts_left_out"], {"held": 1, "refused": 0, "first": [
            "pictures-lost: 1 of 1 pictures, charts and drawings, more than 50 %"]})

    def test_addresses_of_many_parts_are_counted_and_do_not_fill_the_report(self):
        flood = self.folder / "flood"
        flood.mkdir()
        words = "".join(f"https://{number}.example/{'𠀀' * 280}\r\n" for number in range(30))
        with zipfile.ZipFile(flood / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(60):
                archive.writestr(f"{number}.txt", words + str(number))
        (flood / "a.txt").write_text("fine\n")
        done = subprocess.run([f"{PROGRAMS}/bin/sekisho", "sanitize", flood, "--out", self.folder / "flooded", "--state",
                               self.folder / "state-flood", "--policy", self.folder / "usual.toml", "--json",
                               self.folder / "flood.json"], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads((self.folder / "flood.json").read_text())
        parts = next(file for file in report["files"] if file["path"] == "z.zip")["parts"]
        self.assertEqual([part["seen"]["count"]["links"] for part in parts], [30] * 60)
        listed = sum(len(link["text"].encode()) for part in parts for link in part["seen"]["links"])
        self.assertTrue(30_000 < listed <= 64 << 10, listed)
        self.assertEqual(parts[-1]["seen"]["more"], 30)

    def test_its_text_or_its_pages_are_handed_over_where_the_submitter_says_so(self):
        for run, verdict, method, ending in (("text", "TextOnly", "text", ".txt"), ("image", "Flattened", "flatten", ".pdf")):
            file = self.file(run, "図.docx")
            self.assertEqual((file["verdict"], file["method"]), (verdict, method))
            self.assertEqual(file["reasons"], self.file("held", "図.docx")["reasons"])
            self.assertEqual(file["account"], self.file("held", "図.docx")["account"])
            self.assertNotIn("offers", file)
            self.assertTrue(file["outputs"][0]["path"].endswith(ending), file["outputs"])
            self.assertEqual((self.file(run, "文.docx")["verdict"], self.file(run, "文.docx")["method"]), ("Sanitized", "rebuild"))
        self.assertIn("配管の図", (self.folder / "text" / self.file("text", "図.docx")["outputs"][0]["path"]).read_text("utf-8-sig"))


    def test_what_lacks_the_same_words_is_no_help_and_stays_held(self):
        for run, word, left in (("text", "text", "flatten"), ("image", "flatten", "text")):
            self.assertEqual(self.done[run].returncode, 1, self.done[run].stdout)
            self.assertEqual(self.reports[run]["totals"]["held"], 1)
            file = self.file(run, "組立.docx")
            self.assertEqual((file["verdict"], file["outputs"], file["offers"]), ("Held", [], [left]))
            self.assertEqual(file["reasons"], ["text-lost: 12 of 14 letters of text, more than 2 %",
                                               f"text-lost: {word} instead: 12 of 14 letters of text, more than 2 %"])
            self.assertEqual([name for name in self.out[run] if name.startswith("組立")], [])
        self.assertIn("? in place of it: --held text (text only)\n", self.done["image"].stdout)

    def test_a_limit_of_the_policy_decides(self):
        self.assertEqual(self.file("lenient", "図.docx")["verdict"], "Sanitized")
        self.assertEqual(self.file("lenient", "図.docx")["loss"]["images"], 1)
        self.assertEqual(self.file("lenient", "組立.docx")["verdict"], "Held")

    def test_a_copy_that_looks_otherwise_is_held_where_the_policy_has_it_drawn(self):
        file = self.file("look", "覆い.docx")
        self.assertEqual((file["verdict"], self.file("lenient", "覆い.docx")["verdict"]), ("Held", "Sanitized"))
        self.assertIn("looks-lost", file["reasons"][0])
        looks = file["account"]["looks"]
        self.assertLess(looks["after"], looks["before"] * 0.9)
        same = self.file("look", "文.docx")
        self.assertEqual(same["verdict"], "Sanitized")
        self.assertEqual(same["account"]["looks"]["before"], same["account"]["looks"]["after"])
        self.assertGreater(same["account"]["looks"]["before"], 0)
        self.assertNotIn("looks", self.file("lenient", "文.docx")["account"])

    def test_the_ledger_has_the_choice_and_the_verdict(self):
        for run, choice, verdict in (("held", "none", "Held"), ("text", "text", "TextOnly"), ("image", "image", "Flattened")):
            self.assertEqual([entry["held_files"] for entry in self.ledger(run, "transfer_submit")], [choice])
            entry = next(entry for entry in self.ledger(run, "file_verdict") if entry["path"] == "図.docx")
            self.assertEqual(entry["verdict"], verdict)
            self.assertTrue(entry["reasons"][0].startswith("pictures-lost"), entry)

    def test_another_choice_is_none(self):
        done = subprocess.run([f"{PROGRAMS}/bin/sekisho", "sanitize", self.folder / "stick", "--out", self.folder / "other", "--state",
                               self.folder / "state-other", "--policy", self.folder / "usual.toml", "--held", "rebuild"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertFalse((self.folder / "other").exists())


if __name__ == "__main__":
    unittest.main()
