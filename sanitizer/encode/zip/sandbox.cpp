// SPDX-License-Identifier: MIT
#include "sanitizer/encode/zip/sandbox.h"

namespace encode_zip {

sandbox::Profile encode_zip_profile()
{
    return sandbox::Profile("encode-zip");
}

}
