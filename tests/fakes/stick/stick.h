// SPDX-License-Identifier: MIT
// A storage stick in memory that keeps the rules of bulk-only transport, or breaks the one that a
// test names.
#pragma once

#include "kiosk/intake/usb/disk.h"

#include <deque>
#include <map>
#include <set>

namespace fakes {

enum class Lie {
    None,
    WrongTag,
    WrongSignature,
    PhaseError,
    ShortGood, // Half of the data, no residue, status good.
    ShortHonest, // Half of the data, with its residue, status good.
    NoDataGood, // The data pipe stalls, status good without residue.
    Babble,
    Hang,
    HangOnce,
    StallStatus, // Once; the second try succeeds.
    StallForGood,
    ShortStatus,
    HugeResidue,
    GrowingCapacity,
    ShrinkingCapacity,
    OtherBlockSize, // From the second time that it is asked.
    StatusFirst, // Its status where the data should be, and then again.
    NoLength, // A packet without data, and a good status.
    SenseWrongTag, // In what it says about a failed read.
    SenseSaysFine, // The read failed, and nothing was wrong.
    MediumChange,
    MediumGone,
};

class Stick final : public usb::Pipes {
public:
    explicit Stick(std::uint64_t size, std::uint32_t size_of_block = 512)
        : blocks(size)
        , block_bytes(size_of_block)
    {
    }

    usb::Transferred send(base::View, usb::Milliseconds) override;
    usb::Transferred receive(std::span<std::uint8_t>, usb::Milliseconds) override;
    usb::TransferEnd clear_halt(usb::Direction) override;
    usb::TransferEnd reset() override;
    usb::Transferred max_lun(std::span<std::uint8_t, 1>) override;

    static std::uint8_t byte_at(std::uint64_t offset); // What a sound read gives.

    // What it is.
    std::uint64_t blocks;
    std::uint32_t block_bytes;
    std::uint8_t luns { 1 };
    std::vector<std::uint8_t> types { 0 }; // Peripheral type of each unit.
    std::set<std::uint8_t> without_medium; // Units.
    int busy_answers { 0 }; // "Becoming ready" so many times.
    bool write_protected { false };
    std::set<std::uint64_t> bad_blocks;
    std::size_t most_at_once { SIZE_MAX }; // Bytes; it hangs at a larger transfer.
    base::View content; // Instead of byte_at(), for a stick with a file system.
    bool two_faced { false }; // Another content for each block that is read again.

    // Made writable: it keeps what is written, and has zeros at first.
    void make_writable() { storage.assign(blocks * block_bytes, 0); }
    base::Bytes storage;
    enum class Beyond { Keeps, Wraps, Drops } beyond { Beyond::Keeps };
    std::uint64_t true_blocks { UINT64_MAX }; // What lies beyond does as `beyond` says.
    int writes_left { INT32_MAX }; // Then it is unplugged, in the midst of the next one.
    int good_writes_left { INT32_MAX }; // Then writes fail, as on worn flash.

    // How it lies, from the n-th READ on.
    Lie lie { Lie::None };
    int lie_from_read { 1 };
    bool lies_about_all { false }; // In the answers to all other commands, too.
    bool unplugged { false };

    // What it saw.
    std::vector<base::Bytes> commands;
    int resets { 0 };
    int reads { 0 };
    int writes { 0 };
    std::map<std::uint64_t, int> times_read; // By block; only good reads count.

private:
    struct Step {
        usb::TransferEnd end { usb::TransferEnd::Done };
        base::Bytes bytes;
    };
    struct Reply {
        base::Bytes data;
        bool good { true };
    };

    Reply answer(std::uint8_t lun, base::View command);
    Reply fail(std::uint8_t key, std::uint8_t code, std::uint8_t qualifier = 0);
    Reply read(std::uint8_t lun, std::uint64_t first, std::uint64_t count);
    Reply capacity(bool large);
    Reply write(std::uint64_t first, base::View data);
    void queue_status(std::uint32_t tag, bool good);
    std::uint64_t place_of(std::uint64_t block) const;
    std::uint8_t stored_byte(std::uint64_t offset) const;
    void queue(std::uint32_t tag, std::size_t wanted, Reply, bool may_lie);

    std::deque<Step> m_steps;
    base::Bytes m_awaited; // The command of a WRITE whose data is to come.
    std::uint32_t m_awaited_tag { 0 };
    std::size_t m_awaited_bytes { 0 };
    base::Bytes m_sense;
    int m_capacities { 0 };
};

// Does not wait, but counts how often it was asked to.
class Impatience final : public usb::Patience {
public:
    void wait(usb::Milliseconds time) override
    {
        ++waits;
        waited += time;
    }
    int waits { 0 };
    usb::Milliseconds waited { 0 };
};

}
