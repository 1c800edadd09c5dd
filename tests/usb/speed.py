# SPDX-License-Identifier: MIT
"""speed.py BUILD: how fast intake-usb reads a stick in the guest, against a bare libusb loop with the largest reads.

No test: prints MiB/s of both, taken in turn, and the ratio; for a stick that is as fast as QEMU, where every copy
of a byte is emulated, and for one as fast as a good stick on USB 2.0 and on USB 3.0."""
import pathlib
import statistics
import sys
import tempfile

import guest

MEBIBYTES = 64
SPEEDS = {"as fast as QEMU": 0, "USB 3.0, 110 MiB/s": 110, "USB 2.0, 35 MiB/s": 35}


def measure(machine, image, name, limit):
    node = machine.image(image)
    if limit:
        machine.monitor("object-add", **{"qom-type": "throttle-group", "id": f"limit-{limit}", "limits": {
            "bps-read": limit << 20}})
        node = machine.blockdev(**{"driver": "throttle", "throttle-group": f"limit-{limit}", "file": node})
    stick = machine.plug_storage(node)
    machine.wait_for_port("2-1")
    done = machine.run(f"/sekisho/tests/stick-probe speed 2-1 {MEBIBYTES}", 900)
    if done.status != 0:
        sys.exit(done.err)
    machine.unplug(stick)
    machine.wait_for_port("2-1", there=False)
    rounds = [tuple(float(word) for word in line.split()) for line in done.out.splitlines()]
    for bare, ours in rounds:
        print(f"{name}: bare loop {bare:6.1f} MiB/s   intake-usb {ours:6.1f} MiB/s   ratio {ours / bare:.2f}")
    print(f"{name}: median ratio {statistics.median(ours / bare for bare, ours in rounds):.2f}", flush=True)


def main(build):
    with tempfile.TemporaryDirectory() as folder:
        image = pathlib.Path(folder, "stick")
        with open(image, "wb") as file:
            for number in range(MEBIBYTES):
                file.write(number.to_bytes(4, "little") * (1 << 18))
        machine = guest.Guest(build)
        try:
            for name, limit in SPEEDS.items():
                measure(machine, str(image), name, limit)
        finally:
            machine.end()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
