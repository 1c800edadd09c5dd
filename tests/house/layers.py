# SPDX-License-Identifier: MIT
"""Who may include whom (section 2 of the design), and which library may be used where."""
import posixpath
import re

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')

CORE = ("kiosk/core/",)

# Longest prefix wins. A folder may always include itself and what lies in it; "folder/*" is what
# lies directly in it.
MAY_INCLUDE = {
    "kiosk/core/base/": (),
    "kiosk/core/wire/": ("kiosk/core/base/",),
    "kiosk/core/sandbox/": ("kiosk/core/base/",),
    "kiosk/core/qr/": ("kiosk/core/base/",),
    "kiosk/core/worker/": ("kiosk/core/base/", "kiosk/core/wire/", "kiosk/core/sandbox/"),
    "policy/": ("kiosk/core/base/",),
    "scanners/": CORE + ("policy/facts/",),
    "sanitizer/": CORE + ("policy/facts/",),
    "kiosk/intake/": CORE + ("policy/facts/",),
    # Reads descriptors and admits sticks by the pure half of the worker that will hold them.
    "kiosk/intake/gate/": CORE + ("policy/facts/", "kiosk/intake/*", "kiosk/intake/usb/admission.h",
                                  "kiosk/intake/usb/descriptors.h", "kiosk/intake/usb/disk.h"),
    "kiosk/token/": CORE,
    "kiosk/quarantine/": CORE + ("policy/facts/",),
    "kiosk/people/": CORE + ("policy/",),
    "kiosk/ledger/": CORE + ("policy/",),
    "kiosk/audit/": CORE + ("policy/", "kiosk/ledger/"),
    "kiosk/release/": CORE + ("policy/", "kiosk/ledger/"),
    # Another process: it speaks to an output stick, and knows neither ledger nor key.
    "kiosk/release/usb/": CORE + ("kiosk/intake/usb/",),
    "kiosk/broker/": CORE + ("policy/", "kiosk/quarantine/", "kiosk/people/", "kiosk/intake/*",
                             "kiosk/intake/folder/", "kiosk/intake/gate/", "kiosk/ledger/", "kiosk/release/",
                             "kiosk/audit/"),
    "kiosk/cli/": CORE + ("policy/", "kiosk/people/", "kiosk/ledger/", "kiosk/release/", "kiosk/broker/api/"),
    "image/": ("kiosk/core/base/", "kiosk/core/wire/"),
    "kiosk/ui/": CORE + ("policy/", "kiosk/people/", "kiosk/broker/api/", "kiosk/cli/"),
}

# Pure code that several workers share. It holds no library, and knows no worker.
SHARED = {
    "scanners/": ("scanners/seen/", "sanitizer/unpack/zip_structure/", "sanitizer/unpack/compound_file/",
                  "sanitizer/decode/charset/", "sanitizer/decode/pixels/"),
    "sanitizer/": ("scanners/seen/", "sanitizer/unpack/zip_structure/", "sanitizer/unpack/compound_file/",
                   "sanitizer/decode/charset/",
                   "sanitizer/decode/pixels/", "sanitizer/unlock/serve/", "sanitizer/rebuild/parts/",
                   "sanitizer/verify/parts/"),
    "kiosk/intake/": ("kiosk/intake/*", "kiosk/intake/blocks/"),
}

# Header, library, the folders that may use it.
LIBRARIES = [
    (r"Q[A-Z]\w*|Qt\w+/.*", "Qt", ("kiosk/ui/", "tests/ui/")),
    (r"sqlite3\.h", "SQLite", ("kiosk/ledger/",)),
    (r"qrencode\.h", "libqrencode", ("kiosk/core/qr/",)),
    (r"libpq-fe\.h|postgresql/.*", "libpq", ("kiosk/ledger/",)),
    (r"toml\+\+/.*|toml\.hpp", "toml++", ("policy/language/",)),
    (r"uni(norm|case|str|ctype)\.h", "unistring", ("policy/names/",)),
    (r"libusb.*\.h|libusb-1\.0/.*", "libusb", ("kiosk/intake/usb/",)),
    (r"fido(/.*|\.h)", "libfido2", ("kiosk/token/",)),
    (r"tsk/.*", "libtsk", ("kiosk/intake/volume/",)),
    (r"nlohmann/.*", "nlohmann_json", ("kiosk/ledger/", "kiosk/audit/", "kiosk/release/", "kiosk/people/",
                                       "kiosk/broker/", "kiosk/cli/")),
    (r"sodium.*\.h", "libsodium", ("kiosk/ledger/", "kiosk/release/", "kiosk/people/")),
    (r"openssl/.*", "OpenSSL", ("kiosk/core/base/", "scanners/publisher/", "scanners/signature/",
                           "scanners/signed_xml/",
                           "sanitizer/unlock/zip/", "sanitizer/unlock/office/",
                           "sanitizer/unlock/odf/")),
    (r"seccomp\.h", "libseccomp", ("kiosk/core/sandbox/", "scanners/", "sanitizer/", "kiosk/intake/",
                                   "kiosk/token/", "kiosk/ledger/", "kiosk/release/")),
    (r"google/protobuf/.*", "protobuf", ("kiosk/core/wire/", "kiosk/core/worker/")),
    (r"g(test|mock)/.*", "GoogleTest", ()),
    (r"magic\.h", "libmagic", ("scanners/type/",)),
    (r"clamav\.h", "libclamav", ("scanners/clamav/",)),
    (r"tesseract/.*", "Tesseract", ("sanitizer/decode/ocr/",)),
    (r"ZXing/.*", "ZXing", ("scanners/codes/", "tests/ui/")),
    (r"yara(/.*|\.h)", "libyara", ("scanners/yara/",)),
    (r"archive(_entry)?\.h", "libarchive", ("sanitizer/",)),
    (r"libdeflate\.h", "libdeflate", ("sanitizer/", "scanners/")),
    (r"igzip_lib\.h|isa-l.*", "isa-l", ("sanitizer/", "scanners/")),
    (r"zlib\.h", "zlib", ("sanitizer/", "scanners/")),
    (r"gumbo\.h", "gumbo", ("sanitizer/",)),
    (r"gmime/.*", "GMime", ("sanitizer/",)),
    (r"poppler.*|glib/poppler.*", "Poppler", ("sanitizer/",)),
    (r"librsvg/.*", "librsvg", ("sanitizer/decode/svg/",)),
    (r"cairo.*", "Cairo", ("sanitizer/decode/pdf/", "sanitizer/decode/svg/")),
    (r"fontconfig/.*", "fontconfig", ("sanitizer/decode/pdf/", "sanitizer/decode/svg/")),
    (r"LibreOfficeKit/.*", "LibreOfficeKit", ("sanitizer/",)),
    (r"jpeglib\.h|turbojpeg\.h|jerror\.h", "libjpeg", ("sanitizer/",)),
    (r"png\.h", "libpng", ("sanitizer/",)),
    (r"tiff(io)?\.h", "libtiff", ("sanitizer/",)),
    (r"webp/.*", "libwebp", ("sanitizer/",)),
    (r"libheif/.*", "libheif", ("sanitizer/",)),
    (r"gif_lib\.h", "giflib", ("sanitizer/",)),
    (r"qpdf/.*", "qpdf", ("sanitizer/unlock/pdf/",)),
    (r"pugixml\.hpp", "pugixml", ("sanitizer/rebuild/ooxml/",)),
    (r"expat\.h", "expat", ("sanitizer/",)),
    (r"libxml/.*", "libxml2", ("sanitizer/", "scanners/")),
]
# One buffer in, one buffer out, no format of their own, or (Cairo) the hand of the parser beside it:
# they do not count as a worker's parser.
CODECS = ("OpenSSL", "libdeflate", "isa-l", "zlib", "libseccomp", "Cairo", "fontconfig")
# C++'s, C's, POSIX's and Linux's own. Whatever is neither here nor above is a library without a rule.
SYSTEM = re.compile(r"[a-z_]+|(sys|linux|netinet|arpa|net|asm|sanitizer)/[a-z0-9_-]+\.h|"
                    r"(assert|dirent|dlfcn|errno|fcntl|fnmatch|grp|iconv|langinfo|locale|malloc|mntent|poll|pwd|"
                    r"sched|signal|spawn|stdint|stdlib|string|syslog|termios|time|ucontext|unistd|utime|immintrin)\.h")
LIBRARIES = [(re.compile(pattern), name, folders) for pattern, name, folders in LIBRARIES]


def includes(texts):
    """(path, line, our header or None, their header or None)"""
    for path, text in texts.items():
        if path.endswith((".h", ".cpp")):
            for number, line in enumerate(text.split("\n"), 1):
                if found := INCLUDE.match(line):
                    yield path, number, found[1], found[2]


def library_of(header):
    for pattern, name, folders in LIBRARIES:
        if pattern.fullmatch(header):
            return name, folders
    return None


def longest_prefix(path, table):
    fitting = [prefix for prefix in table if path.startswith(prefix)]
    return max(fitting, key=len, default=None)


def worker_folder(path):
    """"scanners/type/" for all that lies in it; None for what is no worker's."""
    parts = path.split("/")
    depth = {"scanners": 2, "sanitizer": 3}.get(parts[0])
    if parts[:2] == ["kiosk", "token"]:
        depth = 2
    if parts[:2] == ["kiosk", "intake"]:
        depth = 3
    if depth is None or len(parts) <= depth:
        return None
    return "/".join(parts[:depth]) + "/"


def lies_in(header, places):
    direct = {place[:-1] for place in places if place.endswith("*")}
    return header.startswith(places) or posixpath.dirname(header) + "/" in direct


def is_allowed(path, header):
    layer = longest_prefix(path, MAY_INCLUDE)
    if layer is None or path.startswith("tests/"):
        return True
    own = worker_folder(path) or (layer if layer != "kiosk/intake/" else layer + "*")
    allowed = MAY_INCLUDE[layer] + SHARED.get(layer, ()) + (own,)
    if lies_in(header, allowed):
        return not header.startswith("kiosk/ui/") or layer == "kiosk/ui/"
    # Another process is known by its messages, and by nothing else.
    return layer in ("kiosk/broker/", "kiosk/cli/", "kiosk/ui/") and header.endswith(".pb.h")


def layers_hold(texts):
    for path, number, ours, _ in includes(texts):
        if ours and not is_allowed(path, ours):
            yield path, number, f"{longest_prefix(path, MAY_INCLUDE)} may not include {ours}"


def nobody_includes_tests_or_screens(texts):
    for path, number, ours, _ in includes(texts):
        if ours and ours.startswith("tests/") and not path.startswith("tests/"):
            yield path, number, "nobody includes tests"
        if ours and ours.startswith("kiosk/ui/") and not path.startswith(("kiosk/ui/", "tests/")):
            yield path, number, "nobody includes the screens"


def our_headers_are_named_from_the_top(texts):
    for path, number, ours, _ in includes(texts):
        if ours and ours not in texts and not ours.endswith(".pb.h"):
            yield path, number, f"'{ours}' is no path from the top"


def libraries_stay_where_they_belong(texts):
    for path, number, ours, theirs in includes(texts):
        found = library_of(theirs or ours)
        if found and not path.startswith(found[1] + ("tests/",)):
            yield path, number, f"{found[0]} may be used in {' '.join(found[1])} only"


def every_library_has_a_rule(texts):
    for path, number, _, theirs in includes(texts):
        if theirs and not SYSTEM.fullmatch(theirs) and not library_of(theirs):
            yield path, number, f"<{theirs}>: no rule in tests/house/layers.py says who may use it"


def one_parser_in_one_worker(texts):
    held = {}
    for path, number, _, theirs in includes(texts):
        found = library_of(theirs) if theirs else None
        folder = worker_folder(path)
        if not found or not folder or found[0] in CODECS:
            continue
        first = held.setdefault(folder, found[0])
        if first != found[0]:
            yield path, number, f"{folder} holds {first}; {found[0]} belongs in another process"


RULES = [layers_hold, nobody_includes_tests_or_screens, our_headers_are_named_from_the_top,
         libraries_stay_where_they_belong, every_library_has_a_rule, one_parser_in_one_worker]
