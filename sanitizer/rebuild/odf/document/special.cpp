// SPDX-License-Identifier: MIT
// Elements that are kept by more than their lists: what leads somewhere, pictures, cells, names.
#include "sanitizer/rebuild/odf/document/filter.h"
#include "sanitizer/rebuild/odf/document/formula.h"
#include "sanitizer/rebuild/parts/escape.h"
#include "sanitizer/rebuild/parts/links.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace rebuild_odf {

void Filter::special(const Element& element, const Read& read)
{
    std::string_view name = element.name;
    if (name == "text:a" || name == "draw:a")
        return link(element, read);
    if (name == "draw:image")
        return picture(element, read);
    if (name == "draw:fill-image" || name == "style:background-image"
        || name == "text:list-level-style-image")
        return fill(element, read);
    if (name == "table:table-cell" || name == "table:covered-table-cell")
        return cell(element, read);
    if (name.starts_with("table:named-") || name == "text:sequence")
        return named(element, read);
    if (name == "draw:object")
        return skip(element.counted);
    if (name.starts_with("office:annotation")) {
        if (m_job.options.comments == Comments::Keep)
            return keep(element, read);
        return skip(name == "office:annotation" ? "comment" : "");
    }
    auto depth = m_open.size();
    bool linked = name == "table:table" && !fits(Value::Name, value_of(read, "table:name"));
    if (linked) // What another file's sheet held when it was last looked at.
        return skip("external-link");
    keep(element, read);
    if (m_open.size() > depth)
        note_hidden(element, read);
}

// A style says that a sheet or a slide is hidden; who uses it is.
void Filter::note_hidden(const Element& element, const Read& read)
{
    std::string_view name = element.name;
    if (name == "style:style") {
        m_style = value_of(read, "style:name");
    } else if ((name == "style:table-properties" && value_of(read, "table:display") == "false")
        || (name == "style:drawing-page-properties"
            && value_of(read, "presentation:visibility") == "hidden")) {
        m_hidden.insert(m_style);
    } else if (name == "table:table") {
        if (m_hidden.contains(std::string(value_of(read, "table:style-name"))))
            m_job.account.count("hidden-sheet");
    } else if (name == "draw:page") {
        if (m_hidden.contains(std::string(value_of(read, "draw:style-name"))))
            m_job.account.count("hidden-slide");
    }
}

// "#Chapter 2|outline": within the document.
static bool is_internal(std::string_view address)
{
    constexpr std::size_t longest = 1'000;
    return address.size() > 1 && address.size() <= longest && address[0] == '#'
        && std::ranges::all_of(address.substr(1), [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 && c != '#' && c != ':' && c != '\\';
           });
}

void Filter::link(const Element& element, const Read& read)
{
    auto address = value_of(read, "xlink:href");
    std::optional<std::string> clean;
    if (is_internal(address))
        clean = address;
    else if (m_job.options.hyperlinks == Hyperlinks::Keep)
        clean = rebuild_parts::clean_link(address);
    if (!clean) {
        m_job.account.lose_link(address);
        return unwrap();
    }
    std::string made = " xlink:type=\"simple\" xlink:href=\"";
    rebuild_parts::append_escaped(made, *clean);
    keep(element, read, made + '"');
}

// The name of a part, as the manifest has it; nothing for what is no plain name within the package.
static std::string part_of(std::string_view href)
{
    if (href.starts_with("./"))
        href.remove_prefix(2);
    if (href.empty() || href[0] == '/' || href.find_first_of(":#?\\%") != std::string_view::npos
        || href.find("..") != std::string_view::npos)
        return {};
    return std::string(href);
}

// What stands for the picture in our package; nothing if nobody can read it.
std::optional<std::string> Filter::target_of(std::string_view href)
{
    auto part = part_of(href);
    if (part.empty() && !href.empty())
        m_job.account.count("external-link");
    if (part.empty() || !m_job.package.has(part))
        return std::nullopt;
    auto target = m_job.pictures.target(m_job.package, part);
    if (target.taken == Pictures::Taken::Replaced)
        return std::nullopt;
    return target.name;
}

static std::string image_attributes(std::string_view target)
{
    return " xlink:href=\"" + std::string(target)
        + "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"";
}

void Filter::keep_picture(const Element& element, const Read& read, const std::string& target)
{
    auto depth = m_open.size();
    keep(element, read, image_attributes(target));
    if (m_open.size() > depth)
        m_job.used.insert(target);
}

// A frame may have several forms of one picture (10.4.3): those that nobody can read go, and if
// none is left, a gray square stands in the first one's place.
void Filter::picture(const Element& element, const Read& read)
{
    auto* outer = frame();
    auto target = outer ? target_of(value_of(read, "xlink:href")) : std::nullopt;
    if (target)
        return keep_picture(element, read, *target);
    if (outer && outer->picture_place == 0) {
        begin_content();
        outer->picture_place = m_out.size();
    }
    skip("");
}

void Filter::end_of_frame(Open& frame)
{
    if (frame.has_content)
        return;
    begin_content();
    m_job.account.count("unreadable-picture");
    auto target = m_job.pictures.target(m_job.package, {});
    m_job.used.insert(target.name);
    auto place = frame.picture_place != 0 ? frame.picture_place : frame.attributes_end + 1;
    m_out.insert(place, "<draw:image" + image_attributes(target.name) + "/>");
}

void Filter::fill(const Element& element, const Read& read)
{
    auto href = value_of(read, "xlink:href");
    if (href.empty() && element.name == "style:background-image")
        return keep(element, read); // There is none.
    auto target = target_of(href);
    if (target)
        return keep_picture(element, read, *target);
    skip("unreadable-picture");
}

static std::uint64_t count_in(std::string_view value)
{
    if (!fits(Value::Count, value) && !fits(Value::Blanks, value))
        return 1;
    std::uint64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

// What a reader makes of what is repeated. Any value fills a cell, whatever its type is said to be.
void Filter::count_repeated(const Element& element, const Read& read)
{
    constexpr std::uint64_t enough = most_expanded + 1; // More need not be told apart.
    std::string_view name = element.name;
    while (!m_rows.empty() && m_rows.back().depth >= m_open.size())
        m_rows.pop_back();
    auto rows = m_rows.empty() ? 1 : m_rows.back().count;
    if (name == "table:table-row") {
        rows *= count_in(value_of(read, "table:number-rows-repeated"));
        m_rows.push_back({ m_open.size(), std::min(rows, enough) });
    } else if (name == "text:s") {
        m_expanded += count_in(value_of(read, "text:c"));
    } else if (name.ends_with("table-cell")) {
        m_cells = rows * count_in(value_of(read, "table:number-columns-repeated"));
        auto fills = [](const auto& one) {
            return one.first.starts_with("office:") || one.first == "table:formula";
        };
        if (std::ranges::any_of(read, fills))
            m_expanded += std::exchange(m_cells, 0);
        auto matrix = count_in(value_of(read, "table:number-matrix-columns-spanned"))
            * count_in(value_of(read, "table:number-matrix-rows-spanned"));
        m_expanded += matrix - 1;
    } else if (around()->element->name.ends_with("table-cell")) {
        m_expanded += std::exchange(m_cells, 0);
    }
}

void Filter::cell(const Element& element, const Read& read)
{
    auto given = std::ranges::find(
        read, std::string_view("table:formula"), [](const auto& one) { return one.first; });
    if (given == read.end())
        return keep(element, read);
    // Elsewhere formulas are of another language, which knows databases.
    bool may_stay = m_job.options.formulas == Formulas::Keep
        && m_job.options.kind == DocumentKind::Spreadsheet;
    auto clean = may_stay ? clean_formula(given->second) : std::nullopt;
    if (!clean) {
        m_job.account.count("formula");
        return keep(element, read);
    }
    std::string made = " table:formula=\"";
    rebuild_parts::append_escaped(made, *clean);
    keep(element, read, made + '"');
}

void Filter::named(const Element& element, const Read& read)
{
    if (element.name == "text:sequence") {
        std::string number(value_of(read, "text:name"));
        // LibreOffice takes a name with a dot for a column of a database, and without a formula the
        // words themselves for one.
        if (value_of(read, "text:formula") != "ooow:" + number + "+1" || !is_identifier(number)
            || number.find_first_of(".-") != std::string::npos) {
            m_job.account.count("field");
            return unwrap();
        }
        return keep(element, read, " text:formula=\"ooow:" + number + "+1\"");
    }
    if (element.name == "table:named-range") {
        if (!fits(Value::Range, value_of(read, "table:cell-range-address"))
            || !is_identifier(value_of(read, "table:name")))
            return skip("defined-name");
        return keep(element, read);
    }
    auto clean = clean_expression(value_of(read, "table:expression"));
    if (!clean || !is_identifier(value_of(read, "table:name")))
        return skip("defined-name");
    std::string made = " table:expression=\"";
    rebuild_parts::append_escaped(made, *clean);
    keep(element, read, made + '"');
}

}
