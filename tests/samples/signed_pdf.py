# SPDX-License-Identifier: MIT
"""PDFs that somebody signed, by an incremental update (ISO 32000-2, 12.8)."""
import re

PLACE = 16384  # Hexadecimal digits kept for a signature.


def plain(words="Valve 12"):
    page = f"BT /F1 18 Tf 10 60 Td ({words}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return updated(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", {number: text.encode() for number, text in enumerate(objects, 1)})


def updated(file, objects):
    """`file` with a revision of these objects behind it."""
    before = re.findall(rb"startxref\s+(\d+)", file)
    out, places = bytearray(file), {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n"
    if not before:
        out += b"0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    previous = b"/Prev %s" % before[-1] if before else b""
    previous += b"".join(re.findall(rb"/Encrypt \d+ 0 R|/ID \[<[^]]*\]", file)[-2:])
    size = max([number + 1 for number in objects] + [int(one) for one in re.findall(rb"/Size (\d+)", file)])
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, previous, start)
    return bytes(out)


def signed(file, sign, form="adbe.pkcs7.detached", kind="Sig", extra=b"", fields=(), spoil=None):
    """`sign` gets what the range covers. `fields`: earlier ones. `spoil` changes the dictionary before it is signed."""
    field, value = 20 + 2 * len(fields), 21 + 2 * len(fields)
    all_fields = b" ".join(b"%d 0 R" % one for one in (*fields, field))
    dictionary = (b"<</Type/%s/Filter/Adobe.PPKLite/SubFilter/%s%s/ByteRange[0 ########## ########## ##########]/Contents<%s>>>"
                  % (kind.encode(), form.encode(), extra, b"0" * PLACE))
    whole = updated(file, {
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/SigFlags 3>>>>" % all_fields,
        field: b"<</FT/Sig/T(Signature%d)/V %d 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/F 132/P 3 0 R>>" % (field, value),
        value: spoil(dictionary) if spoil else dictionary})
    begin = whole.rindex(b"<" + b"0" * min(64, PLACE))
    end = whole.index(b">", begin) + 1
    for number in (begin, end, len(whole) - end):
        whole = whole.replace(b"##########", b"%-10d" % number, 1)
    digits = sign(whole[:begin] + whole[end:]).hex().encode()
    assert len(digits) <= end - begin - 2
    return whole[:begin + 1] + digits + whole[begin + 1 + len(digits):]
