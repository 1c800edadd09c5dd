# SPDX-License-Identifier: MIT
"""The keys of whoever builds appliances: their firmware starts nothing that these have not signed. They are made
once, stay with the builder and are no part of any image; the certificates are."""
import os
import pathlib
import subprocess

# Who owns the machine, who may change the list of what starts, and what starts.
NAMES = ("PK", "KEK", "db")
DAYS = 20 * 365  # Firmware does not look at it.


def default_folder():
    return pathlib.Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "sekisho-image-keys"


def prepare(folder):
    """Makes those that are missing; refuses to sign with what others can read, or could exchange."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o022 or folder.stat().st_uid != os.geteuid():
        raise SystemExit(f"image: {folder} must be a folder that nobody else can write to")
    for name in NAMES:
        key, certificate = folder / f"{name}.key", folder / f"{name}.crt"
        if not key.exists():
            words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", str(DAYS),
                     "-subj", f"/CN=Sekisho {name}", "-keyout", f"{key}.new", "-out", certificate]
            subprocess.run(words, check=True, stderr=subprocess.DEVNULL, umask=0o077)
            os.rename(f"{key}.new", key)
        if not key.is_file() or key.stat().st_mode & 0o077 or key.stat().st_uid != os.geteuid():
            raise SystemExit(f"image: {key} must be a file that nobody else can read")
    return folder


def certificate(folder, name):
    """In DER, as firmware takes it."""
    return subprocess.run(["openssl", "x509", "-in", folder / f"{name}.crt", "-outform", "DER"], check=True,
                          stdout=subprocess.PIPE).stdout


def sign(image, folder, epoch):
    """The same image under the same key is the same file: sbsign would write the time into it."""
    signed = image.with_name(image.name + ".signed")
    subprocess.run(["osslsigncode", "sign", "-h", "sha256", "-certs", folder / "db.crt", "-key", folder / "db.key",
                    "-st", str(epoch), "-in", image, "-out", signed], check=True, stdout=subprocess.DEVNULL)
    os.replace(signed, image)
