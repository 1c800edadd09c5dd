# SPDX-License-Identifier: MIT
"""The station in the guest, for scenarios: `class Sticks(UsbTest)` and, at the end, `main()`.

usb_station.py BUILD NAME... runs NAME_test.py of each name, in that order, in one guest."""
import json
import os
import pathlib
import shlex
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "samples"))
import guest  # noqa: E402
import media  # noqa: E402

PORTS = [f"{bus}-{port}" for bus in (1, 2) for port in (1, 2, 3)]
SKIPPED = 77
STATE = "/guest/state"


class Station:
    """sekishod in the guest, ready to be asked; the sample people of the journeys, with their passwords."""

    def __init__(self, machine, policy="", output=()):
        self.guest = machine
        self.has_people = False
        own = machine.read_file("/sekisho/share/bench.policy.toml").decode()
        ports = f"\n[usb]\ninput_ports = {json.dumps([port for port in PORTS if port not in output])}\n"
        if output:
            ports += f"output_ports = {json.dumps(list(output))}\n"
        machine.write_file("/guest/policy.toml", own + policy + ports)
        machine.write_file("/guest/password", "correct horse 7 battery\n")
        self.start_broker()

    def start_broker(self):
        done = self.guest.run("rm -f /guest/sekishod.log; LD_PRELOAD=/sekisho/tests/libcheap-passwords.so "
                              f"/sekisho/libexec/sekishod --state {STATE} --share /sekisho/share "
                              "--policy /guest/policy.toml 2>/guest/sekishod.log & n=0; "
                              "until [ -s /guest/sekishod.log ] || [ $n = 900 ]; do usleep 100000; n=$((n + 1)); done; "
                              "cat /guest/sekishod.log", 120)
        assert done.out == "sekishod: ready\n", done

    def words(self, *words, account=None):
        who = ["--account", account, "--password-file", "/guest/password"] if account else []
        return shlex.join(["sekisho", *words, *who, "--state", STATE])

    def start(self, *words, account=None):
        """Like sekisho(), but does not wait: guest.finish() does."""
        self.guest.start(self.words(*words, account=account))

    def sekisho(self, *words, status=0, account=None):
        """`sekisho` with these words. `status`: what it must end with, or several; None: anything."""
        done = self.guest.run(self.words(*words, account=account), 300)
        statuses = [status] if isinstance(status, int) else status
        assert statuses is None or done.status in statuses, f"{words}: {done}"
        return done

    def add_people(self):
        """admin, sato (submitter), suzuki (approver), kato (auditor). Once."""
        if self.has_people:
            return
        self.has_people = True
        word = ["--new-password-file", "/guest/password"]
        self.sekisho("account", "add", "admin", "--role", "administrator", "--person", "Tanaka", *word)
        for name, role, person in (("sato", "submitter", "Sato"), ("suzuki", "approver", "Suzuki"),
                                   ("kato", "auditor", "Kato")):
            self.sekisho("account", "add", name, "--role", role, "--person", person, *word, account="admin")

    def sanitize(self, medium, out="/guest/carried", status=(0, 1)):
        """The report of a medium carried into a fresh folder."""
        self.guest.run(f"rm -rf {out} {out}.json")
        self.sekisho("sanitize", medium, "--out", out, "--json", out + ".json", status=status)
        return json.loads(self.guest.read_file(out + ".json"))

    def ledger(self, *words):
        return json.loads(self.sekisho("ledger", "show", *words, "--json", "-").out)

    def entries(self, kind):
        """All of one type, the newest last."""
        return self.ledger("all", "--kind", kind)

    def end_of_ledger(self):
        """The number that the next entry will have."""
        return self.ledger("--limit", "1")[0]["seq"] + 1

    def entries_from(self, begin):
        """All whose number is `begin` or more; a few, for they come over a serial line."""
        few = 40
        told = self.ledger("--limit", str(few))
        assert len(told) < few or told[0]["seq"] <= begin, f"more than {few} entries"
        return [entry for entry in told if entry["seq"] >= begin]


class UsbTest(unittest.TestCase):
    """One guest for all scenarios that need the same one; each begins and ends with empty ports."""
    maxDiff = None
    build = None
    guests = {}  # By modules and policy: guest, station, and the devices that it has without us.
    modules = ()  # Of the kernel, beyond those that it needs itself.
    policy = ""  # Beyond bench.policy.toml.
    output = ()  # Ports that are for output.

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="sekisho-sticks-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        wanted = (tuple(cls.modules), cls.policy, tuple(cls.output))
        if wanted not in UsbTest.guests:
            machine = guest.Guest(cls.build, cls.modules)
            UsbTest.guests[wanted] = (machine, None, None)  # To be ended, whatever happens now.
            own = machine.kernel_devices()
            UsbTest.guests[wanted] = (machine, Station(machine, cls.policy, cls.output), own)
        cls.guest, cls.station, cls.own_devices = UsbTest.guests[wanted]

    def setUp(self):
        self.plugged = []

    def tearDown(self):
        for name, port in reversed(self.plugged):
            self.unplug(name, port)

    def insert(self, image, port=1, **properties):
        """A stick at 2-PORT, as plug_storage() says. Gives its name and "usb:2-PORT"."""
        name = self.guest.plug_storage(image, port, **properties)
        self.plugged.append((name, f"2-{port}"))
        self.guest.wait_for_port(f"2-{port}")
        return name, f"usb:2-{port}"

    def attach(self, driver, port=1, at=None, **properties):
        """Any device of QEMU's, at 1-PORT unless `at` says where the guest will have it. Gives its name."""
        at = at or f"1-{port}"
        name = self.guest.plug(driver, port, **properties)
        self.plugged.append((name, at))
        self.guest.wait_for_port(at)
        return name

    def unplug(self, name, at):
        self.guest.unplug(name)
        self.guest.wait_for_port(at, there=False)
        self.plugged = [one for one in self.plugged if one != (name, at)]

    def assert_no_kernel_driver(self):
        """Nothing behind a port belongs to a kernel driver, and none made anything of it. Hubs excepted."""
        self.assertEqual({}, {at: driver for at, driver in self.guest.bound_drivers().items()
                              if driver not in ("hub", "usbfs")})
        self.assertEqual(self.own_devices, self.guest.kernel_devices())

    def assert_closed(self, port):
        """The device in it may do nothing: as before it was looked at."""
        self.assertEqual("0", self.guest.attribute(port, "authorized"))


def stick_image(path, files, file_system="fat32", size=64 << 20, label="STICK"):
    """An image of a stick without a partition table; files: name -> bytes."""
    path = str(path)
    with tempfile.TemporaryDirectory() as tree:
        for name, content in files.items():
            place = os.path.join(tree, name)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(content)
        makers = {"fat32": lambda: media.fat(path, 32, tree, size, label), "exfat": lambda: media.exfat(path, tree, size),
                  "ntfs": lambda: media.ntfs(path, tree, size), "ext4": lambda: media.ext(path, "ext4", tree, size, None)}
        makers[file_system]()
    return path


def main(names=()):
    """SCRIPT BUILD: runs the tests of that script against the programs in BUILD."""
    UsbTest.build = pathlib.Path(sys.argv.pop(1)).resolve()
    if reason := guest.missing(UsbTest.build):
        print(f"No guest, so real USB is not tested: {reason}", file=sys.stderr)
        sys.exit(SKIPPED)
    try:
        unittest.main(module=None if names else "__main__", verbosity=2,
                      argv=[sys.argv[0], *sys.argv[1:], *[name + "_test" for name in names]])
    finally:
        for machine, _, _ in UsbTest.guests.values():
            machine.end()


if __name__ == "__main__":
    sys.modules["usb_station"] = sys.modules["__main__"]
    words, sys.argv[2:] = sys.argv[2:], []
    main(words)
