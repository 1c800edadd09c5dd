// SPDX-License-Identifier: MIT
// Text, and what text can be: markup, mail, settings that a desktop obeys, scripts.
#include "scanners/type/structure/recognise.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType;

static std::string lower_head(base::View bytes, std::size_t limit)
{
    std::string head(base::text_of(bytes.first(std::min(bytes.size(), limit))));
    for (auto& c : head) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return head;
}

// Bytes that no Japanese or Western text encoding writes. UTF-16 is told by its byte order mark.
static bool looks_like_text(base::View bytes)
{
    bool utf16 = starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF");
    if (utf16)
        return bytes.size() % 2 == 0;
    return std::ranges::none_of(bytes, [](std::uint8_t c) {
        return c == 0x7F
            || (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B
                && c != 0x0E && c != 0x0F && c != 0x1A);
    });
}

static bool has_header(const std::string& head, std::string_view name)
{
    return head.starts_with(name) || head.find("\n" + std::string(name)) != std::string::npos;
}

static Recognition recognise_settings(const std::string& head)
{
    for (std::string_view section :
        { "[internetshortcut]", "[shell]", "[.shellclassinfo]", "[autorun]", "[desktop entry]" }) {
        if (head.find(section) != std::string::npos && head.find('=') != std::string::npos)
            return sound(FileType::Shortcut);
    }
    return {};
}

static Recognition recognise_markup(const std::string& head, std::string_view extension)
{
    auto start = head.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || head[start] != '<')
        return {};
    std::string_view text = std::string_view(head).substr(start);
    if (text.starts_with("<?xml") || text.starts_with("<!--"))
        text = text.find("<svg") != npos ? text.substr(text.find("<svg")) : text;
    if (text.starts_with("<svg"))
        return sound(FileType::Svg);
    for (std::string_view mark : { "<!doctype html", "<html", "<head", "<body", "<script" }) {
        if (text.find(mark) != npos)
            return sound(FileType::Html);
    }
    if (text.starts_with("<?xml") || extension == "xml")
        return sound(FileType::Xml);
    return {};
}

static Recognition recognise_mail(const std::string& head)
{
    if (head.starts_with("from ") && has_header(head, "received:"))
        return sound(FileType::Mbox);
    int headers = 0;
    for (std::string_view name : { "from:", "to:", "subject:", "date:", "message-id:", "received:",
             "mime-version:", "return-path:" })
        headers += has_header(head, name) ? 1 : 0;
    if (headers < 3)
        return {};
    bool related = head.find("content-type: multipart/related") != std::string::npos;
    return sound(related && has_header(head, "mime-version:") && !has_header(head, "to:")
            ? FileType::Mhtml
            : FileType::Eml);
}

Recognition recognise_text(base::View bytes, std::string_view extension)
{
    if (starts_with(bytes, "\x78\x9F\x3E\x22"))
        return sound(FileType::Tnef);
    if (!looks_like_text(bytes))
        return {};
    auto body = starts_with(bytes, "\xEF\xBB\xBF") ? bytes.subspan(3) : bytes;
    auto head = lower_head(body, 4096);
    if (policy::extension_fits(FileType::Executable, extension))
        return sound(FileType::Executable); // A script's type is its name.
    if (policy::extension_fits(FileType::Shortcut, extension))
        return sound(FileType::Shortcut);
    if (auto settings = recognise_settings(head); settings.type != FileType::Unknown)
        return settings;
    // Only a name that says text makes markup text; the text rebuild keeps it as what it looks
    // like.
    if (auto markup = recognise_markup(head, extension); markup.type != FileType::Unknown)
        return markup;
    if (auto mail = recognise_mail(head); mail.type != FileType::Unknown)
        return mail;
    if (extension == "csv")
        return sound(FileType::Csv);
    if (policy::extension_fits(FileType::Tsv, extension))
        return sound(FileType::Tsv);
    if (extension == "json")
        return sound(FileType::Json);
    return sound(FileType::PlainText);
}

}
