#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has LibreOffice write a file anew under a password, in the same format: libreoffice_locker.py PASSWORD FILTER IN OUT

Needs Debian's own Python, which knows LibreOffice's UNO."""
import os
import pathlib
import subprocess
import sys
import tempfile

import uno  # noqa: F401: what stands below comes by it.
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException
from libreoffice_signer import connected


def values(**words):
    made = []
    for name, value in words.items():
        made.append(PropertyValue())
        made[-1].Name, made[-1].Value = name, value
    return tuple(made)


def main(password, form, source, target):
    with tempfile.TemporaryDirectory() as scratch:
        address = f"pipe,name=sekisho-locker-{os.getpid()}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{scratch}/profile", f"--accept={address};urp;"],
            stderr=subprocess.DEVNULL)
        try:
            context = connected(address)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            document = desktop.loadComponentFromURL(pathlib.Path(source).resolve().as_uri(), "_blank", 0, values(Hidden=True))
            document.storeToURL(pathlib.Path(target).resolve().as_uri(), values(FilterName=form, Password=password))
            document.close(True)
            try:
                desktop.terminate()
            except DisposedException:
                pass  # It went while it answered.
        finally:
            office.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
