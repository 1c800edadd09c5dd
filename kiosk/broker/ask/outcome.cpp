// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/outcome.h"

#include <algorithm>

namespace broker {

Result<Refused> check_refusal(const worker::Refusal& refusal)
{
    const auto& detail = refusal.detail();
    auto printable = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (detail.size() > 200 || !std::ranges::all_of(detail, printable))
        return Error { "a refusal that is no plain text" };
    switch (refusal.reason()) {
    case worker::REFUSAL_MALFORMED: return Refused { RefusalReason::Malformed, detail };
    case worker::REFUSAL_ENCRYPTED: return Refused { RefusalReason::Encrypted, detail };
    case worker::REFUSAL_LIMIT: return Refused { RefusalReason::Limit, detail };
    case worker::REFUSAL_UNSUPPORTED: return Refused { RefusalReason::Unsupported, detail };
    case worker::REFUSAL_EMPTY: return Refused { RefusalReason::Empty, detail };
    default: return Error { "a refusal without a reason" }; // proto3 enumerations are open.
    }
}

}
