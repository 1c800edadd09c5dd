# SPDX-License-Identifier: MIT
"""Mails as Outlook keeps them: MSG (MS-CFB with MS-OXMSG) and TNEF (MS-OXTNEF), good and bad."""
import struct

SECTOR, MINI = 512, 64
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
INT32, BINARY, UTF16, BYTES8, TIME, OBJECT = 0x0003, 0x0102, 0x001F, 0x001E, 0x0040, 0x000D
MIDNIGHT = 134082432000000000  # 2025-11-22 00:00:00 UTC, in FILETIME.


def padded(content, size):
    return content + bytes(-len(content) % size)


def compound(tree):
    """tree: name -> bytes, or a tree. Siblings hang in a chain, which is a tree too."""
    entries, streams = [], []  # (name, kind, right, child, content)

    def add(name, node):
        number = len(entries)
        entries.append(None)
        if isinstance(node, bytes):
            entries[number] = [name, 2, FREE, FREE, node]
            return number
        children = [add(*pair) for pair in node.items()]
        for left, right in zip(children, children[1:]):
            entries[left][2] = right
        entries[number] = [name, 1 if number else 5, FREE, children[0] if children else FREE, b""]
        return number

    add("Root Entry", tree)
    mini, mini_table, sectors, table = b"", [], [], []

    def store(content):
        if not content:
            return END
        start, count = len(sectors), -(-len(content) // SECTOR)
        sectors.extend(padded(content, SECTOR)[at * SECTOR:(at + 1) * SECTOR] for at in range(count))
        table.extend([*range(start + 1, start + count), END])
        return start

    rows = []
    for name, kind, right, child, content in entries:
        start = END
        if 0 < len(content) < 4096:
            start, count = len(mini_table), -(-len(content) // MINI)
            mini_table.extend([*range(start + 1, start + count), END])
            mini += padded(content, MINI)
        elif content:
            start = store(content)
        rows.append([name, kind, right, child, start, len(content)])
    rows[0][4:] = store(mini), len(mini)
    mini_start = store(struct.pack(f"<{len(mini_table)}I", *mini_table))
    directory = b""
    for name, kind, right, child, start, size in rows:
        wide = name.encode("utf-16-le") + b"\0\0"
        directory += struct.pack("<64sHBBIII16sIQQIQ", wide, len(wide), kind, 1, FREE, right, child, b"", 0, 0, 0,
                                 start, size)
    directory_start = store(padded(directory, SECTOR))
    parts = -(-(len(sectors) + 1) // 127)
    place = len(sectors)
    table += [TABLE] * parts
    words = table + [FREE] * (parts * 128 - len(table))
    sectors += [struct.pack("<128I", *words[at * 128:(at + 1) * 128]) for at in range(parts)]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6sIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, parts, directory_start, 0, 4096,
                        mini_start, -(-len(mini_table) * 4 // SECTOR), END, 0, place)
    head += struct.pack("<108I", *range(place + 1, place + parts), *[FREE] * (109 - parts))
    return head + b"".join(sectors)


def stored(properties, head):
    """(id, type, value) as the entries of one storage."""
    tree, rows = {}, b""
    for number, kind, value in properties:
        fixed = struct.pack("<Q", value) if kind in (INT32, TIME) else struct.pack("<Q", len(value))
        rows += struct.pack("<HHI", kind, number, 6) + fixed
        if kind not in (INT32, TIME):
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = value
    return {"__properties_version1.0": bytes(head) + rows, **tree}


def wide(text):
    return text.encode("utf-16-le")


PEOPLE = [
    [(0x0C15, INT32, 1), (0x3001, UTF16, wide("総務課")), (0x39FE, UTF16, wide("soumu@example.jp"))],
    [(0x0C15, INT32, 2), (0x3001, BYTES8, "水道部".encode("cp932") + b"\0"), (0x3003, UTF16, wide("b@example.jp"))],
]
OWN = [
    (0x001A, UTF16, wide("IPM.Note")), (0x0037, UTF16, wide("点検")), (0x0039, TIME, MIDNIGHT),
    (0x0042, UTF16, wide("山田")), (0x5D02, UTF16, wide("yamada@example.jp")), (0x3FFD, INT32, 932),
]
WORDS = "浄水場の点検のお知らせです。①髙﨑 ﾊﾝｶｸ\r\n水位は 12.5 m。\r\n"
PLAIN = (0x1000, UTF16, wide(WORDS))
PAGE = (0x1013, BINARY, "<p>別の話<script>x()</script></p>".encode("cp932"))


def attachment(name, content):
    return [(0x3705, INT32, 1), (0x3707, UTF16, wide(name)), (0x3701, BINARY, content)]


def message(own, attachments=(), people=PEOPLE):
    tree = stored(own, 32)
    tree.update({f"__recip_version1.0_#{i:08X}": stored(one, 8) for i, one in enumerate(people)})
    tree.update({f"__attach_version1.0_#{i:08X}": stored(one, 8) for i, one in enumerate(attachments)})
    return tree


def within(own, attachments=(), people=PEOPLE):
    """A message as an attachment: its head is shorter."""
    tree = message(own, attachments, people)
    rows = tree["__properties_version1.0"]
    tree["__properties_version1.0"] = rows[8:]
    outer = stored([(0x3705, INT32, 5), (0x3001, UTF16, wide("転送"))], 8)
    return {**outer, "__substg1.0_3701000D": tree}


def with_trees(own, *trees):
    return compound({**message(own), **{f"__attach_version1.0_#{i:08X}": tree for i, tree in enumerate(trees)}})


def deep(levels):
    tree = within([*OWN, PLAIN])
    for _ in range(levels):
        inner = within([*OWN, PLAIN])
        inner["__substg1.0_3701000D"]["__attach_version1.0_#00000000"] = tree
        tree = inner
    return with_trees([*OWN, PLAIN], tree)


def msg(*words, **more):
    return compound(message(*words, **more))


def rich_text(text):
    """LZFu without a single repetition; what ends it refers to its own place."""
    out, tokens = b"", [bytes([c]) for c in text] + [None]
    for at in range(0, len(tokens), 8):
        group = tokens[at:at + 8]
        out += bytes([sum(1 << i for i, token in enumerate(group) if token is None)])
        place = (207 + len(text)) % 4096
        out += b"".join(struct.pack(">H", place << 4) if token is None else token for token in group)
    return struct.pack("<IIII", len(out) + 12, len(text), 0x75465A4C, 0) + out


# TNEF.
def attribute(level, number, content):
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def properties(rows):
    out = struct.pack("<I", len(rows))
    for number, kind, value in rows:
        out += struct.pack("<HH", kind, number)
        if number >= 0x8000:
            out += bytes(16) + struct.pack("<II", 1, 5) + b"name\0" + bytes(3)
        if kind in (INT32, TIME):
            out += struct.pack("<I" if kind == INT32 else "<Q", value)
        else:
            out += struct.pack("<II", 1, len(value)) + padded(value, 4)
    return out


def tnef(*attributes):
    return struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00089006, b"\0\0\1\0") + b"".join(attributes)


START = attribute(2, 0x00069002, bytes(14))


def tnef_file(name, content, more=()):
    rows = [(0x3707, UTF16, wide(name)), *more]
    return (START + attribute(2, 0x00018010, b"SHORT~1.CSV\0") + attribute(2, 0x0006800F, content)
            + attribute(2, 0x00069005, properties(rows)))


CSV = "地点,水位\r\n取水口,12.5\r\n".encode("cp932")
CODE_PAGE = attribute(1, 0x00069007, struct.pack("<II", 932, 0))
INNER = tnef(CODE_PAGE, attribute(1, 0x00069003, properties([PLAIN])))
SIGNED = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + WORDS.encode()


def secured(kind, content):
    return msg([(0x001A, UTF16, wide(kind))], [attachment("smime.p7m", content)])


GOOD = {
    "plain.msg": msg([*OWN, PLAIN], [attachment("水位.csv", CSV)]),
    "page.msg": msg([*OWN, PLAIN, PAGE, (0x3FDE, INT32, 932), (0x1009, BINARY, rich_text(b"{\\rtf1 x}"))]),
    "old.msg": msg([(0x0037, BYTES8, "点検".encode("cp932")), (0x3FFD, INT32, 932),
                    (0x1000, BYTES8, WORDS.encode("cp932"))]),
    "rich.msg": msg([*OWN, (0x1009, BINARY, rich_text(b"{\\rtf1\\ansi words\\par}"))]),
    "large.msg": msg([*OWN, PLAIN], [attachment("大.csv", b"1,2\r\n" * 20000)]),
    "embedded.msg": msg([*OWN, PLAIN], [[(0x3705, INT32, 5), (0x3001, UTF16, wide("転送"))],
                        [(0x3705, INT32, 6), (0x3001, UTF16, wide("OLE"))],
                        [(0x3705, INT32, 2), (0x3001, UTF16, wide("遠い"))]]),
    "forwarded.msg": with_trees([*OWN, PLAIN], within([*OWN, PLAIN], [attachment("水位.csv", CSV)], [
        *PEOPLE, [(0x0C15, INT32, 1), (0x3003, UTF16, wide("/O=EX/CN=(a b), c"))], [(0x0C15, INT32, 1),
                                                                                    (0x3003, UTF16, wide("c@d.jp"))]])),
    "forwarded-page.msg": with_trees([*OWN, PLAIN], within([*OWN, PLAIN, PAGE])),
    "forwarded-rich.msg": with_trees([*OWN, PLAIN], within([*OWN, PLAIN, (0x1009, BINARY, rich_text(b"{\\rtf1 x}"))])),
    "deep.msg": deep(7),
    "signed.msg": secured("IPM.Note.SMIME.MultipartSigned", b"Content-Type: multipart/signed; boundary=s\r\n\r\n--s\r\n"
                          + SIGNED + b"\r\n--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--s--\r\n"),
    "winmail.dat": tnef(CODE_PAGE, attribute(1, 0x00069003, properties([PLAIN, (0x8001, INT32, 7)])),
                        tnef_file("水位.csv", CSV)),
    "old.dat": tnef(CODE_PAGE, attribute(1, 0x0002800C, WORDS.encode("cp932") + b"\0"), START,
                    attribute(2, 0x00018010, "水位.csv\0".encode("cp932")), attribute(2, 0x0006800F, CSV)),
    "inner.dat": tnef(CODE_PAGE, attribute(1, 0x0002800C, b"words\0"), START, attribute(2, 0x00069005, properties(
        [(0x3705, INT32, 5), (0x3001, UTF16, wide("転送")), (0x3701, OBJECT, bytes(16) + INNER)]))),
}

PLAIN_MSG = GOOD["plain.msg"]
WINMAIL = GOOD["winmail.dat"]


def looped(content):
    """The chain of the large stream leads back to its start."""
    place = content.rfind(struct.pack("<II", 2, 3))
    return content[:place] + struct.pack("<II", 0, 3) + content[place + 8:]


def without(tree, name):
    del tree[name]
    return tree


BAD = {
    "malformed": {
        "cut.msg": PLAIN_MSG[:len(PLAIN_MSG) // 2 // 512 * 512],
        "loop.msg": looped(GOOD["large.msg"]),
        "twice.msg": msg([*OWN, PLAIN, (0x1000, BYTES8, b"other words")]),
        "no-value.msg": compound(without(message([*OWN, PLAIN]), "__substg1.0_1000001F")),
        "no-properties.msg": compound({**message([*OWN, PLAIN]), "__attach_version1.0_#00000000": {"x": b"y"}}),
        "odd-properties.msg": compound({"__properties_version1.0": bytes(33)}),
        "rich.msg": msg([*OWN, (0x1009, BINARY, rich_text(b"{\\rtf1 words}")[:-2])]),
        "secured.msg": secured("IPM.Note.SMIME", b"\x30\x03\x06"),
        "checksum.dat": WINMAIL[:-1] + bytes([WINMAIL[-1] ^ 1]),
        "cut.dat": WINMAIL[:-3],
        "level.dat": tnef(attribute(3, 0x0002800C, b"x")),
        "no-start.dat": tnef(attribute(2, 0x0006800F, b"x")),
        "data-twice.dat": tnef(START, attribute(2, 0x0006800F, b"x"), attribute(2, 0x0006800F, b"y")),
        "data-elsewhere.dat": tnef(START, attribute(2, 0x0006800F, b"x"),
                                   attribute(2, 0x00069005, properties([(0x3701, BINARY, b"y")]))),
        "property-twice.dat": tnef(attribute(1, 0x00069003, properties([PLAIN, PLAIN]))),
        "properties-twice.dat": tnef(attribute(1, 0x00069003, properties([PLAIN])),
                                     attribute(1, 0x00069003, properties([(0x1000, BYTES8, b"other words")]))),
        "more-properties.dat": tnef(attribute(1, 0x00069003, properties([PLAIN]) + b"more")),
        "many-properties.dat": tnef(attribute(1, 0x00069003, struct.pack("<I", 0xFFFFFFFF))),
    },
    "limit": {"too-deep.msg": deep(8)},
    "encrypted": {
        "smime.msg": secured("IPM.Note.SMIME", bytes.fromhex("300f06092a864886f70d010703a0023000")),
        "pgp.msg": msg([*OWN, (0x1000, UTF16, wide("-----BEGIN PGP MESSAGE-----\r\nx"))]),
    },
}
