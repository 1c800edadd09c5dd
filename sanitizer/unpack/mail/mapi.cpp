// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/mapi.h"

#include "sanitizer/unpack/mail/rich_text.h"
#include "sanitizer/unpack/mail/words.h"

#include <algorithm>
#include <cstdio>

namespace unpack_mail {

using charset::Encoding;

namespace {

// MS-OXPROPS.
enum Id : std::uint16_t {
    message_class = 0x001A,
    subject = 0x0037,
    submit_time = 0x0039,
    represented_name = 0x0042,
    represented_address = 0x0065,
    transport_headers = 0x007D,
    recipient_type = 0x0C15,
    sender_name = 0x0C1A,
    sender_address = 0x0C1F,
    delivery_time = 0x0E06,
    plain_body = 0x1000,
    packed_rich_text = 0x1009,
    html_body = 0x1013,
    message_id = 0x1035,
    display_name = 0x3001,
    address = 0x3003,
    attached_data = 0x3701,
    short_name = 0x3704,
    attach_method = 0x3705,
    long_name = 0x3707,
    smtp_address = 0x39FE,
    internet_code_page = 0x3FDE,
    message_code_page = 0x3FFD,
    sender_smtp = 0x5D01,
    represented_smtp = 0x5D02,
};

enum Method : std::uint64_t { none = 0, by_value = 1, embedded_message = 5, ole = 6 };

class Giving {
public:
    Giving(const MapiMessage& message, const Letters& letters, Account& account)
        : m_message(message)
        , m_letters(letters)
        , m_account(account)
    {
    }

    Result<MaybeStop> run(std::string_view file_of_object);

private:
    std::optional<Encoding> code_page(std::uint16_t id) const;
    std::string text(const Properties&, std::uint16_t id) const;
    std::string line(const Properties&, std::uint16_t id);
    Address person(const Properties&, std::uint16_t name, std::uint16_t smtp, std::uint16_t other);
    std::string time() const;
    Result<void> summary();
    Result<MaybeStop> bodies();
    Result<MaybeStop> plain(const std::string& words);
    Result<MaybeStop> page(Standing);
    Result<MaybeStop> rich_text(bool alone);
    Result<MaybeStop> attachment(const Properties&, std::string_view file_of_object);
    Result<MaybeStop> secured();

    const MapiMessage& m_message;
    const Letters& m_letters;
    Account& m_account;
    std::uint64_t m_dropped { 0 };
};

}

static const Property* find(const Properties& properties, std::uint16_t id)
{
    auto found = properties.find(id);
    return found == properties.end() ? nullptr : &found->second;
}

static std::uint64_t number(const Properties& properties, std::uint16_t id, std::uint64_t otherwise)
{
    const auto* property = find(properties, id);
    return property && property->type == property_int32 ? property->number : otherwise;
}

std::optional<Encoding> Giving::code_page(std::uint16_t id) const
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

std::string Giving::text(const Properties& properties, std::uint16_t id) const
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

std::string Giving::line(const Properties& properties, std::uint16_t id)
{
    return one_line(text(properties, id), m_dropped);
}

Address Giving::person(
    const Properties& properties, std::uint16_t name, std::uint16_t smtp, std::uint16_t other)
{
    Address told { line(properties, name), line(properties, smtp) };
    if (told.address.empty())
        told.address = line(properties, other);
    if (told.name == told.address)
        told.name.clear();
    return told;
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

std::string Giving::time() const
{
    for (auto id : { submit_time, delivery_time }) {
        const auto* property = find(m_message.own, id);
        if (property && property->type == property_time)
            return utc(property->number);
    }
    return {};
}

Result<void> Giving::summary()
{
    auto& receiver = m_account.receiver();
    const auto& own = m_message.own;
    auto sender = person(own, sender_name, sender_smtp, sender_address);
    auto from = person(own, represented_name, represented_smtp, represented_address);
    if (from.address.empty() && from.name.empty())
        from = sender;
    if (!from.address.empty() || !from.name.empty())
        TRY(receiver.header(Summary::From, { from }, {}));
    if (sender.address != from.address && !sender.address.empty())
        TRY(receiver.header(Summary::Sender, { sender }, {}));
    for (auto [type, shown] :
        { std::pair(1u, Summary::To), std::pair(2u, Summary::Cc), std::pair(3u, Summary::Bcc) }) {
        std::vector<Address> people;
        for (const auto& recipient : m_message.recipients) {
            if (number(recipient, recipient_type, 1) == type)
                people.push_back(person(recipient, display_name, smtp_address, address));
        }
        if (!people.empty())
            TRY(receiver.header(shown, people, {}));
    }
    for (auto [words, shown] :
        { std::pair(time(), Summary::Date), std::pair(line(own, subject), Summary::Subject),
            std::pair(line(own, message_id), Summary::MessageId) }) {
        if (!words.empty())
            TRY(receiver.header(shown, {}, words));
    }
    if (find(own, transport_headers))
        TRY(receiver.left_out(LeftOut::Headers, 1));
    if (m_dropped > 0)
        TRY(receiver.left_out(LeftOut::Controls, m_dropped));
    return {};
}

Result<MaybeStop> Giving::plain(const std::string& words)
{
    if (has_pgp_message(words))
        return MaybeStop(Stop { Trouble::Encrypted, "the mail is encrypted" });
    return m_account.give(Kind::Text, Standing::Own, {}, words, Transfer::Identity);
}

// In the code page of the internet, or in UTF-16 as text; else its reader looks for itself.
Result<MaybeStop> Giving::page(Standing standing)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    const auto& property = *find(m_message.own, html_body);
    auto bytes = property.bytes;
    auto encoding = code_page(internet_code_page);
    if (property.type != property_binary)
        bytes = std::string(mark) + text(m_message.own, html_body);
    else if (encoding && *encoding != Encoding::Ascii)
        bytes = std::string(mark) + m_letters.decode(bytes, *encoding).utf8;
    return m_account.give(Kind::Page, standing, {}, bytes, Transfer::Identity);
}

// A document of its own, if there is no other body.
Result<MaybeStop> Giving::rich_text(bool alone)
{
    if (!alone) {
        TRY(m_account.receiver().left_out(LeftOut::Alternative, 1));
        return MaybeStop();
    }
    std::string unpacked;
    const auto& packed = find(m_message.own, packed_rich_text)->bytes;
    if (auto stop = unpack_rich_text(packed, m_account.limits().text_bytes, unpacked))
        return stop;
    return m_account.give(
        Kind::Attachment, Standing::Own, "本文.rtf", unpacked, Transfer::Identity);
}

Result<MaybeStop> Giving::bodies()
{
    const auto& own = m_message.own;
    auto words = text(own, plain_body);
    bool has_words = !trimmed(words).empty();
    bool has_page = find(own, html_body) && !find(own, html_body)->bytes.empty();
    if (words.size() > m_account.limits().text_bytes)
        return MaybeStop(limit("a part that is too large"));
    if (has_words) {
        if (auto stop = TRY(plain(words)))
            return stop;
    }
    if (has_page) {
        if (auto stop = TRY(page(has_words ? Standing::Alternative : Standing::Own)))
            return stop;
    }
    const auto* packed = find(own, packed_rich_text);
    if (packed && packed->type == property_binary && !packed->bytes.empty())
        return rich_text(!has_words && !has_page);
    return MaybeStop();
}

Result<MaybeStop> Giving::attachment(const Properties& properties, std::string_view file_of_object)
{
    auto most = m_account.limits().name_bytes;
    std::string name;
    for (auto id : { long_name, short_name, display_name }) {
        if (name.empty())
            name = as_component(text(properties, id), most);
    }
    if (name.empty())
        name = "part-" + std::to_string(m_account.totals().entries + 1) + ".bin";
    const auto* data = find(properties, attached_data);
    auto method = number(properties, attach_method, by_value);
    if (method == embedded_message && data && data->type == property_object
        && !file_of_object.empty()) {
        constexpr std::size_t interface_bytes = 16;
        name = as_component(name, most - file_of_object.size()) + std::string(file_of_object);
        auto object = std::string_view(data->bytes);
        object.remove_prefix(std::min(object.size(), interface_bytes));
        return m_account.give(Kind::Attachment, Standing::Own, name, object, Transfer::Identity);
    }
    if (method == embedded_message || method == ole)
        return m_account.refuse(name, Why::Unreadable);
    if (method != by_value && method != none)
        return m_account.refuse(name, Why::Elsewhere);
    if (!data || data->type != property_binary)
        return m_account.refuse(name, Why::Unreadable);
    return m_account.give(Kind::Attachment, Standing::Own, name, data->bytes, Transfer::Identity);
}

// Signed or encrypted throughout: the one attachment is the mail (MS-OXOSMIME 2.1).
Result<MaybeStop> Giving::secured()
{
    const auto* data = m_message.attachments.size() == 1
        ? find(m_message.attachments[0], attached_data)
        : nullptr;
    if (!data || data->type != property_binary)
        return MaybeStop(malformed("a signed or encrypted part that cannot be read"));
    Walk walk(m_letters, m_account);
    return data->bytes.starts_with("\x30") ? walk.cms(data->bytes) : walk.mime(data->bytes);
}

Result<MaybeStop> Giving::run(std::string_view file_of_object)
{
    TRY(summary());
    if (lower(text(m_message.own, message_class)).starts_with("ipm.note.smime"))
        return secured();
    if (auto stop = TRY(bodies()))
        return stop;
    for (const auto& properties : m_message.attachments) {
        if (auto stop = TRY(attachment(properties, file_of_object)))
            return stop;
    }
    return MaybeStop();
}

Result<MaybeStop> give_message(const MapiMessage& message, const Letters& letters, Account& account,
    std::string_view file_of_object)
{
    return Giving(message, letters, account).run(file_of_object);
}

}
