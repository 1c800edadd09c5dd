#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every word of the screens in both languages: words_test.py SOURCE LUPDATE."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree

SOURCE, LUPDATE = pathlib.Path(sys.argv.pop(1)), sys.argv.pop(1)


def brought_up_to_date(language, *options):
    """The file of words as lupdate would write it for the source as it stands."""
    with tempfile.TemporaryDirectory() as folder:
        words = pathlib.Path(folder, f"{language}.ts")
        shutil.copy(SOURCE / "kiosk/ui/words" / words.name, words)
        subprocess.run([LUPDATE, "-silent", "-locations", "none", "-I", SOURCE, SOURCE / "kiosk/ui", "-ts", words,
                        *options], check=True)
        return [message for context in tree.parse(words).getroot() for message in context.iter("message")]


class Words(unittest.TestCase):
    def complete(self, messages):
        for message in messages:
            source, translation = message.findtext("source"), message.find("translation")
            self.assertIsNone(translation.get("type"), f"{translation.get('type')}: {source}")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            for form in forms:
                self.assertTrue(form.strip(), source)
                places = set(re.findall(r"%(?:\d|n)", source))
                if form is forms[-1]:  # "1 file" needs no number.
                    self.assertEqual(places, set(re.findall(r"%(?:\d|n)", form)), source)
            yield source, forms

    def test_japanese(self):
        found = dict(self.complete(brought_up_to_date("ja", "-no-ui-lines")))
        self.assertGreater(len(found), 150)
        for source, forms in found.items():
            self.assertRegex(forms[0], "[ぁ-んァ-ヶ一-龠]", source)

    def test_english_plurals(self):
        for source, forms in self.complete(brought_up_to_date("en", "-pluralonly")):
            self.assertEqual(2, len(forms), source)


if __name__ == "__main__":
    unittest.main()
