# SPDX-License-Identifier: MIT
"""Encrypted files on the whole road: opened with the passwords that somebody gave, which are then nowhere."""
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAMS = sys.argv.pop(1)
SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "samples"
sys.path.insert(0, str(SAMPLES))
import compound_file  # noqa: E402
import encrypted_office  # noqa: E402
import encrypted_open  # noqa: E402
import legacy_documents  # noqa: E402
import open_documents  # noqa: E402
import word_documents  # noqa: E402

RULE = """[[rule]]
name = "older documents"
types = ["doc", "xls", "ppt", "odt"]
method = "rebuild"

"""
PASSWORD, OTHER = "Rin 7 kotoba", "another one"
MORE = []


def looks_like_macros(sheet):
    """Under a password by which the kind of its sheet, encrypted, reads like that of a sheet of macros."""
    for number in range(10_000):
        word = f"{PASSWORD[:4]}{number}"
        locked = encrypted_office.locked_xls(sheet, word, "md5", 40)
        at = locked.index(b"\x85\x00")
        if locked[at + 4 + 5] == 1:
            MORE.append(word)
            return locked
    raise AssertionError("no such password")


class Passwords(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-password-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = folder = pathlib.Path(scratch.name)
        stick = folder / "stick"
        stick.mkdir()
        (folder / "点検.txt").write_text("弁7は閉\n", encoding="utf-8")
        for name, password in (("点検.zip", PASSWORD), ("鍵なし.zip", OTHER)):
            subprocess.run(["7z", "a", "-tzip", "-mem=AES256", f"-p{password}", stick / name, folder / "点検.txt"],
                           check=True, stdout=subprocess.DEVNULL)
        (folder / "報告.docx").write_bytes(word_documents.package(word_documents.document(
            word_documents.paragraph("弁7は閉"))))
        for name in ("報告.docx", "表のふり.xlsx"):
            subprocess.run([sys.executable, "-B", SAMPLES / "encrypted_office.py", folder / "報告.docx", stick / name, PASSWORD,
                            "agile"], check=True)
        (stick / "古い報告.doc").write_bytes(encrypted_office.locked_doc("弁7は閉", PASSWORD, "md5", 40))
        opened = open_documents.document("odt", open_documents.paragraph("弁7は閉"))
        (stick / "議事録.odt").write_bytes(encrypted_open.locked(opened, PASSWORD, {"rounds": "100000"}))
        (folder / "議事録.odt").write_bytes(open_documents.package(opened))
        subprocess.run(["/usr/bin/python3", "-B", SAMPLES / "libreoffice_locker.py", PASSWORD, "writer8", folder / "議事録.odt",
                        stick / "議事録2.odt"], check=True, timeout=100)  # By LibreOffice itself.
        current = struct.pack("<HHIII", 0, 0x0FF6, 20, 20, 0xF3D1C4DF).ljust(4096, b"\0")
        (stick / "説明.ppt").write_bytes(compound_file.compound({"PowerPoint Document": bytes(4096), "Current User": current}))
        sheet = [legacy_documents.sheet("一", [(0, 0, "弁7は閉"), (1, 0, 12.5)])]
        (stick / "古い表.xls").write_bytes(encrypted_office.locked_xls(sheet, PASSWORD, "sha1", 128))
        (stick / "紛らわしい表.xls").write_bytes(looks_like_macros(sheet))
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        (folder / "policy.toml").write_text(text.replace("[[rule]]", RULE + "[[rule]]", 1), encoding="utf-8")
        (folder / "passwords").write_text(f"wrong\r\n\r\n{PASSWORD}\r\n{MORE[0]}\r\n", encoding="utf-8")

    def sanitize(self, name, *words):
        out, report = self.folder / name, self.folder / f"{name}.json"
        done = subprocess.run(
            [f"{PROGRAMS}/bin/sekisho", "sanitize", f"dir:{self.folder}/stick", "--out", f"dir:{out}", "--json", report,
             "--state", self.folder / f"{name}.state", "--policy", self.folder / "policy.toml", *words],
            capture_output=True, text=True, check=False)
        return done, out, report

    def test_opens_what_they_open_and_keeps_none(self):
        done, out, report = self.sanitize("given", "--file-passwords", self.folder / "passwords")
        self.assertEqual(done.returncode, 1, done.stderr)
        files = {file["path"]: file for file in json.loads(report.read_text())["files"]}
        self.assertEqual(files["点検.zip"]["verdict"], "Sanitized")
        self.assertEqual([one["what"] for one in files["点検.zip"]["removed"]], ["encryption"])
        self.assertEqual(files["鍵なし.zip"]["verdict"], "Refused")
        self.assertEqual(files["鍵なし.zip"]["reasons"], ["encrypted: none of the given passwords opens it"])
        self.assertEqual(files["報告.docx"]["verdict"], "Flattened", files["報告.docx"])
        self.assertIn("encryption", [one["what"] for one in files["報告.docx"]["removed"]])
        self.assertIn(b"%PDF", (out / "報告.pdf").read_bytes()[:8])
        for path, word in (("議事録.odt", "content.xml"), ("議事録2.odt", "content.xml"), ("古い報告.doc", "word/document.xml"), ("古い表.xls", "xl/sharedStrings.xml"),
                           ("紛らわしい表.xls", "xl/sharedStrings.xml")):
            self.assertEqual(files[path]["verdict"], "Sanitized", files[path])
            self.assertIn("encryption", [one["what"] for one in files[path]["removed"]])
            with zipfile.ZipFile(out / files[path]["outputs"][0]["path"]) as archive:
                self.assertIn("は閉", archive.read(word).decode())
        self.assertEqual(files["説明.ppt"]["reasons"], ["encrypted: a PPT under a password cannot be opened here"])
        self.assertIn("saved anew (as PPTX, for one)", done.stdout)
        self.assertEqual(files["表のふり.xlsx"]["verdict"], "Refused")
        self.assertTrue(files["表のふり.xlsx"]["reasons"][0].startswith("type-mismatch"), files["表のふり.xlsx"]["reasons"])
        with zipfile.ZipFile(out / "点検.zip") as archive:
            self.assertEqual(archive.read("点検.txt").decode().splitlines(), ["弁7は閉"])
        for path in self.folder.rglob("*"):
            if path.is_file() and path.name != "passwords":
                content = path.read_bytes()
                for word in (PASSWORD, "wrong\r"):
                    self.assertNotIn(word.encode(), content, path)
                    self.assertNotIn(word.encode("utf-16-le"), content, path)
        self.assertNotIn(PASSWORD, done.stdout + done.stderr)

    def test_says_what_to_do_without_them(self):
        done, out, report = self.sanitize("none")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual({file["verdict"] for file in json.loads(report.read_text())["files"]}, {"Refused"})
        self.assertIn("Give its password", done.stdout)

    def test_takes_so_many_and_no_more(self):
        for count, length, status in ((20, 127, 1), (21, 1, 2), (1, 128, 2)):
            (self.folder / "many").write_text("x" * length + "\n" + "y\n" * (count - 1))
            done, _, _ = self.sanitize(f"many-{count}-{length}", "--file-passwords", self.folder / "many")
            self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn("at most 20", done.stderr)
        done, _, _ = self.sanitize("missing", "--file-passwords", self.folder / "not there")
        self.assertEqual(done.returncode, 2)
        self.assertIn("not there", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
