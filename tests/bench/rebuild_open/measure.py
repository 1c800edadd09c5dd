# SPDX-License-Identifier: MIT
"""ODT, ODS and ODP rebuilt and verified by the locked-in workers, against `soffice --convert-to`."""
import pathlib
import sys
import tempfile

from figures import Cost, figure, median
from rebuilding import carried, collected, rates

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "samples"))
import open_samples  # noqa: E402
from open_documents import document, package, paragraph, table  # noqa: E402

build = sys.argv[1]
quick = "--quick" in sys.argv
copies, rounds = (20, 1) if quick else (200, 5)

with tempfile.TemporaryDirectory(prefix="sekisho-bench-") as scratch:
    folder = pathlib.Path(scratch)
    for kind, files in open_samples.reports().items():
        report = package(files)
        (folder / f"report.{kind}").write_bytes(report)
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
                  "--outdir", folder / "office", folder / f"report.{kind}"]
        Cost(office)
        ours, stock = [], []
        for _ in range(rounds):
            ours.append(carried(build, folder, {f"{i}.{kind}": report for i in range(copies)}, kind).wall / copies)
            stock.append(Cost(office).wall)
        figure(f"a small {kind.upper()}, rebuilt and verified", f"soffice {median(stock) * 1000:.0f} ms",
               f"{median(ours) * 1000:.1f} ms", median([base / own for base, own in zip(stock, ours)]), ">= 50")

    lines = 2_000 if quick else 60_000
    text = "".join(paragraph(f"{i} 行目 の 本文 です。水質 {i * 7919 % 1000} 良好 {i * 104729 % 99991}") for i in range(lines))
    rows = "</table:table-row><table:table-row>".join(
        f'<table:table-cell office:value-type="float" office:value="{i * 7919 % 1000}"><text:p>{i * 7919 % 1000}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{i}" table:formula="of:=SUM([.A{i + 1}:.A{i + 2}])*2"><text:p>{i}</text:p>'
        "</table:table-cell>" for i in range(lines))
    for kind, what, body in (("odt", "a plain text", text), ("ods", "a sheet of numbers and formulas", table(rows))):
        path = folder / f"large.{kind}"
        path.write_bytes(package(document(kind, body)))
        rates(what, build, [path], rounds)
    if real := collected(["odt", "ods", "odp"]):
        rates(f"{len(real)} real ODF", build, real, rounds)
