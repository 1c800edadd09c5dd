# SPDX-License-Identifier: MIT
"""The verifier of ODT, ODS and ODP against documents that only look like the rebuild's.

    open_verifier_test.py BUILD_FOLDER
"""
import pathlib
import re
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]

from open_carrying import carry, verdicts  # noqa: E402
import open_checks  # noqa: E402
import open_constructs  # noqa: E402
import open_samples  # noqa: E402
from open_documents import package  # noqa: E402
import packing  # noqa: E402
from word_documents import png  # noqa: E402

MANIFEST = "META-INF/manifest.xml"


def packed(parts, **more):
    """In the rebuild's form."""
    return packing.packed(parts, stored=("mimetype", "Pictures/"), **more)


def with_manifest(parts):
    """The same parts, with the manifest that they imply."""
    listed = [name for name, _ in parts if name not in ("mimetype", MANIFEST)]
    head, rest = dict(parts)[MANIFEST].decode().split("<manifest:file-entry", 1)
    first = "<manifest:file-entry" + rest.split("/>", 1)[0] + "/>"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="'
        + ("image/" + name.rsplit(".", 1)[1] if name.startswith("Pictures/") else "text/xml") + '"/>' for name in listed)
    whole = (head + first + entries + "</manifest:manifest>").encode()
    return [(name, whole if name == MANIFEST else content) for name, content in parts]


class Forgeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sources = {f"a.{kind}": package(files) for kind, files in open_samples.reports().items()}
        cls.good = {name.rsplit(".", 1)[1]: outcome.data for name, outcome in carry(sources).items()}
        cls.parts = {kind: list(open_checks.parts_of(data).items()) for kind, data in cls.good.items()}

    def changed(self, kind, name, old, new, count=1):
        old, new = (one.encode() if isinstance(one, str) else one for one in (old, new))
        content = dict(self.parts[kind])[name]
        assert old in content, (kind, name, old)
        return [(part, content.replace(old, new, count) if part == name else body) for part, body in self.parts[kind]]

    def content(self, kind, old, new):
        return packed(self.changed(kind, "content.xml", old, new))

    def styles(self, kind, old, new):
        return packed(self.changed(kind, "styles.xml", old, new))

    def elements(self):
        """Everything that is forbidden, in every kind of place."""
        places = {"odt": ("<office:body>", "<office:text>", "</text:h>", "<text:list-item>", "<draw:text-box ", "</text:section>"),
                  "ods": ("<office:spreadsheet>", "</table:table>", "</table:table-row>", "</table:table-cell>"),
                  "odp": ("<office:presentation>", "</draw:page>", "</draw:g>", "</draw:custom-shape>", "</presentation:notes>")}
        names = ["office:scripts", "office:script", "office:event-listeners", "script:event-listener", "presentation:event-listener",
                 "office:forms", "form:form", "draw:control", "draw:object", "draw:object-ole", "draw:plugin", "draw:applet",
                 "draw:floating-frame", "office:binary-data", "draw:image-map", "text:section-source", "office:dde-source",
                 "table:table-source", "table:cell-range-source", "table:dde-links", "text:dde-connection", "text:script",
                 "text:execute-macro", "text:database-display", "text:database-next", "text:conditional-text", "text:hidden-text",
                 "text:variable-set", "text:user-field-get", "text:file-name", "text:expression", "presentation:sound",
                 "presentation:settings", "anim:par", "anim:audio", "presentation:animations", "text:tracked-changes",
                 "table:tracked-changes", "table:content-validations", "table:error-macro", "table:data-pilot-tables",
                 "table:scenario", "table:consolidation", "svg:font-face-src", "svg:font-face-uri", "office:settings",
                 "office:meta", "config:config-item", "xforms:model", "style:unknown", "text:soft-page-break", "math:math"]
        for kind, marks in places.items():
            for number, mark in enumerate(marks):
                for name in names:
                    one = f"<{name}/>"
                    new = mark + one if not mark.startswith("</") and mark.endswith(">") else one + mark
                    yield f"element-{number}-{name.replace(':', '_')}.{kind}", self.content(kind, mark, new)

    def attributes(self):
        """On elements that are there: what none may have, and what leads elsewhere."""
        marks = {"odt": ("<text:p", "<text:span", "<text:section", "<text:h", "<table:table ", "<draw:frame", "<draw:text-box",
                         "<style:style", "<text:list-level-style-number", "<text:note ", "<text:bookmark-start"),
                 "ods": ("<table:table-cell", "<table:table-row", "<table:table ", "<table:named-range", "<table:database-range "),
                 "odp": ("<draw:page", "<draw:custom-shape", "<draw:enhanced-geometry", "<draw:path", "<draw:equation", "<draw:g")}
        pairs = {"href": 'xlink:href="file:///a"', "href-web": 'xlink:href="http://a/"', "href-picture":
                 'xlink:href="Pictures/image1.png"', "type": 'xlink:type="simple"', "script": 'script:language="Basic"',
                 "event": 'onclick="a()"', "xmlns": 'xmlns:a="urn:a"', "base": 'xml:base="http://a/"', "formula":
                 'text:formula="ooow:1"', "expression": 'table:expression="of:1"', "condition": 'style:condition="value()=1"',
                 "text-condition": 'text:condition="ooow:a"', "filter": 'style:filter-name="a"', "source": 'table:source-name="a"',
                 "protection": 'table:protection-key="a"', "about": 'xhtml:about="a"', "version": 'office:version="1.3"',
                 "target": 'office:target-frame-name="_top"', "class": 'draw:class-id="a"', "unknown": 'text:unknown="a"',
                 "blanks": 'text:c="3"', "quantity": 'fo:color="url(a:b)"', "address": 'text:style-name="http://a/"',
                 "share": 'draw:style-name="\\\\a\\b"', "book": 'style:name="\'a\'#b"', "cells": 'table:end-cell-address="\'a\'#b.A1"',
                 "count": 'table:number-rows-repeated="1048577"', "no-count": 'table:number-rows-repeated="0"',
                 "date": 'office:date-value="a/b"', "identifier": 'xml:id="a b"', "shape": 'svg:d="url(a:b)"',
                 "twice": 'xml:id="a" xml:id="a"'}
        for kind, all_marks in marks.items():
            for number, mark in enumerate(all_marks):
                for name, pair in pairs.items():
                    yield (f"attribute-{number}-{name}.{kind}", self.content(
                        kind, mark, f"{mark.rstrip()} {pair}" + (" " if mark.endswith(" ") else "")))

    def links(self):
        where = 'xlink:href="http://example.com/"'
        for name, address in {**open_constructs.ADDRESSES, "upper-host": "http://EXAMPLE.com/", "no-host": "http:///",
                              "escape": "http://a/%zz", "blank-in": "http://a/ b", "no-path": "http://a", "empty": "", "hash": "#"}.items():
            if name != "blank":
                yield f"link-{name}.odt", self.content("odt", where, f'xlink:href="{address}"')
        yield "link-none.odt", self.content("odt", " " + where, "")
        yield "link-type.odt", self.content("odt", 'xlink:type="simple" ' + where, where)
        yield "link-show.odt", self.content("odt", where, where + ' xlink:show="new"')
        yield "link-actuate.odt", self.content("odt", where, where + ' xlink:actuate="onRequest"')
        for kind in ("odt", "odp"):
            picture = 'xlink:href="Pictures/image1.png"'
            for name, address in {**open_constructs.ADDRESSES, "web": "http://example.com/a.png", "other": "Pictures/image2.png",
                                  "climb": "../Pictures/image1.png", "dot": "./Pictures/image1.png", "part": "content.xml"}.items():
                yield f"picture-{name}.{kind}", self.content(kind, picture, f'xlink:href="{address}"')
            yield f"picture-embed.{kind}", self.content(kind, 'xlink:show="embed"', 'xlink:show="replace"')
            yield f"picture-load.{kind}", self.content(kind, 'xlink:actuate="onLoad"', 'xlink:actuate="onRequest"')

    def formulas(self):
        good = "of:=SUM([.B1];[.B1])"
        for name, formula in open_constructs.FORMULAS.items():
            written = formula.replace('"', "&quot;").replace("&#10;", " &quot;")
            yield f"formula-{name}.ods", self.content("ods", good, f"of:={written}")
        for name, formula in {"prefix": "oooc:=1", "none": "=1", "sign": "of:1", "two": "of:=1 1", "operators": "of:=1*/2", "end": "of:=1+",
                              "close": "of:=1)", "args": "of:=SUM(1", "list": "of:=1;2", "array": "of:={1", "array-call":
                              "of:={SUM(1)}", "reference": "of:=[a b]", "sheet": "of:=['a'#b.A1]", "address": "of:=['file:///a'.A1]",
                              "empty": "of:=", "error": "of:=#HELLO!", "number": "of:=" + "1" * 41, "name-blank": "of:=a b",
                              "brackets": "of:=[.A1", "quote": "of:=[$'a.A1]", "letters": "of:=[.ABCD1]"}.items():
            yield f"formula-own-{name}.ods", self.content("ods", good, formula)
        yield "formula-place.ods", self.content("ods", "<table:table-row>", f'<table:table-row table:formula="{good}">')
        yield "expression.ods", self.content("ods", "of:=[$水位.$B$1]*2", "of:=WEBSERVICE(1)")
        yield "map.ods", self.content("ods", "value()&gt;=0", "is-true-formula(1)")
        yield "map-words.ods", self.content("ods", "value()&gt;=0", "value()&gt;=A1")
        yield "range.ods", self.content("ods", "$水位.$A$1:.$B$2", "&apos;file:///a&apos;#$a.A1".replace("&apos;", "'"))
        yield "sequence.odt", self.content("odt", "ooow:Figure+1", "ooow:Figure+2")
        yield "sequence-none.odt", self.content("odt", ' text:formula="ooow:Figure+1"', "")
        yield "sequence-database.odt", packed(self.changed("odt", "content.xml", "Figure", "a.b.c", -1))
        yield "formula.odt", self.content("odt", "<table:table-cell ", '<table:table-cell table:formula="of:=a.b.c" ')
        yield "cells.ods", self.content("ods", 'table:number-rows-repeated="2"><table:table-cell ',
                                        'table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="20" ')
        yield "blanks.odt", self.content("odt", '<text:s text:c="3"/>', '<text:s text:c="9999"/>' * 2001)
        yield "sequence-name.odt", self.content("odt", "ooow:Figure+1", "ooow:a b+1")

    def forms(self):
        for kind, parts in self.parts.items():
            names = [name for name, _ in parts]
            yield f"order.{kind}", packed(parts[1:2] + parts[:1] + parts[2:])
            yield f"no-styles-manifest.{kind}", packed([one for one in parts if one[0] != "styles.xml"])
            yield f"no-manifest.{kind}", packed(parts[:-1])
            yield f"mimetype.{kind}", packed(self.changed(kind, "mimetype", "opendocument", "oasis"))
            for name in ("Basic/a.xml", "meta.xml", "settings.xml", "Object 1/content.xml", "Configurations2/a.xml", "Pictures/image7.png",
                         "Pictures/image01.png", "Pictures/a.png", "Thumbnails/thumbnail.png", "manifest.rdf", "Scripts/a.py"):
                yield f"part-{name.replace('/', '_')}.{kind}", packed(
                    with_manifest(parts[:-1] + [(name, png() if name.endswith("png") else b"<a/>")] + parts[-1:]))
            yield f"flags.{kind}", packed(parts, flags=0)
            yield f"date.{kind}", packed(parts, date=0x5A21)
            yield f"extra.{kind}", packed(parts, extra=b"ab\0\0")
            yield f"comment.{kind}", packed(parts, comment=b"a")
            yield f"behind.{kind}", packed(parts, behind=b"a")
            yield f"before.{kind}", b"a" + self.good[kind]
            if kind != "odt":  # Whose type does not get smaller.
                yield f"packed-type.{kind}", packing.packed(parts, stored=("Pictures/",))
            for name, (old, new) in {
                    "prolog": ("<?xml", "\n<?xml"), "instruction": ("<office:body>", "<office:body><?a b?>"),
                    "note": ("<office:body>", "<office:body><!--a-->"), "doctype": ("<office:document", "<!DOCTYPE a><office:document"),
                    "section": ("<office:body>", "<office:body><![CDATA[a]]>"), "words": ("<office:body>", "<office:body>a"),
                    "space": ("<office:body>", "<office:body >"), "quotes": ('office:version="1.3"', "office:version='1.3'"),
                    "version": ('office:version="1.3"', 'office:version="1.2"'), "entity": ("<text:p>", "<text:p>&#65;"),
                    "namespace": ("xmlns:draw=", "xmlns:drew="), "address": ("drawing:1.0", "drawing:2.0"),
                    "more-namespaces": (" office:version", ' xmlns:a="b" office:version'), "root": ("office:document-content", "office:document"),
                    "other-body": (f"office:{dict(odt='text', ods='spreadsheet', odp='presentation')[kind]}>", "office:drawing>"),
                    "control": ("<text:p>", "<text:p>\x01"), "delete": ("<text:p>", "<text:p>\x7f"),
                    "no-character": ("<text:p>", "<text:p>\uffff")}.items():
                count = -1 if name in ("root", "other-body", "namespace") else 1
                yield f"form-{name}.{kind}", packed(self.changed(kind, "content.xml", old, new, count))
            yield f"styles-script.{kind}", self.styles(kind, "<office:styles>", "<office:scripts/><office:styles>")
            yield f"styles-body.{kind}", self.styles(kind, "<office:styles>", "<office:body/><office:styles>")
            yield f"styles-image.{kind}", self.styles(kind, "<office:styles>", '<office:styles><draw:fill-image draw:name="a" '
                                                      'xlink:href="http://a/" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>')
            if any(name.startswith("Pictures/") for name in names):
                yield f"picture.{kind}", packed(self.changed(kind, "Pictures/image1.png", b"\x89PNG", b"\x88PNG"))
                yield f"picture-text.{kind}", packed(self.changed(kind, "Pictures/image1.png", b"IDAT", b"IDAU"))
                yield f"no-picture.{kind}", packed(with_manifest([one for one in parts if one[0] != "Pictures/image1.png"]))

    def test_no_forgery_passes(self):
        forged = {}
        for some in (self.elements(), self.attributes(), self.links(), self.formulas(), self.forms()):
            forged.update(some)
        self.assertGreater(len(forged), 1500)
        for kind, parts in self.parts.items():
            forged[f"ours.{kind}"] = packed(parts)
        told = verdicts(forged)
        for kind in self.parts:
            self.assertEqual(told.pop(f"ours.{kind}"), "verified")
        for name, said in told.items():
            with self.subTest(name):
                self.assertTrue(said.startswith("refused: "), said)

    def test_what_may_be_there_passes(self):
        kept = {
            "tooltip.odt": self.content("odt", "<text:a ", '<text:a office:name="案内" '),
            "cells.ods": self.content("ods", 'table:number-rows-repeated="2"><table:table-cell ',
                                      'table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="15" '),
            "blanks.odt": self.content("odt", '<text:s text:c="3"/>', '<text:s text:c="9999"/>' * 2000),
            "inner.odt": self.content("odt", 'xlink:href="http://example.com/"', 'xlink:href="#表1|table"'),
            "formula.ods": self.content("ods", "of:=SUM([.B1];[.B1])", "of:=IF([.A1]&gt;-1.5E+3;&quot;a&quot;&quot;&quot;;{1;2|3;TRUE})"),
            "lost.ods": self.content("ods", "of:=SUM([.B1];[.B1])", "of:=COM.MICROSOFT.CONCAT([#REF!];;名前)"),
        }
        self.assertEqual(verdicts(kept), {name: "verified" for name in kept})

    def test_links_to_the_web_pass_where_the_policy_has_them(self):
        self.assertEqual(verdicts({"a.odt": self.good["odt"]}, "links=text"), {"a.odt": "refused: a link that leads outside"})

    def test_properties_say_the_label_that_was_told_and_nothing_else(self):
        told, other = "label=機密性3A 可用性2", "label=機密性3A"
        sources = {f"a.{kind}": package(files) for kind, files in open_samples.reports().items()}
        good = {name: outcome.data for name, outcome in carry(sources, told).items()}
        self.assertEqual(set(verdicts(good, told).values()), {"verified"})
        bare = {f"a.{kind}": data for kind, data in self.good.items()}
        forged = {}
        for name, data in good.items():
            parts = open_checks.parts_of(data)
            self.assertIn("機密性3A 可用性2", parts["meta.xml"].decode())
            for number, (old, new) in enumerate((("機密性3A", "機密性3B"), ("可用性2<", "可用性2 x<"), ("<office:meta>", "<office:meta> "),
                                                 ("<meta:keyword>", "<dc:creator>a</dc:creator><meta:keyword>"),
                                                 ("meta:keyword", "meta:creator"))):
                forged[f"{number}-{name}"] = packed(list({**parts, "meta.xml": parts["meta.xml"].decode().replace(
                    old, new).encode()}.items()))
            forged[f"none-{name}"] = packed(with_manifest([one for one in parts.items() if one[0] != "meta.xml"]))
        for files, option in ((forged, told), (good, other), (bare, told), (good, "links=text")):
            for name, said in verdicts(files, option).items():
                self.assertTrue(said.startswith("refused: "), (name, option, said))

    def test_no_changed_byte_passes(self):
        changed = {}
        for kind, good in self.good.items():
            for at in range(0, len(good), 23):
                data = bytearray(good)
                data[at] ^= 1 << (at % 8)
                changed[f"{at:06}.{kind}"] = bytes(data)
            for cut in range(1, 60, 7):
                changed[f"cut-{cut}.{kind}"] = good[:-cut]
        for name, said in verdicts(changed).items():
            self.assertTrue(said.startswith("refused: "), (name, said))

    def test_one_kind_is_not_another(self):
        for kind, good in self.good.items():
            others = {f"{kind}.{other}": good for other in self.good if other != kind}
            for name, said in verdicts(others).items():
                self.assertTrue(said.startswith("refused: "), (name, said))


if __name__ == "__main__":
    unittest.main(verbosity=1)
