// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/header.h"

#include <algorithm>

namespace unpack_mail {

const std::string& Headers::value(std::string_view name) const
{
    static const std::string none;
    auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? none : found->value;
}

std::size_t Headers::count(std::string_view name) const
{
    return std::size_t(std::ranges::count(fields, name, &Field::name));
}

MaybeStop check_bytes(std::string_view mail)
{
    if (mail.find('\0') != mail.npos)
        return malformed("a zero byte in a mail");
    for (auto at = mail.find('\r'); at != mail.npos; at = mail.find('\r', at + 1)) {
        if (at + 1 == mail.size() || mail[at + 1] != '\n')
            return malformed("a carriage return that ends no line");
    }
    return {};
}

static std::string_view without_return(std::string_view line)
{
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

static bool is_name(std::string_view name)
{
    return !name.empty()
        && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F && c != ':'; });
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

MaybeStop read_headers(
    std::string_view& rest, Section section, const Letters& letters, Headers& into)
{
    auto whole = rest.size();
    for (;;) {
        if (rest.empty()) {
            if (section == Section::OfMail)
                return malformed("a mail that ends within its headers");
            break;
        }
        auto end = rest.find('\n');
        auto line = without_return(rest.substr(0, end));
        bool ended = end != rest.npos;
        rest.remove_prefix(ended ? end + 1 : rest.size());
        if (line.empty())
            break;
        if (whole - rest.size() > most_header_bytes || into.fields.size() > most_fields)
            return limit("more headers than are read");
        if (is_blank(line[0])) {
            if (into.fields.empty())
                return malformed("a header that goes on from nothing");
            if (trimmed(line).empty())
                return malformed("a header line of blanks, where some readers end the headers");
            into.fields.back().value += line;
        } else {
            auto colon = line.find(':');
            if (colon == line.npos || !is_name(line.substr(0, colon)))
                return malformed("a line among the headers that is none");
            into.fields.push_back(
                { lower(line.substr(0, colon)), std::string(line.substr(colon + 1)) });
        }
        if (into.fields.back().value.size() > most_field_bytes)
            return limit("a header that is too long");
    }
    for (auto& field : into.fields)
        field.value = letters.of_header(trimmed(field.value));
    return {};
}

}
