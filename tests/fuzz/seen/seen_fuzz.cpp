// SPDX-License-Identifier: MIT
// Whatever the text is, the broker believes what was found in it, and an address that was found is
// found again when it stands alone.
#include "kiosk/broker/ask/seen.h"
#include "scanners/seen/finder.h"
#include "scanners/seen/tell.h"

#include <cstdlib>

static bool holds(const std::string& text, const seen::Found& expected)
{
    seen::Finder finder;
    finder.take(text);
    for (const auto& one : finder.finish().listed()) {
        if (one.kind == expected.kind && one.text == expected.text)
            return true;
    }
    return false;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string text(data, data + size);
    seen::Finder finder;
    finder.take(text);
    finder.take_target(text);
    const auto& findings = finder.finish();
    seen::message::Seen told;
    seen::tell(findings, told);
    if (!broker::check_seen(told))
        std::abort();
    for (const auto& one : findings.listed()) {
        if (one.where == seen::Where::Text && one.text.find("…") == std::string::npos
            && !holds(one.text, one))
            std::abort();
    }
    return 0;
}
