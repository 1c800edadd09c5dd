# SPDX-License-Identifier: MIT
"""What the documents name is there: files, tests, rows of guidelines, words on the screen."""
import html
import re

COVERAGE = "docs/coverage.md"
# The guidelines' rows, by their letter and the last one's number.
GUIDELINES = {"L": 119, "W": 197, "F": 82, "C": 34, "S": 17}
ROW_ID = re.compile(r"\b[LWFCS]-\d{2,3}\b")

ENGLISH_GUIDE = re.compile(r"docs/guide-[a-z]+\.md")
JAPANESE_GUIDE = re.compile(r"docs/guide-[a-z]+\.ja\.md")
SCREEN_WORDS = "kiosk/ui/words/ja.ts"
VERDICT_WORDS = "policy/verdict/reason.cpp"
QUOTED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def tests_of(texts):
    """The names that CTest has: of add_test and of the functions that call it with a prefix of their own."""
    names = set()
    for path, text in texts.items():
        if not path.endswith("CMakeLists.txt"):
            continue
        lists = {word: values.split() for word, values in re.findall(r"foreach\((\w+)\s+([^)$]+)\)", text)}
        called = re.findall(r"(?:add_test|sekisho_test)\(\s*NAME\s+([^\s)]+)", text)
        called += re.findall(r"sekisho_journey\(\s*([a-z][^\s)]+)", text)
        called += ["usb-" + name for name in re.findall(r"sekisho_usb_test\(\s*([a-z][^\s)]+)", text)]
        called += ["fuzz-" + name for name in re.findall(r"sekisho_fuzz\(\s*NAME\s+([^\s)]+)", text)]
        for name in called:
            loop = re.search(r"\$\{(\w+)\}", name)
            values = lists.get(loop[1], []) if loop else [""]
            names.update(name.replace(loop[0], value) if loop else name for value in values)
    return names


def is_there(texts, path):
    return path in texts or any(one.startswith(path.rstrip("/") + "/") for one in texts)


def coverage_names_what_is_there(texts):
    """Rows of four cells: ids, what the station does, where, by which tests; of two: why not, ids."""
    if COVERAGE not in texts:
        return
    tests = tests_of(texts)
    met = {}
    for number, line in enumerate(texts[COVERAGE].split("\n"), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells or cells[0].startswith("---"):
            continue
        ids = ROW_ID.findall(cells[0] if len(cells) == 4 else cells[-1])
        for one in ids:
            if one in met:
                yield COVERAGE, number, f"{one} stands in line {met[one]}, too"
            met[one] = number
        if len(cells) != 4 or not ids:
            continue
        places, shown = (re.findall(r"`([^`]+)`", cell) for cell in cells[2:])
        if not places or not shown:
            yield COVERAGE, number, "a row that is covered names a place and a test"
        for place in places:
            if not is_there(texts, place):
                yield COVERAGE, number, f"there is no {place}"
        for test in shown:
            if test not in tests:
                yield COVERAGE, number, f"CTest has no {test}"
    wanted = {f"{letter}-{number:02}" for letter, last in GUIDELINES.items() for number in range(1, last + 1)}
    for one in sorted(wanted ^ met.keys()):
        yield COVERAGE, met.get(one, 1), f"{one} is missing, or no row of the guidelines"


def plain(words):
    """One line, with … for what is filled in."""
    return re.sub(r"%L?(?:\d|n)", "…", " ".join(words.split()))


def words_on_the_screen(texts):
    """English and Japanese: what is said on the screens, and of verdicts and reasons in both."""
    english, japanese = set(), set()
    for message in re.findall(r"<message.*?</message>", texts.get(SCREEN_WORDS, ""), re.DOTALL):
        said = re.search(r"<source>(.*?)</source>", message, re.DOTALL)
        told = re.search(r"<translation(?P<state>[^>]*)>(?P<words>.*?)</translation>", message, re.DOTALL)
        if said and told and not told["state"]:
            words = re.sub(r"</?numerusform[^>]*>", " ", told["words"])
            english.add(plain(html.unescape(said[1])))
            japanese.add(plain(html.unescape(words)))
    joined = re.sub(r'"\s*"', "", texts.get(VERDICT_WORDS, ""))
    both = {plain(words) for words in re.findall(r'"((?:\\.|[^"\\\n])*)"', joined)}
    return english | both, japanese | both


def guides_quote_the_screen(texts):
    """What a guide has in bold letters stands on the screen, word for word."""
    english, japanese = words_on_the_screen(texts)
    for path, text in texts.items():
        known = english if ENGLISH_GUIDE.fullmatch(path) else japanese if JAPANESE_GUIDE.fullmatch(path) else None
        if known is None:
            continue
        quotes = list(QUOTED.finditer(text))
        if not quotes:
            yield path, 1, "a guide quotes the screen in bold letters"
        for quote in quotes:
            if plain(quote[1]) not in known:
                yield path, text.count("\n", 0, quote.start()) + 1, f"no screen says '{plain(quote[1])}'"


RULES = [coverage_names_what_is_there, guides_quote_the_screen]
