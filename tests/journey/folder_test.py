# SPDX-License-Identifier: MIT
"""An archive on the whole road, under a policy that wants a folder of it."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "samples/archives"))
import rar_archives  # noqa: E402

PROGRAMS = sys.argv.pop(1)
MANY = 25


def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


class Folders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-folder-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = folder = pathlib.Path(scratch.name)
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        rule = text[text.index('name = "archives"'):]
        (folder / "policy.toml").write_text(
            text.replace(rule, rule.replace('method = "rebuild"', 'method = "rebuild"\narchives = "folder"', 1)), encoding="utf-8")
        stick = folder / "stick"
        (stick / "図面").mkdir(parents=True)
        (stick / "図面/弁.txt").write_text("別の弁\n", encoding="utf-8")
        inner = folder / "inner.zip"
        pack(inner, {"中.txt": "中\n"})
        pack(stick / "図面.zip", {"弁.txt": "弁7\n", "資料/表.csv": "a,b\n1,2\n", "悪い.exe": "MZ" + "x" * 100,
                                "../外.txt": "外\n", "内側.zip": inner.read_bytes()})
        pack(stick / "図面.cbz.zip", {f"{number}.txt": f"{number}\n" for number in range(MANY)})
        pictures = HERE.parent / "fuzz/corpus/decode_picture"
        pack(stick / "写真.zip", {name: (pictures / name).read_bytes() for name in ("photo.heic", "photo.avif", "alpha.heic", "bitmap.ico")})
        drawing = rar_archives.new_file("弁.txt".encode(), "弁8\n".encode())
        comment = rar_archives.new_service(b"CMT", "弁の図\0".encode())
        (stick / "図面.cbr").write_bytes(rar_archives.new_rar([drawing, comment]))
        locked = rar_archives.new_file(b"a.txt", b"x", extra=rar_archives.ENCRYPTION)
        (stick / "鍵.rar").write_bytes(rar_archives.new_rar([locked]))
        (stick / "組.rar").write_bytes(rar_archives.new_rar([drawing], main_flags=1))
        pack(stick / "悪い.zip", {"悪い.exe": "MZ" + "x" * 100})
        done = subprocess.run(
            [f"{PROGRAMS}/bin/sekisho", "sanitize", f"dir:{stick}", "--out", f"dir:{folder}/out", "--json", folder / "report",
             "--state", folder / "state", "--policy", folder / "policy.toml"], capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        cls.shown = done.stdout
        cls.files = {file["path"]: file for file in json.loads((folder / "report").read_text())["files"]}

    def test_holds_what_came_through(self):
        out = self.folder / "out"
        file = self.files["図面.zip"]
        self.assertEqual(file["verdict"], "Sanitized", file)
        self.assertEqual([output["path"] for output in file["outputs"]],
                         ["図面_zip/弁.txt", "図面_zip/資料/表.csv", "図面_zip/内側.zip"])
        self.assertEqual((out / "図面_zip/弁.txt").read_text(encoding="utf-8").splitlines(), ["弁7"])
        self.assertEqual((out / "図面/弁.txt").read_text(encoding="utf-8").splitlines(), ["別の弁"])
        self.assertIn("1,2", (out / "図面_zip/資料/表.csv").read_text(encoding="utf-8-sig"))
        with zipfile.ZipFile(out / "図面_zip/内側.zip") as archive:
            self.assertEqual(archive.namelist(), ["中.txt"])
        self.assertEqual({part["path"]: part["verdict"] for part in file["parts"]}["悪い.exe"], "Refused")
        self.assertEqual(sorted(one["what"] for one in file["removed"]), ["part", "part"])
        self.assertIn("図面_zip/弁.txt", self.shown)
        self.assertFalse((self.folder / "外.txt").exists() or (out / "外.txt").exists())

    def test_holds_pictures_in_forms_that_are_written_here(self):
        outputs = {output["path"]: output["type"] for output in self.files["写真.zip"]["outputs"]}
        self.assertEqual(outputs, {"写真_zip/photo.jpg": "image/jpeg", "写真_zip/photo (2).jpg": "image/jpeg",
                                   "写真_zip/alpha.png": "image/png", "写真_zip/bitmap.png": "image/png"}, self.files["写真.zip"])

    def test_holds_what_a_rar_had_and_says_why_another_stays_behind(self):
        self.assertEqual(self.files["図面.cbr"]["verdict"], "Sanitized", self.files["図面.cbr"])
        self.assertEqual((self.folder / "out/図面_cbr/弁.txt").read_text(encoding="utf-8").splitlines(), ["弁8"])
        self.assertEqual([(one["what"], one["count"]) for one in self.files["図面.cbr"]["removed"]], [("archive-comment", 1)])
        for name, reason in (("鍵.rar", "encrypted: "), ("組.rar", "broken: one volume of several")):
            self.assertEqual(self.files[name]["verdict"], "Refused")
            self.assertTrue(any(one.startswith(reason) for one in self.files[name]["reasons"]), self.files[name])

    def entry(self, path):
        """Of the ledger, whose frames lie there as they are."""
        log = (self.folder / "state/ledger/entries.log").read_bytes()
        while log:
            length = int.from_bytes(log[:4], "big")
            entry = json.loads(log[4:4 + length])
            if entry["type"] == "file_verdict" and entry["path"] == path:
                return entry
            log = log[8 + length:]
        return None

    def test_is_in_the_manifest_as_a_whole(self):
        manifest = json.loads((self.folder / "out/MANIFEST.json").read_text())
        self.assertEqual(sum(file["path"].startswith("図面.cbz_zip/") for file in manifest["files"]), MANY)
        self.assertEqual(len(self.entry("図面.cbz.zip")["outputs"]), 20)
        self.assertEqual(self.entry("図面.cbz.zip")["outputs_in_all"], MANY)
        self.assertEqual(len(self.entry("図面.zip")["outputs"]), 3)
        self.assertNotIn("outputs_in_all", self.entry("図面.zip"))
        verified = subprocess.run([f"{PROGRAMS}/bin/sekisho", "ledger", "verify", "--state", self.folder / "state"],
                                  capture_output=True, text=True, check=False)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_is_none_of_which_nothing_may_come(self):
        self.assertEqual(self.files["悪い.zip"]["verdict"], "Refused")
        self.assertEqual(self.files["悪い.zip"]["outputs"], [])
        self.assertFalse((self.folder / "out/悪い_zip").exists())


if __name__ == "__main__":
    unittest.main(verbosity=1)
