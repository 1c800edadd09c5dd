// SPDX-License-Identifier: MIT
#include "tests/unit/ledger/memory_disk.h"

#include <algorithm>

namespace ledger {

Result<void> MemoryDisk::step()
{
    ++m_operations;
    if (m_left == 0) {
        m_trouble = Trouble::Broken;
        return Error { "no power" };
    }
    --m_left;
    return {};
}

std::size_t MemoryDisk::fit(base::View bytes)
{
    auto written = std::min<std::uint64_t>(bytes.size(), m_room);
    m_room -= m_room == UINT64_MAX ? 0 : written;
    return written;
}

Result<void> MemoryDisk::all_of(base::View bytes, std::size_t written)
{
    if (written == bytes.size())
        return {};
    m_trouble = Trouble::NoSpace;
    return Error { "no space left" };
}

bool MemoryDisk::is_left_unsynced(const std::string& path) const
{
    switch (m_fault) {
    case Fault::None:
    case Fault::FoldersNotSynced: return false;
    case Fault::EntriesNotSynced: return path == "entries.log";
    case Fault::TilesNotSynced: return path.starts_with("tile/");
    case Fault::CheckpointNotSynced: return path == "checkpoint.new";
    case Fault::KeyNotSynced: return path == "key.next.new";
    }
    return false;
}

void MemoryDisk::change_names(std::function<void(Names&)> change, const std::string& folder)
{
    change(m_names);
    m_pending.push_back({ folder, std::move(change) });
}

Result<base::Bytes> MemoryDisk::read(const std::string& path)
{
    auto found = m_names.find(path);
    return found == m_names.end() ? base::Bytes {} : found->second->bytes;
}

Result<base::Bytes> MemoryDisk::read_part(
    const std::string& path, std::uint64_t offset, std::uint64_t size)
{
    auto bytes = TRY(read(path));
    if (offset > bytes.size() || size > bytes.size() - offset)
        return Error { "read past the end" };
    auto part = base::View(bytes).subspan(offset, size);
    return base::Bytes(part.begin(), part.end());
}

Result<bool> MemoryDisk::exists(const std::string& path)
{
    return m_names.contains(path);
}

Result<std::uint64_t> MemoryDisk::size(const std::string& path)
{
    return TRY(read(path)).size();
}

Result<std::vector<std::string>> MemoryDisk::list(const std::string& folder)
{
    std::vector<std::string> paths;
    for (const auto& [path, file] : m_names) {
        if (file && path.starts_with(folder + "/"))
            paths.push_back(path);
    }
    return paths;
}

Result<void> MemoryDisk::append(const std::string& path, base::View bytes)
{
    TRY(step());
    if (!m_names.contains(path)) {
        auto file = std::make_shared<File>();
        change_names([path, file](Names& names) { names[path] = file; }, folder_of(path));
    }
    auto written = fit(bytes);
    base::append(m_names[path]->bytes, bytes.first(written));
    return all_of(bytes, written);
}

Result<void> MemoryDisk::write_new(const std::string& path, base::View bytes)
{
    TRY(step());
    auto file = std::make_shared<File>();
    auto written = fit(bytes);
    base::append(file->bytes, bytes.first(written));
    change_names([path, file](Names& names) { names[path] = file; }, folder_of(path));
    return all_of(bytes, written);
}

Result<void> MemoryDisk::truncate(const std::string& path, std::uint64_t size)
{
    TRY(step());
    m_names[path]->bytes.resize(size);
    return {};
}

Result<void> MemoryDisk::sync(const std::string& path)
{
    TRY(step());
    if (is_left_unsynced(path))
        return {};
    m_names[path]->durable = m_names[path]->bytes;
    return {};
}

Result<void> MemoryDisk::rename(const std::string& from, const std::string& to)
{
    TRY(step());
    change_names(
        [from, to](Names& names) {
            names[to] = names[from];
            names.erase(from);
        },
        folder_of(to));
    return {};
}

Result<void> MemoryDisk::remove(const std::string& path)
{
    TRY(step());
    change_names([path](Names& names) { names.erase(path); }, folder_of(path));
    return {};
}

Result<void> MemoryDisk::sync_folder(const std::string& path)
{
    TRY(step());
    if (m_fault == Fault::FoldersNotSynced)
        return {};
    std::vector<NameChange> later;
    for (auto& change : m_pending) {
        if (change.folder == path)
            change.apply(m_durable_names);
        else
            later.push_back(std::move(change));
    }
    m_pending = std::move(later);
    return {};
}

std::map<std::string, base::Bytes> MemoryDisk::after_power_cut(std::mt19937_64& random) const
{
    auto names = m_durable_names;
    auto happened = std::uniform_int_distribution<std::size_t>(0, m_pending.size())(random);
    for (std::size_t i = 0; i < happened; ++i)
        m_pending[i].apply(names);
    std::map<std::string, base::Bytes> left;
    for (const auto& [path, file] : names) {
        if (!file)
            continue;
        auto bytes = file->durable;
        if (file->bytes.size() >= bytes.size()) {
            auto most = file->bytes.size() - bytes.size();
            auto kept = std::uniform_int_distribution<std::size_t>(0, most)(random);
            if (kept < most)
                kept = kept / 512 * 512;
            auto more = base::View(file->bytes).subspan(bytes.size(), kept);
            base::append(bytes, more);
        }
        left[path] = std::move(bytes);
    }
    return left;
}

std::unique_ptr<MemoryDisk> MemoryDisk::from(
    const std::map<std::string, base::Bytes>& files, Fault fault)
{
    auto disk = std::make_unique<MemoryDisk>(fault);
    for (const auto& [path, bytes] : files) {
        auto file = std::make_shared<File>(File { bytes, bytes });
        disk->m_names[path] = file;
        disk->m_durable_names[path] = file;
    }
    return disk;
}

std::map<std::string, base::Bytes> MemoryDisk::files() const
{
    std::map<std::string, base::Bytes> files;
    for (const auto& [path, file] : m_names)
        files[path] = file->bytes;
    return files;
}

}
