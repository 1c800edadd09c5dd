// SPDX-License-Identifier: MIT
// What the index finds, and what the log alone would.
#include "kiosk/ledger/index.h"
#include "kiosk/ledger/statement.h"

#include <algorithm>

namespace ledger {

using nlohmann::json;

static constexpr const char* actor_keys[] { "actor", "account", "by", "submitter", "approver",
    "submitter_person", "approver_person", "person", "releaser", "releaser_person" };

static constexpr const char* medium_keys[] { "medium", "identity" };
static constexpr const char* device_keys[] { "device", "stick" }; // Objects with an "identity".

std::vector<std::string> actors_in(const json& entry)
{
    std::vector<std::string> names;
    for (const char* key : actor_keys)
        if (auto name = text_in(entry, key); !name.empty())
            names.push_back(name);
    return names;
}

std::vector<std::string> media_in(const json& entry)
{
    std::vector<std::string> names;
    auto take = [&](const std::string& name) {
        if (!name.empty())
            names.push_back(name);
    };
    for (const char* key : medium_keys)
        take(text_in(entry, key));
    for (const char* key : device_keys)
        if (auto device = entry.find(key); device != entry.end() && device->is_object())
            take(text_in(*device, "identity"));
    return names;
}

static std::string end_of_time(const std::string& until)
{
    return until + "~"; // Behind all that begins like it.
}

// Within an era a time is found as in a book.
Result<std::vector<Index::Span>> Index::spans_of(const Filter& filter)
{
    std::vector<std::uint64_t> starts { 0 };
    Statement eras(m_database.get(), "SELECT first FROM era ORDER BY first");
    for (int step = eras.step(); step != SQLITE_DONE; step = eras.step()) {
        if (step != SQLITE_ROW)
            return trouble();
        starts.push_back(eras.number(0));
    }
    starts.push_back(m_size);
    Statement time(m_database.get(), "SELECT wall FROM entry WHERE seq = ?");
    auto first_behind = [&](Span span, const std::string& moment) -> Result<std::uint64_t> {
        while (span.first < span.end) {
            auto middle = span.first + (span.end - span.first) / 2;
            time.again();
            if (time.bind(middle).step() != SQLITE_ROW)
                return trouble();
            (time.text(0) < moment ? span.first : span.end)
                = time.text(0) < moment ? middle + 1 : middle;
        }
        return span.first;
    };
    std::vector<Span> spans;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        Span span { std::max(starts[i], filter.from), std::min(starts[i + 1], filter.before) };
        if (span.first >= span.end)
            continue;
        auto whole = span;
        if (!filter.since.empty())
            span.first = TRY(first_behind(whole, filter.since));
        if (!filter.until.empty())
            span.end = TRY(first_behind(whole, end_of_time(filter.until)));
        if (span.first < span.end)
            spans.push_back(span);
    }
    if (filter.order == Order::NewestFirst)
        std::ranges::reverse(spans);
    return spans;
}

// Whatever fits least goes first, so that the database never reads what does not.
static std::string find_by(const Filter& filter, std::vector<std::string>& words)
{
    auto narrow = [&](std::string& sql, const std::string& condition, const std::string& word) {
        if (word.empty())
            return;
        sql += " AND " + condition;
        words.push_back(word);
    };
    std::string from = "entry e NOT INDEXED";
    std::string number = "e.seq";
    std::string where;
    if (!filter.transfer.empty()) {
        from = "entry e INDEXED BY entry_transfer";
    } else if (!filter.medium.empty()) {
        from = "medium m CROSS JOIN entry e ON e.seq = m.seq";
        number = "m.seq";
    } else if (!filter.actor.empty()) {
        from = "actor a CROSS JOIN entry e ON e.seq = a.seq";
        number = "a.seq";
    } else if (!filter.kind.empty()) {
        from = "entry e INDEXED BY entry_kind";
    } else if (!filter.zone.empty()) {
        from = "entry e INDEXED BY entry_zone";
    }
    narrow(where, "e.transfer = ?", filter.transfer);
    narrow(where,
        number == "m.seq" ? "m.name = ?"
                          : "EXISTS(SELECT 1 FROM medium WHERE name = ? AND seq = e.seq)",
        filter.medium);
    narrow(where,
        number == "a.seq" ? "a.name = ?"
                          : "EXISTS(SELECT 1 FROM actor WHERE name = ? AND seq = e.seq)",
        filter.actor);
    narrow(where, "e.kind = ?", filter.kind);
    narrow(where, "e.zone = ?", filter.zone);
    for (const auto& kind : filter.without)
        narrow(where, "e.kind <> ?", kind);
    auto order = filter.order == Order::NewestFirst ? " DESC" : " ASC";
    return "SELECT e.seq FROM " + from + " WHERE " + number + " >= ? AND " + number + " < ?" + where
        + " ORDER BY " + number + order + " LIMIT ?";
}

Result<std::vector<std::uint64_t>> Index::find(const Filter& filter, std::uint32_t limit)
{
    std::vector<std::string> words;
    auto sql = find_by(filter, words);
    std::vector<std::uint64_t> numbers;
    for (const auto& span : TRY(spans_of(filter))) {
        if (numbers.size() >= limit)
            break;
        Statement found(m_database.get(), sql);
        found.bind(span.first).bind(span.end);
        for (const auto& word : words)
            found.bind(word);
        found.bind(std::uint64_t { limit - numbers.size() });
        for (int step = found.step(); step != SQLITE_DONE; step = found.step()) {
            if (step != SQLITE_ROW)
                return trouble();
            numbers.push_back(found.number(0));
        }
    }
    return numbers;
}

bool fits(const Filter& filter, const json& entry)
{
    if (!entry.is_object())
        return false;
    auto same = [&](const std::string& wanted, const char* key) {
        return wanted.empty() || text_in(entry, key) == wanted;
    };
    auto names = [](const std::vector<std::string>& all, const std::string& wanted) {
        return wanted.empty() || std::ranges::find(all, wanted) != all.end();
    };
    auto wall = text_in(entry, "wall");
    return same(filter.transfer, "transfer") && same(filter.kind, "type")
        && same(filter.zone, "zone") && wall >= filter.since
        && (filter.until.empty() || wall < end_of_time(filter.until))
        && names(actors_in(entry), filter.actor) && names(media_in(entry), filter.medium)
        && std::ranges::find(filter.without, text_in(entry, "type")) == filter.without.end();
}

Result<std::vector<std::string>> scan(const Log& log, const Filter& filter, std::uint32_t limit)
{
    std::vector<std::string> found;
    auto end = std::min(filter.before, log.size());
    auto begin = std::min(filter.from, end);
    bool newest_first = filter.order == Order::NewestFirst;
    while (begin < end && found.size() < limit) {
        auto first = newest_first ? std::max(begin, (end - 1) / tile_width * tile_width) : begin;
        auto last = newest_first ? end : std::min(end, (begin / tile_width + 1) * tile_width);
        auto texts = TRY(log.entries(first, last - first));
        if (newest_first)
            std::ranges::reverse(texts);
        for (auto& text : texts) {
            if (found.size() < limit && fits(filter, json::parse(text, nullptr, false)))
                found.push_back(std::move(text));
        }
        (newest_first ? end : begin) = newest_first ? first : last;
    }
    return found;
}

Result<std::vector<std::string>> look_up(
    const Log& log, Index& index, const Filter& filter, std::uint32_t limit)
{
    TRY(index.catch_up(log));
    auto numbers = TRY(index.find(filter, limit));
    std::vector<std::string> found;
    // Those of one tile are read at once: to find one, the log reads its tile from the start.
    for (std::size_t i = 0; i < numbers.size();) {
        auto tile = numbers[i] / tile_width;
        auto next = i;
        while (next < numbers.size() && numbers[next] / tile_width == tile)
            ++next;
        auto [least, most] = std::minmax(numbers[i], numbers[next - 1]);
        auto texts = TRY(log.entries(least, most - least + 1));
        for (; i < next; ++i) {
            auto place = numbers[i] - least;
            if (place >= texts.size() || !fits(filter, json::parse(texts[place], nullptr, false)))
                return Error { "the index: it says what the log does not" };
            found.push_back(std::move(texts[place]));
        }
    }
    return found;
}

}
