# SPDX-License-Identifier: MIT
"""Somebody in front of the appliance who reads what is on its screen (with Tesseract) and touches what it says."""
import os
import re
import subprocess
import time

BUTTON = bytes.fromhex("0b4776")
GAP = 60
FRAME = bytes.fromhex("5c6770")
FOCUS = re.compile(rb"(?:\x16\x20\x2a){30,}")  # The edge of what has it.
BAR = 68  # Rows of its colour, at the top.
INVERTED = bytes(255 - value for value in range(256))
ASIDE = (2, 796)  # Where the pointer covers nothing that is read.


def letters(text):
    """What of a word is surely read: an l may be taken for an I, a dot for none."""
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("l", "i").replace("1", "i").replace("|", "i"))


class Line:
    """Words beside one another."""

    def __init__(self, words):
        self.words = words
        self.text = " ".join(text for text, *_ in words)

    def place_of(self, phrase):
        """The middle of it, and where it begins and ends; None: it is not in this line. The gaps between words are
        not surely read."""
        wanted = letters(phrase)
        for first in range(len(self.words)):
            said = ""
            for last in range(first, len(self.words)):
                said += letters(self.words[last][0])
                if said == wanted:
                    chosen = self.words[first:last + 1]
                    left, top = chosen[0][1], min(word[2] for word in chosen)
                    right, bottom = chosen[-1][1] + chosen[-1][3], max(word[2] + word[4] for word in chosen)
                    return (left + right) // 2, (top + bottom) // 2, left, bottom
                if not wanted.startswith(said):
                    break
        return None


def lines_of(path, layout):
    told = subprocess.run(["tesseract", path, "-", "-l", "eng", "--psm", str(layout), "tsv"], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ, OMP_THREAD_LIMIT="1"))
    lines = {}
    for row in told.stdout.splitlines()[1:]:
        columns = row.split("\t")
        if columns[0] == "5" and columns[11].strip():
            x, y, width, height = map(int, columns[6:10])
            lines.setdefault(tuple(columns[1:5]), []).append((columns[11], x, y, width, height))
    return [Line(words) for words in lines.values()]


def plain(pixels, width):
    """Without frames, and with dark letters on what is light: white ones on the buttons that lead on are not seen
    otherwise."""
    rows = []
    for at in range(0, len(pixels), width * 3):
        row = pixels[at:at + width * 3].replace(FRAME, b"\xff" * 3)
        if at >= BAR * width * 3:
            row = FOCUS.sub(lambda found: b"\xff" * len(found[0]), row)
        row = bytearray(row)
        button = [x for x in range(0, len(row), 3) if row[x:x + 3] == BUTTON] if BUTTON in row else []
        while button:
            first = last = button.pop(0)
            while button and button[0] - last <= 3 * GAP:
                last = button.pop(0)
            red = row[first:last + 3:3].translate(INVERTED)  # In which button and letters differ most.
            for colour in range(3):
                row[first + colour:last + 3:3] = red
        rows.append(row)
    return b"".join(rows)


def read(screen, folder, layouts=(6, 11)):
    """The lines of a picture: as one text from the top, then as words wherever there are some, for each way misses
    what the other one sees."""
    path, (width, height) = folder / "read.ppm", screen.size
    path.write_bytes(f"P6\n{width} {height}\n255\n".encode() + plain(screen.pixels, width))
    return [line for layout in layouts for line in lines_of(path, layout)]


class Reader:
    """Uses the screen of a machine. `seconds`: how long it may take to come to something."""

    def __init__(self, machine, seconds):
        self.machine, self.seconds = machine, seconds
        self.machine.point(*ASIDE)

    def lines(self, *layouts):
        return read(self.machine.picture(), self.machine.folder, layouts or (6, 11))

    def all(self):
        return "\n".join(line.text for line in self.lines())

    def wait_for(self, *phrases, seconds=None):
        """Until one of these is on the screen: which, and each of its places, from the top."""
        until = time.monotonic() + (seconds or self.seconds)
        while True:
            lines = self.lines()
            for phrase in phrases:
                if places := [place for place in (line.place_of(phrase) for line in lines) if place]:
                    return phrase, sorted(places, key=lambda place: place[1])
            assert self.machine.process.poll() is None, self.machine.console()[-2000:]
            assert time.monotonic() < until, f"{phrases} is not on the screen: " + self.all()
            time.sleep(0.5)

    def click(self, x, y):
        self.machine.click(x, y)
        time.sleep(0.3)
        self.machine.point(*ASIDE)
        time.sleep(0.3)

    def touch(self, phrase):
        """Where several have these words, the lowest: explanations stand above."""
        _, places = self.wait_for(phrase)
        self.click(*places[-1][:2])

    def type_into(self, label, text):
        """Into the field beneath its label."""
        _, places = self.wait_for(label)
        self.click(places[0][2] + 20, places[0][3] + 36)
        self.machine.type(text)
