# SPDX-License-Identifier: MIT
"""A machine in QEMU (TCG): Debian's kernel, our programs, ports to plug devices into, a shell to ask."""
import base64
import itertools
import json
import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
import typing

import guest_image
import kernel

QEMU = "qemu-system-x86_64"


class Done(typing.NamedTuple):
    status: int
    out: str
    err: str


def missing(build):
    """Why no guest can run here; empty if one can."""
    for program in (QEMU, "mksquashfs", "busybox", "/usr/sbin/modprobe"):
        if not shutil.which(program):
            return f"{program} is missing: sudo apt-get install qemu-system-x86 squashfs-tools busybox-static kmod"
    tried = subprocess.run([QEMU, "-accel", "tcg", "-machine", "none", "-display", "none", "-S", "-monitor", "stdio"],
                           input="quit\n", capture_output=True, text=True)
    return "" if tried.returncode == 0 else "QEMU does not run here: " + tried.stderr.strip()


class Monitor:
    """QMP, the QEMU Machine Protocol. A call waits for its answer; events of the meantime are kept."""

    def __init__(self, path, process):
        self.socket = connect(path, process, 60)
        self.file = self.socket.makefile("rw")
        self.events = []
        self.read()
        self("qmp_capabilities")

    def read(self):
        line = self.file.readline()
        if not line:
            raise EOFError("QEMU ended")
        return json.loads(line)

    def __call__(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            answer = self.read()
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
            self.events.append(answer)

    def wait_for(self, event, device):
        """Until QEMU says so of this device."""
        def is_it(one):
            return one.get("event") == event and one["data"].get("device") == device
        while not any(is_it(one) for one in self.events):
            self.events.append(self.read())
        self.events = [one for one in self.events if not is_it(one)]


def connect(path, process, seconds):
    until = time.monotonic() + seconds
    while True:
        one = socket.socket(socket.AF_UNIX)
        try:
            one.connect(path)
            one.settimeout(300)
            return one
        except OSError:
            one.close()
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.02)  # QEMU makes its sockets when it gets there; nothing tells when.


class Guest:
    """Boots when made; end() it in any case. Ports 1 to 8 of the one host controller: a device appears in the
    guest's sysfs as 2-N if it is a SuperSpeed one (usb-storage, usb-bot, usb-uas), else as 1-N."""

    def __init__(self, build, modules=(), memory=1024):
        build = pathlib.Path(build)
        tree = kernel.kernel_in(build.parent / "guest" / "kernel")
        if not tree:
            raise RuntimeError("no kernel for the guest: `./station test` fetches it")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sekisho-usb-"))
        self.process = None
        self.names = itertools.count(1)
        try:
            guest_image.make_initramfs(self.folder / "initramfs", tree, modules)
            self.boot(tree / "vmlinux", guest_image.made(build, build / "guest"), memory)
        except BaseException:
            self.end()
            raise

    def boot(self, vmlinux, disk, memory):
        # Beside other work the kernel's short look at its timer may find that it stands still.
        words = "console=ttyS0 quiet loglevel=5 panic=-1 no_timer_check"
        with open(self.folder / "qemu.log", "w") as log:
            self.process = subprocess.Popen(
                [QEMU, "-accel", "tcg,thread=multi", "-cpu", "max,-erms,-fsrm", "-smp", "2", "-m", str(memory), "-nodefaults",
                 "-display", "none", "-vga", "none", "-nic", "none", "-no-reboot", "-kernel", vmlinux,
                 "-initrd", self.folder / "initramfs", "-append", words,
                 "-drive", f"file={disk},format=raw,if=virtio,readonly=on", "-serial", f"file:{self.folder}/console",
                 "-chardev", f"socket,id=shell,path={self.folder}/shell,server=on,wait=off",
                 "-serial", "chardev:shell",
                 "-chardev", f"socket,id=beside,path={self.folder}/beside,server=on,wait=off", "-serial", "chardev:beside",
                 "-qmp", f"unix:{self.folder}/qmp,server=on,wait=off",
                 "-device", "qemu-xhci,id=xhci,p2=8,p3=8"], stdin=subprocess.DEVNULL, stderr=log)
        self.monitor = Monitor(f"{self.folder}/qmp", self.process)
        self.shell = connect(f"{self.folder}/shell", self.process, 60)
        self.beside = connect(f"{self.folder}/beside", self.process, 60)
        self.text = b""
        self.wait_for(rb"READY\n", 180)

    def end(self):
        if self.process:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def console(self):
        """What the guest's kernel said."""
        return (self.folder / "console").read_text(errors="replace")

    # The shell: one command after another.

    def receive(self, seconds):
        self.shell.settimeout(max(0.05, seconds))
        try:
            got = self.shell.recv(1 << 16)
        except socket.timeout:
            raise TimeoutError(f"the guest is silent: {self.text[-2000:]!r} {self.console()[-2000:]}") from None
        if not got:
            raise EOFError(self.console()[-2000:])
        self.text += got

    def wait_for(self, pattern, seconds):
        until = time.monotonic() + seconds
        while not (found := re.search(pattern, self.text)):
            self.receive(until - time.monotonic())
        self.text = self.text[found.end():]
        return found

    def take(self, count, seconds):
        until = time.monotonic() + seconds
        while len(self.text) < count:
            self.receive(until - time.monotonic())
        taken, self.text = self.text[:count], self.text[count:]
        return taken

    def start(self, command):
        """Begins a command of the shell; finish() gives its end. One at a time."""
        line = (f"( {command} ) >/guest/out 2>/guest/err </dev/null; "
                "echo \"END $? $(wc -c </guest/out) $(wc -c </guest/err)\"; cat /guest/out /guest/err\n")
        self.shell.settimeout(60)
        self.shell.sendall(line.encode())

    def finish_bytes(self, seconds=120):
        found = self.wait_for(rb"END (\d+) (\d+) (\d+)\n", seconds)
        status, out, err = (int(number) for number in found.groups())
        return status, self.take(out, seconds), self.take(err, seconds)

    def finish(self, seconds=120):
        status, out, err = self.finish_bytes(seconds)
        return Done(status, out.decode(errors="replace"), err.decode(errors="replace"))

    def run_beside(self, command):
        """While a command that start() began still runs: its output is lost, and it is not waited for."""
        self.beside.sendall(f"( {command} ) >/dev/null 2>&1 </dev/null\n".encode())

    def run(self, command, seconds=120):
        self.start(command)
        return self.finish(seconds)

    def hear(self, pattern, seconds=120):
        """Of a command that was begun by tell(): what it says up to and with this."""
        before = self.wait_for(b"(?sm)(.*?)" + pattern, seconds)
        return before[0].decode(errors="replace")

    def tell(self, command):
        """Begins a command whose words are heard while it runs. The next one waits for its end."""
        self.shell.settimeout(60)
        self.shell.sendall(f"{command} 2>&1 </dev/null\n".encode())

    def write_file(self, path, content):
        """A small one: it goes over a serial line."""
        content = content.encode() if isinstance(content, str) else content
        quoted = shlex.quote(path)
        self.run(f": > {quoted}")
        for start in range(0, len(content), 2400):
            part = base64.b64encode(content[start:start + 2400]).decode()
            done = self.run(f"echo {part} | base64 -d >> {quoted}")
            assert done.status == 0, done

    def read_file(self, path):
        self.start("cat " + shlex.quote(path))
        status, out, err = self.finish_bytes()
        if status != 0:
            raise FileNotFoundError(err.decode(errors="replace"))
        return out

    # Devices.

    def plug(self, driver, port=None, name=None, **properties):
        """QMP's device_add, with `_` for `-`. Gives the name for unplug()."""
        name = name or f"d{next(self.names)}"
        words = {key.replace("_", "-"): value for key, value in properties.items()}
        if port is not None:
            words.update(bus="xhci.0", port=str(port))
        self.monitor("device_add", driver=driver, id=name, **words)
        return name

    def plug_storage(self, image, port=1, name=None, read_only=False, **properties):
        """A stick with this image (a file of the host, or a node that blockdev() made) in it, at 2-PORT."""
        node = image if str(image).startswith("node") else self.image(image, read_only)
        return self.plug("usb-storage", port, name, drive=node, **properties)

    def plug_redirected(self, device, port):
        """A program of the host (redirected.py) as a device, at 1-PORT."""
        name = f"d{next(self.names)}"
        path = self.folder / name
        self.monitor("chardev-add", id=f"redirected-{name}", backend={"type": "socket", "data": {
            "server": True, "wait": False, "addr": {"type": "unix", "data": {"path": str(path)}}}})
        self.plug("usb-redir", port, name, chardev=f"redirected-{name}")
        device.connect(path)
        return name

    def blockdev(self, **arguments):
        """QMP's blockdev-add. Gives the name of the node."""
        node = f"node{next(self.names)}"
        self.monitor("blockdev-add", **{"node-name": node, **arguments})
        return node

    def bytes_read(self, name):
        """How much of the storage device of this name the guest has read so far."""
        return self.counted(name, "rd_bytes")

    def counted(self, name, *what):
        return sum(one["stats"][key] for one in self.monitor("query-blockstats") for key in what
                   if f"/{name}/" in one.get("qdev", "") + "/")

    def operations(self, name):
        """Of the storage device of this name: how often it was read or written so far."""
        return self.counted(name, "rd_operations", "wr_operations")

    def wait_for_bytes(self, name, count, seconds=60):
        """Until the guest has read so much of it. False if it does not come to that."""
        return self.wait_for_count(lambda: self.bytes_read(name), count, seconds)

    def wait_for_operations(self, name, count, seconds=60):
        return self.wait_for_count(lambda: self.operations(name), count, seconds)

    def wait_for_count(self, counted, count, seconds):
        until = time.monotonic() + seconds
        while counted() < count:
            if time.monotonic() > until or self.text:  # The command that reads is over.
                return False
            self.shell.settimeout(0.002)
            try:
                self.text += self.shell.recv(1 << 16)
            except socket.timeout:
                pass
        return True

    def image(self, path, read_only=False):
        return self.blockdev(**{"driver": "raw", "read-only": read_only, "file": {
            "driver": "file", "filename": str(path), "read-only": read_only, "locking": "off"}})

    def unplug(self, name):
        """As somebody who pulls it: whatever it does just now. Returns when the machine has it no more."""
        self.monitor("device_del", id=name)
        self.monitor.wait_for("DEVICE_DELETED", name)

    def wait_for_port(self, port, there=True, seconds=20):
        """Until the guest's kernel has something at "2-1", or nothing any more."""
        test = "[ -s" if there else "! [ -e"
        done = self.run(f"n=0; until {test} /sys/bus/usb/devices/{port}/descriptors ] || [ $n = {seconds * 50} ]; do "
                        f"usleep 20000; n=$((n + 1)); done; {test} /sys/bus/usb/devices/{port}/descriptors ]",
                        seconds + 30)
        assert done.status == 0, f"port {port}: {self.run('ls /sys/bus/usb/devices').out} {self.console()[-1500:]}"

    def wait_for_another(self, port, number, seconds=20):
        """Until the device there is not the one that had this number on the bus."""
        until = time.monotonic() + seconds
        while self.attribute(port, "devnum") in ("", number):
            assert time.monotonic() < until, f"nothing else at {port}: {self.console()[-1500:]}"
            time.sleep(0.02)

    def attribute(self, port, name):
        return self.run(f"cat /sys/bus/usb/devices/{port}/{name}").out.strip()

    def bound_drivers(self):
        """{interface: kernel driver}, without the controller's own hubs."""
        told = self.run("cd /sys/bus/usb/devices; for one in *:*; do [ -e $one/driver ] && "
                        "echo $one $(basename $(readlink $one/driver)); done; true").out
        return {interface: driver for interface, driver in (line.split() for line in told.splitlines())
                if not re.fullmatch(r"\d+-0:1\.0", interface)}

    def kernel_devices(self):
        """What a kernel driver makes of a device: disks, keyboards, network cards, sound cards, serial lines."""
        told = self.run("ls -d /sys/block/sd* /sys/block/sr* /sys/class/input/* /sys/class/net/* /sys/class/sound/* "
                        "/sys/class/tty/ttyUSB* /sys/class/tty/ttyACM* 2>/dev/null; true").out
        return set(told.split())
