# SPDX-License-Identifier: MIT
"""What is said of the signatures of mails, good ones and each kind of bad one."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

from probe import Bench
from signed_mail import CONTENT, HEAD, by_openssl, detached, opaque
from signing import CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME, Authority, element, with_attributes

BUILD = sys.argv.pop(1)


class SignedMail(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-signed-mail-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = folder = pathlib.Path(scratch.name)
        cls.bench = Bench(BUILD, folder)
        cls.ours, cls.theirs = Authority(folder / "ours"), Authority(folder / "theirs", "他人ルート")
        cls.bench.trusts("ours", cls.ours.root)
        cls.taro = cls.ours.person("taro", extensions={"subjectAltName": "email:Taro@Example.jp"})
        cls.mail = detached(cls.by(cls.taro))

    @classmethod
    def by(cls, person, *options, authority=None):
        return lambda content: (authority or cls.ours).sign(person, content, *options)

    def told(self, mail, days=0):
        answer = self.bench.tell(mail, "eml", days)
        self.assertIsInstance(answer, list, answer)
        return answer

    def assert_is(self, result, mail, detail=""):
        one, = self.told(mail)
        self.assertEqual((one.kind, one.result), ("mail", result), one)
        self.assertIn(detail, one.detail)
        return one

    def accepted(self, mail):
        """By OpenSSL's own program."""
        path = self.folder / "checked.eml"
        path.write_bytes(mail)
        return subprocess.run(["openssl", "cms", "-verify", "-purpose", "any", "-CAfile", self.ours.root, "-in", path],
                              capture_output=True).returncode == 0

    def test_good_ones_are_valid_and_name_their_signer(self):
        for mail in (self.mail, opaque(self.by(self.taro, "-nodetach")), by_openssl(self.taro), by_openssl(self.taro, "-nodetach")):
            self.assertTrue(self.accepted(mail))
            one = self.assert_is("valid", mail)
            self.assertEqual((one.covers, one.signer, one.issuer), ("whole", "CN=山田太郎,O=浄水場,C=JP", "CN=試験ルート"))
            self.assertEqual(one.time, "claimed")

    # A stick's mail has the line ends of whoever saved it.
    def test_line_ends_do_not_matter(self):
        self.assert_is("valid", self.mail.replace(b"\r\n", b"\n"))

    def test_changes_break_it(self):
        changed = self.mail.replace("弁7".encode(), "弁8".encode())
        self.assertFalse(self.accepted(changed))
        self.assertEqual(self.assert_is("broken", changed).covers, "nothing")
        self.assert_is("broken", self.mail.replace(b"text/plain", b"text/html"))
        self.assert_is("broken", detached(lambda _: self.ours.sign(self.taro, b"another mail")))

    def test_a_signature_with_a_content_of_its_own_vouches_for_nothing_beside_it(self):
        self.assert_is("broken", detached(self.by(self.taro, "-nodetach")), "content of its own")
        self.assert_is("unreadable", opaque(self.by(self.taro)), "with its content")

    def test_several_signers_are_told_one_by_one(self):
        jiro = self.theirs.person("jiro", "/CN=次郎")
        told = self.told(detached(self.by(self.taro, "-signer", jiro.certificate, "-inkey", jiro.key)))
        self.assertEqual({(one.signer, one.result) for one in told},
                         {("CN=山田太郎,O=浄水場,C=JP", "valid"), ("CN=次郎", "untrusted-signer")})

    def test_strangers_weak_methods_and_times(self):
        self.assert_is("untrusted-signer", detached(self.by(self.theirs.person("stranger"))))
        self.assert_is("untrusted-signer", detached(self.by(self.ours.self_signed("selfmade"))))
        self.assert_is("weak-algorithm", detached(lambda content: self.ours.sign(self.taro, content, md="sha1")))
        self.assertEqual([self.told(self.mail, days)[0].result for days in (2900, 3100)], ["valid", "expired"])

    # Who has a good certificate may still not write as somebody else.
    def test_a_certificate_of_another_sender_is_not_trusted(self):
        with_address = self.ours.person("addressed", "/CN=花子/emailAddress=hanako@example.jp")
        self.assert_is("untrusted-signer", detached(self.by(with_address)), "another sender")
        head = HEAD.replace(b"Taro <taro@example.jp>", b"=?utf-8?B?6Iqx5a2Q?= <Hanako@Example.jp>")
        self.assert_is("valid", detached(self.by(with_address), head=head))
        self.assert_is("valid", detached(self.by(with_address), head=HEAD.replace(b"Taro <taro@example.jp>", b"hanako@example.jp")))
        for odd in (b"hanako@example.jp <taro@example.jp>", b"<a@b.jp> <hanako@example.jp>", b"taro@example.jp, hanako@example.jp", b"x"):
            self.assert_is("unreadable", detached(self.by(with_address), head=HEAD.replace(b"Taro <taro@example.jp>", odd)), "sender")
        self.assert_is("unreadable", detached(self.by(self.taro), head=HEAD + b"From: boss@example.jp\r\n"), "sender")

    # Whoever has a certificate of some machine, or without an address that is read here, is not everybody.
    def test_a_certificate_for_something_else_signs_no_mail(self):
        address = "email:taro@example.jp"
        good = ["emailProtection", "clientAuth, emailProtection", "anyExtendedKeyUsage"]
        bad = ["clientAuth", "serverAuth, clientAuth", "codeSigning", "1.3.6.1.5.5.7.3.36"]
        for number, purposes in enumerate(good + bad):
            person = self.ours.person(f"purpose{number}", extensions={"extendedKeyUsage": purposes, "subjectAltName": address})
            self.assert_is("valid" if purposes in good else "untrusted-signer", detached(self.by(person)), "" if purposes in good else "something else")
        names = [None, "DNS:example.jp", "otherName:1.3.6.1.5.5.7.8.9;UTF8:taro@example.jp", "email:mallory@example.jp", "email:xtaro@example.jp"]
        for number, name in enumerate(names):
            person = self.ours.person(f"name{number}", extensions=name and {"subjectAltName": name})
            self.assert_is("untrusted-signer", detached(self.by(person)), "another sender")
        # Not even the one certificate that somebody trusts.
        alone = self.ours.self_signed("alone")
        self.bench.trusts("alone", alone.certificate)
        self.assert_is("untrusted-signer", detached(self.by(alone)), "another sender")

    def test_a_signer_without_a_name_has_one_still(self):
        for subject, name, told in (("/", "critical, email:taro@example.jp", "taro@example.jp"),
                                    ("/", "critical, DNS:example.jp", "serial 1")):
            person = self.ours.person("nameless", subject, extensions={"subjectAltName": name})
            one, = self.told(detached(self.by(person)))
            self.assertEqual(one.signer[:len(told)], told)
            self.assertEqual(one.result, "valid" if "taro" in told else "untrusted-signer")

    # What kind of content it is, and that it is a content at all, has to be signed (RFC 5652, 5.3 and 11).
    def test_without_its_attributes_it_vouches_for_nothing(self):
        self.assert_is("unsupported", detached(self.by(self.taro, "-noattr")), "attributes")
        made = lambda change: detached(lambda content: with_attributes(self.by(self.taro)(content), self.taro, change))
        self.assert_is("valid", made(lambda attributes: attributes))
        self.assert_is("valid", made(lambda attributes: [one for one in attributes if not one.startswith(SIGNING_TIME)]))
        for kind in (CONTENT_TYPE, MESSAGE_DIGEST):
            without = lambda attributes: [one for one in attributes if not one.startswith(kind)]
            again = lambda attributes: attributes + [one for one in attributes if one.startswith(kind)]
            for change in (without, again):
                self.assert_is("broken", made(change))
        stamp = CONTENT_TYPE + element(0x31, bytes.fromhex("060b2a864886f70d0109100104"))
        self.assert_is("broken", made(lambda attributes: [stamp if one.startswith(CONTENT_TYPE) else one for one in attributes]), "another kind")

    def test_words_behind_are_told(self):
        one = self.assert_is("valid-but-changed-after", detached(self.by(self.taro), more=b"Pay at once.\r\n"), "behind")
        self.assertEqual(one.covers, "part")
        before = self.mail.replace(b"\r\n\r\n--gate", b"\r\n\r\nA mail in MIME.\r\n--gate", 1)
        self.assert_is("valid", before)  # Shown by nobody.

    def test_where_readers_could_differ_it_is_unreadable(self):
        mail = self.mail
        for other in [
                mail.replace(b"Content-Type: multipart", b"Content-Type: text/plain\r\nContent-Type: multipart", 1),
                mail.replace(b"--gate--", b"--gate"), mail.replace(b"--gate--", b"--gate-- x"),
                mail.replace(b"\r\n--gate\r\n", b"\r\n--gates\r\n--gate\r\n", 1),
                mail.replace(b"--gate\r\n", b"--gate\r\n\r\nx\r\n--gate\r\n", 1), mail + b"--gate--\r\n",
                mail.replace(b'boundary="gate"', b'boundary="gate"; boundary="gate"'),
                mail.replace(b'boundary="gate"', b'boundary="gate" (gate)'), mail.replace(b'boundary="gate"', b"x=y"),
                mail.replace(b"MIME-Version: 1.0\r\n", b"MIME-Version: 1.0\r\n\rX: y\r\n"),
                mail.replace(b"application/pkcs7-signature; name", b"text/plain; name"),
                mail.replace(b"base64", b"x-other"), mail.replace(b"base64\r\n", b"base64\r\nContent-Transfer-Encoding: 8bit\r\n"),
                detached(lambda _: b"\x30\x00"), detached(lambda _: b""), opaque(lambda _: b"\x30\x03\x02\x01\x01"),
                HEAD + b"Content-Type: text/plain\r\n\r\nwords\r\n", b"", b"From: x"]:
            self.assert_is("unreadable", other)

    def test_pgp_is_unsupported(self):
        self.assert_is("unsupported", self.mail.replace(b"application/pkcs7-signature", b"application/pgp-signature"), "S/MIME")

    def test_a_stamp_or_an_encrypted_message_is_none(self):
        stamper = self.ours.person("stamper", "/CN=時刻", use="stamper")
        self.assertNotEqual(self.told(opaque(lambda content: self.ours.stamp(stamper, content)))[0].result, "valid")
        self.assertIn(b"multipart", self.mail)
        self.assertNotIn(CONTENT, opaque(self.by(self.taro, "-nodetach")))


if __name__ == "__main__":
    unittest.main()
