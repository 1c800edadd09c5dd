// SPDX-License-Identifier: MIT
#include "scanners/signature/mail/entity.h"

#include <algorithm>

namespace signature::mail {

static constexpr std::size_t most_headers = 1000;

std::string lower(std::string_view text)
{
    std::string result(text);
    for (auto& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

// Without its end, which is taken off as well.
static std::string_view take_line(std::string_view& rest)
{
    auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::optional<std::string> Entity::only(const std::string& name) const
{
    if (headers.count(name) != 1)
        return std::nullopt;
    return headers.find(name)->second;
}

std::optional<Entity> read_entity(std::string_view bytes)
{
    Entity entity;
    std::string* open = nullptr;
    while (!bytes.empty()) {
        auto line = take_line(bytes);
        if (line.find('\r') != line.npos || line.find('\0') != line.npos)
            return std::nullopt;
        if (line.empty())
            break;
        if (is_blank(line[0])) {
            if (!open)
                return std::nullopt;
            *open += ' ' + std::string(trimmed(line));
            continue;
        }
        auto colon = line.find(':');
        if (colon == line.npos || colon == 0 || entity.headers.size() == most_headers)
            return std::nullopt;
        auto name = line.substr(0, colon);
        if (!std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; }))
            return std::nullopt;
        open = &entity.headers.emplace(lower(name), trimmed(line.substr(colon + 1)))->second;
    }
    entity.body = bytes;
    return entity;
}

// RFC 2045, 5.1: what may stand without quotes.
static bool is_token(char c)
{
    return c > ' ' && c < 0x7F
        && std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

static std::string take_token(std::string_view& rest)
{
    std::size_t size = 0;
    while (size < rest.size() && is_token(rest[size]))
        ++size;
    auto token = std::string(rest.substr(0, size));
    rest.remove_prefix(size);
    return token;
}

static std::optional<std::string> take_value(std::string_view& rest)
{
    if (!rest.starts_with('"'))
        return take_token(rest);
    auto end = rest.find('"', 1);
    auto value = std::string(rest.substr(1, end == rest.npos ? end : end - 1));
    if (end == rest.npos || value.find('\\') != value.npos)
        return std::nullopt;
    rest.remove_prefix(end + 1);
    return value;
}

std::optional<ContentType> read_content_type(std::string_view text)
{
    ContentType read;
    auto rest = trimmed(text);
    read.type = lower(take_token(rest));
    if (!rest.starts_with('/'))
        return std::nullopt;
    rest.remove_prefix(1);
    read.type += '/' + lower(take_token(rest));
    for (rest = trimmed(rest); !rest.empty(); rest = trimmed(rest)) {
        if (!rest.starts_with(';'))
            return std::nullopt;
        rest = trimmed(rest.substr(1));
        if (rest.empty())
            break; // Some mailers end the list so.
        auto name = lower(take_token(rest));
        if (name.empty() || !rest.starts_with('='))
            return std::nullopt;
        rest.remove_prefix(1);
        auto value = take_value(rest);
        if (!value || !read.parameters.emplace(std::move(name), std::move(*value)).second)
            return std::nullopt;
    }
    return read;
}

static bool has_words(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return !is_blank(c) && c != '\r' && c != '\n'; });
}

std::optional<Parts> split(std::string_view body, const std::string& boundary)
{
    if (boundary.empty() || boundary.size() > 70 || boundary.back() == ' ')
        return std::nullopt;
    auto mark = "--" + boundary;
    Parts split;
    auto rest = body;
    const char* begin = nullptr; // Of the part that is open.
    while (!rest.empty()) {
        auto at = rest;
        auto line = take_line(rest);
        if (!line.starts_with(mark))
            continue;
        auto behind = line.substr(mark.size());
        bool last = behind.starts_with("--");
        if (!trimmed(last ? behind.substr(2) : behind).empty())
            return std::nullopt;
        if (begin) {
            // The end of the line before belongs to the boundary (RFC 2046, 5.1.1).
            std::string_view part(begin, static_cast<std::size_t>(at.data() - begin));
            if (part.ends_with('\n'))
                part.remove_suffix(1);
            if (part.ends_with('\r'))
                part.remove_suffix(1);
            split.parts.push_back(part);
        }
        begin = rest.data();
        if (last) {
            bool again = rest.find(mark) != rest.npos;
            split.words_behind = has_words(rest);
            return again || split.parts.empty() ? std::nullopt : std::optional(split);
        }
    }
    return std::nullopt;
}

}
