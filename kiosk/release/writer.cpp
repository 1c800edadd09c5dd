// SPDX-License-Identifier: MIT
#include "kiosk/release/writer.h"

#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace release {

using base::system_error;

static constexpr auto incomplete_name = "INCOMPLETE.txt";
static constexpr std::string_view incomplete_text
    = "This release was interrupted. Nothing in this folder may be used.\n"
      "この書き出しは中断されました。このフォルダーの中身は使用できません。\n";

struct Item {
    std::string path;
    std::string sha256;
    std::uint64_t size;
};

// Never out of the folder, never through a link.
static base::Descriptor open_beneath(const base::Descriptor& folder, const std::string& path,
    std::uint64_t flags, std::uint64_t mode)
{
    open_how how {};
    how.flags = flags | O_CLOEXEC;
    how.mode = mode;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    return base::Descriptor(
        static_cast<int>(syscall(SYS_openat2, folder.get(), path.c_str(), &how, sizeof how)));
}

static bool is_safe_path(const std::string& path)
{
    auto points = base::decode_utf8(path);
    if (path.empty() || !points || std::ranges::any_of(*points, base::is_unsafe)
        || path.starts_with('/') || path.ends_with('/') || path.find('\\') != path.npos)
        return false;
    std::string_view rest = path;
    while (!rest.empty()) {
        auto component = rest.substr(0, rest.find('/'));
        if (component.empty() || component == "." || component == "..")
            return false;
        rest.remove_prefix(std::min(rest.size(), component.size() + 1));
    }
    return true;
}

static Result<std::vector<Item>> items_of(const std::string& manifest)
{
    auto parsed = nlohmann::json::parse(manifest, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("files") || !parsed["files"].is_array())
        return Error { "a manifest that cannot be read" };
    std::vector<Item> items;
    for (const auto& file : parsed["files"]) {
        Item item { file.value("path", ""), file.value("sha256", ""),
            file.value("size", std::uint64_t { 0 }) };
        if (!is_safe_path(item.path) || item.sha256.size() != 64 || !base::from_hex(item.sha256))
            return Error { "a manifest with a path or a hash that may not be" };
        items.push_back(std::move(item));
    }
    return items;
}

static Result<void> check_empty(const base::Descriptor& destination)
{
    base::Descriptor again(openat(destination.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!again)
        return system_error("destination");
    std::unique_ptr<DIR, int (*)(DIR*)> folder(fdopendir(again.release()), closedir);
    while (auto* entry = readdir(folder.get())) {
        std::string_view name(entry->d_name);
        if (name != "." && name != "..")
            return Error { "the destination is not empty; please give a new folder" };
    }
    return {};
}

static Result<void> write_small(
    const base::Descriptor& destination, const char* name, std::string_view text)
{
    auto file = open_beneath(destination, name, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (!file)
        return system_error(name);
    TRY(base::write_fully(file, base::view_of(text)));
    if (fsync(file.get()) != 0 || fsync(destination.get()) != 0)
        return system_error("sync");
    return {};
}

static Result<void> make_folders(const base::Descriptor& destination, const std::string& path)
{
    for (auto slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        auto part = path.substr(0, slash);
        // Each component above was made by us a moment ago, and links are not followed on opening.
        if (mkdirat(destination.get(), part.c_str(), 0755) != 0 && errno != EEXIST)
            return system_error("mkdir");
    }
    return {};
}

static Result<void> copy(
    const base::Descriptor& destination, const base::Descriptor& outputs, const Item& item)
{
    auto from = open_beneath(
        outputs, item.sha256.substr(0, 2) + "/" + item.sha256.substr(2), O_RDONLY, 0);
    if (!from)
        return system_error("a finished file is missing");
    if (TRY(base::size_of(from)) != item.size)
        return Error { "a finished file has changed its size" };
    TRY(make_folders(destination, item.path));
    auto to = open_beneath(destination, item.path, O_WRONLY | O_CREAT | O_EXCL, 0644);
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
static Result<void> read_back(const base::Descriptor& destination, const Item& item)
{
    auto file = open_beneath(destination, item.path, O_RDONLY, 0);
    if (!file)
        return system_error("read back");
    posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
    if (TRY(base::size_of(file)) != item.size
        || base::to_hex(TRY(base::sha256_of_file(file))) != item.sha256)
        return Error { "what was written reads back differently: " + item.path };
    return {};
}

Result<Written> write_out(const base::Descriptor& destination, const base::Descriptor& outputs,
    const Papers& papers, const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    auto items = TRY(items_of(papers.manifest));
    TRY(check_empty(destination));
    TRY(write_small(destination, incomplete_name, incomplete_text));
    Written written;
    for (const auto& item : items) {
        TRY(copy(destination, outputs, item));
        written.bytes += item.size;
        progress(++written.files, items.size());
    }
    if (syncfs(destination.get()) != 0)
        return system_error("sync");
    for (const auto& item : items)
        TRY(read_back(destination, item));
    TRY(write_small(destination, "RECEIPT.txt", papers.receipt));
    TRY(write_small(destination, "MANIFEST.json.sig", papers.signature));
    TRY(write_small(destination, "MANIFEST.json", papers.manifest));
    if (unlinkat(destination.get(), incomplete_name, 0) != 0 || fsync(destination.get()) != 0)
        return system_error("finish");
    return written;
}

}
