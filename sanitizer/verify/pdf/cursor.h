// SPDX-License-Identifier: MIT
// Reads text of one exact spelling from front to back.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <string>

namespace verify_pdf {

inline constexpr std::uint64_t longest_page = 1'440'000; // Hundredths of a point.

// Within the reader an Error is one of two kinds; this carries the other out.
struct OverLimit {
    bool is_over { false };
    Error because(const char* what)
    {
        is_over = true;
        return Error { what };
    }
};

class Cursor {
public:
    explicit Cursor(std::string_view text)
        : m_text(text)
    {
    }

    std::size_t at() const { return m_at; }
    std::size_t size() const { return m_text.size(); }
    bool is_next(char byte) const { return !at_end() && m_text[m_at] == byte; }
    bool is_digit_next() const { return !at_end() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; }
    bool at_end() const { return m_at == m_text.size(); }
    std::string_view since(std::size_t start) const { return m_text.substr(start, m_at - start); }

    Result<void> expect(std::string_view literal);
    bool has(std::string_view literal); // Takes it if it is next.
    Result<std::string_view> take(std::uint64_t count);
    Result<std::uint64_t> number(std::uint64_t most); // Shortest form.
    Result<std::uint64_t> length(); // A number that the whole text can hold.
    Result<std::uint64_t> decimal(std::uint64_t most); // Hundredths, shortest form.
    Result<std::uint32_t> hexadecimal(int digits); // Upper case, at most 8.
    Result<void> reference(std::uint64_t object);

private:
    std::string_view m_text;
    std::size_t m_at { 0 };
};

}
