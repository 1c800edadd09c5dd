// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/bulk_only.h"

#include <algorithm>
#include <array>

namespace usb {

static constexpr std::uint32_t command_signature = 0x43425355; // "USBC"
static constexpr std::uint32_t status_signature = 0x53425355; // "USBS"
static constexpr std::size_t status_bytes = 13;
static constexpr std::uint8_t largest_lun = 15;

std::string_view word(Fault fault)
{
    switch (fault) {
    case Fault::Gone: return "unplugged";
    case Fault::Silent: return "no answer in time";
    case Fault::Stalled: return "stalled";
    case Fault::PhaseError: return "phase error";
    case Fault::WrongSignature: return "wrong signature";
    case Fault::WrongTag: return "wrong tag";
    case Fault::WrongResidue: return "wrong residue";
    case Fault::WrongLength: return "wrong length";
    case Fault::Babble: return "more data than asked for";
    case Fault::Failed: return "bus error";
    }
    return "";
}

static Fault fault_of(TransferEnd end)
{
    switch (end) {
    case TransferEnd::Stall: return Fault::Stalled;
    case TransferEnd::Timeout: return Fault::Silent;
    case TransferEnd::Overflow: return Fault::Babble;
    case TransferEnd::Gone: return Fault::Gone;
    case TransferEnd::Done:
    case TransferEnd::Failed: return Fault::Failed;
    }
    return Fault::Failed;
}

static CommandResult faulty(Fault fault)
{
    return { CommandEnd::Fault, fault, 0 };
}

// Section 5.1. The data length and its direction are always what the command's own fields say.
static base::Bytes wrapper(
    std::uint32_t tag, std::uint8_t lun, base::View command, std::size_t bytes, Direction direction)
{
    base::Bytes block;
    base::append_u32_le(block, command_signature);
    base::append_u32_le(block, tag);
    base::append_u32_le(block, static_cast<std::uint32_t>(bytes));
    block.push_back(direction == Direction::In ? 0x80 : 0x00);
    block.push_back(lun);
    block.push_back(static_cast<std::uint8_t>(command.size()));
    base::append(block, command);
    block.resize(31);
    return block;
}

// Section 5.2 and figure 2: a stalled status is asked for once more. `moved` is what the data pipe
// carried; the residue must be the rest.
CommandResult BulkOnly::status(std::size_t wanted, std::size_t moved, Milliseconds time)
{
    std::array<std::uint8_t, status_bytes> block {};
    auto got = m_pipes.receive(block, time);
    if (got.end == TransferEnd::Stall) {
        if (auto cleared = m_pipes.clear_halt(Direction::In); cleared != TransferEnd::Done)
            return faulty(fault_of(cleared));
        got = m_pipes.receive(block, time);
    }
    if (got.end != TransferEnd::Done)
        return faulty(fault_of(got.end));
    if (got.bytes != status_bytes)
        return faulty(Fault::WrongLength);
    base::Reader reader(block);
    auto signature = reader.u32_le();
    auto tag = reader.u32_le();
    auto residue = reader.u32_le();
    if (!signature || signature.value() != status_signature)
        return faulty(Fault::WrongSignature);
    if (!tag || tag.value() != m_tag)
        return faulty(Fault::WrongTag);
    if (!residue || residue.value() > wanted)
        return faulty(Fault::WrongResidue);
    switch (block[12]) {
    case 0: break;
    case 1: return { CommandEnd::Failed, Fault::Failed, 0 };
    case 2: return faulty(Fault::PhaseError);
    default: return faulty(Fault::WrongLength);
    }
    // Some devices send all and count it as residue; what they vouch for is the less of the two.
    auto vouched = wanted - residue.value();
    if (vouched > moved)
        return faulty(Fault::WrongLength);
    return { CommandEnd::Passed, Fault::Failed, vouched };
}

void BulkOnly::begin_read(
    std::uint8_t lun, base::View command, std::span<std::uint8_t> into, Milliseconds time)
{
    ++m_tag;
    m_into = into;
    m_time = time;
    m_sent = m_pipes.send(wrapper(m_tag, lun, command, into.size(), Direction::In), time).end;
    if (m_sent == TransferEnd::Done && !into.empty())
        m_pipes.begin_receive(into, time);
}

CommandResult BulkOnly::finish_read()
{
    if (m_sent != TransferEnd::Done)
        return faulty(fault_of(m_sent));
    std::size_t moved = 0;
    if (!m_into.empty()) {
        auto got = m_pipes.finish_receive();
        moved = std::min(got.bytes, m_into.size());
        if (got.end == TransferEnd::Stall) {
            // Section 6.7.2: it ends its data so; the status tells why.
            if (auto cleared = m_pipes.clear_halt(Direction::In); cleared != TransferEnd::Done)
                return faulty(fault_of(cleared));
        } else if (got.end != TransferEnd::Done) {
            return faulty(fault_of(got.end));
        }
    }
    return status(m_into.size(), moved, m_time);
}

CommandResult BulkOnly::read(
    std::uint8_t lun, base::View command, std::span<std::uint8_t> into, Milliseconds time)
{
    begin_read(lun, command, into, time);
    return finish_read();
}

CommandResult BulkOnly::write(
    std::uint8_t lun, base::View command, base::View data, Milliseconds time)
{
    ++m_tag;
    auto block = wrapper(m_tag, lun, command, data.size(), Direction::Out);
    auto sent = m_pipes.send(block, time);
    if (sent.end != TransferEnd::Done)
        return faulty(fault_of(sent.end));
    std::size_t moved = 0;
    if (!data.empty()) {
        auto given = m_pipes.send(data, time);
        moved = std::min(given.bytes, data.size());
        if (given.end == TransferEnd::Stall) {
            if (auto cleared = m_pipes.clear_halt(Direction::Out); cleared != TransferEnd::Done)
                return faulty(fault_of(cleared));
        } else if (given.end != TransferEnd::Done) {
            return faulty(fault_of(given.end));
        }
    }
    auto result = status(data.size(), moved, time);
    if (result.end == CommandEnd::Passed && result.bytes != data.size())
        return faulty(Fault::WrongResidue);
    return result;
}

Result<void> BulkOnly::recover()
{
    if (m_pipes.reset() != TransferEnd::Done
        || m_pipes.clear_halt(Direction::In) != TransferEnd::Done
        || m_pipes.clear_halt(Direction::Out) != TransferEnd::Done)
        return Error { "the device did not come back after a reset" };
    return {};
}

std::uint8_t BulkOnly::max_lun()
{
    std::array<std::uint8_t, 1> answer {};
    auto got = m_pipes.max_lun(answer);
    if (got.end != TransferEnd::Done || got.bytes != 1 || answer[0] > largest_lun)
        return 0;
    return answer[0];
}

}
