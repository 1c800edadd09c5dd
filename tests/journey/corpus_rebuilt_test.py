# SPDX-License-Identifier: MIT
"""Real and hostile files under a policy that has documents rebuilt and PDF drawn again, where a collection of them is at
hand (see corpus_test.py): nothing dangerous is left, and what was clean opens elsewhere with its words."""
import io
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import unittest
import zipfile

from corpus_reasons import MAY_BE_REFUSED

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = os.path.abspath(sys.argv.pop(1))
CORPUS = pathlib.Path(os.environ.get("SEKISHO_CORPUS") or HERE.parents[1] / "../shared/corpus")
SKIPPED = 77
PICTURES = 'method = "flatten"\ntext_layer = "none"'
KEPT = 0.995  # Of the text of a clean document, in the middle.

# What is active in a document, wherever in the packages of Office.
IN_PARTS = re.compile(
    rb"vbaProject|vbaData|oleObject|OLEObject|activeX|ActiveX|attachedTemplate|altChunk|mailMerge|externalLink|ddeLink|oleLink|"
    rb"<!DOCTYPE|<!ENTITY|<script|INCLUDEPICTURE|INCLUDETEXT|MACROBUTTON|DDEAUTO|msodde|_xlfn\.WEBSERVICE|event-listener|"
    rb"draw:object|draw:plugin|floating-frame|dde-source|office:scripts")
LEADS_OUT = re.compile(rb'<Relationship [^>]*TargetMode="External"[^>]*>')
WEB_LINK = re.compile(rb'<Relationship Id="\w+" Type="[^"]*/hyperlink" Target="https?://[^"]*" TargetMode="External"/>')
IN_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|RichMedia|XFA|AcroForm|SubmitForm|ImportData|GoToR|GoToE)"
                    rb"(?![A-Za-z])")


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for info in package.infolist():
            data = package.read(info)
            yield info.filename, data
            if data.startswith(b"PK\3\4"):
                yield from parts_of(data)


def dangers_in(name, content):
    if content.startswith(b"PK"):
        for part, data in parts_of(content):
            # Words that a reader sees may be any; a field's are none of them.
            unseen = re.sub(rb"(<(?!w:instrText)[^>]*>)[^<]*", rb"\1", data) if part.endswith((".xml", ".rels")) else b""
            for found in IN_PARTS.finditer(part.encode() + b"\n" + unseen):
                yield f"{name}: {part}: {found.group()}"
            for found in LEADS_OUT.finditer(unseen):
                if not WEB_LINK.fullmatch(found.group()):
                    yield f"{name}: {part}: {found.group()}"
    elif content.startswith(b"%PDF"):
        syntax = re.sub(rb"stream\n.*?\nendstream", b"", content, flags=re.S)
        syntax = re.sub(rb"\((?:\\.|[^()\\])*\)", b"", syntax)
        for found in IN_PDF.finditer(syntax):
            yield f"{name}: {found.group()}"
    elif name.endswith((".txt", ".csv")) and b"\0" in content:
        yield f"{name}: zero bytes in a text"


class Rebuilt(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="sekisho-corpus-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        text = pathlib.Path(PROGRAMS, "share/bench.policy.toml").read_text(encoding="utf-8")
        assert PICTURES in text
        (cls.folder / "policy.toml").write_text(text.replace(PICTURES, 'method = "rebuild"'), encoding="utf-8")
        cls.files = {}
        for part in ("active", "clean"):
            report = cls.folder / f"{part}.json"
            subprocess.run([os.path.join(PROGRAMS, "bin/sekisho"), "sanitize", CORPUS / part, "--out", cls.folder / part, "--json",
                            report, "--state", cls.folder / "state", "--policy", cls.folder / "policy.toml"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            cls.files[part] = json.loads(report.read_text(encoding="utf-8"))["files"]

    def outputs(self, part):
        for file in self.files[part]:
            for output in file["outputs"]:
                yield file, output["path"], (self.folder / part / output["path"]).read_bytes()

    def test_1_nothing_dangerous_is_left(self):
        found = [danger for _, name, content in self.outputs("active") for danger in dangers_in(name, content)]
        self.assertEqual(found, [])

    def test_2_what_is_clean_is_sanitized(self):
        passed = [file for file in self.files["clean"] if file["verdict"] in ("Sanitized", "Flattened", "TextOnly")]
        print(f"{len(passed)} of {len(self.files['clean'])} clean files come through", flush=True)

        def is_right(file):
            reasons = "; ".join(file["reasons"])
            return any(re.match(pattern, "clean/" + file["path"]) and expected in reasons
                       for pattern, expected in MAY_BE_REFUSED.items())
        wrong = [f"{file['path']}: {file['reasons']}" for file in self.files["clean"] if file not in passed and not is_right(file)]
        self.assertEqual(wrong, [])
        self.assertGreaterEqual(len(passed), 0.97 * len(self.files["clean"]))

    def test_3_its_text_is_kept(self):
        kept = [1 - file["loss"]["text"] for file in self.files["clean"] if file["method"] == "rebuild" and file["outputs"]]
        print(f"text kept: {statistics.median(kept):.4f} in the middle of {len(kept)}, {min(kept):.4f} at the least", flush=True)
        self.assertGreaterEqual(statistics.median(kept), KEPT)

    def test_4_others_open_it_without_repair(self):
        wrong, documents = [], self.folder / "documents"
        documents.mkdir()
        for number, (_, name, content) in enumerate(self.outputs("clean")):
            ending = name.rsplit(".", 1)[-1]
            path = documents / f"{number}.{ending}"
            if ending == "pdf":
                path.write_bytes(content)
                for words in (["qpdf", "--check", path], ["pdftotext", path, "/dev/null"]):
                    done = subprocess.run(words, capture_output=True, text=True)
                    if done.returncode or done.stderr or "WARNING" in done.stdout:
                        wrong.append(f"{name}: {words[0]}: {done.stderr}{done.stdout}")
                path.unlink()
            elif ending in ("docx", "xlsx", "pptx", "odt", "ods", "odp"):
                path.write_bytes(content)
        made = self.folder / "made"
        subprocess.run(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to", "pdf",
                        "--outdir", made, *sorted(documents.iterdir())], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        there = {path.stem for path in made.iterdir()}
        wrong += [f"{path.name}: LibreOffice" for path in documents.iterdir() if path.stem not in there]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    if not (CORPUS / "MANIFEST.tsv").exists():
        print(f"skipped: there is no collection at {CORPUS}")
        sys.exit(SKIPPED)
    unittest.main()
