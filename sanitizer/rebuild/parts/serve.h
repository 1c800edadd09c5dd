// SPDX-License-Identifier: MIT
// One request of a worker that rebuilds documents: what was asked is read, what came of it is told.
#pragma once

#include "kiosk/core/worker/serve.h"
#include "sanitizer/rebuild/parts/account.h"
#include "sanitizer/rebuild/parts/document.pb.h"
#include "sanitizer/rebuild/parts/options.h"
#include "sanitizer/rebuild/parts/pictures.h"

#include <functional>

namespace rebuild_parts {

struct Asked {
    message::DocumentKind kind;
    base::View input;
    Limits limits;
    Hyperlinks hyperlinks;
    Comments comments;
    Formulas formulas;
    const std::string& label;
    const std::optional<RebuiltPictures>& rebuilt;
    const base::Descriptor& output;
    const base::Descriptor& pictures;
    Account& account;
};

Result<void> serve_document(
    wire::Channel&, const std::function<Result<Whole>(const Asked&)>& rebuild);

}
