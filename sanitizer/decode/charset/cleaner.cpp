// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/cleaner.h"

#include <algorithm>

namespace charset {

static constexpr char32_t escape = 0x1B;
static constexpr char32_t geta = 0x3013;
static constexpr char32_t replacement = 0xFFFD;
static constexpr char32_t vertical_tab = 0x0B;

static bool is_soft_break(char32_t c)
{
    return c == vertical_tab || c == 0x2028 || c == 0x2029;
}

// What looked like the beginning of a control sequence was text.
std::size_t Cleaner::release(char32_t* to)
{
    auto held = std::span(m_held).first(m_held_count);
    std::ranges::copy(held, to);
    m_held_count = 0;
    m_state = State::Text;
    return held.size();
}

// ECMA-48 section 5.4: CSI, parameters and intermediates, one final byte.
std::size_t Cleaner::take_in_sequence(char32_t c, char32_t* to)
{
    if (m_state == State::AfterEscape && c == '[') {
        m_held[m_held_count++] = c;
        m_state = State::InSequence;
        return 0;
    }
    if (m_state == State::InSequence && c >= 0x20 && c <= 0x3F && m_held_count < most_held) {
        m_held[m_held_count++] = c;
        return 0;
    }
    if (m_state == State::InSequence && c >= 0x40 && c <= 0x7E) {
        m_held_count = 0;
        m_state = State::Text;
        return 0;
    }
    auto written = release(to);
    return written + take(c, to + written);
}

std::size_t Cleaner::take(char32_t c, char32_t* to)
{
    if (m_state == State::AfterEscape || m_state == State::InSequence)
        return take_in_sequence(c, to);
    bool after_return = m_state == State::AfterReturn;
    bool after_han = m_after_han;
    m_state = State::Text;
    m_after_han = false;
    switch (kind_of(c)) {
    case Kind::Plain: *to = c; return 1;
    case Kind::Han:
        *to = c;
        m_after_han = true;
        return 1;
    case Kind::LineEnd:
        if (c == '\n' && after_return)
            return 0;
        if (c == '\r')
            m_state = State::AfterReturn;
        ++m_line;
        *to = m_soft_break == SoftBreak::Kept && is_soft_break(c) ? vertical_tab : U'\n';
        return 1;
    case Kind::HanSelector:
        if (after_han) {
            *to = c;
            return 1;
        }
        count(Removal::Variation);
        return 0;
    case Kind::Control:
        if (c == escape) {
            count(Removal::EscapeSequence);
            m_state = State::AfterEscape;
        } else {
            count(Removal::Control);
        }
        return 0;
    case Kind::Bidi: count(Removal::Bidi); return 0;
    case Kind::Invisible: count(Removal::Invisible); return 0;
    case Kind::Variation: count(Removal::Variation); return 0;
    case Kind::PrivateUse:
        count(Removal::PrivateUse);
        *to = geta;
        return 1;
    case Kind::Invalid:
        count(Removal::Invalid);
        *to = replacement;
        return 1;
    }
    return 0;
}

std::size_t Cleaner::clean(std::span<const char32_t> in, std::span<char32_t> into)
{
    m_points += in.size();
    auto* to = into.data();
    std::size_t at = 0;
    while (at < in.size()) {
        auto run = at;
        if (m_state == State::Text) {
            while (run < in.size() && in[run] >= 0x20 && in[run] <= 0x7E)
                ++run;
        }
        if (run > at) {
            to = std::copy(&in[at], &in[0] + run, to);
            m_after_han = false;
            at = run;
        } else {
            to += take(in[at++], to);
        }
    }
    return std::size_t(to - into.data());
}

std::size_t Cleaner::finish(std::span<char32_t> into)
{
    return release(into.data());
}

}
