# SPDX-License-Identifier: MIT
"""What it costs to rebuild documents, step by step: by bench-rebuild without the workers around the work, and by
ooxml-probe what these add."""
import os
import random
import shutil
import zipfile

from figures import Cost, figure, median

COLLECTION = os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 3, "shared", "corpus", "clean")
LEAST_TELLING = 1_000_000  # Bytes of a part, below which a process's own memory is most of what is seen.


def without_media(path):
    """Bytes of the package that are XML, packed, with what a ZIP file says of them."""
    with zipfile.ZipFile(path) as package:
        return sum(one.compress_size + 76 + 2 * len(one.filename) for one in package.infolist()
                   if one.filename.endswith((".xml", ".rels")))


class Steps:
    """Sums over files; seconds of processor, the median of the rounds for each file."""

    def __init__(self, build, paths, rounds):
        runs = [Cost([os.path.join(build, "bench/bench-rebuild"), *paths]).output.splitlines() for _ in range(rounds)]
        self.zip = self.xml = self.first = self.second = self.verifier = self.files = 0
        self.again_zip = self.again_xml = 0  # Of those that have pictures.
        self.largest = self.peak = 0
        for path, *lines in zip(paths, *runs):
            rows = [[int(word) for word in line.split("\t")[1:] if word != "refused"] for line in lines]
            if not rows[0]:
                continue
            _, xml, largest, *_ = rows[0]
            first, second, verifier, peak = (median([row[i] for row in rows]) for i in (3, 4, 5, 6))
            self.files += 1
            size = without_media(path)
            self.zip += size
            self.xml += xml
            if second:
                self.again_zip += size
                self.again_xml += xml
            self.first += first / 1e9
            self.second += second / 1e9
            self.verifier += verifier / 1e9
            if largest >= self.largest:
                self.largest, self.peak = largest, peak


def rates(what, build, paths, rounds):
    steps = Steps(build, paths, rounds)
    rate = steps.zip / 1e6 / (steps.first + steps.second)

    def told(seconds, size=steps.zip, xml=steps.xml):
        return f"{size / 1e6 / seconds:.1f} ({xml / 1e6 / seconds:.0f})" if seconds else "-"

    print(f"{what}: {steps.zip / 1e6:.2f} MB of zip without media, {steps.xml / 1e6:.1f} MB of XML; MB/s of zip (of XML): "
          f"first pass {told(steps.first)}, second {told(steps.second, steps.again_zip, steps.again_xml)}, verifier {told(steps.verifier)}")
    figure(f"{what}, rebuilt, of zip per processor second",
           f"XML {steps.xml / 1e6 / (steps.first + steps.second):.0f} MB/s, {steps.xml / steps.zip:.1f} to 1",
           f"{rate:.1f} MB/s", rate, ">= 40")
    if steps.largest >= LEAST_TELLING:
        figure(f"{what}, memory at the rebuild's peak", f"its largest part, {steps.largest / 1e6:.1f} MB",
               f"{steps.peak / 1e6:.1f} MB", steps.peak / steps.largest, "<= 6")


def collected(kinds):
    """Real documents of a collection beside the tree, if there is one."""
    return sorted(os.path.join(place, name) for place, _, names in os.walk(COLLECTION) for name in names
                  if name.rsplit(".", 1)[-1] in kinds)


def carried(build, folder, files, *options):
    """The cost of the probe, which has each rebuilt and verified by workers."""
    source, target = folder / "in", folder / "out"
    for place in (source, target):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    cost = Cost([os.path.join(build, "tests/ooxml-probe"), *options, source, target])
    assert all("\tok\tverified\t" in line for line in cost.output.splitlines()), cost.output
    return cost


def processes(what, build, folder, name, data, rounds, copies, *options):
    """What fork, sandbox, messages and files add to a document without pictures."""
    path = folder / name
    path.write_bytes(data)
    steps = Steps(build, [path], rounds)
    many = {f"{i}{path.suffix}": data for i in range(copies + 1)}
    added = median([(carried(build, folder, many, *options).processor
                     - carried(build, folder, {path.name: data}, *options).processor) / copies for _ in range(rounds)])
    print(f"{what}: {added * 1000:.2f} ms of processor for a document, of which {steps.first * 1000:.2f} ms are the rebuild "
          f"and {steps.verifier * 1000:.2f} ms the verifier")


def words(seed=1):
    """Sentences without end, of made-up words: few are frequent, many are rare."""
    chance = random.Random(seed)
    kana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
    ideographs = [chr(0x4E00 + chance.randrange(0x3000)) for _ in range(800)]
    known = ["".join(chance.choices("etaoinshrdlucmfwyp", k=chance.randint(2, 9))) for _ in range(2_000)]
    known += ["".join(chance.choices(kana, k=chance.randint(1, 4))) for _ in range(300)]
    known += ["".join(chance.choices(ideographs, k=chance.randint(1, 4))) for _ in range(1_500)]
    chance.shuffle(known)
    weights = [1 / (place + 3) for place in range(len(known))]
    while True:
        yield " ".join(chance.choices(known, weights, k=chance.randint(4, 24)))
