// SPDX-License-Identifier: MIT
// The parts of a workbook: what any part must be, and cells, names and formulas beyond that.
#include "sanitizer/verify/ooxml/checks.h"
#include "sanitizer/verify/ooxml/tally.h"

#include <algorithm>
#include <array>

namespace verify_ooxml {

struct BookReference {
    std::string_view element;
    std::string_view attribute;
    std::string_view relation;
};

static constexpr BookReference references[] = {
    { "sheet", "r:id", "worksheet" },
    { "sheet", "r:id", "chartsheet" },
    { "drawing", "r:id", "drawing" },
    { "legacyDrawing", "r:id", "vmlDrawing" },
    { "hyperlink", "r:id", "hyperlink" },
    { "a:blip", "r:embed", "image" },
    { "c:chart", "r:id", "chart" },
};

static bool is_root(std::string_view name)
{
    static constexpr std::array<std::string_view, 5> roots { "workbook", "styleSheet", "sst",
        "worksheet", "chartsheet" };
    return std::ranges::find(roots, name) != roots.end();
}

static bool is_sheet_name(std::string_view name)
{
    return !name.empty() && name.size() <= 4ull * 31 && name.front() != '\'' && name.back() != '\''
        && name.find_first_of(":\\/?*[]|") == std::string_view::npos;
}

class BookListener final : public Listener {
public:
    BookListener(const Part& part, Relations& relations, Book& book)
        : m_part(part)
        , m_relations(relations)
        , m_book(book)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) override
    {
        std::size_t first = 0;
        if (m_open.empty()) {
            if (auto refused = check_root(Kind::Workbook, m_part, name, attributes, first))
                return refused;
        }
        auto parent = m_open.empty() ? std::string_view() : m_open.back();
        m_open.push_back(name);
        m_texts = 0;
        if (name == "c")
            return cell(parent, attributes);
        if (name == "f")
            return formula(parent, attributes);
        if (name == "v" || name == "is")
            return parent == "c" && attributes.empty() ? Step() : no("a value out of place");
        bool drawn = m_part.root.find(':') != std::string_view::npos;
        if (!is_element(Kind::Workbook, name)
            || drawn != (name.find(':') != std::string_view::npos))
            return no("an element that is not known");
        if (m_open.size() > 1 && (drawn ? !may_stand_in(m_part.root, parent, name) : is_root(name)))
            return no("an element out of place");
        if (name == "legacyDrawing"
            && (parent != "worksheet" || m_open.size() != 2 || attributes.size() != 1
                || m_shapes++ > 0))
            return no("shapes of comments out of place");
        if ((name == "row") != (parent == "sheetData")
            || (name == "sheetData"
                && (parent != "worksheet" || m_open.size() != 2 || m_row_lists++ > 0)))
            return no("rows out of place");
        for (std::size_t i = first; i < attributes.size(); ++i) {
            if (auto refused = attribute(name, attributes[i]))
                return refused;
        }
        count(name, parent);
        return std::nullopt;
    }

    Step text(std::string_view text) override
    {
        if (m_open.empty() || !holds_text(Kind::Workbook, m_open.back()) || m_texts++ > 0)
            return no("text where none belongs");
        auto name = m_open.back();
        if (name == "v")
            return is_cell_value(m_type, text, m_book) ? Step() : no("a value of another kind");
        if (name == "definedName") {
            m_ranges.emplace_back(text);
            return std::nullopt;
        }
        if (name == "c:f")
            return is_reference(text, m_book.names) ? Step() : no("a range that is none");
        if (name != "f" && !name.starts_with("formula"))
            return std::nullopt;
        if (!is_formula(text, m_book.names))
            return no("a formula that is not known");
        if (name == "f" && !m_group.empty()) {
            m_groups.insert(m_group);
            m_group.clear();
        }
        return std::nullopt;
    }

    Step end(std::string_view name) override
    {
        m_open.pop_back();
        if (name == "f" && !m_group.empty()) {
            if (!m_groups.contains(m_group))
                return no("a shared formula that is nowhere");
            m_group.clear();
        }
        if (!m_open.empty())
            return std::nullopt;
        // A name may stand before the sheet that it is about.
        return std::ranges::all_of(
                   m_ranges, [&](const auto& one) { return is_reference(one, m_book.names); })
            ? Step()
            : no("a name for something else than cells");
    }

private:
    Step attribute(std::string_view element, const Attribute& attribute)
    {
        if (!attribute.name.starts_with("r:"))
            return named(element, attribute);
        for (const auto& one : references) {
            if (one.element != element || one.attribute != attribute.name)
                continue;
            auto found = m_relations.find(attribute.value);
            if (found == m_relations.end() || found->second.type != one.relation)
                continue;
            found->second.used = true;
            return std::nullopt;
        }
        return no("a reference that is not known");
    }

    Step named(std::string_view element, const Attribute& attribute)
    {
        const auto& value = attribute.value;
        bool sound = true;
        if (element == "sheet" && attribute.name == "name")
            sound = is_sheet_name(value) && m_book.names.sheets.insert(value).second;
        else if (element == "sheet" && attribute.name == "state")
            sound = value == "hidden";
        else if (element == "definedName" && attribute.name == "name")
            sound = is_definable(value) && (m_book.names.names.insert(value), true);
        else if (attribute.name == "location")
            sound = element == "hyperlink"
                && (is_reference(value, m_book.names) || m_book.names.names.contains(value));
        else if (element == "cfvo" && attribute.name == "val")
            sound = is_formula(value, m_book.names);
        else
            sound = fits(Kind::Workbook, element, attribute);
        return sound ? Step() : no("an attribute that is not known");
    }

    Step cell(std::string_view parent, const std::vector<Attribute>& attributes)
    {
        m_type.clear();
        if (parent != "row")
            return no("a cell out of place");
        for (const auto& one : attributes) {
            bool sound = false;
            if (one.name == "r")
                sound = is_cell(one.value);
            else if (one.name == "s")
                sound = is_format(one.value);
            else if (one.name == "t")
                sound = is_type(one.value);
            if (!sound)
                return no("a cell of another form");
            if (one.name == "t")
                m_type = one.value;
        }
        return std::nullopt;
    }

    static bool is_type(std::string_view type)
    {
        static constexpr std::array<std::string_view, 6> types { "s", "str", "inlineStr", "b", "e",
            "d" };
        return std::ranges::find(types, type) != types.end();
    }

    static bool is_number(std::string_view value)
    {
        return !value.empty() && value.size() <= 9
            && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    }

    bool is_format(const std::string& value) const
    {
        return is_number(value) && std::stoull(value) < m_book.formats;
    }

    Step formula(std::string_view parent, const std::vector<Attribute>& attributes)
    {
        m_group.clear();
        bool shared = false;
        bool sound = parent == "c";
        for (const auto& one : attributes) {
            if (one.name == "t") {
                shared = one.value == "shared";
                sound = sound && (shared || one.value == "array");
            } else if (one.name == "ref") {
                sound = sound && is_cells(one.value);
            } else {
                sound = sound && one.name == "si" && is_number(one.value);
                m_group = one.value;
            }
        }
        return sound && shared == !m_group.empty() ? Step() : no("a formula of another form");
    }

    void count(std::string_view name, std::string_view parent)
    {
        m_book.formats += name == "xf" && parent == "cellXfs";
        m_book.strings += name == "si" && parent == "sst";
    }

    const Part& m_part;
    Relations& m_relations;
    Book& m_book;
    std::vector<std::string_view> m_open;
    std::string m_type; // Of the cell in hand; empty: a number.
    std::string m_group; // Of the shared formula in hand.
    std::set<std::string> m_groups;
    std::vector<std::string> m_ranges;
    unsigned m_texts { 0 };
    unsigned m_row_lists { 0 };
    unsigned m_shapes { 0 }; // References to those of comments.
};

Step check_book_part(
    std::string_view xml, const Part& part, Relations& relations, Book& book, Shown& shown)
{
    BookListener listener(part, relations, book);
    PartTally tally(listener, part, relations, shown);
    return read_xml(xml, tally, shown.addresses, LineBreaks::InTexts);
}

}
