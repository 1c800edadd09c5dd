// SPDX-License-Identifier: MIT
// UTF-8 (RFC 3629) one byte at a time, so that blocks may end anywhere.
#pragma once

#include <cstdint>

namespace verify_text {

class Utf8Reader {
public:
    enum class Took { Part, Point, Broken };

    // After Point, point() is whole. Broken is for good.
    Took take(std::uint8_t byte);
    char32_t point() const { return m_point; }
    bool is_between_points() const { return m_missing == 0; }

private:
    char32_t m_point { 0 };
    char32_t m_least { 0 }; // Below it the form is overlong.
    unsigned m_missing { 0 };
};

}
