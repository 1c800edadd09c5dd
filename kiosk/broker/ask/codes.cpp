// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/codes.h"

#include "kiosk/core/base/memory_file.h"
#include "scanners/codes/codes.pb.h"

#include <algorithm>

namespace broker {

namespace message = codes::message;

static constexpr auto worker_name = "scanners-codes";

static Result<Seen> check(const message::Answer& answer)
{
    auto seen = check_seen(answer.seen());
    if (!seen)
        return Error { "scanners-codes: " + seen.error().message };
    auto is_code = [](const Sight& one) {
        return one.kind == SightKind::Code && one.place == SightPlace::Code;
    };
    if (!answer.has_seen() || !std::ranges::all_of(seen.value().listed, is_code)
        || seen.value().links + seen.value().addresses + seen.value().labels > 0)
        return Error { "scanners-codes: something else than codes" };
    return seen;
}

Result<Seen> codes_in_picture(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& pixels, const ::pixels::message::Picture& picture)
{
    message::Request request;
    *request.mutable_picture() = picture;
    auto wider = limits; // They are mapped, which counts as address space.
    wider.memory_bytes += TRY(base::size_of(pixels));
    int descriptor = pixels.get();
    auto answer
        = TRY(ask<message::Answer>(workers, worker_name, wider, request, { &descriptor, 1 }));
    return answer.checked(check);
}

PageCodes::PageCodes(worker::Process process)
    : m_process(std::move(process))
{
}

Result<PageCodes> PageCodes::start(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& slot, std::uint64_t slot_bytes)
{
    auto wider = limits;
    wider.memory_bytes += 2 * slot_bytes; // Mapped; gray ones and what is made of them beside.
    PageCodes codes(TRY(workers.spawn(worker_name, wider)));
    message::Request request;
    request.mutable_pages();
    int descriptor = slot.get();
    TRY(codes.m_process.send(request, { &descriptor, 1 }));
    return codes;
}

Result<Seen> PageCodes::look(std::uint32_t columns, std::uint32_t rows)
{
    message::Next next;
    next.mutable_page()->set_width(columns);
    next.mutable_page()->set_height(rows);
    TRY(m_process.send(next));
    auto answer = TRY(m_process.receive<message::Answer>());
    return answer.checked(check);
}

Result<void> PageCodes::finish()
{
    message::Next no_page;
    no_page.mutable_end();
    TRY(m_process.send(no_page));
    return m_process.finish();
}

void SeenByPage::add(std::size_t number, Seen seen)
{
    std::lock_guard lock(m_mutex);
    m_waiting.emplace(number, std::move(seen));
    for (auto page = m_waiting.find(m_next); page != m_waiting.end();
         page = m_waiting.find(++m_next)) {
        add_page(m_all, page->second);
        m_waiting.erase(page);
    }
}

}
