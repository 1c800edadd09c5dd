# SPDX-License-Identifier: MIT
"""Word documents, workbooks and presentations rebuilt and verified by the locked-in workers, against `soffice --convert-to`."""
import os
import pathlib
import shutil
import sys
import tempfile

from figures import Cost, figure, median

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "samples"))
import book_samples  # noqa: E402
import show_samples  # noqa: E402
import word_documents  # noqa: E402
import word_samples  # noqa: E402

build = sys.argv[1]
quick = "--quick" in sys.argv
copies, rounds = (20, 1) if quick else (200, 5)
PROBE = os.path.join(build, "tests/ooxml-probe")


def rebuilt(folder, files, *options):
    """Seconds for all of them, the start of the programs included."""
    source, target = folder / "in", folder / "out"
    for place in (source, target):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    cost = Cost([PROBE, *options, source, target])
    assert all("\tok\tverified\t" in line for line in cost.output.splitlines()), cost.output
    return cost


with tempfile.TemporaryDirectory(prefix="sekisho-bench-") as scratch:
    folder = pathlib.Path(scratch)
    report = word_documents.package(word_samples.report())
    (folder / "report.docx").write_bytes(report)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML",
              "--outdir", folder / "office", folder / "report.docx"]
    Cost(office)
    ours, stock = [], []
    for _ in range(rounds):
        ours.append(rebuilt(folder, {f"{i}.docx": report for i in range(copies)}).wall / copies)
        stock.append(Cost(office).wall)
    figure("a report with a picture, rebuilt and verified", f"soffice {median(stock) * 1000:.0f} ms",
           f"{median(ours) * 1000:.1f} ms", median([base / own for base, own in zip(stock, ours)]), ">= 50")

    lines = "".join(word_documents.paragraph(f"{i} 行目 の 本文 です。水質 {i * 7919 % 1000} 良好 {i * 104729 % 99991}")
                    for i in range(2_000 if quick else 60_000))
    large = word_documents.package(word_documents.document(lines))
    few = max(2, copies // 20)
    costs = [rebuilt(folder, {f"{i}.docx": large for i in range(few)}) for _ in range(rounds)]
    rate = median([few * len(large) / 1e6 / cost.processor for cost in costs])
    figure("text without pictures, of zip per processor second", "-", f"{rate:.1f} MB/s", rate, ">= 40")

    book = word_documents.package(book_samples.report())
    (folder / "book.xlsx").write_bytes(book)
    office = [*office[:4], "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "office", folder / "book.xlsx"]
    Cost(office)
    ours, stock = [], []
    for _ in range(rounds):
        ours.append(rebuilt(folder, {f"{i}.xlsx": book for i in range(copies)}, "workbooks").wall / copies)
        stock.append(Cost(office).wall)
    figure("a workbook with a picture and a chart, rebuilt and verified", f"soffice {median(stock) * 1000:.0f} ms",
           f"{median(ours) * 1000:.1f} ms", median([base / own for base, own in zip(stock, ours)]), ">= 50")

    large = word_documents.package(book_samples.table(2_000 if quick else 60_000))
    costs = [rebuilt(folder, {f"{i}.xlsx": large for i in range(few)}, "workbooks") for _ in range(rounds)]
    rate = median([few * len(large) / 1e6 / cost.processor for cost in costs])
    figure("a sheet of numbers and formulas, of zip per processor second", "-", f"{rate:.1f} MB/s", rate, ">= 40")

    show = word_documents.package(show_samples.report())
    (folder / "show.pptx").write_bytes(show)
    office = [*office[:4], "pptx:Impress MS PowerPoint 2007 XML", "--outdir", folder / "office", folder / "show.pptx"]
    Cost(office)
    ours, stock = [], []
    for _ in range(rounds):
        ours.append(rebuilt(folder, {f"{i}.pptx": show for i in range(copies)}, "presentations").wall / copies)
        stock.append(Cost(office).wall)
    figure("a presentation with a picture, a chart and a table, rebuilt and verified", f"soffice {median(stock) * 1000:.0f} ms",
           f"{median(ours) * 1000:.1f} ms", median([base / own for base, own in zip(stock, ours)]), ">= 50")

    large = word_documents.package(show_samples.report(20 if quick else 300))
    costs = [rebuilt(folder, {f"{i}.pptx": large for i in range(few)}, "presentations") for _ in range(rounds)]
    rate = median([few * len(large) / 1e6 / cost.processor for cost in costs])
    figure("many slides, of zip per processor second", "-", f"{rate:.1f} MB/s", rate, ">= 40")
