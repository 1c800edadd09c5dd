// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/output.h"

namespace pixels {

static constexpr std::size_t at_a_time = 1 << 20;

Result<void> Output::write(base::View bytes)
{
    if (m_waiting.size() + bytes.size() > at_a_time)
        TRY(flush());
    if (bytes.size() < at_a_time) {
        base::append(m_waiting, bytes);
        return {};
    }
    TRY(base::write_fully_at(m_file, m_written, bytes));
    m_written += bytes.size();
    return {};
}

Result<void> Output::flush()
{
    TRY(base::write_fully_at(m_file, m_written, m_waiting));
    m_written += m_waiting.size();
    m_waiting.clear();
    return {};
}

}
