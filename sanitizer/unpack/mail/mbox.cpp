// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/mbox.h"

#include <algorithm>
#include <array>
#include <vector>

namespace unpack_mail {

static constexpr std::string_view from = "From ";
static constexpr std::array<std::string_view, 7> weekdays { "Mon", "Tue", "Wed", "Thu", "Fri",
    "Sat", "Sun" };
static constexpr std::array<std::string_view, 12> months { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static bool has_form(std::string_view word, std::string_view form) // 9: a digit.
{
    return word.size() == form.size() && std::ranges::equal(word, form, [](char c, char wanted) {
        return wanted == '9' ? c >= '0' && c <= '9' : c == wanted;
    });
}

bool is_separator(std::string_view line)
{
    constexpr std::size_t longest = 1000;
    if (!line.starts_with(from) || line.size() > longest)
        return false;
    std::vector<std::string_view> words;
    for (auto rest = line; !rest.empty();) {
        auto end = std::min(rest.find_first_of(" \t\r"), rest.size());
        if (end > 0)
            words.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (std::size_t at = 1; at + 4 < words.size(); ++at) {
        bool date = std::ranges::count(weekdays, words[at]) > 0
            && std::ranges::count(months, words[at + 1]) > 0
            && (has_form(words[at + 2], "9") || has_form(words[at + 2], "99"))
            && (has_form(words[at + 3], "99:99") || has_form(words[at + 3], "99:99:99"));
        if (date
            && std::any_of(words.begin() + std::ptrdiff_t(at) + 4, words.end(),
                [](std::string_view word) { return has_form(word, "9999"); }))
            return true;
    }
    return false;
}

MaybeStop split_mbox(
    std::string_view file, const std::function<MaybeStop(std::string_view message)>& take)
{
    auto line_at = [&](std::size_t at) { return file.substr(at, file.find('\n', at) - at); };
    auto behind
        = [&](std::size_t at) { return std::min(file.find('\n', at), file.size() - 1) + 1; };
    if (!is_separator(line_at(0)))
        return malformed("an mbox file that does not begin with a message");
    auto start = behind(0);
    for (auto at = file.find("\nFrom ", start - 1); at != file.npos;
         at = file.find("\nFrom ", at + 1)) {
        auto before = file.substr(start, at + 1 > start ? at + 1 - start : 0);
        bool after_empty = before.ends_with("\n\n") || before.ends_with("\r\n\r\n");
        if (!after_empty || !is_separator(line_at(at + 1)))
            return malformed("a line that some readers take for the start of another message");
        if (auto stop = take(before))
            return stop;
        start = behind(at + 1);
    }
    return take(file.substr(start));
}

}
