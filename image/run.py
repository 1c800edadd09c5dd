# SPDX-License-Identifier: MIT
"""`./station image run`: the appliance in QEMU, with a sample stick in a port for input and an empty one in one for
output. What happens in there is gone afterwards, unless --keep says where it stays."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent.resolve()
sys.path.insert(0, str(HERE.parent / "tests/samples"))
import keys  # noqa: E402
import run_road  # noqa: E402
import variables  # noqa: E402

FIRMWARE = pathlib.Path("/usr/share/OVMF")
VNC = "127.0.0.1:0"
# Of machine.toml: the buses 1 and 2, then 3 and 4.
CONTROLLERS = ["-device", "qemu-xhci,id=xhci,p2=8,p3=8", "-device", "qemu-xhci,id=output,p2=2,p3=2"]


def accelerator():
    """KVM where the processor has it and we may use it; emulated, all is ten times slower."""
    flags = re.search(r"^flags\s*:.*\b(vmx|svm)\b", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    if flags and os.access("/dev/kvm", os.R_OK | os.W_OK):
        return ["-accel", "kvm", "-cpu", "host"]
    return ["-accel", "tcg,thread=multi", "-cpu", "max"]


def firmware(store):
    """That starts only what is signed, by the certificates among these variables."""
    return ["-global", "driver=cfi.pflash01,property=secure,value=on",
            "-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={FIRMWARE / 'OVMF_CODE_4M.secboot.fd'}",
            "-drive", f"if=pflash,format=raw,unit=1,file={store}"]


def write_variables(out, image):
    """With the certificates that the image was built with."""
    parts = image.with_name(image.name + ".parts")
    if not (parts / "db.cer").exists():
        raise SystemExit(f"image: {parts} has no certificates for the firmware; build the image again")
    out.write_bytes(variables.enrolled({name: (parts / f"{name}.cer").read_bytes() for name in keys.NAMES}))


def start_chip(folder, socket):
    """swtpm: a security chip (TPM 2.0) that remembers in this folder. Ends with the machine that it is given to."""
    folder.mkdir(exist_ok=True)
    chip = subprocess.Popen(["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={folder}", "--ctrl",
                             f"type=unixio,path={socket}", "--flags", "startup-clear", "--terminate"], stdin=subprocess.DEVNULL)
    while not socket.exists():
        if chip.poll() is not None:
            raise SystemExit("image: swtpm does not start")
        time.sleep(0.02)
    return chip


def chip_words(socket):
    """QEMU's."""
    return ["-chardev", f"socket,id=chip,path={socket}", "-tpmdev", "emulator,id=tpm,chardev=chip",
            "-device", "tpm-crb,tpmdev=tpm"]


def machine(disk, store, socket, sticks, display):
    """QEMU's words for the machine of machine.toml."""
    words = ["qemu-system-x86_64", *accelerator(), "-machine", "q35,smm=on", "-smp", "2", "-m", "2048", "-nodefaults",
             "-nic", "none", *display, "-device", "VGA,edid=on,xres=1280,yres=800",
             *firmware(store), *chip_words(socket),
             "-drive", f"file={disk},format=raw,if=none,id=disk", "-device", "virtio-blk-pci,drive=disk,bootindex=1",
             "-device", "virtio-rng-pci", *CONTROLLERS,
             "-device", "usb-tablet,bus=xhci.0,port=7", "-device", "usb-kbd,bus=xhci.0,port=8"]
    for bus, stick in zip(("xhci", "output"), sticks):
        words += ["-drive", f"file={stick},format=raw,if=none,id=stick-{bus}",
                  "-device", f"usb-storage,bus={bus}.0,port=1,drive=stick-{bus},removable=on,serial={bus}"]
    return words


def display():
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        shown = subprocess.run(["qemu-system-x86_64", "-display", "help"], capture_output=True, text=True)
        for kind in ("gtk", "sdl"):
            if kind in shown.stdout.split():
                return ["-display", kind]
    print(f"The screen is at vnc://{VNC.replace(':0', ':5900')}", flush=True)
    return ["-vnc", VNC]


def main():
    parser = argparse.ArgumentParser(prog="station image run")
    parser.add_argument("--image", type=pathlib.Path, required=True)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder where disk and sticks stay")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sekisho-image-") as work:
        folder = arguments.keep or pathlib.Path(work)
        folder.mkdir(parents=True, exist_ok=True)
        disk, enrolled = folder / "disk", folder / "variables"
        sticks = [folder / "stick-in", folder / "stick-out"]
        if not disk.exists():
            subprocess.run(["cp", "--sparse=always", arguments.image, disk], check=True)
            write_variables(enrolled, arguments.image)
            run_road.make_stick(sticks[0])
            with open(sticks[1], "wb") as stick:
                stick.truncate(256 << 20)
        socket = pathlib.Path(work) / "chip.sock"
        with start_chip(folder / "chip", socket) as chip:
            try:
                return subprocess.run(machine(disk, enrolled, socket, sticks, display())).returncode
            finally:
                chip.terminate()


if __name__ == "__main__":
    sys.exit(main())
