// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/pdf/sandbox.h"

namespace unlock_pdf {

sandbox::Profile unlock_pdf_profile()
{
    return sandbox::Profile("unlock-pdf");
}

}
