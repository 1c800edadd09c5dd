# SPDX-License-Identifier: MIT
"""Bytes in places of a package that no reader shows."""
import io
import re
import struct
import zipfile

MARK = "Pl4nted9"


def planted(documents, folder, files, chance, mark=None):
    """The package of `files`, with marks at random in gaps, comments, attributes and parts that nobody knows.

    documents: the module that made them; folder: "word"."""
    mark = mark or f"{MARK}{chance.randrange(10 ** 9)}"
    pieces = (f"<!--{mark}-->", f"<?m {mark}?>", f"<x:m>{mark}</x:m>", f'<x:m y="{mark}"/>')

    def rewrite(words):
        words = re.sub(r"(<[\w:]+)(?=[ >/])", lambda found: found[1] + (
            f' x:m="{mark}"' if chance.random() < 0.3 else ""), words)
        return re.sub(r"(?<=>)(?=<)", lambda _: chance.choice(pieces) if chance.random() < 0.3 else "", words)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            if name == "mimetype":  # Of OpenDocument: stored, and its header as short as can be.
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED)
                continue
            info = zipfile.ZipInfo(name, (2030, 1, 1, 0, 0, 0))
            info.extra = struct.pack("<HH", 0x7777, len(mark)) + mark.encode()
            info.comment = mark.encode()
            if documents.is_content(name) and content.startswith(documents.HEAD):
                head, root, body = re.match(r"(?s)(.*?\?>\n)(<[^>]*>)(.*)", content).groups()
                content = head + f"<!--{mark}-->" + root + rewrite(body) + f"<!--{mark}-->"
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
        archive.writestr(f"{folder}/unknown.xml", mark)
        archive.writestr(f"{mark}.bin", mark)
        archive.comment = mark.encode()
    return out.getvalue()
