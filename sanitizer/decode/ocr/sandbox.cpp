// SPDX-License-Identifier: MIT
#include "sanitizer/decode/ocr/sandbox.h"

namespace decode_ocr {

sandbox::Profile decode_ocr_profile()
{
    return sandbox::Profile("decode-ocr");
}

}
