# SPDX-License-Identifier: MIT
"""The files of the sample stick: good ones of every kind, and bad ones, all made here."""
import io
import struct
import tarfile
import zipfile
import zlib
import gzip

import mail_samples
import outlook_samples

JAPANESE = "浄水場の運転日報です。水質は良好、水位は 12.5 m。①髙﨑 ﾊﾝｶｸ"
METADATA = b"35.6581N 139.7414E taken by somebody"  # Nobody may find it in what comes out.


def zip_of(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 4, 1, 9, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return out.getvalue()


def pdf_from(objects):
    """Object 1 is the catalogue; the table is made to fit."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def pdf_of(text, extra=b""):
    """One A4 page; Japanese in a font that is not embedded."""
    codes = text.encode("utf-16-be").hex()
    content = f"BT /F1 18 Tf 60 760 Td <{codes}> Tj ET\n0 0.4 0.8 rg 60 600 200 80 re f\n".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(content)).encode() + b">>stream\n" + content + b"endstream",
        b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/UniJIS-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiKakuGo-W5/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Japan1)/Supplement 2>>/FontDescriptor 7 0 R>>",
        b"<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/FontBBox[-92 -250 1010 922]/ItalicAngle 0"
        b"/Ascent 752/Descent -221/CapHeight 737/StemV 114>>",
    ]
    return pdf_from(objects)


def png(width=64, height=48):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(
        b"\0" + bytes(value for x in range(width) for value in (x * 4 % 256, y * 5 % 256, 128)) for y in range(height)
    )
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"tEXt", b"Author\0" + METADATA)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg(orientation=6):
    """Gray, 16 by 32: blocks of one shade each, with Exif that says which way is up, and more."""
    def segment(marker, content):
        return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content

    def table(place, codes):
        """codes: length -> the only symbol of that length"""
        return bytes([place, *(1 if n in codes else 0 for n in range(1, 17)), *(codes[n] for n in sorted(codes))])

    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4) + METADATA
    bits = "".join("10" + ("101000" if block % 2 == 0 else "010111") + "0" for block in range(8))
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "1"), 2).to_bytes(-(-len(bits) // 8), "big")
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\1\0\x48\0\x48\0\0") + segment(0xE1, exif) + segment(0xFE, METADATA)
        + segment(0xDB, b"\0" + b"\x08" * 64)
        + segment(0xC0, struct.pack(">BHHBBBB", 8, 32, 16, 1, 1, 0x11, 0))
        + segment(0xC4, table(0x00, {1: 0, 2: 6})) + segment(0xC4, table(0x10, {1: 0}))
        + segment(0xDA, b"\1\1\0\0\x3f\0") + data.replace(b"\xff", b"\xff\0") + b"\xff\xd9"
    )


def bmp(width=16, height=16):
    rows = b"".join(bytes((x * 16, y * 16, 100)) for y in range(height) for x in range(width))
    return (
        b"BM"
        + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(rows), 3780, 3780, 0, 0)
        + rows
    )


def gif():
    return bytes.fromhex(
        "47494638396101000100800000ffffff0000002c00000000010001000002024401003b"
    )


def tiff(pages=3, width=64, height=40):
    """Bilevel pages without compression, each with words about itself."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    rows = bytes(0xF0 if y // 4 % 2 else 0x0F for y in range(height) for _ in range(width // 8))
    for page in range(pages):
        values = len(out) + 2 + 9 * 12 + 4
        entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 1),
                   (270, 2, len(METADATA), values), (273, 4, 1, values + len(METADATA)), (278, 4, 1, height),
                   (279, 4, 1, len(rows))]
        end = values + len(METADATA) + len(rows)
        out += struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        out += struct.pack("<I", end + end % 2 if page + 1 < pages else 0) + METADATA + rows + bytes(end % 2)
    return bytes(out)


def docx(text, macros=False):
    kind = (
        "application/vnd.ms-word.document.macroEnabled.main+xml"
        if macros
        else "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    )
    files = {
        "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
        'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats'
        f'.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>',
    }
    if macros:
        files["word/vbaProject.bin"] = b"macro" * 20
    return zip_of(files)


def xlsx(text):
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zip_of(
        {
            "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{main}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{sheet}" xmlns:r="{relations}"><sheets><sheet '
            'name="水位" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="{sheet}"><sheetData><row r="1"><c r="A1" '
            f't="inlineStr"><is><t>{text}</t></is></c><c r="B1"><v>12.5</v></c></row></sheetData></worksheet>',
        }
    )


def open_document(kind, content):
    """`kind` is text, spreadsheet or presentation; `content` stands in the element of that name."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    mime = "application/vnd.oasis.opendocument." + kind
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mime)
        archive.writestr(
            zipfile.ZipInfo("META-INF/manifest.xml"),
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{oasis}:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        archive.writestr(
            zipfile.ZipInfo("content.xml"),
            f'<?xml version="1.0"?><office:document-content xmlns:office="{oasis}:office:1.0" xmlns:text="{oasis}:text:1.0"'
            f' xmlns:table="{oasis}:table:1.0" xmlns:draw="{oasis}:drawing:1.0" xmlns:svg="{oasis}:svg-compatible:1.0"'
            f' office:version="1.2"><office:body><office:{kind}>{content}</office:{kind}></office:body>'
            "</office:document-content>",
        )
    return out.getvalue()


def odt(text):
    return open_document("text", f"<text:p>{text}</text:p>")


def ods(text):
    return open_document(
        "spreadsheet",
        '<table:table table:name="水位"><table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row></table:table>",
    )


def odp(text):
    return open_document(
        "presentation",
        '<draw:page draw:name="p"><draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="2cm"><draw:text-box>'
        f"<text:p>{text}</text:p></draw:text-box></draw:frame></draw:page>",
    )


def pptx(text):
    """A slide on a layout on a master with a theme: the least that the format asks for."""
    import show_documents  # It needs this file itself.
    main = "application/vnd.openxmlformats-officedocument.presentationml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{office}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    )
    head = '<?xml version="1.0"?>'

    def relations(*targets):
        rows = "".join(
            f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        return f'{head}<Relationships xmlns="{package}/relationships">{rows}</Relationships>'

    def tree(shapes=""):
        return (
            '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            f"{shapes}</p:spTree></p:cSld>"
        )

    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="box"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="600000" y="600000"/><a:ext cx="8000000" cy="1000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    kinds = {
        "presentation": "presentation.main",
        "slides/s": "slide",
        "slideLayouts/l": "slideLayout",
        "slideMasters/m": "slideMaster",
    }
    overrides = "".join(
        f'<Override PartName="/ppt/{part}.xml" ContentType="{main}.{kind}+xml"/>' for part, kind in kinds.items()
    ) + '<Override PartName="/ppt/theme.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    return zip_of(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'{head}<p:presentation {names}><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
            'r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst>'
            '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                ("slideMaster", "slideMasters/m.xml"), ("slide", "slides/s.xml")
            ),
            "ppt/slides/s.xml": f"{head}<p:sld {names}>{tree(box)}</p:sld>",
            "ppt/slides/_rels/s.xml.rels": relations(("slideLayout", "../slideLayouts/l.xml")),
            "ppt/slideLayouts/l.xml": f"{head}<p:sldLayout {names}>{tree()}</p:sldLayout>",
            "ppt/slideLayouts/_rels/l.xml.rels": relations(("slideMaster", "../slideMasters/m.xml")),
            "ppt/slideMasters/m.xml": f"{head}<p:sldMaster {names}>{tree()}<p:clrMap {show_documents.COLOURS}/><p:sldLayoutIdLst>"
            '<p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>',
            "ppt/slideMasters/_rels/m.xml.rels": relations(("slideLayout", "../slideLayouts/l.xml"), ("theme", "../theme.xml")),
            "ppt/theme.xml": show_documents.theme(),
        }
    )


def rtf(text):
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in text)
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0\\fs24 " + escaped + "\\par}").encode()


def tar_gz(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return gzip.compress(out.getvalue(), mtime=0)


def encrypted_zip():
    """The bit that says so is enough: nobody may look inside."""
    data = bytearray(zip_of({"秘密.txt": "secret"}, zipfile.ZIP_STORED))
    data[6] |= 1
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def nested_bomb():
    inner = b"0" * 1000
    for level in range(40):
        inner = zip_of({"deeper.zip" if level else "data.txt": inner}, zipfile.ZIP_STORED)
    return inner


def eicar():
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"


def notice():
    """ISO-2022-JP, with a table and a document whose names are written as RFC 2231 has it."""
    body = "運転日報を送ります。①髙﨑 ﾊﾝｶｸ\r\n"
    disposition = "Content-Disposition: attachment; filename*=ISO-2022-JP''"
    quoted = "".join(f"%{byte:02X}" for byte in mail_samples.jis("水位"))
    in_pieces = " filename*0*=UTF-8'ja'%E5%A0%B1;\r\n filename*1*=%E5%91%8A; filename*2=.docx"
    return mail_samples.mixed(
        mail_samples.text("ISO-2022-JP", mail_samples.jis(body), "Content-Transfer-Encoding: 7bit"),
        mail_samples.attached("時刻,水位\r\n09:00,12.5\r\n".encode("cp932"), disposition + quoted + ".csv", "text/csv"),
        mail_samples.attached(docx(JAPANESE), "Content-Disposition: attachment;\r\n" + in_pieces),
    )


def two_faced_mail():
    """Which words it has depends on which boundary a reader takes for the inner part's end."""
    return mail_samples.BAD["malformed"]["same-boundary.eml"]


def sample_stick():
    """path -> bytes"""
    from legacy_documents import on_the_stick  # They are made of what is here.
    page = f"<html><head><title>点検</title><script>alert(1)</script></head><body><p>{JAPANESE}</p></body></html>"
    return {
        "資料/運転日報.txt": JAPANESE.encode(),
        "資料/運転日報(SJIS).txt": JAPANESE.encode("cp932"),
        "資料/運転日報(EUC).txt": "浄水場の運転日報です。水質は良好でした。これは試験用の文章です。".encode("euc-jp"),
        "資料/運転日報(JIS).txt": "浄水場の運転日報です。水質は良好でした。".encode("iso2022_jp"),
        "資料/運転日報(UTF-16).txt": JAPANESE.encode("utf-16"),
        "資料/水位.csv": "時刻,水位,備考\r\n09:00,12.5,正常\r\n10:00,-0.3,=cmd|'/c calc'!A1\r\n".encode("cp932"),
        "資料/一覧.tsv": "番号\t名称\r\n1\tポンプ\r\n".encode(),
        "資料/設定.ini": "[pump]\r\nspeed=1200\r\n".encode(),
        "資料/記録.log": "\n".join(f"2026-04-01 09:{i:02d} 水位 12.{i}" for i in range(60)).encode(),
        "資料/点検.html": page.encode(),
        "資料/計画書.pdf": pdf_of("浄水場 改修計画書"),
        "資料/計画書(スクリプト付き).pdf": pdf_of(
            "動きのある計画書", b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        ),
        "資料/報告書.docx": docx(JAPANESE),
        "資料/報告書(マクロ).docm": docx(JAPANESE, macros=True),
        "資料/水質.xlsx": xlsx("残留塩素"),
        "資料/説明.pptx": pptx(JAPANESE),
        "資料/議事録.odt": odt(JAPANESE),
        "資料/台帳.ods": ods(JAPANESE),
        "資料/発表.odp": odp(JAPANESE),
        "資料/通知.rtf": rtf(JAPANESE),
        **on_the_stick(JAPANESE),
        "写真/流量計.png": png(),
        "写真/現場.jpg": jpeg(),
        "写真/配管.bmp": bmp(),
        "写真/印.gif": gif(),
        "写真/図面.tif": tiff(),
        "写真/連結.png": png() + zip_of({"a.txt": "hidden"}),
        "書庫/図面.zip": zip_of({"図面/一階.txt": JAPANESE, "図面/値.csv": "a,b\r\n1,2\r\n", "図面/写真.png": png()}),
        "書庫/混在.zip": zip_of({"良い.txt": "good\r\n", "悪い.exe": b"MZ\x90 not a program"}),
        "書庫/記録.tar.gz": tar_gz({"記録/1.txt": JAPANESE.encode(), "記録/2.txt": b"second\n"}),
        "書庫/登る.zip": zip_of({"../../etc/passwd": "root", "正常.txt": "fine\r\n"}),
        "書庫/鍵付き.zip": encrypted_zip(),
        "書庫/爆弾.zip": nested_bomb(),
        "書庫/零.zip": zip_of({"zeros.txt": b"\0" * (64 << 20)}),
        "検査/eicar.com": eicar(),
        "検査/eicar.txt": eicar(),
        "検査/eicar.zip": zip_of({"eicar.txt": eicar()}),
        "検査/setup.exe": b"MZ\x90\0" + b"\0" * 200 + b"This program cannot be run in DOS mode",
        "検査/autorun.inf": b"[AutoRun]\r\nopen=setup.exe\r\n",
        "検査/近道.lnk": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" + b"\0" * 60,
        "検査/請求書.pdf.exe": b"MZ\x90 program",
        "検査/報告.docx": docx(JAPANESE, macros=True),
        "検査/写真.jpg": png(),
        "検査/絵と台本.gif": b"GIF89a/*\x01\x01<script>alert(1)</script>*/",
        "検査/手紙.txt": b"Dear reader\n%PDF-1.7\n1 0 obj<</S/JavaScript>>endobj\n%%EOF\n",
        "検査/途中.png": png()[:120],
        "資料/点検のお知らせ.eml": notice(),
        "資料/案内.msg": outlook_samples.GOOD["plain.msg"],
        "資料/winmail.dat": outlook_samples.GOOD["winmail.dat"],
        "検査/二通.msg": outlook_samples.BAD["malformed"]["twice.msg"],
        "資料/受信箱.mbox": mail_samples.GOOD["two.mbox"],
        "検査/二つの顔.eml": two_faced_mail(),
        "検査/暗号.eml": mail_samples.BAD["encrypted"]["smime.eml"],
        "検査/eicar.eml": mail_samples.named("Content-Disposition: attachment; filename=a.txt", eicar()),
        "検査/空.txt": b"",
        "検査/右から左\u202etxt.exe.txt": "害のない一行\r\n".encode(),
        "検査/不明.xyz": bytes(range(256)) * 4,
    }
