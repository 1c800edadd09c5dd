// SPDX-License-Identifier: MIT
// Has QR codes looked for in pixels of our own decoders, which the broker does not read. Without an
// answer nobody knows whether there are any, and the file has none either.
#pragma once

#include "kiosk/broker/ask/seen.h"
#include "kiosk/broker/workers.h"

#include <map>
#include <mutex>

namespace pixels::message {
class Picture;
}

namespace broker {

// `pixels`: sealed; as the checked picture has them.
Result<Seen> codes_in_picture(Workers&, const worker::Limits&, const base::Descriptor& pixels,
    const pixels::message::Picture&);

// The process that looks at pages as they are drawn into one slot.
class PageCodes {
public:
    static Result<PageCodes> start(
        Workers&, const worker::Limits&, const base::Descriptor& slot, std::uint64_t slot_bytes);

    // At what is in the slot: pixels of 32 bits, from its start.
    Result<Seen> look(std::uint32_t columns, std::uint32_t rows);
    Result<void> finish();

private:
    explicit PageCodes(worker::Process);

    worker::Process m_process;
};

// What pages show, in their order, whatever the order in which they come; from any thread.
class SeenByPage {
public:
    void add(std::size_t number, Seen); // Each page from 0 once.
    Seen take() { return std::move(m_all); }

private:
    std::mutex m_mutex;
    std::map<std::size_t, Seen> m_waiting;
    std::size_t m_next { 0 };
    Seen m_all;
};

}
