// SPDX-License-Identifier: MIT
// An OpenDocument without its encryption: the same parts under the same names. What is wrong with
// them otherwise stays wrong, for the workers behind to find.
#pragma once

#include "sanitizer/unlock/serve/serve.h"

namespace unlock_odf {

Result<unlock::Outcome> unlock_odf(const unlock::Task&);

}
