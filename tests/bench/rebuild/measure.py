# SPDX-License-Identifier: MIT
"""Word documents, workbooks and presentations rebuilt and verified by the locked-in workers, against `soffice --convert-to`."""
import pathlib
import random
import sys
import tempfile

from figures import Cost, figure, median
from rebuilding import carried, collected, processes, rates, words

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "samples"))
import book_samples  # noqa: E402
import show_samples  # noqa: E402
import word_documents  # noqa: E402
import word_samples  # noqa: E402

build = sys.argv[1]
quick = "--quick" in sys.argv
copies, rounds = (20, 1) if quick else (200, 5)


def varied(paragraphs):
    """A text as Word writes it: styles, several runs in a paragraph, marks of who wrote when."""
    chance = random.Random(2)
    marks = [f"{chance.randrange(1 << 32):08X}" for _ in range(40)]
    fonts = ("游明朝", "MS Gothic", "Calibri", "Times New Roman")
    sentences = words()

    def run():
        look = chance.choice(("", "<w:b/>", "<w:i/>", f'<w:sz w:val="{chance.randint(16, 30)}"/>', '<w:color w:val="1F497D"/>'))
        font = chance.choice(fonts)
        return (f'<w:r w:rsidRPr="{chance.choice(marks)}"><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
                f'{look}<w:lang w:eastAsia="ja-JP"/></w:rPr><w:t xml:space="preserve">{next(sentences)} </w:t></w:r>')

    body = "".join(
        f'<w:p w:rsidR="{chance.choice(marks)}" w:rsidRDefault="{chance.choice(marks)}"><w:pPr><w:pStyle w:val="a{chance.randint(1, 9)}"/>'
        f'<w:spacing w:after="{chance.randint(0, 12) * 20}" w:line="276" w:lineRule="auto"/></w:pPr>'
        f'{"".join(run() for _ in range(chance.randint(1, 5)))}</w:p>' for _ in range(paragraphs))
    return word_documents.package(word_documents.document(body))


def compared(folder, name, data, what, kind, *options):
    """One after another, against LibreOffice."""
    path = folder / name
    path.write_bytes(data)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
              "--outdir", folder / "office", path]
    Cost(office)
    ours, stock = [], []
    for _ in range(rounds):
        ours.append(carried(build, folder, {f"{i}{path.suffix}": data for i in range(copies)}, *options).wall / copies)
        stock.append(Cost(office).wall)
    figure(f"{what}, rebuilt and verified", f"soffice {median(stock) * 1000:.0f} ms",
           f"{median(ours) * 1000:.1f} ms", median([base / own for base, own in zip(stock, ours)]), ">= 50")


with tempfile.TemporaryDirectory(prefix="sekisho-bench-") as scratch:
    folder = pathlib.Path(scratch)
    compared(folder, "report.docx", word_documents.package(word_samples.report()), "a report with a picture",
             "docx:MS Word 2007 XML")
    compared(folder, "book.xlsx", word_documents.package(book_samples.report()), "a workbook with a picture and a chart",
             "xlsx:Calc MS Excel 2007 XML", "workbooks")
    compared(folder, "show.pptx", word_documents.package(show_samples.report()),
             "a presentation with a picture, a chart and a table", "pptx:Impress MS PowerPoint 2007 XML", "presentations")

    lines = 2_000 if quick else 60_000
    plain = "".join(word_documents.paragraph(f"{i} 行目 の 本文 です。水質 {i * 7919 % 1000} 良好 {i * 104729 % 99991}")
                    for i in range(lines))
    for name, what, data in (
            ("plain.docx", "a plain text", word_documents.package(word_documents.document(plain))),
            ("varied.docx", "a text of many styles and words", varied(lines // 10)),
            ("table.xlsx", "a sheet of numbers and formulas", word_documents.package(book_samples.table(lines))),
            ("slides.pptx", "many slides", word_documents.package(show_samples.report(lines // 200)))):
        path = folder / name
        path.write_bytes(data)
        rates(what, build, [path], rounds)
    for kind in ("docx", "xlsx", "pptx"):
        if real := collected([kind]):
            rates(f"{len(real)} real {kind.upper()}", build, real, rounds)
    processes("processes around a text of one paragraph", build, folder, "one.docx",
              word_documents.package(word_documents.document(word_documents.paragraph("一"))), rounds, copies)
