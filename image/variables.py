# SPDX-License-Identifier: MIT
"""The variables of QEMU's firmware (OVMF) with certificates enrolled, as a person would in a real machine's set-up.

The store is EDK II's (MdeModulePkg/Include/Guid/VariableFormat.h), the lists are UEFI's (Secure Boot and Driver
Signing)."""
import pathlib
import struct
import uuid

EMPTY = pathlib.Path("/usr/share/OVMF/OVMF_VARS_4M.fd")
STORE = uuid.UUID("aaf32c78-947b-439a-a180-2e144ec37792")
GLOBAL = uuid.UUID("8be4df61-93ca-11d2-aa0d-00e098032b8c")
IMAGE_SECURITY = uuid.UUID("d719b2cb-3d3a-4596-a3bc-dad00e67656f")
X509 = uuid.UUID("a5c059a1-94e4-4aa7-87b5-ab155c2bf072")
OWNER = uuid.uuid5(uuid.NAMESPACE_OID, "sekisho keys")
# Kept, for boot and run time, changed by signed requests only.
ATTRIBUTES = 0x01 | 0x02 | 0x04 | 0x20
ADDED = 0x3F
TIME = struct.pack("<HBBBBBxIhBx", 2026, 1, 1, 0, 0, 0, 0, 0, 0)


def signature_list(certificate):
    size = 16 + len(certificate)
    return X509.bytes_le + struct.pack("<III", 28 + size, 0, size) + OWNER.bytes_le + certificate


def variable(name, vendor, data):
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<HBxIQ", 0x55AA, ADDED, ATTRIBUTES, 0) + TIME
    head += struct.pack("<III", 0, len(encoded), len(data)) + vendor.bytes_le
    whole = head + encoded + data
    return whole + b"\xff" * (-len(whole) % 4)


def enrolled(certificates):
    """Of "PK", "KEK" and "db", in DER. With a PK there, the firmware starts signed images only."""
    store = bytearray(EMPTY.read_bytes())
    at, = struct.unpack_from("<H", store, 0x30)  # The length of the volume's header.
    if store[at:at + 16] != STORE.bytes_le:
        raise SystemExit(f"image: {EMPTY} is of another kind")
    at += 28
    for name in ("db", "KEK", "PK"):
        vendor = IMAGE_SECURITY if name == "db" else GLOBAL
        entry = variable(name, vendor, signature_list(certificates[name]))
        if store[at:at + len(entry)].strip(b"\xff"):
            raise SystemExit(f"image: {EMPTY} is not empty")
        store[at:at + len(entry)] = entry
        at += len(entry)
    return bytes(store)
