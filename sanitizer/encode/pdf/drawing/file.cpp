// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/file.h"

#include "sanitizer/encode/pdf/flate.h"

#include <cstdio>

namespace encode_pdf_drawing {

static constexpr std::uint64_t largest_offset = 9'999'999'999; // 10 digits.

Result<void> File::write(base::View bytes)
{
    if (bytes.size() > m_most_bytes - m_offset) {
        m_is_full = true;
        return Error { "a PDF larger than allowed" };
    }
    TRY(base::write_fully_at(m_output, m_offset, bytes));
    m_offset += bytes.size();
    return {};
}

Result<void> File::write(const std::string& text)
{
    return write(base::view_of(text));
}

Result<void> File::begin()
{
    // A comment of high bytes tells tools that this is no text (7.5.2).
    return write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

std::uint32_t File::take_numbers(std::uint32_t count)
{
    auto first = static_cast<std::uint32_t>(m_offsets.size() + 1);
    m_offsets.resize(m_offsets.size() + count);
    return first;
}

Result<void> File::start(std::uint32_t number)
{
    if (m_offset > largest_offset || number == 0 || number > m_offsets.size()
        || m_offsets[number - 1] != 0)
        return Error { "an object that has no place" };
    m_offsets[number - 1] = m_offset;
    return {};
}

Result<void> File::object(std::uint32_t number, const std::string& content)
{
    TRY(start(number));
    return write(std::to_string(number) + " 0 obj\n" + content + "\nendobj\n");
}

Result<void> File::raw_stream(std::uint32_t number, const std::string& entries, base::View bytes)
{
    TRY(start(number));
    TRY(write(std::to_string(number) + " 0 obj\n<<" + entries + "/Length "
        + std::to_string(bytes.size()) + ">>\nstream\n"));
    TRY(write(bytes));
    return write("\nendstream\nendobj\n");
}

Result<void> File::stream(std::uint32_t number, const std::string& entries, base::View plain)
{
    auto bytes = TRY(encode_pdf::compress(plain));
    return raw_stream(
        number, entries + "/DL " + std::to_string(plain.size()) + "/Filter/FlateDecode", bytes);
}

Result<std::uint64_t> File::finish(const std::string& entries)
{
    auto start_of_table = m_offset;
    auto size = std::to_string(m_offsets.size() + 1);
    std::string table = "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (auto offset : m_offsets) {
        if (offset == 0)
            return Error { "an object that was not written" };
        char line[32];
        std::snprintf(
            line, sizeof line, "%010llu 00000 n \n", static_cast<unsigned long long>(offset));
        table += line;
    }
    TRY(write(table + "trailer\n<</Size " + size + "/Root 1 0 R" + entries + ">>\nstartxref\n"
        + std::to_string(start_of_table) + "\n%%EOF\n"));
    return m_offset;
}

}
