# SPDX-License-Identifier: MIT
"""Workbooks and presentations through the real workers, and what LibreOffice reads in them."""
import collections
import pathlib
import subprocess
import sys
import tempfile

from probe import places_of, probe

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build/release").resolve()


class Outcome:
    def __init__(self, said, data):
        self.state, self.detail, images, links, removed, account, targets = said
        self.images_lost, self.links_lost = int(images), int(links)
        self.places = places_of(removed)
        self.removed = {what: sum(places.values()) for what, places in self.places.items()}
        self.account = {what: tuple(map(int, figures.split("/")))  # Before and after.
                        for what, figures in (one.split("=") for one in account.split())}
        self.targets_lost = targets.split()
        self.data = data


def carry(documents, *options, kind):
    """{name: bytes} through the workers, {name: Outcome}."""
    told, made = probe(BUILD, documents, kind, *options)
    return {name: Outcome(said, made.get(name, b"")) for name, said in told.items()}


def verdicts(documents, kind):
    """{name: what the verifier says of it}"""
    return {name: said[0] for name, said in probe(BUILD, documents, kind, "verify")[0].items()}


def read_by_office(documents, kind):
    """{name: the cells or words that LibreOffice, in its sandbox, finds}"""
    with tempfile.TemporaryDirectory() as scratch:
        source, target = pathlib.Path(scratch, "in"), pathlib.Path(scratch, "out")
        source.mkdir()
        target.mkdir()
        for name, data in documents.items():
            (source / name).write_bytes(data)
        subprocess.run([BUILD / "tests/ooxml-probe", kind, "text", source, target], check=True, capture_output=True)
        return {path.name: path.read_text() for path in target.iterdir()}


def share_kept(before, after):
    left = collections.Counter(after)
    kept = sum(min(count, left[word]) for word, count in collections.Counter(before).items())
    return kept / max(1, len(before))
