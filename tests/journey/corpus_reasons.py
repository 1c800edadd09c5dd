# SPDX-License-Identifier: MIT
"""What the collection of real files has that no policy of ours lets by."""

# Under clean/, and what may be refused all the same, with the reason that must then be given.
# Everything else there has to pass.
MAY_BE_REFUSED = {
    r"clean/archive/.*deflate64\.7z": "unsupported: a compression method",
    r"clean/otherimg/.*\.avif": "broken: a box beyond the end",  # Its first 185 bytes alone.
    r"clean/pdf/.*simple3\.pdf": "broken: no cross-reference position",
    r"clean/ppt/.*ecdl paris\.ppt": "unknown-type: ",  # PowerPoint 4.
}
