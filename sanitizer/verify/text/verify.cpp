// SPDX-License-Identifier: MIT
#include "sanitizer/verify/text/verify.h"

#include "sanitizer/verify/text/permitted.h"

namespace verify_text {

static constexpr char32_t byte_order_mark = 0xFEFF;

Verifier::Verifier(Format format, Mark mark)
    : m_mark(mark)
{
    switch (format) {
    case Format::Text: break;
    case Format::Csv: m_table.emplace(U','); break;
    case Format::Tsv: m_table.emplace(U'\t'); break;
    }
}

bool Verifier::breach(const char* rule)
{
    m_breach = std::string(rule) + " in line " + std::to_string(m_sound.lines + 1);
    return false;
}

// A text has LF or CRLF throughout. A table's line ends are part of its grammar.
const char* Verifier::take_line_end(char32_t c)
{
    if (c == '\n')
        ++m_sound.lines;
    if (m_table || c == '\r')
        return nullptr;
    auto now = m_previous == '\r' ? LineEnd::CrLf : LineEnd::Lf;
    if (m_line_end != LineEnd::Unknown && m_line_end != now)
        return "another kind of line end";
    m_line_end = now;
    return nullptr;
}

const char* Verifier::take_point(char32_t c)
{
    if (!m_begun) {
        m_begun = true;
        if (c == byte_order_mark)
            return m_mark == Mark::Required ? nullptr : "a byte order mark that was not asked for";
        if (m_mark == Mark::Required)
            return "no byte order mark";
    }
    ++m_sound.points;
    m_sound.letters += c != '\r' && !is_blank(c);
    const char* wrong = nullptr;
    if (m_previous == '\r' && c != '\n')
        wrong = "a carriage return without its line feed";
    else if (c == '\r' || c == '\n')
        wrong = take_line_end(c);
    else if (is_ideographic_selector(c))
        wrong = is_ideograph(m_previous) ? nullptr : "a variation selector out of place";
    else if (!is_permitted(c))
        wrong = "a character that may not be there";
    if (wrong == nullptr && m_table)
        wrong = m_table->take(c);
    if (m_table && m_table->is_between_cells())
        m_finder.break_off();
    else
        m_finder.take(c);
    m_previous = c;
    return wrong;
}

// Most bytes of most texts are printable ASCII inside a line, where no rule can be broken.
std::size_t Verifier::skip_plain(base::View bytes)
{
    if (m_table || !m_begun || m_previous == '\r' || !m_reader.is_between_points())
        return 0;
    std::size_t count = 0;
    while (count < bytes.size() && bytes[count] >= 0x20 && bytes[count] <= 0x7E)
        ++count;
    if (count > 0)
        m_previous = bytes[count - 1];
    m_sound.points += count;
    for (auto byte : bytes.first(count))
        m_sound.letters += byte != ' ';
    m_finder.take(base::text_of(bytes.first(count)));
    return count;
}

bool Verifier::take(base::View bytes)
{
    if (!m_breach.empty())
        return false;
    m_sound.bytes += bytes.size();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        at += skip_plain(bytes.subspan(at));
        if (at == bytes.size())
            break;
        switch (m_reader.take(bytes[at])) {
        case Utf8Reader::Took::Part: break;
        case Utf8Reader::Took::Broken: return breach("bytes that are no UTF-8");
        case Utf8Reader::Took::Point:
            if (auto* wrong = take_point(m_reader.point()))
                return breach(wrong);
            break;
        }
    }
    return true;
}

Result<Sound> Verifier::finish()
{
    if (m_breach.empty() && !m_reader.is_between_points())
        breach("half a character at the end");
    if (m_breach.empty() && m_previous == '\r')
        breach("a carriage return without its line feed");
    if (m_breach.empty() && m_table && m_table->finish() != nullptr)
        breach(m_table->finish());
    if (m_breach.empty() && m_sound.points == 0)
        breach("no text");
    if (!m_breach.empty())
        return Error { m_breach };
    return m_sound;
}

}
