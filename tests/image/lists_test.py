# SPDX-License-Identifier: MIT
"""What the appliance is made from, looked at without building it: what a machine's description may say, and how
systemd judges the units."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

IMAGE = pathlib.Path(__file__).parents[2] / "image"
sys.path.insert(0, str(IMAGE))
import machine  # noqa: E402

UNITS = IMAGE / "files/etc/systemd/system"
# As systemd-analyze counts: ten times what it shows.
MOST_EXPOSED = {"sekishod.service": 20, "sekisho-kiosk.service": 30}
ONCE_AT_START = {"sekisho-data.service", "sekisho-lock.service"}  # Ended before anybody can say anything to them.


class Machines(unittest.TestCase):
    def read(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write(text)
            file.flush()
            return machine.read(pathlib.Path(file.name))

    def test_the_ports_become_rules(self):
        rules = machine.rules(["1-1"], ["2-2"], [("1-7", "0627:0001")])
        self.assertIn('KERNEL=="usb*", ATTR{interface_authorized_default}="0"', rules)
        self.assertIn('KERNEL=="1-7", ATTR{idVendor}=="0627", ATTR{idProduct}=="0001", ATTR{authorized}="1"', rules)
        self.assertIn('ATTR{bInterfaceClass}=="03"', rules)
        for port in ("1-1", "2-2"):
            self.assertIn(f'KERNEL=="{port}|{port}:*", RUN+="/usr/bin/chgrp sekisho /sys%p/authorized"', rules)
        self.assertNotIn('KERNEL=="1-7|', rules)

    def test_no_word_of_it_becomes_more_than_a_port(self):
        for port in ('1-1", RUN+="/usr/bin/chmod', "usb1", "1-*", "1", "", "1-1:1.0"):
            with self.subTest(port), self.assertRaises(SystemExit):
                self.read(f"[ports]\ninput = ['{port}']\noutput = []\n")

    def test_a_port_for_media_lets_no_keyboard_in(self):
        with self.assertRaises(SystemExit):
            self.read('[ports]\ninput = ["1-1"]\noutput = []\n[[built_in]]\nport = "1-1"\ndevice = "0627:0001"\n')

    def test_the_policy_cannot_name_other_ports(self):
        with self.assertRaises(SystemExit):
            machine.policy('[usb]\ninput_ports = ["1-5"]\n', ["1-1"], [])


class Units(unittest.TestCase):
    def test_every_service_is_judged(self):
        self.assertEqual({path.name for path in UNITS.glob("*.service")}, set(MOST_EXPOSED) | ONCE_AT_START)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is missing")
    def test_systemd_finds_none_too_exposed(self):
        for name, most in MOST_EXPOSED.items():
            judged = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--threshold={most}", UNITS / name],
                                    capture_output=True, text=True)
            told = [line for line in judged.stdout.splitlines() if "Overall" in line]
            print(*told, file=sys.stderr)
            self.assertEqual(0, judged.returncode, (name, told, judged.stderr))


if __name__ == "__main__":
    unittest.main(verbosity=2)
