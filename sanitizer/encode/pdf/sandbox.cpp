// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/sandbox.h"

namespace encode_pdf {

sandbox::Profile encode_pdf_profile()
{
    return sandbox::Profile("encode-pdf");
}

}
