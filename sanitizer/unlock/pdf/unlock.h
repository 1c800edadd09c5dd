// SPDX-License-Identifier: MIT
// A PDF without its encryption (ISO 32000-2, 7.6), by qpdf; all else in it stays as hostile as it
// was. Damage is not repaired: it is no PDF that every reader reads alike.
#pragma once

#include "sanitizer/unlock/serve/serve.h"

namespace unlock_pdf {

// Needs the password to open it, or none where only the owner's is set. Same in, same out.
Result<unlock::Outcome> unlock_pdf(const unlock::Task&);

}
