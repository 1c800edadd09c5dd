// SPDX-License-Identifier: MIT
// One request of a verifier of rebuilt documents.
#pragma once

#include "kiosk/core/worker/serve.h"
#include "sanitizer/verify/parts/document.pb.h"
#include "sanitizer/verify/parts/verified.h"

#include <functional>

namespace verify_parts {

using Verify = std::function<Result<std::variant<Verified, Refused>>(
    message::DocumentKind, base::View file, const Limits&, const Expected&)>;

Result<void> serve_document(wire::Channel&, const Verify&);

}
