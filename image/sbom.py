# SPDX-License-Identifier: MIT
"""What the appliance is made of: Debian's packages with version and licences, as CycloneDX 1.5 JSON."""
import email.parser
import json
import re
import urllib.parse
import uuid


def packages(status):
    """Of dpkg's status file: [(package, version, source, source's version)]."""
    found = []
    for paragraph in status.strip().split("\n\n"):
        fields = email.parser.HeaderParser().parsestr(paragraph)
        if fields["Status"] != "install ok installed":
            continue
        source = re.fullmatch(r"(\S+)(?: \((\S+)\))?", fields["Source"] or fields["Package"])
        found.append((fields["Package"], fields["Version"], source[1], source[2] or fields["Version"]))
    return sorted(found)


def licences(copyright_text):
    """The short names in a machine-readable copyright file (DEP-5); none where it is free text."""
    if not copyright_text.lstrip().startswith("Format:"):
        return []
    return sorted(set(re.findall(r"^License: *(\S.*?)\s*$", copyright_text, re.M)))


def shown(name, version, source, source_version, names):
    at = urllib.parse.quote(version, safe="")
    one = {"type": "library", "bom-ref": f"{name}={version}", "name": name, "version": version,
           "purl": f"pkg:deb/debian/{name}@{at}?arch=amd64",
           "properties": [{"name": "debian:source", "value": f"{source}={source_version}"}]}
    if names:
        one["licenses"] = [{"license": {"name": name}} for name in names]
    return one


def packages_in(tree, lists):
    """The names of those of which a file is there. Others only helped to build it."""
    found = set()
    for line in lists.splitlines():
        package, _, path = line.partition(" ")
        path = re.sub(r"^(bin|sbin|lib|lib64)/", r"usr/\1/", path.lstrip("/"))
        # dpkg's "/lib" is a folder, and here a link to the one in /usr.
        if tree.is_file(path) and not path.startswith("usr/share/doc/"):
            found.add(package)
    return found


def bill(tree, status, lists, version):
    """`lists`: "PACKAGE /PATH" for each file that dpkg put somewhere."""
    components = []
    present = packages_in(tree, lists)
    for name, package_version, source, source_version in packages(status):
        if name not in present:
            continue
        path = f"usr/share/doc/{name}/copyright"
        where = tree.target(path)
        text = tree.read(where).decode(errors="replace") if tree.is_file(where) else ""
        components.append(shown(name, package_version, source, source_version, licences(text)))
    number = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([version, components]))
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{number}", "version": 1,
                       "metadata": {"component": {"type": "operating-system", "name": "sekisho", "version": version}},
                       "components": components}, indent=1, ensure_ascii=False) + "\n"
