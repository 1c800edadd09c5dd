# SPDX-License-Identifier: MIT
"""What the real worker says of files."""
import collections
import pathlib
import subprocess
import time

Told = collections.namedtuple("Told", "kind result covers signer issuer serial signed_at time detail")


class Bench:
    """A folder of trusted certificates, and files that are looked at as if at the time `now`."""

    def __init__(self, build, folder):
        self.build = build
        self.folder = pathlib.Path(folder)
        self.trust = self.folder / "trust"
        self.trust.mkdir()

    def trusts(self, name, *certificates):
        (self.trust / f"{name}.pem").write_bytes(b"".join(one.read_bytes() for one in certificates))

    def tell(self, content, kind, days=0):
        """A list of Told; a text where there was no answer."""
        path = self.folder / "file"
        path.write_bytes(content)
        done = subprocess.run(
            [f"{self.build}/tests/test-signature-probe", f"{self.build}/libexec", self.trust,
             str(int(time.time()) + days * 86400), path, kind],
            capture_output=True, text=True, check=True)
        lines = done.stdout.rstrip("\n").split("\n")
        return lines[0] if lines[0].startswith("no answer") else [Told(*line.split("\t")) for line in lines]
