// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/signed_data.h"

#include <cstdint>
#include <optional>

namespace unpack_mail {

using namespace std::string_view_literals;

static constexpr int most_depth = 16;
static constexpr std::uint8_t sequence = 0x30;
static constexpr std::uint8_t set = 0x31;
static constexpr std::uint8_t integer = 0x02;
static constexpr std::uint8_t object_identifier = 0x06;
static constexpr std::uint8_t octets = 0x04;
static constexpr std::uint8_t octets_in_pieces = 0x24;
static constexpr std::uint8_t explicit_zero = 0xA0;
static constexpr auto end_of_contents = "\0\0"sv;

// 1.2.840.113549.1.7.x and 1.2.840.113549.1.9.16.1.23.
static constexpr auto pkcs7 = "\x2A\x86\x48\x86\xF7\x0D\x01\x07"sv;
static constexpr auto auth_enveloped = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17"sv;

namespace {

struct Element {
    std::uint8_t tag { 0 };
    std::string_view content;
};

}

// Takes one element off `rest`; nothing if it is none of short tags and lengths that fit.
static std::optional<Element> next(std::string_view& rest, int depth = 0)
{
    if (rest.size() < 2 || depth > most_depth)
        return std::nullopt;
    Element element { static_cast<std::uint8_t>(rest[0]), {} };
    auto length = std::size_t(static_cast<std::uint8_t>(rest[1]));
    auto body = rest.substr(2);
    if ((element.tag & 0x1F) == 0x1F)
        return std::nullopt;
    if (length == 0x80) {
        if ((element.tag & 0x20) == 0)
            return std::nullopt;
        auto left = body;
        while (!left.starts_with(end_of_contents)) {
            if (!next(left, depth + 1))
                return std::nullopt;
        }
        element.content = body.substr(0, body.size() - left.size());
        rest = left.substr(end_of_contents.size());
        return element;
    }
    if (length > 0x80) {
        auto bytes = length - 0x80;
        if (bytes > 4 || bytes > body.size())
            return std::nullopt;
        length = 0;
        for (char c : body.substr(0, bytes))
            length = length << 8 | static_cast<std::uint8_t>(c);
        body.remove_prefix(bytes);
    }
    if (length > body.size())
        return std::nullopt;
    element.content = body.substr(0, length);
    rest = body.substr(length);
    return element;
}

static std::optional<Element> next_of(std::string_view& rest, std::uint8_t tag)
{
    auto element = next(rest);
    return element && element->tag == tag ? element : std::nullopt;
}

static bool append_octets(const Element& element, std::string& out, int depth)
{
    if (element.tag == octets) {
        out += element.content;
        return true;
    }
    if (element.tag != octets_in_pieces || depth > most_depth)
        return false;
    for (auto rest = element.content; !rest.empty();) {
        auto piece = next(rest);
        if (!piece || !append_octets(*piece, out, depth + 1))
            return false;
    }
    return true;
}

static Cms open_signed(std::string_view rest)
{
    auto data = next_of(rest, sequence);
    if (!data || !rest.empty())
        return {};
    auto inside = data->content;
    if (!next_of(inside, integer) || !next_of(inside, set))
        return {};
    auto encapsulated = next_of(inside, sequence);
    if (!encapsulated)
        return {};
    auto parts = encapsulated->content;
    auto kind = next_of(parts, object_identifier);
    if (!kind)
        return {};
    if (parts.empty())
        return { Cms::WithoutContent, {} };
    if (!kind->content.starts_with(pkcs7) || kind->content.substr(pkcs7.size()) != "\x01"sv)
        return { Cms::OfAnotherKind, {} };
    auto wrapped = next_of(parts, explicit_zero);
    if (!wrapped || !parts.empty())
        return {};
    auto content = wrapped->content;
    auto string = next(content);
    Cms opened { Cms::Signed, {} };
    if (!string || !content.empty() || !append_octets(*string, opened.content, 0))
        return {};
    return opened;
}

Cms open_cms(std::string_view bytes)
{
    auto information = next_of(bytes, sequence);
    if (!information || !bytes.empty())
        return {};
    auto inside = information->content;
    auto kind = next_of(inside, object_identifier);
    if (!kind)
        return {};
    if (kind->content == auth_enveloped)
        return { Cms::Encrypted, {} };
    if (!kind->content.starts_with(pkcs7) || kind->content.size() != pkcs7.size() + 1)
        return { Cms::OfAnotherKind, {} };
    switch (kind->content.back()) {
    case 2: break; // signedData
    case 3: // envelopedData
    case 4: // signedAndEnvelopedData
    case 6: return { Cms::Encrypted, {} }; // encryptedData
    default: return { Cms::OfAnotherKind, {} };
    }
    auto wrapped = next_of(inside, explicit_zero);
    if (!wrapped || !inside.empty())
        return {};
    return open_signed(wrapped->content);
}

}
