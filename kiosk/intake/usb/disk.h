// SPDX-License-Identifier: MIT
// A storage stick as a disk: brought up once, then read block by block, and held to its word. A
// device that changes what it is (its capacity, its medium) or breaks the protocol's rules ends the
// session; nothing that it says afterwards is heard.
#pragma once

#include "kiosk/intake/usb/bulk_only.h"
#include "kiosk/intake/usb/scsi.h"

#include <optional>

namespace usb {

// Whether a reset may mend it. The rest no sound device does.
bool may_be_mended(Fault);

// Waiting, so that tests need none.
class Patience {
public:
    virtual ~Patience() = default;
    virtual void wait(Milliseconds) = 0;
};

struct DiskFacts {
    std::uint8_t lun { 0 };
    std::uint8_t units { 1 }; // Logical units in all; only one of them holds a medium.
    scsi::Inquiry inquiry;
    scsi::Capacity capacity;
    scsi::WriteProtection protection { scsi::WriteProtection::Unknown };
};

enum class ReadEnd {
    Good,
    Bad, // These blocks cannot be had; others may.
    Over, // The session. over() says why.
};

class Disk {
public:
    // Errors are in plain words: what the device is or did. `most` is for all of it: a device that
    // answers each question just in time would keep the port busy for hours.
    static Result<Disk> open(Pipes&, Patience&, Milliseconds most = Milliseconds { 60'000 });

    const DiskFacts& facts() const { return m_facts; }

    // `into` is a whole number of blocks, at most largest_read bytes, within the capacity.
    ReadEnd read(std::uint64_t first_block, std::span<std::uint8_t> into);

    // The same in two halves: the device sends while the caller does other things, but for asking
    // this. Not Good: there is nothing to finish.
    ReadEnd begin_read(std::uint64_t first_block, std::span<std::uint8_t> into);
    ReadEnd finish_read();

    // Asks again for the capacity: the same as at the start, or the session is over.
    ReadEnd check_unchanged();

    // For output media alone (disk_write.cpp, which the reader of media does not hold): the same
    // rule for `bytes`; all of them, or the session is over.
    Result<void> write(std::uint64_t first_block, base::View bytes);
    Result<void> flush(); // What was written survives a power cut, as far as the device says.

    // Why nothing more can be had, in words for the record.
    const std::string& over() const { return m_over; }

    // At once on the bus, as other systems ask of fast sticks; one that fails at that gets no more
    // than small_transfer, which all drivers have kept to with old sticks, for the rest of the
    // session.
    static constexpr std::size_t largest_read = 1 << 20;
    static constexpr std::size_t small_transfer = 32 << 10;

private:
    Disk(Pipes& pipes, Patience& patience)
        : m_bulk(pipes)
        , m_patience(&patience)
    {
    }

    Result<void> choose_unit(std::uint8_t max_lun);
    Result<std::optional<DiskFacts>> look_at(std::uint8_t lun);
    Result<scsi::Trouble> wait_until_ready(std::uint8_t lun);
    Result<scsi::Capacity> capacity(std::uint8_t lun);
    Result<std::size_t> ask(std::uint8_t lun, base::View command, std::span<std::uint8_t> into);
    CommandResult command(std::uint8_t lun, base::View command, std::span<std::uint8_t> into);
    CommandResult mended(
        CommandResult first, std::uint8_t lun, base::View command, std::span<std::uint8_t> into);
    Result<scsi::Trouble> why(std::uint8_t lun);
    bool mends_by_small_transfers(const CommandResult&, std::size_t bytes);
    CommandResult read_in_small_transfers();
    CommandResult command_out(base::View command, base::View bytes);
    CommandResult write_in_small_transfers(std::uint64_t first_block, base::View bytes);
    ReadEnd end_session(std::string why);
    Error write_failed();

    BulkOnly m_bulk;
    Patience* m_patience;
    DiskFacts m_facts;
    std::string m_over;
    std::optional<std::chrono::steady_clock::time_point> m_open_by; // While it is brought up.
    int m_repairs { 0 }; // Resets so far.
    static constexpr int most_tries = 3; // Of one command.
    static constexpr int most_repairs = 32; // Of one session; a stick that needs more is broken.
    std::uint64_t m_read_since_check { 0 };
    std::size_t m_largest_transfer { largest_read };
    base::Bytes m_begun; // The command of a read that was begun,
    std::uint64_t m_begun_at { 0 }; // its first block,
    std::span<std::uint8_t> m_into; // and where its data goes.
};

}
