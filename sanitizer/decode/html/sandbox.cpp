// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/sandbox.h"

namespace html {

sandbox::Profile decode_html_profile()
{
    return sandbox::Profile("decode-html");
}

}
