// SPDX-License-Identifier: MIT
// The objects of a PDF, written one after another (ISO 32000-1, 7.5). No dates, no identifiers.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <string>
#include <vector>

namespace encode_pdf_drawing {

inline constexpr std::uint32_t catalogue_object = 1;
inline constexpr std::uint32_t pages_object = 2;

class File {
public:
    // From offset 0 of `output`. An Error if it would grow beyond `most_bytes`; then is_full().
    File(const base::Descriptor& output, std::uint64_t most_bytes)
        : m_output(output)
        , m_most_bytes(most_bytes)
    {
    }

    Result<void> begin();
    std::uint32_t take_numbers(std::uint32_t count = 1); // For objects to come.
    Result<void> object(std::uint32_t number, const std::string& content);
    // Compressed by Flate. `entries` stand in its dictionary first.
    Result<void> stream(std::uint32_t number, const std::string& entries, base::View plain);
    // As it is; the entries name its filter.
    Result<void> raw_stream(std::uint32_t number, const std::string& entries, base::View bytes);
    // The file's size, once every number taken is written. `entries`: of the trailer.
    Result<std::uint64_t> finish(const std::string& entries = {});

    bool is_full() const { return m_is_full; }

private:
    Result<void> write(base::View);
    Result<void> write(const std::string&);
    Result<void> start(std::uint32_t number);

    const base::Descriptor& m_output;
    std::uint64_t m_most_bytes;
    std::uint64_t m_offset { 0 };
    std::vector<std::uint64_t> m_offsets { 0, 0 }; // Of object 1 and up; 0 is none.
    bool m_is_full { false };
};

}
