// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/mapi_words.h"

#include "sanitizer/unpack/mail/rich_text.h"
#include "sanitizer/unpack/mail/words.h"

#include <cstdio>

namespace unpack_mail {

using charset::Encoding;

const Property* find(const Properties& properties, std::uint16_t id)
{
    auto found = properties.find(id);
    return found == properties.end() ? nullptr : &found->second;
}

std::uint64_t number(const Properties& properties, std::uint16_t id, std::uint64_t otherwise)
{
    const auto* property = find(properties, id);
    return property && property->type == property_int32 ? property->number : otherwise;
}

std::optional<Encoding> MapiWords::code_page(std::uint16_t id) const
{
    switch (number(m_message.own, id, 0)) {
    case 932: return Encoding::Cp932;
    case 1252:
    case 28591: return Encoding::Latin1;
    case 20127: return Encoding::Ascii;
    case 20932:
    case 51932: return Encoding::EucJp;
    case 50220:
    case 50221:
    case 50222: return Encoding::Iso2022Jp;
    case 65001: return Encoding::Utf8;
    default: return std::nullopt;
    }
}

std::string MapiWords::text(const Properties& properties, std::uint16_t id) const
{
    const auto* property = find(properties, id);
    if (!property)
        return {};
    if (property->type == property_utf16) {
        auto words = m_letters.decode(property->bytes, Encoding::Utf16Le).utf8;
        return words.ends_with('\0') ? words.substr(0, words.size() - 1) : words;
    }
    if (property->type != property_bytes8)
        return {};
    auto encoding = code_page(message_code_page);
    if (encoding && *encoding != Encoding::Ascii)
        return m_letters.decode(property->bytes, *encoding).utf8;
    return m_letters.of_header(property->bytes);
}

std::string MapiWords::line(const Properties& properties, std::uint16_t id)
{
    return one_line(text(properties, id), dropped);
}

Address MapiWords::person(
    const Properties& properties, std::uint16_t name, std::uint16_t smtp, std::uint16_t other)
{
    Address told { line(properties, name), line(properties, smtp) };
    if (told.address.empty())
        told.address = line(properties, other);
    if (told.name == told.address)
        told.name.clear();
    return told;
}

Address MapiWords::sender()
{
    return person(m_message.own, sender_name, sender_smtp, sender_address);
}

Address MapiWords::represented()
{
    auto from = person(m_message.own, represented_name, represented_smtp, represented_address);
    return from.address.empty() && from.name.empty() ? sender() : from;
}

std::vector<Address> MapiWords::recipients(std::uint64_t type)
{
    std::vector<Address> people;
    for (const auto& recipient : m_message.recipients) {
        if (number(recipient, recipient_type, 1) == type)
            people.push_back(person(recipient, display_name, smtp_address, address));
    }
    return people;
}

// FILETIME: tenths of microseconds since 1601.
static std::string utc(std::uint64_t time)
{
    auto seconds = time / 10'000'000;
    auto days = seconds / 86'400;
    // Eras of 400 years, from 1 March of the year 0, 584'694 days before 1601.
    auto shifted = days + 584'694;
    auto era = shifted / 146'097;
    auto day_of_era = shifted % 146'097;
    auto year_of_era
        = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    auto month = (5 * day_of_year + 2) / 153;
    auto day = day_of_year - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    auto year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    char words[40];
    std::snprintf(words, sizeof words, "%04u-%02u-%02u %02u:%02u:%02u UTC", unsigned(year % 10'000),
        unsigned(month), unsigned(day), unsigned(seconds / 3600 % 24), unsigned(seconds / 60 % 60),
        unsigned(seconds % 60));
    return words;
}

std::string MapiWords::time() const
{
    for (auto id : { submit_time, delivery_time }) {
        const auto* property = find(m_message.own, id);
        if (property && property->type == property_time)
            return utc(property->number);
    }
    return {};
}

bool MapiWords::has_page() const
{
    const auto* property = find(m_message.own, html_body);
    return property && !property->bytes.empty();
}

std::string MapiWords::page() const
{
    const std::string mark = "\xEF\xBB\xBF";
    const auto& property = *find(m_message.own, html_body);
    if (property.type != property_binary)
        return mark + text(m_message.own, html_body);
    auto encoding = code_page(internet_code_page);
    if (encoding && *encoding != Encoding::Ascii)
        return mark + m_letters.decode(property.bytes, *encoding).utf8;
    return property.bytes;
}

std::string MapiWords::attachment_name(const Properties& properties, std::size_t most) const
{
    std::string name;
    for (auto id : { long_name, short_name, display_name }) {
        if (name.empty())
            name = as_component(text(properties, id), most);
    }
    return name;
}

MaybeStop MapiWords::rich_text(std::uint64_t most, std::string& out) const
{
    const auto* packed = find(m_message.own, packed_rich_text);
    if (!packed || packed->type != property_binary || packed->bytes.empty())
        return {};
    return unpack_rich_text(packed->bytes, most, out);
}

}
