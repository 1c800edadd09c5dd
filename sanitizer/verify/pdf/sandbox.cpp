// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/sandbox.h"

namespace verify_pdf {

sandbox::Profile verify_pdf_profile()
{
    return sandbox::Profile("verify-pdf");
}

}
