# SPDX-License-Identifier: MIT
"""Mails that somebody signed (RFC 8551), by the openssl program."""
import base64

from signing import openssl

CONTENT = "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n弁7は閉\r\n".encode()
HEAD = ("From: Taro <taro@example.jp>\r\nTo: hanako@example.jp\r\nSubject: valves\r\n"
        "Date: Fri, 2 Jan 2026 03:04:05 +0900\r\nMessage-ID: <1@example.jp>\r\nMIME-Version: 1.0\r\n").encode()


def folded(der):
    return base64.encodebytes(der).replace(b"\n", b"\r\n")


def detached(sign, content=CONTENT, head=HEAD, boundary="gate", more=b""):
    """`sign` gets the content and gives the signature; `more` stands behind the end."""
    mark = boundary.encode()
    return (head + b'Content-Type: multipart/signed; protocol="application/pkcs7-signature";\r\n micalg=sha-256; boundary="'
            + mark + b'"\r\n\r\n--' + mark + b"\r\n" + content + b"\r\n--" + mark
            + b"\r\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\nContent-Transfer-Encoding: base64\r\n"
            b"Content-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n" + folded(sign(content)) + b"\r\n--" + mark + b"--\r\n"
            + more)


def opaque(sign, content=CONTENT, head=HEAD):
    return (head + b'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n" + folded(sign(content)))


def by_openssl(person, *options):
    """Its own mail throughout."""
    return HEAD + openssl("cms", "-sign", "-signer", person.certificate, "-inkey", person.key, "-md", "sha256", *options,
                          put=CONTENT).replace(b"MIME-Version: 1.0\n", b"", 1)
