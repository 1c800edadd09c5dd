// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/sandbox.h"

namespace encode_pdf_drawing {

sandbox::Profile encode_pdf_drawing_profile()
{
    return sandbox::Profile("encode-pdf-drawing");
}

}
