#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Mails as Japanese mailers write them, and as attackers do: mail_samples.py FOLDER writes them all.

GOOD are to be opened, BAD to be refused as a whole, the name says why."""
import base64
import os
import sys

import outlook_samples

BODY = "浄水場の点検のお知らせです。①髙﨑 ﾊﾝｶｸ\r\n水位は 12.5 m。\r\n"
CSV = "地点,水位\r\n取水口,12.5\r\n".encode("cp932")
HEAD = [
    "From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <yamada@example.jp>",
    "To: a@example.jp, =?UTF-8?Q?=E7=B7=8F=E5=8B=99=E8=AA=B2?= <soumu@example.jp>",
    "Subject: =?ISO-2022-JP?B?GyRCRUA4IRsoQg==?=",
    "Date: Sat, 21 Nov 2026 09:00:00 +0900",
    "Message-ID: <1@example.jp>",
    "MIME-Version: 1.0",
]


# IBM's kanji stand twice in CP932; JIS has room for NEC's places of them only.
NEC_PLACES = {}
for place in (bytes([lead, trail]) for lead in (0xED, 0xEE) for trail in range(0x40, 0xFD) if trail != 0x7F):
    NEC_PLACES[place.decode("cp932", "replace")] = place


def jis(text):
    """ISO-2022-JP as CP50221 writes it: half-width katakana and NEC's row 13 too."""
    out, mode = bytearray(), b"\x1b(B"
    for letter in text:
        sjis = NEC_PLACES.get(letter) or letter.encode("cp932")
        if letter in "\r\n" or ord(letter) < 0x80:
            wanted, coded = b"\x1b(B", letter.encode()
        elif len(sjis) == 1:
            wanted, coded = b"\x1b(I", bytes([sjis[0] - 0x80])
        else:
            lead, trail = sjis
            row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + (1 if trail >= 0x9F else 0)
            cell = trail - 0x9F if trail >= 0x9F else trail - 0x40 - (1 if trail > 0x7F else 0)
            wanted, coded = b"\x1b$B", bytes([row + 0x21, cell + 0x21])
        if wanted != mode:
            out += wanted
            mode = wanted
        out += coded
    return bytes(out + (b"" if mode == b"\x1b(B" else b"\x1b(B"))


def join(headers, body):
    raw = b"".join((one if isinstance(one, bytes) else one.encode()) + b"\r\n" for one in headers)
    return raw + b"\r\n" + (body if isinstance(body, bytes) else body.encode())


def mail(headers, body):
    return join(HEAD + headers, body)


def text(charset, body, *more):
    return join([f"Content-Type: text/plain; charset={charset}", *more], body)


def attached(content, disposition, kind="application/octet-stream"):
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return join([f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", disposition], coded)


def multipart(kind, boundary, *parts, before=b"", behind=b""):
    mark = b"--" + boundary.encode()
    body = before + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n" + behind
    return [f'Content-Type: {kind}; boundary="{boundary}"'], body


def mixed(*parts, boundary="=_outer", kind="multipart/mixed", **more):
    return mail(*multipart(kind, boundary, *parts, **more))


def named(disposition, content=CSV):
    return mixed(text("iso-2022-jp", jis(BODY)), attached(content, disposition))


def part_of(kind, boundary, *parts, **more):
    return join(*multipart(kind, boundary, *parts, **more))


def der(tag, content):
    size = len(content)
    length = bytes([size]) if size < 0x80 else bytes([0x82, size >> 8, size & 0xFF])
    return bytes([tag]) + length + content


def cms(kind, content=None):
    """ContentInfo; SignedData with `content` as its own, in pieces of an endless string."""
    number = bytes.fromhex("2a864886f70d0107")
    if content is None:
        return der(0x30, der(0x06, number + bytes([kind])) + der(0xA0, der(0x30, b"\x02\x01\x00" + bytes(40))))
    half = len(content) // 2
    pieces = b"\x24\x80" + der(0x04, content[:half]) + der(0x04, content[half:]) + b"\0\0"
    inner = der(0x30, der(0x06, number + b"\x01") + b"\xa0\x80" + pieces + b"\0\0")
    signed = der(0x30, b"\x02\x01\x01" + der(0x31, b"") + inner + der(0x31, b""))
    return der(0x30, der(0x06, number + bytes([kind])) + der(0xA0, signed))


def smime(content, name="smime.p7m"):
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return ([f"Content-Type: application/pkcs7-mime; name={name}", "Content-Transfer-Encoding: base64"], coded)


SIGNATURE = attached(b"0\x03sig", "Content-Disposition: attachment; filename=smime.p7s", "application/pkcs7-signature")
PAGE = "<html><body><p>本文 <img src='http://example.jp/track.gif'></p><script>x()</script></body></html>"
FROM_LINE = b"From yamada@example.jp Sat Nov 21 09:00:00 2026\n"

GOOD = {
    "jis.eml": mail(["Content-Type: text/plain; charset=ISO-2022-JP"], jis(BODY)),
    "sjis.eml": mail(["Content-Type: text/plain; charset=Shift_JIS", "Content-Transfer-Encoding: 8bit"],
                     BODY.encode("cp932")),
    "euc.eml": mail(["Content-Type: text/plain; charset=EUC-JP", "Content-Transfer-Encoding: quoted-printable"],
                    "点検\r\n".encode("euc-jp").replace(b"\xc5", b"=C5").replace(b"\xc0", b"=\r\n=c0")),
    "utf8.eml": mail(["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"],
                     base64.encodebytes(BODY.encode())),
    "no-charset.eml": mail([], jis(BODY)),
    "lf.eml": mail(["Content-Type: text/plain; charset=utf-8"], BODY).replace(b"\r\n", b"\n"),
    "page.eml": mail(["Content-Type: text/html; charset=utf-8"], PAGE),
    "both.eml": mixed(text("utf-8", "本文\r\n".encode()), join(["Content-Type: text/html; charset=iso-2022-jp"],
                      jis(PAGE)), kind="multipart/alternative"),
    "differing.eml": mixed(text("utf-8", b"See the page.\r\n"), join(["Content-Type: text/html; charset=utf-8"], PAGE),
                           kind="multipart/alternative"),
    "calendar.eml": mixed(text("utf-8", b"Invitation\r\n"), join(["Content-Type: text/calendar"], b"BEGIN:VCALENDAR"),
                          kind="multipart/alternative"),
    # RFC 2231: a charset, percent signs, pieces; then what mailers write instead.
    "rfc2231.eml": named("Content-Disposition: attachment; filename*=ISO-2022-JP''%1B$B?e0L%1B%28B.csv"),
    "rfc2231-pieces.eml": named("Content-Disposition: attachment; filename*0*=UTF-8''%E6%B0%B4;\r\n"
                                " filename*1*=%E4%BD%8D; filename*2=\".csv\""),
    "words.eml": named("Content-Disposition: attachment; filename=\"=?UTF-8?B?5rC05L2N?= =?UTF-8?B?LmNzdg==?=\""),
    "split-letter.eml": named("Content-Disposition: attachment; filename=\"=?UTF-8?B?5rA=?= =?UTF-8?B?tOS9jS5jc3Y=?=\""),
    "raw-jis.eml": named(b"Content-Disposition: attachment; filename=\"" + jis("水位") + b".csv\""),
    "raw-sjis.eml": named(b"Content-Disposition: attachment; filename=\"" + "水位表".encode("cp932") + b".csv\""),
    "raw-utf8.eml": named("Content-Disposition: attachment; filename=水位.csv"),
    "type-name.eml": mixed(text("us-ascii", b"x\r\n"), attached(CSV, "Content-Disposition: inline",
                           "text/csv; name*=utf-8''%E6%B0%B4%E4%BD%8D.csv")),
    "twins.eml": mixed(text("us-ascii", b"two\r\n"), *[attached(CSV, "Content-Disposition: attachment; filename=a.csv")
                       for _ in range(2)]),
    "slashes.eml": named("Content-Disposition: attachment; filename=\"../../etc/水位.csv\""),
    "spoof.eml": join(["From: \"admin@city.example.jp\" <x@evil.example>"] + HEAD[1:], b"words\r\n"),
    "forged.eml": join(HEAD[:2] + ["Subject: =?UTF-8?B?YQ0KRnJvbTogYm9zc0BleGFtcGxlLmpw4oCu?="] + HEAD[3:], b"words\r\n"),
    "two-people.eml": join(["From: <a@example.jp> <b@example.jp>"] + HEAD[1:], b"words\r\n"),
    "signed.eml": mixed(text("utf-8", BODY.encode()), SIGNATURE, kind="multipart/signed; micalg=sha-256;"
                        " protocol=\"application/pkcs7-signature\""),
    "opaque.eml": mail(*smime(cms(2, mixed(text("utf-8", BODY.encode()), attached(
        CSV, "Content-Disposition: attachment; filename=a.csv"))[len("\r\n".join(HEAD[:5])) + 2:]))),
    "forwarded.eml": mixed(text("utf-8", b"forwarded\r\n"), join(["Content-Type: message/rfc822"], mail(
        ["Content-Type: text/plain; charset=ISO-2022-JP"], jis(BODY)))),
    "encrypted-part.eml": mixed(text("utf-8", b"words\r\n"), join(*smime(cms(3)))),
    "partial.eml": mixed(text("utf-8", b"words\r\n"), join(["Content-Type: message/partial; id=a; number=1"], b"x"),
                         join(["Content-Type: message/external-body; access-type=URL; URL=\"http://a.jp\""], b"y")),
    "outside.eml": mixed(text("utf-8", b"words\r\n"), before=b"hidden before\r\n", behind=b"hidden behind\r\n"),
    "no-text.eml": mixed(attached(CSV, "Content-Disposition: attachment; filename=a.csv")),
    "winmail.eml": mixed(text("utf-8", b"words\r\n"), attached(outlook_samples.GOOD["winmail.dat"],
                         "Content-Disposition: attachment; filename=winmail.dat", "application/ms-tnef")),
    "two.mbox": FROM_LINE + mail([], b"one\r\n").replace(b"\r\n", b"\n") + b"\n" + FROM_LINE
    + mail([], b"two\n>From here on\n").replace(b"\r\n", b"\n"),
}


def nested(levels):
    part = text("utf-8", b"deep\r\n")
    for level in range(levels):
        part = part_of("multipart/mixed", f"{level:03}", part)
    return join(HEAD, b"")[:-2] + part


ONE = text("utf-8", b"words\r\n")
BAD = {
    "malformed": {
        "zero.eml": mail([], b"a\0b\r\n"),
        "bare-return.eml": mail([], b"a\rb\r\n"),
        "two-types.eml": mail(["Content-Type: text/plain", "Content-Type: text/html"], b"<b>x</b>\r\n"),
        "two-transfers.eml": mail(["Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: 7bit"], b"eHg=\r\n"),
        "two-dispositions.eml": mail(["Content-Disposition: inline", "Content-Disposition: attachment"], b"x\r\n"),
        "two-senders.eml": mail(["From: boss@example.jp"], b"x\r\n"),
        "two-boundaries.eml": mail(["Content-Type: multipart/mixed; boundary=a; boundary=b"], b"--a\r\n\r\nx\r\n--a--\r\n"),
        "no-boundary.eml": mail(["Content-Type: multipart/mixed"], b"--a\r\n\r\nx\r\n--a--\r\n"),
        "same-boundary.eml": mixed(part_of("multipart/mixed", "=_outer", ONE)),
        "like-boundary.eml": mixed(part_of("multipart/mixed", "=_outer2", ONE)),
        "boundary-goes-on.eml": mixed(ONE + b"\r\n--=_outer and on\r\n"),
        "no-end.eml": mixed(ONE).replace(b"--=_outer--", b""),
        "behind-end.eml": mixed(ONE, behind=b"--=_outer\r\n\r\nmore\r\n--=_outer--\r\n"),
        "inner-no-end.eml": mixed(part_of("multipart/mixed", "inner", ONE).replace(b"--inner--", b""), ONE),
        "no-parts.eml": mixed(),
        "garbage-base64.eml": mail(["Content-Transfer-Encoding: base64"], b"eHh4\r\n!eHh4\r\n"),
        "behind-base64.eml": mail(["Content-Transfer-Encoding: base64"], b"eHg=\r\neHh4\r\n"),
        "cut-base64.eml": mail(["Content-Transfer-Encoding: base64"], b"eHh4e\r\n"),
        "spare-base64.eml": mail(["Content-Transfer-Encoding: base64"], b"eHh=\r\n"),
        "quoted.eml": mail(["Content-Transfer-Encoding: quoted-printable"], b"a=GG\r\n"),
        "transfer.eml": mail(["Content-Transfer-Encoding: x-own"], b"a\r\n"),
        "coded-multipart.eml": mail(["Content-Transfer-Encoding: base64"] + multipart("multipart/mixed", "a", ONE)[0],
                                    base64.encodebytes(multipart("multipart/mixed", "a", ONE)[1])),
        "headers-only.eml": "\r\n".join(HEAD).encode() + b"\r\n",
        "blank-fold.eml": join(HEAD + ["X: a\r\n \r\n b"], b"x\r\n"),
        "no-header.eml": join(HEAD + ["this is none"], b"x\r\n"),
        "space-before-colon.eml": join(HEAD + ["Content-Type : text/html"], b"x\r\n"),
        "quote.eml": named("Content-Disposition: attachment; filename=\"a.csv"),
        "twice-named.eml": named("Content-Disposition: attachment; filename=a.csv; filename=b.exe"),
        "missing-piece.eml": named("Content-Disposition: attachment; filename*0=a; filename*2=b"),
        "comment.eml": mail(["Content-Type: text/plain (; boundary=a"], b"x\r\n"),
        "type.eml": mail(["Content-Type: text//plain"], b"x\r\n"),
        "charset-lie.eml": mail(["Content-Type: text/plain; charset=utf-8"], BODY.encode("cp932")),
        "unsigned.eml": mixed(ONE, ONE, kind="multipart/signed"),
        "signed-three.eml": mixed(ONE, SIGNATURE, ONE, kind="multipart/signed"),
        "broken-cms.eml": mail(*smime(cms(2, b"x")[:-3])),
        "behind-cms.eml": mail(*smime(cms(2, b"x") + b"\0")),
        "from-line.mbox": FROM_LINE + mail([], b"one\r\n\r\nFrom the river\r\n").replace(b"\r\n", b"\n"),
        "from-inside.mbox": FROM_LINE + mail([], b"one\r\n").replace(b"\r\n", b"\n") + FROM_LINE + b"\n",
    },
    "encrypted": {
        "smime.eml": mail(*smime(cms(3))),
        "auth.eml": mail(*smime(der(0x30, der(0x06, bytes.fromhex("2a864886f70d0109100117")) + der(0xA0, b"\x30\0")))),
        "pgp.eml": mixed(join(["Content-Type: application/pgp-encrypted"], b"Version: 1"),
                         attached(b"x", "Content-Disposition: inline"), kind="multipart/encrypted"),
        "pgp-inline.eml": mail([], b"-----BEGIN PGP MESSAGE-----\r\n\r\nx\r\n-----END PGP MESSAGE-----\r\n"),
        "pgp-inline-coded.eml": mail(["Content-Transfer-Encoding: quoted-printable"], b"=2D----BEGIN PGP MESSAGE-----\r\n"),
        "signed-encrypted.eml": mixed(join(*smime(cms(3))), SIGNATURE, kind="multipart/signed"),
    },
    "unsupported": {
        "charset.eml": mail(["Content-Type: text/plain; charset=koi8-r"], b"\xd0\xd1\r\n"),
        "page-charset.eml": mail(["Content-Type: text/html; charset=utf-7"], b"+ADw-script+AD4-\r\n"),
    },
    "limit": {
        "deep.eml": nested(33),
        "headers.eml": join(HEAD + [f"X-{i}: y" for i in range(1100)], b"x\r\n"),
        "long-header.eml": join(HEAD + ["X: " + "y" * (129 << 10)], b"x\r\n"),
    },
}


def main(folder):
    kinds = {"good": GOOD | outlook_samples.GOOD}
    for kind, mails in BAD.items():
        kinds[kind] = mails | outlook_samples.BAD.get(kind, {})
    for kind, mails in kinds.items():
        os.makedirs(os.path.join(folder, kind), exist_ok=True)
        for name, content in mails.items():
            with open(os.path.join(folder, kind, name), "wb") as file:
                file.write(content)


if __name__ == "__main__":
    main(sys.argv[1])
