# SPDX-License-Identifier: MIT
"""`./station run`: a stick carried the whole road, with two people; on the station's screen where there is a
display, else on the command line.

Without a medium it makes a sample stick first: a FAT32 image of some fifty files, hostile ones among
them. Everything is done by the station's own programs; this only says what it does."""
import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile

from sample_files import sample_stick


def say(text):
    print(f"\n\033[1m{text}\033[0m" if sys.stdout.isatty() else f"\n{text}", flush=True)


def make_stick(path):
    with open(path, "wb") as image:
        image.truncate(96 << 20)
    subprocess.run(["/usr/sbin/mkfs.fat", "-F", "32", "-n", "SAMPLE", path], check=True, stdout=subprocess.DEVNULL)
    environment = dict(os.environ, LC_ALL="C.UTF-8", MTOOLS_SKIP_CHECK="1")
    files = sample_stick()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            place = os.path.join(folder, name)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(content)
        tops = sorted({name.split("/")[0] for name in files})
        subprocess.run(
            ["mcopy", "-s", "-Q", "-i", path, *[os.path.join(folder, top) for top in tops], "::"],
            check=True,
            env=environment,
        )
    return len(files)


class Desk:
    """One person at the command line."""

    def __init__(self, program, state, policy):
        self.words = [program, "--state", state, "--policy", policy]
        self.passwords = {}

    def run(self, *words, account=None, statuses=(0,)):
        command = [self.words[0], *words, *self.words[1:]]
        if account:
            command += ["--account", account, "--password-file", self.passwords[account]]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode not in statuses:
            sys.stdout.write(done.stdout)
            sys.exit(f"sekisho {' '.join(words[:2])} ended with {done.returncode}")
        return done.stdout

    def new_password(self, folder, account):
        path = os.path.join(folder, f"password-of-{account}")
        with open(path, "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(f"demo-{secrets.randbelow(10 ** 8):08}\n")
        self.passwords[account] = path
        return path


def make_people(desk, folder):
    desk.run("account", "add", "demo-admin", "--role", "administrator", "--person", "Tanaka",
             "--new-password-file", desk.new_password(folder, "demo-admin"))
    for account, role, person in (("demo-sato", "submitter", "Sato"), ("demo-suzuki", "approver", "Suzuki"),
                                  ("demo-kato", "auditor", "Kato")):
        desk.run("account", "add", account, "--role", role, "--person", person,
                 "--new-password-file", desk.new_password(folder, account), account="demo-admin")


def run_on_screen(arguments, desk, folder, medium, out):
    """The same people at the desks themselves, until the window is closed."""
    say("On the station's screen. These people exist in this sample only:")
    for account, password in desk.passwords.items():
        with open(password, encoding="utf-8") as file:
            print(f"  {account:12} {file.read().strip()}")
    print("demo-sato brings the stick in, demo-suzuki approves, demo-sato collects, demo-kato reviews the record.")
    program = os.path.join(arguments.programs, "libexec", "sekishod")
    policy = desk.words[desk.words.index("--policy") + 1]
    state = os.path.join(folder, "state")
    with subprocess.Popen([program, "--state", state, "--share", os.path.join(arguments.programs, "share"),
                           "--policy", policy]) as broker:
        try:
            subprocess.run([os.path.join(arguments.programs, "bin", "sekisho-kiosk"), "--state", state, "--sample",
                            medium, "--out", "dir:" + out, *(["--fullscreen"] if arguments.fullscreen else [])],
                           check=True)
        finally:
            broker.terminate()
    print(f"Results: {out}")


def main():
    parser = argparse.ArgumentParser(prog="station run")
    parser.add_argument("medium", nargs="?")
    parser.add_argument("--out")
    parser.add_argument("--cli", action="store_true", help="in the terminal, though there is a display")
    parser.add_argument("--fullscreen", action="store_true", help="as on the station")
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--policy")
    arguments = parser.parse_args()
    program = os.path.join(arguments.programs, "bin", "sekisho")
    work = tempfile.mkdtemp(prefix="sekisho-run-")
    state = os.path.join(work, "state")
    policy = arguments.policy or os.path.join(arguments.programs, "share", "bench.policy.toml")
    out = os.path.abspath(arguments.out or os.path.join(work, "released"))
    desk = Desk(program, state, policy)

    medium = arguments.medium
    if not medium:
        image = os.path.join(work, "stick.img")
        say("A sample stick (FAT32), good and bad files with Japanese names")
        print(f"{make_stick(image)} files in {image}")
        medium = "image:" + image

    say("Two people, an auditor and an administrator; each password in a file of its own")
    make_people(desk, work)
    if not arguments.cli and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return run_on_screen(arguments, desk, work, medium, out)

    say("Sato submits the medium: intake, quarantine, scanners, sanitizer, verifier")
    answer = desk.run("submit", medium, "--zone", "bench", "--class", "document", "--label", "C2,I2,A1",
                      "--purpose", "sample run", account="demo-sato", statuses=(0, 1))
    print(answer)
    transfer = json.loads(answer.strip().splitlines()[-1])["transfer"]

    say("Sato tries to approve it, too")
    desk.run("approve", transfer, account="demo-sato", statuses=(1,))
    print("refused, as it must be")

    say("Suzuki approves")
    desk.run("approve", transfer, account="demo-suzuki")

    say("Suzuki releases it into the closed network's folder")
    desk.run("release", transfer, "--to", "dir:" + out, account="demo-suzuki")

    say("The record")
    print(desk.run("ledger", "verify").rstrip())
    print(desk.run("ledger", "checkpoint"))
    print(f"Results: {out}\nReport:  {state}/transfers/{transfer}/report.json")


if __name__ == "__main__":
    main()
