// SPDX-License-Identifier: MIT
// A part of an archive or a mail, which a worker writes into a file of ours.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/core/base/memory_file.h"

#include <optional>

namespace broker {

// Answers a worker that has a part: with a file to write it into, or (nothing) that nobody wants
// it.
template <typename Reply>
Result<std::optional<base::Descriptor>> begin_part(worker::Process& process, bool is_wanted)
{
    Reply reply;
    if (!is_wanted) {
        reply.set_skip(true);
        TRY(process.send(reply));
        return std::optional<base::Descriptor>();
    }
    auto file = TRY(base::create_memory_file("part"));
    reply.set_write(true);
    int number = file.get();
    TRY(process.send(reply, { &number, 1 }));
    return std::optional(std::move(file));
}

// Sealed before it is measured: whoever wrote it has it still.
inline Result<base::Descriptor> end_part(base::Descriptor file, std::uint64_t bytes)
{
    TRY(base::seal(file));
    if (TRY(base::size_of(file)) != bytes)
        return Error { "a part of another size than was told" };
    return file;
}

}
