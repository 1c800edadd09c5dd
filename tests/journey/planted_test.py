# SPDX-License-Identifier: MIT
"""Nothing that no reader shows comes out: random bytes in every gap, comment, padding and place of metadata.

planted_test.py BUILD [all]: of some hundred files, or of five hundred. The seed is told, and may be given
($SEKISHO_SEED)."""
import binascii
import io
import json
import os
import pathlib
import random
import re
import sys
import unittest
import zipfile
import zlib

from desk import Journey
from planted_files import KINDS, planted_files, planted_properties

Journey.programs = sys.argv.pop(1)
COUNT = 500 if sys.argv[1:] == ["all"] else 110
del sys.argv[1:]
SEED = int(os.environ.get("SEKISHO_SEED", "20261122"))
PICTURES = 'method = "flatten"\ntext_layer = "none"'
# Of these the broker makes words, or pictures of the pages, whatever the policy says.
OTHERWISE = {"svg": "pdf", "html": "txt", "eml": "zip", "tar.gz": "zip", "rtf": "docx", "doc": "docx", "xls": "xlsx"}


def openings(content):
    """What a file holds as it lies, and whatever is packed in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                yield info.filename.encode() + info.extra + info.comment
                yield from openings(archive.read(info))
    elif content.startswith(b"%PDF"):
        for stream in re.finditer(rb"/FlateDecode[^\n]*\nstream\n(.*?)\nendstream", content, re.S):
            yield zlib.decompress(stream.group(1))
    elif content.startswith(b"\x89PNG"):
        yield zlib.decompress(b"".join(chunk_data(content, b"IDAT")))


def chunk_data(content, wanted):
    at = 8
    while at < len(content):
        size = int.from_bytes(content[at:at + 4], "big")
        if content[at + 4:at + 8] == wanted:
            yield content[at + 8:at + 8 + size]
        at += 12 + size


def forms(seed):
    """As it was, and as writers of other formats would spell it."""
    hidden = seed.decode("utf-8", "ignore")
    if hidden and all(0xE0000 <= ord(c) < 0xE0080 for c in hidden):
        word = "".join(chr(ord(c) - 0xE0000) for c in hidden)
        return {seed, word.encode(), word.encode("utf-16-le")}
    if len(seed) < 6:
        return set()  # A coincidence.
    wide = {seed.decode("ascii").encode(coding) for coding in ("utf-16-le", "utf-16-be")} if seed.isalnum() else set()
    return {seed, binascii.hexlify(seed), binascii.hexlify(seed).upper(), *wide}


class Planted(Journey):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        print(f"seed {SEED}", flush=True)
        cls.stick = pathlib.Path(cls.path("stick"))
        cls.stick.mkdir()
        cls.planted = {}
        for name, content, seeds in planted_files(COUNT, random.Random(SEED)):
            (cls.stick / name).write_bytes(content)
            cls.planted[name] = seeds
        text = pathlib.Path(cls.bench_policy).read_text(encoding="utf-8")
        assert PICTURES in text
        # What is planted in elements that nobody knows counts as words that are lost.
        documents = text.replace(PICTURES, 'method = "rebuild"\nmax_text_loss_percent = 100', 1)
        cls.rebuild = cls.put("rebuild.toml", documents.replace(PICTURES, 'method = "rebuild"'))

    def carried(self, out, policy, stick=None):
        report = self.path(out + ".json")
        done = self.call("sanitize", str(stick or self.stick), "--out", self.path(out), "--json", report, state="state-" + out,
                         policy=policy)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        with open(report, encoding="utf-8") as file:
            return {one["path"]: one for one in json.load(file)["files"]}

    def check(self, files, out):
        found = []
        for path, file in files.items():
            wanted = [form for seed in self.planted[path] for form in forms(seed)]
            for output in file["outputs"]:
                for content in openings(pathlib.Path(self.path(out, output["path"])).read_bytes()):
                    found += [(path, form) for form in wanted if form in content]
        self.assertEqual(found, [])

    def test_nothing_comes_out_of_what_is_rebuilt(self):
        files = self.carried("rebuilt", self.rebuild)
        refused = {path: file["reasons"] for path, file in files.items() if not file["outputs"]}
        self.assertEqual(refused, {})
        for ending, _, _ in KINDS:
            kind = [file for path, file in files.items() if path.endswith("." + ending)]
            self.assertTrue(kind and all(file["outputs"][0]["path"].endswith(OTHERWISE.get(ending, ending)) for file in kind), ending)
        self.check(files, "rebuilt")
        # The same again, to the byte.
        again = self.carried("again", self.rebuild)
        self.assertEqual({path: [one["sha256"] for one in file["outputs"]] for path, file in files.items()},
                         {path: [one["sha256"] for one in file["outputs"]] for path, file in again.items()})

    def test_nothing_comes_out_of_what_becomes_pictures_or_words(self):
        some = pathlib.Path(self.path("some"))
        some.mkdir()
        for ending in ("odt", "ods", "odp"):
            name, content, seeds = planted_properties(ending, random.Random(SEED))
            self.planted[name] = seeds
            (some / name).write_bytes(content)
        for ending in ("docx", "xlsx", "pptx", "pdf"):
            for path in sorted(self.stick.glob(f"{ending}-*"))[:max(1, COUNT // 60)]:
                (some / path.name).write_bytes(path.read_bytes())
        text = pathlib.Path(self.bench_policy).read_text(encoding="utf-8")
        words = self.put("words.toml", text.replace(PICTURES, 'method = "text"'))
        layer = self.put("layer.toml", text.replace('text_layer = "none"', 'text_layer = "invisible"'))
        for out, policy in (("words", words), ("pictures", layer)):
            files = self.carried(out, policy, some)
            self.assertEqual({path: file["reasons"] for path, file in files.items() if not file["outputs"]}, {})
            self.check(files, out)

    def test_what_was_planted_would_be_found(self):
        for path in self.stick.iterdir():
            seeds = [seed for seed in self.planted[path.name] if forms(seed)]
            if path.name.endswith((".eml", ".tar.gz", ".rtf")):
                continue  # In Base64, gzip and digits.
            contents = list(openings(path.read_bytes()))
            found = [seed for seed in seeds if any(form in content for form in forms(seed) for content in contents)]
            self.assertGreater(len(found), len(seeds) * 0.6, path)


if __name__ == "__main__":
    unittest.main(verbosity=1)
