# SPDX-License-Identifier: MIT
"""Presentations through the real workers: what must be gone is gone, what must stay stays.

    show_test.py BUILD_FOLDER

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
import time
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import carrying  # noqa: E402
import show_checks  # noqa: E402
import show_constructs  # noqa: E402
import show_documents  # noqa: E402
import show_samples  # noqa: E402
from package_checks import parts_of  # noqa: E402
from planting import MARK, planted  # noqa: E402
from show_constructs import EVIL, KEPT, one  # noqa: E402
from show_documents import Slide, box, package, show  # noqa: E402

carry = functools.partial(carrying.carry, kind="presentations")
read_by_office = functools.partial(carrying.read_by_office, kind="presentations")


class Constructs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.wanted = {}
        documents = {}
        for name, files, kept in show_constructs.all_constructs():
            for writing, rewrite in show_documents.WRITINGS.items():
                documents[f"{name}.{writing}"] = package(rewrite(files))
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
            self.assertEqual(list(show_checks.faults(outcome.data)), [])
            for name, content in parts_of(outcome.data).items():
                for evil in (EVIL.encode(), EVIL.encode("utf-16-le"), EVIL.lower().encode(), EVIL.upper().encode()):
                    self.assertNotIn(evil, content, name)

    def test_what_the_user_needs_is_still_there(self):
        for name, outcome in self.each():
            words = show_checks.words(outcome.data)
            for kept in self.wanted[name]:
                if kept == "<picture>":
                    media = [part for part in parts_of(outcome.data) if "media" in part]
                    self.assertEqual(len(media), 1)
                else:
                    self.assertIn(kept, words)

    def test_what_was_left_out_is_told(self):
        told = {"macros": "macros", "ole": "embedded-object", "ole-choice": "embedded-object", "ole-bare": "embedded-object",
                "package": "embedded-object", "ole-in-group": "embedded-object", "activex": "activex-control",
                "activex-choice": "activex-control", "diagram": "drawing", "ink": "ink", "media-video": "media", "media-audio": "media",
                "media-external": "external-link", "media-disc": "media", "media-wave": "media", "link-sound": "media",
                "linked-picture": "external-link", "external-picture": "external-link", "emf": "unreadable-picture",
                "chart": "embedded-object", "chart-link": "hyperlink", "table-style": "unknown-element", "link-words": "link-words",
                "animation-play": "animations", "animation-audio": "animations", "animation-play-layout": "animations",
                "transition-sound": "media", "metadata": "metadata", "settings": "show-settings", "tags": "custom-data",
                "modern-comments": "comment", "comments": "comment", "field-datetime1": "active-field", "strange": "unknown-element",
                "stranger-part": "unknown-part", "link-hover": "hyperlink", "link-table": "hyperlink", "link-master": "hyperlink",
                "link-layout": "hyperlink", "link-notes": "hyperlink", "link-picture": "hyperlink", "action-program": "action",
                "action-macro": "action", "action-custom": "action", "theme-external": "external-link",
                "choice-without-fallback": "unknown-element"}
        for name, code in told.items():
            for writing in show_documents.WRITINGS:
                with self.subTest(f"{name}.{writing}"):
                    self.assertGreaterEqual(self.outcomes[f"{name}.{writing}"].removed.get(code, 0), 1)
        for code in ("view-settings", "printer-settings", "handout", "custom-xml", "embedded-font", "metadata", "unknown-part",
                     "custom-show", "custom-data", "protection"):
            self.assertIn(code, self.outcomes["settings.plain"].removed)
        self.assertEqual(self.outcomes["emf.plain"].images_lost, 1)
        self.assertEqual(self.outcomes["ole-bare.plain"].images_lost, 1)
        self.assertEqual(self.outcomes["ole.plain"].images_lost, 0)
        self.assertEqual(self.outcomes["link-file.plain"].links_lost, 2)
        self.assertEqual(self.outcomes["action-file.plain"].links_lost, 2)

    def test_what_was_left_out_has_a_place(self):
        for name, outcome in self.each():
            parts = set(zipfile.ZipFile(io.BytesIO(self.documents[name])).namelist())
            for what, places in outcome.places.items():
                self.assertLessEqual(places.keys(), parts, what)
        self.assertEqual(self.outcomes["macros.plain"].places["macros"], {"ppt/vbaProject.bin": 1})
        self.assertEqual(self.outcomes["link-notes.plain"].places["hyperlink"], {"ppt/notesSlides/notesSlide1.xml": 1})

    def test_the_same_presentation_comes_out_the_same(self):
        again = carry({name: data for name, data in self.documents.items() if name.endswith(".plain")})
        for name, outcome in again.items():
            self.assertEqual(outcome.data, self.outcomes[name].data, name)

    def test_how_it_was_written_makes_no_difference(self):
        for name, outcome in self.each():
            plain = self.outcomes[name.rsplit(".", 1)[0] + ".plain"]
            self.assertEqual(outcome.data, plain.data)

    def test_the_checks_find_it_in_what_went_in(self):
        for name, data in self.documents.items():
            if name.endswith(".plain"):
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    self.assertTrue(any(EVIL.encode() in archive.read(part) + part.encode() for part in archive.namelist()), name)


class Planted(unittest.TestCase):
    """Bytes in places that no reader shows, at random, never come out: nor does anything else change."""

    def test_planted_bytes_never_come_out(self):
        chance = random.Random(20261121)
        files = {name: files for name, files, _ in show_constructs.all_constructs()}
        files["report"] = show_samples.report()
        plain = carry({name: package(one) for name, one in files.items()})
        marked = carry({name: planted(show_documents, "ppt", one, chance) for name, one in files.items()})
        self.assertGreater(len(marked), 90)
        for name, outcome in marked.items():
            with self.subTest(name):
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertNotIn(MARK.encode(), b"".join(parts_of(outcome.data).values()))
                self.assertEqual(outcome.data, plain[name].data)


class Choices(unittest.TestCase):
    def test_links_stay_as_the_policy_says(self):
        source = package(show_samples.report())
        kept = carry({"a": source})["a"]
        self.assertIn(("hyperlink", "http://example.com/%7Ea?b=c"), show_checks.links(kept.data)["ppt/slides/_rels/slide1.xml.rels"])
        bare = carry({"a": source}, "links=text")["a"]
        self.assertEqual((bare.detail, bare.links_lost), ("verified", 1))
        self.assertNotIn(b"example.com", b"".join(parts_of(bare.data).values()))
        self.assertIn("案内", show_checks.words(bare.data))
        for outcome in (kept, bare):
            second = parts_of(outcome.data)["ppt/slides/slide2.xml"].decode()
            self.assertIn(("slide", "../slides/slide1.xml"), show_checks.links(outcome.data)["ppt/slides/_rels/slide2.xml.rels"])
            self.assertIn('action="ppaction://hlinksldjump"', second)
            self.assertIn('<a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/>', second)

    def test_comments_stay_as_the_policy_says(self):
        files = {name: files for name, files, _ in show_constructs.all_constructs()}["comments"]
        kept = carry({"a": package(files)})["a"]
        self.assertIn("佐藤", show_checks.words(kept.data))
        self.assertNotIn(b"2026-01-01", parts_of(kept.data)["ppt/comments/comment1.xml"])
        bare = carry({"a": package(files)}, "comments=remove")["a"]
        self.assertEqual((bare.detail, bare.removed["comment"]), ("verified", 1))
        self.assertNotIn("確認済みか", show_checks.words(bare.data))
        self.assertNotIn("佐藤", show_checks.words(bare.data))

    def test_hidden_slides_are_told_and_stay_hidden(self):
        outcome = carry({"a": package(show_samples.report())})["a"]
        self.assertEqual(outcome.removed["hidden-slide"], 1)
        self.assertRegex(parts_of(outcome.data)["ppt/slides/slide3.xml"].decode(), r'<p:sld [^>]*show="0"')
        self.assertIn("隠したページ", show_checks.words(outcome.data))

    def test_slides_that_are_not_there_are_told(self):
        files = show([Slide(box(KEPT)), Slide(box("二")), Slide(box("三"))])
        links = "ppt/_rels/presentation.xml.rels"
        for name, target in {"missing": "slides/none.xml", "escaped": "slides/slide%32.xml", "colon": "file:slide2.xml", "up": "../../slide2.xml"}.items():
            changed = {**files, links: files[links].replace("slides/slide2.xml", target)}
            outcome = carry({"a": package(changed)})["a"]
            self.assertEqual((name, outcome.detail, outcome.removed["slide"]), (name, "verified", 1))
            self.assertEqual(len([part for part in parts_of(outcome.data) if part.startswith("ppt/slides/slide")]), 2)

    def test_slides_keep_their_order(self):
        words = [f"順番{i}" for i in range(30)]
        files = show([Slide(box(one)) for one in words])
        rows = re.findall(r"<p:sldId [^>]*>", files["ppt/presentation.xml"])
        turned = "".join(reversed(rows))
        files["ppt/presentation.xml"] = files["ppt/presentation.xml"].replace("".join(rows), turned)
        outcome = carry({"a": package(files)})["a"]
        parts = parts_of(outcome.data)
        for at, text in enumerate(reversed(words), 1):
            self.assertIn(text.encode(), parts[f"ppt/slides/slide{at}.xml"])


class Refusals(unittest.TestCase):
    def test_what_is_no_sound_presentation_is_refused(self):
        good = show([Slide(box(KEPT)), Slide(box("二"))])
        whole = package(good)
        slide, main = "ppt/slides/slide1.xml", "ppt/presentation.xml"
        master, of_slide = "ppt/slideMasters/slideMaster1.xml", "ppt/slides/_rels/slide1.xml.rels"

        def changed(words, name=slide):
            return package({**good, name: words})

        def without(*names):
            return package({name: text for name, text in good.items() if name not in names})

        body, document = good[slide], good[main]
        documents = {
            "doctype": changed(body.replace("?>", '?><!DOCTYPE p [<!ENTITY a "b">]>', 1)),
            "doctype-master": changed(good[master].replace("?>", "?><!DOCTYPE p>", 1), master),
            "no-presentation": without(main), "no-theme": without("ppt/theme/theme1.xml"), "no-layout": without("ppt/slideLayouts/slideLayout1.xml"),
            "no-relations": without(of_slide), "other-root": changed(body.replace("p:sld", "p:notes")),
            "slide-of-stranger": changed(good[of_slide].replace("slideLayout1", "slideLayout2"), of_slide),
            "unlisted-layout": changed(re.sub("<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", "", good[master]), master),
            "slide-twice": changed(document.replace('r:id="rIdS2"', 'r:id="rIdS1"'), main),
            "layout-twice": changed(good[master].replace("</p:sldLayoutIdLst>", '<p:sldLayoutId id="9" r:id="rId1"/></p:sldLayoutIdLst>'), master),
            "master-twice": changed(document.replace("</p:sldMasterIdLst>", '<p:sldMasterId id="9" r:id="rIdM"/></p:sldMasterIdLst>'), main),
            "cut": whole[:-30], "cut-xml": changed(body[:-20]),
            "deep": changed(body.replace("</p:spTree>", "<x:a>" * 500 + "</x:a>" * 500 + "</p:spTree>")),
            "crossed": changed(body.replace("</a:t></a:r>", "</a:r></a:t>")),
            "bytes": changed(body.encode().replace(KEPT.encode(), b"\xff\xfe")),
            "bomb": changed(body.replace("</p:spTree>", " " * 70_000_000 + "</p:spTree>")),
            "a-word-document": changed("<document/>", main), "before": b"MZ" + whole, "after": whole + b"x", "empty": b"", "text": b"PK",
            "twin": package({**good, slide.upper(): body}),
        }
        for name, outcome in carry(documents).items():
            with self.subTest(name):
                self.assertEqual(outcome.state, "refused", outcome.detail)
                self.assertEqual(outcome.data, b"")


class Work(unittest.TestCase):
    def test_references_in_circles_end(self):
        """Slides that jump to all others, masters within one another: each part is built once."""
        count = 150
        jumps = "".join(box("→", 10 + i, link=f'<a:hlinkClick r:id="rIdJ{i}" action="ppaction://hlinksldjump"/>') for i in range(1, count + 1))
        links = [show_documents.relationship(f"rIdJ{i}", "slide", f"slide{i}.xml") for i in range(1, count + 1)]
        outcome = carry({"a": package(show([Slide(jumps, links) for _ in range(count)]))})["a"]
        self.assertEqual((outcome.state, outcome.detail, outcome.links_lost), ("ok", "verified", 0))
        self.assertEqual(len([name for name in parts_of(outcome.data) if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]), count)


    def test_the_work_grows_with_the_file_alone(self):
        """Many namespaces, many lists of one slide, frames within frames: none is looked through again and again."""
        many = 60_000
        spaces = " " + " ".join(f'xmlns:y{i}="urn:{i}"' for i in range(many // 2))
        frames = "<p:graphicFrame><a:graphic><a:graphicData uri='x'>" * 80 + "</a:graphicData></a:graphic></p:graphicFrame>" * 80
        documents = {
            "namespaces": show([Slide("<x:a/>" * many + box(KEPT), attributes=spaces)]),
            "trees": show([Slide(box(KEPT), inside="<p:spTree/>" * many + "<p:controls/>" * many)]),
            "frames": show([Slide(box(KEPT) + frames * 200)]),
            "bodies": show([Slide(box(KEPT).replace("</p:txBody>", "<a:p/>" * many + "<p:sndAc/>" * many + "<p:timing/>" * many
                                                    + "</p:txBody>"))]),
            "clicks": show([Slide(box(KEPT, link='<a:hlinkClick r:id=""/>' * many))])}
        start = time.monotonic()
        for name, outcome in carry({name: package(files) for name, files in documents.items()}).items():
            self.assertEqual((name, outcome.state, outcome.detail), (name, "ok", "verified"))
        self.assertLess(time.monotonic() - start, 20)


class Office(unittest.TestCase):
    def test_libreoffice_reads_the_same_words(self):
        source = package(show_samples.report())
        rebuilt = carry({"report": source})["report"]
        self.assertEqual((rebuilt.state, rebuilt.detail, rebuilt.images_lost), ("ok", "verified", 0))
        read = read_by_office({"before": source, "after": rebuilt.data})
        self.assertEqual(read["before"], read["after"])
        self.assertGreater(len(read["after"].split()), 20)
        for words in ("浄水場の報告", "項目", "観測点", "濃度の推移", "組の中", "戻る"):
            self.assertIn(words, read["after"])
        whole = b"".join(parts_of(rebuilt.data).values())
        for kept in ("p:transition", "a:tbl", "a:tableStyleId", "a:tblStyle ", "c:barChart", "a:custGeom", "p:grpSp", "a:stCxn", "p:bgPr",
                     'type="slidenum"', "p:txStyles", "a:clrScheme", "p:defaultTextStyle", "左\t右", "話すこと", 'type="title"', 'algn="ctr"'):
            self.assertIn(kept.encode(), whole, kept)

    def test_what_libreoffice_writes_stays_what_it_is(self):
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            (folder / "report.pptx").write_bytes(package(show_samples.report()))
            subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/home", "--headless", "--convert-to",
                            "pptx:Impress MS PowerPoint 2007 XML", "--outdir", folder / "out", folder / "report.pptx"],
                           check=True, capture_output=True)
            source = (folder / "out/report.pptx").read_bytes()
        rebuilt = carry({"a": source})["a"]
        self.assertEqual((rebuilt.state, rebuilt.detail, rebuilt.images_lost), ("ok", "verified", 0))
        self.assertEqual(rebuilt.removed.get("unknown-element", 0), 0)
        read = read_by_office({"before": source, "after": rebuilt.data})
        self.assertEqual(read["before"], read["after"])
        self.assertIn("話すこと", show_checks.words(rebuilt.data))

    def test_connections_follow_their_shapes(self):
        rebuilt = parts_of(carry({"a": package(show_samples.report())})["a"].data)["ppt/slides/slide2.xml"].decode()
        shapes = dict((words, number) for number, words in re.findall(
            r'<p:cNvPr id="(\d+)"(?:(?!<p:cNvPr).)*?<a:t>(組の中|組の外)</a:t>', rebuilt))
        self.assertEqual(re.search(r'<a:stCxn id="(\d+)"', rebuilt)[1], shapes["組の中"])
        self.assertEqual(re.search(r'<a:endCxn id="(\d+)"', rebuilt)[1], shapes["組の外"])


CORPUS = pathlib.Path(os.environ.get("SEKISHO_CORPUS") or HERE.parents[3] / "shared/corpus")


@unittest.skipUnless(CORPUS.is_dir(), "there is no corpus")
class Corpus(unittest.TestCase):
    def documents(self, *folders):
        return {path.name: path.read_bytes() for folder in folders for ending in ("pptx", "pptm", "ppsx", "ppsm", "potx", "potm")
                for path in sorted((CORPUS / folder).rglob(f"*.{ending}")) if b"PK" == path.read_bytes()[:2]}

    def test_nothing_dangerous_is_left(self):
        outcomes = carry(self.documents("active", "names"))
        self.assertGreater(len(outcomes), 5)
        for name, outcome in outcomes.items():
            with self.subTest(name):
                self.assertEqual((outcome.state, outcome.detail), ("ok", "verified"))
                self.assertEqual(list(show_checks.faults(outcome.data)), [])

    def test_broken_ones_and_bombs_end_well(self):
        for name, outcome in carry(self.documents("broken", "bombs", "disguised")).items():
            with self.subTest(name):
                self.assertIn(outcome.state, ("ok", "refused"))
                self.assertEqual(outcome.detail == "verified", outcome.state == "ok")

    def test_clean_ones_stay_what_they_were(self):
        documents = self.documents("clean")
        outcomes = carry(documents)
        good = {name: outcome.data for name, outcome in outcomes.items() if outcome.detail == "verified"}
        self.assertGreaterEqual(len(good), 0.97 * len(documents))
        before, after = (read_by_office(all_of_them) for all_of_them in (documents, good))
        shares = [carrying.share_kept(before[name].split(), after[name].split()) for name in good if name in before]
        self.assertGreaterEqual(statistics.median(shares), 0.995)
        self.assertGreaterEqual(min(shares), 0.95)


if __name__ == "__main__":
    unittest.main(verbosity=1)
