// SPDX-License-Identifier: MIT
#include "scanners/signature/mail/locate.h"

#include "scanners/signature/mail/entity.h"

#include <algorithm>

namespace signature::mail {

using policy::Coverage, policy::SignatureResult;

static Located failed(SignatureResult result, std::string problem)
{
    Located located;
    located.result = result;
    located.problem = std::move(problem);
    return located;
}

// "Taro <taro@example.jp>", "taro@example.jp"; nothing where it could be read otherwise.
static std::optional<std::string> address_in(std::string_view from)
{
    auto address = trimmed(from);
    if (auto open = address.find('<'); open != address.npos) {
        auto before = address.substr(0, open);
        address = address.substr(open + 1);
        if (!address.ends_with('>') || before.find_first_of("@,;:()") != before.npos)
            return std::nullopt;
        address.remove_suffix(1);
    }
    auto plain = [](char c) {
        return c > ' ' && c < 0x7F
            && std::string_view("()<>,;:\\\"[]").find(c) == std::string_view::npos;
    };
    if (address.size() > 254 || std::ranges::count(address, '@') != 1
        || !std::ranges::all_of(address, plain))
        return std::nullopt;
    return lower(address);
}

static std::optional<base::Bytes> decoded(const Entity& entity)
{
    auto transfer = entity.only("content-transfer-encoding");
    if (!transfer || lower(trimmed(*transfer)) != "base64")
        return std::nullopt;
    std::string text(entity.body);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    auto bytes = base::from_base64(text);
    if (!bytes)
        return std::nullopt;
    return bytes.take();
}

// A mail is signed with the line ends of its transport, and kept with others (RFC 8551, 3.1.1).
static base::Bytes with_line_ends(std::string_view text)
{
    base::Bytes bytes;
    bytes.reserve(text.size() + text.size() / 32);
    char before = 0;
    for (char c : text) {
        if (c == '\n' && before != '\r')
            bytes.push_back('\r');
        bytes.push_back(static_cast<std::uint8_t>(c));
        before = c;
    }
    return bytes;
}

static bool is_signature(std::string_view type)
{
    return type == "application/pkcs7-signature" || type == "application/x-pkcs7-signature";
}

static Located read_detached(const Entity& mail, const ContentType& type)
{
    auto protocol = type.parameters.find("protocol");
    if (protocol == type.parameters.end() || !is_signature(lower(protocol->second)))
        return failed(SignatureResult::Unsupported, "a signature other than S/MIME");
    auto boundary = type.parameters.find("boundary");
    auto parts
        = boundary == type.parameters.end() ? std::nullopt : split(mail.body, boundary->second);
    if (!parts || parts->parts.size() != 2)
        return failed(SignatureResult::Unreadable, "its parts are other than two");
    auto signature = read_entity(parts->parts[1]);
    auto told = signature ? signature->only("content-type") : std::nullopt;
    auto kind = told ? read_content_type(*told) : std::nullopt;
    auto value = kind && is_signature(kind->type) ? decoded(*signature) : std::nullopt;
    if (!value)
        return failed(SignatureResult::Unreadable, "its second part is no signature in Base64");
    Located located;
    located.form = Form::Detached;
    located.covers = parts->words_behind ? Coverage::Part : Coverage::Whole;
    located.content = with_line_ends(parts->parts[0]);
    located.value = std::move(*value);
    return located;
}

static Located read_opaque(const Entity& mail)
{
    auto value = decoded(mail);
    if (!value)
        return failed(SignatureResult::Unreadable, "it is not in Base64");
    Located located;
    located.form = Form::Opaque;
    located.covers = Coverage::Whole;
    located.value = std::move(*value);
    return located;
}

Located locate(base::View bytes)
{
    auto mail = read_entity(base::text_of(bytes));
    auto told = mail ? mail->only("content-type") : std::nullopt;
    auto type = told ? read_content_type(*told) : std::nullopt;
    if (!type)
        return failed(SignatureResult::Unreadable, "its headers are not plain");
    Located located;
    if (type->type == "multipart/signed")
        located = read_detached(*mail, *type);
    else if (type->type == "application/pkcs7-mime" || type->type == "application/x-pkcs7-mime")
        located = read_opaque(*mail);
    else
        located = failed(SignatureResult::Unreadable, "its signature is not where it belongs");
    if (!located.problem.empty())
        return located;
    auto from = mail->only("from");
    auto sender = from ? address_in(*from) : std::nullopt;
    if (!sender)
        return failed(SignatureResult::Unreadable, "its sender is not plain");
    located.sender = std::move(*sender);
    return located;
}

}
