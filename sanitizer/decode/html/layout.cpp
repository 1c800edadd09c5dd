// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/layout.h"

#include <algorithm>

namespace html {

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void Layout::settle()
{
    if (m_line_ends > 0)
        m_text.append(static_cast<std::size_t>(m_line_ends), '\n');
    else if (m_space && !m_fresh)
        m_text += ' ';
    m_line_ends = 0;
    m_space = false;
    m_fresh = false;
}

void Layout::text(std::string_view utf8)
{
    while (!utf8.empty()) {
        if (is_space(utf8[0])) {
            m_space = m_line_ends == 0;
            utf8.remove_prefix(1);
            continue;
        }
        auto word
            = utf8.substr(0, std::size_t(std::ranges::find_if(utf8, is_space) - utf8.begin()));
        settle();
        m_text += word;
        utf8.remove_prefix(word.size());
    }
}

void Layout::exact(std::string_view utf8)
{
    if (utf8.empty())
        return;
    settle();
    m_text += utf8;
}

void Layout::line()
{
    if (!m_fresh)
        m_line_ends = std::max(m_line_ends, 1);
    m_space = false;
}

void Layout::blank_line()
{
    if (!m_fresh)
        m_line_ends = 2;
    m_space = false;
}

void Layout::begin_row()
{
    if (m_line_ends > 0)
        settle();
    m_fresh = true;
}

void Layout::end_row()
{
    m_line_ends = m_text.empty() ? 0 : 1;
    m_space = false;
}

void Layout::tab()
{
    m_line_ends = 0;
    m_space = false;
    m_text += '\t';
}

}
