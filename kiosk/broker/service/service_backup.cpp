// SPDX-License-Identifier: MIT
// A copy of ledger and settings, proved before anybody hears that it is there.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"
#include "kiosk/ledger/backup.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

// With m_carrying held. Its settings, whose hash the ledger keeps.
Result<std::string> Service::backed_up_settings(const std::string& folder)
{
    const auto& state = m_station.places().state;
    TRY(ledger::begin_backup(folder));
    std::lock_guard lock(m_records);
    for (const auto* name : { "people", "media", "policies" })
        TRY(ledger::copy_setting(state, name, folder));
    TRY(replace_file(folder + "/settings/policies", m_station.policy_sha256() + ".toml",
        m_station.policy_text()));
    base::Descriptor people(
        open((folder + "/settings/people").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!people)
        return base::system_error("the backup");
    TRY(m_people.copy_accounts(people));
    return ledger::seal_settings(folder,
        { { "station", m_station.policy().station_name },
            { "policy_sha256", m_station.policy_sha256() } });
}

// A copy within what it copies would grow for ever.
static Result<void> check_is_elsewhere(const std::string& folder, const std::string& state)
{
    namespace fs = std::filesystem;
    std::error_code error;
    auto to = fs::weakly_canonical(folder, error);
    auto home = error ? fs::path() : fs::canonical(state, error);
    if (error)
        return Error { "the folder for the backup: " + error.message() };
    if (std::ranges::mismatch(home, to).in1 == home.end())
        return Error { "a backup lies outside the station's own folder\n"
                       "バックアップ先は装置自身のフォルダーの外にしてください。" };
    return {};
}

Reply Service::backup(const api::Credentials& credentials, const api::Backup& request)
{
    auto done = [&]() -> Result<json> {
        auto shown = TRY(m_people.administrator(credentials)); // A code or touch does not wait.
        std::lock_guard carrying(m_carrying);
        auto by = TRY(m_people.still_administrator(shown.account));
        if (!request.to().starts_with("dir:/"))
            return Error { "a backup is written into a new folder (dir:DIR)\n"
                           "バックアップ先は新しいフォルダー（dir:…）です。" };
        auto folder = request.to().substr(4);
        TRY(check_is_elsewhere(folder, m_station.places().state));
        auto settings = TRY(backed_up_settings(folder));
        auto number = TRY(m_station.record(
            { { "type", "backup" }, { "to", base::cut(base::escaped(request.to()), 400) },
                { "settings_sha256", settings }, { "by", by.account }, { "person", by.person } }));
        TRY(ledger::put_receipt(folder, TRY(m_station.ledger().prove(number))));
        TRY(m_station.ledger().while_still(
            [&] { return ledger::copy_ledger(m_station.places().state, folder); }));
        TRY(ledger::finish_backup(folder));
        auto proved = TRY(ledger::check_backup(folder, {}));
        json told { { "type", "backup_proved" }, { "settings_sha256", settings },
            { "entries", proved.entries }, { "root", proved.root }, { "by", by.account } };
        TRY(m_station.record(told));
        return told;
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the backup is there, and holds", done.value().dump(), "" };
}

}
