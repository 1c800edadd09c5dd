# SPDX-License-Identifier: MIT
"""The road as its users travel it: the real programs, a FAT32 image, two people, a closed folder."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

import media
from output_checks import removals_without_words
from run_road import make_stick
from sample_files import METADATA, sample_stick

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
POLICY = os.path.join(PROGRAMS, "share", "bench.policy.toml")

# What must never come through, whatever else changes.
HOSTILE = [
    "写真/連結.png", "書庫/鍵付き.zip", "書庫/爆弾.zip", "書庫/混在.zip", "検査/eicar.com",
    "検査/eicar.txt", "検査/eicar.zip", "検査/setup.exe", "検査/autorun.inf", "検査/近道.lnk",
    "検査/請求書.pdf.exe", "検査/報告.docx", "検査/写真.jpg", "検査/絵と台本.gif", "検査/手紙.txt",
    "検査/途中.png", "検査/空.txt", "検査/不明.xyz", "検査/二つの顔.eml", "検査/二通.msg", "検査/暗号.eml", "検査/eicar.eml",
]
CLEAN = [
    "資料/運転日報.txt", "資料/運転日報(SJIS).txt", "資料/運転日報(EUC).txt", "資料/運転日報(JIS).txt",
    "資料/運転日報(UTF-16).txt", "資料/水位.csv", "資料/一覧.tsv", "資料/設定.ini", "資料/記録.log",
    "資料/点検.html", "資料/計画書.pdf", "資料/計画書(スクリプト付き).pdf", "資料/報告書.docx",
    "資料/報告書(マクロ).docm", "資料/水質.xlsx", "資料/説明.pptx",
    "資料/議事録.odt", "資料/台帳.ods", "資料/発表.odp", "資料/通知.rtf", "書庫/図面.zip", "書庫/記録.tar.gz",
    "写真/流量計.png", "写真/現場.jpg", "写真/配管.bmp", "写真/印.gif", "写真/図面.tif",
    "資料/点検のお知らせ.eml", "資料/受信箱.mbox", "資料/案内.msg", "資料/winmail.dat",
    "資料/引継書.doc", "資料/流量.xls",
]


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Journey(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="sekisho-journey-")
        cls.stick = os.path.join(cls.folder, "stick.img")
        make_stick(cls.stick)
        cls.stick_sha256 = sha256_of(cls.stick)
        os.makedirs(os.path.join(cls.folder, "small"))
        with open(os.path.join(cls.folder, "small", "日報.txt"), "w") as file:
            file.write("水質は良好\n")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def sekisho(self, *words, state, status=0):
        done = subprocess.run([SEKISHO, *words, "--state", self.path(state), "--policy", POLICY],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, status, f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def sanitize(self, state, out):
        self.sekisho("sanitize", "image:" + self.stick, "--out", self.path(out), "--json", self.path(out + ".json"),
                     state=state, status=1)
        with open(self.path(out + ".json"), encoding="utf-8") as file:
            return json.load(file)

    def test_1_sample_stick(self):
        report = self.sanitize("bench", "out")
        files = {file["path"]: file for file in report["files"]}
        self.assertEqual(report["totals"]["files"], len(sample_stick()))
        self.assertEqual(report["totals"]["no_answer"], 0, [f for f in report["files"] if f["verdict"] == "NoAnswer"])
        for path in HOSTILE:
            self.assertEqual(files[path]["verdict"], "Refused", path)
            self.assertTrue(files[path]["reasons"], path)
            self.assertEqual(files[path]["outputs"], [], path)
        for path in CLEAN:
            self.assertIn(files[path]["verdict"], ("Sanitized", "Flattened", "TextOnly"), files[path])
        removed = {path: [one["what"] for one in file["removed"]] for path, file in files.items()}
        self.assertEqual(removed["資料/計画書(スクリプト付き).pdf"], ["actions", "javascript"])
        self.assertEqual(removed["資料/計画書.pdf"], [])
        self.assertEqual(removed["資料/報告書(マクロ).docm"], ["macros"])
        self.assertEqual(removed["資料/報告書.docx"], [])
        self.assertEqual(removals_without_words(report["files"]), [])
        self.check_mail(files["資料/点検のお知らせ.eml"])
        self.check_outputs(report)
        self.assertEqual(sha256_of(self.stick), self.stick_sha256, "the medium was written")

    def check_mail(self, file):
        """Its words as a text, and each attachment made safe under its own name."""
        [output] = file["outputs"]
        with zipfile.ZipFile(self.path("out", output["path"])) as archive:
            self.assertEqual(archive.namelist(), ["水位.csv", "報告.pdf", "本文.txt"])
            words = archive.read("本文.txt").decode()
            self.assertTrue(archive.read("報告.pdf").startswith(b"%PDF-"))
            self.assertIn("09:00,12.5", archive.read("水位.csv").decode("utf-8-sig"))
        self.assertIn("差出人 (From): yamada@example.jp\n    表示名 (name): 山田\n", words.replace("\r\n", "\n"))
        self.assertIn("件名 (Subject): 点検", words)
        self.assertIn("運転日報を送ります。①髙﨑 ﾊﾝｶｸ", words)
        self.assertIn("報告.docx → 報告.pdf (Flattened)", words)

    def check_outputs(self, report):
        """The folder holds what the report says, and nothing else but its papers."""
        said = {output["path"]: output["sha256"] for file in report["files"] for output in file["outputs"]}
        found = {}
        for place, _, names in os.walk(self.path("out")):
            for name in names:
                path = os.path.join(place, name)
                found[os.path.relpath(path, self.path("out"))] = sha256_of(path)
        for paper in ("MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt"):
            self.assertIn(paper, found)
            del found[paper]
        self.assertEqual(found, said)
        for path in found:
            with open(self.path("out", path), "rb") as file:
                content = file.read()
            for poison in (b"/JavaScript", b"vbaProject", b"<script", b"EICAR", METADATA, b"=cmd"):
                if poison == b"=cmd":
                    self.assertNotIn(b",=cmd", content, path)
                else:
                    self.assertNotIn(poison, content, path)

    def test_2_same_in_same_out(self):
        first = self.sanitize("again", "out2")
        outputs = [file["outputs"] for file in first["files"]]
        with open(self.path("out.json"), encoding="utf-8") as file:
            self.assertEqual([file["outputs"] for file in json.load(file)["files"]], outputs)

    def test_3_the_record_holds_and_the_receipt_too(self):
        out = self.sekisho("ledger", "verify", "--receipt", self.path("out", "RECEIPT.txt"), state="bench")
        self.assertIn("whole and unchanged", out)
        self.sekisho("receipt", "verify", self.path("out", "RECEIPT.txt"), state="bench")
        log = self.path("bench", "ledger", "entries.log")
        with open(log, "r+b") as file:
            file.seek(400)
            byte = file.read(1)
            file.seek(400)
            file.write(bytes([byte[0] ^ 1]))
        self.sekisho("ledger", "verify", state="bench", status=1)

    def test_4_two_people(self):
        def password(name, text="correct horse 7 battery"):
            with open(self.path("pw-" + name), "w") as file:
                file.write(text + "\n")
            return self.path("pw-" + name)

        def who(name):
            return ["--account", name, "--password-file", self.path("pw-" + name)]

        add = ["account", "add"]
        self.sekisho(*add, "admin", "--role", "administrator", "--person", "T", "--new-password-file",
                     password("admin"), state="people")
        for name, role, person in (("sato", "submitter", "Sato"), ("sato2", "approver", "Sato"),
                                   ("suzuki", "approver", "Suzuki")):
            self.sekisho(*add, name, "--role", role, "--person", person, "--new-password-file", password(name),
                         *who("admin"), state="people")
        answer = self.sekisho("submit", self.path("small"), "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                              "--purpose", "test", *who("sato"), state="people")
        transfer = json.loads(answer.strip().splitlines()[-1])["transfer"]
        destination = self.path("zone")
        to = ["release", transfer, "--to", "dir:" + destination]
        self.sekisho(*to, *who("suzuki"), state="people", status=1)  # Nobody has approved.
        self.sekisho("approve", transfer, *who("sato"), state="people", status=1)
        self.sekisho("approve", transfer, *who("sato2"), state="people", status=1)  # The same person.
        password("suzuki", "wrong ")
        self.sekisho("approve", transfer, *who("suzuki"), state="people", status=1)
        password("suzuki")
        self.assertFalse(os.path.exists(destination) and os.listdir(destination))
        self.sekisho("approve", transfer, *who("suzuki"), state="people")
        self.sekisho(*to, *who("suzuki"), state="people")
        with open(os.path.join(destination, "日報.txt")) as file:
            self.assertEqual(file.read(), "水質は良好\n")
        self.assertNotIn("INCOMPLETE.txt", os.listdir(destination))
        self.assertEqual(json.loads(self.sekisho("status", transfer, "--json", "-", state="people"))["totals"]["files"], 1)
        self.assertIn("released", self.sekisho("list", state="people"))
        entries = json.loads(self.sekisho("ledger", "show", "all", "--json", "-", state="people"))
        kinds = [entry["type"] for entry in entries if entry.get("transfer") == transfer]
        self.assertEqual(kinds[-3:], ["approval", "release_intent", "release_done"])
        self.sekisho("ledger", "verify", state="people")

    def test_5_wrong_words(self):
        self.sekisho("sanitize", self.stick, state="wrong", status=2)
        self.sekisho("frobnicate", state="wrong", status=2)
        for threads in ["x", "-1", "2x", "65", "99999999999"]:
            self.sekisho("sanitize", self.stick, "--out", self.path("nothing"), "--threads", threads, state="wrong",
                         status=2)
        self.sekisho("sanitize", "image:/no/such/file", "--out", self.path("nothing"), state="wrong", status=3)
        os.makedirs(self.path("full", "x"))
        self.sekisho("sanitize", self.path("small"), "--out", self.path("full"), state="wrong", status=3)
        self.assertEqual(os.listdir(self.path("full")), ["x"])
        bad = self.path("bad.toml")
        with open(bad, "w") as file:
            file.write("[station]\nname = 3\n")
        done = subprocess.run([SEKISHO, "policy", "check", bad], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("bad.toml:2:", done.stderr)

    def test_9_an_image_as_destination(self):
        """Written by us, proved by dosfstools, read by our own road again."""
        os.makedirs(self.path("for-image", "資料"))
        for name in ("資料/運転日報😀.txt", "RECEIPT.txt"):
            with open(self.path("for-image", name), "w") as file:
                file.write(name + "\n")
        report = json.loads(self.sekisho("sanitize", self.path("for-image"), "--out", "image:" + self.path("out.img"),
                                         "--json", "-", state="image"))
        paths = [output["path"] for file in report["files"] for output in file["outputs"]]
        self.assertIn("RECEIPT (2).txt", paths)  # The station's own paper has that name.
        with open(self.path("out.img"), "rb") as image, open(self.path("volume.img"), "wb") as volume:
            image.seek(1 << 20)
            shutil.copyfileobj(image, volume)
        checked = subprocess.run(["/usr/sbin/fsck.fat", "-n", self.path("volume.img")], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        again = json.loads(self.sekisho("sanitize", "image:" + self.path("out.img"), "--out", self.path("image-again"),
                                        "--json", "-", state="image", status=1))
        self.assertEqual({file["path"] for file in again["files"]},
                         set(paths) | {"MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt"})
        self.assertEqual(again["medium"]["volumes"][0]["file_system"], "FAT32")
        # The same name again is somebody else's now.
        self.sekisho("sanitize", self.path("small"), "--out", "image:" + self.path("out.img"), state="image", status=3)

    def test_6_self_test(self):
        checks = json.loads(self.sekisho("selftest", state="self"))
        self.assertTrue(all(check["good"] for check in checks), checks)

    def test_7_without_definitions_the_station_policy_passes_nothing(self):
        done = subprocess.run([SEKISHO, "sanitize", self.path("small"), "--out", self.path("strict"), "--state",
                               self.path("strict-state"), "--json", "-"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(json.loads(done.stdout)["totals"]["sanitized"], 0)

    def test_8_a_policy_that_refuses_formulas_is_obeyed(self):
        with open(POLICY, encoding="utf-8") as file:
            text = file.read()
        self.assertIn('csv_formulas = "quote"', text)
        strict = self.path("strict.toml")
        with open(strict, "w", encoding="utf-8") as file:
            file.write(text.replace('csv_formulas = "quote"', 'csv_formulas = "refuse"'))
        os.makedirs(self.path("tables"))
        for name, content in (("good.csv", "a,b\r\n1,-2\r\n"), ("bad.csv", "a,b\r\n1,=1+1\r\n")):
            with open(self.path("tables", name), "w") as file:
                file.write(content)
        done = subprocess.run([SEKISHO, "sanitize", self.path("tables"), "--out", self.path("tables-out"), "--state",
                               self.path("tables-state"), "--policy", strict, "--json", "-"],
                              capture_output=True, text=True)
        verdicts = {file["path"]: file["verdict"] for file in json.loads(done.stdout)["files"]}
        self.assertEqual(verdicts, {"bad.csv": "Refused", "good.csv": "Sanitized"})

    def test_9_an_engine_that_says_nothing_of_a_file_passes_nothing(self):
        policy = self.path("silent.toml")
        with open(POLICY, encoding="utf-8") as file:
            text = file.read()
        with open(policy, "w", encoding="utf-8") as file:
            file.write(text + """
[[scanners.command]]
name = "odd"
argv = ["/bin/sh", "-c", "grep -q silence $0 && exit 7 || exit 0", "{file}"]
clean = [0]
found = [1]
""")
        os.makedirs(self.path("odd"))
        for name in ("silence", "words"):
            with open(self.path("odd", name + ".txt"), "w") as file:
                file.write(name + "\n")
        done = subprocess.run([SEKISHO, "sanitize", self.path("odd"), "--out", self.path("odd-out"), "--state",
                               self.path("odd-state"), "--policy", policy, "--json", "-"], capture_output=True, text=True)
        report = json.loads(done.stdout)
        verdicts = {file["path"]: file["verdict"] for file in report["files"]}
        self.assertEqual(verdicts, {"silence.txt": "NoAnswer", "words.txt": "Sanitized"})
        totals = report["totals"]
        self.assertEqual((totals["sanitized"], totals["refused"], totals["no_answer"]), (1, 0, 1))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertFalse(os.path.exists(self.path("odd-out", "silence.txt")))

    def test_9_a_file_is_too_large_by_one_byte_and_none_takes_a_papers_name(self):
        policy = self.path("small.toml")
        with open(POLICY, encoding="utf-8") as file:
            text = file.read()
        with open(policy, "w", encoding="utf-8") as file:
            file.write(text + "\n[limits]\nmax_file_bytes = 100_000\n")
        os.makedirs(self.path("sizes"))
        for name, content in (("most.txt", "x" * 99_999 + "\n"), ("more.txt", "x" * 100_000 + "\n"),
                              ("RECEIPT.txt", "of the shop\n")):
            with open(self.path("sizes", name), "w") as file:
                file.write(content)
        done = subprocess.run([SEKISHO, "sanitize", self.path("sizes"), "--out", self.path("sizes-out"), "--state",
                               self.path("sizes-state"), "--policy", policy, "--json", "-"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1, done.stderr)
        files = {file["path"]: file for file in json.loads(done.stdout)["files"]}
        verdicts = {name: file["verdict"] for name, file in files.items()}
        self.assertEqual(verdicts["most.txt"], "Sanitized")
        self.assertEqual(verdicts["more.txt"], "Refused")
        self.assertIn("too-large", str(files["more.txt"]["reasons"]))
        self.assertEqual(verdicts["RECEIPT.txt"], "Sanitized")
        with open(self.path("sizes-out", "RECEIPT (2).txt")) as file:
            self.assertEqual(file.read(), "of the shop\n")

    def test_9_each_reason_is_explained_in_the_persons_language(self):
        for language, words in (("ja_JP.UTF-8", "管理者に正規の定義の取り込みを依頼してください"),
                                ("en_US.UTF-8", "The administrator brings real definitions")):
            done = subprocess.run([SEKISHO, "sanitize", self.path("small"), "--out", self.path(language), "--state",
                                   self.path("words-state")], capture_output=True, text=True,
                                  env=dict(os.environ, LC_ALL=language))
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("✗ definitions-test", done.stdout)
            self.assertEqual(done.stdout.count(words), 1, done.stdout)


    def run_on(self, medium, name, status=1):
        report = json.loads(self.sekisho("sanitize", medium, "--out", self.path(name + "-out"), "--json", "-", state=name + "-state",
                                         status=status))
        return {file["path"]: file for file in report["files"]}

    def test_a_nothing_that_a_desktop_obeys_comes_along(self):
        """Files that act when a folder is merely looked at."""
        os.makedirs(self.path("obeyed", "__MACOSX"))
        obeyed = {
            "desktop.ini": b"[.ShellClassInfo]\r\nIconResource=\\\\server\\x.ico,0\r\n",
            "wide.ini": "[.ShellClassInfo]\r\nIconResource=x.ico,0\r\n".encode("utf-16"),
            "look.scf": b"[Shell]\r\nCommand=2\r\nIconFile=\\\\server\\x.ico\r\n",
            "look.txt": b"[Shell]\r\nCommand=2\r\nIconFile=x.ico\r\n",
            "page.url": b"[InternetShortcut]\r\nURL=http://server/\r\n",
            "page.website": b"[InternetShortcut]\r\nURL=http://server/\r\n",
            "all.library-ms": b"<?xml version='1.0'?><libraryDescription xmlns='x'/>",
            "all.searchConnector-ms": b"<?xml version='1.0'?><searchConnectorDescription/>",
            "all.search-ms": b"<?xml version='1.0'?><persistedQuery/>",
            "x.settingcontent-ms": b"<?xml version='1.0'?><PCSettings/>",
            "autorun.inf": b"[autorun]\r\nopen=x.exe\r\n",
            "Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
            ".DS_Store": b"\0\0\0\1Bud1\0\0\x10\0" + bytes(100),
            "__MACOSX/._photo.jpg": b"\0\5\x16\7\0\2\0\0Mac OS X        " + bytes(60),
        }
        for name, content in obeyed.items():
            with open(self.path("obeyed", name), "wb") as file:
                file.write(content)
        files = self.run_on(self.path("obeyed"), "obeyed")
        self.assertEqual({path: file["verdict"] for path, file in files.items()}, dict.fromkeys(obeyed, "Refused"))
        for file in files.values():
            self.assertEqual(file["outputs"], [])

    def test_b_streams_of_an_ntfs_medium_are_told_and_stay(self):
        os.makedirs(self.path("tree", "SUB"))
        for name in ("A.TXT", "SUB/C.TXT"):
            with open(self.path("tree", name), "w") as file:
                file.write(name + "\n")
        image = self.path("streams.img")
        media.ntfs(image, self.path("tree"))
        for name in ("A.TXT", "SUB/C.TXT"):
            media.run("ntfscp", "-f", "-N", "evil.exe", image, self.path("tree", "A.TXT"), name)
        before = sha256_of(image)
        files = self.run_on("image:" + image, "streams")
        self.assertEqual(sha256_of(image), before, "the medium was written")
        self.assertEqual({path: file["verdict"] for path, file in files.items()}, {
            "A.TXT": "Sanitized", "A.TXT:evil.exe": "Refused", "SUB/C.TXT": "Sanitized", "SUB/C.TXT:evil.exe": "Refused"})
        found = [name for _, _, names in os.walk(self.path("streams-out")) for name in names]
        self.assertEqual(sorted(found), ["A.txt", "C.txt", "MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt"])

    def test_c_a_file_comes_out_the_same_alone_as_behind_others(self):
        """No process that has seen one file sees another."""
        os.makedirs(self.path("alone"))
        with open(self.path("out.json"), encoding="utf-8") as file:
            together = {file["path"]: file for file in json.load(file)["files"]}
        stick = sample_stick()
        for name in ("資料/計画書.pdf", "資料/報告書.docx", "写真/流量計.png", "書庫/図面.zip"):
            with open(self.path("alone", os.path.basename(name)), "wb") as file:
                file.write(stick[name])
            files = self.run_on(self.path("alone"), "alone-" + name.split(".")[-1], status=0)
            [alone] = files.values()
            self.assertEqual([output["sha256"] for output in alone["outputs"]],
                             [output["sha256"] for output in together[name]["outputs"]], name)
            os.remove(self.path("alone", os.path.basename(name)))

    def test_d_what_only_the_cleaning_makes_a_script_is_refused(self):
        """The copy is looked at by its own type, not by what the original was."""
        os.makedirs(self.path("scripts"))
        texts = {"turned.txt": "#\u202e!/bin/sh\necho hello\n", "joined.txt": "#\u200b!/bin/sh\necho hello\n",
                 "harmless.txt": "hello\u200b\n"}
        for name, content in texts.items():
            with open(self.path("scripts", name), "w", encoding="utf-8") as file:
                file.write(content)
        files = self.run_on(self.path("scripts"), "scripts")
        self.assertEqual({path: file["verdict"] for path, file in files.items()},
                         {"turned.txt": "Refused", "joined.txt": "Refused", "harmless.txt": "Sanitized"})
        for name in ("turned.txt", "joined.txt"):
            self.assertIn("output-type", files[name]["reasons"][0])


if __name__ == "__main__":
    unittest.main()
