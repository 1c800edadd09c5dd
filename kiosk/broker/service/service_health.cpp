// SPDX-License-Identifier: MIT
// How the station is, for whoever looks after it; and its clock beside a watch.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/engines/import.h"
#include "kiosk/core/base/day.h"
#include "kiosk/core/base/text.h"

#include <charconv>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <sys/statvfs.h>

namespace broker {

using nlohmann::json;

static constexpr std::int64_t close_enough = 90; // Seconds: a watch shows no seconds.

static std::string time_text(std::int64_t seconds)
{
    return base::to_utc_text(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
}

static json disk_of(const std::string& folder)
{
    struct statvfs room { };
    if (statvfs(folder.c_str(), &room) != 0)
        return nullptr;
    return { { "free", room.f_bavail * room.f_frsize },
        { "total", room.f_blocks * room.f_frsize } };
}

// Its newest entry, whose time the clock must not be before.
static Result<json> ledger_of(Station& station)
{
    auto state = TRY(station.ledger().state());
    std::error_code error;
    auto bytes = std::filesystem::file_size(station.folder("ledger/entries.log"), error);
    json told { { "entries", state.size }, { "bytes", error ? 0 : bytes }, { "last", nullptr } };
    if (state.size > 0)
        for (const auto& text : TRY(station.ledger().read(state.size - 1, 1))) {
            auto entry = json::parse(text, nullptr, false);
            if (entry.is_object() && entry.contains("wall"))
                told["last"] = entry["wall"];
        }
    return told;
}

Reply Service::health()
{
    json told { { "now", time_text(m_station.now()) }, { "busy", true },
        { "disk", disk_of(m_station.places().state) }, { "selftest", nullptr },
        { "max_age_days", m_station.policy().definitions.max_age_days },
        { "can_roll_back", has_previous(m_station.folder("definitions")) } };
    if (auto passed = last_passed(m_station))
        told["selftest"] = time_text(*passed);
    auto ledger = ledger_of(m_station);
    told["ledger"] = ledger ? ledger.value() : json { { "failure", ledger.error().message } };
    std::unique_lock carrying(m_carrying, std::try_to_lock);
    if (carrying.owns_lock()) {
        auto ailments = json::array();
        for (const auto& reason : m_station.ailments())
            ailments.push_back(policy::to_line(reason));
        told["busy"] = false;
        told["engines"] = to_json(m_station.engines());
        told["ailments"] = ailments;
        told["failure"] = m_fitness ? m_fitness->failure : "";
    }
    return { Outcomes::Done, "", told.dump(), "" };
}

static int number_at(std::string_view text, std::size_t at, std::size_t digits)
{
    int number = 0;
    const auto* end = text.data() + at + digits;
    auto read = std::from_chars(text.data() + at, end, number);
    return read.ec == std::errc() && read.ptr == end ? number : -1;
}

// "2026-11-30 17:05" by the station's time zone.
static std::optional<std::int64_t> seconds_of_local(const std::string& text)
{
    if (text.size() != 16 || !base::is_day(text.substr(0, 10)) || text[10] != ' '
        || text[13] != ':')
        return std::nullopt;
    std::tm time {};
    time.tm_year = number_at(text, 0, 4) - 1900;
    time.tm_mon = number_at(text, 5, 2) - 1;
    time.tm_mday = number_at(text, 8, 2);
    time.tm_hour = number_at(text, 11, 2);
    time.tm_min = number_at(text, 14, 2);
    if (time.tm_hour < 0 || time.tm_hour > 23 || time.tm_min < 0 || time.tm_min > 59)
        return std::nullopt;
    time.tm_isdst = -1;
    return std::mktime(&time);
}

Reply Service::check_clock(const api::Credentials& credentials, const api::CheckClock& request)
{
    auto done = [&]() -> Result<json> {
        auto by = TRY(m_people.administrator(credentials));
        auto watch = seconds_of_local(request.watch());
        if (!watch)
            return Error { "day and time are written like 2026-11-30 17:05\n"
                           "日時は 2026-11-30 17:05 のように入力してください。" };
        auto now = m_station.now();
        auto last = TRY(ledger_of(m_station))["last"];
        auto differs = now - *watch; // Positive: the station is ahead.
        auto good = differs >= -close_enough && differs <= close_enough;
        TRY(m_station.record({ { "type", "clock_check" }, { "watch", time_text(*watch) },
            { "station", time_text(now) }, { "last_entry", last }, { "ahead_seconds", differs },
            { "good", good }, { "by", by.account }, { "person", by.person } }));
        return json { { "ahead_seconds", differs }, { "good", good } };
    }();
    if (!done)
        return held(done.error());
    auto good = done.value()["good"].get<bool>();
    return { good ? Outcomes::Done : Outcomes::Held,
        good ? "the clock is right"
             : "the station's clock and the watch differ by more than a minute: it is in the "
               "record; have the clock set\n"
               "装置の時計と1分を超えてずれています。記録に残しました。時計を合わせてください。",
        done.value().dump(), "" };
}

}
