# SPDX-License-Identifier: MIT
"""Drawings (EMF) in documents of each kind become pictures there.

    drawings_test.py BUILD_FOLDER
"""
import io
import pathlib
import struct
import sys
import unittest
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "samples")]

import book_constructs  # noqa: E402
import book_documents  # noqa: E402
import metafile  # noqa: E402
import open_documents  # noqa: E402
import show_constructs  # noqa: E402
import show_documents  # noqa: E402
import word_constructs  # noqa: E402
import word_documents  # noqa: E402
from carrying import carry  # noqa: E402

EVIL = b"qZforbidden7"
DRAWING = metafile.emf(EVIL)


def construct(name, module, documents, part):
    """The construct of that name with a whole drawing in the place of the broken one."""
    files = next(one[1] for one in module.all_constructs() if one[0] == name)
    return documents.package({**files, part: DRAWING})


def pixel(png, column, row):
    """Of a PNG of 8 bits a channel whose rows are not filtered or by the filters 0 to 4."""
    width, _, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[colour]
    data, palette, at = b"", b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + size]
        if kind == b"PLTE":
            palette = png[at + 8:at + 8 + size]
        at += 12 + size
    data, before, stride = zlib.decompress(data), bytes(width * channels), width * channels
    for number in range(row + 1):
        line = bytearray(data[number * (stride + 1) + 1:(number + 1) * (stride + 1)])
        how = data[number * (stride + 1)]
        for i, value in enumerate(line):
            left = line[i - channels] if i >= channels else 0
            corner = before[i - channels] if i >= channels else 0
            nearest = min((left, before[i], corner), key=lambda one: abs(left + before[i] - corner - one))
            line[i] = (value + (0, left, before[i], (left + before[i]) // 2, nearest)[how]) % 256
        before = line
    found = bytes(before[column * channels:(column + 1) * channels])
    return palette[found[0] * 3:found[0] * 3 + 3] if colour == 3 else found[:3]


class Drawings(unittest.TestCase):
    def check(self, kind, document, name="a", removed=("vector-picture",)):
        outcome = carry({name: document}, kind=kind)[name]
        self.assertEqual((outcome.state, outcome.detail, outcome.images_lost), ("ok", "verified", 0))
        for what in removed:
            self.assertEqual(outcome.removed.get(what), 1)
        with zipfile.ZipFile(io.BytesIO(outcome.data)) as archive:
            for part in archive.namelist():
                self.assertNotIn(EVIL, archive.read(part), part)
            pictures = [archive.read(part) for part in archive.namelist() if part.endswith(".png")]
        self.assertEqual(len(pictures), 1)
        self.assertEqual(struct.unpack(">II", pictures[0][16:24]), (314, 157))
        self.assertEqual(pixel(pictures[0], 60, 78), b"\xff\0\0")
        self.assertEqual(pixel(pictures[0], 250, 78), b"\xff\xff\xff")

    def test_in_a_word_document(self):
        self.check("documents", construct("emf", word_constructs, word_documents, "word/media/a.emf"))

    def test_in_a_workbook(self):
        self.check("workbooks", construct("emf", book_constructs, book_documents, "xl/media/a.emf"))

    def test_in_a_presentation(self):
        self.check("presentations", construct("emf", show_constructs, show_documents, "ppt/media/a.emf"))

    def test_in_an_open_document(self):
        body = open_documents.paragraph(open_documents.image("Pictures/a.emf"))
        document = open_documents.package(open_documents.document("odt", body, parts={"Pictures/a.emf": DRAWING}))
        self.check("odt", document, "a.odt")

    def test_of_a_chart_in_an_open_document(self):
        chart = '<draw:object xlink:href="./Object 1" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        body = open_documents.paragraph(open_documents.image("./ObjectReplacements/Object 1", before=chart))
        for drawing in (metafile.svm(EVIL), DRAWING):
            parts = {"ObjectReplacements/Object 1": drawing, "Object 1/content.xml": f"<a>{EVIL.decode()}</a>"}
            document = open_documents.package(open_documents.document("odt", body, parts=parts))
            self.check("odt", document, "a.odt", ("vector-picture", "embedded-object"))

    def test_as_many_as_are_drawn_of_one_document(self):
        names = [f"Pictures/{at}.emf" for at in range(3)]
        body = "".join(open_documents.paragraph(open_documents.image(name)) for name in names)
        parts = {name: metafile.emf(name.encode()) for name in names}
        document = {"a.odt": open_documents.package(open_documents.document("odt", body, parts=parts))}
        for most, lost in ((3, 0), (2, 1), (0, 3)):
            outcome = carry(document, f"drawings={most}", kind="odt")["a.odt"]
            self.assertEqual((outcome.state, outcome.detail, outcome.images_lost), ("ok", "verified", lost), most)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
