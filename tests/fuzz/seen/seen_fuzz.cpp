// SPDX-License-Identifier: MIT
// Whatever the text is, the broker believes what was found in it, and an address that was found is
// found again when it stands alone, if it is plain.
#include "kiosk/broker/ask/seen.h"
#include "scanners/seen/finder.h"
#include "scanners/seen/tell.h"

#include <algorithm>
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

// Neither cut nor with a letter that is written otherwise than it was, and with a scheme.
static bool is_plain(const std::string& address)
{
    auto is_printed = [](char c) { return c > ' ' && c < '\x7F' && c != '%'; };
    return address.starts_with("http") && std::ranges::all_of(address, is_printed);
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
        if (one.kind != seen::Kind::Label && one.where == seen::Where::Text && is_plain(one.text)
            && !holds(one.text, one))
            std::abort();
    }
    return 0;
}
