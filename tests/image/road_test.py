# SPDX-License-Identifier: MIT
"""The road on the appliance's own screen: from its first start over the first administrator, a stick that is brought
in, checked and approved by somebody else, to another stick: refused while nobody has registered it, then registered.

road_test.py BUILD; SEKISHO_PICTURES=DIR keeps what the screen showed."""
import time

import appliance
import images
import run_road
from images import BEGIN, BOOT_SECONDS, LANGUAGE, PATIENCE, ImageTest, built, is_ready, prepared
from reading import Reader

PASSWORD = "correct horse 7 battery"
# Making a password's hash takes as long as guessing one should, and it is emulated here; so are all checks.
SECONDS = 60 * PATIENCE
CHECK_SECONDS = 240 * PATIENCE


class Road(ImageTest):
    def look(self, name):
        time.sleep(1)
        self.steps += 1
        self.keep(self.machine, f"road-{self.steps:02}-{name}")

    def log_in(self, account):
        self.desk.wait_for("Who are you?")
        self.desk.type_into("Account", account)
        self.desk.type_into("Password", PASSWORD)
        self.desk.touch("Log in")

    def make_first(self):
        self.desk.touch("Collect, approve, review")
        self.desk.wait_for("Who is the first administrator?")
        self.look("first")
        for label, text in (("Account", "tanaka"), ("Name of the person", "tanaka hanako"),
                            ("Password, at least 8 characters", PASSWORD), ("The same once more", PASSWORD)):
            self.desk.type_into(label, text)
        self.desk.touch("Make the account")
        self.log_in("tanaka")
        self.desk.wait_for("Log out")

    def administer(self, what):
        self.desk.touch("Administer")
        self.desk.wait_for("Look after the station")  # The page before has such words, too.
        self.desk.touch(what)

    def make_account(self, account, role):
        self.desk.touch("New account")
        self.desk.wait_for("Who is it?")
        self.desk.type_into("Name of the person", f"{account} san")
        self.desk.type_into("Name of the account: letters a to z and digits", account)
        self.desk.touch("Next")
        self.desk.touch(role)
        self.look("rights")
        self.desk.touch("Next")
        self.desk.wait_for("Until when, and where do they belong?")
        self.desk.touch("Next")
        self.desk.wait_for("A contractor?")
        self.desk.touch("Next")
        self.desk.wait_for("The first password")
        self.desk.type_into("Password", PASSWORD)
        self.desk.type_into("The same once more", PASSWORD)
        self.desk.touch("Next")
        self.desk.wait_for("Make this account?")
        self.desk.type_into("Your password", PASSWORD)
        self.desk.touch("Make the account")
        self.desk.wait_for("The account is there")
        self.look("account")
        self.desk.touch("Continue")

    def plug(self, bus, file, kind):
        name = f"stick-{bus}"
        node = {"driver": "raw", "node-name": name, "read-only": kind == "read-only",
                "file": {"driver": "file", "filename": str(file), "read-only": kind == "read-only"}}
        self.machine.monitor("blockdev-add", **node)
        self.machine.plug("usb-storage", 1, bus=bus, drive=name, removable=True, serial=f"ROAD-{bus}")

    def bring_in(self):
        self.desk.touch("Bring in")
        self.log_in("sato")
        self.desk.wait_for("What do you bring in?")
        self.desk.touch("Next")
        self.desk.wait_for("Where does it go?")
        self.desk.touch("bench")
        self.desk.touch("Next")
        self.desk.type_into("Purpose, as it will stand in the record", "monthly check")
        self.desk.touch("Next")
        self.desk.wait_for("How is it to be handled?")
        for choice in ("2 Internal", "2 Harm to people or duties", "1 Can wait"):
            self.desk.touch(choice)
        self.look("label")
        self.desk.touch("Start the check")
        time.sleep(3)
        self.look("progress")
        self.desk.wait_for("Hand over for approval", seconds=CHECK_SECONDS)
        self.look("result")
        self.desk.touch("Hand over for approval")
        self.desk.wait_for("Handed over")
        self.look("slip")
        self.desk.touch("Done")

    def approve(self):
        self.desk.touch("Collect, approve, review")
        self.log_in("suzuki")
        self.desk.touch("Approve")
        self.desk.wait_for("Waiting for approval")
        self.look("queue")
        self.desk.touch("Open")
        self.desk.touch("Decide")
        self.look("decide")
        self.desk.touch("Yes, it may come in")
        self.desk.type_into("Your password", PASSWORD)
        self.desk.touch("Approve")
        self.desk.wait_for("Your decision is in the record")
        self.look("decided")
        self.desk.touch("To the list")
        self.desk.wait_for("Waiting for approval")
        self.desk.touch("Back")
        self.desk.touch("Log out")

    def collect(self, said):
        self.desk.touch("Collect, approve, review")
        self.log_in("sato")
        self.desk.touch("My transfers")
        self.look("transfers")
        self.desk.touch("Open")
        self.desk.wait_for("It is written to usb:4-1")  # It is looked for.
        self.desk.type_into("Your password", PASSWORD)
        self.desk.touch("Hand out")
        self.desk.wait_for(said, seconds=CHECK_SECONDS)
        self.look("collected")

    def register_stick(self):
        self.desk.touch("Collect, approve, review")
        self.log_in("tanaka")
        self.administer("Media")
        self.desk.touch("Register a medium")
        self.desk.touch("For taking along: everything on it is erased")
        self.desk.touch("Next")
        self.desk.touch("The port for taking along")  # The last one: 4-1.
        self.desk.touch("Next")
        self.desk.type_into("Its name here, such as an inventory number", "shelf 1")
        self.desk.type_into("Who answers for it: a section, or a partner", "water works")
        self.desk.touch("Next")
        self.desk.wait_for("What may be on it at most?")
        self.desk.touch("Next")
        self.desk.wait_for("Register this medium?")
        self.desk.type_into("Your password", PASSWORD)
        self.look("register")
        self.desk.click(*BEGIN)  # Red on white is not surely read.
        self.desk.wait_for("The medium is registered", seconds=CHECK_SECONDS)
        self.look("registered")

    def leave(self, *pages):
        """Back through them, each by what is on it."""
        for page in pages:
            self.desk.touch("Back")
            self.desk.wait_for(page)
        self.desk.touch("Log out")

    def test_from_a_stick_to_the_port_for_taking_along(self):
        source, target = ImageTest.folder / "stick-in", ImageTest.folder / "stick-out"
        run_road.make_stick(source)
        with open(target, "wb") as stick:
            stick.truncate(256 << 20)
        self.steps = 0
        image = built("road.img", policy="bench")
        disk, chip = prepared(image)
        self.machine = appliance.Appliance(image, disk=disk, chip=chip)
        self.addCleanup(self.machine.end)
        self.machine.wait_for_picture(is_ready, BOOT_SECONDS)
        self.desk = Reader(self.machine, SECONDS)
        self.desk.click(*LANGUAGE)
        self.desk.wait_for("Insert your USB stick")
        self.make_first()
        self.look("administrator")
        self.administer("Accounts")
        self.make_account("sato", "brings in")
        self.make_account("suzuki", "approves")
        self.desk.touch("Back")
        self.desk.wait_for("Look after the station")
        self.desk.touch("Back")
        self.desk.touch("Log out")
        self.plug("xhci", source, "read-only")
        self.desk.wait_for("Your USB stick is here")
        self.bring_in()
        self.approve()
        self.plug("output", target, "written")
        self.collect("this stick is not registered as an output medium")
        self.desk.wait_for("Nothing counts as handed out")
        with open(target, "rb") as stick:
            self.assertEqual(b"", stick.read().strip(b"\0"), "nothing is written to it")
        self.leave("My transfers", "Log out")
        self.register_stick()
        self.machine.end()
        with open(target, "rb") as stick:
            self.assertNotEqual(b"", stick.read(1 << 20).strip(b"\0"), "the station's mark is on it")


if __name__ == "__main__":
    images.main("tesseract", "swtpm")
