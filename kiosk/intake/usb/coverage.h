// SPDX-License-Identifier: MIT
// Which parts of a medium were read: each byte at most once, good or bad for good.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace usb {

struct Span {
    std::uint64_t start { 0 };
    std::uint64_t end { 0 }; // One past the last byte.

    bool operator==(const Span&) const = default;
};

enum class Quality { Good, Bad };

class Coverage {
public:
    // Nothing of `span` was set before.
    void set(Span span, Quality);

    // The first part of `span` that was not read, up to where it was.
    std::optional<Span> first_gap(Span span) const;

    bool any_bad(Span span) const;

private:
    struct Stretch {
        std::uint64_t end;
        Quality quality;
    };
    std::map<std::uint64_t, Stretch>::const_iterator at_or_after(std::uint64_t place) const;

    std::map<std::uint64_t, Stretch> m_stretches; // By their start; neighbours alike are joined.
};

}
