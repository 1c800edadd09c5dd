// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/clean.h"

#include "sanitizer/decode/svg/names.h"
#include "sanitizer/decode/svg/style.h"

#include <algorithm>

namespace decode_svg {

static constexpr std::string_view svg_space = "http://www.w3.org/2000/svg";
static constexpr std::string_view link_space = "http://www.w3.org/1999/xlink";
static constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

namespace {

class Cleaning {
public:
    Cleaning(base::View bytes, const CleanLimits& limits)
        : m_reader(bytes)
        , m_limits(limits)
    {
    }

    std::variant<Cleaned, Refused> run();

private:
    void begin();
    void end();
    void characters();
    void drop(Left);
    void begin_sheet();
    const char* written_name() const;
    void write_attributes();
    void write_attribute(const Attribute&);
    bool has_plain_link() const;
    void write_link(const Attribute&);
    void put(std::string_view name, std::string_view value);
    void put_text(std::string_view);
    bool is_svg() const;
    void leave(Left what, std::uint64_t count = 1);
    void count(const StyleLosses&);

    XmlReader m_reader;
    CleanLimits m_limits;
    Cleaned m_cleaned;
    std::uint64_t m_elements { 0 };
    std::size_t m_dropped_from {
        0
    }; // Depth of the outermost element that is left out; 0 for none.
    std::size_t m_text_at { 0 }; // Depth of the outermost open <text>; 0 for none.
    std::size_t m_sheet_at { 0 }; // Depth of an open <style>; 0 for none.
    std::string m_sheet;
};

}

// Some files forget to say that they are SVG; they are drawn all the same.
bool Cleaning::is_svg() const
{
    return m_reader.space() == svg_space || m_reader.space().empty();
}

void Cleaning::put_text(std::string_view text)
{
    for (char c : text) {
        switch (c) {
        case '&': m_cleaned.svg += "&amp;"; break;
        case '<': m_cleaned.svg += "&lt;"; break;
        case '>': m_cleaned.svg += "&gt;"; break;
        case '"': m_cleaned.svg += "&quot;"; break;
        default: m_cleaned.svg += c;
        }
    }
}

void Cleaning::put(std::string_view name, std::string_view value)
{
    m_cleaned.svg.append(" ").append(name).append("=\"");
    put_text(value);
    m_cleaned.svg += '"';
}

void Cleaning::leave(Left what, std::uint64_t count)
{
    if (count == 0)
        return;
    auto place = static_cast<std::size_t>(what);
    m_cleaned.left[place] += count;
    auto& lines = m_cleaned.lines[place];
    lines.last = m_reader.line();
    if (lines.first == 0)
        lines.first = lines.last;
}

void Cleaning::count(const StyleLosses& losses)
{
    leave(Left::External, losses.external);
    leave(Left::Style, losses.other);
}

void Cleaning::drop(Left what)
{
    leave(what);
    m_dropped_from = m_reader.depth();
}

static Left kind_of(std::string_view name)
{
    struct Kind {
        std::string_view name;
        Left left;
    };
    static constexpr Kind kinds[] { { "script", Left::Script }, { "handler", Left::Script },
        { "image", Left::Picture }, { "feImage", Left::Picture },
        { "foreignObject", Left::Foreign }, { "iframe", Left::Foreign },
        { "animate", Left::Animation }, { "animateColor", Left::Animation },
        { "animateMotion", Left::Animation }, { "animateTransform", Left::Animation },
        { "set", Left::Animation }, { "mpath", Left::Animation }, { "discard", Left::Animation },
        { "audio", Left::Media }, { "video", Left::Media }, { "title", Left::Metadata },
        { "desc", Left::Metadata }, { "metadata", Left::Metadata } };
    const auto* found = std::ranges::find(kinds, name, &Kind::name);
    return found == std::end(kinds) ? Left::Unknown : found->left;
}

static bool is_script(std::string_view address)
{
    std::string start;
    for (char c : address.substr(0, 64)) {
        if (static_cast<unsigned char>(c) > 0x20)
            start += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    }
    return start.starts_with("javascript:") || start.starts_with("vbscript:")
        || start.starts_with("data:");
}

void Cleaning::write_link(const Attribute& attribute)
{
    if (m_reader.name() == "a" && is_script(attribute.value)) {
        leave(Left::Script);
    } else if (m_reader.name() == "a") {
        leave(Left::Link);
        if (!is_fragment(attribute.value))
            m_cleaned.targets.add_target(attribute.value);
    } else if (is_fragment(attribute.value))
        put("xlink:href", attribute.value);
    else
        leave(Left::External);
}

// SVG 2, 16.1.5: xlink:href is ignored beside it.
bool Cleaning::has_plain_link() const
{
    return std::ranges::any_of(m_reader.attributes(),
        [](const Attribute& one) { return one.space.empty() && one.name == "href"; });
}

void Cleaning::write_attribute(const Attribute& attribute)
{
    auto name = attribute.name;
    if (attribute.space == link_space) {
        if (name == "href" && !has_plain_link())
            write_link(attribute);
        return;
    }
    if (attribute.space == xml_space && name == "space" && attribute.value == "preserve") {
        put("xml:space", "preserve");
        return;
    }
    if (!attribute.space.empty())
        return; // An editor's own.
    if (name == "href") {
        write_link(attribute);
        return;
    }
    if (name == "requiredExtensions") { // Nobody here has any, so that it is not drawn.
        put(name, "none");
        return;
    }
    if (name.size() > 2 && (name[0] | 0x20) == 'o' && (name[1] | 0x20) == 'n') {
        leave(Left::Script);
        return;
    }
    if (name == "style") {
        StyleLosses losses;
        if (auto style = clean_declarations(attribute.value, losses); !style.empty())
            put("style", style);
        count(losses);
        return;
    }
    if (!is_attribute(name) && !is_property(name))
        return;
    switch (judge_value(attribute.value)) {
    case Value::Good: put(name, attribute.value); break;
    case Value::External: leave(Left::External); break;
    case Value::Bad: leave(Left::Style); break;
    }
}

void Cleaning::write_attributes()
{
    for (const auto& attribute : m_reader.attributes())
        write_attribute(attribute);
}

// A link's words and drawings stay, as do words on a path, which librsvg would not draw.
const char* Cleaning::written_name() const
{
    auto name = m_reader.name();
    if (name == "textPath")
        return "tspan";
    if (name != "a")
        return nullptr;
    return m_text_at != 0 ? "tspan" : "g";
}

static bool is_for_screen(std::string_view media)
{
    constexpr std::string_view blanks = " \t\r\n";
    while (!media.empty()) {
        auto one = media.substr(0, media.find(','));
        media.remove_prefix(std::min(media.size(), one.size() + 1));
        one.remove_prefix(std::min(one.size(), one.find_first_not_of(blanks)));
        one = one.substr(0, one.find_last_not_of(blanks) + 1);
        if (one == "all" || one == "screen")
            return true;
    }
    return false;
}

// A sheet of another language, or for paper alone, changes nothing of what a screen shows.
void Cleaning::begin_sheet()
{
    for (const auto& attribute : m_reader.attributes()) {
        const auto& value = attribute.value;
        bool is_type = attribute.space.empty() && attribute.name == "type";
        bool is_media = attribute.space.empty() && attribute.name == "media";
        if ((is_type && !value.empty() && value != "text/css")
            || (is_media && !value.empty() && !is_for_screen(value))) {
            drop(Left::Style);
            return;
        }
    }
    m_sheet_at = m_reader.depth();
    m_sheet.clear();
}

void Cleaning::begin()
{
    if (m_dropped_from != 0)
        return;
    auto name = m_reader.name();
    if (m_sheet_at != 0 || !is_svg()) {
        drop(is_svg() ? Left::Unknown : Left::Metadata);
        return;
    }
    if (!is_element(name)) {
        drop(kind_of(name));
        return;
    }
    if (name == "style") {
        begin_sheet();
        return;
    }
    if (name == "text" && m_text_at == 0)
        m_text_at = m_reader.depth();
    leave(Left::Style, name == "textPath");
    const auto* other = written_name();
    m_cleaned.svg.append("<").append(other ? std::string_view(other) : name);
    if (m_reader.depth() == 1) {
        put("xmlns", svg_space);
        put("xmlns:xlink", link_space);
    }
    write_attributes();
    m_cleaned.svg += '>';
}

void Cleaning::end()
{
    auto depth = m_reader.depth() + 1;
    if (m_dropped_from != 0) {
        m_dropped_from = m_dropped_from == depth ? 0 : m_dropped_from;
        return;
    }
    if (m_sheet_at == depth) {
        m_sheet_at = 0;
        StyleLosses losses;
        auto sheet = clean_sheet(m_sheet, losses);
        count(losses);
        if (!sheet.empty()) {
            m_cleaned.svg += "<style>";
            put_text(sheet);
            m_cleaned.svg += "</style>";
        }
        return;
    }
    const auto* other = written_name();
    m_cleaned.svg.append("</").append(other ? std::string_view(other) : m_reader.name()) += '>';
    m_text_at = m_text_at == depth ? 0 : m_text_at;
}

void Cleaning::characters()
{
    if (m_dropped_from != 0)
        return;
    if (m_sheet_at != 0)
        m_sheet += m_reader.text();
    else
        put_text(m_reader.text());
}

std::variant<Cleaned, Refused> Cleaning::run()
{
    using Event = XmlReader::Event;
    constexpr Refused too_much { worker::REFUSAL_LIMIT, "more elements or bytes than allowed" };
    for (;;) {
        switch (m_reader.next()) {
        case Event::Start:
            if (m_reader.depth() == 1 && (m_reader.name() != "svg" || !is_svg()))
                return Refused { worker::REFUSAL_MALFORMED, "its root is no SVG" };
            if (++m_elements > m_limits.elements)
                return too_much;
            begin();
            break;
        case Event::End: end(); break;
        case Event::Text: characters(); break;
        case Event::Instruction: // A style sheet's address, mostly.
            leave(Left::Style, m_dropped_from == 0);
            break;
        case Event::Stop: return std::move(m_cleaned);
        case Event::Refused: return m_reader.refused();
        }
        if (m_cleaned.svg.size() + m_sheet.size() > m_limits.bytes)
            return too_much;
    }
}

std::variant<Cleaned, Refused> clean(base::View bytes, const CleanLimits& limits)
{
    return Cleaning(bytes, limits).run();
}

}
