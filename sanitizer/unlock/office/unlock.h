// SPDX-License-Identifier: MIT
// A document of Office's without its encryption: OOXML (MS-OFFCRYPTO 2.3.4), where what lies in
// EncryptedPackage is the document as it was, or DOC and XLS (2.3.5, 2.3.6). As hostile as before.
#pragma once

#include "sanitizer/unlock/serve/serve.h"

namespace unlock_office {

// Same in, same out. Office's own default password is one that must be given like any other.
Result<unlock::Outcome> unlock_office(const unlock::Task&);

}
