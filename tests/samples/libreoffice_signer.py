#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has LibreOffice sign files in place: libreoffice_signer.py STORE FILE...

STORE is a folder with NSS's store of keys (certutil, pk12util); its first certificate signs. Needs Debian's own Python,
which knows LibreOffice's UNO."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.embed.ElementModes import READWRITE


def connected(address):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + 60
    while True:
        try:
            return resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def sign(context, file):
    def service(name, *words):
        return context.ServiceManager.createInstanceWithArgumentsAndContext(name, words, context)
    security = service("com.sun.star.xml.crypto.NSSInitializer").createSecurityContext("")
    certificate = security.getSecurityEnvironment().getPersonalCertificates()[0]
    stream = service("com.sun.star.ucb.SimpleFileAccess").openFileReadWrite(pathlib.Path(file).resolve().as_uri())
    form = PropertyValue()
    form.Name, form.Value = "StorageFormat", "ZipFormat"
    words = (stream, READWRITE, uno.Any("[]com.sun.star.beans.PropertyValue", (form,)))
    storage = uno.invoke(service("com.sun.star.embed.StorageFactory"), "createInstanceWithArguments", (words,))
    signer = service("com.sun.star.security.DocumentDigitalSignatures", "1.2", True)
    if not signer.signDocumentWithCertificate(certificate, storage, None):
        raise SystemExit(f"{file}: not signed")
    storage.commit()
    storage.dispose()
    stream.getOutputStream().closeOutput()


def main(store, files):
    with tempfile.TemporaryDirectory() as scratch:
        address = f"pipe,name=sekisho-signer-{os.getpid()}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{scratch}/profile", f"--accept={address};urp;"],
            env={**os.environ, "MOZILLA_CERTIFICATE_FOLDER": f"sql:{store}"}, stderr=subprocess.DEVNULL)
        try:
            context = connected(address)
            for file in files:
                sign(context, file)
            try:
                context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
            except Exception:  # It is gone before it can answer.
                pass
            office.wait(timeout=60)
        finally:
            office.kill()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
