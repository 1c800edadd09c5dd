// SPDX-License-Identifier: MIT
// One SCSI command at a time over two pipes: Universal Serial Bus Mass Storage Class, Bulk-Only
// Transport, revision 1.0.
//
// The device is believed only where its data, its status and its residue agree. A status of "good"
// with fewer bytes than asked for is a lie here, not a success.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/intake/usb/descriptors.h"

#include <chrono>

namespace usb {

using Milliseconds = std::chrono::milliseconds;

enum class TransferEnd { Done, Stall, Timeout, Overflow, Gone, Failed };

struct Transferred {
    TransferEnd end { TransferEnd::Failed };
    std::size_t bytes { 0 };
};

// A claimed interface. The real one is libusb's; tests have theirs.
class Pipes {
public:
    virtual ~Pipes() = default;
    virtual Transferred send(base::View, Milliseconds) = 0;
    virtual Transferred receive(std::span<std::uint8_t>, Milliseconds) = 0;
    // The same in two halves, so that the caller can do other things while the device sends. The
    // buffer is the pipes' in between, and nothing else may be asked of them.
    virtual void begin_receive(std::span<std::uint8_t> into, Milliseconds time)
    {
        m_begun = receive(into, time);
    }
    virtual Transferred finish_receive() { return m_begun; }
    virtual TransferEnd clear_halt(Direction) = 0;
    virtual TransferEnd reset() = 0; // Bulk-Only Mass Storage Reset, section 3.1.
    virtual Transferred max_lun(std::span<std::uint8_t, 1>) = 0; // Section 3.2.

private:
    Transferred m_begun;
};

// What a device did that no sound device does, or that ends the session.
enum class Fault {
    Gone, // Unplugged.
    Silent, // Timed out, and again after a reset.
    Stalled, // Would not be brought back by a reset.
    PhaseError,
    WrongSignature,
    WrongTag,
    WrongResidue,
    WrongLength, // Of the status, or data that is short with a good status.
    Babble, // More data than asked for.
    Failed, // Of the bus.
};
std::string_view word(Fault); // "wrong tag"

enum class CommandEnd { Passed, Failed, Fault };

struct CommandResult {
    CommandEnd end { CommandEnd::Fault };
    Fault fault { Fault::Failed }; // If it ended so.
    std::size_t bytes { 0 }; // Received, and vouched for by the status; else 0.
};

class BulkOnly {
public:
    explicit BulkOnly(Pipes& pipes)
        : m_pipes(pipes)
    {
    }

    // Data comes in, if `into` is not empty. Fewer bytes than fit are Passed only if the device
    // says so in its residue.
    CommandResult read(
        std::uint8_t lun, base::View command, std::span<std::uint8_t> into, Milliseconds);
    // The same in two halves: the data moves while the caller does other things.
    void begin_read(
        std::uint8_t lun, base::View command, std::span<std::uint8_t> into, Milliseconds);
    CommandResult finish_read();
    // Data goes out, all of it.
    CommandResult write(std::uint8_t lun, base::View command, base::View data, Milliseconds);

    // Section 5.3.4. After a Fault, before the next command.
    Result<void> recover();

    // The highest logical unit number; a device that stalls has only number 0.
    std::uint8_t max_lun();

private:
    CommandResult status(std::size_t wanted, std::size_t moved, Milliseconds);

    Pipes& m_pipes;
    std::uint32_t m_tag { 0 };

    // Of a read that was begun.
    std::span<std::uint8_t> m_into;
    Milliseconds m_time { 0 };
    TransferEnd m_sent { TransferEnd::Failed };
};

}
