# SPDX-License-Identifier: MIT
"""Runs ooxml-probe, our real workers, over documents."""
import pathlib
import re
import subprocess
import tempfile


def probe(build, documents, *options):
    """{name: bytes} -> {name: what was said of it}, {name: what came out}"""
    with tempfile.TemporaryDirectory() as scratch:
        source, target = pathlib.Path(scratch, "in"), pathlib.Path(scratch, "out")
        source.mkdir()
        target.mkdir()
        for name, data in documents.items():
            (source / name).write_bytes(data)
        told = subprocess.run([build / "tests/ooxml-probe", *options, source, target], check=True, text=True,
                              capture_output=True).stdout.splitlines()
        said = {line.split("\t")[0]: line.split("\t")[1:] for line in told}
        assert said.keys() == documents.keys(), (said.keys(), documents.keys())
        return said, {path.name: path.read_bytes() for path in target.iterdir()}


def places_of(removed):
    """{what: {where: count}} of a probe's words."""
    places = {}
    for one in removed.split("|")[:-1]:
        what, where, count = re.fullmatch("(.*?)@(.*)=(.*)", one).groups()
        places.setdefault(what, {})[where] = int(count)
    return places
