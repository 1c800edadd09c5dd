// SPDX-License-Identifier: MIT
// A ZIP without its encryption: the same entries, still packed, under the same names. What is wrong
// with them otherwise stays wrong, for the workers behind to find.
#pragma once

#include "sanitizer/unlock/serve/serve.h"

namespace unlock_zip {

// Any of the passwords may belong to any of the entries.
Result<unlock::Outcome> unlock_zip(const unlock::Task&);

}
