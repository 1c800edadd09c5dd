// SPDX-License-Identifier: MIT
// All signatures of a PDF, in the file's order.
#pragma once

#include "scanners/signature/cms.h"

namespace signature::pdf {

std::vector<policy::Signature> verify(base::View file, const Trust&, std::int64_t now);

}
