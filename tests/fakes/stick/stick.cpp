// SPDX-License-Identifier: MIT
#include "tests/fakes/stick/stick.h"

#include <algorithm>

namespace fakes {

using usb::Direction, usb::Transferred, usb::TransferEnd;

std::uint8_t Stick::byte_at(std::uint64_t offset)
{
    return static_cast<std::uint8_t>(offset ^ (offset >> 9) ^ (offset >> 17));
}

static std::uint64_t big_endian(base::View bytes)
{
    std::uint64_t value = 0;
    for (auto byte : bytes)
        value = value << 8 | byte;
    return value;
}

static void put_big_endian(base::Bytes& into, std::uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; --i)
        into.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

Stick::Reply Stick::fail(std::uint8_t key, std::uint8_t code, std::uint8_t qualifier)
{
    m_sense = { 0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, code, qualifier, 0, 0, 0, 0 };
    return { {}, false };
}

Stick::Reply Stick::capacity(bool large)
{
    ++m_capacities;
    auto again = m_capacities > 1;
    auto size = blocks;
    if (again && lie == Lie::GrowingCapacity)
        size *= 4;
    if (again && lie == Lie::ShrinkingCapacity)
        size /= 2;
    auto block = block_bytes;
    if (again && lie == Lie::OtherBlockSize)
        block = block == 512 ? 4096 : 512;
    base::Bytes data;
    if (large) {
        put_big_endian(data, size - 1, 8);
        put_big_endian(data, block, 4);
        data.resize(32);
    } else {
        put_big_endian(data, std::min<std::uint64_t>(size - 1, 0xffffffff), 4);
        put_big_endian(data, block, 4);
    }
    return { data };
}

Stick::Reply Stick::read(std::uint8_t, std::uint64_t first, std::uint64_t count)
{
    ++reads;
    auto lying = reads >= lie_from_read;
    if (lying && lie == Lie::MediumChange)
        return fail(6, 0x28);
    if (lying && lie == Lie::MediumGone)
        return fail(2, 0x3a);
    if (lying && lie == Lie::SenseWrongTag)
        return fail(3, 0x11);
    if (lying && lie == Lie::SenseSaysFine)
        return fail(0, 0);
    if (first >= blocks || count > blocks - first)
        return fail(5, 0x21);
    base::Bytes data(count * block_bytes);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (bad_blocks.contains(first + i)) {
            auto reply = fail(3, 0x11);
            reply.data = base::Bytes(count * block_bytes, 0xee); // Stale, and sent all the same.
            return reply;
        }
    }
    for (std::size_t i = 0; i < data.size(); ++i) {
        auto offset = first * block_bytes + i;
        data[i] = content.empty() ? byte_at(offset) : content[offset];
        if (!storage.empty())
            data[i] = stored_byte(offset);
        if (two_faced && times_read[first + i / block_bytes] > 0)
            data[i] ^= 0xff;
    }
    for (std::uint64_t i = 0; i < count; ++i)
        ++times_read[first + i];
    return { data };
}

// Where a block really lies; `blocks` if nowhere.
std::uint64_t Stick::place_of(std::uint64_t block) const
{
    if (block < true_blocks || beyond == Beyond::Keeps)
        return block;
    return beyond == Beyond::Wraps ? block % true_blocks : blocks;
}

std::uint8_t Stick::stored_byte(std::uint64_t offset) const
{
    auto place = place_of(offset / block_bytes);
    return place == blocks ? 0 : storage[place * block_bytes + offset % block_bytes];
}

Stick::Reply Stick::write(std::uint64_t first, base::View data)
{
    ++writes;
    if (write_protected)
        return fail(7, 0x27);
    if (first >= blocks || data.size() / block_bytes > blocks - first)
        return fail(5, 0x21);
    if (--good_writes_left < 0)
        return fail(3, 0x0c);
    if (--writes_left < 0) {
        unplugged = true;
        data = data.first(data.size() / block_bytes / 2 * block_bytes); // So far it came.
    }
    for (; !data.empty(); data = data.subspan(block_bytes), ++first) {
        if (auto place = place_of(first); place != blocks)
            std::ranges::copy(data.first(block_bytes),
                storage.begin() + static_cast<std::ptrdiff_t>(place * block_bytes));
    }
    return {};
}

Stick::Reply Stick::answer(std::uint8_t lun, base::View command)
{
    switch (command[0]) {
    case 0x00:
        if (without_medium.contains(lun))
            return fail(2, 0x3a);
        if (busy_answers > 0) {
            --busy_answers;
            return fail(2, 4, 1);
        }
        return {};
    case 0x03: return { m_sense };
    case 0x12: {
        base::Bytes data { types.at(std::min<std::size_t>(lun, types.size() - 1)), 0x80, 5, 2, 31,
            0, 0, 0 };
        for (auto c : std::string_view("ACME    Stick\x1b[31m        1.0 "))
            data.push_back(static_cast<std::uint8_t>(c));
        data.resize(36, ' ');
        return { data };
    }
    case 0x1a: return { { 3, 0, static_cast<std::uint8_t>(write_protected ? 0x80 : 0), 0 } };
    case 0x25: return capacity(false);
    case 0x9e: return capacity(true);
    case 0x28:
        return read(lun, big_endian(command.subspan(2, 4)), big_endian(command.subspan(7, 2)));
    case 0x35: return {};
    case 0x88:
        return read(lun, big_endian(command.subspan(2, 8)), big_endian(command.subspan(10, 4)));
    default: return fail(5, 0x20);
    }
}

void Stick::queue(std::uint32_t tag, std::size_t wanted, Reply reply, bool may_lie)
{
    auto active = may_lie && (reads >= lie_from_read || lies_about_all) ? lie : Lie::None;
    if (active == Lie::Hang)
        return;
    if (active == Lie::HangOnce) {
        lie = Lie::None;
        return;
    }
    auto data = std::move(reply.data);
    data.resize(std::min(data.size(), wanted));
    auto residue = static_cast<std::uint32_t>(wanted - data.size());
    if (active == Lie::ShortGood)
        data.resize(data.size() / 2);
    if (active == Lie::ShortHonest) {
        data.resize(data.size() / 2);
        residue = static_cast<std::uint32_t>(wanted - data.size());
    }
    if (active == Lie::Babble)
        m_steps.push_back({ TransferEnd::Overflow, data });
    else if (active == Lie::NoLength)
        m_steps.push_back({ TransferEnd::Done, {} });
    else if (active == Lie::StallForGood)
        for (int i = 0; i < 64; ++i)
            m_steps.push_back({ TransferEnd::Stall, {} });
    else if (wanted != 0 && (active == Lie::NoDataGood || (data.empty() && !reply.good)))
        m_steps.push_back({ TransferEnd::Stall, {} });
    else if (wanted != 0)
        m_steps.push_back({ TransferEnd::Done, data });
    if (active == Lie::StallStatus) {
        m_steps.push_back({ TransferEnd::Stall, {} });
        lie = Lie::None;
    }
    base::Bytes status;
    base::append_u32_le(status, active == Lie::WrongSignature ? 0x58585858 : 0x53425355);
    base::append_u32_le(
        status, active == Lie::WrongTag || active == Lie::SenseWrongTag ? tag ^ 0xdeadbeef : tag);
    base::append_u32_le(status, active == Lie::HugeResidue ? 0xffffffff : residue);
    status.push_back(active == Lie::PhaseError ? 2 : reply.good ? 0 : 1);
    if (active == Lie::ShortStatus)
        status.resize(12);
    if (active == Lie::StatusFirst)
        m_steps.back().bytes = status;
    m_steps.push_back({ TransferEnd::Done, status });
}

void Stick::queue_status(std::uint32_t tag, bool good)
{
    base::Bytes status;
    base::append_u32_le(status, 0x53425355);
    base::append_u32_le(status, tag);
    base::append_u32_le(status, 0);
    status.push_back(good ? 0 : 1);
    m_steps.push_back({ TransferEnd::Done, status });
}

Transferred Stick::send(base::View bytes, usb::Milliseconds)
{
    if (unplugged)
        return { TransferEnd::Gone, 0 };
    if (!m_awaited.empty()) {
        auto command = std::move(m_awaited);
        m_awaited.clear();
        auto first = command[0] == 0x2a ? big_endian(base::View(command).subspan(2, 4))
                                        : big_endian(base::View(command).subspan(2, 8));
        auto reply = write(first, bytes.first(std::min(bytes.size(), m_awaited_bytes)));
        queue_status(m_awaited_tag, reply.good);
        return { unplugged ? TransferEnd::Gone : TransferEnd::Done, bytes.size() };
    }
    base::Reader reader(bytes);
    auto signature = reader.u32_le();
    auto tag = reader.u32_le();
    auto wanted = reader.u32_le();
    if (bytes.size() != 31 || signature.value() != 0x43425355)
        return { TransferEnd::Stall, 0 };
    m_steps.clear();
    auto command = bytes.subspan(15, bytes[14]);
    commands.emplace_back(command.begin(), command.end());
    if (!storage.empty() && (command[0] == 0x2a || command[0] == 0x8a)) {
        m_awaited.assign(command.begin(), command.end());
        m_awaited_tag = tag.value();
        m_awaited_bytes = wanted.value();
        if (m_awaited_bytes > most_at_once)
            return { TransferEnd::Timeout, 0 };
        return { TransferEnd::Done, bytes.size() };
    }
    if (wanted.value() > most_at_once)
        return { TransferEnd::Done, bytes.size() };
    auto may_lie = command[0] == 0x28 || command[0] == 0x88;
    if (lie == Lie::SenseWrongTag)
        may_lie = command[0] == 0x03;
    if (lies_about_all)
        may_lie = true;
    queue(tag.value(), wanted.value(), answer(bytes[13], command), may_lie);
    return { TransferEnd::Done, bytes.size() };
}

Transferred Stick::receive(std::span<std::uint8_t> into, usb::Milliseconds)
{
    if (unplugged)
        return { TransferEnd::Gone, 0 };
    if (m_steps.empty())
        return { TransferEnd::Timeout, 0 };
    auto step = m_steps.front();
    m_steps.pop_front();
    auto count = std::min(step.bytes.size(), into.size());
    std::copy_n(step.bytes.begin(), count, into.begin());
    return { step.end, count };
}

TransferEnd Stick::clear_halt(Direction)
{
    return unplugged ? TransferEnd::Gone : TransferEnd::Done;
}

TransferEnd Stick::reset()
{
    ++resets;
    m_steps.clear();
    m_awaited.clear();
    return unplugged ? TransferEnd::Gone : TransferEnd::Done;
}

Transferred Stick::max_lun(std::span<std::uint8_t, 1> into)
{
    into[0] = static_cast<std::uint8_t>(luns - 1);
    return { luns > 1 ? TransferEnd::Done : TransferEnd::Stall, luns > 1 ? 1u : 0u };
}

}
