// SPDX-License-Identifier: MIT
#include "policy/facts/removed.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace policy {

std::size_t add_removed(std::vector<Removed>& all, Removed more)
{
    std::size_t places = 0;
    for (std::size_t row = 0; row < all.size(); ++row) {
        auto& one = all[row];
        if (one.what != more.what)
            continue;
        if (one.where == more.where) {
            one.count
                += std::min(more.count, std::numeric_limits<std::uint64_t>::max() - one.count);
            return row;
        }
        ++places;
    }
    bool is_full = places >= most_places || all.size() >= most_rows;
    if (is_full && more.where != elsewhere) {
        more.where = elsewhere;
        return add_removed(all, std::move(more));
    }
    all.push_back(std::move(more));
    return all.size() - 1;
}

std::string place_named(std::string_view foreign)
{
    auto points = base::decode_utf8(foreign);
    if (!points) {
        points.emplace();
        for (char c : foreign)
            points->push_back(c > ' ' && c < '\x7F' ? static_cast<char32_t>(c) : U'?');
    }
    std::ranges::replace_if(*points, base::is_unsafe, U'?');
    auto name = base::cut(base::encode_utf8(*points), longest_place);
    bool is_like_ours = place_in_japanese(name) != name; // "page 3", which a part may be called.
    return is_like_ours ? '"' + base::cut(name, longest_place - 2) + '"' : name;
}

std::string place_on(std::string_view unit, std::uint64_t number)
{
    return std::string(unit) + ' ' + std::to_string(number);
}

bool is_place(std::string_view text)
{
    auto points = base::decode_utf8(text);
    return text.size() <= longest_place && points && std::ranges::none_of(*points, base::is_unsafe);
}

std::string place_in_japanese(std::string_view where)
{
    constexpr std::string_view page_of_mail = "html, ";
    if (where.starts_with(page_of_mail))
        return "HTML、" + place_in_japanese(where.substr(page_of_mail.size()));
    struct Unit {
        std::string_view english;
        std::string_view before;
        std::string_view behind;
    };
    static constexpr std::array units {
        Unit { "page ", "", "ページ" },
        Unit { "pages ", "", "ページ" },
        Unit { "line ", "", "行目" },
        Unit { "lines ", "", "行目" },
        Unit { "sheet ", "シート", "" },
        Unit { "slide ", "スライド", "" },
        Unit { "directory ", "ディレクトリ", "" },
    };
    static constexpr std::pair<std::string_view, std::string_view> places[] = {
        { elsewhere, "ほかの箇所" },
        { whole_document, "文書全体" },
        { "end of file", "ファイルの末尾" },
        { "header", "ヘッダー" },
        { "palette", "パレット" },
    };
    for (auto [english, japanese] : places) {
        if (where == english)
            return std::string(japanese);
    }
    for (const auto& unit : units) {
        if (!where.starts_with(unit.english))
            continue;
        auto number = where.substr(unit.english.size());
        auto dash = number.find('-');
        if (number.empty() || number.find_first_not_of("0123456789-") != number.npos)
            continue;
        auto told = std::string(unit.before) + std::string(number.substr(0, dash));
        if (dash != number.npos)
            told += "～" + std::string(number.substr(dash + 1));
        return told + std::string(unit.behind);
    }
    return std::string(where);
}

}
