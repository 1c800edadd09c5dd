// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/sandbox.h"

#include <seccomp.h>

namespace decode_pdf_drawing {

sandbox::Profile decode_pdf_drawing_profile()
{
    sandbox::Profile profile("decode-pdf-drawing");
    // Fonts that a document names but does not bring, and the tables of CJK encodings.
    profile.allow_reading({ "/usr/share/fonts", "/etc/fonts", "/usr/share/fontconfig",
        "/var/cache/fontconfig", "/usr/share/poppler", "/usr/share/ghostscript" });
    // glibc's qsort asks how much memory the station has, and does without an answer.
    profile.deny(SCMP_SYS(sysinfo));
    return profile;
}

}
