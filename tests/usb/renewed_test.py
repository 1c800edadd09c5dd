# SPDX-License-Identifier: MIT
"""Output sticks that are another one once they had to tell all of themselves again: between two sessions the gate takes
their port's power."""
import release_test
import usb_station
import writable_stick

PORT = 3  # "1-3"
SIZE = 36 << 20


class Renewed(release_test.Station):
    def put_redirected(self, stick):
        name = self.guest.plug_redirected(stick, PORT)
        self.addCleanup(stick.close)
        self.plugged.append((name, f"1-{PORT}"))
        self.guest.wait_for_port(f"1-{PORT}")
        return stick

    def registered(self, kind):
        stick = self.put_redirected(kind(bytes(SIZE), kind.__name__))
        self.register(kind.__name__, port="1-3")
        stick.arm()
        return stick

    def assert_caught(self, kind, *words):
        stick = self.registered(kind)
        failed = len(self.station.entries("release_failed"))
        done = self.station.sekisho(*self.release_words("1-3"), account="suzuki", status=1)
        self.assertTrue(stick.renewed, "it was not enumerated anew")
        for word in words:
            self.assertIn(word, done.err)
        self.assertIn("stays approved", done.err)
        self.assertEqual(failed + 1, len(self.station.entries("release_failed")))
        self.assertNotEqual(b"\x55\xaa", stick.image[510:512])
        self.assert_no_kernel_driver()

    def test_a_sound_one(self):
        self.approved()
        stick = self.registered(writable_stick.Writable)
        self.station.sekisho(*self.release_words("1-3"), account="suzuki")
        self.assertTrue(stick.renewed)
        release_test.Station.transfer = None  # It is over.
        entry = self.station.entries("release_done")[-1]
        self.assertEqual((3, 2), (entry["stick"]["sessions"], entry["stick"]["enumerated_anew"]))
        image = self.folder / "redirected"
        image.write_bytes(stick.image)
        self.assert_whole(image)
        self.assert_closed("1-3")

    def test_another_serial_number(self):
        self.assert_caught(writable_stick.OtherSerialWhenRenewed, "another stick came back", "途中で別のもの")
        self.assert_closed("1-3")

    def test_another_maker(self):
        self.assert_caught(writable_stick.OtherMakerWhenRenewed, "another stick came back")

    def test_another_product(self):
        self.assert_caught(writable_stick.OtherProductWhenRenewed, "another stick came back")

    def test_other_descriptors(self):
        self.assert_caught(writable_stick.OtherReleaseWhenRenewed, "another stick came back", "途中で別のもの")
        self.assert_closed("1-3")

    def test_a_keyboard(self):
        self.assert_caught(writable_stick.KeyboardWhenRenewed, "keyboard")
        self.assert_closed("1-3")

    def test_what_was_in_its_memory_only(self):
        self.assert_caught(writable_stick.ForgetsWhenRenewed, "larger than it is", "実際の容量")
        self.assert_closed("1-3")

    def test_one_that_says_nothing_more(self):
        self.assert_caught(writable_stick.SilentWhenRenewed, "did not come back")


if __name__ == "__main__":
    usb_station.main()
