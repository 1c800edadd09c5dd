// SPDX-License-Identifier: MIT
// Text, and what text can be: markup, settings that a desktop obeys, scripts.
#include "scanners/type/structure/recognise.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType;

enum class Order { None, Little, Big };

// Without a byte order mark: XML whose declaration reads as one in UTF-16 and says that it is (XML
// 1.0, appendix F).
static Order declared_order(base::View bytes)
{
    constexpr std::size_t longest = 128; // In letters.
    constexpr std::string_view begin = "<?xml";
    for (auto order : { Order::Little, Order::Big }) {
        std::string declaration;
        auto high = order == Order::Little ? std::size_t { 1 } : std::size_t { 0 };
        for (std::size_t at = 0; at + 1 < bytes.size() && declaration.size() < longest; at += 2) {
            auto low = bytes[at + 1 - high];
            if (bytes[at + high] != 0 || low >= 0x80 || declaration.ends_with('>'))
                break;
            declaration += static_cast<char>(low >= 'A' && low <= 'Z' ? low | 0x20 : low);
        }
        auto own = order == Order::Little ? "utf-16le" : "utf-16be";
        if (!declaration.starts_with(begin) || !declaration.ends_with("?>"))
            continue;
        for (auto quote : { '"', '\'' }) {
            for (std::string_view name : { std::string_view("utf-16"), std::string_view(own) }) {
                if (declaration.find("encoding=" + (quote + std::string(name)) + quote) != npos)
                    return order;
            }
        }
    }
    return Order::None;
}

static Order utf16_order(base::View bytes)
{
    return starts_with(bytes, "\xFF\xFE") ? Order::Little
        : starts_with(bytes, "\xFE\xFF")  ? Order::Big
                                          : declared_order(bytes);
}

// The first letters in lower case, without a byte order mark; of UTF-16 what is no ASCII as "?".
static std::string lower_head(base::View bytes, std::size_t limit)
{
    std::string head;
    if (auto order = utf16_order(bytes); order != Order::None) {
        auto high = order == Order::Little ? std::size_t { 1 } : std::size_t { 0 };
        for (std::size_t at = bytes[0] >= 0xFE ? 2 : 0;
             at + 1 < bytes.size() && head.size() < limit; at += 2)
            head += bytes[at + high] == 0 && bytes[at + 1 - high] < 0x80
                ? static_cast<char>(bytes[at + 1 - high])
                : '?';
    } else {
        auto body = starts_with(bytes, "\xEF\xBB\xBF") ? bytes.subspan(3) : bytes;
        head = base::text_of(body.first(std::min(body.size(), limit)));
    }
    for (auto& c : head) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return head;
}

// What no text has in any encoding: controls but tabs, breaks (Word saves a line's as 0x0B), shifts
// of ISO 2022, and the end of a file to DOS.
static bool is_no_letter(unsigned c)
{
    return c == 0x7F
        || (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x0E && c != 0x0F && c != 0x1A
            && c != 0x1B);
}

// Whole letters alone: what only begins as UTF-16 is none.
static bool is_utf16(base::View bytes, Order order)
{
    if (bytes.size() % 2 != 0)
        return false;
    auto high = order == Order::Little ? std::size_t { 1 } : std::size_t { 0 };
    bool is_half = false; // Between the surrogates of one letter.
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        auto unit = static_cast<unsigned>(bytes[at + high] << 8 | bytes[at + 1 - high]);
        bool is_second = unit >= 0xDC00 && unit <= 0xDFFF;
        if (is_second != is_half || is_no_letter(unit) || unit >= 0xFFFE)
            return false;
        is_half = unit >= 0xD800 && unit <= 0xDBFF;
    }
    return !is_half;
}

// Bytes that no Japanese or Western text encoding writes. UTF-16 is told by its byte order mark, or
// by XML's declaration.
static bool looks_like_text(base::View bytes)
{
    if (auto order = utf16_order(bytes); order != Order::None)
        return is_utf16(bytes, order);
    return std::ranges::none_of(bytes, is_no_letter);
}

// At the start of a line; blanks before it are skipped by those who obey it.
static bool has_section(const std::string& head, std::string_view section)
{
    for (auto at = head.find(section); at != npos; at = head.find(section, at + 1)) {
        auto before = head.find_last_not_of(" \t", at - (at > 0 ? 1 : 0));
        if (at == 0 || before == npos || head[before] == '\n' || head[before] == '\r')
            return true;
    }
    return false;
}

static Recognition recognise_settings(const std::string& head)
{
    for (std::string_view section :
        { "[internetshortcut]", "[shell]", "[.shellclassinfo]", "[autorun]", "[desktop entry]" }) {
        if (has_section(head, section) && head.find('=') != std::string::npos)
            return sound(FileType::Shortcut);
    }
    return {};
}

// Without its prefix; empty if there is none within the head.
static std::string_view root_element(std::string_view text)
{
    auto skip = [&](std::string_view end) {
        auto at = text.find(end);
        text.remove_prefix(at == npos ? text.size() : at + end.size());
    };
    while (text.starts_with('<')) {
        if (text.starts_with("<?"))
            skip("?>");
        else if (text.starts_with("<!--"))
            skip("-->");
        else if (text.starts_with("<!"))
            skip(text.find('[') < text.find('>') ? "]>" : ">");
        else {
            auto name = text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
            return name.substr(name.find(':') == npos ? 0 : name.find(':') + 1);
        }
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    }
    return {};
}

static bool has_page_mark(std::string_view text)
{
    for (std::string_view mark : { "<!doctype html", "<html", "<head", "<body", "<script" }) {
        if (text.find(mark) != npos)
            return true;
    }
    return false;
}

// As far as old browsers look before they show a text as a page.
static bool begins_as_page(std::string_view head)
{
    return has_page_mark(head.substr(0, 256));
}

static Recognition recognise_markup(std::string_view head, std::string_view extension)
{
    auto start = head.find_first_not_of(" \t\r\n");
    if (start == npos || head[start] != '<')
        return {};
    auto text = head.substr(start);
    auto root = root_element(text);
    if (root == "svg")
        return sound(FileType::Svg);
    if (text.starts_with("<?xml"))
        return sound(root == "html" ? FileType::Html : FileType::Xml);
    auto is_tag = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
    if (has_page_mark(text) || (is_tag && policy::extension_fits(FileType::Html, extension)))
        return sound(FileType::Html);
    if (extension == "xml")
        return sound(FileType::Xml);
    return {};
}

Recognition recognise_text(base::View bytes, std::string_view extension)
{
    if (starts_with(bytes, "\x78\x9F\x3E\x22"))
        return sound(FileType::Tnef);
    if (!looks_like_text(bytes))
        return {};
    auto head = lower_head(bytes, 4096);
    if (policy::extension_fits(FileType::Executable, extension))
        return sound(FileType::Executable); // A script's type is its name.
    if (policy::extension_fits(FileType::Shortcut, extension))
        return sound(FileType::Shortcut);
    if (auto settings = recognise_settings(head); settings.type != FileType::Unknown)
        return settings;
    // Spreadsheets calculate a SYLK table, whatever its name ends in.
    if (head.starts_with("id;p"))
        return broken(FileType::Unknown, "a SYLK table");
    auto named_text = policy::extension_fits(FileType::PlainText, extension);
    if (auto drawing = recognise_drawing_text(bytes);
        drawing.type != FileType::Unknown && !named_text) {
        if (drawing.structure == policy::Structure::Sound && begins_as_page(head))
            return ambiguous(drawing.type, "markup within its first 256 letters");
        return drawing;
    }
    // Only a name that says text makes markup text; the text rebuild keeps it as what it looks
    // like.
    if (auto markup = recognise_markup(head, extension); markup.type != FileType::Unknown)
        return markup;
    auto type = FileType::PlainText;
    // A letter that somebody saved as text is text.
    if (auto mail = recognise_mail(bytes); mail.type != FileType::Unknown && !named_text)
        return mail;
    if (extension == "csv")
        type = FileType::Csv;
    else if (policy::extension_fits(FileType::Tsv, extension))
        type = FileType::Tsv;
    else if (extension == "json")
        type = FileType::Json;
    if (type != FileType::Json && begins_as_page(head))
        return ambiguous(type, "markup within its first 256 letters");
    return sound(type);
}

}
