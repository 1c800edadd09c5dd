// SPDX-License-Identifier: MIT
// An OOXML document without its encryption (MS-OFFCRYPTO 2.3.4): what lies in EncryptedPackage is
// the document as it was, and as hostile.
#pragma once

#include "sanitizer/unlock/serve/serve.h"

namespace unlock_office {

// Same in, same out. Office's own default password is one that must be given like any other.
Result<unlock::Outcome> unlock_office(const unlock::Task&);

}
