# SPDX-License-Identifier: MIT
"""Documents under a password (MS-OFFCRYPTO), by Python's digests and OpenSSL's program.

encrypted_office.py FILE OUT PASSWORD KIND [CHANGE ...]: FILE as the package of OOXML (2.3.4).
encrypted_office.py OUT PASSWORD KIND [CHANGE ...]: a document of older kinds (2.3.5, 2.3.6), and beside it, as OUT.plain,
what it is without the password.
"""
import base64
import hashlib
import hmac
import pathlib
import struct
import subprocess
import sys

import legacy_documents
from compound_file import compound

SALT, KEY_SALT, KEY = bytes(range(16)), bytes(range(16, 32)), bytes(range(64, 96))
KINDS = {"agile": ("SHA512", 256), "agile-sha1": ("SHA1", 128), "agile-sha256": ("SHA256", 192), "agile-sha384": ("SHA384", 256)}


def padded(data):
    return data + bytes(-len(data) % 16)


def fit(data, size):
    return data[:size].ljust(size, b"\x36")


def aes(key, data, vector=None):
    mode = ["-cbc", "-iv", vector.hex()] if vector else ["-ecb"]
    return subprocess.run(["openssl", "enc", f"-aes-{len(key) * 8}{mode[0]}", "-K", key.hex(), *mode[1:], "-nopad"], input=data,
                          stdout=subprocess.PIPE, check=True).stdout


def stretched(digest, password, spins):
    value = hashlib.new(digest, SALT + password.encode("utf-16-le")).digest()
    for i in range(spins):
        value = hashlib.new(digest, struct.pack("<I", i) + value).digest()
    return value


def agile(content, password, kind, changes):
    name, bits = KINDS[kind]
    digest, spins = name.lower(), int(changes.get("spins", 100_000))
    made = stretched(digest, password, min(spins, 100_000))
    key = KEY[:bits // 8]

    def hashed(*parts):
        return hashlib.new(digest, b"".join(parts)).digest()

    def by_password(block_key, value):
        return aes(fit(hashed(made, bytes.fromhex(block_key)), bits // 8), padded(value), SALT)

    def by_key(block_key, value):
        return aes(key, padded(value), fit(hashed(KEY_SALT, block_key), 16))

    verifier, code_key = bytes(range(100, 116)), hashed(b"code")
    package = struct.pack("<Q", int(changes.get("size", len(content)))) + b"".join(
        by_key(struct.pack("<I", at // 4096), content[at:at + 4096]) for at in range(0, len(content), 4096))
    code = hmac.new(code_key, package, digest).digest()
    text = {name: base64.b64encode(value).decode() for name, value in {
        "input": by_password("fea7d2763b4b9e79", verifier), "value": by_password("d7aa0f6d3061344e", hashed(verifier)),
        "key": by_password("146e0be7abacd0d6", key), "code_key": by_key(bytes.fromhex("5fb2ad010cb9e1f6"), code_key),
        "code": by_key(bytes.fromhex("a0677f02b22c8433"), code), "salt": SALT,
        "key_salt": KEY_SALT}.items()}
    suite = (f'saltSize="16" blockSize="16" keyBits="{bits}" hashSize="{hashlib.new(digest).digest_size}" cipherAlgorithm="AES" '
             f'cipherChaining="ChainingModeCBC" hashAlgorithm="{name}"')
    uri = "http://schemas.microsoft.com/office/2006/"
    xml = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
           f'<encryption xmlns="{uri}encryption" xmlns:p="{uri}keyEncryptor/password">'
           f'<keyData {suite} saltValue="{text["key_salt"]}"/>'
           f'<dataIntegrity encryptedHmacKey="{text["code_key"]}" encryptedHmacValue="{text["code"]}"/>'
           f'<keyEncryptors><keyEncryptor uri="{uri}keyEncryptor/password"><p:encryptedKey spinCount="{spins}" {suite} '
           f'saltValue="{text["salt"]}" encryptedVerifierHashInput="{text["input"]}" '
           f'encryptedVerifierHashValue="{text["value"]}" encryptedKeyValue="{text["key"]}"/>'
           '</keyEncryptor></keyEncryptors></encryption>')
    xml = xml.replace(changes.get("from", ""), changes.get("to", "")) if "from" in changes else xml
    return struct.pack("<HHI", 4, 4, 0x40) + xml.encode(), package


def standard(content, password, changes):
    bits = int(changes.get("bits", 128))
    last = hashlib.sha1(stretched("sha1", password, 50_000) + bytes(4)).digest()
    key = b"".join(hashlib.sha1(bytes(a ^ b for a, b in zip(last.ljust(64, b"\0"), bytes([fill]) * 64))).digest()
                   for fill in (0x36, 0x5C))[:bits // 8]
    verifier = bytes(range(100, 116))
    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    algorithm = int(changes.get("algorithm", 0x660E + (bits - 128) // 64))
    header = struct.pack("<IIIIIIII", 0x24, 0, algorithm, 0x8004, bits, 0x18, 0, 0) + provider
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + SALT + aes(key, verifier)
    info += struct.pack("<I", 20) + aes(key, hashlib.sha1(verifier).digest().ljust(32, b"\0"))
    return info, struct.pack("<Q", int(changes.get("size", len(content)))) + aes(key, padded(content))


def encrypted(content, password, kind, changes):
    info, package = standard(content, password, changes) if kind == "standard" else agile(content, password, kind, changes)
    if "cut" in changes:
        package = package[:-int(changes["cut"])]
    if "flip" in changes:
        at = int(changes["flip"])
        package = package[:at] + bytes([package[at] ^ 1]) + package[at + 1:]
    return compound({"EncryptionInfo": info[:int(changes.get("info", len(info)))], "EncryptedPackage": package,
                     "\x06DataSpaces": {"Version": b"x"}})


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def block_key(kind, password, block, bits):
    word = password.encode("utf-16-le")
    if kind == "md5":
        short = hashlib.md5((hashlib.md5(word).digest()[:5] + SALT) * 16).digest()[:5]
        return hashlib.md5(short + struct.pack("<I", block)).digest()
    key = hashlib.sha1(hashlib.sha1(SALT + word).digest() + struct.pack("<I", block)).digest()[:bits // 8]
    return key + bytes(11) if bits == 40 else key


def by_blocks(kind, password, bits, size, data):
    return b"".join(rc4(block_key(kind, password, at // size, bits), data[at:at + size]) for at in range(0, len(data), size))


def rc4_info(kind, password, bits, changes):
    verifier = bytes(range(100, 116))
    digest = (hashlib.md5 if kind == "md5" else hashlib.sha1)(verifier).digest()
    proof = rc4(block_key(kind, password, 0, bits), verifier + digest)
    if kind == "md5":
        return struct.pack("<HH", 1, 1) + SALT + proof
    header = struct.pack("<IIIIIIII", 4, 0, int(changes.get("algorithm", 0x6801)), 0x8004, bits, 1, 0, 0)
    header += "P\0".encode("utf-16-le")
    return (struct.pack("<HHII", 2, 2, 4, len(header)) + header + struct.pack("<I", 16) + SALT + proof[:16]
            + struct.pack("<I", 20) + proof[16:])


def locked_doc(text, password, kind, bits):
    """One that Word and LibreOffice open."""
    info = rc4_info(kind, password, bits, {})
    streams = legacy_documents.doc_streams(text, table_head=info)
    body = bytearray(by_blocks(kind, password, bits, 512, streams["WordDocument"]))
    body[:68] = streams["WordDocument"][:68]
    body[11] |= 0x01  # fEncrypted, and lKey, in FibBase.
    body[14:18] = struct.pack("<I", len(info))
    table = info + by_blocks(kind, password, bits, 512, streams["1Table"])[len(info):]
    return compound({"WordDocument": bytes(body), "1Table": table})


PLAIN_RECORDS = {0x0809: 1 << 16, 0x002F: 1 << 16, 0x0194: 1 << 16, 0x0195: 1 << 16, 0x00E1: 1 << 16, 0x0196: 1 << 16,
                 0x0138: 1 << 16, 0x0085: 4}  # How much of each is not encrypted (MS-XLS 2.2.10).


def by_records(kind, password, bits, stream):
    hidden, at = bytearray(by_blocks(kind, password, bits, 1024, stream)), 0
    while at + 4 <= len(stream):
        name, size = struct.unpack_from("<HH", stream, at)
        shown = 4 + min(size, PLAIN_RECORDS.get(name, 0))
        hidden[at:at + shown] = stream[at:at + shown]
        at += 4 + size
    return bytes(hidden)


def locked_xls(sheets, password, kind, bits):
    file_pass = legacy_documents.record(0x002F, struct.pack("<H", 1) + rc4_info(kind, password, bits, {}))
    stream = legacy_documents.workbook_stream(sheets, file_pass).ljust(4096, b"\0")
    return compound({"Workbook": by_records(kind, password, bits, stream)})


def pattern(size):
    return bytes((7 * i + i // 251) & 255 for i in range(size))


def word_document(kind, password, bits, changes):
    info = rc4_info(kind, password, bits, changes)
    info = info[:int(changes.get("info", len(info)))]

    def main(flags, head):
        return struct.pack("<HHHHHHHI", 0xA5EC, int(changes.get("version", 0xC1)), 0, 0, 0, flags, 0, head).ljust(68, b"f")

    text, table, data = pattern(int(changes.get("text", 5000))), pattern(700), pattern(1500)
    zeros = bytes(len(info))
    flags = int(changes.get("flags", 0x0300))
    whole = main(flags, int(changes.get("head", len(info)))) + by_blocks(kind, password, bits, 512, bytes(68) + text)[68:]
    locked = {"WordDocument": whole, "1Table": info + by_blocks(kind, password, bits, 512, zeros + table)[len(info):],
              "Data": by_blocks(kind, password, bits, 512, data), "ObjectPool": {"_1": {"x": b"as it is"}}}
    plain = {"WordDocument": main(flags & ~0x0100, 0) + text, "1Table": zeros + table, "Data": data,
             "ObjectPool": {"_1": {"x": b"as it is"}}}
    return compound(locked), compound(plain)


def workbook(kind, password, bits, changes):
    """Records of which some are not encrypted, or not wholly, and one that is longer than a block."""
    info = struct.pack("<H", int(changes.get("method", 1))) + rc4_info(kind, password, bits, changes)
    info = info[:int(changes.get("info", len(info)))]
    book = [(0x0809, pattern(16)), (0x002F, info), (0x00E1, b"\xb0\x04"), (0x0194, pattern(4)),
            (0x0195, pattern(6)), (0x0196, pattern(8)), (0x0138, pattern(10)), (0x0085, pattern(20)), (0x00FC, pattern(3000)),
            (0x0208, b""), (0x000A, b""), (0x0809, pattern(16)), (0x0203, pattern(14)), (0x000A, b"")]
    cache = [(0x00C6, pattern(60)), (0x000A, b"")]
    def stream(records):
        return b"".join(struct.pack("<HH", name, len(data)) + data for name, data in records)

    def opened(whole):
        return whole.replace(struct.pack("<HH", 0x002F, len(info)), struct.pack("<HH", 0x08FF, len(info)), 1)

    plain, plain_cache = opened(stream(book)), stream(cache)
    locked, locked_cache = (by_records(kind, password, bits, each) for each in (stream(book), stream(cache)))
    locked = locked[:len(locked) - int(changes.get("cut", 0))]
    return (compound({"Workbook": locked, "_SX_DB_CUR": {"0001": locked_cache}, "x": b"as it is"}),
            compound({"Workbook": plain, "_SX_DB_CUR": {"0001": plain_cache}, "x": b"as it is"}))


def with_hole(container, beyond=120):
    """One sector of the stream that small streams lie in, lent from behind the file's end."""
    file = bytearray(container)
    table = 512 * (struct.unpack_from("<I", file, 76)[0] + 1)
    root = 512 * (struct.unpack_from("<I", file, 48)[0] + 1)
    start, size = struct.unpack_from("<IQ", file, root + 116)
    assert len(file) < 512 * (beyond + 1) and size > 1024
    following = struct.unpack_from("<I", file, table + 4 * start)[0]
    struct.pack_into("<I", file, table + 4 * start, beyond)
    struct.pack_into("<I", file, table + 4 * beyond, following)
    struct.pack_into("<Q", file, root + 120, size + 512)
    return bytes(file)


def write_older(out, password, kind, changes):
    name, digest, bits = kind.split("-")
    maker = {"doc": word_document, "xls": workbook}[name]
    locked, plain = maker(digest, password, int(bits), changes)
    pathlib.Path(out).write_bytes(with_hole(locked) if "hole" in changes else locked)
    pathlib.Path(f"{out}.plain").write_bytes(plain)


def changes_of(words):
    return dict(word.split("=", 1) for word in words)


if __name__ == "__main__":
    if "-" in sys.argv[3] and sys.argv[3][:3] in ("doc", "xls"):
        write_older(*sys.argv[1:4], changes_of(sys.argv[4:]))
        sys.exit()
    source, out, word, form = sys.argv[1:5]
    pathlib.Path(out).write_bytes(
        encrypted(pathlib.Path(source).read_bytes(), word, form, changes_of(sys.argv[5:])))
