// SPDX-License-Identifier: MIT
#include "kiosk/release/content.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <fcntl.h>
#include <linux/openat2.h>
#include <nlohmann/json.hpp>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace release {

base::Descriptor open_beneath(
    const base::Descriptor& folder, const std::string& path, std::uint64_t flags, unsigned mode)
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

// A file of ours in the destination's first folder would stand in a paper's place.
static bool is_reserved(const std::string& path)
{
    static constexpr std::string_view reserved[] { "manifest.json", "manifest.json.sig",
        "manifest.json.new", "receipt.txt", "incomplete.txt" };
    auto small = path;
    for (auto& c : small) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return std::ranges::find(reserved, small) != std::end(reserved);
}

Result<std::vector<Item>> items_of(const std::string& manifest)
{
    try {
        auto parsed = nlohmann::json::parse(manifest);
        std::vector<Item> items;
        for (const auto& file : parsed.at("files")) {
            Item item { file.at("path").get<std::string>(), file.at("sha256").get<std::string>(),
                file.at("size").get<std::uint64_t>() };
            if (!is_safe_path(item.path) || item.sha256.size() != 64
                || !base::from_hex(item.sha256))
                return Error { "a manifest with a path or a hash that may not be" };
            if (is_reserved(item.path))
                return Error { "a file has the name of one of the station's own papers: "
                    + base::escaped(item.path) };
            items.push_back(std::move(item));
        }
        return items;
    } catch (const nlohmann::json::exception&) {
        return Error { "a manifest that cannot be read" };
    }
}

Result<base::Descriptor> open_output(const base::Descriptor& outputs, const Item& item)
{
    auto from = open_beneath(
        outputs, item.sha256.substr(0, 2) + "/" + item.sha256.substr(2), O_RDONLY, 0);
    if (!from)
        return base::system_error("a finished file is missing");
    if (TRY(base::size_of(from)) != item.size)
        return Error { "a finished file has changed its size" };
    return from;
}

Result<void> check_space(const base::Descriptor& folder, std::uint64_t needed)
{
    struct statvfs status { };
    if (fstatvfs(folder.get(), &status) != 0)
        return base::system_error("the destination's room");
    std::uint64_t free = 0;
    if (__builtin_mul_overflow(
            std::uint64_t { status.f_bavail }, std::uint64_t { status.f_frsize }, &free))
        return {};
    if (needed > free)
        return Error { "the destination has no room: " + std::to_string(needed)
            + " bytes are needed, " + std::to_string(free) + " are free" };
    return {};
}

}
