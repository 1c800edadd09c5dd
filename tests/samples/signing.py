# SPDX-License-Identifier: MIT
"""People who sign, and who vouches for them: certificates and CMS by the openssl program."""
import datetime
import pathlib
import subprocess

CONFIGURATION = """
[ca]
default_ca = here
[here]
database = {folder}/index.txt
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
unique_subject = no
[any]
countryName = optional
organizationName = optional
commonName = optional
emailAddress = optional
[req]
distinguished_name = name
string_mask = utf8only
utf8 = yes
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[person]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
[server]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
[stamper]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = stamps
[stamps]
serial = {folder}/stamp-serial
default_policy = 1.2.3.4
digests = sha256, sha1
signer_digest = sha256
ess_cert_id_alg = sha256
"""


def openssl(*words, put=None):
    done = subprocess.run(["openssl", *map(str, words)], input=put, capture_output=True)
    assert done.returncode == 0, (words, done.stderr.decode())
    return done.stdout


class Person:
    def __init__(self, key, certificate):
        self.key = key
        self.certificate = certificate


class Authority:
    """A root of its own, in a folder of its own."""

    def __init__(self, folder, name="試験ルート"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.configuration = self.folder / "openssl.cnf"
        self.configuration.write_text(CONFIGURATION.format(folder=self.folder), encoding="utf-8")
        (self.folder / "index.txt").write_text("")
        for serial in ("serial", "stamp-serial"):
            (self.folder / serial).write_text("1000\n")
        self.root = self.folder / "root.pem"
        self.root_key = self._key("root", "P-256")
        openssl("req", "-x509", "-new", "-key", self.root_key, "-subj", f"/CN={name}", "-utf8", "-days", 3650,
                "-extensions", "root", "-config", self.configuration, "-out", self.root)

    def _key(self, name, kind):
        path = self.folder / f"{name}.key"
        form = ["RSA", "-pkeyopt", f"rsa_keygen_bits:{kind}"] if kind.isdigit() else [
            "EC", "-pkeyopt", f"ec_paramgen_curve:{kind}"]
        openssl("genpkey", "-algorithm", *form, "-out", path)
        return path

    def person(self, name, subject="/C=JP/O=浄水場/CN=山田太郎", use="person", key="P-256", days=(-10, 3000), md="sha256",
               hours=None, own_key=None, extensions=None):
        """`days`: from when to when, counted from today; `hours`: likewise, instead. `extensions`: besides a person's."""
        if extensions:
            use = name
            lines = {"basicConstraints": "CA:FALSE", "keyUsage": "critical, digitalSignature, nonRepudiation"} | extensions
            with self.configuration.open("a", encoding="utf-8") as configuration:
                configuration.write(f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items()))
        key_file = own_key or self._key(name, key)
        request, certificate = self.folder / f"{name}.csr", self.folder / f"{name}.pem"
        openssl("req", "-new", "-key", key_file, "-subj", subject, "-utf8", "-config", self.configuration, "-out", request)
        now = datetime.datetime.now(datetime.timezone.utc)
        unit = "hours" if hours else "days"
        start, end = ((now + datetime.timedelta(**{unit: one})).strftime("%Y%m%d%H%M%SZ") for one in hours or days)
        openssl("ca", "-batch", "-config", self.configuration, "-cert", self.root, "-keyfile", self.root_key, "-in", request,
                "-startdate", start, "-enddate", end, "-extensions", use, "-md", md, "-notext", "-utf8", "-out", certificate)
        return Person(key_file, certificate)

    def self_signed(self, name, subject="/CN=山田太郎"):
        key_file, certificate = self._key(name, "P-256"), self.folder / f"{name}.pem"
        openssl("req", "-x509", "-new", "-key", key_file, "-subj", subject, "-utf8", "-days", 3650,
                "-extensions", "person", "-config", self.configuration, "-out", certificate)
        return Person(key_file, certificate)

    def sign(self, person, content, *options, md="sha256"):
        """Detached CMS, in DER."""
        return openssl("cms", "-sign", "-binary", "-signer", person.certificate, "-inkey", person.key, "-md", md,
                       "-outform", "DER", *options, put=content)

    def stamp(self, stamper, content, md="sha256"):
        """A timestamp token over `content`."""
        query, data = self.folder / "stamp.tsq", self.folder / "stamp.in"
        data.write_bytes(content)
        openssl("ts", "-query", "-data", data, f"-{md}", "-cert", "-out", query)
        return openssl("ts", "-reply", "-config", self.configuration, "-queryfile", query, "-signer", stamper.certificate,
                       "-inkey", stamper.key, "-token_out")


def split(der):
    """(tag, content, rest) of the first element."""
    length, at = der[1], 2
    if length & 0x80:
        at = 2 + (length & 0x7F)
        length = int.from_bytes(der[2:at], "big")
    return der[0], der[at:at + length], der[at + length:]


def element(tag, content):
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def elements(content):
    while content:
        tag, inner, content = split(content)
        yield tag, inner


def last_rewritten(content, change):
    """The same elements, with the content of the last one changed."""
    *others, (tag, last) = elements(content)
    return b"".join(element(*one) for one in others) + element(tag, change(last))


def value_of(cms):
    """The signature's own value, which a timestamp is over."""
    inner = list(elements(split(cms)[1]))[1][1]
    signer = list(elements(list(elements(split(inner)[1]))[-1][1]))[0][1]
    return [content for tag, content in elements(signer) if tag == 0x04][-1]


def with_signer(cms, change):
    """`cms` with what `change` makes of its only signer."""
    in_set = lambda signers: last_rewritten(signers, change)
    in_signed_data = lambda data: last_rewritten(data, in_set)
    in_explicit = lambda explicit: last_rewritten(explicit, in_signed_data)
    tag, content, rest = split(cms)
    assert rest == b""
    return element(tag, last_rewritten(content, in_explicit))


def with_stamp(cms, token):
    """`cms` with a timestamp among what is not signed (RFC 3161, appendix A)."""
    kind = bytes.fromhex("060b2a864886f70d010910020e")
    attribute = element(0x30, kind + element(0x31, token))
    return with_signer(cms, lambda signer: signer + element(0xA1, attribute))


CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = (bytes.fromhex("06092a864886f70d0109" + end) for end in ("03", "04", "05"))


def with_attributes(cms, person, change):
    """`cms` signed anew, with what `change` makes of the list of its signed attributes."""
    def again(signer):
        parts = list(elements(signer))
        at = [tag for tag, _ in parts].index(0xA0)
        attributes = b"".join(sorted(element(0x30, one) for one in change([inner for _, inner in elements(parts[at][1])])))
        value = openssl("dgst", "-sha256", "-sign", person.key, put=element(0x31, attributes))
        parts[at], parts[at + 2] = (0xA0, attributes), (0x04, value)
        return b"".join(element(*one) for one in parts)
    return with_signer(cms, again)
