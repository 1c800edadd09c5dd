// SPDX-License-Identifier: MIT
// New definitions: tried by scanners of their own and by the whole self-test, then put in force.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/engines/import.h"
#include "kiosk/broker/engines/newer.h"
#include "kiosk/broker/media/named_medium.h"
#include "kiosk/broker/selftest/selftest.h"
#include "kiosk/broker/service/telling.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

// Without a signed database nobody vouches for the age of the set: that is for benches.
static Result<void> check_signed(const Station& station, const StagedSet& staged)
{
    std::error_code ignored;
    for (const auto& file : std::filesystem::directory_iterator(staged.folder + "/clamav", ignored))
        if (file.path().extension() == ".cvd")
            return {};
    auto has_clamav = std::filesystem::exists(staged.folder + "/clamav", ignored)
        && !std::filesystem::is_empty(staged.folder + "/clamav", ignored);
    if (has_clamav && !station.policy().definitions.allow_built_in_test_set)
        return Error { "no database among them is signed by its maker (.cvd)" };
    return {};
}

static Result<std::vector<policy::EngineFacts>> tried(Station& station, const StagedSet& staged)
{
    TRY(check_signed(station, staged));
    auto definitions = choose_definitions(staged.folder, station.places().share);
    Workers workers(station.places().programs, words_for(definitions, station.policy()));
    auto engines = bring_up(workers, definitions, station.policy());
    TRY(check_newer(station.engines(), engines));
    TRY(workers.spawn("scanners-signature", {})); // It reads whom to trust when it starts.
    auto checks = TRY(carry_samples(workers, station.policy(), engines, station.now()));
    if (auto failure = first_failure(checks); !failure.empty())
        return Error { "the self-test fails with these definitions: " + failure };
    return engines;
}

static Result<json> try_and_switch(Station& station, const StagedSet& staged,
    const std::string& folder, const std::string& id, const std::string& by)
{
    auto engines = TRY(tried(station, staged));
    auto files = json::array();
    for (const auto& file : staged.files)
        files.push_back({ { "name", file.name }, { "size", file.size }, { "sha256", file.sha256 },
            { "signed", file.vouched == ImportedFile::Vouched::ByItsMaker } });
    json told { { "type", "definitions_change" }, { "change", "import" }, { "set", id },
        { "files", files }, { "engines", to_json(engines) }, { "by", by } };
    Telling telling(station, told);
    TRY(telling.begin()); // First the record, then the deed (P7).
    TRY(telling.end(put_in_force(folder, id)));
    station.start_engines();
    return told;
}

Reply Service::import_definitions(
    const api::Credentials& credentials, const api::ImportDefinitions& request)
{
    auto folder = m_station.folder("definitions");
    auto done = [&]() -> Result<json> {
        auto shown = TRY(m_people.administrator(credentials)); // A code or touch does not wait.
        std::lock_guard carrying(m_carrying);
        auto by = TRY(m_people.still_administrator(shown.account));
        auto medium = TRY(open_named_medium(m_station, request.medium()));
        auto id = Transfers::new_id(m_station.now());
        auto staged = TRY(stage_definitions(*medium, folder, id));
        auto changed = try_and_switch(m_station, staged, folder, id, by.account);
        if (!changed)
            discard(staged);
        else
            m_fitness.reset();
        return changed;
    }();
    if (!done)
        return { Outcomes::Held, "nothing is changed: " + done.error().message, "", "" };
    return { Outcomes::Done, "the new definitions are in force; those before are kept",
        done.value().dump(), "" };
}

Reply Service::roll_back_definitions(const api::Credentials& credentials)
{
    auto done = [&]() -> Result<void> {
        auto shown = TRY(m_people.administrator(credentials)); // A code or touch does not wait.
        std::lock_guard carrying(m_carrying);
        auto by = TRY(m_people.still_administrator(shown.account));
        auto folder = m_station.folder("definitions");
        if (!has_previous(folder))
            return Error { "there are no definitions from before to go back to" };
        Telling telling(m_station,
            { { "type", "definitions_change" }, { "change", "rollback" }, { "by", by.account } });
        TRY(telling.begin());
        TRY(telling.end(swap_back(folder)));
        m_station.start_engines();
        m_fitness.reset();
        return {};
    }();
    if (!done)
        return { Outcomes::Held, done.error().message, "", "" };
    return { Outcomes::Done, "the definitions from before are in force again",
        to_json(m_station.engines()).dump(), "" };
}

}
