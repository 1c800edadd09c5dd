# SPDX-License-Identifier: MIT
"""ODT, ODS and ODP through the real workers."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ooxml"), str(HERE.parents[1] / "samples")]

import carrying  # noqa: E402

BUILD = carrying.BUILD


def by_kind(documents):
    kinds = {}
    for name, data in documents.items():
        kinds.setdefault(name.rsplit(".", 1)[1], {})[name] = data
    return kinds.items()


def carry(documents, *options):
    """{name: bytes}; a name ends in .odt, .ods or .odp."""
    return {name: outcome for kind, some in by_kind(documents)
            for name, outcome in carrying.carry(some, *options, kind=kind).items()}


def verdicts(documents, *options):
    return {name: said[0] for kind, some in by_kind(documents)
            for name, said in carrying.probe(BUILD, some, kind, *options, "verify")[0].items()}


def read_by_office(documents):
    return {name: text for kind, some in by_kind(documents)
            for name, text in carrying.read_by_office(some, kind=kind).items()}
