# SPDX-License-Identifier: MIT
"""Signed files on the whole road: told in the report and in the record, and asked for where the policy does."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile

import open_documents
import signed_mail
import signed_office
import signed_pdf
import word_documents
from sample_files import JAPANESE, pdf_of
from signing import Authority

PROGRAMS = sys.argv.pop(1)
SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "samples"
PDF_RULE = re.compile(r'(types = \["pdf"\]\n)(?:[^\[\n].*\n)+')


class Signed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-signature-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = folder = pathlib.Path(scratch.name)
        cls.trust = folder / "trust"
        cls.trust.mkdir()
        ours, theirs = Authority(folder / "ours"), Authority(folder / "theirs", "他人")
        (cls.trust / "ours.pem").write_bytes(ours.root.read_bytes())
        taro = ours.person("taro", extensions={"subjectAltName": "email:taro@example.jp"})
        stranger = theirs.person("stranger", "/CN=知らない人")
        cls.stick = folder / "stick"
        cls.stick.mkdir()
        good = signed_pdf.signed(signed_pdf.plain(), lambda content: ours.sign(taro, content))
        cls.put("署名.pdf", good)
        cls.put("追記.pdf", signed_pdf.updated(good, {9: b"<</Added true>>"}))
        cls.put("改変.pdf", good.replace(b"Valve 12", b"Valve 13"))
        cls.put("他人.pdf", signed_pdf.signed(signed_pdf.plain(), lambda content: theirs.sign(stranger, content)))
        cls.put("錠.pdf", signed_pdf.signed(cls.locked(signed_pdf.plain()), lambda content: ours.sign(taro, content)))
        cls.put("なし.pdf", pdf_of(JAPANESE))
        report = signed_office.office(word_documents.document(word_documents.paragraph("弁7は閉")), taro)
        cls.put("報告.docx", word_documents.package(report))
        report["word/document.xml"] = report["word/document.xml"].replace("弁7は閉", "弁7は開")
        cls.put("改変.docx", word_documents.package(report))
        cls.put("連絡.eml", signed_mail.detached(lambda content: ours.sign(taro, content)))
        opaque = signed_mail.opaque(lambda content: ours.sign(taro, content, "-nodetach"))
        cls.put("包み.eml", opaque)
        nested = signed_mail.HEAD + b'Content-Type: multipart/mixed; boundary="outer"\r\n\r\n--outer\r\n' + (
            signed_mail.detached(lambda content: ours.sign(taro, content), head=b"") + b"\r\n--outer--\r\n")
        cls.put("中.eml", nested)
        files = open_documents.document("odt", open_documents.paragraph("弁7は閉"))
        files = {"META-INF/manifest.xml": open_documents.manifest(files), **files}
        cls.put("報告.odt", open_documents.package(signed_office.open_document(files, stranger)))

    @classmethod
    def locked(cls, content):
        """Against changes alone: it opens without a password. What is signed is encrypted by then."""
        plain, locked = cls.folder / "plain.pdf", cls.folder / "locked.pdf"
        plain.write_bytes(content)
        subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", "--object-streams=disable", plain, locked], check=True)
        return locked.read_bytes()

    @classmethod
    def put(cls, name, content):
        (cls.stick / name).write_bytes(content)

    def carried(self, name, options="", trust=None, status=1, medium=None, words=()):
        folder = self.folder / name
        folder.mkdir()
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        text = text.replace('families = ["office"]\nmethod = "flatten"\ntext_layer = "none"\n',
                            f'families = ["office"]\nmethod = "rebuild"\n{options}\n')
        text = text.replace('families = ["mail"]\n', f'families = ["mail"]\n{options}\n')
        text, count = PDF_RULE.subn(f'\\1method = "rebuild"\n{options}\n', text)
        self.assertEqual(count, 1)
        (folder / "policy.toml").write_text(f'{text}\n[signatures]\ntrust = "{trust or self.trust}"\n', encoding="utf-8")
        done = subprocess.run(
            [os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", medium or self.stick, *words, "--out", folder / "out", "--state", folder / "state",
             "--policy", folder / "policy.toml", "--json", folder / "report.json"],
            capture_output=True, text=True, env=os.environ | {"LC_ALL": "ja_JP.UTF-8"})
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        files = {file["path"]: file for file in json.loads((folder / "report.json").read_text())["files"]}
        return files, done.stdout, folder

    def test_all_are_told_and_come_along_without_their_signatures(self):
        files, screen, folder = self.carried("told", status=0)
        self.assertEqual({file["verdict"] for file in files.values()}, {"Sanitized"})
        told = {name: [(one["kind"], one["result"], one["covers"]) for one in file["signatures"]] for name, file in files.items()}
        self.assertEqual(told, {
            "署名.pdf": [("pdf", "valid", "whole")], "錠.pdf": [("pdf", "valid", "whole")],
            "追記.pdf": [("pdf", "valid-but-changed-after", "part")],
            "改変.pdf": [("pdf", "broken", "nothing")], "他人.pdf": [("pdf", "untrusted-signer", "whole")], "なし.pdf": [],
            "報告.docx": [("ooxml", "valid", "whole")], "改変.docx": [("ooxml", "broken", "nothing")],
            "報告.odt": [("odf", "untrusted-signer", "whole")], "連絡.eml": [("mail", "valid", "whole")],
            "包み.eml": [("mail", "valid", "whole")], "中.eml": []})
        one = files["署名.pdf"]["signatures"][0]
        self.assertEqual((one["signer"], one["issuer"], one["time"]), ("CN=山田太郎,O=浄水場,C=JP", "CN=試験ルート", "claimed"))
        self.assertRegex(one["signed_at"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        removed = {name: {(what["what"], what["count"]) for what in file["removed"]} for name, file in files.items()}
        for name in ("署名.pdf", "報告.docx", "報告.odt"):
            self.assertIn("signature", {what for what, _ in removed[name]}, name)
            self.assertNotIn("unverified-signature", {what for what, _ in removed[name]}, name)
        self.assertNotIn("signature", {what for what, _ in removed["なし.pdf"]})
        self.assertIn(("unverified-signature", 1), removed["中.eml"])
        words = {name: (folder / "out" / name).with_suffix(".txt").read_text(encoding="utf-8-sig")
                 for name in ("連絡.eml", "包み.eml", "中.eml")}
        for name in ("連絡.eml", "包み.eml"):
            self.assertIn("電子署名：有効(本文と添付ファイルのみ。件名・日付・宛先は署名されていません) / valid, of the content; "
                          "nobody signed subject, date and recipients [CN=山田太郎,O=浄水場,C=JP]", words[name])
            self.assertIn("弁7は閉", words[name])
        self.assertIn("検証していません", words["中.eml"])
        self.assertIn("encryption", {what for what, _ in removed["錠.pdf"]})
        self.assertIn("§ 署名：有効(ファイル全体), CN=山田太郎,O=浄水場,C=JP", screen)
        self.assertIn("§ 署名：無効(内容が署名されたものと異なります)", screen)
        self.assertNotIn(b"ByteRange", (folder / "out/署名.pdf").read_bytes())
        self.recorded(folder)

    # The ledger has the first few: that has to be the one that holds, wherever junk stands.
    def test_junk_does_not_keep_a_signer_out_of_the_ledger(self):
        junk = self.folder / "junk"
        junk.mkdir()
        with zipfile.ZipFile(self.stick / "報告.docx") as package:
            files = {name: package.read(name).decode() for name in package.namelist()}
        names = [f"a{number}.xml" for number in range(9)]
        files[signed_office.ORIGIN_LINKS] = files[signed_office.ORIGIN_LINKS].replace(
            "<Relationship ", "".join(map(signed_office.signature_link, names)) + "<Relationship ", 1)
        files |= {f"_xmlsignatures/{name}": "<x/>" for name in names}
        (junk / "報告.docx").write_bytes(word_documents.package(files))
        told, _, folder = self.carried("buried", 'signatures = "required"', medium=junk, status=0)
        self.assertEqual([one["result"] for one in told["報告.docx"]["signatures"]], ["unreadable"] * 9 + ["valid"])
        entry, = self.verdicts(folder)
        self.assertEqual(len(entry["signatures"]), 8)
        self.assertEqual(entry["signatures"][0]["signer"], "CN=山田太郎,O=浄水場,C=JP")

    def verdicts(self, folder):
        shown = subprocess.run([os.path.join(PROGRAMS, "bin/sekisho"), "ledger", "show", "all", "--json", "-", "--state",
                                folder / "state"], capture_output=True, text=True)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        return [entry for entry in json.loads(shown.stdout) if entry["type"] == "file_verdict"]

    def recorded(self, folder):
        recorded = {entry["path"]: entry.get("signatures") for entry in self.verdicts(folder)}
        self.assertIsNone(recorded["なし.pdf"])
        self.assertEqual([one["result"] for one in recorded["他人.pdf"]], ["untrusted-signer"])
        self.assertEqual(recorded["署名.pdf"][0]["signer"], "CN=山田太郎,O=浄水場,C=JP")

    def test_where_they_are_asked_for_only_a_valid_one_comes_along(self):
        files, screen, _ = self.carried("required", 'signatures = "required"')
        self.assertEqual({name for name, file in files.items() if file["verdict"] == "Sanitized"}, {"署名.pdf", "錠.pdf", "報告.docx", "連絡.eml", "包み.eml"})
        reasons = {name: file["reasons"] for name, file in files.items()}
        self.assertEqual(reasons["なし.pdf"], ["signature-required: it has none"])
        self.assertEqual(reasons["他人.pdf"][0][:40], "signature-required: pdf untrusted-signer")
        self.assertEqual(files["改変.pdf"]["outputs"], [])
        self.assertEqual(files["改変.pdf"]["signatures"][0]["result"], "broken")
        self.assertIn("有効な電子署名が必要です", screen)

    def test_what_a_password_locks_is_asked_for_its_signature_once_it_is_open(self):
        signed, bare = (self.folder / name for name in ("signed.docx", "bare.docx"))
        document = word_documents.document(word_documents.paragraph("弁7は閉"))
        bare.write_bytes(word_documents.package(document))
        signed.write_bytes((self.stick / "報告.docx").read_bytes())
        locked = self.folder / "locked"
        locked.mkdir()
        for file in (signed, bare):
            subprocess.run([sys.executable, "-B", SAMPLES / "encrypted_office.py", file, locked / file.name, "Rin 7", "agile"], check=True)
        (self.folder / "passwords").write_text("Rin 7\n")
        files, _, _ = self.carried("opened", 'signatures = "required"', medium=locked,
                                   words=["--file-passwords", self.folder / "passwords"])
        self.assertEqual((files["signed.docx"]["verdict"], files["signed.docx"]["signatures"][0]["result"]), ("Sanitized", "valid"))
        self.assertEqual((files["bare.docx"]["verdict"], files["bare.docx"]["reasons"]), ("Refused", ["signature-required: it has none"]))

    def test_without_an_answer_nothing_signed_comes_along(self):
        bad = self.folder / "bad-trust"
        bad.mkdir()
        (bad / "rubbish.pem").write_text("rubbish")
        files, _, _ = self.carried("silent", trust=bad, status=3)
        verdicts = {name: file["verdict"] for name, file in files.items()}
        self.assertEqual(verdicts.pop("なし.pdf"), "Sanitized")
        self.assertEqual(verdicts.pop("錠.pdf"), "Refused")  # Locked it stays, too.
        self.assertEqual(verdicts.pop("中.eml"), "Sanitized")
        self.assertEqual(verdicts.pop("改変.docx"), "Sanitized")  # That it was changed is known without any trust.
        self.assertEqual(set(verdicts.values()), {"NoAnswer"})
        self.assertIn("scanner-silent: signatures: ", files["署名.pdf"]["reasons"][0])


if __name__ == "__main__":
    unittest.main()
