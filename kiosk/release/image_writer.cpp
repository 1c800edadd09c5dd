// SPDX-License-Identifier: MIT
#include "kiosk/release/image_writer.h"

#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"
#include "kiosk/release/fat32/reader.h"
#include "kiosk/release/fat32/writer.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace release {

using base::system_error;

// The items in their order, then the papers.
static std::vector<fat32::File> files_of(const std::vector<Item>& items, const Papers& papers)
{
    std::vector<fat32::File> files;
    for (const auto& item : items)
        files.push_back({ item.path, item.size });
    for (const auto& paper : papers.all())
        files.push_back({ paper.name, paper.text.size() });
    return files;
}

// The date of the transfer, which its id begins with ("20261121-093000-…", UTC), and two numbers
// out of the manifest's hash: no clock and no chance (P8).
static fat32::Stamp stamp_of(const std::string& manifest)
{
    fat32::Stamp stamp;
    auto digest = base::sha256(base::view_of(manifest));
    auto number = [&](std::size_t at) {
        return std::uint32_t { digest[at] } << 24 | std::uint32_t { digest[at + 1] } << 16
            | std::uint32_t { digest[at + 2] } << 8 | digest[at + 3];
    };
    stamp.serial = number(0);
    stamp.disk = number(4);
    static constexpr std::string_view before = "\"transfer\":\"";
    auto found = manifest.find(before);
    if (found == manifest.npos || manifest.size() < found + before.size() + 15)
        return stamp;
    auto id = manifest.substr(found + before.size(), 15);
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (i == 8 ? id[i] != '-' : id[i] < '0' || id[i] > '9')
            return stamp;
    }
    auto part = [&](std::size_t at, std::size_t length) {
        unsigned value = 0;
        std::from_chars(id.data() + at, id.data() + at + length, value);
        return value;
    };
    auto year = std::clamp(part(0, 4), 1980u, 2107u);
    stamp.date = static_cast<std::uint16_t>(
        (year - 1980) << 9 | (part(4, 2) & 15) << 5 | (part(6, 2) & 31));
    stamp.time = static_cast<std::uint16_t>(
        (part(9, 2) & 31) << 11 | (part(11, 2) & 63) << 5 | (part(13, 2) / 2 & 31));
    return stamp;
}

// Everything that lies there, and nothing else, is what was to be written.
static Result<Written> read_back(fat32::BlockDevice& reading, fat32::FirstSector first_sector,
    const std::vector<Item>& items, const Papers& papers)
{
    std::map<std::string, std::pair<std::uint64_t, std::string>> expected;
    Written written;
    for (const auto& item : items) {
        expected[item.path] = { item.size, item.sha256 };
        ++written.files;
        written.bytes += item.size;
    }
    for (const auto& paper : papers.all())
        expected[paper.name]
            = { paper.text.size(), base::to_hex(base::sha256(base::view_of(paper.text))) };
    TRY(fat32::read_volume(reading, first_sector, [&](const fat32::Found& found) -> Result<void> {
        auto one = expected.find(found.path);
        if (one == expected.end() || one->second.first != found.size
            || one->second.second != base::to_hex(found.sha256))
            return Error { "what was written reads back differently: "
                + base::escaped(found.path) };
        expected.erase(one);
        return {};
    }));
    if (!expected.empty())
        return Error { "what was written is not there: " + base::escaped(expected.begin()->first) };
    return written;
}

// Opens one finished file after the other, each once.
class Contents {
public:
    Contents(const base::Descriptor& outputs, const std::vector<Item>& items, const Papers& papers)
        : m_outputs(outputs)
        , m_items(items)
        , m_papers(papers)
    {
    }

    Result<void> read(std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into)
    {
        if (file >= m_items.size()) {
            const auto& text = m_papers.all()[file - m_items.size()].text;
            std::copy_n(
                text.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
            return {};
        }
        if (!m_open || m_number != file) {
            m_open = TRY(open_output(m_outputs, m_items[file]));
            m_number = file;
        }
        return base::read_fully_at(m_open, offset, into);
    }

private:
    const base::Descriptor& m_outputs;
    const std::vector<Item>& m_items;
    const Papers& m_papers;
    base::Descriptor m_open;
    std::uint32_t m_number { 0 };
};

Result<std::uint64_t> sectors_for(const Papers& papers)
{
    auto plan = TRY(fat32::plan_for(files_of(TRY(items_of(papers.manifest)), papers)));
    return plan.medium_sectors;
}

Result<Written> write_medium(fat32::BlockDevice& writing, fat32::BlockDevice& reading,
    const base::Descriptor& outputs, const Papers& papers, const Progress& progress)
{
    auto items = TRY(items_of(papers.manifest));
    auto plan = TRY(fat32::plan_for(files_of(items, papers), writing.sectors()));
    auto stamp = stamp_of(papers.manifest);
    Contents contents(outputs, items, papers);
    std::uint64_t done = 0;
    TRY(fat32::write_volume(
        writing, plan, stamp,
        [&](std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into) {
            return contents.read(file, offset, into);
        },
        [&](std::uint32_t file) {
            if (file < items.size())
                progress(++done, items.size());
        }));
    progress(items.size(), items.size()); // Empty files have no place and were not told.
    auto written = TRY(read_back(reading, fat32::FirstSector::NotYet, items, papers));
    TRY(fat32::seal(writing, plan, stamp));
    return written;
}

static Result<fat32::FileDevice> fresh_device(
    const base::Descriptor& folder, const std::string& name)
{
    auto file = open_beneath(folder, name, O_RDONLY | O_NOFOLLOW, 0);
    if (!file)
        return system_error("read back");
    posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED); // From the disk, not from memory.
    return fat32::FileDevice::of(std::move(file));
}

static Result<Written> write_new_image(const base::Descriptor& folder, const std::string& name,
    const base::Descriptor& outputs, const Papers& papers, const Progress& progress)
{
    auto bytes = TRY(sectors_for(papers)) * fat32::sector_bytes;
    TRY(check_space(folder, bytes));
    auto file = open_beneath(folder, name, O_RDWR | O_CREAT | O_EXCL, 0644);
    if (!file)
        return system_error("create");
    // All of the room now, so that a full disk shows at once; not every file system can.
    if (fallocate(file.get(), 0, 0, static_cast<off_t>(bytes)) != 0) {
        if (errno != EOPNOTSUPP && errno != ENOSYS)
            return system_error("the image's room");
        if (ftruncate(file.get(), static_cast<off_t>(bytes)) != 0)
            return system_error("the image's room");
    }
    auto writing = TRY(fat32::FileDevice::of(std::move(file)));
    auto reading = TRY(fresh_device(folder, name));
    return write_medium(writing, reading, outputs, papers, progress);
}

Result<Written> write_image(const base::Descriptor& folder, const std::string& name,
    const base::Descriptor& outputs, const Papers& papers, const Progress& progress)
{
    struct stat status { };
    if (fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        auto there = S_ISREG(status.st_mode) ? fresh_device(folder, name)
                                             : Result<fat32::FileDevice> { Error {} };
        if (there)
            if (auto whole = read_back(there.value(), fat32::FirstSector::Written,
                    TRY(items_of(papers.manifest)), papers))
                return whole;
        return Error { "there is something of that name already; please give a new one" };
    }
    auto growing = name + ".incomplete";
    if (unlinkat(folder.get(), growing.c_str(), 0) != 0 && errno != ENOENT)
        return system_error("an interrupted try is in the way");
    auto written = write_new_image(folder, growing, outputs, papers, progress);
    if (!written) {
        unlinkat(folder.get(), growing.c_str(), 0);
        return written;
    }
    auto at = folder.get();
    auto renamed = renameat2(at, growing.c_str(), at, name.c_str(), RENAME_NOREPLACE);
    if (renamed != 0 && errno == EINVAL) // Not every file system knows it; we looked before.
        renamed = renameat(at, growing.c_str(), at, name.c_str());
    if (renamed != 0 || fsync(at) != 0)
        return system_error("finish");
    return written;
}

}
