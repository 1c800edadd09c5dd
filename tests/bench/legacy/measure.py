# SPDX-License-Identifier: MIT
"""Documents of the kinds before OOXML rebuilt and verified by the locked-in workers, against `soffice --convert-to`."""
import os
import pathlib
import shutil
import sys
import tempfile

from figures import Cost, figure, median

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "samples"))
import legacy_documents as documents  # noqa: E402
import sample_files  # noqa: E402

build = sys.argv[1]
copies, rounds = (2, 1) if "--quick" in sys.argv else (10, 5)
PROBE = os.path.join(build, "tests/legacy-probe")


def lines():
    return [f"{i} 行目 の 本文 です。水質 {i * 7919 % 1000} 良好" for i in range(200)]


def samples():
    cells = [(row, column, text if column == 0 else row * 1.25 + column)
             for row, text in enumerate(lines()) for column in range(8)]
    return {
        "doc": ("docx", documents.doc("\n".join(lines()))),
        "rtf": ("docx", documents.rtf("\\par ".join(documents.escaped(line) for line in lines()))),
        "xls": ("xlsx", documents.xls([documents.sheet("記録", cells)])),
        "xlsb": ("xlsx", documents.xlsb([("記録", lines(), 0)])),
        "ppt": ("pptx", documents.ppt(sample_files.pptx(" ".join(lines()[:5])))),
    }


with tempfile.TemporaryDirectory(prefix="sekisho-bench-") as scratch:
    folder = pathlib.Path(scratch)
    for kind, (target, data) in samples().items():
        source = folder / f"a.{kind}"
        source.write_bytes(data)
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target,
                  "--outdir", folder / "office", source]
        Cost(office)
        ours, stock = [], []
        for _ in range(rounds):
            for place in (folder / "in", folder / "out"):
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
            for number in range(copies):
                (folder / "in" / f"{number}.{kind}").write_bytes(data)
            cost = Cost([PROBE, folder / "in", folder / "out"])
            assert all("\tok\tverified\t" in line for line in cost.output.splitlines()), cost.output
            ours.append(cost.wall / copies)
            stock.append(Cost(office).wall)
        figure(f"{kind} to {target}, converted, rebuilt and verified", f"soffice {median(stock) * 1000:.0f} ms",
               f"{median(ours) * 1000:.0f} ms", median([base / own for base, own in zip(stock, ours)]), ">= 3")
