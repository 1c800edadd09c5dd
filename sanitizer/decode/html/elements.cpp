// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/elements.h"

#include <algorithm>

namespace html {

using charset::Removal;

static constexpr std::size_t longest_address = 2000;

template <std::size_t Count>
static bool is_one_of(GumboTag tag, const GumboTag (&tags)[Count])
{
    return std::ranges::find(tags, tag) != std::end(tags);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
}

// Lower case, without white space and controls: browsers skip those.
static std::string squeezed(std::string_view text)
{
    std::string result;
    for (char c : text) {
        if (static_cast<unsigned char>(c) > 0x20)
            result += lower(c);
    }
    return result;
}

std::string_view attribute(const GumboElement& element, const char* name)
{
    auto* found = gumbo_get_attribute(&element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view();
}

std::size_t event_handlers(const GumboElement& element)
{
    std::size_t count = 0;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        std::string_view name = one->name;
        count += name.size() > 2 && lower(name[0]) == 'o' && lower(name[1]) == 'n';
    }
    return count;
}

static bool is_hidden(const GumboElement& element)
{
    if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr)
        return true;
    auto style = ';' + squeezed(attribute(element, "style"));
    for (std::string_view way :
        { ";display:none", ";visibility:hidden", ";visibility:collapse", ";font-size:0;",
            ";font-size:0px", ";font-size:0pt", ";font-size:0em", ";opacity:0;" }) {
        if ((style + ';').find(way) != style.npos)
            return true;
    }
    return false;
}

std::optional<Removal> left_out(const GumboElement& element)
{
    auto tag = element.tag;
    if (tag == GUMBO_TAG_SCRIPT)
        return Removal::Script;
    if (tag == GUMBO_TAG_STYLE)
        return Removal::Style;
    if (is_one_of(tag,
            { GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_APPLET,
                GUMBO_TAG_FRAME, GUMBO_TAG_FRAMESET }))
        return Removal::Frame;
    if (is_one_of(tag, { GUMBO_TAG_SVG, GUMBO_TAG_CANVAS, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO }))
        return Removal::Image;
    bool closed_dialog = element.original_tag.length >= 7
        && squeezed({ element.original_tag.data, 7 }) == "<dialog"
        && gumbo_get_attribute(&element.attributes, "open") == nullptr;
    if (is_one_of(tag,
            { GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED,
                GUMBO_TAG_DATALIST })
        || closed_dialog || is_hidden(element))
        return Removal::Hidden;
    return std::nullopt;
}

Shape shape_of(GumboTag tag)
{
    if (is_one_of(tag,
            { GUMBO_TAG_P, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5,
                GUMBO_TAG_H6, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL, GUMBO_TAG_TABLE,
                GUMBO_TAG_PRE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_FORM, GUMBO_TAG_FIGURE,
                GUMBO_TAG_TITLE, GUMBO_TAG_HR }))
        return Shape::Block;
    if (is_one_of(tag,
            { GUMBO_TAG_DIV, GUMBO_TAG_LI, GUMBO_TAG_TR, GUMBO_TAG_DT, GUMBO_TAG_DD,
                GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,
                GUMBO_TAG_NAV, GUMBO_TAG_ASIDE, GUMBO_TAG_MAIN, GUMBO_TAG_ADDRESS,
                GUMBO_TAG_CAPTION, GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_CENTER,
                GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY, GUMBO_TAG_OPTION,
                GUMBO_TAG_TEXTAREA, GUMBO_TAG_DIR, GUMBO_TAG_MENU }))
        return Shape::Line;
    return Shape::Inline;
}

static std::string in_plain_ascii(std::string_view address)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string plain;
    for (char c : address) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '\t' || c == '\n' || c == '\r')
            continue;
        if (byte > 0x20 && byte < 0x7F
            && std::string_view("<>\"`{}|\\^").find(c) == std::string_view::npos)
            plain += c;
        else
            plain += { '%', digits[byte >> 4], digits[byte & 15] };
    }
    return plain;
}

Link link_of(const GumboElement& element)
{
    auto address = attribute(element, "href");
    while (!address.empty() && static_cast<unsigned char>(address[0]) <= 0x20)
        address.remove_prefix(1);
    while (!address.empty() && static_cast<unsigned char>(address.back()) <= 0x20)
        address.remove_suffix(1);
    if (element.tag != GUMBO_TAG_A || address.empty())
        return { LinkKind::None, {}, {} };
    if (address[0] == '#')
        return { LinkKind::Inside, {}, {} };
    auto start = squeezed(address.substr(0, 64));
    if (start.starts_with("javascript:") || start.starts_with("vbscript:")
        || start.starts_with("data:"))
        return { LinkKind::Script, {}, {} };
    Link link { LinkKind::Address, std::string(address.substr(0, longest_address + 1)), {} };
    if (start.starts_with("http://") || start.starts_with("https://"))
        link.address = in_plain_ascii(address.substr(0, longest_address + 1));
    if (link.address.size() > longest_address)
        link.address.clear();
    return link;
}

}
