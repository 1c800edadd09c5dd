# SPDX-License-Identifier: MIT
"""What the guest boots: an initramfs with the kernel's modules, and a read-only disk with our programs and the
libraries and data that they need. Nothing in it can mount a stick."""
import fcntl
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "image"))
import initramfs  # noqa: E402

BUSYBOX = "/bin/busybox"
# The host controller and the disk with our programs. Hubs are part of the first one's modules.
MODULES = ["xhci_pci", "virtio_pci", "virtio_blk", "squashfs"]
# Loaded on purpose where a test shows that the locks hold, and not that the drivers are missing.
CLASS_DRIVERS = ["usb_storage", "uas", "sd_mod", "sr_mod", "usbhid", "hid_generic", "evdev", "cdc_ether", "rndis_host",
                 "cdc_acm", "ftdi_sio", "snd_usb_audio", "vfat", "exfat", "ext4"]
# Opened by libraries while they work.
DATA = ["/usr/lib/x86_64-linux-gnu/gconv", "/usr/lib/locale/C.utf8", "/usr/share/misc/magic.mgc",
        "/usr/lib/file/magic.mgc", "/etc/fonts", "/usr/share/fontconfig", "/usr/share/poppler"]

INIT = """#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc p /proc; mount -t sysfs s /sys; mount -t devtmpfs d /dev
while read module; do
    case $module in
    usbcore.ko) insmod /modules/$module authorized_default=0 ;;
    *) insmod /modules/$module ;;
    esac || echo "no module $module" > /dev/console
done < /modules/order
for bus in /sys/bus/usb/devices/usb*; do echo 0 > $bus/interface_authorized_default; done
mount -t squashfs -o ro /dev/vda /disk || exec sh
mount -t tmpfs t /disk/tmp; mount -t tmpfs t /disk/guest
for place in proc sys dev; do mount --move /$place /disk/$place; done
exec switch_root /disk /bin/busybox sh /serve
"""

# What docs/usb.md has udev do: the gate's account gets the right to what is plugged into a port.
MDEV = """$DEVTYPE=usb_device 0:900 660 */give
$DEVTYPE=usb_interface 0:900 660 */give
"""
GIVE = """#!/bin/busybox sh
cd "/sys$DEVPATH" && [ -e authorized ] && chgrp 900 authorized && chmod 664 authorized
"""

SERVE = """export PATH=/bin:/sekisho/bin HOME=/guest LANG=C.UTF-8
mdev -d
for file in /sys/bus/usb/devices/*-0:1.0/*-port*/disable; do chgrp 900 $file; chmod 664 $file; done
for file in /dev/bus/usb/*/001; do chgrp 900 $file; chmod 660 $file; done
( stty -F /dev/ttyS2 raw -echo; while read -r line; do eval "$line"; done </dev/ttyS2 ) &
exec </dev/ttyS1 >/dev/ttyS1 2>&1
stty raw -echo
echo READY
while read -r line; do eval "$line"; done
"""


def make_initramfs(path, tree, extra_modules=()):
    files = {folder: (0o755, b"") for folder in ("bin/", "proc/", "sys/", "dev/", "disk/")}
    files["bin/busybox"] = (0o755, pathlib.Path(BUSYBOX).read_bytes())
    files["init"] = (0o755, INIT.encode())
    files.update(initramfs.files_of_modules(initramfs.module_files(tree, [*MODULES, *extra_modules])))
    initramfs.write_initramfs(path, files)


def programs_of(build):
    ours = [program for place in ("bin", "libexec") for program in sorted((build / place).iterdir())
            if program.is_file() and os.access(program, os.X_OK) and not program.name.startswith("fake-")]
    return ours + [one for one in (build / "tests" / name for name in ("stick-probe", "fill-probe", "libcheap-passwords.so"))
                   if one.exists()]


def libraries_of(programs):
    found = set()
    for program in programs:
        told = subprocess.run(["ldd", program], capture_output=True, text=True, check=False)
        found.update(re.findall(r"(/\S+) \(0x", told.stdout))
    return found


def copy(source, folder):
    target = folder / source.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.isdir(source):
        shutil.copytree(source, target, symlinks=False, ignore_dangling_symlinks=True)
    else:
        shutil.copy2(source, target)


def make_disk(path, build):
    folder = pathlib.Path(str(path) + ".tree")
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("bin", "proc", "sys", "dev", "tmp", "guest", "etc"):
        (folder / name).mkdir(parents=True)
    shutil.copy2(BUSYBOX, folder / "bin/busybox")
    for name in subprocess.run([BUSYBOX, "--list"], capture_output=True, text=True, check=True).stdout.split():
        if name != "busybox":
            (folder / "bin" / name).symlink_to("busybox")
    (folder / "serve").write_text(SERVE)
    (folder / "etc/passwd").write_text("root:x:0:0::/guest:/bin/sh\nsekisho-gate:x:900:900::/:/bin/false\n")
    (folder / "etc/group").write_text("root:x:0:\nsekisho-gate:x:900:\n")
    (folder / "etc/mdev.conf").write_text(MDEV)
    (folder / "give").write_text(GIVE)
    (folder / "give").chmod(0o755)
    programs = programs_of(build)
    for program in programs:
        target = folder / "sekisho" / program.parent.name / program.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(program, target)
    shutil.copytree(build / "share", folder / "sekisho/share")
    for source in [*libraries_of(programs), *filter(os.path.exists, DATA)]:
        copy(source, folder)
    subprocess.run(["mksquashfs", folder, path, "-noappend", "-quiet", "-no-progress", "-all-root", "-noI", "-noD",
                    "-noF", "-noX"], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder)


def made(build, folder):
    """The disk, made again whenever a program changed. For several tests at once."""
    folder.mkdir(parents=True, exist_ok=True)
    programs = programs_of(build)
    stamp = "\n".join(f"{one} {one.stat().st_size} {one.stat().st_mtime_ns}" for one in
                      [*programs, *sorted(pathlib.Path(__file__).parent.glob("guest_image.py"))])
    disk, noted = folder / "disk", folder / "disk.of"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not disk.exists() or not noted.exists() or noted.read_text() != stamp:
            fresh = folder / "disk.new"
            make_disk(fresh, build)
            fresh.rename(disk)  # A guest that still reads the old one keeps it.
            noted.write_text(stamp)
    return disk
