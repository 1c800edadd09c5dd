# SPDX-License-Identifier: MIT
"""OpenDocument under a password (ODF 1.3 part 2, 3.4 and 4.8), by Python's digests and OpenSSL's program.

encrypted_open.py OUT PASSWORD [CHANGE ...]: a text document, and beside it, as OUT.plain, the same without."""
import base64
import hashlib
import pathlib
import sys
import zlib

import open_documents
import open_samples
from encrypted_office import aes

SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
SHA256 = "http://www.w3.org/2000/09/xmldsig#sha256"


def text(value):
    return base64.b64encode(value).decode()


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def sealed(number, content, password, changes):
    """What stands in the package, and what its manifest says of it."""
    bits, rounds = int(changes.get("bits", 256)), int(changes.get("rounds", 1000))
    start = hashlib.new(changes.get("start", "sha256"), password.encode()).digest()
    salt, vector = bytes((number + i) & 255 for i in range(16)), bytes((7 * number + i) & 255 for i in range(16))
    key = hashlib.pbkdf2_hmac("sha1", start, salt, max(1, min(rounds, 100_000)), bits // 8)
    packed = deflated(content)
    proof = changes.get("proof", "sha256")
    checksum = hashlib.new(proof, packed[:1024]).digest()
    missing = 16 - len(packed) % 16
    hidden = aes(key, packed + bytes(missing - 1) + bytes([missing]), vector)
    if "cut" in changes:
        hidden = hidden[:-int(changes["cut"])]
    if "flip" in changes and len(hidden) > 1100 + 16:  # Behind what the checksum covers.
        at = len(hidden) - 20
        hidden = hidden[:at] + bytes([hidden[at] ^ 1]) + hidden[at + 1:]
    cipher = changes.get("cipher", f"http://www.w3.org/2001/04/xmlenc#aes{bits}-cbc")
    said = (f'<manifest:encryption-data manifest:checksum-type="{SPACE}#{proof}-1k" manifest:checksum="{text(checksum)}">'
            f'<manifest:algorithm manifest:algorithm-name="{cipher}" manifest:initialisation-vector="{text((vector * 2)[:int(changes.get("vector", 16))])}"/>'
            f'<manifest:key-derivation manifest:key-derivation-name="{changes.get("derivation", "PBKDF2")}"'
            f' manifest:key-size="{changes.get("key", bits // 8)}" manifest:iteration-count="{rounds}"'
            f' manifest:salt="{text(salt)}"/>')
    if changes.get("start") != "sha1":
        said += f'<manifest:start-key-generation manifest:start-key-generation-name="{SHA256}" manifest:key-size="32"/>'
    return hidden, said + "</manifest:encryption-data>"


def locked(files, password, changes=None):
    changes = changes or {}
    plain = {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}
    out, entries = {}, ""
    for number, (name, content) in enumerate(plain.items()):
        if name in ("mimetype", "META-INF/manifest.xml"):
            continue
        word = changes["other"] if "other" in changes and name == "styles.xml" else password
        out[name], said = sealed(number, content, word, changes)
        size = len(content) + int(changes.get("grow", 0))
        entries += (f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml" manifest:size="{size}">'
                    + said + "</manifest:file-entry>")
    if "within" in changes:  # One file's entry within what is said of another's cipher, its algorithm left to that.
        first, second = (entries.index(words) for words in ("<manifest:algorithm", "</manifest:file-entry>"))
        rest = entries[second + len("</manifest:file-entry>"):]
        entries = entries[:first] + rest + "</manifest:encryption-data></manifest:file-entry>"
    if "after" in changes:  # What belongs into an entry stands behind it.
        entries = entries.replace("<manifest:encryption-data", "</manifest:file-entry><manifest:encryption-data", 1).replace(
            "</manifest:encryption-data></manifest:file-entry>", "</manifest:encryption-data>", 1)
    manifest = (f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{SPACE}" manifest:version="1.3">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{plain["mimetype"].decode()}"/>'
                + entries + "</manifest:manifest>")
    return open_documents.package({"mimetype": files["mimetype"], **out, "META-INF/manifest.xml": manifest})


def main(out, password, *changes):
    changes = dict(change.split("=", 1) for change in changes)
    files = open_samples.reports()[changes.pop("kind", "odt")]
    pathlib.Path(out).write_bytes(locked(files, password, changes))
    pathlib.Path(out + ".plain").write_bytes(open_documents.package(files))


if __name__ == "__main__":
    main(*sys.argv[1:])
