# SPDX-License-Identifier: MIT
"""What the second person reads of a transfer before saying yes to it."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import qr_codes

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
POLICY = os.path.join(PROGRAMS, "share", "bench.policy.toml")
PASSWORD = "correct horse 7 battery"


class Approver(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-approver-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        (cls.folder / "password").write_text(PASSWORD + "\n")
        (cls.folder / "stick").mkdir()
        cls.fill(cls.folder / "stick")
        add = ["account", "add"]
        new = ["--new-password-file", str(cls.folder / "password")]
        cls.run_as(*add, "admin", "--role", "administrator", *new)
        for name, role in (("sato", "submitter"), ("suzuki", "approver")):
            cls.run_as(*add, name, "--role", role, *new, who="admin")
        told = cls.run_as("submit", str(cls.folder / "stick"), "--zone", "bench", "--class", "document", "--label",
                          "C2,I2,A1", "--purpose", "点検", who="sato")
        cls.transfer = json.loads(told.strip().splitlines()[-1])["transfer"]

    @staticmethod
    def fill(stick):
        (stick / "案内.txt").write_text("詳細はhttps://example.jp/点検を参照。\r\n連絡先: tanaka@example.jp\r\n",
                                      encoding="utf-8")
        (stick / "多数.txt").write_text("".join(f"https://example.jp/{i}\r\n" for i in range(45)), encoding="utf-8")
        (stick / "画面.html").write_text('<p><a href="ftp://x.example/&#27;[2J">こちら</a>へ</p>', encoding="utf-8")
        (stick / "一覧_機密性1.txt").write_text("【機密性３】 住民の一覧\r\n", encoding="utf-8")
        (stick / "通知_取扱注意.txt").write_text("通知\r\n", encoding="utf-8")
        (stick / "案内図.png").write_bytes(qr_codes.png("https://例え.jp/点検"))
        (stick / "接続.png").write_bytes(qr_codes.png("WIFI:S:plant;P:x\x1b[2J;;"))
        (stick / "操作.txt").write_text("一\r\n\x1b[2J二\r\n三\r\n\x1b[0m四\r\n", encoding="utf-8")
        (stick / "静か.txt").write_text("異常なし\r\n", encoding="utf-8")

    @classmethod
    def run_as(cls, *words, who=None, language="en_US.UTF-8"):
        if who:
            words += ("--account", who, "--password-file", str(cls.folder / "password"))
        done = subprocess.run([SEKISHO, *words, "--state", str(cls.folder / "state"), "--policy", POLICY],
                              capture_output=True, text=True, env=dict(os.environ, LC_ALL=language))
        if done.returncode != 0:
            raise AssertionError(f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def files(self):
        report = json.loads(self.run_as("status", self.transfer, "--json", "-"))
        return {file["path"]: file for file in report["files"]}

    def test_addresses_stand_beneath_their_file(self):
        shown = self.run_as("status", self.transfer)
        self.assertIn("    @ links: 1, mail addresses: 1\n        https://example.jp/点検\n"
                      "        tanaka@example.jp\n", shown)
        self.assertIn("    @ links: 45\n", shown)
        self.assertIn("        https://example.jp/9\n        and 20 more in the report, 15 listed nowhere\n", shown)
        self.assertIn("        ftp://x.example/�[2J (behind a link)\n", shown)
        self.assertIn("リンク: 1, メールアドレス: 1", self.run_as("status", self.transfer, language="ja_JP.UTF-8"))

    def test_a_code_is_told_with_its_text_and_where_it_leads(self):
        shown = self.run_as("status", self.transfer)
        self.assertIn("    @ QR codes: 1\n        https://例え.jp/点検 (in a QR code)  !! leads to xn--r8jz45g.jp\n", shown)
        self.assertIn("        WIFI:S:plant;P:x�[2J;; (in a QR code)\n", shown)
        self.assertIn("    @ QRコード: 1\n        https://例え.jp/点検（QRコード内）  !! 実際の接続先：xn--r8jz45g.jp\n",
                      self.run_as("status", self.transfer, language="ja_JP.UTF-8"))
        self.assertEqual(self.files()["案内図.png"]["seen"], {
            "links": [], "addresses": [],
            "codes": [{"text": "https://例え.jp/点検", "where": "code", "host": "xn--r8jz45g.jp"}],
            "count": {"links": 0, "addresses": 0, "codes": 1}, "more": 0})

    def test_the_report_has_them_by_kind_and_place(self):
        files = self.files()
        self.assertEqual(files["案内.txt"]["seen"], {
            "links": [{"text": "https://example.jp/点検", "where": "text"}],
            "addresses": [{"text": "tanaka@example.jp", "where": "text"}], "codes": [],
            "count": {"links": 1, "addresses": 1, "codes": 0}, "more": 0})
        many = files["多数.txt"]["seen"]
        self.assertEqual((len(many["links"]), many["count"]["links"], many["more"]), (30, 45, 15))
        self.assertEqual(files["静か.txt"]["seen"]["count"], {"links": 0, "addresses": 0, "codes": 0})

    def test_a_label_above_the_transfers_is_told(self):
        shown = self.run_as("status", self.transfer)
        self.assertIn("    # label: 機密性1 (name), 機密性3 (text)  ** above the label of the transfer **"
                      "  ** they disagree; the highest counts **\n", shown)
        self.assertIn("    # label: 取扱注意 (name)\n", shown)
        self.assertIn("申請の分類より上です", self.run_as("status", self.transfer, language="ja_JP.UTF-8"))
        label = {"found": [{"label": "機密性1", "where": "name"}, {"label": "機密性3", "where": "text"}],
                 "governs": "機密性3", "above_transfer": True, "disagree": True, "stamped": ""}
        self.assertEqual(self.files()["一覧_機密性1.txt"]["label"], label)
        self.assertEqual(self.files()["静か.txt"]["label"]["found"], [])
        entries = json.loads(self.run_as("ledger", "show", "all", "--json", "-"))
        labels = {entry["path"]: entry.get("label") for entry in entries if entry["type"] == "file_verdict"}
        self.assertEqual(labels["一覧_機密性1.txt"], label)
        self.assertIsNone(labels["静か.txt"])

    def test_the_ledger_has_how_many_and_the_first(self):
        entries = json.loads(self.run_as("ledger", "show", "all", "--json", "-"))
        seen = {entry["path"]: entry.get("seen") for entry in entries if entry["type"] == "file_verdict"}
        self.assertEqual(seen["案内.txt"], {"links": 1, "addresses": 1, "codes": 0,
                                          "first": ["https://example.jp/点検", "tanaka@example.jp"]})
        self.assertEqual(seen["案内図.png"], {"links": 0, "addresses": 0, "codes": 1, "first": ["https://例え.jp/点検"]})
        self.assertEqual(len(seen["多数.txt"]["first"]), 5)
        self.assertIsNone(seen["静か.txt"])

    def test_the_ledger_has_what_was_left_out_and_where(self):
        entries = json.loads(self.run_as("ledger", "show", "all", "--json", "-"))
        removed = {entry["path"]: entry.get("removed") for entry in entries if entry["type"] == "file_verdict"}
        self.assertEqual(removed["操作.txt"], {"first": [{"what": "escape-sequence", "where": "lines 2-4", "count": 2}]})
        self.assertIsNone(removed["静か.txt"])

    def test_people_are_told_where_it_was(self):
        for language, line in (("en_US.UTF-8", "escape sequences (2): lines 2-4"), ("ja_JP.UTF-8", "エスケープシーケンス (2): 2～4行目")):
            self.assertIn(line, self.run_as("status", self.transfer, language=language))


if __name__ == "__main__":
    unittest.main()
