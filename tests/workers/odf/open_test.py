# SPDX-License-Identifier: MIT
"""ODT, ODS and ODP through the real workers: what must be gone is gone, what must stay stays.

    open_test.py BUILD_FOLDER

$SEKISHO_CORPUS is a folder of foreign documents, or shared/corpus beside the project; without one, those
tests are skipped.
"""
import io
import os
import pathlib
import random
import statistics
import sys
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]

from open_carrying import carry, carrying, read_by_office  # noqa: E402
import open_checks  # noqa: E402
import open_constructs  # noqa: E402
import open_documents  # noqa: E402
import open_samples  # noqa: E402
from open_constructs import EVIL, KEPT  # noqa: E402
from open_documents import cell, document, image, package, paragraph, slide, table, text_frame  # noqa: E402
from planting import MARK, planted  # noqa: E402


class Constructs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.documents = {}
        others = [name for name in open_documents.WRITINGS if name != "plain"]
        for number, (name, files) in enumerate(open_constructs.all_constructs()):
            for writing in ("plain", others[number // 3 % len(others)])[:2 if number % 3 == 0 else 1]:
                written = open_documents.WRITINGS[writing](files)
                cls.documents[f"{writing}.{name}"] = package(written)
        cls.outcomes = carry(cls.documents)

    def each(self):
        for name, outcome in self.outcomes.items():
            with self.subTest(name):
                yield name, outcome

    def test_each_is_rebuilt_and_verified(self):
        self.assertGreater(len(self.outcomes), 1600)
        for _, outcome in self.each():
            self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))

    def test_nothing_forbidden_is_left(self):
        for _, outcome in self.each():
            self.assertEqual(list(open_checks.faults(outcome.data)), [])
            for name, content in open_checks.parts_of(outcome.data).items():
                for evil in (EVIL.encode(), EVIL.encode("utf-16-le"), EVIL.lower().encode()):
                    self.assertNotIn(evil, content, name)

    def test_what_the_user_needs_is_still_there(self):
        for _, outcome in self.each():
            self.assertIn(KEPT, open_checks.words(outcome.data))

    def test_how_it_was_written_makes_no_difference(self):
        for name, outcome in self.each():
            plain = self.outcomes["plain." + name.split(".", 1)[1]]
            self.assertEqual(outcome.data, plain.data)

    def test_what_was_left_out_has_a_place(self):
        for name, outcome in self.each():
            parts = set(zipfile.ZipFile(io.BytesIO(self.documents[name])).namelist())
            for what, places in outcome.places.items():
                self.assertLessEqual(places.keys(), parts | {"sheet 1", "sheet 2", "slide 1", "slide 2"}, what)
        self.assertEqual(self.outcomes["plain.formula-web-of.ods"].places["formula"], {"sheet 1": 1})
        self.assertEqual(self.outcomes["plain.slide-animation.odp"].places["animations"], {"slide 1": 1})
        self.assertEqual(self.outcomes["plain.text-package-metadata.odt"].places["metadata"],
                         {"meta.xml": 1, "manifest.rdf": 1})

    def test_the_same_document_comes_out_the_same(self):
        some = {name: data for number, (name, data) in enumerate(self.documents.items()) if number % 7 == 0}
        for name, outcome in carry(some).items():
            with self.subTest(name):
                self.assertEqual(outcome.data, self.outcomes[name].data)

    def test_what_was_left_out_is_told(self):
        told = {"text-words-link-file.odt": "hyperlink", "text-words-script.odt": "script",
                "text-words-execute.odt": "active-field", "text-words-dde.odt": "active-field",
                "text-words-database.odt": "active-field", "text-words-file-name.odt": "field",
                "text-shape-object.odt": "embedded-object", "text-shape-ole.odt": "embedded-object",
                "slide-shape-plugin.odp": "media", "text-shape-floating.odt": "frame", "text-shape-image-map.odt": "action",
                "slide-shape-shape-action.odp": "action", "slide-shape-shape-event.odp": "script",
                "text-shape-picture-file.odt": "external-link", "text-shape-vector.odt": "unreadable-picture",
                "text-block-section.odt": "external-link", "text-block-section-dde.odt": "data-connection",
                "text-block-table-source.odt": "external-link", "text-style-background.odt": "external-link",
                "formula-web-of.ods": "formula", "sheet-validation.ods": "data-validation",
                "sheet-dde-links.ods": "data-connection", "sheet-pivot.ods": "pivot-table", "sheet-named.ods": "defined-name",
                "sheet-cached-book.ods": "external-link", "sheet-conditional.ods": "conditional-format",
                "text-changes.odt": "tracked-change", "text-forms.odt": "form", "text-events.odt": "script",
                "slide-animation.odp": "animations", "slide-old-animation.odp": "animations", "slide-events.odp": "action",
                "text-package-basic.odt": "macros", "text-package-python.odt": "macros", "text-package-signature.odt": "signature",
                "text-package-metadata.odt": "metadata", "text-package-interface.odt": "user-interface",
                "text-head-fonts.odt": "embedded-font", "text-head-scripts.odt": "script"}
        for name, code in told.items():
            with self.subTest(name):
                self.assertGreaterEqual(self.outcomes["plain." + name].removed.get(code, 0), 1)
        self.assertEqual(self.outcomes["plain.text-words-link-file.odt"].links_lost, 1)
        self.assertEqual(self.outcomes["plain.text-shape-vector.odt"].images_lost, 1)

    def test_the_checks_find_it_in_what_went_in(self):
        for name, data in self.documents.items():
            if name.startswith("plain."):
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    self.assertTrue(any(EVIL.encode() in archive.read(part) or EVIL in part
                                        for part in archive.namelist()), name)


class Planted(unittest.TestCase):
    """Bytes in places that no reader shows, at random, never come out: nor does anything else change."""

    def test_planted_bytes_never_come_out(self):
        chance = random.Random(20261122)
        files = dict(open_constructs.all_constructs()[::9])
        plain = carry({name: package(one) for name, one in files.items()})
        marked = carry({f"{turn}.{name}": planted(open_documents, "x", one, chance)
                        for name, one in files.items() for turn in range(4)})
        self.assertGreater(len(marked), 400)
        for name, outcome in marked.items():
            with self.subTest(name):
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertNotIn(MARK.encode(), b"".join(open_checks.parts_of(outcome.data).values()))
                self.assertEqual(outcome.data, plain[name.split(".", 1)[1]].data)


class Choices(unittest.TestCase):
    def setUp(self):
        body = paragraph('<text:a xlink:type="simple" xlink:href="HTTP://Example.COM:8080/a b?q=1">こちら</text:a>'
                         '<text:a xlink:href="#二章|outline">そこ</text:a><office:annotation office:name="1"><dc:creator>佐藤'
                         "</dc:creator><text:p>要確認</text:p></office:annotation>")
        self.document = package(document("odt", body))
        self.book = package(document("ods", table(
            cell(paragraph("3"), ' table:formula="of:=SUM([.B1:.C1])+[$\'表 2\'.A1]*2"'))))

    def test_links_and_comments_stay_as_the_policy_says(self):
        kept = carry({"a.odt": self.document})["a.odt"]
        content = open_checks.parts_of(kept.data)["content.xml"].decode()
        self.assertIn('xlink:href="http://example.com:8080/a%20b?q=1"', content)
        self.assertIn('xlink:href="#二章|outline"', content)
        self.assertIn("佐藤", content)
        self.assertNotIn("hyperlink", kept.removed)

        bare = carry({"a.odt": self.document}, "links=text", "comments=remove")["a.odt"]
        content = open_checks.parts_of(bare.data)["content.xml"].decode()
        self.assertEqual((bare.detail, bare.links_lost, bare.removed["comment"]), ("verified", 1, 1))
        for gone in ("example", "佐藤", "要確認"):
            self.assertNotIn(gone, content)
        self.assertIn("こちら", content)
        self.assertIn('xlink:href="#二章|outline"', content)

    def test_formulas_stay_as_the_policy_says(self):
        kept = carry({"a.ods": self.book})["a.ods"]
        self.assertIn("of:=SUM([.B1:.C1])+[$'表 2'.A1]*2", open_checks.parts_of(kept.data)["content.xml"].decode())
        bare = carry({"a.ods": self.book}, "formulas=values")["a.ods"]
        self.assertNotIn(b"formula", open_checks.parts_of(bare.data)["content.xml"])
        self.assertEqual((bare.detail, bare.removed["formula"]), ("verified", 1))
        self.assertIn("3", open_checks.words(bare.data))

    def test_a_picture_takes_the_place_of_one_that_nobody_can_read(self):
        for more, lost in (("", 1), ('<draw:image xlink:href="Pictures/a.png"/>', 0)):
            files = document("odt", paragraph(image("Pictures/a.svg", more)), parts={
                "Pictures/a.svg": "<svg/>", **open_constructs.PICTURE})
            outcome = carry({"a.odt": package(files)})["a.odt"]
            self.assertEqual((outcome.detail, outcome.images_lost), ("verified", lost))
            content = open_checks.parts_of(outcome.data)["content.xml"]
            self.assertEqual(content.count(b"<draw:image "), 1)

    def test_what_is_hidden_is_told(self):
        style = ('<style:style style:name="t" style:family="table"><style:table-properties table:display="false"/></style:style>'
                 '<style:style style:name="d" style:family="drawing-page"><style:drawing-page-properties '
                 'presentation:visibility="hidden"/></style:style>')
        sheet = table(cell(paragraph("a"))).replace("<table:table ", '<table:table table:style-name="t" ')
        hidden = slide(text_frame(paragraph("a"))).replace("<draw:page ", '<draw:page draw:style-name="d" ')
        told = carry({"a.ods": package(document("ods", sheet, automatic=style)),
                      "a.odp": package(document("odp", hidden, automatic=style))})
        self.assertEqual(told["a.ods"].removed["hidden-sheet"], 1)
        self.assertEqual(told["a.odp"].removed["hidden-slide"], 1)

    def test_the_manifest_of_old_documents_is_read(self):
        files = document("odt", paragraph(KEPT))
        old = open_documents.manifest(files).replace("?>", '?><!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD '
                                                     'Manifest 1.0//EN" "Manifest.dtd">')
        self.assertEqual(carry({"a.odt": package({**files, "META-INF/manifest.xml": old})})["a.odt"].detail, "verified")

    def test_repeated_cells_and_blanks_are_limited(self):
        def row(cells, rows="1000000"):
            return package(document("ods", table(cells).replace(
                "<table:table-row>", f'<table:table-row table:number-rows-repeated="{rows}">')))
        filled = cell("", ' table:number-columns-repeated="20"')
        with_words = f'<table:table-cell table:number-columns-repeated="20">{paragraph("a")}</table:table-cell>'
        empty = '<table:table-cell table:number-columns-repeated="16384"/>'
        blanks = paragraph('<text:s text:c="9999"/>' * 2000)
        nested = "<table:table-row/>" + cell("", ' table:number-columns-repeated="20"')
        untyped = '<table:table-cell table:number-columns-repeated="20" office:string-value="a"/>'
        matrix = ('<table:table-cell table:number-matrix-columns-spanned="{}" table:number-matrix-rows-spanned="20000"'
                  ' office:value-type="float" office:value="1"/>')
        told = carry({"more-nested.ods": row(nested, "1000001"), "untyped.ods": row(untyped),
                      "more-untyped.ods": row(untyped, "1000001"), "matrix.ods": row(matrix.format("999"), "1"),
                      "more-matrix.ods": row(matrix.format("1001"), "1"), "most.ods": row(filled), "more.ods": row(filled, "1000001"), "words.ods": row(with_words),
                      "more-words.ods": row(with_words, "1000001"), "empty.ods": row(empty, "1048576"),
                      "blanks.odt": package(document("odt", blanks)), "more-blanks.odt": package(document("odt", blanks * 2))})
        self.assertEqual({name: (outcome.state, outcome.detail == "verified") for name, outcome in told.items()}, {
            name: ("refused", False) if name.startswith("more") else ("ok", True) for name in told})


class Refusals(unittest.TestCase):
    def test_what_is_no_sound_document_is_refused(self):
        good = document("odt", paragraph(KEPT))
        whole = package(good)
        body = good["content.xml"]

        def changed(text, name="content.xml"):
            return package({**good, name: text})

        locked = open_documents.manifest(good, '<manifest:file-entry manifest:full-path="a"><manifest:encryption-data/>'
                                               "</manifest:file-entry>")
        deep = "<text:section>" * 500 + "</text:section>" * 500
        documents = {
            "encrypted": package({**good, "META-INF/manifest.xml": locked}),
            "manifest": changed("<a", "META-INF/manifest.xml"),
            "doctype": changed(body.replace("?>", '?><!DOCTYPE w [<!ENTITY a "b">]>', 1)),
            "entity": changed(body.replace(KEPT, "&evil;")),
            "no-content": package({name: text for name, text in good.items() if name != "content.xml"}),
            "other-root": changed(body.replace("office:document-content", "office:document")),
            "other-kind": changed(body.replace("office:text", "office:spreadsheet")),
            "two-bodies": changed(body.replace("</office:text>", "</office:text><office:text/>")),
            "no-body": changed(body.replace("office:body", "office:styles")),
            "styles-root": changed(body, "styles.xml"),
            "cut": whole[:-30], "cut-xml": changed(body[:-20]), "deep": changed(body.replace("<office:text>", "<office:text>" + deep)),
            "bytes": changed(body.encode().replace(KEPT.encode(), b"\xff\xfe")),
            "bomb": changed(body.replace("<office:text>", "<office:text>" + " " * 50_000_000)),
            "before": b"MZ" + whole, "after": whole + b"x", "empty": b"", "text": b"PK",
        }
        for name, outcome in carry({f"{name}.odt": data for name, data in documents.items()}).items():
            with self.subTest(name):
                self.assertEqual(outcome.state, "refused")
                self.assertEqual(outcome.data, b"")
                if name == "encrypted.odt":
                    self.assertIn("encrypted", outcome.detail)


class Office(unittest.TestCase):
    def test_libreoffice_reads_the_same_words(self):
        sources = {f"report.{kind}": package(files) for kind, files in open_samples.reports().items()}
        rebuilt = carry(sources)
        for name, outcome in rebuilt.items():
            self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"), name)
        before = read_by_office(sources)
        after = read_by_office({name: outcome.data for name, outcome in rebuilt.items()})
        for name in sources:
            with self.subTest(name):
                self.assertGreater(len(before[name].split()), 5)
                self.assertEqual(before[name].split(), after[name].split())
                text = open_checks.words(rebuilt[name].data)
                for words in open_samples.WORDS[name.rsplit(".", 1)[1]]:
                    self.assertIn(words, text)
                content = b"".join(open_checks.parts_of(rebuilt[name].data).values()).decode(errors="replace")
                for markup in open_samples.MARKUP[name.rsplit(".", 1)[1]]:
                    self.assertIn(markup, content)


def corpus():
    given = os.environ.get("SEKISHO_CORPUS")
    place = pathlib.Path(given) if given else HERE.parents[3] / "shared" / "corpus"
    return place if place.is_dir() else None


@unittest.skipUnless(corpus(), "no corpus")
class Corpus(unittest.TestCase):
    def documents(self, folder):
        found = {path.name: path.read_bytes() for path in sorted((corpus() / folder).rglob("*"))
                 if path.suffix in (".odt", ".ods", ".odp")}
        return {name: data for name, data in found.items() if data.startswith(b"PK")}

    def test_nothing_active_is_left(self):
        for name, outcome in carry(self.documents("active")).items():
            with self.subTest(name):
                if outcome.state == "ok":
                    self.assertEqual(outcome.detail, "verified")
                    self.assertEqual(list(open_checks.faults(outcome.data)), [])

    def test_clean_ones_are_rebuilt_with_their_words(self):
        documents = self.documents("clean")
        rebuilt = carry(documents)
        for name, outcome in rebuilt.items():
            self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"), name)
        before = read_by_office(documents)
        after = read_by_office({name: outcome.data for name, outcome in rebuilt.items()})
        kept = [carrying.share_kept(before[name].split(), after[name].split()) for name in documents]
        self.assertGreaterEqual(statistics.median(kept), 0.995)
        self.assertGreaterEqual(min(kept), 0.8, dict(zip(documents, kept)))  # Of one, a chart had the rest.


if __name__ == "__main__":
    unittest.main(verbosity=1)
