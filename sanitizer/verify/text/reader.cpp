// SPDX-License-Identifier: MIT
#include "sanitizer/verify/text/reader.h"

namespace verify_text {

Utf8Reader::Took Utf8Reader::take(std::uint8_t byte)
{
    if (m_missing == 0) {
        if (byte < 0x80) {
            m_point = byte;
            return Took::Point;
        }
        if ((byte & 0xE0) == 0xC0) {
            m_point = byte & 0x1Fu;
            m_least = 0x80;
            m_missing = 1;
        } else if ((byte & 0xF0) == 0xE0) {
            m_point = byte & 0x0Fu;
            m_least = 0x800;
            m_missing = 2;
        } else if ((byte & 0xF8) == 0xF0) {
            m_point = byte & 0x07u;
            m_least = 0x10000;
            m_missing = 3;
        } else {
            return Took::Broken;
        }
        return Took::Part;
    }
    if ((byte & 0xC0) != 0x80)
        return Took::Broken;
    m_point = m_point << 6 | (byte & 0x3Fu);
    if (--m_missing > 0)
        return Took::Part;
    bool surrogate = m_point >= 0xD800 && m_point <= 0xDFFF;
    return m_point < m_least || m_point > 0x10FFFF || surrogate ? Took::Broken : Took::Point;
}

}
