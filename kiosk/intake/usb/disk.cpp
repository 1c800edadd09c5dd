// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/disk.h"

#include <algorithm>
#include <array>

namespace usb {

static constexpr Milliseconds command_time { 10'000 };
static constexpr Milliseconds between_tries { 200 };
static constexpr int ready_tries = 75; // With the wait between: about 15 s, as drives spin up.
static constexpr std::uint64_t check_every = 256ull << 20; // Bytes between two looks at the size.

bool may_be_mended(Fault fault)
{
    switch (fault) {
    case Fault::Silent:
    case Fault::Stalled:
    case Fault::PhaseError:
    case Fault::Failed: return true;
    case Fault::Gone:
    case Fault::WrongSignature:
    case Fault::WrongTag:
    case Fault::WrongResidue:
    case Fault::WrongLength:
    case Fault::Babble: return false;
    }
    return false;
}

// After this nothing but Passed, Failed, or a Fault that ends the session.
CommandResult Disk::mended(
    CommandResult result, std::uint8_t lun, base::View words, std::span<std::uint8_t> into)
{
    for (int attempt = 1;; ++attempt) {
        if (result.end != CommandEnd::Fault)
            return result;
        if (!may_be_mended(result.fault) || attempt == most_tries || ++m_repairs > most_repairs
            || !m_bulk.recover())
            return result;
        result = m_bulk.read(lun, words, into, command_time);
    }
}

CommandResult Disk::command(std::uint8_t lun, base::View words, std::span<std::uint8_t> into)
{
    if (m_open_by && std::chrono::steady_clock::now() > *m_open_by)
        return { CommandEnd::Fault, Fault::Silent, 0 };
    return mended(m_bulk.read(lun, words, into, command_time), lun, words, into);
}

static Error fault_error(Fault fault)
{
    return Error { "it broke the rules of USB storage: " + std::string(word(fault)) };
}

// The reason of a failed command. A device that cannot say it has `Other`; one that breaks a rule
// even here is an Error.
Result<scsi::Trouble> Disk::why(std::uint8_t lun)
{
    std::array<std::uint8_t, scsi::sense_bytes> answer {};
    auto result = command(lun, scsi::request_sense(scsi::sense_bytes), answer);
    if (result.end == CommandEnd::Fault)
        return fault_error(result.fault);
    if (result.end == CommandEnd::Failed)
        return scsi::Trouble::Other;
    auto sense = scsi::parse_sense(std::span(answer).first(result.bytes));
    return sense ? scsi::trouble_of(sense.value()) : scsi::Trouble::Other;
}

// One command whose failure is an Error.
Result<std::size_t> Disk::ask(std::uint8_t lun, base::View words, std::span<std::uint8_t> into)
{
    auto result = command(lun, words, into);
    if (result.end == CommandEnd::Fault)
        return fault_error(result.fault);
    if (result.end == CommandEnd::Failed)
        return Error { "it refuses a command that every disk knows" };
    return result.bytes;
}

Result<scsi::Trouble> Disk::wait_until_ready(std::uint8_t lun)
{
    for (int attempt = 0; attempt < ready_tries; ++attempt) {
        auto result = command(lun, scsi::test_unit_ready(), {});
        if (result.end == CommandEnd::Fault)
            return fault_error(result.fault);
        if (result.end == CommandEnd::Passed)
            return scsi::Trouble::None;
        auto trouble = TRY(why(lun));
        if (trouble == scsi::Trouble::NoMedium)
            return trouble;
        // The first command after power-on reports the change; then it is ready or says why.
        if (trouble != scsi::Trouble::MediumChanged)
            m_patience->wait(between_tries);
    }
    return Error { "it does not become ready" };
}

Result<scsi::Capacity> Disk::capacity(std::uint8_t lun)
{
    std::array<std::uint8_t, scsi::capacity_16_bytes> answer {};
    auto short_answer = std::span(answer).first(scsi::capacity_10_bytes);
    auto bytes = TRY(ask(lun, scsi::read_capacity_10(), short_answer));
    auto small = TRY(scsi::parse_capacity_10(short_answer.first(bytes)));
    if (const auto* capacity = std::get_if<scsi::Capacity>(&small))
        return *capacity;
    bytes = TRY(ask(lun, scsi::read_capacity_16(scsi::capacity_16_bytes), answer));
    return scsi::parse_capacity_16(std::span(answer).first(bytes));
}

Result<std::optional<DiskFacts>> Disk::look_at(std::uint8_t lun)
{
    DiskFacts facts;
    facts.lun = lun;
    std::array<std::uint8_t, scsi::inquiry_bytes> answer {};
    auto bytes = TRY(ask(lun, scsi::inquiry(scsi::inquiry_bytes), answer));
    facts.inquiry = TRY(scsi::parse_inquiry(std::span(answer).first(bytes)));
    if (facts.inquiry.peripheral == scsi::Peripheral::None)
        return std::optional<DiskFacts> {};
    if (facts.inquiry.peripheral == scsi::Peripheral::Other
        || (lun > 0 && facts.inquiry.peripheral != scsi::Peripheral::Disk))
        return Error { "one of its units is no disk" };
    if (TRY(wait_until_ready(lun)) == scsi::Trouble::NoMedium)
        return std::optional<DiskFacts> {};
    facts.capacity = TRY(capacity(lun));
    std::array<std::uint8_t, 192> pages {};
    auto mode = command(lun, scsi::mode_sense(pages.size()), pages);
    if (mode.end == CommandEnd::Fault)
        return fault_error(mode.fault);
    if (mode.end == CommandEnd::Passed)
        facts.protection = scsi::parse_mode_sense(std::span(pages).first(mode.bytes));
    else
        TRY(why(lun));
    return std::optional(facts);
}

Result<void> Disk::choose_unit(std::uint8_t max_lun)
{
    std::optional<DiskFacts> chosen;
    for (unsigned lun = 0; lun <= max_lun; ++lun) {
        auto facts = TRY(look_at(static_cast<std::uint8_t>(lun)));
        if (facts && chosen)
            return Error { "it holds two media at once; plug in one at a time" };
        if (facts)
            chosen = facts;
    }
    if (!chosen)
        return Error { "there is no medium in it" };
    m_facts = *chosen;
    m_facts.units = static_cast<std::uint8_t>(max_lun + 1);
    return {};
}

Result<Disk> Disk::open(Pipes& pipes, Patience& patience, Milliseconds most)
{
    Disk disk(pipes, patience);
    disk.m_open_by = std::chrono::steady_clock::now() + most;
    TRY(disk.choose_unit(disk.m_bulk.max_lun()));
    disk.m_open_by.reset();
    return disk;
}

ReadEnd Disk::end_session(std::string why)
{
    m_over = std::move(why);
    return ReadEnd::Over;
}

ReadEnd Disk::check_unchanged()
{
    if (!m_over.empty())
        return ReadEnd::Over;
    m_read_since_check = 0;
    auto now = capacity(m_facts.lun);
    if (!now)
        return end_session(now.error().message);
    if (now.value() != m_facts.capacity)
        return end_session("its capacity changed while it was read");
    return ReadEnd::Good;
}

ReadEnd Disk::begin_read(std::uint64_t first_block, std::span<std::uint8_t> into)
{
    if (!m_over.empty())
        return ReadEnd::Over;
    auto block_bytes = m_facts.capacity.block_bytes;
    auto count = into.size() / block_bytes;
    if (into.empty() || into.size() % block_bytes != 0 || into.size() > largest_read
        || first_block >= m_facts.capacity.blocks || count > m_facts.capacity.blocks - first_block)
        return ReadEnd::Bad;
    if (m_read_since_check >= check_every && check_unchanged() == ReadEnd::Over)
        return ReadEnd::Over;
    m_begun = scsi::read_blocks(first_block, static_cast<std::uint32_t>(count));
    m_begun_at = first_block;
    m_into = into;
    if (into.size() <= m_largest_transfer)
        m_bulk.begin_read(m_facts.lun, m_begun, into, command_time);
    return ReadEnd::Good;
}

ReadEnd Disk::read(std::uint64_t first_block, std::span<std::uint8_t> into)
{
    auto begun = begin_read(first_block, into);
    return begun == ReadEnd::Good ? finish_read() : begun;
}

// After a fault that a reset may mend; the transfer is then to be done again, in small ones.
bool Disk::mends_by_small_transfers(const CommandResult& result, std::size_t bytes)
{
    if (result.end != CommandEnd::Fault || !may_be_mended(result.fault) || bytes <= small_transfer
        || ++m_repairs > most_repairs || !m_bulk.recover())
        return false;
    m_largest_transfer = small_transfer;
    return true;
}

CommandResult Disk::read_in_small_transfers()
{
    auto block_bytes = m_facts.capacity.block_bytes;
    for (std::size_t done = 0; done < m_into.size(); done += small_transfer) {
        auto into = m_into.subspan(done, std::min(small_transfer, m_into.size() - done));
        auto words = scsi::read_blocks(
            m_begun_at + done / block_bytes, static_cast<std::uint32_t>(into.size() / block_bytes));
        auto result = command(m_facts.lun, words, into);
        if (result.end != CommandEnd::Passed || result.bytes != into.size())
            return result;
    }
    return { CommandEnd::Passed, Fault::Failed, m_into.size() };
}

ReadEnd Disk::finish_read()
{
    CommandResult result;
    if (m_into.size() > m_largest_transfer) {
        result = read_in_small_transfers();
    } else {
        result = m_bulk.finish_read();
        result = mends_by_small_transfers(result, m_into.size())
            ? read_in_small_transfers()
            : mended(result, m_facts.lun, m_begun, m_into);
    }
    if (result.end == CommandEnd::Fault)
        return end_session(fault_error(result.fault).message);
    if (result.end == CommandEnd::Passed && result.bytes == m_into.size()) {
        m_read_since_check += m_into.size();
        return ReadEnd::Good;
    }
    if (result.end == CommandEnd::Passed)
        return end_session("it said that a read went well and gave less than asked for");
    auto trouble = why(m_facts.lun);
    if (!trouble)
        return end_session(trouble.error().message);
    switch (trouble.value()) {
    case scsi::Trouble::NoMedium: return end_session("its medium was taken out");
    case scsi::Trouble::MediumChanged: return end_session("its medium changed");
    case scsi::Trouble::None:
    case scsi::Trouble::NotReady:
    case scsi::Trouble::BadSector:
    case scsi::Trouble::WriteProtected:
    case scsi::Trouble::Unsupported:
    case scsi::Trouble::Other: return ReadEnd::Bad;
    }
    return ReadEnd::Bad;
}

}
