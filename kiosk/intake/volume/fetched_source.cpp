// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/fetched_source.h"

#include "kiosk/core/wire/message.h"
#include "kiosk/intake/blocks/blocks.pb.h"

#include <algorithm>

namespace volume {

namespace blocks = intake::blocks;

static constexpr std::uint64_t largest_fetch = 1 << 20;

// The bringer is as hostile as the medium; all that it can say here is one of three words.
Sectors FetchedSource::fetch(std::uint64_t offset, std::uint64_t bytes)
{
    blocks::Fetch request;
    request.set_offset(offset);
    request.set_bytes(bytes);
    if (!m_bringer)
        return Sectors::Bad;
    static_cast<void>(wire::send_message(m_bringer, request)); // What it answers tells.
    auto answer = wire::receive_trusted<blocks::Fetched>(m_bringer);
    if (!answer || answer.value().message.state() == blocks::STATE_OVER) {
        m_bringer.close();
        return Sectors::Bad;
    }
    return answer.value().message.state() == blocks::STATE_GOOD ? Sectors::Good : Sectors::Bad;
}

Sectors FetchedSource::read(std::uint64_t offset, std::span<std::uint8_t> into)
{
    while (!into.empty()) {
        auto part = into.first(std::min<std::size_t>(into.size(), largest_fetch));
        if (fetch(offset, part.size()) != Sectors::Good
            || !base::read_fully_at(m_file, offset, part))
            return Sectors::Bad;
        offset += part.size();
        into = into.subspan(part.size());
    }
    return Sectors::Good;
}

}
