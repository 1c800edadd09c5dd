# SPDX-License-Identifier: MIT
"""What a machine's description (machine.toml) becomes: the rules of its USB ports and the policy's list of them."""
import json
import re
import tomllib

PORT = re.compile(r"([1-9]\d?)-([1-9]\d?(?:\.[1-9]\d?){0,5})")
DEVICE = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})")
GROUP = "sekisho"


def read(path):
    """Each word checked: rules are made of them."""
    told = tomllib.loads(path.read_text())
    ports = told["ports"]
    built_in = [(one["port"], one["device"]) for one in told.get("built_in", [])]
    for port in [*ports["input"], *ports["output"], *(port for port, _ in built_in)]:
        if not PORT.fullmatch(port):
            raise SystemExit(f"{path.name}: {port} is no port")
    for _, device in built_in:
        if not DEVICE.fullmatch(device):
            raise SystemExit(f"{path.name}: {device} is no device")
    if {port for port, _ in built_in} & {*ports["input"], *ports["output"]}:
        raise SystemExit(f"{path.name}: a port of the station's own keyboard cannot be one for media")
    return ports["input"], ports["output"], built_in


def rules(inputs, outputs, built_in):
    """udev's. Every device begins unauthorized; the broker's account may change that in ports for media alone."""
    device = 'ACTION=="add", SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device"'
    lines = ["# Made from the machine's description.",
             f'{device}, KERNEL=="usb*", ATTR{{interface_authorized_default}}="0"']
    for port, identity in built_in:
        vendor, product = DEVICE.fullmatch(identity).groups()
        lines += [f'{device}, KERNEL=="{port}", ATTR{{idVendor}}=="{vendor}", ATTR{{idProduct}}=="{product}", '
                  'ATTR{authorized}="1"',
                  # Only human interface devices: nothing else of it is let in.
                  f'ACTION=="add", SUBSYSTEM=="usb", ENV{{DEVTYPE}}=="usb_interface", KERNEL=="{port}:*", '
                  f'ATTR{{bInterfaceClass}}=="03", ATTR{{authorized}}="1", '
                  'ATTR{[drivers/usb:usbhid]bind}="%k"']
    for port in [*inputs, *outputs]:
        bus, path = PORT.fullmatch(port).groups()
        lines += [f'{device}, KERNEL=="{port}", GROUP="{GROUP}", MODE="0660"',
                  f'ACTION=="add", SUBSYSTEM=="usb", KERNEL=="{port}|{port}:*", '
                  f'RUN+="/usr/bin/chgrp {GROUP} /sys%p/authorized", RUN+="/usr/bin/chmod g+w /sys%p/authorized"']
        if "." not in path:  # In a hub of the machine's own it cannot be switched off.
            switch = f"/sys%p/usb{bus}-port{path}/disable"
            lines += [f'ACTION=="add|bind", SUBSYSTEM=="usb", DRIVER=="hub", KERNEL=="{bus}-0:1.0", '
                      f'RUN+="/usr/bin/chgrp {GROUP} {switch}", RUN+="/usr/bin/chmod g+w {switch}"']
    for bus in sorted({PORT.fullmatch(port)[1] for port in [*inputs, *outputs]}):
        lines.append(f'{device}, KERNEL=="usb{bus}", GROUP="{GROUP}", MODE="0660"')
    return "\n".join(lines) + "\n"


def policy(text, inputs, outputs):
    if re.search(r"^\s*\[usb\]", text, re.M):
        raise SystemExit("image: the policy must leave [usb] to the machine's description")
    return f"{text}\n[usb]\ninput_ports = {json.dumps(inputs)}\noutput_ports = {json.dumps(outputs)}\n"


def files(path, policy_text):
    """For the tree: name -> text."""
    inputs, outputs, built_in = read(path)
    return {"etc/udev/rules.d/70-sekisho-ports.rules": rules(inputs, outputs, built_in),
            "etc/sekisho/policy.toml": policy(policy_text, inputs, outputs)}
