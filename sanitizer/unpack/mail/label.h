// SPDX-License-Identifier: MIT
// The classification that a mail's sender gave it (RFC 2156 5.3.4, RFC 5322 3.6.5, and what mail
// systems add).
#pragma once

#include "sanitizer/unpack/mail/header.h"

namespace unpack_mail {

// One of policy::governing; empty: none.
std::string label_of(const Headers&, const Letters&);
std::string label_of(std::string_view subject, bool is_company_confidential);

}
