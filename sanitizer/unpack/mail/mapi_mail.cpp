// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/mapi_mail.h"

#include "sanitizer/unpack/mail/mapi_words.h"

#include <algorithm>

namespace unpack_mail {

static constexpr std::string_view mark = "=_within"; // No Base64 has an underscore.
static constexpr std::size_t name_bytes = 200;

// Each on a line that goes on from the one before.
static std::string encoded_words(std::string_view words)
{
    constexpr std::size_t bytes_of_word = 45;
    std::string all;
    for (; !words.empty(); words.remove_prefix(std::min(bytes_of_word, words.size())))
        all += (all.empty() ? " =?UTF-8?B?" : "\r\n =?UTF-8?B?")
            + base::to_base64(base::view_of(words.substr(0, bytes_of_word))) + "?=";
    return all;
}

// An address of Exchange has no form of a mail's; it stands with the name.
static std::string person(const Address& told)
{
    bool plain = is_ascii(told.address)
        && told.address.find_first_of(" <>\"(),;:\\[]") == std::string::npos;
    auto name = plain ? told.name : told.name + " " + told.address;
    return encoded_words(name) + (name.empty() ? " <" : "\r\n <")
        + (plain ? told.address : std::string()) + ">";
}

static std::string people(std::string_view header, const std::vector<Address>& all)
{
    std::string line;
    for (const auto& one : all)
        line += (line.empty() ? std::string(header) + ":" : ",\r\n") + person(one);
    return line.empty() ? line : line + "\r\n";
}

static std::string in_lines(std::string_view content)
{
    constexpr std::size_t bytes_of_line = 57;
    std::string all = "Content-Transfer-Encoding: base64\r\n\r\n";
    for (; !content.empty(); content.remove_prefix(std::min(bytes_of_line, content.size())))
        all += base::to_base64(base::view_of(content.substr(0, bytes_of_line))) + "\r\n";
    return all;
}

static std::string disposition(std::string_view name)
{
    std::string line = "Content-Disposition: attachment; filename*=UTF-8''";
    for (char c : name)
        line += "%" + base::to_hex(base::view_of({ &c, 1 }));
    return line + "\r\n";
}

static void add(std::string_view headers, std::string_view content, std::string& out)
{
    out += "--" + std::string(mark) + "\r\n" + std::string(headers) + in_lines(content);
}

// Two forms of one text, each of which some program shows.
static void add_both(std::string_view plain, std::string_view page, std::string& out)
{
    constexpr std::string_view inner = "=_bodies";
    out += "--" + std::string(mark) + "\r\nContent-Type: multipart/alternative; boundary=\""
        + std::string(inner) + "\"\r\n\r\n--" + std::string(inner)
        + "\r\nContent-Type: text/plain; charset=utf-8\r\n" + in_lines(plain) + "--"
        + std::string(inner) + "\r\nContent-Type: text/html\r\n" + in_lines(page) + "--"
        + std::string(inner) + "--\r\n";
}

static MaybeStop add_attachment(const MapiAttachment& attachment, MapiWords& words,
    const Letters& letters, std::uint64_t most, std::string& out)
{
    auto name = words.attachment_name(attachment.properties, name_bytes);
    if (attachment.message) {
        std::string inner;
        if (auto stop = write_mail(*attachment.message, letters, most, inner))
            return stop;
        add("Content-Type: message/rfc822\r\n" + disposition(name + ".eml"), inner, out);
        return {};
    }
    const auto* data = find(attachment.properties, attached_data);
    auto method = number(attachment.properties, attach_method, ByValue);
    if ((method == ByValue || method == None) && data && data->type == property_binary)
        add("Content-Type: application/octet-stream\r\n" + disposition(name), data->bytes, out);
    else // Told by whoever reads it: it lies elsewhere, or is an object of Outlook's.
        out += "--" + std::string(mark)
            + "\r\nContent-Type: message/external-body; access-type=outlook\r\n" + disposition(name)
            + "\r\n";
    return {};
}

MaybeStop write_mail(
    const MapiMessage& message, const Letters& letters, std::uint64_t most, std::string& out)
{
    MapiWords words(message, letters);
    out = people("From", { words.represented() }) + people("To", words.recipients(1))
        + people("Cc", words.recipients(2)) + people("Bcc", words.recipients(3))
        + "Subject:" + encoded_words(words.line(message.own, subject)) + "\r\nDate: " + words.time()
        + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" + std::string(mark)
        + "\"\r\n\r\n";
    auto plain = words.text(message.own, plain_body);
    std::string rich;
    if (auto stop = words.rich_text(most, rich))
        return stop;
    bool has_words = !trimmed(plain).empty();
    if (has_words && words.has_page())
        add_both(plain, words.page(), out);
    else if (words.has_page())
        add("Content-Type: text/html\r\n", words.page(), out);
    else if (has_words || rich.empty())
        add("Content-Type: text/plain; charset=utf-8\r\n", plain, out);
    if (!words.has_page() && !rich.empty())
        add("Content-Type: text/rtf\r\n" + disposition("本文.rtf"), rich, out);
    for (const auto& attachment : message.attachments) {
        if (auto stop = add_attachment(attachment, words, letters, most, out))
            return stop;
        if (out.size() > most)
            return limit("a message within that is too large");
    }
    out += "--" + std::string(mark) + "--\r\n";
    return out.size() > most ? limit("a message within that is too large") : MaybeStop();
}

}
