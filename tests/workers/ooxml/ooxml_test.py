# SPDX-License-Identifier: MIT
"""Word documents through the real workers: what must be gone is gone, what must stay stays.

    ooxml_test.py BUILD_FOLDER

$SEKISHO_CORPUS is a folder of foreign documents, or shared/corpus beside the project; without one, those
tests are skipped.
"""
import functools
import io
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import carrying  # noqa: E402
import package_checks  # noqa: E402
import sample_files  # noqa: E402
import word_constructs  # noqa: E402
import word_documents  # noqa: E402
import word_samples  # noqa: E402
from carrying import BUILD, share_kept  # noqa: E402
from planting import MARK, planted  # noqa: E402
from word_constructs import EVIL, KEPT  # noqa: E402

carry = functools.partial(carrying.carry, kind="documents")


class Constructs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.wanted = {}
        documents = {}
        for name, files, kept in word_constructs.all_constructs():
            for writing, rewrite in word_documents.WRITINGS.items():
                documents[f"{name}.{writing}"] = word_documents.package(rewrite(files))
                cls.wanted[f"{name}.{writing}"] = kept
        cls.documents = documents
        cls.outcomes = carry(documents)

    def each(self):
        for name, outcome in self.outcomes.items():
            with self.subTest(name):
                yield name, outcome

    def test_each_is_rebuilt_and_verified(self):
        self.assertGreater(len(self.outcomes), 400)
        for _, outcome in self.each():
            self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))

    def test_nothing_forbidden_is_left(self):
        for _, outcome in self.each():
            self.assertEqual(list(package_checks.faults(outcome.data)), [])
            for name, content in package_checks.parts_of(outcome.data).items():
                for evil in (EVIL.encode(), EVIL.encode("utf-16-le"), EVIL.lower().encode()):
                    self.assertNotIn(evil, content, name)

    def test_what_the_user_needs_is_still_there(self):
        for name, outcome in self.each():
            text = package_checks.words(outcome.data)
            for kept in self.wanted[name]:
                if kept == "<picture>":
                    media = [part for part in package_checks.parts_of(outcome.data) if "media" in part]
                    self.assertEqual(len(media), 1)
                else:
                    self.assertIn(kept, text)

    def test_what_was_left_out_is_told(self):
        told = {"macros": "macros", "ole": "embedded-object", "activex": "activex-control", "chunk": "foreign-document",
                "template": "template", "metadata": "metadata", "fonts": "embedded-font", "changes": "tracked-change",
                "field-dde": "active-field", "link-file": "hyperlink", "link-words-anchor": "hyperlink",
                "link-words-tooltip": "link-words", "custom-xml": "custom-xml",
                "linked-picture": "external-link", "emf": "unreadable-picture", "printer": "printer-settings"}
        for name, code in told.items():
            for writing in word_documents.WRITINGS:
                with self.subTest(f"{name}.{writing}"):
                    self.assertGreaterEqual(self.outcomes[f"{name}.{writing}"].removed.get(code, 0), 1)
        self.assertEqual(self.outcomes["emf.plain"].images_lost, 1)
        self.assertEqual(self.outcomes["svg.plain"].images_lost, 0)
        self.assertEqual(self.outcomes["link-file.plain"].links_lost, 1)

    def test_what_was_left_out_has_a_place(self):
        for name, outcome in self.each():
            parts = set(zipfile.ZipFile(io.BytesIO(self.documents[name])).namelist())
            for what, places in outcome.places.items():
                self.assertLessEqual(places.keys(), parts, what)
        self.assertEqual(self.outcomes["macros.plain"].places["macros"], {"word/vbaProject.bin": 1})
        self.assertEqual(self.outcomes["field-dde.plain"].places["active-field"], {"word/document.xml": 1})

    def test_the_same_document_comes_out_the_same(self):
        again = carry(self.documents)
        for name, outcome in self.each():
            self.assertEqual(outcome.data, again[name].data)

    def test_how_it_was_written_makes_no_difference(self):
        for name, outcome in self.each():
            plain = self.outcomes[name.rsplit(".", 1)[0] + ".plain"]
            self.assertEqual(outcome.data, plain.data)

    def test_the_checks_find_it_in_what_went_in(self):
        for name, data in self.documents.items():
            if name.endswith(".plain") and "split" not in name:
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    self.assertTrue(any(EVIL.encode() in archive.read(part) for part in archive.namelist()), name)


class Words(unittest.TestCase):
    def test_an_address_among_words_for_people_stays(self):
        where = "see https://www.example.jp/ for " + "more " * 60
        table = (f'<w:tbl><w:tblPr><w:tblCaption w:val="{where}"/><w:tblDescription w:val="{where}"/></w:tblPr>'
                 f"<w:tr><w:tc>{word_documents.paragraph('a')}</w:tc></w:tr></w:tbl>")
        picture = word_constructs.picture().replace("<wp:docPr", f'<wp:docPr descr="{where}"')
        outcome = carry({"a": word_documents.package(word_documents.document(
            table + f"<w:p><w:r>{picture}</w:r></w:p>", [word_constructs.PICTURE_LINK], word_constructs.PICTURE))})["a"]
        self.assertEqual(outcome.detail, "verified")
        self.assertEqual(package_checks.parts_of(outcome.data)["word/document.xml"].count(where.encode()), 3)


class Planted(unittest.TestCase):
    """Bytes in places that no reader shows, at random, never come out: nor does anything else change."""

    def test_planted_bytes_never_come_out(self):
        chance = random.Random(20261121)
        files = {name: files for name, files, _ in word_constructs.all_constructs()}
        plain = carry({name: word_documents.package(one) for name, one in files.items()})
        marked = carry({f"{name}.{turn}": planted(word_documents, "word", one, chance)
                         for name, one in files.items() for turn in range(4)})
        self.assertGreater(len(marked), 400)
        for name, outcome in marked.items():
            with self.subTest(name):
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertNotIn(MARK.encode(), b"".join(package_checks.parts_of(outcome.data).values()))
                self.assertEqual(outcome.data, plain[name.rsplit(".", 1)[0]].data)


class Choices(unittest.TestCase):
    def setUp(self):
        body = ('<w:p><w:hyperlink r:id="rIdL" w:tooltip="案内"><w:r><w:t>こちら</w:t></w:r></w:hyperlink>'
                + word_constructs.field('HYPERLINK "HTTPS://Example.COM/a b?q=1#x"', "そちら") + "</w:p>"
                '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>')
        self.document = word_documents.package(word_documents.document(
            body, [word_documents.relationship("rIdL", "hyperlink", "HTTP://Example.COM:8080/%7Ea?b=c", True),
                   word_documents.relationship("rIdC", "comments", "comments.xml")],
            {"word/comments.xml": word_documents.part(
                "w:comments", '<w:comment w:id="1" w:author="佐藤"><w:p><w:r><w:t>要確認</w:t></w:r></w:p></w:comment>')}))

    def test_links_and_comments_stay_as_the_policy_says(self):
        kept = carry({"a": self.document})["a"]
        parts = package_checks.parts_of(kept.data)
        self.assertIn(b'Target="http://example.com:8080/%7Ea?b=c" TargetMode="External"',
                      parts["word/_rels/document.xml.rels"])
        self.assertIn(b'> HYPERLINK &quot;https://example.com/a%20b?q=1#x&quot; </w:instrText>', parts["word/document.xml"])
        self.assertIn("佐藤".encode(), parts["word/comments.xml"])
        self.assertNotIn("hyperlink", kept.removed)

        bare = carry({"a": self.document}, "links=text", "comments=remove")["a"]
        parts = package_checks.parts_of(bare.data)
        self.assertEqual((bare.detail, bare.links_lost, bare.removed["comment"]), ("verified", 2, 1))
        self.assertNotIn("word/comments.xml", parts)
        for gone in (b"example", b"fldChar", b"commentReference", b"w:hyperlink "):
            self.assertNotIn(gone, b"".join(parts.values()).lower() if gone == b"example" else parts["word/document.xml"])
        self.assertIn("こちら", package_checks.words(bare.data))
        self.assertIn("そちら", package_checks.words(bare.data))


class Refusals(unittest.TestCase):
    def test_what_is_no_sound_document_is_refused(self):
        build, package = word_documents.document, word_documents.package
        good = build(word_documents.paragraph(KEPT))
        whole = package(good)
        body = good["word/document.xml"]

        def changed(text):
            return package({**good, "word/document.xml": text})

        deep = "<w:smartTag>" * 500 + "</w:smartTag>" * 500
        documents = {
            "doctype": changed(body.replace("?>", '?><!DOCTYPE w [<!ENTITY a "b">]>', 1)),
            "no-document": package({name: text for name, text in good.items() if name != "word/document.xml"}),
            "other-root": changed(body.replace("w:document", "w:styles")),
            "cut": whole[:-30],
            "cut-xml": changed(body[:-20]),
            "deep": changed(body.replace("<w:body>", "<w:body>" + deep)),
            "bytes": changed(body.encode().replace(KEPT.encode(), b"\xff\xfe")),
            "bomb": changed(body.replace("<w:body>", "<w:body>" + " " * 50_000_000)),
            "no-relations": package({**good, "_rels/.rels": word_documents.relationships()}),
            "before": b"MZ" + whole, "after": whole + b"x", "empty": b"", "text": b"PK",
        }
        for name, outcome in carry(documents).items():
            with self.subTest(name):
                self.assertEqual(outcome.state, "refused")
                self.assertEqual(outcome.data, b"")

    def test_parts_are_in_the_encodings_of_the_standard_alone(self):
        good = word_documents.document(word_documents.paragraph("Caf\u00e9 " + KEPT))
        body = good["word/document.xml"].split("?>", 1)[1]

        def written(encoding):
            text = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding, "xmlcharrefreplace")
            return word_documents.package({**good, "word/document.xml": text})

        told = carry({name: written(name) for name in ("utf-8", "utf-16", "us-ascii", "iso-8859-1")})
        for name in ("utf-8", "utf-16", "us-ascii"):
            self.assertEqual((name, told[name].detail, told[name].data), (name, "verified", told["utf-8"].data))
        self.assertEqual((told["iso-8859-1"].state, told["iso-8859-1"].detail), (
            "refused", "a part is neither UTF-8 nor UTF-16; the standard knows no other encoding"))


class Budget(unittest.TestCase):
    """Pictures of one document spend from one purse, also those that nobody can read."""

    def document(self, pictures):
        links = [word_documents.relationship(f"rIdP{at}", "image", f"media/{at}.bin") for at in range(len(pictures))]
        body = "".join(f"<w:p><w:r>{word_constructs.picture(f'rIdP{at}')}</w:r></w:p>" for at in range(len(pictures)))
        return word_documents.package(word_documents.document(
            body, links, {f"word/media/{at}.bin": data for at, data in enumerate(pictures)}))

    def carried(self, pictures, *options):
        return carry({"a": self.document(pictures)}, *options)["a"]

    def test_pixels(self):
        pictures = [word_documents.png(bytes((at, 0, 0))) for at in range(5)]  # 24 pixels each
        self.assertEqual(self.carried(pictures, "pixels=120").detail, "verified")
        self.assertEqual(self.carried(pictures, "pixels=119").state, "refused")

    def test_pixels_of_pictures_that_nobody_can_read(self):
        def broken(at):
            whole = word_documents.png(bytes((at, 0, 0)), size=(700, 700))
            return whole[:-len(whole) // 2]
        self.assertEqual(self.carried([broken(1)], "pixels=60000000").images_lost, 1)
        outcome = self.carried([broken(at) for at in range(3)], "pixels=60000000")
        self.assertEqual(outcome.state, "refused")
        self.assertIn("pixels", outcome.detail)
        small = [word_documents.png(bytes((at, 0, 0)))[:65] for at in range(3)]
        self.assertEqual(self.carried(small, "pixels=100000024").images_lost, 3)
        outcome = self.carried(small, "pixels=100000000")
        self.assertEqual((outcome.state, outcome.detail), ("refused", "its pictures have more pixels than allowed"))

    def test_time(self):
        pictures = [word_documents.png(bytes((at, 0, 0))) for at in range(3)]
        outcome = self.carried(pictures, "milliseconds=0")
        self.assertEqual((outcome.state, outcome.detail), ("refused", "its pictures take longer than allowed"))
        pictures = [word_documents.png(bytes((at % 256, at // 256, 1))) for at in range(600)]
        outcome = self.carried(pictures, "milliseconds=50")
        self.assertIn(outcome.state, ("refused", "silent"))
        self.assertEqual(self.carried(pictures[:3], "milliseconds=60000").detail, "verified")

    def test_pages(self):
        pictures = [sample_files.tiff(2, 8 + 8 * at, 8) for at in range(3)]
        self.assertEqual(self.carried(pictures, "pages=6").detail, "verified")
        self.assertEqual(self.carried(pictures, "pages=5").state, "refused")


def read_by_office(documents):
    """{name: the words that LibreOffice, in its sandbox, lays out}"""
    return {name: text.split() for name, text in carrying.read_by_office(documents, kind="documents").items()}


def addresses_by_office(documents):
    """{name: where LibreOffice takes the document's links to lead}"""
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in documents.items():
            pathlib.Path(scratch, name + ".docx").write_bytes(data)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/home", "--headless", "--convert-to", "fodt",
                        "--outdir", scratch, *pathlib.Path(scratch).glob("*.docx")], check=True, capture_output=True)
        return {path.stem: re.findall(r'<text:a [^>]*xlink:href="([^"]*)"', path.read_text())
                for path in pathlib.Path(scratch).glob("*.fodt")}


class Office(unittest.TestCase):
    def test_libreoffice_reads_the_same_words(self):
        source = word_samples.report()
        rebuilt = carry({"report": word_documents.package(source)})["report"]
        self.assertEqual((rebuilt.state, rebuilt.detail), ("ok", "verified"))
        read = read_by_office({"before": word_documents.package(source), "after": rebuilt.data})
        self.assertGreater(len(read["before"]), 30)
        self.assertGreaterEqual(share_kept(read["before"], read["after"]), 0.995)
        for words in ("見出し一", "表の中", "箇条書き", "上の余白", "脚注の文", "枠の中", "古い枠"):
            self.assertIn(words, "".join(read["after"]))
        for kept in ("w:tbl", "w:numPr", "w:footnoteReference", "m:oMath", "wps:txbx", "w:headerReference", "w:sectPr",
                     'w:styleId="Heading1"', "c:barChart", "a:clrScheme"):
            self.assertIn(kept.encode(), b"".join(package_checks.parts_of(rebuilt.data).values()), kept)


    def test_libreoffice_follows_links_to_the_web_alone(self):
        documents = {name: word_documents.package(files) for name, files, _ in word_constructs.all_constructs()
                     if name.startswith("link-words") or name.startswith("field-link-")}
        for name, words in {"no-value": '\\o \\l "place.exe"', "blank": '\\o "a " \\l "b"'}.items():
            instruction = f'HYPERLINK "http://good.example/" {words}'.replace('"', "&quot;")
            documents[name] = word_documents.package(word_documents.document(
                f"<w:p>{word_constructs.field(instruction)}</w:p>"))
        evil = addresses_by_office(documents)
        self.assertTrue(any("etc/passwd" in where or EVIL in where for found in evil.values() for where in found))
        rebuilt = carry(documents)
        found = addresses_by_office({name: outcome.data for name, outcome in rebuilt.items()})
        self.assertEqual(found.keys(), documents.keys())
        for name, addresses in found.items():
            with self.subTest(name):
                for address in addresses:
                    self.assertRegex(address, r"^(http://good\.example/)?(#[^:]*)?$")
        self.assertEqual(found["link-words-tooltip"], ["http://good.example/"])
        self.assertEqual(found["no-value"], ["http://good.example/#place.exe"])
        self.assertEqual(found["blank"], ["http://good.example/#b"])


CORPUS = pathlib.Path(os.environ.get("SEKISHO_CORPUS") or HERE.parents[3] / "shared/corpus")


@unittest.skipUnless(CORPUS.is_dir(), "there is no corpus")
class Corpus(unittest.TestCase):
    def documents(self, folder):
        return {path.name: path.read_bytes() for ending in ("docx", "docm", "dotx", "dotm")
                for path in sorted((CORPUS / folder).rglob(f"*.{ending}")) if b"PK" == path.read_bytes()[:2]}

    def test_nothing_dangerous_is_left(self):
        outcomes = carry(self.documents("active"))
        for name, outcome in outcomes.items():
            with self.subTest(name):
                if outcome.state == "refused":
                    self.assertEqual(outcome.detail, "a part declares a document type")
                else:
                    self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                    self.assertEqual(list(package_checks.faults(outcome.data)), [])
        self.assertGreaterEqual(sum(outcome.state == "ok" for outcome in outcomes.values()), 0.9 * len(outcomes))

    def test_broken_ones_end_well(self):
        for name, outcome in carry(self.documents("broken")).items():
            with self.subTest(name):
                self.assertIn(outcome.state, ("ok", "refused"))
                self.assertEqual(outcome.detail == "verified", outcome.state == "ok")

    def test_clean_ones_stay_what_they_were(self):
        documents = self.documents("clean")
        outcomes = carry(documents)
        good = {name: outcome.data for name, outcome in outcomes.items() if outcome.detail == "verified"}
        self.assertGreaterEqual(len(good), 0.97 * len(documents))
        before, after = read_by_office(documents), read_by_office(good)
        shares = [share_kept(words, after[name]) for name, words in before.items() if name in good]
        self.assertGreaterEqual(statistics.median(shares), 0.995)
        self.assertGreaterEqual(min(shares), 0.95)


if __name__ == "__main__":
    unittest.main(verbosity=1)
