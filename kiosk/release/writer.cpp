// SPDX-License-Identifier: MIT
#include "kiosk/release/writer.h"

#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace release {

using base::system_error;

static constexpr auto incomplete_name = "INCOMPLETE.txt";
static constexpr auto new_manifest_name = "MANIFEST.json.new";

// Says of what it is the beginning, so that a second try knows its own.
static std::string incomplete_text(const Papers& papers)
{
    return "This release was interrupted. Nothing in this folder may be used.\n"
           "この書き出しは中断されました。このフォルダーの中身は使用できません。\n"
           "manifest sha256: "
        + base::to_hex(base::sha256(base::view_of(papers.manifest))) + "\n";
}

class FolderWriter {
public:
    FolderWriter(const base::Descriptor& destination, const base::Descriptor& outputs,
        const Papers& papers, std::vector<Item> items)
        : m_destination(destination)
        , m_outputs(outputs)
        , m_papers(papers)
        , m_items(std::move(items))
    {
    }

    enum class Found { Nothing, Beginning, Whole };
    Result<Found> look();
    Result<Written> write(const Progress&);
    Result<Written> read_all_back();

private:
    Result<void> check_nothing_foreign(const std::string& folder);
    Result<std::string> read_small(const char* name);
    Result<void> write_small(const char* name, std::string_view text);
    Result<void> make_folders(const std::string& path);
    Result<void> copy(const Item&);
    Result<void> read_back(const Item&);

    const base::Descriptor& m_destination;
    const base::Descriptor& m_outputs;
    const Papers& m_papers;
    std::vector<Item> m_items;
    std::set<std::string, std::less<>> m_ours;
    std::uint64_t m_found_entries { 0 };
};

// Every name in the folder must be one that this release makes.
Result<void> FolderWriter::check_nothing_foreign(const std::string& folder)
{
    auto opened = open_beneath(
        m_destination, folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    if (!opened)
        return system_error("the destination");
    std::unique_ptr<DIR, int (*)(DIR*)> listed(fdopendir(opened.release()), closedir);
    if (!listed)
        return system_error("the destination");
    while (auto* entry = readdir(listed.get())) {
        std::string name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        ++m_found_entries;
        auto path = folder.empty() ? name : folder + "/" + name;
        struct stat status { };
        if (fstatat(dirfd(listed.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return system_error("the destination");
        auto is_folder = S_ISDIR(status.st_mode);
        auto ours = m_ours.lower_bound(is_folder ? path + "/" : path);
        auto is_ours = ours != m_ours.end()
            && (is_folder ? ours->starts_with(path + "/")
                          : S_ISREG(status.st_mode) && *ours == path);
        if (!is_ours)
            return Error { "the destination is not empty; please give a new folder" };
        if (is_folder)
            TRY(check_nothing_foreign(path));
    }
    return {};
}

Result<std::string> FolderWriter::read_small(const char* name)
{
    auto file = open_beneath(m_destination, name, O_RDONLY | O_NOFOLLOW, 0);
    if (!file)
        return errno == ENOENT ? Result<std::string> { std::string() } : system_error(name);
    auto limit = m_papers.manifest.size() + 4096;
    return std::string(base::text_of(TRY(base::read_all(file, limit))));
}

Result<FolderWriter::Found> FolderWriter::look()
{
    for (const auto& item : m_items)
        m_ours.insert(item.path);
    for (const auto& paper : m_papers.all())
        m_ours.insert(paper.name);
    m_ours.insert(incomplete_name);
    m_ours.insert(new_manifest_name);
    TRY(check_nothing_foreign(""));
    if (m_found_entries == 0)
        return Found::Nothing;
    auto marker = TRY(read_small(incomplete_name));
    auto expected = incomplete_text(m_papers);
    if (marker == expected)
        return Found::Beginning;
    // The very first write was cut short: nothing else is there.
    if (expected.starts_with(marker) && m_found_entries == 1
        && faccessat(m_destination.get(), incomplete_name, F_OK, 0) == 0)
        return Found::Beginning;
    if (marker.empty() && TRY(read_small(manifest_name)) == m_papers.manifest)
        return Found::Whole;
    return Error { "the destination is not empty; please give a new folder" };
}

// Replaces what a try before this one may have left.
Result<void> FolderWriter::write_small(const char* name, std::string_view text)
{
    unlinkat(m_destination.get(), name, 0);
    auto file = open_beneath(m_destination, name, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (!file)
        return system_error(name);
    TRY(base::write_fully(file, base::view_of(text)));
    if (fsync(file.get()) != 0 || fsync(m_destination.get()) != 0)
        return system_error("sync");
    return {};
}

Result<void> FolderWriter::make_folders(const std::string& path)
{
    for (auto slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        auto part = path.substr(0, slash);
        // Each component above was made by us a moment ago, and links are not followed on opening.
        if (mkdirat(m_destination.get(), part.c_str(), 0755) != 0 && errno != EEXIST)
            return system_error("mkdir");
    }
    return {};
}

Result<void> FolderWriter::copy(const Item& item)
{
    auto from = TRY(open_output(m_outputs, item));
    TRY(make_folders(item.path));
    auto to = open_beneath(m_destination, item.path, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (!to && errno == EEXIST) { // Of the interrupted try: its bytes are believed by nobody.
        unlinkat(m_destination.get(), item.path.c_str(), 0);
        to = open_beneath(m_destination, item.path, O_WRONLY | O_CREAT | O_EXCL, 0644);
    }
    if (!to)
        return system_error("create");
    auto left = item.size;
    while (left > 0) {
        auto count = copy_file_range(from.get(), nullptr, to.get(), nullptr, left, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        left -= static_cast<std::uint64_t>(count);
    }
    base::Bytes block(1 << 18); // Where the file systems differ too much for copy_file_range(2).
    while (left > 0) {
        auto part = std::span(block).first(std::min<std::uint64_t>(left, block.size()));
        TRY(base::read_fully_at(from, item.size - left, part));
        TRY(base::write_fully(to, part));
        left -= part.size();
    }
    return {};
}

// From the disk, as far as the kernel lets us ask for that.
Result<void> FolderWriter::read_back(const Item& item)
{
    auto file = open_beneath(m_destination, item.path, O_RDONLY, 0);
    if (!file)
        return system_error("read back");
    posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
    if (TRY(base::size_of(file)) != item.size
        || base::to_hex(TRY(base::sha256_of_file(file))) != item.sha256)
        return Error { "what was written reads back differently: " + base::escaped(item.path) };
    return {};
}

Result<Written> FolderWriter::read_all_back()
{
    Written written;
    for (const auto& item : m_items) {
        TRY(read_back(item));
        ++written.files;
        written.bytes += item.size;
    }
    return written;
}

Result<Written> FolderWriter::write(const Progress& progress)
{
    std::uint64_t needed = m_papers.manifest.size();
    for (const auto& item : m_items)
        needed += item.size;
    TRY(check_space(m_destination, needed));
    TRY(write_small(incomplete_name, incomplete_text(m_papers)));
    unlinkat(m_destination.get(), manifest_name, 0); // Left by an interrupted try.
    std::uint64_t done = 0;
    for (const auto& item : m_items) {
        TRY(copy(item));
        progress(++done, m_items.size());
    }
    if (syncfs(m_destination.get()) != 0)
        return system_error("sync");
    auto written = TRY(read_all_back());
    TRY(write_small(receipt_name, m_papers.receipt));
    TRY(write_small(signature_name, m_papers.signature));
    TRY(write_small(new_manifest_name, m_papers.manifest));
    auto folder = m_destination.get();
    if (renameat(folder, new_manifest_name, folder, manifest_name) != 0 || fsync(folder) != 0
        || unlinkat(folder, incomplete_name, 0) != 0 || fsync(folder) != 0)
        return system_error("finish");
    return written;
}

Result<Written> write_folder(const base::Descriptor& destination, const base::Descriptor& outputs,
    const Papers& papers, const Progress& progress)
{
    FolderWriter writer(destination, outputs, papers, TRY(items_of(papers.manifest)));
    switch (TRY(writer.look())) {
    case FolderWriter::Found::Nothing:
    case FolderWriter::Found::Beginning: return writer.write(progress);
    case FolderWriter::Found::Whole: return writer.read_all_back();
    }
    return Error { "not reached" };
}

}
