# SPDX-License-Identifier: MIT
"""PDFs as an office has them, with a fixed seed: letters in black, letters and lines in colours,
Japanese without its fonts, pages with photographs, scans."""
import os
import random
import zlib

WORDS = "the valve of pump two was opened at ten and the pressure fell below what the plant allows".split()
JAPANESE = "浄水場の運転日報を点検し残留塩素と水圧の値を記録した。関所を通る文書は安全な写しになる。"


def pdf(objects):
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(file))


def stream(content, entries=b""):
    packed = zlib.compress(content, 6)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def book(contents, images=()):
    """Each content a page of A4; F1 and F2 are Latin, F3 is Japanese, Im0 and up the images."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"",
               b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
               b"<</Type/Font/Subtype/Type0/BaseFont/MS-Mincho/Encoding/90ms-RKSJ-H/DescendantFonts[6 0 R]>>",
               b"<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)"
               b"/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>",
               b"<</Type/FontDescriptor/FontName/MS-Mincho/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0"
               b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"]
    names = b""
    for number, image in enumerate(images):
        objects.append(image)
        names += b"/Im%d %d 0 R" % (number, len(objects))
    kids = b""
    for content in contents:
        kids += b"%d 0 R " % (len(objects) + 1)
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R"
                       b"/F2 4 0 R/F3 5 0 R>>/XObject<<%s>>>>>>" % (len(objects) + 2, names))
        objects.append(stream(content))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids)
    return pdf(objects)


def lines(numbers, top, bottom, colour=lambda row: b""):
    content = b""
    for row, y in enumerate(range(top, bottom, -14)):
        words = " ".join(numbers.choices(WORDS, k=15)).encode()
        content += b"%s BT /F%d 11 Tf 50 %d Td (%s) Tj ET\n" % (colour(row), 1 + (row % 9 == 0), y, words)
    return content


def letters(numbers, pages):
    return book([lines(numbers, 790, 50) for _ in range(pages)])


def coloured(numbers, pages):
    def colour(row):
        return (b"0 g", b"0 g", b"0 0 0.8 rg", b"0.7 0 0 rg", b"0 0.4 0.1 rg")[row % 5]
    table = b"".join(b"%.2f %.2f 1 rg 50 %d 490 14 re f\n" % (0.8 + row % 3 / 20, 0.9, 300 - row * 28) for row in range(8))
    return book([table + lines(numbers, 790, 50, colour) for _ in range(pages)])


def japanese(numbers, pages):
    contents = []
    for _ in range(pages):
        content = b""
        for y in range(790, 50, -18):
            text = "".join(numbers.choices(JAPANESE, k=40)).encode("cp932").hex().encode()
            content += b"BT /F3 12 Tf 50 %d Td <%s> Tj ET\n" % (y, text)
        contents.append(content)
    return book(contents)


def photograph(numbers, width, height):
    """Smooth shades with a camera's noise."""
    slopes = [numbers.uniform(0.2, 1.2) for _ in range(6)]
    rows = bytearray()
    for y in range(height):
        for x in range(width):
            noise = numbers.randrange(-4, 5)
            for channel in range(3):
                value = 128 + 100 * ((slopes[channel] * x / width + slopes[channel + 3] * y / height) % 1 - 0.5) + noise
                rows.append(max(0, min(255, int(value))))
    return stream(bytes(rows), b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB"
                  % (width, height))


def report(numbers, pages):
    """A photograph on every eighth page, as reports have."""
    image = photograph(numbers, 300, 200)
    contents = []
    for page in range(pages):
        shown = page % 8 == 3
        picture = b"q 495 0 0 330 50 450 cm /Im0 Do Q\n" if shown else b""
        contents.append(picture + lines(numbers, 430 if shown else 790, 50))
    return book(contents, [image])


def scans(numbers, pages):
    """Black and white at 150 dots an inch."""
    width, height = 1240, 1754
    images = []
    for _ in range(pages):
        rows = [bytearray(b"\xff" * (width // 8)) for _ in range(height)]
        for top in range(150, 1600, 30):
            for left in range(15, 140):
                for y in range(top, top + numbers.randrange(4, 18)):
                    rows[y][left] = numbers.choice((0x81, 0xC3, 0xFF, 0xE7))
        images.append(stream(b"".join(rows), b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1"
                             b"/ColorSpace/DeviceGray" % (width, height)))
    return book([b"q 595 0 0 842 0 0 cm /Im%d Do Q" % page for page in range(pages)], images)


def make(folder, pages):
    paths = []
    for maker in (letters, coloured, japanese, report, scans):
        paths.append(os.path.join(folder, maker.__name__ + ".pdf"))
        with open(paths[-1], "wb") as file:
            file.write(maker(random.Random(7), min(pages, 4) if maker is scans else pages))
    return paths
