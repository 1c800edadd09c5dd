// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/cursor.h"

namespace verify_pdf {

Result<void> Cursor::expect(std::string_view literal)
{
    if (!has(literal))
        return Error { "other bytes than our writer's" };
    return {};
}

bool Cursor::has(std::string_view literal)
{
    if (!m_text.substr(m_at).starts_with(literal))
        return false;
    m_at += literal.size();
    return true;
}

Result<std::string_view> Cursor::take(std::uint64_t count)
{
    if (count > m_text.size() - m_at)
        return Error { "a stream cut off" };
    m_at += count;
    return m_text.substr(m_at - count, count);
}

Result<std::uint64_t> Cursor::number(std::uint64_t most)
{
    auto start = m_at;
    std::uint64_t value = 0;
    while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9') {
        value = value * 10 + static_cast<std::uint64_t>(m_text[m_at] - '0');
        ++m_at;
        if (m_at - start > 15 || value > most)
            return Error { "a number out of bounds" };
    }
    auto digits = m_at - start;
    if (digits == 0 || (digits > 1 && m_text[start] == '0'))
        return Error { "a number that is none of ours" };
    return value;
}

Result<std::uint64_t> Cursor::length()
{
    return number(m_text.size());
}

Result<std::uint64_t> Cursor::decimal(std::uint64_t most)
{
    auto value = TRY(number(most / 100)) * 100;
    if (has(".")) {
        auto start = m_at;
        while (m_at < m_text.size() && m_at - start < 2 && m_text[m_at] >= '0'
            && m_text[m_at] <= '9') {
            value += static_cast<std::uint64_t>(m_text[m_at] - '0') * (m_at == start ? 10 : 1);
            ++m_at;
        }
        if (m_at == start || m_text[m_at - 1] == '0')
            return Error { "a number that is none of ours" };
    }
    if (value > most)
        return Error { "a number out of bounds" };
    return value;
}

Result<std::uint32_t> Cursor::hexadecimal(int digits)
{
    std::uint32_t value = 0;
    for (int i = 0; i < digits; ++i) {
        auto digit = TRY(take(1))[0];
        bool is_letter = digit >= 'A' && digit <= 'F';
        if (!is_letter && !(digit >= '0' && digit <= '9'))
            return Error { "a digit that is none of ours" };
        value = value << 4 | static_cast<std::uint32_t>(is_letter ? digit - 'A' + 10 : digit - '0');
    }
    return value;
}

Result<void> Cursor::reference(std::uint64_t object)
{
    return expect(std::to_string(object) + " 0 R");
}

}
