// SPDX-License-Identifier: MIT
#include "kiosk/ledger/entry.h"

#include "kiosk/ledger/frames.h"

#include <algorithm>
#include <ctime>

namespace ledger {

using nlohmann::json;

static bool is_plain(const json& value, unsigned depth)
{
    if (value.is_number_float() || value.is_binary() || value.is_discarded())
        return false;
    if (!value.is_structured())
        return true;
    return depth < deepest_entry && std::ranges::all_of(value, [depth](const json& part) {
        return is_plain(part, depth + 1);
    });
}

Result<std::string> entry_text(const json& entry)
{
    if (!entry.is_object() || !is_plain(entry, 0))
        return Error { "an entry with something that the ledger does not take" };
    auto text = entry.dump(-1, ' ', true, json::error_handler_t::replace);
    if (text.size() > largest_entry)
        return Error { "an entry too large for the ledger" };
    return text;
}

// Before a parser sees it, since that would follow any depth.
static bool is_shallow(std::string_view text)
{
    unsigned depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            in_string = !in_string;
        else if (!in_string && (text[i] == '{' || text[i] == '['))
            ++depth;
        else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
            --depth;
        if (depth > deepest_entry)
            return false;
    }
    return true;
}

std::string text_in(const json& entry, const char* key)
{
    auto found = entry.find(key);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_reserved_type(std::string_view type)
{
    return type == "recovery" || type == "clock_fault" || type == "key_rotate";
}

static bool is_time(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (text.size() != form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    }
    return true;
}

static bool is_hash(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::int64_t seconds_of(const std::string& wall)
{
    std::tm parts {};
    return is_time(wall) && strptime(wall.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) ? timegm(&parts)
                                                                                 : 0;
}

Result<json> parse_entry(base::View bytes)
{
    auto text = base::text_of(bytes);
    auto wrong = Error { "not in canonical form" };
    if (text.size() > largest_entry
        || std::ranges::any_of(text, [](char c) { return c < 0x20 || c > 0x7E; })
        || !is_shallow(text))
        return wrong;
    auto entry = json::parse(text, nullptr, false);
    if (!entry.is_object() || !is_plain(entry, 0) || entry.dump(-1, ' ', true) != text)
        return wrong;
    auto is_number = [&](const char* key) {
        auto found = entry.find(key);
        return found != entry.end() && found->is_number_unsigned();
    };
    if (!is_number("v") || entry["v"] != 1 || !is_number("seq") || !is_number("mono_ns")
        || !is_number("boot_n") || text_in(entry, "type").empty()
        || text_in(entry, "boot_id").empty() || text_in(entry, "wall_src").empty()
        || !is_time(text_in(entry, "wall")) || !is_hash(text_in(entry, "prev_checkpoint_sha256")))
        return Error { "without a field that every entry has" };
    return entry;
}

}
