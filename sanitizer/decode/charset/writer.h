// SPDX-License-Identifier: MIT
// Clean points to UTF-8, in blocks, to whoever takes them.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/decode/charset/sample.h"

#include <functional>
#include <memory>

namespace charset {

using Sink = std::function<Result<void>(base::View)>;

// Holds one block. After a failed sink or a reached limit everything is thrown away, and status()
// says so; look at it at least once per block.
class Output {
public:
    enum class Status { Good, LimitReached, SinkFailed };

    Output(Sink sink, std::uint64_t limit);

    void append(std::string_view);
    void append(char c) { append({ &c, 1 }); }
    void append_points(std::span<const char32_t>, LineEnd); // LF becomes the line end.
    void flush();

    Status status() const { return m_status; }
    std::uint64_t size() const { return m_written + m_used; }

private:
    char* room_for(std::size_t count); // At most a block.

    Sink m_sink;
    std::uint64_t m_limit;
    std::uint64_t m_written { 0 };
    std::unique_ptr<char[]> m_block;
    std::size_t m_used { 0 };
    Status m_status { Status::Good };
};

// Writes one point, returns the end. Needs 4 bytes of room.
char* write_utf8(char* to, char32_t);

}
