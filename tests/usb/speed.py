# SPDX-License-Identifier: MIT
"""speed.py BUILD: how fast intake-usb reads a stick in the guest, against a bare libusb loop with the largest reads.

No test: prints MiB/s of both, taken in turn, and the ratio. The issue asks for 0.9."""
import pathlib
import statistics
import sys
import tempfile

import guest

MEBIBYTES = 128


def main(build):
    with tempfile.TemporaryDirectory() as folder:
        image = pathlib.Path(folder, "stick")
        with open(image, "wb") as file:
            for number in range(MEBIBYTES):
                file.write(number.to_bytes(4, "little") * (1 << 18))
        machine = guest.Guest(build)
        try:
            machine.plug_storage(str(image))
            machine.wait_for_port("2-1")
            done = machine.run(f"/sekisho/tests/stick-probe speed 2-1 {MEBIBYTES}", 600)
            if done.status != 0:
                sys.exit(done.err)
        finally:
            machine.end()
    rounds = [tuple(float(word) for word in line.split()) for line in done.out.splitlines()]
    for bare, ours in rounds:
        print(f"bare loop {bare:6.1f} MiB/s   intake-usb {ours:6.1f} MiB/s   ratio {ours / bare:.2f}")
    print(f"median ratio {statistics.median(ours / bare for bare, ours in rounds):.2f}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
