// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/walk.h"

#include "policy/facts/file_type.h"
#include "policy/facts/removed.h"
#include "sanitizer/unpack/mail/label.h"
#include "sanitizer/unpack/mail/signed_data.h"
#include "sanitizer/unpack/mail/words.h"

#include <algorithm>

namespace unpack_mail {

using charset::Encoding;

static bool is_attached(const Entity& entity)
{
    return entity.disposition.value == "attachment"
        || !entity.disposition.parameter("filename").empty()
        || !entity.type.parameter("name").empty();
}

static bool is_signature(std::string_view type)
{
    return type == "application/pkcs7-signature" || type == "application/x-pkcs7-signature"
        || type == "application/pgp-signature";
}

Result<MaybeStop> Walk::left_out(LeftOut what, std::string_view where, std::uint64_t count)
{
    TRY(m_account.receiver().left_out(what, policy::place_named(where), count));
    return MaybeStop();
}

Standing Walk::standing(const Place& place) const
{
    if (!place.body_seen)
        return Standing::Own;
    return std::exchange(*place.body_seen, true) ? Standing::Alternative : Standing::Own;
}

// The extension by the declared type: what it really is, the road finds out.
static std::string usual_name(std::string_view type, std::uint64_t number)
{
    auto name = "part-" + std::to_string(number);
    if (type == "message/rfc822")
        return name + ".eml";
    if (type.starts_with("message/") || type == "text/rfc822-headers")
        return name + ".txt"; // Delivery reports.
    for (const auto& info : policy::all_file_types()) {
        if (info.mime == type && !info.extensions.empty())
            return name + "." + std::string(info.extensions.substr(0, info.extensions.find(' ')));
    }
    return name + ".bin";
}

std::string Walk::name_of(const Entity& entity) const
{
    auto name
        = name_of_part(entity.disposition, entity.type, m_letters, m_account.limits().name_bytes);
    return name.empty() ? usual_name(entity.type.value, m_account.totals().entries + 1) : name;
}

Result<MaybeStop> Walk::part(
    std::string_view bytes, std::string_view usual_type, const Place& place)
{
    Entity read;
    if (auto stop = read_entity(bytes, Section::OfPart, usual_type, m_letters, read))
        return stop;
    return entity(read, place);
}

Result<MaybeStop> Walk::entity(const Entity& read, const Place& place)
{
    const auto& type = read.type.value;
    if (type == "multipart/encrypted")
        return encrypted(name_of(read), place);
    if (read.is_multipart())
        return multipart(read, place);
    if (type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime")
        return cms(read, place);
    if (type == "message/rfc822" || type == "message/global")
        return message(read);
    if (type == "message/partial")
        return m_account.refuse(name_of(read), Why::InPieces);
    if (type == "message/external-body")
        return m_account.refuse(name_of(read), Why::Elsewhere);
    bool attached = is_attached(read);
    if (!attached && (type == "text/plain" || type == "text/html"))
        return body(read, place);
    if (!attached && type == "text/calendar")
        return left_out(LeftOut::Calendar, type);
    if (!attached && place.body_seen != nullptr && type.starts_with("text/"))
        return left_out(LeftOut::Alternative, type);
    return attachment(read, name_of(read));
}

Result<MaybeStop> Walk::multipart(const Entity& read, const Place& place)
{
    if (place.depth >= m_account.limits().depth)
        return MaybeStop(limit("multiparts nested too deeply"));
    Parts split;
    auto left = m_account.limits().entries - m_account.totals().entries;
    if (auto stop = split_multipart(read, place.boundaries, left, split))
        return stop;
    if (split.outside > 0)
        TRY(left_out(LeftOut::OutsideParts, read.type.value, split.outside));
    Place inside = place;
    ++inside.depth;
    inside.boundaries.emplace_back(read.type.parameter("boundary"));
    if (read.is("multipart/signed"))
        return signed_parts(split.parts, inside);
    inside.whole = place.whole && split.parts.size() == 1;
    bool body_seen = false;
    if (read.is("multipart/alternative") && !place.body_seen)
        inside.body_seen = &body_seen;
    auto usual = read.is("multipart/digest") ? "message/rfc822" : "text/plain";
    for (auto bytes : split.parts) {
        if (auto stop = TRY(part(bytes, usual, inside)))
            return stop;
    }
    return MaybeStop();
}

// RFC 1847 section 2.1: the content, and its signature, which is not verified.
Result<MaybeStop> Walk::signed_parts(
    const std::vector<std::string_view>& parts, const Place& inside)
{
    Entity signature;
    if (parts.size() != 2)
        return MaybeStop(malformed("a signed multipart of other than two parts"));
    if (auto stop = read_entity(parts[1], Section::OfPart, "text/plain", m_letters, signature))
        return stop;
    if (!is_signature(signature.type.value))
        return MaybeStop(malformed("a signed multipart without its signature"));
    TRY(left_out(LeftOut::Signature, signature.type.value));
    return part(parts[0], "text/plain", inside);
}

Result<MaybeStop> Walk::encrypted(const std::string& name, const Place& place)
{
    if (place.whole)
        return MaybeStop(Stop { Trouble::Encrypted, "the mail is encrypted" });
    return m_account.refuse(name, Why::Encrypted);
}

Result<MaybeStop> Walk::cms(const Entity& read, const Place& place)
{
    std::string bytes;
    if (auto stop = decode_whole(read.body, read.transfer, m_account.limits().text_bytes, bytes))
        return stop;
    return opened(bytes, name_of(read), place);
}

Result<MaybeStop> Walk::opened(std::string_view bytes, const std::string& name, const Place& place)
{
    auto opened = open_cms(bytes);
    switch (opened.kind) {
    case Cms::Signed: break;
    case Cms::Encrypted: return encrypted(name, place);
    case Cms::Broken: return MaybeStop(malformed("a signed or encrypted part that cannot be read"));
    case Cms::WithoutContent:
    case Cms::OfAnotherKind: return m_account.refuse(name, Why::Unreadable);
    }
    if (place.depth >= m_account.limits().depth)
        return MaybeStop(limit("signed parts nested too deeply"));
    if (auto stop = check_bytes(opened.content))
        return stop;
    TRY(left_out(LeftOut::Signature, "application/pkcs7-mime"));
    Place inside = place;
    ++inside.depth;
    return part(opened.content, "text/plain", inside);
}

Result<MaybeStop> Walk::cms(std::string_view bytes)
{
    return opened(bytes, "smime.p7m", {});
}

Result<MaybeStop> Walk::mime(std::string_view bytes)
{
    if (auto stop = check_bytes(bytes))
        return stop;
    return part(bytes, "text/plain", {});
}

Result<MaybeStop> Walk::body(const Entity& read, const Place& place)
{
    std::string decoded;
    if (auto stop = decode_whole(read.body, read.transfer, m_account.limits().text_bytes, decoded))
        return stop;
    return read.is("text/html") ? page(read, decoded, place) : text(read, decoded, place);
}

bool has_pgp_message(std::string_view text)
{
    constexpr std::string_view armour = "-----BEGIN PGP MESSAGE-----";
    return text.starts_with(armour) || text.find("\n" + std::string(armour)) != text.npos;
}

Result<MaybeStop> Walk::text(const Entity& read, const std::string& decoded, const Place& place)
{
    auto label = read.type.parameter("charset");
    auto encoding = label.empty() ? Encoding::Ascii : Letters::encoding_of(label);
    if (encoding == Encoding::Ascii && (!is_ascii(decoded) || decoded.find('\x1B') != decoded.npos))
        encoding = m_letters.recognise(decoded);
    if (!encoding)
        return MaybeStop(Stop { Trouble::Unsupported, "a character set that is not read here" });
    auto letters = m_letters.decode(decoded, *encoding);
    if (letters.invalid * 100 > letters.points)
        return MaybeStop(malformed("a text that is not in the character set that it names"));
    if (has_pgp_message(letters.utf8))
        return encrypted(name_of(read), place);
    return m_account.give(Kind::Text, standing(place), {}, letters.utf8, Transfer::Identity);
}

// Told apart from text by its reader; in UTF-8 with a mark, if its character set is known.
Result<MaybeStop> Walk::page(const Entity& read, const std::string& decoded, const Place& place)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    auto label = read.type.parameter("charset");
    auto encoding = Letters::encoding_of(label);
    if (!label.empty() && !encoding)
        return MaybeStop(Stop { Trouble::Unsupported, "a character set that is not read here" });
    std::string bytes = decoded;
    if (encoding && (*encoding != Encoding::Ascii || is_ascii(decoded)))
        bytes = std::string(mark) + m_letters.decode(decoded, *encoding).utf8;
    return m_account.give(Kind::Page, standing(place), {}, bytes, Transfer::Identity);
}

Result<MaybeStop> Walk::message(const Entity& read)
{
    auto most = m_account.limits().name_bytes;
    auto name = name_of_part(read.disposition, read.type, m_letters, most);
    auto inner = read.body;
    Headers headers;
    if (name.empty() && read.transfer == Transfer::Identity
        && !read_headers(inner, Section::OfPart, m_letters, headers)) {
        std::uint64_t dropped = 0;
        auto subject = one_line(decode_words(headers.value("subject"), m_letters), dropped);
        name = as_component(subject, most / 2);
    }
    if (name.empty())
        name = usual_name("message/rfc822", m_account.totals().entries + 1);
    else if (!lower(name).ends_with(".eml"))
        name = as_component(name, most - 4) + ".eml";
    // The line end before the boundary is the boundary's; a mail of headers alone needs it.
    return m_account.give(Kind::Attachment, Standing::Own, name, read.body, read.transfer,
        read.transfer == Transfer::Identity ? "\r\n" : "");
}

Result<MaybeStop> Walk::attachment(const Entity& read, const std::string& name)
{
    return m_account.give(Kind::Attachment, Standing::Own, name, read.body, read.transfer);
}

Result<MaybeStop> Walk::summary(const Headers& headers)
{
    static constexpr std::pair<std::string_view, Summary> shown[] { { "from", Summary::From },
        { "sender", Summary::Sender }, { "reply-to", Summary::ReplyTo }, { "to", Summary::To },
        { "cc", Summary::Cc }, { "bcc", Summary::Bcc }, { "date", Summary::Date },
        { "subject", Summary::Subject }, { "message-id", Summary::MessageId } };
    if (headers.count("from") > 1)
        return MaybeStop(malformed("a mail with two senders' headers"));
    std::uint64_t dropped = 0;
    for (auto [name, summary] : shown) {
        for (const auto& field : headers.fields) {
            if (field.name != name)
                continue;
            std::optional<std::vector<Address>> people;
            if (summary < Summary::Date)
                people = read_addresses(field.value, m_letters, dropped);
            auto line = people ? "" : one_line(decode_words(field.value, m_letters), dropped);
            TRY(m_account.receiver().header(
                summary, people.value_or(std::vector<Address>()), line));
        }
    }
    if (auto label = label_of(headers, m_letters); !label.empty())
        TRY(m_account.receiver().header(Summary::Label, {}, label));
    // Those about the content are read, whatever they say.
    auto is_read = [&](const Field& field) {
        return field.name.starts_with("content-") || field.name == "mime-version"
            || std::ranges::find(shown, field.name, &std::pair<std::string_view, Summary>::first)
            != std::end(shown);
    };
    std::vector<policy::Removed> others;
    for (const auto& field : headers.fields) {
        if (!is_read(field))
            policy::add_removed(others, { "mail-header", policy::place_named(field.name) });
    }
    for (const auto& one : others)
        TRY(m_account.receiver().left_out(LeftOut::Headers, one.where, one.count));
    if (dropped > 0)
        TRY(left_out(LeftOut::Controls, "", dropped));
    return MaybeStop();
}

Result<MaybeStop> Walk::mail(std::string_view bytes)
{
    Entity read;
    if (auto stop = check_bytes(bytes))
        return stop;
    if (auto stop = read_entity(bytes, Section::OfMail, "text/plain", m_letters, read))
        return stop;
    if (auto stop = TRY(summary(read.headers)))
        return stop;
    return entity(read, {});
}

}
