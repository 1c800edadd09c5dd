# SPDX-License-Identifier: MIT
"""Devices that lie, over usb-redir: each is refused or costs its own session, in plain words and in the ledger, and
the sound stick in the next port works."""
import json

import hostile_stick
import usb_station
from usb_station import UsbTest, stick_image

FILES = {"a.txt": b"a\r\n" * 2000, "b.txt": b"b\r\n" * 20000, "c/d.txt": b"d\r\n" * 3}
OURS = ("MANIFEST.json", "MANIFEST.json.sig", "RECEIPT.txt")
PORT = 3  # "1-3": usb-redir is a high-speed device here.


class Hostile(UsbTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = stick_image(cls.folder / "stick", FILES, "fat32", 34 << 20)
        with open(cls.path, "rb") as file:
            cls.image = file.read()
        sound = cls.guest.plug_storage(cls.path, 1, read_only=True)  # It stays in the port beside.
        cls.addClassCleanup(cls.guest.unplug, sound)
        cls.guest.wait_for_port("2-1")

    def redirect(self, stick, appears=True):
        name = self.guest.plug_redirected(stick, PORT)
        if appears:
            self.guest.wait_for_port(f"1-{PORT}")
        self.addCleanup(self.pull, stick, name)
        return stick

    def pull(self, stick, name):  # The socket goes with it.
        self.guest.unplug(name)
        stick.close()
        self.guest.wait_for_port(f"1-{PORT}", there=False)

    def carry(self, status=(0, 1, 3)):
        """What `sekisho` says, what it made, and what is new in the ledger."""
        begin = self.station.end_of_ledger()
        self.guest.run("rm -rf /guest/hostile /guest/hostile.json")
        done = self.station.sekisho("sanitize", f"usb:1-{PORT}", "--out", "/guest/hostile", "--json",
                                    "/guest/hostile.json", status=status)
        made = self.guest.run("cd /guest/hostile 2>/dev/null && find . -type f").out.split()
        return done, sorted(name[2:] for name in made if name[2:] not in OURS), self.station.entries_from(begin)

    def assert_next_stick_works(self):
        report = self.station.sanitize("usb:2-1")
        self.assertEqual(dict.fromkeys(FILES, "Sanitized"), {file["path"]: file["verdict"] for file in report["files"]})

    def assert_sound_output(self, made):
        """Only what the device vouched for: each file as it is on the sound stick."""
        for name in made:
            text = self.guest.read_file(f"/guest/hostile/{name}").replace(b"\r\n", b"\n")
            self.assertEqual(FILES[name].replace(b"\r\n", b"\n"), text, name)

    def assert_left_alone(self):
        self.assert_no_kernel_driver()
        self.assert_closed(f"1-{PORT}")
        self.assert_next_stick_works()

    def assert_not_let_in(self, stick, kind, reason):
        """Nothing was asked of it beyond its descriptors."""
        self.redirect(stick)
        done, made, entries = self.carry(status=3)
        self.assertIn(kind, done.err)
        self.assertIn(reason, done.err)
        self.assertEqual([], made)
        refused = [entry for entry in entries if entry["type"] == "device_refused"]
        self.assertEqual([kind], [entry["kind"] for entry in refused])
        self.assertIn(reason, refused[0]["reason"])
        self.assertEqual(f"1-{PORT}", refused[0]["device"]["port"])
        self.assertEqual([], stick.commands)
        self.assert_left_alone()
        return refused[0]

    def assert_not_brought_up(self, stick, reason):
        self.redirect(stick)
        done, made, entries = self.carry(status=3)
        self.assertIn(reason, done.err)
        self.assertEqual([], made)
        refused = [entry for entry in entries if entry["type"] == "device_refused"]
        self.assertEqual(1, len(refused), entries)
        self.assertIn(reason, refused[0]["reason"])
        self.assertRegex(done.err, "[ぁ-ん]")
        self.assertEqual("0001", refused[0]["device"]["serial"])
        self.assertEqual(0, stick.reads)
        self.assert_left_alone()

    def assert_ended(self, stick, reason, comes_back=False):
        """It was let in and brought up; its session ends with the lie."""
        self.redirect(stick)
        number = self.guest.attribute(f"1-{PORT}", "devnum")
        done, made, entries = self.carry()
        self.assertNotEqual(0, done.status)
        self.assertIn(reason, done.err + done.out + self.report())
        self.assert_sound_output(made)
        faults = [entry for entry in entries if entry["type"] == "media_fault"]
        self.assertEqual(1, len(faults), entries)
        self.assertIn(reason, faults[0]["reason"])
        self.assertRegex(faults[0]["reason"], "[ぁ-ん]")
        self.assertEqual("0001", faults[0]["device"]["serial"])
        for command in stick.commands:
            self.assertIn(command[0], (0x00, 0x03, 0x12, 0x1A, 0x25, 0x28), "not a command that reads")
        if comes_back:
            self.guest.wait_for_another(f"1-{PORT}", number)
        self.assert_left_alone()
        return done

    def report(self):
        return self.guest.run("cat /guest/hostile.json 2>/dev/null").out

    # Read well.

    def test_a_sound_device_is_carried(self):
        self.redirect(hostile_stick.Stick(self.image))
        done, made, _ = self.carry(status=0)
        self.assertEqual(sorted(FILES), made)
        self.assert_sound_output(made)
        self.assert_left_alone()

    def test_a_two_faced_device_is_read_once(self):
        self.redirect(hostile_stick.TwoFaced(self.image))
        _, made, _ = self.carry(status=0)
        self.assertEqual(sorted(FILES), made)
        self.assert_sound_output(made)
        self.assert_left_alone()

    def test_hostile_strings_are_shown_escaped(self):
        self.redirect(hostile_stick.HostileStrings(self.image))
        done, made, entries = self.carry(status=0)
        self.assertEqual(sorted(FILES), made)
        told = done.out + done.err + self.report() + json.dumps(entries, ensure_ascii=False)
        for raw in ("\x1b", "\u202e", "\x07", "\0"):
            self.assertNotIn(raw, told)
        self.assert_left_alone()

    def test_a_serial_number_of_any_length(self):
        stick = self.redirect(hostile_stick.LongSerial(self.image))
        _, made, entries = self.carry(status=0)
        self.assertEqual(sorted(FILES), made)
        device = next(entry["device"] for entry in entries if entry["type"] == "media_in")
        self.assertEqual(stick.strings[3], device["serial"])
        history = json.loads(self.station.sekisho("media", "history", device["identity"]).out)
        self.assertEqual(["media_in"], [entry["type"] for entry in history["record"]])
        self.assert_left_alone()

    def test_the_record_of_a_device_over_time(self):
        class Other(hostile_stick.Stick):
            strings = {1: "ACME", 2: "Stick", 3: "0007"}

        class OtherLies(hostile_stick.WrongTag):
            strings = Other.strings

        class OtherPrinter(hostile_stick.Printer):
            strings = Other.strings

        identity = "usb:1337:0001:0007"
        for stick in (Other(self.image), OtherLies(self.image), OtherPrinter(self.image)):
            self.redirect(stick)
            self.carry()
            self.doCleanups()
        told = json.loads(self.station.sekisho("media", "history", identity).out)
        self.assertEqual(identity, told["identity"])
        self.assertEqual(["media_in", "media_fault", "device_refused"],
                         [entry["type"] for entry in told["record"]])
        self.assertIn("wrong tag", told["record"][1]["reason"])
        self.assertIn("one of its units is no disk", told["record"][2]["reason"])

    def test_the_record_of_a_device_without_a_serial_number(self):
        self.redirect(hostile_stick.WithoutSerial(self.image))
        _, _, entries = self.carry()
        fault = next(entry for entry in entries if entry["type"] == "media_fault")
        self.assertEqual("descriptors:" + fault["device"]["descriptors_sha256"], fault["device"]["identity"])
        told = json.loads(self.station.sekisho("media", "history", fault["device"]["identity"]).out)
        self.assertEqual(fault["seq"], told["record"][-1]["seq"])

    # Lies about what was read.

    def test_wrong_tag(self):
        self.assert_ended(hostile_stick.WrongTag(self.image), "wrong tag")

    def test_wrong_signature(self):
        self.assert_ended(hostile_stick.WrongSignature(self.image), "wrong signature")

    def test_phase_error(self):
        self.assert_ended(hostile_stick.PhaseError(self.image), "phase error")

    def test_short_data_with_good_status(self):
        self.assert_ended(hostile_stick.Short(self.image), "wrong length")

    def test_no_data_with_good_status(self):
        self.assert_ended(hostile_stick.NoData(self.image), "wrong length")

    def test_a_packet_of_no_length(self):
        self.assert_ended(hostile_stick.NoLength(self.image), "wrong length")

    def test_babble(self):
        self.assert_ended(hostile_stick.Babble(self.image), "more data than asked for")

    def test_hang(self):
        self.assert_ended(hostile_stick.Hang(self.image), "no answer in time")

    def test_stall_storm(self):
        self.assert_ended(hostile_stick.StallStorm(self.image), "stalled")

    def test_status_before_data(self):
        self.assert_ended(hostile_stick.StatusFirst(self.image), "wrong length")

    def test_huge_residue(self):
        self.assert_ended(hostile_stick.HugeResidue(self.image), "wrong residue")

    def test_lie_about_a_failure(self):
        self.assert_ended(hostile_stick.LyingSense(self.image), "wrong tag")

    def test_medium_changes(self):
        self.assert_ended(hostile_stick.MediumChanges(self.image), "its medium changed")

    def test_capacity_grows(self):
        self.assert_ended(hostile_stick.Grows(self.image), "its capacity changed")

    def test_capacity_shrinks(self):
        self.assert_ended(hostile_stick.Shrinks(self.image), "its capacity changed")

    def test_block_size_changes(self):
        self.assert_ended(hostile_stick.OtherBlocks(self.image), "its capacity changed")

    def test_comes_back_as_a_keyboard(self):
        self.assert_ended(hostile_stick.ComesBackAsKeyboard(self.image), "while it was read", comes_back=True)
        self.assertIn("keyboard", self.carry(status=3)[0].err)
        self.assert_left_alone()

    def test_comes_back_with_another_serial_number(self):
        self.assert_ended(hostile_stick.ComesBackAsAnother(self.image), "while it was read", comes_back=True)

    # What it is.

    def test_odd_block_size(self):
        self.assert_not_brought_up(hostile_stick.OddBlocks(self.image), "520 bytes")

    def test_second_unit_that_is_no_disk(self):
        self.assert_not_brought_up(hostile_stick.SecondUnitIsOptical(self.image), "one of its units is no disk")

    def test_printer_by_its_commands(self):
        self.assert_not_brought_up(hostile_stick.Printer(self.image), "one of its units is no disk")

    def test_never_ready(self):
        self.assert_not_brought_up(hostile_stick.Stick(self.image, ready=False), "it does not become ready")

    def test_composite(self):
        self.assert_not_let_in(hostile_stick.Composite(self.image), "several devices in one", "plain storage")

    def test_keyboard(self):
        self.assert_not_let_in(hostile_stick.Keyboard(self.image), "keyboard", "plain storage")

    def test_three_endpoints(self):
        self.assert_not_let_in(hostile_stick.ThreeEndpoints(self.image), "storage of another kind", "bulk endpoint")

    def test_keyboard_as_another_setting(self):
        self.assert_not_let_in(hostile_stick.HiddenSetting(self.image), "several devices in one", "plain storage")

    def test_descriptor_of_no_length(self):
        self.assert_not_let_in(hostile_stick.ZeroLength(self.image), "device that describes itself wrongly", "malformed")

    def test_two_hundred_interfaces(self):
        self.assert_not_let_in(hostile_stick.ManyInterfaces(self.image), "device that describes itself wrongly", "malformed")

    def test_endpoint_twice(self):
        self.assert_not_let_in(hostile_stick.EndpointTwice(self.image), "device that describes itself wrongly", "malformed")

    def test_descriptors_beyond_their_end(self):
        """The kernel gives it up; there is nothing to look at."""
        self.redirect(hostile_stick.TotalTooLong(self.image), appears=False)
        done, made, _ = self.carry(status=3)
        self.assertIn(f"something is plugged into port 1-{PORT} but does not say what it is", done.err)
        self.assertEqual([], made)
        self.assert_no_kernel_driver()
        self.assert_next_stick_works()


if __name__ == "__main__":
    usb_station.main()
