# SPDX-License-Identifier: MIT
"""OOXML under a password (MS-OFFCRYPTO 2.3.4), by Python's digests and OpenSSL's program.

encrypted_office.py FILE OUT PASSWORD KIND [CHANGE ...]
"""
import base64
import hashlib
import hmac
import pathlib
import struct
import subprocess
import sys

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


if __name__ == "__main__":
    source, out, word, form = sys.argv[1:5]
    pathlib.Path(out).write_bytes(
        encrypted(pathlib.Path(source).read_bytes(), word, form, dict(change.split("=", 1) for change in sys.argv[5:])))
