// SPDX-License-Identifier: MIT
// Reads each sector of a stick once into a file, when it is first asked for. A stick that would
// answer differently the second time is not asked a second time.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "kiosk/intake/usb/coverage.h"
#include "kiosk/intake/usb/disk.h"

namespace usb {

enum class Fetched {
    Good, // All of it is in the file.
    Bad, // Some of it cannot be had; those sectors are holes.
    Over, // why_over() says why.
};

class SectorStore {
public:
    // `file` is written at the offsets of the medium.
    SectorStore(Disk& disk, base::Descriptor file)
        : m_disk(disk)
        , m_file(std::move(file))
        , m_buffer(Disk::largest_read)
        , m_next_buffer(Disk::largest_read)
    {
    }

    // In bytes; what lies beyond the medium is an Over: who asks for it is out of order.
    Fetched fetch(std::uint64_t offset, std::uint64_t bytes);

    // Ends what was begun ahead of any asking. Before the disk is asked for anything else.
    void settle();

    std::uint64_t bytes_read() const { return m_bytes_read; }
    std::uint64_t bytes_bad() const { return m_bytes_bad; }
    const std::string& why_over() const { return m_over; }

    static constexpr std::uint64_t largest_fetch = 64 << 20;

private:
    enum class Step { Done, Over };
    enum class Then { GoOn, Stop }; // Whether the next read may be begun at once.

    std::uint64_t block() const { return m_disk.facts().capacity.block_bytes; }
    std::uint64_t size() const { return m_disk.facts().capacity.blocks * block(); }
    Span read_ahead(Span gap) const;
    Step fill(Span asked);
    ReadEnd read_into_file(Span, Then);
    Step narrow(Span bad);
    void begin_ahead(std::uint64_t start);
    Step take_ahead();
    ReadEnd keep(ReadEnd, Span, Then);
    void give_up(Span bad);

    Disk& m_disk;
    base::Descriptor m_file;
    base::Bytes m_buffer;
    base::Bytes m_next_buffer; // For what the device sends while m_buffer is stored.
    std::optional<Span> m_ahead; // Begun.
    int m_in_sequence { 0 }; // Reads, up to now.
    Coverage m_coverage;
    std::uint64_t m_next { 0 }; // Where a reader in sequence would go on.
    std::uint64_t m_bytes_read { 0 };
    std::uint64_t m_bytes_bad { 0 };
    int m_failed_reads { 0 };
    std::string m_over;
};

}
