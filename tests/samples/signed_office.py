# SPDX-License-Identifier: MIT
"""Packages that somebody signed in XML: Office's (ECMA-376 part 2, clause 13) and OpenDocument's (ODF 1.3 part 2, clause 5).

What is signed is written in its canonical form at once, so no canonicalisation of anybody's is needed; `by_xmlsec1` has
that program do all of it instead."""
import base64
import hashlib
import pathlib
import re
import subprocess
import tempfile

from signing import elements, openssl, split

DSIG = "http://www.w3.org/2000/09/xmldsig#"
PLAIN = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SELECTION = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
ORIGIN_LINKS = "_xmlsignatures/_rels/origin.sigs.rels"
OPEN_SIGNATURES = "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0"
DIGESTS = {"sha1": DSIG + "sha1", "sha256": "http://www.w3.org/2001/04/xmlenc#sha256",
           "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384", "sha512": "http://www.w3.org/2001/04/xmlenc#sha512"}


def as_bytes(text):
    return text.encode() if isinstance(text, str) else text


def method(kind, md):
    place = DSIG if (kind, md) == ("rsa", "sha1") else "http://www.w3.org/2001/04/xmldsig-more#"
    return f"{place}{kind}-{md}"


def transforms(*all_of_them):
    inner = "".join(f'<Transform Algorithm="{one}">{content}</Transform>' for one, content in all_of_them)
    return f"<Transforms>{inner}</Transforms>" if inner else ""


def reference(uri, content, how="", md="sha256"):
    digest = base64.b64encode(hashlib.new(md, as_bytes(content)).digest()).decode()
    return (f'<Reference URI="{uri}">{how}<DigestMethod Algorithm="{DIGESTS[md]}"></DigestMethod>'
            f"<DigestValue>{digest}</DigestValue></Reference>")


def is_rsa(person):
    return b"rsaEncryption" in openssl("x509", "-in", person.certificate, "-noout", "-text")


def value_by(person, content, md):
    """As XML Signature has it: of an elliptic curve (P-256), r and s one behind the other."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content.encode())
        file.flush()
        value = openssl("dgst", f"-{md}", "-sign", person.key, file.name)
    if is_rsa(person):
        return value
    return b"".join(number[-32:].rjust(32, b"\0") for _, number in elements(split(value)[1]))


def signature(person, references, objects=(), md="sha256", form=PLAIN, certificates=None):
    """`objects`: (Id, content) in canonical form; each is referred to besides `references`."""
    kind = "rsa" if is_rsa(person) else "ecdsa"
    whole = [(identifier, f'<Object xmlns="{DSIG}" Id="{identifier}">{content}</Object>') for identifier, content in objects]
    references = "".join(reference(f"#{identifier}", text) for identifier, text in whole) + "".join(references)
    info = (f'<SignedInfo xmlns="{DSIG}"><CanonicalizationMethod Algorithm="{form}"></CanonicalizationMethod>'
            f'<SignatureMethod Algorithm="{method(kind, md)}"></SignatureMethod>{references}</SignedInfo>')
    value = base64.b64encode(value_by(person, info, md)).decode()
    told = "".join(f"<X509Certificate>{base64.b64encode(openssl('x509', '-in', one, '-outform', 'DER')).decode()}</X509Certificate>"
                   for one in certificates or [person.certificate])
    inner = info + f"<SignatureValue>{value}</SignatureValue><KeyInfo><X509Data>{told}</X509Data></KeyInfo>" + "".join(
        text for _, text in whole)
    return f'<Signature xmlns="{DSIG}">{inner.replace(f" xmlns={chr(34)}{DSIG}{chr(34)}", "")}</Signature>'


def type_of(files, name):
    types = files["[Content_Types].xml"]
    found = re.search(rf'PartName="/{re.escape(name)}" ContentType="([^"]*)"', types) or re.search(
        rf'Extension="{name.rsplit(".", 1)[-1]}" ContentType="([^"]*)"', types)
    return found[1]


def part_reference(files, name, md="sha256", between=""):
    """As Office has it; of relationships, all but those to the properties. `between`: what another has before them."""
    uri = f"/{name}?ContentType={type_of(files, name)}"
    if not name.endswith(".rels"):
        return reference(uri, files[name], md=md)
    all_of_them = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in re.findall(r"<Relationship (.*?)/>", files[name])]
    kept = sorted((one for one in all_of_them if "properties" not in one["Type"] and "digital-signature" not in one["Type"]),
                  key=lambda one: one["Id"])
    selected = "".join(f'<RelationshipReference xmlns="{PACKAGE}digital-signature" SourceId="{one["Id"]}"></RelationshipReference>'
                       for one in kept)
    content = f'<Relationships xmlns="{PACKAGE}relationships">{between}' + "".join(
        f'<Relationship Id="{one["Id"]}" Target="{one["Target"]}" TargetMode="{one.get("TargetMode", "Internal")}" '
        f'Type="{one["Type"]}"></Relationship>' for one in kept) + "</Relationships>"
    return reference(uri, content, transforms((SELECTION, selected), (PLAIN, "")), md)


def signature_link(target):
    return f'<Relationship Id="rId{target}" Type="{PACKAGE}relationships/digital-signature/signature" Target="{target}"/>'


def office(files, person, leave_out=(), time="2026-01-02T03:04:05Z", manifest=None, spoil=None, **options):
    """The parts of `files` and of a signature over them."""
    files = dict(files)
    if "_xmlsignatures/origin.sigs" not in files:
        files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
            "</Types>", '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/></Types>')
        files["_rels/.rels"] = files["_rels/.rels"].replace(
            "</Relationships>", f'<Relationship Id="rIdSign" Type="{PACKAGE}relationships/digital-signature/origin" '
            'Target="_xmlsignatures/origin.sigs"/></Relationships>')
        files["_xmlsignatures/origin.sigs"] = b""
        files[ORIGIN_LINKS] = f'<Relationships xmlns="{PACKAGE}relationships"></Relationships>'
    names = [name for name in files if name != "[Content_Types].xml" and not name.startswith(("_xmlsignatures/", "docProps/"))
             and name not in leave_out]
    listed = manifest if manifest is not None else "".join(part_reference(files, name) for name in names)
    properties = (f'<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature"><mdssi:SignatureTime '
                  f'xmlns:mdssi="{PACKAGE}digital-signature"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>{time}'
                  "</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties>")
    text = signature(person, [], [("idPackageObject", f"<Manifest>{listed}</Manifest>{properties}")], **options)
    number = sum(name.startswith("_xmlsignatures/sig") for name in files) + 1
    files[f"_xmlsignatures/sig{number}.xml"] = spoil(text) if spoil else text
    files[ORIGIN_LINKS] = files[ORIGIN_LINKS].replace("</Relationships>", signature_link(f"sig{number}.xml") + "</Relationships>")
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/_xmlsignatures/sig{number}.xml" ContentType="application/'
        'vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>')
    return files


def list_of(*signatures):
    return f'<document-signatures xmlns="{OPEN_SIGNATURES}">{"".join(signatures)}</document-signatures>'


def open_document(files, person, leave_out=(), references=None, spoil=None, **options):
    """`files` with their manifest, and a signature over each of them."""
    names = [name for name in files if name not in leave_out]
    listed = references if references is not None else [reference(name, files[name]) for name in names]
    date = ('<SignatureProperties><SignatureProperty Id="ID_1" Target="#ID_0"><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "2026-01-02T03:04:05</dc:date></SignatureProperty></SignatureProperties>")
    text = list_of(signature(person, listed, [("ID_2", date)], **options))
    return {**files, "META-INF/documentsignatures.xml": spoil(text) if spoil else text}


def by_xmlsec1(files, person):
    """Signed by another program throughout, as LibreOffice would have it: XML in its canonical form."""
    canonical = transforms((PLAIN, ""))
    references = "".join(reference(name, "", canonical if name.endswith(".xml") else "") for name in files)
    references = re.sub(r"<DigestValue>[^<]*", "<DigestValue>", references)
    template = (f'<document-signatures xmlns="{OPEN_SIGNATURES}"><Signature xmlns="{DSIG}"><SignedInfo><CanonicalizationMethod '
                f'Algorithm="{PLAIN}"/><SignatureMethod Algorithm="{method("ecdsa", "sha256")}"/>{references}</SignedInfo>'
                "<SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature></document-signatures>")
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in files.items():
            path = pathlib.Path(scratch, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(text))
        pathlib.Path(scratch, "template.xml").write_text(template, encoding="utf-8")
        done = subprocess.run(["xmlsec1", "--sign", "--privkey-pem", f"{person.key},{person.certificate}", "template.xml"],
                              cwd=scratch, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    return {**files, "META-INF/documentsignatures.xml": done.stdout}


def xmlsec1_accepts(files, root):
    """What that program says of the first signature of an OpenDocument package."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in files.items():
            path = pathlib.Path(scratch, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(text))
        done = subprocess.run(["xmlsec1", "--verify", "--trusted-pem", root, "--id-attr:Id", f"{DSIG}:Object",
                               "META-INF/documentsignatures.xml"], cwd=scratch, capture_output=True, text=True)
    return done.returncode == 0 and "OK" in done.stderr + done.stdout


def selected_by_xmlsec1(part, transform):
    """The digest of what that program's own relationship transform makes of a part."""
    wanted = re.sub(r'URI="[^"]*"', 'URI="part"', re.sub(r"<DigestValue>[^<]*", "<DigestValue>", transform))
    template = (f'<Signature xmlns="{DSIG}"><SignedInfo><CanonicalizationMethod Algorithm="{PLAIN}"/><SignatureMethod Algorithm="'
                f'{DSIG}hmac-sha1"/>{wanted}</SignedInfo><SignatureValue/></Signature>')
    with tempfile.TemporaryDirectory() as scratch:
        for name, content in {"part": part, "template": template, "key": "key"}.items():
            pathlib.Path(scratch, name).write_bytes(as_bytes(content))
        done = subprocess.run(["xmlsec1", "--sign", "--hmackey", "key", "template"], cwd=scratch, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return re.search(r"<DigestValue>([^<]*)", done.stdout)[1]
