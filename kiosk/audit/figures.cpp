// SPDX-License-Identifier: MIT
#include "kiosk/audit/figures.h"

#include "kiosk/ledger/entry.h"

#include <algorithm>
#include <ctime>
#include <set>

namespace audit {

using nlohmann::json;

static constexpr std::size_t most_named = 20;
static constexpr std::size_t most_weeks = 53;

static std::optional<std::tm> local(const std::string& wall)
{
    auto seconds = static_cast<std::time_t>(ledger::seconds_of(wall));
    std::tm parts {};
    if (seconds == 0 || !localtime_r(&seconds, &parts))
        return std::nullopt;
    return parts;
}

// The Monday that it lies behind.
static std::string week_of(const std::string& wall)
{
    auto parts = local(wall);
    if (!parts)
        return {};
    parts->tm_mday -= (parts->tm_wday + 6) % 7;
    parts->tm_hour = 12; // No clock is turned at noon.
    parts->tm_isdst = -1;
    std::mktime(&*parts);
    char text[16];
    return std::strftime(text, sizeof text, "%Y-%m-%d", &*parts) == 0 ? std::string() : text;
}

static bool is_out_of_hours(const std::string& wall, const Ruler& ruler)
{
    auto parts = local(wall);
    if (!parts)
        return false;
    auto minute = static_cast<unsigned>(parts->tm_hour * 60 + parts->tm_min);
    return parts->tm_wday == 0 || parts->tm_wday == 6 || minute < ruler.hours_from
        || minute >= ruler.hours_until;
}

// Those that stand out: all counted, the first ones named.
class Outstanding {
public:
    void add(const std::string& name)
    {
        ++m_count;
        if (m_names.size() < most_named)
            m_names.push_back(name);
    }
    json told() const { return { { "count", m_count }, { "transfers", m_names } }; }

private:
    std::uint64_t m_count { 0 };
    std::vector<std::string> m_names;
};

static json approval_times(std::vector<std::int64_t> seconds)
{
    static constexpr std::int64_t hour = 3600;
    static constexpr std::int64_t steps[] { 60, 600, hour, 4 * hour, 24 * hour, 168 * hour };
    std::ranges::sort(seconds);
    auto told = json::array();
    std::int64_t before = 0;
    for (auto step : steps) {
        auto up_to = std::ranges::upper_bound(seconds, step) - seconds.begin();
        told.push_back({ { "up_to", step }, { "count", up_to - before } });
        before = up_to;
    }
    told.push_back(
        { { "up_to", nullptr }, { "count", static_cast<std::int64_t>(seconds.size()) - before } });
    return { { "count", seconds.size() },
        { "median", seconds.empty() ? json(nullptr) : json(seconds[seconds.size() / 2]) },
        { "slowest", seconds.empty() ? json(nullptr) : json(seconds.back()) }, { "steps", told } };
}

static json unreturned(const Book& book, const std::string& today)
{
    auto told = json::array();
    for (const auto& [id, medium] : book.media())
        if (!medium.loans.empty() && medium.loans.back().returned.empty() && medium.retired.empty())
            told.push_back({ { "medium", id }, { "name", medium.name },
                { "to", medium.loans.back().to }, { "until", medium.loans.back().until },
                { "overdue", medium.loans.back().until < today } });
    return told;
}

static bool is_about_definitions(const std::string& code)
{
    return code == "definitions-stale" || code == "engine-not-ready" || code == "test-definitions";
}

json figures_of(const Book& book, const Ruler& ruler, const std::string& today)
{
    struct Week {
        std::uint64_t transfers { 0 };
        std::uint64_t refused { 0 };
    };
    std::map<std::string, Week> weeks;
    std::map<std::string, std::uint64_t> reasons;
    Totals sum;
    std::vector<std::int64_t> times;
    Outstanding fast;
    Outstanding late;
    Outstanding stale;
    std::uint64_t stale_files = 0;
    std::uint64_t submitted = 0;
    std::uint64_t handed_out = 0;
    std::uint64_t rejected = 0;
    for (const auto& [id, transfer] : book.transfers()) {
        if (transfer.submitted.empty() || !book.period().holds(transfer.submitted))
            continue;
        ++submitted;
        handed_out += transfer.handed_over.empty() ? 0 : 1;
        rejected += transfer.end == "rejection" ? 1 : 0;
        auto& week = weeks[week_of(transfer.submitted)];
        ++week.transfers;
        bool is_stale = false;
        if (transfer.totals) {
            const auto& totals = *transfer.totals;
            sum.files += totals.files;
            sum.passed += totals.passed;
            sum.held += totals.held;
            sum.refused += totals.refused;
            sum.no_answer += totals.no_answer;
            week.refused += totals.refused + totals.no_answer + totals.held;
            for (const auto& [code, files] : totals.reasons) {
                reasons[code] += files;
                if (is_about_definitions(code)) {
                    stale_files += files;
                    is_stale = true;
                }
            }
        }
        if (is_stale)
            stale.add(id);
        bool is_late = is_out_of_hours(transfer.submitted, ruler);
        bool is_fast = false;
        for (const auto& act : transfer.decisions) {
            is_late = is_late || is_out_of_hours(act.wall, ruler);
            auto waited = ledger::seconds_of(act.wall) - ledger::seconds_of(transfer.checked);
            if (act.what != "approval" || transfer.checked.empty() || waited < 0)
                continue;
            times.push_back(waited);
            is_fast = is_fast || waited < ruler.fast_approval_seconds;
        }
        if (is_late)
            late.add(id);
        if (is_fast)
            fast.add(id);
    }
    auto shown_weeks = json::array();
    auto first = weeks.size() > most_weeks ? weeks.size() - most_weeks : 0;
    for (const auto& [name, week] : weeks) {
        if (first > 0) {
            --first;
            continue;
        }
        shown_weeks.push_back(
            { { "week", name }, { "transfers", week.transfers }, { "refused", week.refused } });
    }
    std::vector<std::pair<std::uint64_t, std::string>> ordered;
    ordered.reserve(reasons.size());
    for (const auto& [code, files] : reasons)
        ordered.emplace_back(files, code);
    std::ranges::sort(ordered, std::greater {});
    auto shown_reasons = json::array();
    for (const auto& [files, code] : ordered)
        shown_reasons.push_back({ { "code", code }, { "files", files } });
    auto fast_told = fast.told();
    fast_told["seconds"] = ruler.fast_approval_seconds;
    auto late_told = late.told();
    late_told["from"] = ruler.hours_from;
    late_told["until"] = ruler.hours_until;
    auto stale_told = stale.told();
    stale_told["files"] = stale_files;
    return { { "transfers", submitted }, { "handed_out", handed_out }, { "rejected", rejected },
        { "files",
            { { "brought", sum.files }, { "passed", sum.passed }, { "held", sum.held },
                { "refused", sum.refused }, { "no_answer", sum.no_answer } } },
        { "weeks", shown_weeks }, { "reasons", shown_reasons },
        { "approval", approval_times(std::move(times)) }, { "fast", fast_told },
        { "out_of_hours", late_told }, { "stale", stale_told },
        { "unreturned", unreturned(book, today) } };
}

}
