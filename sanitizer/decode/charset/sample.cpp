// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/sample.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace charset {

static std::size_t next_high_byte(base::View bytes, std::size_t from)
{
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    for (; bytes.size() - from >= 8; from += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, bytes.data() + from, 8);
        if ((eight & high_bits) != 0)
            break;
    }
    while (from < bytes.size() && bytes[from] < 0x80)
        ++from;
    return from;
}

static bool has_japanese_escapes(base::View bytes)
{
    static constexpr std::array<std::string_view, 5> escapes { "$B", "$@", "(J", "(I", "$(D" };
    auto rest = base::text_of(bytes);
    for (auto at = rest.find('\x1B'); at != rest.npos; at = rest.find('\x1B')) {
        rest.remove_prefix(at + 1);
        if (std::ranges::any_of(escapes, [&](auto escape) { return rest.starts_with(escape); }))
            return true;
    }
    return false;
}

Sample take_sample(base::View bytes)
{
    Sample sample;
    if (bytes.empty())
        return sample;
    sample.has_zero_bytes = std::memchr(bytes.data(), 0, bytes.size()) != nullptr;
    auto at = next_high_byte(bytes, 0);
    sample.has_high_bytes = at < bytes.size();
    if (!sample.has_high_bytes) {
        sample.has_japanese_escapes = has_japanese_escapes(bytes);
        return sample;
    }
    while (at < bytes.size() && sample.stretches.size() < most_sampled) {
        auto start = at == 0 ? 0 : at - 1;
        auto most = std::min(bytes.size(), start + most_sampled - sample.stretches.size());
        auto end = at;
        while (end < most && bytes[end] >= 0x40)
            ++end;
        base::append(sample.stretches, bytes.subspan(start, end - start));
        sample.stretches.push_back('\n');
        at = next_high_byte(bytes, end);
    }
    return sample;
}

LineEnd line_end_of(base::View bytes, std::size_t unit, std::size_t low)
{
    bytes = bytes.first(std::min<std::size_t>(bytes.size(), 1 << 20));
    std::size_t pairs = 0;
    std::size_t others = 0;
    bool after_cr = false;
    for (std::size_t i = 0; i + unit <= bytes.size(); i += unit) {
        auto other = unit == 1 ? 0 : bytes[i + 1 - low];
        auto c = other != 0 ? 0xFF : bytes[i + low];
        if (c == '\n') {
            pairs += after_cr;
            others += !after_cr;
        } else {
            others += after_cr;
        }
        after_cr = c == '\r';
    }
    return others > pairs ? LineEnd::Lf : LineEnd::CrLf;
}

}
