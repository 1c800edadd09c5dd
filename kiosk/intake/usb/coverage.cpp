// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/coverage.h"

#include <algorithm>

namespace usb {

void Coverage::set(Span span, Quality quality)
{
    if (span.start >= span.end)
        return;
    auto next = m_stretches.lower_bound(span.start);
    if (next != m_stretches.end() && next->first == span.end && next->second.quality == quality) {
        span.end = next->second.end;
        next = m_stretches.erase(next);
    }
    if (next != m_stretches.begin()) {
        auto before = std::prev(next);
        if (before->second.end == span.start && before->second.quality == quality) {
            before->second.end = span.end;
            return;
        }
    }
    m_stretches.emplace_hint(next, span.start, Stretch { span.end, quality });
}

// The stretch that holds `place`, or the next one.
std::map<std::uint64_t, Coverage::Stretch>::const_iterator Coverage::at_or_after(
    std::uint64_t place) const
{
    auto next = m_stretches.upper_bound(place);
    if (next != m_stretches.begin() && std::prev(next)->second.end > place)
        --next;
    return next;
}

std::optional<Span> Coverage::first_gap(Span span) const
{
    auto next = at_or_after(span.start);
    while (next != m_stretches.end() && next->first <= span.start && span.start < span.end) {
        span.start = std::max(span.start, next->second.end);
        ++next;
    }
    if (span.start >= span.end)
        return std::nullopt;
    if (next != m_stretches.end())
        span.end = std::min(span.end, next->first);
    return span;
}

bool Coverage::any_bad(Span span) const
{
    for (auto next = at_or_after(span.start); next != m_stretches.end() && next->first < span.end;
         ++next) {
        if (next->second.quality == Quality::Bad)
            return true;
    }
    return false;
}

}
