# SPDX-License-Identifier: MIT
"""A forger who has got hold of the ledger's key: puts entries together into a ledger that is signed
as it should be. Its Ed25519 signs (RFC 8032 section 5.1.6) on the verifier's own arithmetic."""
import base64
import hashlib
import importlib.machinery
import importlib.util
import os
import shutil
import sys


def load_verifier(path):
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("sekisho_verify", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("sekisho_verify", loader))
    loader.exec_module(module)
    return module


class Forger:
    def __init__(self, verifier):
        self.v = verifier

    def encode(self, point):
        inverse = pow(point[2], self.v.P - 2, self.v.P)
        x, y = point[0] * inverse % self.v.P, point[1] * inverse % self.v.P
        return (y | (x & 1) << 255).to_bytes(32, "little")

    def expand(self, seed):
        digest = hashlib.sha512(seed).digest()
        scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
        return scalar, digest[32:]

    def public_key(self, seed):
        return self.encode(self.v.point_times(self.expand(seed)[0], self.v.BASE))

    def sign(self, seed, message):
        scalar, prefix = self.expand(seed)
        key = self.public_key(seed)

        def number(*parts):
            return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % self.v.ORDER

        nonce = number(prefix, message)
        r = self.encode(self.v.point_times(nonce, self.v.BASE))
        s = (nonce + number(r, key, message) * scalar) % self.v.ORDER
        return r + s.to_bytes(32, "little")

    def signature_line(self, seed, name, text):
        body = self.v.key_number(name, self.public_key(seed)) + self.sign(seed, text.encode())
        return f"{self.v.MARK}{name} {base64.b64encode(body).decode()}\n"

    def note(self, seed, name, text):
        return text + "\n" + self.signature_line(seed, name, text)

    def checkpoint(self, seed, origin, size, root):
        return self.note(seed, origin, f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n")

    def frame(self, entry):
        return len(entry).to_bytes(4, "big") + entry + self.v.crc32c(entry).to_bytes(4, "big")

    def entries(self, folder):
        with open(os.path.join(folder, "entries.log"), "rb") as file:
            end = os.fstat(file.fileno()).st_size
            return [entry for entry, _ in self.v.read_frames(file, end)]

    def write(self, folder, name, data):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())

    def rebuild(self, folder, entries, seed, origin):
        """The ledger that these entries would have given."""
        shutil.rmtree(os.path.join(folder, "tile"), ignore_errors=True)
        self.write(folder, "entries.log", b"".join(map(self.frame, entries)))
        hashes, level = [self.v.hash_leaf(entry) for entry in entries], 0
        tree = self.v.Tree()
        for leaf in hashes:
            tree.append(leaf)
        while hashes:
            above = []
            for start in range(0, len(hashes), 256):
                part = hashes[start:start + 256]
                self.write(folder, self.v.tile_path(level, start // 256, len(part)), b"".join(part))
                if len(part) == 256:
                    subtree = self.v.Tree()
                    for one in part:
                        subtree.append(one)
                    above.append(subtree.root())
            hashes, level = above, level + 1
        self.write(folder, "checkpoint", self.checkpoint(seed, origin, len(entries), tree.root()))
