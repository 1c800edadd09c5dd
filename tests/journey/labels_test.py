# SPDX-License-Identifier: MIT
"""Labels that documents bear where nobody sees them: told, counted, and written again onto the copies."""
import base64
import hashlib
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import zipfile

import unittest

import book_documents
import book_samples
import legacy_documents
import open_documents
import open_samples
import sample_files
import show_documents
import show_samples
import word_documents
from desk import Journey

Journey.programs = sys.argv.pop(1)

SECRET = "PLANTED-4711"
CORE = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>')
CUSTOM = ('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
          'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
          'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="MSIP_Label_0f_Name"><vt:lpwstr>%s</vt:lpwstr>'
          "</property></Properties>")
META = ('<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'office:version="1.3"><office:meta><dc:creator>' + SECRET + "</dc:creator>{}</office:meta></office:document-meta>")
XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><pdfx:MSIP_Label_0f_Name>機密性2</pdfx:MSIP_Label_0f_Name></x:xmpmeta>".encode()
PICTURES = 'method = "flatten"\ntext_layer = "none"'


def pdf(trailer=b"", info=None, metadata=None):
    """One page; `info` and `metadata` are what it says of itself."""
    objects = [b"<</Type/Catalog/Pages 2 0 R" + (b"/Metadata 5 0 R" if metadata else b"") + b">>",
               b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<>>>>",
               b"<</Length 18>>stream\n0 0 90 30 re f    \nendstream"]
    if metadata:
        objects.append(b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(metadata), metadata))
    if info:
        objects.append(info)
    file = sample_files.pdf_from(objects)
    return file.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info %d 0 R" % len(objects)) if info else file


def core(content):
    return {"docProps/core.xml": CORE.format(f"<dc:creator>{SECRET}</dc:creator>" + content)}


def wide(text):
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


# Name, content, what its properties say, and what its copy bears.
def labelled():
    reports = open_samples.reports()
    return {
        "報告.docx": (word_documents.package({**word_documents.document(word_documents.paragraph("水位")),
                      **core("<cp:keywords>水位；機密性３Ａ " + SECRET + "</cp:keywords>")}), ["機密性3A"], "機密性3A"),
        "表.xlsx": (book_documents.package({**book_samples.report(), "docProps/custom.xml": CUSTOM % "【可用性2】"}),
                   ["可用性2"], "可用性2"),
        "説明.pptx": (show_documents.package({**show_samples.report(), **core("<cp:category>取扱い注意</cp:category>"
                     "<cp:contentStatus>完全性2</cp:contentStatus>")}), ["取扱注意", "完全性2"], "取扱注意 完全性2"),
        "議事録.odt": (open_documents.package({**reports["odt"], "meta.xml": META.format("<meta:keyword>機密性2</meta:keyword>")}),
                     ["機密性2"], "機密性2"),
        "台帳.ods": (open_documents.package({**reports["ods"], "meta.xml": META.format(
            '<meta:user-defined meta:name="分類">部外秘</meta:user-defined>')}), ["部外秘"], "部外秘"),
        "発表.odp": (open_documents.package({**reports["odp"], "meta.xml": META.format("<dc:subject>機密性1</dc:subject>")}),
                   ["機密性1"], "機密性1"),
        "図面.pdf": (pdf(info=b"<</Author(" + SECRET.encode() + b")/Keywords" + wide("機密性3 " + SECRET) + b">>"),
                   ["機密性3"], "機密性3"),
        "計画.pdf": (pdf(metadata=XMP), ["機密性2"], "機密性2"),
        "通知.rtf": (legacy_documents.rtf(r"{\info{\keywords " + legacy_documents.escaped("機密性2") + r"}{\author "
                    + SECRET + "}}" + r"\pard water\par"), ["機密性2"], "機密性2"),
        "連絡.eml": (b"From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nX-Jichitai-Classification: =?UTF-8?B?"
                    + base64.b64encode("関係者外秘 完全性2 可用性2 と".encode() + SECRET.encode()) + b"?=\r\n\r\nwater\r\n",
                    None, "関係者外秘 完全性2 可用性2"),
        "社内.eml": (b"From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nDate: Mon, 1 Jan 2024 00:00:00 +0900\r\n"
                    b"Sensitivity: Company-Confidential\r\n\r\nwater\r\n", None, "社外秘"),
        "親展.eml": (b"From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nDate: Mon, 1 Jan 2024 00:00:00 +0900\r\n"
                    b"Sensitivity: Personal\r\n\r\nwater\r\n", None, ""),
        "機密性2_名だけ.docx": (word_documents.package(word_documents.document(word_documents.paragraph("水位"))), [], "機密性2"),
        "何もなし.docx": (word_documents.package({**word_documents.document(word_documents.paragraph("水位")),
                        **core(f"<cp:keywords>{SECRET}</cp:keywords>")}), [], ""),
        "何もなし.pdf": (pdf(info=b"<</Keywords(" + SECRET.encode() + b")>>"), [], ""),
        "何もなし.odt": (open_documents.package({**reports["odt"], "meta.xml": META.format("")}), [], ""),
    }


def borne_by(name, content):
    """What a reader shows of a copy's properties; everything else that stands there is a breach."""
    if name.endswith(".pdf"):
        said = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout.decode()
        assert not re.search("^(Title|Author|Subject|Creator|Producer|CreationDate):", said, re.M), said
        found = re.search("^Keywords: +(.*)$", said, re.M)
        return found.group(1) if found else ""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [one for one in package.namelist() if one.startswith("docProps/") or one == "meta.xml"]
        if not names:
            return ""
        assert names in (["docProps/core.xml"], ["meta.xml"]), names
        return re.sub("<[^>]*>", "", package.read(names[0]).decode()).strip()


class Labels(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stick = pathlib.Path(cls.path("stick"))
        cls.stick.mkdir()
        cls.all = labelled()
        for name, (content, _, _) in cls.all.items():
            (cls.stick / name).write_bytes(content)
        text = pathlib.Path(cls.bench_policy).read_text(encoding="utf-8")
        assert PICTURES in text
        cls.policies = {"rebuild": cls.put("rebuild.toml", text.replace(PICTURES, 'method = "rebuild"')),
                        "flatten": cls.bench_policy}

    def carried(self, policy, out):
        report = self.path(out + ".json")
        self.sekisho("sanitize", str(self.stick), "--out", self.path(out), "--json", report, state="state-" + out,
                     policy=self.policies[policy])
        with open(report, encoding="utf-8") as file:
            files = {one["path"]: one for one in json.load(file)["files"]}
        copies = {path.name: path.read_bytes() for path in pathlib.Path(self.path(out)).iterdir()}
        return files, copies, json.loads(copies["MANIFEST.json"])

    def check(self, policy):
        files, copies, manifest = self.carried(policy, policy)
        listed = {one["path"]: one for one in manifest["files"]}
        for name, (_, expected, stamp) in self.all.items():
            label = files[name]["label"]
            told = [one["label"] for one in label["found"] if one["where"] == "property"]
            output = files[name]["outputs"][0]["path"]
            with self.subTest(policy=policy, name=name):
                self.assertEqual(label["governs"], stamp)
                if expected is None:  # A text, which bears it among its words.
                    self.assertEqual("分類" in copies[output].decode(), bool(stamp))
                    self.assertIn(stamp, copies[output].decode())
                else:
                    self.assertEqual((told, label["stamped"]), (expected, stamp))
                    self.assertEqual(borne_by(output, copies[output]), stamp)
                self.assertEqual(listed[output].get("label", ""), stamp)
                self.assertNotIn(SECRET.encode(), copies[output])
                self.assertNotIn(wide(SECRET)[5:-1].upper(), copies[output])
        self.assertEqual(manifest["label"], "C3,I2,A2")  # The highest of each.
        return copies

    def test_a_rebuilt_copy_bears_the_label_that_only_the_properties_said(self):
        first = self.check("rebuild")
        _, second, _ = self.carried("rebuild", "again")
        for name in first:
            if name.rsplit(".", 1)[1] in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf"):
                self.assertEqual(hashlib.sha256(first[name]).digest(), hashlib.sha256(second[name]).digest(), name)

    def test_a_picture_of_it_bears_it_too(self):
        self.check("flatten")

    def test_the_ledger_and_a_program_that_knows_nothing_of_us_agree(self):
        _, copies, _ = self.carried("rebuild", "checked")
        stamps = {entry["path"]: entry["label"]["stamped"] for entry in self.entries(state="state-checked")
                  if entry["type"] == "file_verdict" and "label" in entry}
        self.assertEqual(stamps, {name: stamp if expected is not None else ""
                                  for name, (_, expected, stamp) in self.all.items() if stamp})
        for name, content in copies.items():
            if name.endswith(".pdf"):
                path = self.path("one.pdf")
                pathlib.Path(path).write_bytes(content)
                done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_what_hides_its_properties_does_not_pass(self):
        document = io.BytesIO()
        with zipfile.ZipFile(document, "w") as package:  # Stored, so that one byte breaks that part and no other.
            for name, part in {**word_documents.document(word_documents.paragraph("水位")),
                               **core("<cp:keywords>機密性3</cp:keywords>")}.items():
                package.writestr(name, part)
        os.mkdir(self.path("hidden"))
        pathlib.Path(self.path("hidden", "計画.docx")).write_bytes(
            document.getvalue().replace("機密性3".encode(), "機密性2".encode(), 1))
        for policy in self.policies:
            report = self.path(f"hidden-{policy}.json")
            self.sekisho("sanitize", self.path("hidden"), "--out", self.path("hidden-" + policy), "--json", report,
                         state="state-hidden-" + policy, policy=self.policies[policy], status=1)
            (file,) = json.loads(pathlib.Path(report).read_text(encoding="utf-8"))["files"]
            self.assertEqual((file["verdict"], file["outputs"]), ("Refused", []), policy)
            self.assertTrue(file["reasons"][0].startswith("broken: "), file["reasons"])

    def test_what_an_archive_holds_raises_the_transfer_too(self):
        with zipfile.ZipFile(self.path("archive.zip"), "w") as archive:
            archive.writestr("中/議事録.odt", self.all["議事録.odt"][0])
        self.put("other/案内.txt", "案内\n")
        self.sekisho("sanitize", self.path("archive.zip"), "--out", self.path("from-archive"), state="state-archive",
                     policy=self.policies["rebuild"])
        manifest = json.loads(pathlib.Path(self.path("from-archive", "MANIFEST.json")).read_text(encoding="utf-8"))
        self.assertEqual((manifest["label"], manifest["files"][0]["label"]), ("C2,I1,A1", "機密性2"))


if __name__ == "__main__":
    unittest.main()
