# SPDX-License-Identifier: MIT
"""What is said of signatures in Office's documents and in OpenDocument, good ones and each kind of bad one."""
import io
import pathlib
import re
import sys
import tempfile
import unittest
import zipfile

import open_documents
import signed_office
import word_documents
from probe import Bench
from signed_office import DSIG, reference, signature, transforms
from signing import Authority

BUILD = sys.argv.pop(1)


class Signed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-signed-office-")
        cls.addClassCleanup(scratch.cleanup)
        folder = pathlib.Path(scratch.name)
        cls.bench = Bench(BUILD, folder)
        cls.ours, cls.theirs = Authority(folder / "ours"), Authority(folder / "theirs", "他人ルート")
        cls.bench.trusts("ours", cls.ours.root)
        cls.taro = cls.ours.person("taro")
        cls.prepare()

    @classmethod
    def prepare(cls):
        pass

    def told(self, files, days=0):
        answer = self.bench.tell(self.packed(files), self.kind, days)
        self.assertIsInstance(answer, list, answer)
        return answer

    def one(self, files, days=0):
        answer = self.told(files, days)
        self.assertEqual(len(answer), 1, answer)
        return answer[0]

    def assert_is(self, result, files, detail=""):
        one = self.one(files)
        self.assertEqual(one.result, result, one)
        self.assertIn(detail, one.detail)

    def changed(self, files, name, old, new):
        self.assertIn(old, files[name])
        return {**files, name: files[name].replace(old, new, 1)}


class SignedOffice(Signed):
    kind = "docx"

    @classmethod
    def prepare(cls):
        links = [word_documents.relationship("rId7", "image", "media/a.png"), word_documents.relationship("rId2", "styles", "styles.xml")]
        root = [word_documents.relationship("rId9", word_documents.PACKAGE + "relationships/metadata/core-properties",
                                            "docProps/core.xml")]
        cls.files = word_documents.document(word_documents.paragraph("弁7"), links, {
            "word/media/a.png": word_documents.png(), "word/styles.xml": word_documents.part("w:styles", ""),
            "docProps/core.xml": "<a/>"}, root)
        cls.signed = cls.sign(cls.files)

    @classmethod
    def sign(cls, files, person=None, **options):
        return signed_office.office(files, person or cls.taro, **options)

    def packed(self, files):
        return word_documents.package(files)

    SIGNATURE = "_xmlsignatures/sig1.xml"

    def test_a_good_one_is_valid_and_names_its_signer(self):
        one = self.one(self.signed)
        self.assertEqual((one.kind, one.result, one.covers, one.detail), ("ooxml", "valid", "whole", ""))
        self.assertEqual((one.signer, one.issuer), ("CN=山田太郎,O=浄水場,C=JP", "CN=試験ルート"))
        self.assertEqual((one.signed_at, one.time), ("1767323045", "claimed"))

    def test_keys_and_digests(self):
        rsa = self.ours.person("rsa", key="2048")
        for md in ("sha256", "sha384", "sha512"):
            self.assert_is("valid", self.sign(self.files, rsa, md=md))
        self.assert_is("weak-algorithm", self.sign(self.files, rsa, md="sha1"))
        weak = "".join(signed_office.part_reference(self.files, name, "sha1") for name in self.files if name[0] == "w")
        self.assert_is("weak-algorithm", self.sign(self.files, manifest=weak), "SHA-1")

    def test_several_are_told_one_by_one(self):
        jiro = self.theirs.person("jiro", "/CN=次郎")
        told = self.told(self.sign(self.signed, jiro))
        self.assertEqual([(one.signer[:5], one.result) for one in told], [("CN=山田", "valid"), ("CN=次郎", "untrusted-signer")])

    def test_a_change_breaks_it(self):
        changed = "what was signed was changed"
        self.assert_is("broken", self.changed(self.signed, "word/document.xml", "弁7", "弁8"), changed)
        self.assert_is("broken", self.changed(self.signed, "word/_rels/document.xml.rels", "media/a.png", "media/b.png"), changed)
        self.assert_is("broken", self.changed(self.signed, self.SIGNATURE, "2026-01-02", "2027-01-02"), changed)
        self.assert_is("broken", self.changed(self.signed, self.SIGNATURE, "word/media/a.png", "word/styles.xml"))
        gone = {name: text for name, text in self.signed.items() if name != "word/media/a.png"}
        self.assert_is("broken", gone, "not there")
        # SignedInfo itself, which no digest covers.
        algorithm = 'CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"'
        other = algorithm.replace("TR/2001/REC-xml-c14n-20010315", "2006/12/xml-c14n11")
        self.assert_is("broken", self.changed(self.signed, self.SIGNATURE, algorithm, other), "no key")

    # Word and Excel read by type: the same bytes would be something else.
    def test_another_type_of_a_part_breaks_it(self):
        other = self.changed(self.signed, "[Content_Types].xml", "styles+xml", "numbering+xml")
        self.assert_is("broken", other, "another type")
        self.assert_is("broken", self.changed(self.signed, "[Content_Types].xml", 'ContentType="image/png"', 'ContentType="image/gif"'))

    def test_what_is_not_signed_is_told(self):
        added = {**self.signed, "word/media/b.png": word_documents.png()}
        for files in (added, self.sign(self.files, leave_out=("word/styles.xml",)),
                      self.changed(self.signed, "word/_rels/document.xml.rels", "</Relationships>", word_documents.relationship(
                          "rId1", "image", "media/a.png") + "</Relationships>")):
            one = self.one(files)
            self.assertEqual((one.result, one.covers, one.detail), ("valid-but-changed-after", "part", "parts of the file are not signed"))
        self.assertEqual(self.one({**self.signed, "docProps/core.xml": "<b/>"}).result, "valid")
        self.assert_is("valid-but-changed-after", {**self.signed, "docProps/other.xml": "<b/>"})
        self.assert_is("unsupported", self.sign(self.files, manifest=""), "no reference")

    def assert_partly(self, files):
        one = self.one(files)
        self.assertEqual((one.result, one.covers), ("valid-but-changed-after", "part"), one)

    # Readers find a picture by the relationship's Id: one that nobody signed fills a place that was left empty.
    def test_only_the_packages_own_relationships_lead_to_what_is_not_signed(self):
        thumbnail, links = word_documents.PACKAGE + "relationships/metadata/thumbnail", "word/_rels/document.xml.rels"
        picture = {"docProps/thumbnail.png": word_documents.png(), "_xmlsignatures/pic.png": word_documents.png()}
        add = lambda name, *link, **more: {**self.signed, **more.pop("parts", {}), name: self.signed[name].replace(
            "</Relationships>", word_documents.relationship("rId99", *link, **more) + "</Relationships>")}
        thumbnail_alone = {"docProps/thumbnail.png": word_documents.png()}
        self.assert_partly(add(links, thumbnail, "../docProps/thumbnail.png", parts=thumbnail_alone))
        self.assert_partly(add(links, thumbnail, "../_xmlsignatures/pic.png", parts=picture))
        self.assert_partly(add(links, thumbnail, "http://127.0.0.1:9/x", external=True))
        for target in ("http://127.0.0.1:9/x", "docProps/thumbnail.png"):
            self.assert_partly(add("_rels/.rels", thumbnail, target, external=True))
        self.assert_partly(add("_rels/.rels", thumbnail, "word/media/a.png"))
        self.assert_partly(add("_rels/.rels", "officeDocument", "docProps/thumbnail.png", parts=thumbnail_alone))
        self.assert_partly({**self.signed, "_xmlsignatures/pic.png": word_documents.png()})
        good = add("_rels/.rels", thumbnail, "docProps/thumbnail.png", parts=thumbnail_alone)
        self.assertEqual(self.one(good).result, "valid")

    # The relationship is signed, and what it leads to is not.
    def test_what_a_signed_relationship_leads_to_counts(self):
        for target in ("../docProps/thumbnail.png", "/docProps/thumbnail.png", "../docProps/%74humbnail.png", "../_xmlsignatures/origin.sigs"):
            files = word_documents.document(word_documents.paragraph("弁7"), [word_documents.relationship("rId7", "image", target)],
                                            {"docProps/thumbnail.png": word_documents.png()})
            self.assert_partly(self.sign(files))

    # Fields and bound controls take their words from there, whatever the page said when it was signed.
    def test_properties_that_the_document_shows_count(self):
        shown = ['<w:p><w:r><w:instrText> TITLE </w:instrText></w:r></w:p>', '<w:p><w:fldSimple w:instr=" TITLE "/></w:p>',
                 '<w:sdt><w:sdtPr><w:dataBinding w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/></w:sdtPr></w:sdt>']
        for body in shown:
            files = word_documents.document(body, parts={"docProps/core.xml": "<a/>"})
            self.assert_partly(self.sign(files))
            without = {name: text for name, text in files.items() if name != "docProps/core.xml"}
            self.assertEqual(self.one(self.sign(without)).result, "valid")
        hidden = {name: text for name, text in self.files.items()}
        hidden["word/styles.xml"] = hidden["word/styles.xml"].replace('encoding="UTF-8"', 'encoding="UTF-7"')
        self.assert_partly(self.sign(hidden))

    # Its mode makes it a link to some readers, and a part to those of packages.
    def test_entries_that_are_no_plain_files_are_refused(self):
        package = io.BytesIO(self.packed(self.signed))
        with zipfile.ZipFile(package, "a") as file:
            entry = zipfile.ZipInfo("word/_rels/styles.xml.rels")
            entry.create_system, entry.external_attr = 3, 0o120777 << 16
            file.writestr(entry, "<x/>")
        one, = self.bench.tell(package.getvalue(), self.kind)
        self.assertEqual(one.result, "unreadable")
        self.assert_is("unreadable", {**self.signed, "Word/Styles.xml": "<x/>"})

    # The origin's relationships alone say what is a signature; if they name too much, that is told.
    def test_junk_does_not_hide_a_signature(self):
        junk = {f"_xmlsignatures/a{number}.xml": "<x/>" for number in range(40)}
        self.assert_partly({**junk, **self.signed})
        links = "".join(signed_office.signature_link(name.split("/")[1]) for name in junk)
        told = self.told({**junk, **self.changed(self.signed, signed_office.ORIGIN_LINKS, "</Relationships>", links + "</Relationships>")})
        self.assertEqual((len(told), told[0].result, told[-1].result), (32, "valid", "unsupported"))
        self.assertIn("more signatures", told[-1].detail)
        lost = {**self.signed, signed_office.ORIGIN_LINKS: f'<Relationships xmlns="{signed_office.PACKAGE}relationships"/>'}
        self.assert_is("unreadable", lost, "where they belong")

    # LibreOffice signs relationships by xmlsec, which makes empty elements of the line ends between them.
    def test_relationships_are_selected_as_xmlsec_does(self):
        name = "word/_rels/document.xml.rels"
        for end, between in (("", ""), ("\n", "<text></text>")):
            files = {**self.files, name: self.files[name].replace("</Relationships>", end + "</Relationships>")}
            listed = signed_office.part_reference(files, name, between=between)
            self.assertIn(signed_office.selected_by_xmlsec1(files[name], listed), listed)
            manifest = "".join(listed if one == name else signed_office.part_reference(files, one)
                               for one in files if one.startswith(("word/", "_rels/")))
            signed = self.sign(files, manifest=manifest)
            self.assertEqual(self.one(signed).result, "valid", self.one(signed))
            self.assert_is("broken", self.changed(signed, name, "media/a.png", "media/b.png"), "changed")

    def test_strangers_and_borrowed_names(self):
        self.assert_is("untrusted-signer", self.sign(self.files, self.theirs.person("stranger")))
        self.assert_is("untrusted-signer", self.sign(self.files, self.ours.self_signed("selfmade")))
        stranger = self.theirs.person("borrower")
        self.assert_is("broken", self.sign(self.files, stranger, certificates=[self.taro.certificate]), "no key")
        # A trusted certificate beside that of who signed gives no trust.
        self.assert_is("untrusted-signer", self.sign(self.files, stranger, certificates=[self.taro.certificate, stranger.certificate]))
        bare = re.sub(r"<KeyInfo>.*</KeyInfo>", "", self.signed[self.SIGNATURE])
        self.assert_is("untrusted-signer", {**self.signed, self.SIGNATURE: bare}, "not with it")

    def test_time_is_the_stations(self):
        self.assertEqual([self.one(self.signed, days=days).result for days in (2900, 3100)], ["valid", "expired"])

    # XML signature wrapping: what was signed is moved aside, and something else stands in its place.
    def test_wrapping_is_broken(self):
        text = self.signed[self.SIGNATURE]
        found = re.search(r'<Object Id="idPackageObject">.*?</Object>', text)[0]
        evil = found.replace("word/styles.xml", "word/evil.xml")
        inside = text.replace(found, f"{evil}<Object>{found}</Object>")
        self.assert_is("broken", {**self.signed, self.SIGNATURE: inside}, "one Id")
        for other in ("ID", "id", "xml:id"):
            twin = text.replace("</Signature>", f'<Object {other}="idPackageObject"></Object></Signature>')
            self.assert_is("broken", {**self.signed, self.SIGNATURE: twin}, "one Id")
        renamed = text.replace(found, evil.replace("idPackageObject", "a").replace("idSignatureTime", "b") + f"<KeyInfo>{found}</KeyInfo>")
        self.assert_is("broken", {**self.signed, self.SIGNATURE: renamed}, "does not hold")
        # Another list in the same file, which nothing refers to, adds nothing.
        more = text.replace("</Signature>", "<Object><Manifest>" + reference("/word/x.xml?ContentType=application/xml", "x")
                            + "</Manifest></Object></Signature>")
        self.assert_is("valid-but-changed-after", {**self.signed, self.SIGNATURE: more, "word/x.xml": "x"})
        # A signature within another element is none.
        self.assert_is("unreadable", {**self.signed, self.SIGNATURE: f"<a>{text}</a>"})
        twice = text.replace("<SignedInfo>", "<SignedInfo></SignedInfo><SignedInfo>", 1)
        self.assert_is("unreadable", {**self.signed, self.SIGNATURE: twice}, "no list")

    def test_other_transforms_are_unsupported(self):
        refused = [DSIG + "enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116", DSIG + "base64",
                   "http://www.w3.org/TR/1999/REC-xpath-19991116", "http://www.w3.org/2002/06/xmldsig-filter2",
                   signed_office.PLAIN + "#WithComments"]
        for algorithm in refused:
            for how in (transforms((algorithm, "")), transforms((signed_office.PLAIN, ""), (algorithm, ""))):
                listed = reference("/word/styles.xml?ContentType=a/b", "", how)
                self.assert_is("unsupported", self.sign(self.files, manifest=listed), "transform")
        prefixes = '<InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="w"></InclusiveNamespaces>'
        listed = reference("/word/styles.xml?ContentType=a/b", "", transforms(("http://www.w3.org/2001/10/xml-exc-c14n#", prefixes)))
        self.assert_is("unsupported", self.sign(self.files, manifest=listed), "transform")

    def test_nothing_elsewhere_is_ever_asked_for(self):
        for uri in ("http://127.0.0.1:9/x", "file:///etc/passwd", "//host/share", "", "?ContentType=a", "/a#b", "/a?x=y",
                    "/word/%00", "/word/%zz", "mailto:a"):
            self.assertEqual(self.one(self.sign(self.files, manifest=reference(uri, ""))).result, "unsupported", uri)
        up = reference("/../word/styles.xml?ContentType=a/b", self.files["word/styles.xml"])
        self.assert_is("broken", self.sign(self.files, manifest=up), "not there")

    def test_parts_named_twice_are_broken(self):
        one = signed_office.part_reference(self.files, "word/styles.xml")
        self.assert_is("broken", self.sign(self.files, manifest=one + one), "twice")

    def test_entities_and_document_types_are_unreadable(self):
        laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
        remote = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
        for before in (laughs, remote, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'):
            text = self.signed[self.SIGNATURE].replace("</Signature>", "<Object>&c;</Object></Signature>" if before == laughs else
                                                       "</Signature>")
            self.assert_is("unreadable", {**self.signed, self.SIGNATURE: before + text})
        for text in ("", "<a", "x", "<Signature/>", self.signed[self.SIGNATURE].encode("utf-16")):
            self.assert_is("unreadable", {**self.signed, self.SIGNATURE: text})
        deep = "<a>" * 5000 + "</a>" * 5000
        self.assert_is("unreadable", {**self.signed, self.SIGNATURE: deep})

    def test_where_it_does_not_belong_it_is_unreadable(self):
        self.assert_is("unreadable", self.files, "where they belong")


class SignedOpenDocument(Signed):
    kind = "odt"
    SIGNATURE = "META-INF/documentsignatures.xml"

    @classmethod
    def prepare(cls):
        files = open_documents.document("odt", open_documents.paragraph("弁7"), parts={"Pictures/a.png": word_documents.png()})
        cls.files = {"META-INF/manifest.xml": open_documents.manifest(files), **files}
        cls.signed = signed_office.open_document(cls.files, cls.taro)

    def packed(self, files):
        return open_documents.package(files)

    def test_a_good_one_is_valid_and_names_its_signer(self):
        one = self.one(self.signed)
        self.assertEqual((one.kind, one.result, one.covers, one.detail), ("odf", "valid", "whole", ""))
        self.assertEqual((one.signer, one.signed_at, one.time), ("CN=山田太郎,O=浄水場,C=JP", "1767323045", "claimed"))
        self.assertTrue(signed_office.xmlsec1_accepts(self.signed, self.ours.root))

    def test_another_programs_is_valid(self):
        files = signed_office.by_xmlsec1(self.files, self.taro)
        text = files[self.SIGNATURE].decode()
        self.assertIn(signed_office.PLAIN, text)
        self.assertTrue(signed_office.xmlsec1_accepts(files, self.ours.root))
        self.assertEqual(self.one(files).result, "valid")
        changed = self.changed(files, "content.xml", "弁7", "弁8")
        self.assertFalse(signed_office.xmlsec1_accepts(changed, self.ours.root))
        self.assert_is("broken", changed)
        # The canonical form is the same, so the signature holds.
        same = self.changed(files, "content.xml", "<office:automatic-styles></office:automatic-styles>", "<office:automatic-styles/>")
        self.assertTrue(signed_office.xmlsec1_accepts(same, self.ours.root))
        self.assertEqual(self.one(same).result, "valid")

    # Its canonical form is that of the signed one, and readers that obey it see other words.
    def test_another_encoding_that_is_declared_is_refused(self):
        files = signed_office.by_xmlsec1(self.files, self.taro)
        self.assertIn('encoding="UTF-8"', files["content.xml"])
        for encoding in ("ISO-8859-1", "UTF-7", "Shift_JIS", "UTF-16", "x"):
            self.assert_is("unsupported", self.changed(files, "content.xml", 'encoding="UTF-8"', f'encoding="{encoding}"'), "plain XML")
        for same in ("encoding='utf-8'", 'encoding = "UTF-8"', ""):
            self.assertEqual(self.one(self.changed(files, "content.xml", 'encoding="UTF-8"', same)).result, "valid")

    def test_changes_and_what_is_not_signed(self):
        self.assert_is("broken", self.changed(self.signed, "styles.xml", "21cm", "22cm"))
        for files in ({**self.signed, "Pictures/b.png": word_documents.png()}, {**self.signed, "Basic/script-lc.xml": "<a/>"},
                      signed_office.open_document(self.files, self.taro, leave_out=("styles.xml",))):
            one = self.one(files)
            self.assertEqual((one.result, one.covers), ("valid-but-changed-after", "part"))
        self.assertEqual(self.one(signed_office.open_document(self.files, self.taro, leave_out=("mimetype",))).result, "valid")

    def test_several_and_strangers(self):
        second = signature(self.theirs.person("second"), [reference(name, text) for name, text in self.files.items()])
        text = self.signed[self.SIGNATURE].replace("</document-signatures>", second + "</document-signatures>")
        self.assertEqual([one.result for one in self.told({**self.signed, self.SIGNATURE: text})], ["valid", "untrusted-signer"])

    def test_an_object_of_another_signature_is_none_of_its_own(self):
        date = re.search(r"<Object.*?</Object>", self.signed[self.SIGNATURE])[0]
        second = signature(self.taro, [reference(name, text) for name, text in self.files.items()], [("ID_9", "x")])
        second = re.sub(r"<Object.*</Object>", "", second)
        holder = self.signed[self.SIGNATURE].replace(date, date + '<Object Id="ID_9">x</Object>')
        told = self.told({**self.signed, self.SIGNATURE: holder.replace("</document-signatures>", second + "</document-signatures>")})
        self.assertEqual([one.result for one in told], ["valid", "broken"])

    def test_other_lists_are_unreadable(self):
        good = self.signed[self.SIGNATURE]
        for text in ("<a/>", signed_office.list_of(), good.replace("digitalsignature:1.0", "digitalsignature:9"), "<!DOCTYPE a>" + good):
            self.assert_is("unreadable", {**self.signed, self.SIGNATURE: text})
        self.assert_is("unreadable", {**self.signed, self.SIGNATURE: signed_office.list_of("<a></a>")})
        macros = {**self.files, "META-INF/macrosignatures.xml": good}
        self.assert_is("unsupported", macros, "macros alone")


if __name__ == "__main__":
    unittest.main()
