// SPDX-License-Identifier: MIT
#include "kiosk/broker/engines/import.h"

#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace broker {

namespace fs = std::filesystem;

static constexpr std::uint64_t largest_file = 1ull << 30;
static constexpr std::uint64_t largest_set = 2ull << 30;
static constexpr std::size_t most_files = 1000;

static std::string engine_for(const std::string& name)
{
    auto ending = fs::path(name).extension().string();
    static const std::set<std::string> clamav { ".cvd", ".cld", ".ndb", ".ndu", ".hdb", ".hsb",
        ".hdu", ".hsu", ".mdb", ".msb", ".ldb", ".ldu", ".fp", ".sfp", ".ign2", ".cdb", ".crb",
        ".pdb", ".gdb", ".wdb" };
    if (clamav.contains(ending))
        return "clamav";
    if (ending == ".pem")
        return "trust";
    return ending == ".yar" || ending == ".yara" ? "yara" : "";
}

// A name from a medium becomes a name in our folder: plain characters, no dot in front.
static bool is_plain(const std::string& name)
{
    return name.size() <= 64 && name[0] != '.' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '-' || c == '_';
    });
}

static Result<ImportedFile> take(
    intake::Medium& medium, const intake::Entry& entry, const std::string& path)
{
    base::Descriptor into(open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!into)
        return base::system_error("definitions");
    const auto& name = entry.path.back();
    auto read = TRY(medium.read(entry.id, into));
    if (auto* lost = std::get_if<intake::Unreadable>(&read))
        return Error { name + " cannot be read: " + lost->reason };
    if (fsync(into.get()) != 0 || fchmod(into.get(), 0400) != 0)
        return base::system_error("definitions");
    ImportedFile file { name, entry.size, base::to_hex(TRY(base::sha256_of_file(into))) };
    if (name.ends_with(".cvd"))
        file.vouched = ImportedFile::Vouched::ByItsMaker;
    return file;
}

// Hard links where possible: sets share what they have in common.
static Result<void> take_over(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    if (!fs::exists(from, error))
        return {};
    fs::create_directories(to, error);
    for (const auto& entry : fs::directory_iterator(from, error)) {
        fs::create_hard_link(entry.path(), to / entry.path().filename(), error);
        if (error)
            fs::copy_file(entry.path(), to / entry.path().filename(), error);
        if (error)
            break;
    }
    return error ? Result<void> { Error { "definitions: " + error.message() } } : Result<void> {};
}

static Result<std::vector<intake::Entry>> candidates(intake::Medium& medium)
{
    std::vector<intake::Entry> found;
    std::set<std::string> names;
    std::uint64_t bytes = 0;
    TRY(medium.list([&](const intake::Entry& entry) -> Result<void> {
        const auto& name = entry.path.back();
        if (entry.kind != intake::Kind::File || engine_for(name).empty())
            return {};
        if (!is_plain(name))
            return Error { "a file of definitions has an odd name: " + base::escaped(name) };
        if (!names.insert(name).second)
            return Error { "two files of definitions have one name: " + name };
        bytes += std::min(entry.size, largest_set);
        if (entry.size > largest_file || bytes > largest_set || found.size() == most_files)
            return Error { "these are more definitions than any engine has" };
        found.push_back(entry);
        return {};
    }));
    if (found.empty())
        return Error { "there are no definitions: no .cvd, .cld, .ndb …, no .yar and no .pem" };
    return found;
}

Result<StagedSet> stage_definitions(
    intake::Medium& medium, const std::string& definitions_folder, const std::string& set_id)
{
    auto found = TRY(candidates(medium));
    StagedSet staged;
    staged.folder = definitions_folder + "/sets/" + set_id;
    std::error_code error;
    for (const char* engine : { "clamav", "yara", "trust" })
        fs::create_directories(staged.folder + "/" + engine, error);
    if (error)
        return Error { "definitions: " + error.message() };
    auto fill = [&]() -> Result<void> {
        std::set<std::string> engines { "clamav", "yara", "trust" };
        for (const auto& entry : found) {
            auto engine = engine_for(entry.path.back());
            engines.erase(engine);
            staged.files.push_back(
                TRY(take(medium, entry, staged.folder + "/" + engine + "/" + entry.path.back())));
        }
        for (const auto& missing : engines)
            TRY(take_over(
                definitions_folder + "/current/" + missing, staged.folder + "/" + missing));
        return {};
    };
    if (auto filled = fill(); !filled) {
        discard(staged);
        return filled.error();
    }
    return staged;
}

void discard(const StagedSet& staged)
{
    std::error_code ignored;
    fs::remove_all(staged.folder, ignored);
}

static Result<void> point(const std::string& folder, const char* link, const std::string& to)
{
    base::Descriptor place(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    auto temporary = std::string(link) + ".new";
    if (!place)
        return base::system_error("definitions");
    unlinkat(place.get(), temporary.c_str(), 0);
    if (symlinkat(to.c_str(), place.get(), temporary.c_str()) != 0
        || renameat(place.get(), temporary.c_str(), place.get(), link) != 0
        || fsync(place.get()) != 0)
        return base::system_error("definitions");
    return {};
}

static std::string target_of(const std::string& folder, const char* link)
{
    std::error_code missing;
    auto target = fs::read_symlink(folder + "/" + link, missing);
    return missing ? std::string() : target.string();
}

Result<void> put_in_force(const std::string& definitions_folder, const std::string& set_id)
{
    base::Descriptor folder(open(definitions_folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || syncfs(folder.get()) != 0)
        return base::system_error("definitions");
    auto before = target_of(definitions_folder, "current");
    if (!before.empty())
        TRY(point(definitions_folder, "previous", before));
    TRY(point(definitions_folder, "current", "sets/" + set_id));
    // Two sets are kept; what neither link names goes.
    std::error_code ignored;
    for (const auto& set : fs::directory_iterator(definitions_folder + "/sets", ignored)) {
        auto name = "sets/" + set.path().filename().string();
        if (name != "sets/" + set_id && name != before)
            fs::remove_all(set.path(), ignored);
    }
    return {};
}

bool has_previous(const std::string& definitions_folder)
{
    return !target_of(definitions_folder, "previous").empty()
        && !target_of(definitions_folder, "current").empty();
}

Result<void> swap_back(const std::string& definitions_folder)
{
    auto current = target_of(definitions_folder, "current");
    auto previous = target_of(definitions_folder, "previous");
    if (!has_previous(definitions_folder))
        return Error { "there are no definitions from before to go back to" };
    TRY(point(definitions_folder, "current", previous));
    return point(definitions_folder, "previous", current);
}

}
