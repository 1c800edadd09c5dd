# SPDX-License-Identifier: MIT
"""What is said of the signatures of PDFs, good ones and each kind of bad one."""
import functools
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from probe import Bench
from signed_pdf import plain, signed, updated
from signing import SIGNING_TIME, Authority, with_stamp, value_of, with_attributes

BUILD = sys.argv.pop(1)


def range_of(file):
    found = list(re.finditer(rb"/ByteRange\[0 (\d+) +(\d+) +(\d+) *\]", file))[-1]
    return found, [int(found[i]) for i in (1, 2, 3)]


def with_range(file, *numbers):
    """Other numbers in the same place."""
    found, _ = range_of(file)
    text = b"/ByteRange[" + b" ".join(b"%d" % number for number in numbers) + b"]"
    return file.replace(found[0], text.ljust(len(found[0])), 1)


class SignedPdf(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-signed-pdf-")
        cls.addClassCleanup(scratch.cleanup)
        folder = pathlib.Path(scratch.name)
        cls.bench = Bench(BUILD, folder)
        cls.ours, cls.theirs = Authority(folder / "ours"), Authority(folder / "theirs", "他人ルート")
        cls.bench.trusts("ours", cls.ours.root)
        cls.taro = cls.ours.person("taro")
        cls.file = signed(plain(), cls.by(cls.taro))

    @classmethod
    def by(cls, person, *options, authority=None, md="sha256"):
        return lambda content: (authority or cls.ours).sign(person, content, *options, md=md)

    def told(self, content, days=0):
        answer = self.bench.tell(content, "pdf", days)
        self.assertIsInstance(answer, list, answer)
        return answer

    def one(self, content, days=0):
        answer = self.told(content, days)
        self.assertEqual(len(answer), 1, answer)
        return answer[0]

    def assert_broken(self, content, detail, result="broken"):
        one = self.one(content)
        self.assertEqual((one.result, one.covers), (result, "nothing"), one)
        self.assertIn(detail, one.detail)

    def pdfsig(self, content):
        path = self.bench.folder / "checked.pdf"
        path.write_bytes(content)
        return subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout

    def test_a_good_one_is_valid_and_names_its_signer(self):
        one = self.one(self.file)
        self.assertEqual((one.kind, one.result, one.covers, one.detail), ("pdf", "valid", "whole", ""))
        self.assertEqual(one.signer, "CN=山田太郎,O=浄水場,C=JP")
        self.assertEqual((one.issuer, one.serial, one.time), ("CN=試験ルート", "1000", "claimed"))
        said = self.pdfsig(self.file)
        self.assertIn("Signature Validation: Signature is Valid.", said)
        self.assertIn("Total document signed", said)

    def test_another_programs_is_valid(self):
        """Signed by poppler, whose NSS wants its keys in a store of its own; where signatures vary in length, it spoils some."""
        rsa = self.ours.person("poppler", "/CN=鈴木", key="2048")
        folder = self.bench.folder / "nss"
        folder.mkdir()
        (folder / "plain.pdf").write_bytes(plain())
        run = lambda *words: subprocess.run(words, cwd=folder, check=True, capture_output=True)
        run("openssl", "pkcs12", "-export", "-in", rsa.certificate, "-inkey", rsa.key, "-certfile", self.ours.root,
            "-name", "taro", "-passout", "pass:", "-out", "taro.p12")
        run("certutil", "-N", "-d", "sql:.", "--empty-password")
        run("pk12util", "-i", "taro.p12", "-d", "sql:.", "-W", "")
        run("pdfsig", "-nssdir", "sql:.", "-add-signature", "-new-signature-field-name", "S1", "-nick", "taro", "plain.pdf",
            "signed.pdf")
        file = (folder / "signed.pdf").read_bytes()
        one = self.one(file)
        self.assertEqual((one.result, one.covers, one.signer), ("valid", "whole", "CN=鈴木"))
        self.assert_broken(file.replace(b"/MediaBox", b"/mediaBox"), "changed")

    def test_keys_digests_and_cades(self):
        rsa = self.ours.person("rsa", key="2048")
        for options in [dict(md="sha384"), dict(md="sha512")]:
            self.assertEqual(self.one(signed(plain(), self.by(rsa, **options))).result, "valid")
        pss = self.by(rsa, "-keyopt", "rsa_padding_mode:pss")
        self.assertEqual(self.one(signed(plain(), pss)).result, "valid")
        # A signature by CAdES has no time of its own; the dictionary's is told.
        time = b"/M(D:20260102030405+09'00')"
        one = self.one(signed(plain(), self.by(self.taro, "-cades"), form="ETSI.CAdES.detached", extra=time))
        self.assertEqual(one.result, "valid")
        untimed = lambda attributes: [attribute for attribute in attributes if not attribute.startswith(SIGNING_TIME)]
        bare = signed(plain(), lambda content: with_attributes(self.by(self.taro)(content), self.taro, untimed), extra=time)
        self.assertEqual((self.one(bare).result, self.one(bare).signed_at), ("valid", "1767290645"))

    def test_a_signature_without_attributes_could_be_of_something_else(self):
        self.assertEqual(self.one(signed(plain(), self.by(self.taro, "-noattr"))).result, "unsupported")

    # A card of a person may name clients as its purpose; a machine's certificate does, too.
    def test_a_certificate_of_a_machine_signs_no_document(self):
        sign = "critical, digitalSignature"
        for number, (usage, purposes, result) in enumerate([
                (f"{sign}, nonRepudiation", "clientAuth", "valid"), (sign, "clientAuth", "untrusted-signer"),
                (f"{sign}, nonRepudiation", "clientAuth, serverAuth", "untrusted-signer"), (sign, "1.3.6.1.5.5.7.3.36", "valid")]):
            person = self.ours.person(f"purpose{number}", extensions={"keyUsage": usage, "extendedKeyUsage": purposes})
            self.assertEqual(self.one(signed(plain(), self.by(person))).result, result, (usage, purposes))

    def test_a_changed_byte_breaks_it(self):
        for place in (20, self.file.index(b"Valve"), len(self.file) - 20):
            changed = bytearray(self.file)
            changed[place] ^= 1
            self.assertEqual(self.one(bytes(changed)).result, "broken", place)
        forged = self.file.replace(b"Valve 12", b"Valve 13")
        self.assertIn("Digest Mismatch", self.pdfsig(forged))
        self.assert_broken(forged, "changed")

    def test_a_revision_behind_it_is_told_with_what_is_covered(self):
        changed = updated(self.file, {4: b"<</Length 2>>stream\nBT\nendstream"})
        one = self.one(changed)
        self.assertEqual((one.result, one.covers), ("valid-but-changed-after", "part"))
        self.assertEqual(one.detail, f"it covers the first {len(self.file)} of {len(changed)} bytes")
        self.assertIn("Not total document signed", self.pdfsig(changed))
        self.assertEqual(self.one(self.file + b"\n").result, "valid-but-changed-after")

    def test_several_are_told_one_by_one(self):
        jiro = self.ours.person("jiro", "/C=JP/CN=次郎")
        both = signed(self.file, self.by(jiro), fields=(20,))
        first, second = self.told(both)
        self.assertEqual((first.signer, first.result, first.covers), ("CN=山田太郎,O=浄水場,C=JP", "valid-but-changed-after", "part"))
        self.assertEqual((second.signer, second.result, second.covers), ("CN=次郎,C=JP", "valid", "whole"))

    def test_ranges_that_leave_something_out_are_broken(self):
        _, (first, second, second_size) = range_of(self.file)
        gap = "more, or less, than its own value"
        for numbers in [(0, first - 1, second, second_size), (0, first + 1, second, second_size),
                        (0, first, second - 1, second_size + 1), (0, first, second + 1, second_size - 1),
                        (1, first - 1, second, second_size), (0, first, first, 0)]:
            self.assert_broken(with_range(self.file, *numbers), gap)
        self.assert_broken(with_range(self.file, 0, first, second, second_size + 1), "beyond the end")
        self.assert_broken(with_range(self.file, 0, first, second, 999999999999), "beyond the end")
        self.assert_broken(with_range(self.file, 0, first, second, second_size - 7), "where no revision ends")
        self.assert_broken(with_range(self.file, 0, first, second), "other than two parts")
        self.assert_broken(with_range(self.file, 0, first, second, -1), "not written out", "unreadable")
        self.assert_broken(with_range(self.file, 0, first, second, 10 ** 15), "not written out", "unreadable")

    # Signature wrapping: what was signed is kept, and moved behind what the range leaves out now.
    def test_what_is_hidden_in_the_place_of_the_value_is_broken(self):
        found, (first, second, _) = range_of(self.file)
        wrapped = self.file[:second - 1].rstrip(b"0") + b">/Evil(" + b"x" * 64 + b")/X<" + self.file[second - 1:]
        wrapped = with_range(wrapped, 0, first, wrapped.rindex(b"/X<") + 4, len(wrapped) - wrapped.rindex(b"/X<") - 4)
        self.assertNotEqual(self.one(wrapped).result, "valid")
        digits = bytearray(self.file)
        digits[second - 3:second - 1] = b"41"  # Among the zeros behind the value.
        self.assert_broken(bytes(digits), "not one element", "unreadable")
        for odd in (b"0g", b"%\n"):
            digits[second - 3:second - 1] = odd
            self.assertEqual(self.one(bytes(digits)).result, "unreadable")

    def test_keys_that_stand_twice_or_not_at_all_are_unreadable(self):
        for spoil in [lambda d: d.replace(b"/Filter", b"/Contents<00>/Filter"),
                      lambda d: d.replace(b"/Filter", b"/C#6fntents<00>/Filter"),
                      lambda d: d.replace(b"/Filter", b"/ByteRange [0 1 2 3]/Filter"),
                      lambda d: d.replace(b"/Filter", b"/ByteRang#65[0 1 2 3]/Filter")]:
            for one in self.told(signed(plain(), self.by(self.taro), spoil=spoil)):
                self.assertEqual((one.result, one.covers), ("unreadable", "nothing"))
        for change in [(b"/Contents<", b"/Contentz<"), (b"/Contents<", b"/Contents("), (b"/ByteRange[", b"/ByteRange<")]:
            self.assertEqual(self.one(self.file.replace(*change)).result, "unreadable", change)

    def test_a_value_without_a_signature_is_unreadable(self):
        for value in (b"\x30\x00", b"\x30\x03\x02\x01\x01", b"", b"\x04\x02ab"):
            self.assertEqual(self.one(signed(plain(), lambda _: value)).result, "unreadable", value)

    # A signature that brings what it signs along would hold for any file.
    def test_a_signature_of_a_content_of_its_own_is_broken(self):
        self.assert_broken(signed(plain(), self.by(self.taro, "-nodetach")), "content of its own")

    def test_a_signature_of_another_kind_of_content_is_broken(self):
        self.assert_broken(signed(plain(), self.by(self.taro, "-econtent_type", "1.2.3.4")), "another kind")

    def test_a_signature_of_another_file_is_broken(self):
        self.assert_broken(signed(plain(), lambda content: self.ours.sign(self.taro, content + b"x")), "changed")

    def test_a_name_borrowed_from_another_key_is_broken(self):
        other = self.theirs.person("other")
        other.certificate = self.taro.certificate
        with self.assertRaises(AssertionError):  # OpenSSL itself refuses to make one.
            signed(plain(), self.by(other))

    # CAdES says which certificate is meant: one of the same key, issuer's name and number may not stand in for it.
    def test_another_certificate_of_the_same_key_is_broken(self):
        twin = Authority(self.bench.folder / "twin")
        self.bench.trusts("a-twin", twin.root)
        self.addCleanup((self.bench.trust / "a-twin.pem").unlink)
        other = twin.person("chief", "/CN=所長", own_key=self.taro.key)
        swapped = self.by(self.taro, "-cades", "-nocerts", "-certfile", other.certificate)
        self.assert_broken(signed(plain(), swapped, form="ETSI.CAdES.detached"), "another certificate")

    def test_strangers_are_not_trusted(self):
        stranger = self.theirs.person("stranger")
        selfmade = self.ours.self_signed("selfmade")
        server = self.ours.person("server", "/CN=www", use="server")
        for person, authority in [(stranger, self.theirs), (selfmade, self.ours), (server, self.ours)]:
            one = self.one(signed(plain(), self.by(person, authority=authority)))
            self.assertEqual((one.result, one.covers), ("untrusted-signer", "whole"), one)
        # A person may not vouch for another.
        fake = Authority(self.bench.folder / "fake", "偽")
        fake.root, fake.root_key = self.taro.certificate, self.taro.key
        made = fake.person("made", "/CN=所長")
        one = self.one(signed(plain(), self.by(made, "-certfile", self.taro.certificate)))
        self.assertEqual(one.result, "untrusted-signer")
        self.assertEqual(self.one(signed(plain(), self.by(self.taro, "-nocerts"))).result, "untrusted-signer")

    def test_a_single_certificate_may_be_trusted(self):
        selfmade = self.ours.self_signed("alone", "/CN=単独")
        file = signed(plain(), self.by(selfmade))
        self.assertEqual(self.one(file).result, "untrusted-signer")
        self.bench.trusts("alone", selfmade.certificate)
        self.addCleanup((self.bench.trust / "alone.pem").unlink)
        self.assertEqual(self.one(file).result, "valid")

    def test_time_is_the_stations(self):
        self.assertEqual(self.one(self.file, days=2900).result, "valid")
        self.assertEqual(self.one(self.file, days=3100).result, "expired")
        later = signed(plain(), self.by(self.ours.person("later", days=(3, 30))))
        self.assertEqual([self.one(later, days=days).result for days in (0, 4, 31)], ["expired", "valid", "expired"])

    def test_weak_methods_are_told(self):
        short = self.ours.person("short", key="1024")
        sha1 = self.ours.person("sha1", md="sha1")
        for sign in [self.by(self.taro, md="sha1"), self.by(short), self.by(sha1)]:
            self.assertEqual(self.one(signed(plain(), sign)).result, "weak-algorithm")

    def test_the_old_form_by_sha1_is_weak_at_best(self):
        def sign(content, change=b""):
            return self.ours.sign(self.taro, hashlib.sha1(content + change).digest(), "-nodetach")
        one = self.one(signed(plain(), sign, form="adbe.pkcs7.sha1"))
        self.assertEqual((one.result, one.covers), ("weak-algorithm", "whole"))
        self.assert_broken(signed(plain(), functools.partial(sign, change=b"x"), form="adbe.pkcs7.sha1"), "something else")

    def test_other_forms_are_unsupported(self):
        for form in ("adbe.x509.rsa_sha1", "Someone.else"):
            self.assert_broken(signed(plain(), self.by(self.taro), form=form), "SubFilter", "unsupported")

    def test_several_signers_in_one_value_are_unsupported(self):
        jiro = self.ours.person("second")
        both = self.by(self.taro, "-signer", jiro.certificate, "-inkey", jiro.key)
        self.assert_broken(signed(plain(), both), "several signers", "unsupported")

    def test_no_more_than_some_are_looked_at(self):
        many = self.told(self.file + b"/ByteRange[0 1 2 3]" * 40)
        self.assertEqual((len(many), many[-1].result), (32, "unsupported"))


class StampedPdf(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-stamped-pdf-")
        cls.addClassCleanup(scratch.cleanup)
        folder = pathlib.Path(scratch.name)
        cls.bench = Bench(BUILD, folder)
        cls.ours, cls.theirs = Authority(folder / "ours"), Authority(folder / "theirs")
        cls.bench.trusts("ours", cls.ours.root)
        cls.stamper = cls.ours.person("stamper", "/CN=時刻", use="stamper")
        cls.stranger = cls.theirs.person("stamper", "/CN=他人の時刻", use="stamper")
        cls.brief = cls.ours.person("brief", hours=(-1, 2))

    def sign(self, content):
        return self.ours.sign(self.brief, content)

    def with_stamp_by(self, authority, stamper, over=None):
        def sign(content):
            cms = self.sign(content)
            return with_stamp(cms, authority.stamp(stamper, over or value_of(cms)))
        return signed(plain(), sign)

    def test_a_signature_is_judged_at_the_time_of_its_stamp(self):
        self.assertEqual(self.bench.tell(signed(plain(), self.sign), "pdf", days=1)[0].result, "expired")
        one, = self.bench.tell(self.with_stamp_by(self.ours, self.stamper), "pdf", days=1)
        self.assertEqual((one.result, one.time), ("valid", "timestamp"))

    def test_a_stamp_of_a_stranger_or_of_something_else_says_nothing(self):
        for file in (self.with_stamp_by(self.theirs, self.stranger), self.with_stamp_by(self.ours, self.stamper, b"x")):
            one, = self.bench.tell(file, "pdf", days=1)
            self.assertEqual((one.result, one.time), ("expired", "claimed"))

    def stamped(self, file, authority, stamper, **options):
        return signed(file, lambda content: authority.stamp(stamper, content), form="ETSI.RFC3161", kind="DocTimeStamp", **options)

    def test_a_stamp_over_the_document_counts_for_what_it_covers(self):
        file = self.stamped(signed(plain(), self.sign), self.ours, self.stamper, fields=(20,))
        first, stamp = self.bench.tell(file, "pdf", days=1)
        self.assertEqual((first.result, first.covers), ("valid-but-changed-after", "part"))
        self.assertEqual((stamp.kind, stamp.result, stamp.covers, stamp.time), ("pdf-timestamp", "valid", "whole", "timestamp"))
        file = self.stamped(signed(plain(), self.sign), self.theirs, self.stranger, fields=(20,))
        first, stamp = self.bench.tell(file, "pdf", days=1)
        self.assertEqual((first.result, stamp.result), ("expired", "untrusted-signer"))

    def test_a_stamp_of_other_bytes_is_broken(self):
        file = signed(plain(), lambda content: self.ours.stamp(self.stamper, content + b"x"), form="ETSI.RFC3161")
        self.assertEqual(self.bench.tell(file, "pdf")[0].result, "broken")

    def test_a_signature_is_no_stamp_nor_a_stamp_a_signature(self):
        file = signed(plain(), self.sign, form="ETSI.RFC3161")
        self.assertEqual(self.bench.tell(file, "pdf")[0].result, "unreadable")
        file = signed(plain(), lambda content: self.ours.stamp(self.stamper, content))
        self.assertEqual(self.bench.tell(file, "pdf")[0].result, "broken")
        mere = self.ours.person("mere", "/CN=印", use="person")
        self.assertEqual(self.bench.tell(signed(plain(), lambda c: self.ours.sign(self.stamper, c)), "pdf")[0].result,
                         "untrusted-signer")
        self.assertIsNotNone(mere)

    def test_a_stamp_of_a_weak_digest_is_weak(self):
        file = signed(plain(), lambda content: self.ours.stamp(self.stamper, content, md="sha1"), form="ETSI.RFC3161")
        self.assertEqual(self.bench.tell(file, "pdf")[0].result, "weak-algorithm")


class TheStationsFolder(unittest.TestCase):
    def test_a_folder_with_rubbish_gives_no_answer(self):
        with tempfile.TemporaryDirectory(prefix="sekisho-trust-") as scratch:
            bench = Bench(BUILD, scratch)
            file = signed(plain(), lambda content: b"\x30\x00")
            self.assertEqual(bench.tell(file, "pdf")[0].result, "unreadable")
            (bench.trust / "bad.pem").write_text("rubbish")
            self.assertIn("no answer", bench.tell(file, "pdf"))


if __name__ == "__main__":
    unittest.main()
