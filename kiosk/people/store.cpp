// SPDX-License-Identifier: MIT
#include "kiosk/people/store.h"

#include "kiosk/people/totp.h"

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

// The texts of the details under their keys, those that are there.
static constexpr std::pair<const char*, std::string Details::*> detail_keys[] {
    { "section", &Details::section }, { "from", &Details::from }, { "until", &Details::until },
    { "trained", &Details::trained }, { "company", &Details::company },
    { "contract", &Details::contract }, { "responsible", &Details::responsible },
    { "contract_until", &Details::contract_until }
};

static json to_json(const SecurityKey& key)
{
    return { { "id", base::to_hex(key.id) }, { "public_key", base::to_hex(key.public_key) },
        { "counter", key.counter }, { "name", key.name }, { "enrolled", key.enrolled },
        { "copied", key.state == SecurityKey::State::Copied } };
}

static json to_json(const Entry& entry)
{
    json roles = json::array();
    for (auto role : entry.account.roles)
        roles.push_back(policy::word(role));
    json details = json::object();
    for (auto [key, member] : detail_keys) {
        if (!(entry.account.details.*member).empty())
            details[key] = entry.account.details.*member;
    }
    json value { { "name", entry.account.name }, { "person", entry.account.person },
        { "roles", roles }, { "offices", entry.account.offices },
        { "locked", entry.account.state == Account::State::Locked }, { "hash", entry.hash },
        { "failures", entry.failures }, { "last_failure", entry.last_failure },
        { "last_login", entry.last_login }, { "failures_since_login", entry.failures_since_login },
        { "details", details }, { "second_factor", nullptr }, { "security_keys", json::array() } };
    for (const auto& key : entry.keys)
        value["security_keys"].push_back(to_json(key));
    if (const auto& factor = entry.second_factor)
        value["second_factor"] = { { "kind", "totp" }, { "secret", base::to_hex(factor->secret) },
            { "confirmed", entry.has_codes() }, { "last_step", factor->last_step } };
    return value;
}

// These throw json::exception where a value is missing or of another type.

static Result<std::uint64_t> number_in(const json& value, const char* key)
{
    if (!value.at(key).is_number_unsigned())
        return Error { "an account has something else in place of a number" };
    return value.at(key).get<std::uint64_t>();
}

static Result<std::int64_t> time_in(const json& value, const char* key)
{
    if (!value.at(key).is_number_integer())
        return Error { "an account has something else in place of a time" };
    return value.at(key).get<std::int64_t>();
}

static Result<Details> details_from(const json& value)
{
    Details details;
    std::size_t known = 0;
    for (auto [key, member] : detail_keys) {
        if (!value.contains(key))
            continue;
        details.*member = value.at(key).get<std::string>();
        ++known;
    }
    if (!value.is_object() || known != value.size())
        return Error { "an account has unknown details" };
    return details;
}

static Result<std::optional<SecondFactor>> second_factor_from(const json& value)
{
    if (value.is_null())
        return std::optional<SecondFactor>();
    if (value.size() != 4 || value.at("kind") != "totp")
        return Error { "an account has an unknown second factor" };
    SecondFactor factor;
    factor.secret = TRY(base::from_hex(value.at("secret").get<std::string>()));
    if (factor.secret.size() != totp_secret_bytes)
        return Error { "an account has a second factor that is not ours" };
    factor.state = value.at("confirmed").get<bool>() ? SecondFactor::State::Confirmed
                                                     : SecondFactor::State::Begun;
    factor.last_step = TRY(number_in(value, "last_step"));
    return std::optional(std::move(factor));
}

static Result<SecurityKey> key_from(const json& value)
{
    if (!value.is_object() || value.size() != 6)
        return Error { "a security key has missing or unknown fields" };
    SecurityKey key;
    key.id = TRY(base::from_hex(value.at("id").get<std::string>()));
    auto point = TRY(base::from_hex(value.at("public_key").get<std::string>()));
    auto counter = TRY(number_in(value, "counter"));
    if (point.size() != key.public_key.size() || counter > UINT32_MAX)
        return Error { "a security key has something else in place of its key or counter" };
    std::ranges::copy(point, key.public_key.begin());
    key.counter = static_cast<std::uint32_t>(counter);
    key.name = value.at("name").get<std::string>();
    key.enrolled = TRY(time_in(value, "enrolled"));
    key.state
        = value.at("copied").get<bool>() ? SecurityKey::State::Copied : SecurityKey::State::Good;
    TRY(check_key(key));
    return key;
}

static Result<std::vector<SecurityKey>> keys_from(const json& value)
{
    if (!value.is_array() || value.size() > most_keys)
        return Error { "an account has something else in place of its security keys" };
    std::vector<SecurityKey> keys;
    for (const auto& one : value)
        keys.push_back(TRY(key_from(one)));
    return keys;
}

static std::uint32_t counted(std::uint64_t number)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, UINT32_MAX));
}

static Result<Entry> from_json(const json& value)
{
    if (!value.is_object() || value.size() != 13)
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
    entry.account.details = TRY(details_from(value.at("details")));
    entry.hash = value.at("hash").get<std::string>();
    entry.failures = counted(TRY(number_in(value, "failures")));
    entry.last_failure = TRY(time_in(value, "last_failure"));
    entry.last_login = TRY(time_in(value, "last_login"));
    entry.failures_since_login = counted(TRY(number_in(value, "failures_since_login")));
    entry.second_factor = TRY(second_factor_from(value.at("second_factor")));
    entry.keys = TRY(keys_from(value.at("security_keys")));
    TRY(check_account(entry.account));
    if (!entry.hash.starts_with("$argon2id$") || entry.hash.size() > 127)
        return Error { "an account has no password of ours" };
    return entry;
}

// The forms of stations that knew neither days nor second factors, and of those without security
// keys. What has another number of fields is refused later.
static json in_present_form(json root)
{
    if (root.at("version") == 1) {
        for (auto& entry : root.at("accounts")) {
            if (entry.is_object() && entry.size() == 8)
                entry.update({ { "last_login", 0 }, { "failures_since_login", 0u },
                    { "details", json::object() }, { "second_factor", nullptr } });
        }
        root["version"] = 2;
    }
    if (root.at("version") == 2) {
        for (auto& entry : root.at("accounts")) {
            if (entry.is_object() && entry.size() == 12)
                entry["security_keys"] = json::array();
        }
        root["version"] = 3;
    }
    return root;
}

static Result<std::vector<Entry>> parse(const base::Bytes& bytes)
{
    // The library throws; nothing of it leaves this function.
    try {
        auto root = in_present_form(json::parse(bytes.begin(), bytes.end()));
        if (!root.is_object() || root.size() != 2 || root.at("version") != 3
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
    auto text = json({ { "version", 3 }, { "accounts", accounts } }).dump(1) + "\n";

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
