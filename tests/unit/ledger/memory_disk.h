// SPDX-License-Identifier: MIT
// A disk in memory that can lose power: what was synced survives, of the rest only a part does.
#pragma once

#include "kiosk/ledger/disk.h"

#include <functional>
#include <map>
#include <random>

namespace ledger {

// Which promise of the disk is broken, for the control that must turn red.
enum class Fault {
    None,
    EntriesNotSynced,
    TilesNotSynced,
    CheckpointNotSynced,
    KeyNotSynced,
    FoldersNotSynced
};

class MemoryDisk final : public Disk {
public:
    struct File {
        base::Bytes bytes; // As a process sees it.
        base::Bytes durable; // As the platter has it.
    };

    explicit MemoryDisk(Fault fault = Fault::None)
        : m_fault(fault)
    {
    }

    // After so many operations every further one fails: the process is gone.
    void stop_after(std::uint64_t operations) { m_left = operations; }
    // Room for so many bytes more; what does not fit is written in part and told.
    void leave_room(std::uint64_t bytes) { m_room = bytes; }
    std::uint64_t operations() const { return m_operations; }

    // What a new start would find: synced bytes, a random part of those that were not (torn at 512
    // bytes), names as far as their folder was synced, and a random number of those after.
    std::map<std::string, base::Bytes> after_power_cut(std::mt19937_64&) const;
    static std::unique_ptr<MemoryDisk> from(
        const std::map<std::string, base::Bytes>&, Fault = Fault::None);

    // The bytes as they are, for tampering.
    std::map<std::string, base::Bytes> files() const;

    Result<base::Bytes> read(const std::string& path) override;
    Result<base::Bytes> read_part(
        const std::string& path, std::uint64_t offset, std::uint64_t size) override;
    Result<bool> exists(const std::string& path) override;
    Result<std::uint64_t> size(const std::string& path) override;
    Result<std::vector<std::string>> list(const std::string& folder) override;
    Result<void> append(const std::string& path, base::View) override;
    Result<void> write_new(const std::string& path, base::View) override;
    Result<void> truncate(const std::string& path, std::uint64_t size) override;
    Result<void> sync(const std::string& path) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<void> remove(const std::string& path) override;
    Result<void> remove_folder(const std::string&) override { return {}; }
    Result<void> make_folder(const std::string&) override { return {}; }
    Result<void> sync_folder(const std::string& path) override;
    Trouble trouble() const override { return m_trouble; }

private:
    using Names = std::map<std::string, std::shared_ptr<File>>;
    Result<void> step();
    std::size_t fit(base::View bytes);
    Result<void> all_of(base::View bytes, std::size_t written);
    bool is_left_unsynced(const std::string& path) const;
    void change_names(std::function<void(Names&)>, const std::string& folder);

    struct NameChange {
        std::string folder;
        std::function<void(Names&)> apply;
    };

    Fault m_fault;
    std::uint64_t m_operations { 0 };
    std::uint64_t m_left { UINT64_MAX };
    std::uint64_t m_room { UINT64_MAX };
    Trouble m_trouble { Trouble::None };
    Names m_names; // As a process sees them.
    Names m_durable_names;
    std::vector<NameChange> m_pending; // In order.
};

}
