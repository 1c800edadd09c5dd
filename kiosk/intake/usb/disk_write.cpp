// SPDX-License-Identifier: MIT
// Writing to a disk. Apart from disk.cpp, so that the program which reads media cannot.
#include "kiosk/intake/usb/disk.h"

namespace usb {

// Sticks that clean up behind a large write are silent for long.
static constexpr Milliseconds write_time { 30'000 };

// The same bytes to the same place again do no harm, so a mended fault is tried anew; of a large
// transfer in small ones, which is the caller's.
CommandResult Disk::command_out(base::View words, base::View bytes)
{
    for (int attempt = 1;; ++attempt) {
        auto result = bytes.empty() ? m_bulk.read(m_facts.lun, words, {}, write_time)
                                    : m_bulk.write(m_facts.lun, words, bytes, write_time);
        if (result.end != CommandEnd::Fault)
            return result;
        if (!may_be_mended(result.fault) || attempt == most_tries || bytes.size() > small_transfer
            || ++m_repairs > most_repairs || !m_bulk.recover())
            return result;
    }
}

CommandResult Disk::write_in_small_transfers(std::uint64_t first_block, base::View bytes)
{
    auto block_bytes = m_facts.capacity.block_bytes;
    for (std::size_t done = 0; done < bytes.size(); done += small_transfer) {
        auto piece = bytes.subspan(done, std::min(small_transfer, bytes.size() - done));
        auto result = command_out(scsi::write_blocks(first_block + done / block_bytes,
                                      static_cast<std::uint32_t>(piece.size() / block_bytes)),
            piece);
        if (result.end != CommandEnd::Passed)
            return result;
    }
    return { CommandEnd::Passed, Fault::Failed, 0 };
}

Error Disk::write_failed()
{
    auto reason = why(m_facts.lun);
    if (!reason) {
        m_over = reason.error().message;
        return Error { m_over };
    }
    switch (reason.value()) {
    case scsi::Trouble::WriteProtected: m_over = "it is write protected"; break;
    case scsi::Trouble::NoMedium: m_over = "its medium was taken out"; break;
    case scsi::Trouble::MediumChanged: m_over = "its medium changed"; break;
    case scsi::Trouble::BadSector: m_over = "it has bad sectors and cannot be written"; break;
    case scsi::Trouble::None:
    case scsi::Trouble::NotReady:
    case scsi::Trouble::Unsupported:
    case scsi::Trouble::Other: m_over = "it does not take what is written"; break;
    }
    return Error { m_over };
}

Result<void> Disk::write(std::uint64_t first_block, base::View bytes)
{
    if (!m_over.empty())
        return Error { m_over };
    auto block_bytes = m_facts.capacity.block_bytes;
    auto count = bytes.size() / block_bytes;
    if (bytes.empty() || bytes.size() % block_bytes != 0 || bytes.size() > largest_read
        || first_block >= m_facts.capacity.blocks || count > m_facts.capacity.blocks - first_block)
        return Error { "a write beyond the end of the stick" };
    CommandResult result;
    if (bytes.size() <= m_largest_transfer)
        result = command_out(
            scsi::write_blocks(first_block, static_cast<std::uint32_t>(count)), bytes);
    if (bytes.size() > m_largest_transfer || mends_by_small_transfers(result, bytes.size()))
        result = write_in_small_transfers(first_block, bytes);
    if (result.end == CommandEnd::Failed)
        return write_failed();
    if (result.end == CommandEnd::Fault) {
        m_over = "it broke the rules of USB storage: " + std::string(word(result.fault));
        return Error { m_over };
    }
    return {};
}

// Sticks without a cache may not know the command; then there is nothing to flush.
Result<void> Disk::flush()
{
    if (!m_over.empty())
        return Error { m_over };
    auto result = command_out(scsi::synchronize_cache(), {});
    if (result.end == CommandEnd::Passed)
        return {};
    if (result.end == CommandEnd::Fault) {
        m_over = "it broke the rules of USB storage: " + std::string(word(result.fault));
        return Error { m_over };
    }
    auto reason = why(m_facts.lun);
    if (reason && reason.value() == scsi::Trouble::Unsupported)
        return {};
    m_over = reason ? "it does not keep what is written" : reason.error().message;
    return Error { m_over };
}

}
