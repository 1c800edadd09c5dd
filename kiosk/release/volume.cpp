// SPDX-License-Identifier: MIT
#include "kiosk/release/volume.h"

#include "kiosk/core/base/text.h"
#include "kiosk/release/exfat/reader.h"
#include "kiosk/release/exfat/writer.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace release {

// The items in their order, then the papers.
static std::vector<fat32::File> files_of(const std::vector<Item>& items, const Papers& papers)
{
    std::vector<fat32::File> files;
    files.reserve(items.size() + papers.all().size());
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

Result<Volume> Volume::plan(const Papers& papers, std::uint64_t sectors)
{
    Volume volume(papers, TRY(items_of(papers.manifest)));
    volume.m_stamp = stamp_of(papers.manifest);
    auto files = files_of(volume.m_items, papers);
    bool needs_exfat = std::ranges::any_of(
        files, [](const fat32::File& file) { return file.size > fat32::largest_file; });
    if (needs_exfat)
        volume.m_plan = TRY(exfat::plan_for(files, sectors));
    else
        volume.m_plan = TRY(fat32::plan_for(files, sectors));
    return volume;
}

std::uint64_t Volume::medium_sectors() const
{
    return std::visit([](const auto& plan) { return plan.medium_sectors; }, m_plan);
}

std::uint64_t Volume::used_sectors() const
{
    return std::visit(
        [](const auto& plan) { return plan.geometry.first_sector_of(plan.used_clusters + 2); },
        m_plan);
}

const char* Volume::file_system() const
{
    return std::holds_alternative<fat32::Plan>(m_plan) ? "FAT32" : "exFAT";
}

base::Bytes Volume::first_sector() const
{
    const auto* plan = std::get_if<fat32::Plan>(&m_plan);
    return plan ? fat32::first_sector(*plan, m_stamp)
                : exfat::first_sector(std::get<exfat::Plan>(m_plan), m_stamp);
}

Result<void> Volume::write(
    fat32::BlockDevice& device, const base::Descriptor& outputs, const Progress& progress) const
{
    Contents contents(outputs, m_items, *m_papers);
    std::uint64_t done = 0;
    auto read = [&](std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into) {
        return contents.read(file, offset, into);
    };
    auto tell = [&](std::uint32_t file) {
        if (file < m_items.size())
            progress(++done, m_items.size());
    };
    if (const auto* plan = std::get_if<fat32::Plan>(&m_plan))
        TRY(fat32::write_volume(device, *plan, m_stamp, read, tell));
    else
        TRY(exfat::write_volume(device, std::get<exfat::Plan>(m_plan), m_stamp, read, tell));
    progress(m_items.size(), m_items.size()); // Empty files have no place and were not told.
    return {};
}

struct Expected {
    std::uint64_t size { 0 };
    std::string sha256;
    enum class State { Missing, Found } state { State::Missing };
};

Result<Written> Volume::read_back(fat32::BlockDevice& device, fat32::FirstSector first_sector) const
{
    std::map<std::string, Expected> expected;
    Written written;
    for (const auto& item : m_items) {
        expected[item.path] = { item.size, item.sha256 };
        ++written.files;
        written.bytes += item.size;
    }
    for (const auto& paper : m_papers->all())
        expected[paper.name]
            = { paper.text.size(), base::to_hex(base::sha256(base::view_of(paper.text))) };
    auto is_fat32 = std::holds_alternative<fat32::Plan>(m_plan);
    auto read_volume = is_fat32 ? fat32::read_volume : exfat::read_volume;
    TRY(read_volume(device, first_sector, [&](const fat32::Found& found) -> Result<void> {
        auto one = expected.find(found.path);
        if (one == expected.end() || one->second.state == Expected::State::Found
            || one->second.size != found.size || one->second.sha256 != base::to_hex(found.sha256))
            return Error { "what was written reads back differently: "
                + base::escaped(found.path) };
        one->second.state = Expected::State::Found;
        return {};
    }));
    base::Sha256 list;
    for (const auto& [path, one] : expected) {
        if (one.state == Expected::State::Missing)
            return Error { "what was written is not there: " + base::escaped(path) };
        list.update(base::view_of(one.sha256 + "  " + path + "\n"));
    }
    written.list_sha256 = base::to_hex(list.finish());
    written.file_system = file_system();
    return written;
}

Result<void> Volume::seal(fat32::BlockDevice& device) const
{
    TRY(device.write_at(0, first_sector()));
    TRY(device.sync());
    return check_seal(device);
}

Result<void> Volume::check_seal(fat32::BlockDevice& device) const
{
    base::Bytes again(fat32::sector_bytes);
    TRY(device.read_at(0, again));
    if (again != first_sector())
        return Error { "the first sector reads back differently" };
    return {};
}

}
