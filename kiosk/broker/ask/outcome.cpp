// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/outcome.h"

#include <algorithm>

namespace broker {

bool is_detail(std::string_view text)
{
    return text.size() <= 200
        && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::optional<Refused> broken_down(worker::Ended how)
{
    if (how == worker::Ended::Crashed || how == worker::Ended::Forbidden)
        return Refused { RefusalReason::Malformed, "it breaks what draws it" };
    if (how == worker::Ended::Timeout)
        return Refused { RefusalReason::Limit, "it takes too long to draw" };
    return std::nullopt;
}

Result<Refused> check_refusal(const worker::Refusal& refusal)
{
    const auto& detail = refusal.detail();
    if (!is_detail(detail))
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
