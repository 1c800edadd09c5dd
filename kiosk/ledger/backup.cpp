// SPDX-License-Identifier: MIT
#include "kiosk/ledger/backup.h"

#include "kiosk/core/base/descriptor.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"
#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/verify.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace ledger {

namespace fs = std::filesystem;
using nlohmann::json;

static constexpr auto mark = "INCOMPLETE.txt";
static constexpr std::uint64_t largest_list = 16 << 20;
static constexpr std::array names { "people", "media", "policies" };
// What stays: the secret keys, and what is made anew from the entries.
static constexpr std::array left_out { "key", "key.next", "index.sqlite" };

static Error broken(const std::string& what)
{
    return Error { "the backup does not hold: " + what
        + "\nバックアップの検証に失敗しました。使用しないでください。" };
}

static Result<std::string> read_text(const std::string& path)
{
    base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file)
        return base::system_error(path);
    auto bytes = TRY(base::read_all(file, largest_list));
    return std::string(base::text_of(bytes));
}

static Result<void> write_new(const std::string& path, const std::string& text)
{
    base::Descriptor file(
        open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error(path);
    TRY(base::write_fully(file, base::view_of(text)));
    if (fsync(file.get()) != 0)
        return base::system_error(path);
    return {};
}

static Result<void> sync(const std::string& folder)
{
    base::Descriptor place(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!place || syncfs(place.get()) != 0)
        return base::system_error("the backup");
    return {};
}

static Result<void> make_folder(const std::string& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return Error { folder + ": " + error.message() };
    return {};
}

static Result<void> check_empty(const std::string& folder)
{
    std::error_code error;
    TRY(make_folder(folder));
    bool is_empty = fs::is_empty(folder, error);
    if (error)
        return Error { folder + ": " + error.message() };
    if (!is_empty)
        return Error { base::escaped(folder)
            + " is not empty\n空のフォルダーを指定してください。" };
    return {};
}

Result<void> begin_backup(const std::string& folder)
{
    TRY(check_empty(folder));
    for (const auto* name : names)
        TRY(make_folder(folder + "/settings/" + name));
    return write_new(folder + "/" + mark, "This backup was not finished. Do not use it.\n");
}

Result<void> finish_backup(const std::string& folder)
{
    TRY(sync(folder));
    if (unlink((folder + "/" + mark).c_str()) != 0)
        return base::system_error("the backup");
    return sync(folder);
}

// Names that we gave: letters, digits, dots and dashes, no dot in front.
static bool is_plain(const std::string& name)
{
    return !name.empty() && name.size() <= 80 && name[0] != '.'
        && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || c == '.' || c == '-';
           });
}

static Result<void> copy_tree(const std::string& from, const std::string& to, const auto& is_wanted)
{
    std::error_code error;
    TRY(make_folder(to));
    auto walk = fs::recursive_directory_iterator(from, error);
    if (error)
        return Error { from + ": " + error.message() };
    std::error_code stopped;
    for (; walk != fs::recursive_directory_iterator(); walk.increment(stopped)) {
        const auto& entry = *walk;
        auto path = entry.path().lexically_relative(from);
        if (!entry.is_regular_file(error) || entry.is_symlink(error) || !is_wanted(path))
            continue;
        TRY(make_folder((to / path).parent_path()));
        fs::copy_file(entry.path(), to / path, error);
        if (error)
            return Error { "copying " + path.string() + ": " + error.message() };
    }
    if (stopped)
        return Error { from + ": " + stopped.message() };
    return {};
}

Result<void> copy_setting(
    const std::string& state, const std::string& name, const std::string& folder)
{
    return copy_tree(state + "/" + name, folder + "/settings/" + name, [&](const fs::path& path) {
        // Accounts are written without their second factors.
        return is_plain(path.string()) && path != "accounts.json" && path.extension() != ".new";
    });
}

Result<void> copy_ledger(const std::string& state, const std::string& folder)
{
    return copy_tree(state + "/ledger", folder + "/ledger", [](const fs::path& path) {
        return std::ranges::none_of(left_out, [&](const char* name) {
            return path.string().starts_with(name) && !path.string().starts_with("keys");
        });
    });
}

Result<void> put_receipt(const std::string& folder, const std::string& text)
{
    return write_new(folder + "/receipt", text);
}

// Path, size and SHA-256 of each file beneath `settings`.
static Result<json> list_of(const std::string& folder)
{
    std::map<std::string, json> files;
    std::error_code error;
    auto walk = fs::recursive_directory_iterator(folder + "/settings", error);
    if (error)
        return broken("it has no settings");
    for (const auto& entry : walk) {
        if (entry.is_directory(error) && !entry.is_symlink(error))
            continue;
        auto path = entry.path().lexically_relative(folder + "/settings").string();
        base::Descriptor file(
            open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (!file || !entry.is_regular_file(error))
            return broken(base::escaped(path) + " is no file that can be read");
        auto size = TRY(base::size_of(file));
        files[path] = { { "path", path }, { "size", size },
            { "sha256", base::to_hex(TRY(base::sha256_of_file(file))) } };
    }
    auto list = json::array();
    for (auto& [path, facts] : files)
        list.push_back(std::move(facts));
    return list;
}

Result<std::string> seal_settings(const std::string& folder, json facts)
{
    facts["version"] = 1;
    facts["files"] = TRY(list_of(folder));
    auto text = facts.dump(1) + "\n";
    TRY(write_new(folder + "/settings.json", text));
    return base::to_hex(base::sha256(base::view_of(text)));
}

static bool is_ours(const std::string& path)
{
    auto slash = path.find('/');
    return slash != std::string::npos && is_plain(path.substr(slash + 1))
        && std::ranges::find(names, path.substr(0, slash)) != names.end();
}

// The ledger first: the settings are believed for an entry of it.
static Result<json> proved_entry(
    const std::string& folder, const std::string& key, ProvedBackup& proved)
{
    Questions questions;
    if (!key.empty())
        questions.key = TRY(parse_verifier(key));
    auto receipt = TRY(read_text(folder + "/receipt"));
    questions.receipts = { receipt };
    base::Descriptor place(open((folder + "/ledger").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!place)
        return broken("it has no ledger");
    auto disk = open_disk_for_reading(std::move(place));
    auto verification = verify_ledger(*disk, questions);
    if (!verification.findings.empty()) {
        const auto& first = verification.findings.front();
        return broken(first.check + ": " + base::escaped(first.what));
    }
    proved.entries = verification.entries;
    proved.origin = verification.origin;
    proved.root = verification.root;
    auto keys = TRY(read_keyring(folder + "/ledger"));
    auto text = TRY(check_proof(TRY(read_receipt(receipt)), keys));
    auto entry = json::parse(text, nullptr, false);
    if (!entry.is_object() || entry.value("type", "") != "backup")
        return broken("its receipt is of something else");
    return entry;
}

Result<ProvedBackup> check_backup(const std::string& folder, const std::string& key)
{
    std::error_code error;
    if (fs::exists(folder + "/" + mark, error))
        return broken("it was not finished");
    ProvedBackup proved;
    auto entry = TRY(proved_entry(folder, key, proved));
    auto text = TRY(read_text(folder + "/settings.json"));
    proved.settings_sha256 = base::to_hex(base::sha256(base::view_of(text)));
    if (entry.value("settings_sha256", "") != proved.settings_sha256)
        return broken("settings.json is not what the ledger has");
    auto settings = json::parse(text, nullptr, false);
    if (!settings.is_object() || !settings.contains("files"))
        return broken("settings.json is no list");
    if (settings["files"] != TRY(list_of(folder)))
        return broken("a file of the settings is missing, added or changed");
    for (const auto& file : settings["files"])
        if (!is_ours(file["path"].get<std::string>()))
            return broken("a file of the settings has a name that no station gives");
    proved.made = entry.value("wall", "");
    return proved;
}

static Result<void> move(const std::string& from, const std::string& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        return Error { to + ": " + error.message() };
    return {};
}

// What was copied is proved once more: the medium may give something else at the second reading.
static Result<void> copy_proved(const std::string& folder, const std::string& key,
    const ProvedBackup& proved, const std::string& copy)
{
    TRY(copy_tree(folder, copy, [](const fs::path&) { return true; }));
    auto copied = TRY(check_backup(copy, key));
    if (copied.root != proved.root || copied.settings_sha256 != proved.settings_sha256)
        return broken("it changed while it was read");
    return {};
}

Result<ProvedBackup> restore_backup(
    const std::string& folder, const std::string& key, const std::string& state)
{
    auto proved = TRY(check_backup(folder, key));
    TRY(check_empty(state));
    std::error_code error;
    fs::permissions(state, fs::perms::owner_all, error);
    if (error)
        return Error { state + ": " + error.message() };
    auto copy = state + "/restoring";
    if (auto copied = copy_proved(folder, key, proved, copy); !copied) {
        fs::remove_all(copy, error);
        return copied.error();
    }
    for (const auto* name : names) {
        TRY(make_folder(copy + "/settings/" + name)); // Of what there was none.
        TRY(move(copy + "/settings/" + name, state + "/" + name));
    }
    TRY(move(copy + "/ledger", state + "/ledger-before"));
    TRY(write_new(state + "/" + restored_name,
        json { { "origin", proved.origin }, { "entries", proved.entries }, { "root", proved.root },
            { "settings_sha256", proved.settings_sha256 }, { "made", proved.made } }
            .dump()));
    fs::remove_all(copy, error);
    TRY(sync(state));
    return proved;
}

}
