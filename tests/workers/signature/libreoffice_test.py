# SPDX-License-Identifier: MIT
"""What is said of packages that LibreOffice signed."""
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

import open_documents
import word_documents
from probe import Bench
from signing import Authority, openssl

BUILD = sys.argv.pop(1)
SIGNER = pathlib.Path(__file__).resolve().parents[2] / "samples/libreoffice_signer.py"


def replaced(package, name, old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            assert entry.filename != name or old in content
            target.writestr(entry, content.replace(old, new) if entry.filename == name else content)
    return out.getvalue()


class SignedByLibreOffice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-signed-by-libreoffice-")
        cls.addClassCleanup(scratch.cleanup)
        folder = pathlib.Path(scratch.name)
        cls.bench = Bench(BUILD, folder)
        ours = Authority(folder / "ours")
        cls.bench.trusts("ours", ours.root)
        taro = ours.person("taro", key="2048")
        store = folder / "nss"
        store.mkdir()
        openssl("pkcs12", "-export", "-in", taro.certificate, "-inkey", taro.key, "-certfile", ours.root, "-name", "taro",
                "-passout", "pass:", "-out", folder / "taro.p12")
        for words in (["certutil", "-N", "--empty-password"], ["pk12util", "-i", folder / "taro.p12", "-W", ""],
                      ["certutil", "-M", "-n", "試験ルート", "-t", "CT,C,C"]):
            subprocess.run([*words, "-d", f"sql:{store}"], check=True, capture_output=True)
        (folder / "a.docx").write_bytes(word_documents.package(word_documents.document(
            word_documents.paragraph("弁7"), [word_documents.relationship("rId1", "styles", "styles.xml")],
            {"word/styles.xml": word_documents.part("w:styles", "")})))
        (folder / "a.odt").write_bytes(open_documents.package(open_documents.document("odt", open_documents.paragraph("弁7"))))
        subprocess.run(["/usr/bin/python3", "-B", SIGNER, store, folder / "a.docx", folder / "a.odt"], check=True, timeout=100)
        cls.files = {kind: (folder / f"a.{kind}").read_bytes() for kind in ("docx", "odt")}

    def test_a_good_one_is_valid_and_a_changed_one_broken(self):
        for kind, part in (("docx", "word/document.xml"), ("odt", "content.xml")):
            one, = self.bench.tell(self.files[kind], kind)
            self.assertEqual((one.result, one.covers, one.signer, one.time), ("valid", "whole", "CN=山田太郎,O=浄水場,C=JP", "claimed"))
            one, = self.bench.tell(replaced(self.files[kind], part, "弁7".encode(), "弁8".encode()), kind)
            self.assertEqual((one.result, one.covers), ("broken", "nothing"))


if __name__ == "__main__":
    unittest.main()
