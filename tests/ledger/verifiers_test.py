# SPDX-License-Identifier: MIT
"""Two verifiers that share no line: both believe a good ledger, and neither one that was touched."""
import base64
import glob
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from resign import Forger, load_verifier

PROGRAMS = sys.argv.pop(1)
SEKISHO = os.path.join(PROGRAMS, "bin", "sekisho")
SECOND = os.path.join(PROGRAMS, "bin", "sekisho-verify")
MAKER = os.path.join(PROGRAMS, "tests", "make-ledger")
verify = load_verifier(SECOND)
forger = Forger(verify)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Verifiers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="sekisho-verifiers-")
        cls.good = os.path.join(cls.folder, "good")
        os.makedirs(cls.good)
        subprocess.run([MAKER, cls.good], check=True)
        cls.held = {os.path.basename(path): path for path in glob.glob(cls.good + "/[cr]*-*")}
        cls.key = verify.parse_key(read(cls.good + "/key").decode().strip())
        cls.origin = cls.key[0]
        cls.seed = read(cls.good + "/ledger/key")[:32]
        cls.entries = forger.entries(cls.good + "/ledger")
        cls.count, cls.disagreements = 0, []

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def copy(self):
        place = os.path.join(self.folder, "copy")
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.good + "/ledger", place)
        return place

    def verdicts(self, folder, receipts=(), checkpoints=(), key=None):
        """(ours, theirs): True where the record is believed."""
        words = [SEKISHO, "ledger", "verify", folder, "--key", key or self.good + "/key"]
        for path in receipts:
            words += ["--receipt", path]
        for path in checkpoints:
            words += ["--checkpoint", path]
        done = subprocess.run(words, capture_output=True, text=True)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        known = verify.parse_key(read(key).decode().strip()) if key else self.key
        report, _ = verify.verify_ledger(folder, known, [verify.read_text(path) for path in receipts],
                                         [verify.read_text(path) for path in checkpoints])
        self.words = done.stdout, report.failures
        return done.returncode == 0, not report.failures

    def refused(self, what, folder, **outside):
        type(self).count += 1
        ours, theirs = self.verdicts(folder, **outside)
        if ours or theirs:
            self.disagreements.append((what, "believed by sekisho" if ours else "", "believed by sekisho-verify"
                                       if theirs else "", self.words))

    def believed(self, what, folder, **outside):
        self.assertEqual(self.verdicts(folder, **outside), (True, True), (what, self.words))

    def forged(self, what, entries, seed=None, **outside):
        folder = self.copy()
        forger.rebuild(folder, entries, seed or self.seed, self.origin)
        self.refused(what, folder, **outside)

    # ---- What must be believed

    def test_0_good_ledgers(self):
        receipts = [path for name, path in self.held.items() if name.startswith("receipt")]
        checkpoints = [path for name, path in self.held.items() if name.startswith("checkpoint")]
        self.assertGreaterEqual(len(receipts), 8)
        self.assertGreaterEqual(len(checkpoints), 6)
        self.believed("as it was made", self.good + "/ledger", receipts=receipts, checkpoints=checkpoints)
        folder = self.copy()
        part = read(folder + "/tile/0/000")[:100 * 32]
        forger.write(folder, "tile/0/000.p/100", part)
        self.believed("an older part of a tile", folder)
        forger.write(folder, "tile/0/000.p/101.new", b"half written")
        self.believed("a file that was being written", folder)
        forger.rebuild(folder, self.entries, self.seed, self.origin)
        self.believed("put together again", folder, receipts=receipts, checkpoints=checkpoints)
        note = read(folder + "/checkpoint").decode()
        text = note.rpartition("\n\n")[0] + "\n"
        forger.write(folder, "checkpoint", note + forger.signature_line(os.urandom(32), "witness", text))
        self.believed("with a witness' signature", folder)

    def test_1_programs_say_the_same(self):
        folder = self.good + "/ledger"
        for words in ([], ["--key", self.good + "/key"], ["--receipt", self.held["receipt-299.small"]]):
            first = subprocess.run([SEKISHO, "ledger", "verify", folder, *words], capture_output=True, text=True)
            second = subprocess.run([SECOND, folder, *words], capture_output=True, text=True)
            self.assertEqual((first.returncode, first.stdout), (second.returncode, second.stdout))
            self.assertEqual(first.returncode, 0)
            self.assertIn("started with another policy than was put in force", first.stdout)
        for words in (["/nowhere"], [folder, "--key", "nonsense"], [folder, "--receipt", "/nowhere"]):
            first = subprocess.run([SEKISHO, "ledger", "verify", *words], capture_output=True)
            second = subprocess.run([SECOND, *words], capture_output=True)
            self.assertEqual((first.returncode, second.returncode), (2, 2), words)

    def test_2_ed25519_has_the_known_answers(self):
        """RFC 8032 section 7.1: tests 1, 2, 3 and SHA(abc)."""
        for seed, message, signature in (
                ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", b"",
                 "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd"
                 "25bf5f0595bbe24655141438e7a100b"),
                ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", b"\x72",
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c3"
                 "87b2eaeb4302aeeb00d291612bb0c00"),
                ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", b"\xaf\x82",
                 "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594"
                 "a7c15e9716ed28dc027beceea1ec40a"),
                ("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", hashlib.sha512(b"abc").digest(),
                 "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303"
                 "dca179c138ac17ad9bef1177331a704")):
            key = forger.public_key(bytes.fromhex(seed))
            good = bytes.fromhex(signature)
            self.assertEqual(forger.sign(bytes.fromhex(seed), message), good)
            self.assertTrue(verify.is_signed(key, message, good))
            for place in (0, 31, 32, 63):
                bad = bytearray(good)
                bad[place] ^= 1
                self.assertFalse(verify.is_signed(key, message, bytes(bad)))
            self.assertFalse(verify.is_signed(key, message + b"x", good))
            larger = (int.from_bytes(good[32:], "little") + verify.ORDER).to_bytes(32, "little")
            self.assertFalse(verify.is_signed(key, message, good[:32] + larger), "a second form of one signature")
        self.assertFalse(verify.is_signed(bytes(31) + b"\x80", b"", bytes(64)), "a point that is none")
        self.assertFalse(verify.is_signed(b"\x01" + bytes(31), b"", b"\x01" + bytes(63)), "a key of small order")

    # ---- What must be refused: bytes

    def test_3_changed_bytes(self):
        chance = random.Random(20261121)
        for name, tries in (("entries.log", 50), ("checkpoint", 30), ("verifier", 12), ("keys", 16),
                            ("tile/0/000", 10), ("tile/0/001.p/45", 10), ("tile/1/000.p/1", 5)):
            size = os.path.getsize(self.good + "/ledger/" + name)
            for place in sorted(chance.sample(range(size), tries)):
                folder = self.copy()
                data = bytearray(read(folder + "/" + name))
                data[place] ^= 1 << chance.randrange(8)
                forger.write(folder, name, bytes(data))
                self.refused(f"{name}: byte {place} changed", folder)

    def test_4_files_cut_grown_or_gone(self):
        for name in ("entries.log", "checkpoint", "verifier", "keys", "tile/0/000", "tile/0/001.p/45", "tile/1/000.p/1"):
            data = read(self.good + "/ledger/" + name)
            for changed in (data[:-1], data[:len(data) // 2], b"", data + b"\x00", data + data[-40:], None):
                folder = self.copy()
                if changed is None:
                    os.remove(folder + "/" + name)
                else:
                    forger.write(folder, name, changed)
                self.refused(f"{name}: {'gone' if changed is None else len(changed)}", folder)
        for name in ("tile/0/002", "tile/0/001.p/46", "tile/0/000.p/7", "tile/2/000.p/1", "tile/0/0", "tile/x", "tile/0/001"):
            folder = self.copy()
            forger.write(folder, name, b"\x00" * 32 * 7)
            self.refused("a file too many: " + name, folder)

    def test_5_entries_moved(self):
        for i in (0, 1, 100, 255, 256, 299):
            for what, entries in (
                    ("left out", self.entries[:i] + self.entries[i + 1:]),
                    ("doubled", self.entries[:i + 1] + self.entries[i:]),
                    ("swapped", self.entries[:i] + [self.entries[i + 1], self.entries[i]] + self.entries[i + 2:])):
                folder = self.copy()
                forger.write(folder, "entries.log", b"".join(map(forger.frame, entries)))
                self.refused(f"entry {i} {what}", folder)
                self.forged(f"entry {i} {what} and signed again", entries)
        folder = self.copy()
        forger.write(folder, "entries.log", read(folder + "/entries.log") + forger.frame(b"{}"))
        self.refused("one more that nobody signed", folder)

    # ---- What must be refused: by somebody who has the key

    def changed(self, index, change):
        entries = list(self.entries)
        entry = json.loads(entries[index])
        change(entry)
        entries[index] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
        return entries

    def index_of(self, **wanted):
        for index, data in enumerate(self.entries):
            entry = json.loads(data)
            if all(entry.get(key) == value for key, value in wanted.items()):
                return index
        raise KeyError(wanted)

    def test_6_another_history(self):
        """Well signed, but not what receipts and older checkpoints say."""
        def other_path(entry):
            entry["path"] = "other"

        entries = self.changed(20, other_path)
        for name, path in self.held.items():
            if name in ("checkpoint-1", "checkpoint-2"):
                continue  # So far both histories are one.
            outside = {"receipts": [path]} if name.startswith("receipt") else {"checkpoints": [path]}
            self.forged("another history: " + name, entries, **outside)
        for length in (0, 1, 44, 256, 300):
            self.forged(f"cut to {length} entries", self.entries[:length], checkpoints=[self.held["checkpoint-301"]])
        stranger = os.path.join(self.folder, "stranger")
        os.makedirs(stranger, exist_ok=True)
        subprocess.run([MAKER, stranger], check=True)
        good = self.good + "/ledger"
        self.refused("another station's receipt", good, receipts=[stranger + "/receipt-120"])
        self.refused("another station's small receipt", good, receipts=[stranger + "/receipt-120.small"])
        self.refused("another station's checkpoint", good, checkpoints=[stranger + "/checkpoint-301"])
        self.refused("another station's key", good, key=stranger + "/key")
        self.refused("another station's ledger", stranger + "/ledger")

    def test_7_receipts_changed(self):
        chance = random.Random(7)
        good = self.good + "/ledger"
        path = os.path.join(self.folder, "receipt")
        for name in ("receipt-120", "receipt-120.small"):
            text = read(self.held[name])
            for place in sorted(chance.sample(range(len(text)), 12)):
                changed = bytearray(text)
                changed[place] = ord("1") if changed[place] == ord("0") else ord("0")
                forger.write(self.folder, "receipt", bytes(changed))
                self.refused(f"{name}: byte {place}", good, receipts=[path])
            for changed in (b"", text[:-9], text + b"000", text[:40], b"\xff" + text):
                forger.write(self.folder, "receipt", changed)
                self.refused(f"{name}: {len(changed)} bytes", good, receipts=[path])

    def test_8_entries_that_say_what_they_may_not(self):
        def put(key, value):
            return lambda entry: entry.update({key: value})

        approval, done = self.index_of(type="approval"), self.index_of(type="release_done", transfer="t-1")
        submit = self.index_of(type="transfer_submit", transfer="t-1")
        rotate = self.index_of(type="key_rotate")
        fault = self.index_of(type="clock_fault")
        later = fault + 20
        proposed = self.index_of(type="policy_change", change="propose")
        activated = self.index_of(type="policy_change", change="activate")
        for what, index, change in (
                ("another number", 7, put("seq", 8)), ("a number below", 7, put("seq", -1)),
                ("a number as text", 7, put("seq", "7")), ("another version", 7, put("v", 2)),
                ("no type", 7, put("type", "")), ("a type that is no text", 7, put("type", 1)),
                ("no time", 7, lambda entry: entry.pop("wall")), ("time of another form", 7, put("wall", "2027-01-15 08:00:07Z")),
                ("the clock went back", later, put("wall", "2020-01-01T00:00:00Z")),
                ("the time since boot went back", later, put("mono_ns", 1)),
                ("a boot left out", later, put("boot_n", 4)), ("another boot, same number", later, put("boot_id", "boot-c")),
                ("no boot", 7, put("boot_id", "")), ("no checkpoint before it", 7, put("prev_checkpoint_sha256", "")),
                ("a checkpoint in capitals", 7, put("prev_checkpoint_sha256", "A" * 64)),
                ("a fraction", 7, put("share", 0.5)), ("a fraction that is whole", 7, put("share", 1.0)),
                ("a number too large", 7, put("share", 2**64)), ("a number too small", 7, put("share", -2**63 - 1)),
                ("a clock fault hidden", fault, put("type", "heartbeat")),
                ("approved by the submitter", approval, put("approver_person", "Sato")),
                ("approved in the submitter's stead", approval, put("approver_deputy_for", "Sato")),
                ("approved by nobody", approval, put("approver_person", "")),
                ("another content approved", approval, put("manifest_sha256", "c" * 64)),
                ("a policy put in force by who proposed it", activated, put("person", "Tanaka")),
                ("a policy put in force by nobody", activated, put("person", "")),
                ("a policy proposed by who put it in force", proposed, put("person", "Suzuki")),
                ("no approval", approval, put("type", "heartbeat")),
                ("approved for another transfer", approval, put("transfer", "t-9")),
                ("another content released", done, put("manifest_sha256", "c" * 64)),
                ("no content released", done, lambda entry: entry.pop("manifest_sha256")),
                ("submitted by the approver", submit, put("submitter_person", "Suzuki")),
                ("a rotation of nothing", rotate, put("note", "")),
                ("a rotation without its note", rotate, lambda entry: entry.pop("note")),
                ("a rotation that is hidden", rotate, put("type", "heartbeat"))):
            self.forged(what, self.changed(index, change))

    def test_9_entries_of_another_form(self):
        text = self.entries[7]
        deep = b'{"a":' * 20 + b"1" + b"}" * 20
        for what, changed in (
                ("a blank", text.replace(b":", b": ", 1)), ("a blank behind", text + b" "),
                ("a key twice", text.replace(b'"seq":7', b'"seq":7,"seq":7')),
                ("keys out of order", b'{"z":1,' + text[1:]), ("an empty list", b"[]"), ("no object", b"7"),
                ("nothing a reader knows", b"\xff\xfe"), ("bytes beyond ASCII", text.replace(b"Sanitized", "é".encode())),
                ("an escape too many", text.replace(b"Sanitized", b"\\u0053anitized")),
                ("an escape in capitals", text.replace(b"Sanitized", b"\\u00E9")),
                ("a slash escaped", text.replace(b"Sanitized", b"a\\/b")), ("not a number", text.replace(b'"size":5', b'"size":NaN')),
                ("a power of ten", text.replace(b'"size":5', b'"size":5e0')), ("minus nothing", text.replace(b'"size":5', b'"size":-0')),
                ("a leading zero", text.replace(b'"size":5', b'"size":05')), ("too deep", text.replace(b'"size":5', b'"size":' + deep)),
                ("far too deep", b"[" * 60000), ("cut", text[:-1]), ("a line end", text.replace(b"Sanitized", b"a\nb")),
                ("half of a surrogate pair", text.replace(b"Sanitized", b"\\ud800")),
                ("a comment", text[:-1] + b"/**/}"), ("a comma too many", text[:-1] + b",}")):
            self.assertNotEqual(changed, text, what)
            self.forged(what, self.entries[:7] + [changed] + self.entries[8:])

    def test_a_checkpoints_of_another_form(self):
        folder = self.copy()
        note = read(folder + "/checkpoint").decode()
        origin, size, root = note.split("\n")[:3]
        tree = base64.b64decode(root)
        old_seed = os.urandom(32)
        signed = lambda text, name=origin, seed=self.seed: forger.note(seed, name, text)
        plain = f"{origin}\n{size}\n{root}\n"
        for what, text in (
                ("signed by another", signed(plain, seed=old_seed)), ("signed under another name", signed(plain, name="other")),
                ("of another origin", signed(plain.replace(origin, "other"))), ("unsigned", plain + "\n"), ("text alone", plain),
                ("of no entries", forger.checkpoint(self.seed, origin, 0, hashlib.sha256(b"").digest())),
                ("of fewer entries", forger.checkpoint(self.seed, origin, 300, tree)),
                ("of more entries", forger.checkpoint(self.seed, origin, 302, tree)),
                ("a leading zero", signed(f"{origin}\n0{size}\n{root}\n")), ("a sign", signed(f"{origin}\n+{size}\n{root}\n")),
                ("a size of other digits", signed(f"{origin}\n３０１\n{root}\n")),
                ("a size beyond all", signed(f"{origin}\n{2**64 + 301}\n{root}\n")),
                ("one more line", signed(plain + "more\n")), ("a root without its end", signed(plain.replace(root, root[:-1]))),
                ("a root with spare bits", signed(plain.replace(root, re.sub("(.)=$", lambda m: chr(ord(m[1]) + 1) + "=", root)))),
                ("a short root", signed(plain.replace(root, base64.b64encode(tree[:31]).decode()))),
                ("line ends of two bytes", note.replace("\n", "\r\n")), ("a tab", note.replace(" ", "\t", 1)),
                ("17 signatures", signed(plain) + forger.signature_line(old_seed, "w", plain) * 16),
                ("something behind", note + "x"), ("a line that is no signature", note + "hello\n"), ("a hyphen", note.replace("\u2014", "-")),
                ("no blank", note.replace("\u2014 ", "\u2014"))):
            forger.write(folder, "checkpoint", text)
            self.refused("checkpoint " + what, folder)
        # Each key signs its own epoch and no other.
        first = self.index_of(type="key_rotate")
        for number in (1, 2):
            entry = json.loads(self.entries[self.index_of(type="key_rotate", epoch=number + 1)])
            forger.write(folder, "keys", base64.b64encode(entry["note"].encode()).decode() + "\n")
            self.refused(f"only rotation {number} listed", folder)
        stolen = [read(self.good + f"/stolen-{epoch}")[:32] for epoch in (1, 2)]
        for epoch, seed in enumerate(stolen, 1):
            self.forged(f"key {epoch} signs what is newer", self.entries, seed=seed)
        older = os.path.join(self.folder, "older")
        for size, right in ((1, 0), (first, 0), (first + 1, 0), (first + 2, 1), (100, 1), (300, 2)):
            tree = verify.Tree()
            for entry in self.entries[:size]:
                tree.append(verify.hash_leaf(entry))
            for epoch, seed in enumerate([*stolen, self.seed]):
                forger.write(self.folder, "older", forger.checkpoint(seed, origin, size, tree.root()))
                check = self.believed if epoch == right else self.refused
                check(f"key {epoch + 1} signs {size} entries", self.good + "/ledger", checkpoints=[older])
        thief = os.urandom(32)
        text = f"sekisho key rotation v1\n{origin}\nepoch 2\nfrom {first + 1}\n" + "{}\n"
        vkey = f"{origin}+{verify.key_number(origin, forger.public_key(thief)).hex()}+" \
            + base64.b64encode(b"\x01" + forger.public_key(thief)).decode()
        note = forger.note(thief, origin, text.format(vkey))
        self.forged("a rotation by its own key", self.changed(first, lambda entry: entry.update(note=note)), seed=thief)

    def test_z_enough(self):
        print(f"{self.count} mutations refused by both")
        for one in self.disagreements:
            print("not refused by both:", one)
        self.assertEqual(self.disagreements, [])
        self.assertGreaterEqual(self.count, 200)


if __name__ == "__main__":
    unittest.main()
