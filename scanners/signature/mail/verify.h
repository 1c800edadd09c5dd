// SPDX-License-Identifier: MIT
// The S/MIME signatures of a mail, one for each signer.
#pragma once

#include "scanners/signature/cms.h"

namespace signature::mail {

std::vector<policy::Signature> verify(base::View mail, const Trust&, std::int64_t now);

}
