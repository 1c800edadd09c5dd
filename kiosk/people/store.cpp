// SPDX-License-Identifier: MIT
#include "kiosk/people/store.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace people {

using nlohmann::json;

static constexpr auto file_name = "accounts.json";
static constexpr auto new_name = "accounts.json.new";
static constexpr std::size_t largest_file = 16 << 20;
static constexpr std::size_t most_accounts = 10'000;

static bool is_word(std::string_view text)
{
    auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, fits);
}

static bool is_name(std::string_view text)
{
    auto points = base::decode_utf8(text);
    return points && !text.empty() && text.size() <= 100
        && std::ranges::none_of(*points, base::is_unsafe) && text.front() != ' '
        && text.back() != ' ';
}

Result<void> check_account(const Account& account)
{
    if (!is_word(account.name))
        return Error { "an account's name is 1 to 32 of a-z, 0-9, \".\", \"_\" and \"-\"" };
    if (!is_name(account.person))
        return Error { "the person is 1 to 100 bytes of plain text" };
    if (account.roles.empty())
        return Error { "an account has at least one role" };
    std::set<policy::Role> roles(account.roles.begin(), account.roles.end());
    if (roles.size() != account.roles.size())
        return Error { "a role is named twice" };
    if (roles.contains(policy::Role::Auditor) && roles.size() > 1)
        return Error { "an auditor can have no other role" };
    std::set<std::string> offices(account.offices.begin(), account.offices.end());
    if (offices.size() != account.offices.size() || offices.size() > 16
        || !std::ranges::all_of(offices, is_word) || offices.contains("approver"))
        return Error {
            "an office is 1 to 32 of a-z, 0-9, \".\", \"_\" and \"-\", each named once"
        };
    return {};
}

static json to_json(const Entry& entry)
{
    json roles = json::array();
    for (auto role : entry.account.roles)
        roles.push_back(policy::word(role));
    return { { "name", entry.account.name }, { "person", entry.account.person }, { "roles", roles },
        { "offices", entry.account.offices },
        { "locked", entry.account.state == Account::State::Locked }, { "hash", entry.hash },
        { "failures", entry.failures }, { "last_failure", entry.last_failure } };
}

// Throws json::exception where a value is missing or of another type.
static Result<Entry> from_json(const json& value)
{
    if (!value.is_object() || value.size() != 8)
        return Error { "an account has missing or unknown fields" };
    Entry entry;
    entry.account.name = value.at("name").get<std::string>();
    entry.account.person = value.at("person").get<std::string>();
    for (const auto& word : value.at("roles")) {
        auto role = policy::role_named(word.get<std::string>());
        if (!role)
            return Error { "an account has an unknown role" };
        entry.account.roles.push_back(*role);
    }
    entry.account.offices = value.at("offices").get<std::vector<std::string>>();
    entry.account.state
        = value.at("locked").get<bool>() ? Account::State::Locked : Account::State::Active;
    entry.hash = value.at("hash").get<std::string>();
    if (!value.at("failures").is_number_unsigned() || !value.at("last_failure").is_number_integer())
        return Error { "an account's failures are no numbers" };
    entry.failures = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(value.at("failures").get<std::uint64_t>(), UINT32_MAX));
    entry.last_failure = value.at("last_failure").get<std::int64_t>();
    TRY(check_account(entry.account));
    if (!entry.hash.starts_with("$argon2id$") || entry.hash.size() > 127)
        return Error { "an account has no password of ours" };
    return entry;
}

static Result<std::vector<Entry>> parse(const base::Bytes& bytes)
{
    // The library throws; nothing of it leaves this function.
    try {
        auto root = json::parse(bytes.begin(), bytes.end());
        if (!root.is_object() || root.size() != 2 || root.at("version") != 1
            || !root.at("accounts").is_array() || root.at("accounts").size() > most_accounts)
            return Error { "the register of accounts is ill-formed" };
        std::vector<Entry> entries;
        std::set<std::string> names;
        for (const auto& value : root.at("accounts")) {
            entries.push_back(TRY(from_json(value)));
            if (!names.insert(entries.back().account.name).second)
                return Error { "the register names an account twice" };
        }
        if (entries.empty())
            return Error { "the register of accounts is empty" };
        return entries;
    } catch (const json::exception&) {
        return Error { "the register of accounts is damaged" };
    }
}

Result<std::vector<Entry>> load(const base::Descriptor& folder)
{
    base::Descriptor file(
        openat(folder.get(), file_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file)
        return base::system_error("the register of accounts");
    struct stat status { };
    if (fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return Error { "the register of accounts is no file" };
    return parse(TRY(base::read_all(file, largest_file)));
}

Result<void> save(const base::Descriptor& folder, const std::vector<Entry>& entries)
{
    if (entries.size() > most_accounts)
        return Error { "there are too many accounts" };
    json accounts = json::array();
    for (const auto& entry : entries)
        accounts.push_back(to_json(entry));
    auto text = json({ { "version", 1 }, { "accounts", accounts } }).dump(1) + "\n";

    unlinkat(folder.get(), new_name, 0); // Left over from a crash; never trusted.
    base::Descriptor file(openat(folder.get(), new_name,
        O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    if (!file)
        return base::system_error("writing the register of accounts");
    TRY(base::write_fully(file, base::view_of(text)));
    if (fsync(file.get()) != 0)
        return base::system_error("syncing the register of accounts");
    if (renameat(folder.get(), new_name, folder.get(), file_name) != 0)
        return base::system_error("replacing the register of accounts");
    if (fsync(folder.get()) != 0)
        return base::system_error("syncing the folder of accounts");
    return {};
}

Result<bool> exists(const base::Descriptor& folder)
{
    struct stat status { };
    if (fstatat(folder.get(), file_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return base::system_error("the register of accounts");
}

}
