// SPDX-License-Identifier: MIT
// The parts of a presentation, and what they say of one another: each slide of a layout, each
// layout of the master that lists it, notes of the slide that has them.
#include "sanitizer/verify/ooxml/checks.h"
#include "sanitizer/verify/ooxml/tally.h"

#include <algorithm>
#include <charconv>

namespace verify_ooxml {

using verify_parts::value_of;

struct ShowReference {
    std::string_view element;
    std::string_view attribute;
    std::string_view relation;
};

static constexpr ShowReference references[] = {
    { "p:sldMasterId", "r:id", "slideMaster" },
    { "p:notesMasterId", "r:id", "notesMaster" },
    { "p:sldId", "r:id", "slide" },
    { "p:sldLayoutId", "r:id", "slideLayout" },
    { "a:blip", "r:embed", "image" },
    { "c:chart", "r:id", "chart" },
};

static constexpr std::string_view jumps[] = {
    "ppaction://hlinkshowjump?jump=firstslide",
    "ppaction://hlinkshowjump?jump=lastslide",
    "ppaction://hlinkshowjump?jump=nextslide",
    "ppaction://hlinkshowjump?jump=previousslide",
};

// Who says what without an element, and how often at least.
struct Implied {
    std::string_view source;
    std::string_view type;
    std::size_t least;
};

static constexpr Implied implied[] = {
    { "officeDocument", "tableStyles", 0 },
    { "officeDocument", "commentAuthors", 0 },
    { "slideMaster", "theme", 1 },
    { "slideLayout", "slideMaster", 1 },
    { "slide", "slideLayout", 1 },
    { "slide", "notesSlide", 0 },
    { "slide", "comments", 0 },
    { "notesMaster", "theme", 1 },
    { "notesSlide", "notesMaster", 1 },
    { "notesSlide", "slide", 1 },
};

static bool is_implied(std::string_view source, std::string_view type)
{
    return std::ranges::any_of(
        implied, [&](const Implied& one) { return one.source == source && one.type == type; });
}

static std::optional<std::uint64_t> number_in(std::string_view text)
{
    std::uint64_t number = 0;
    const auto* end = text.data() + text.size();
    auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

class ShowListener final : public Listener {
public:
    ShowListener(const Part& part, Relations& relations, Show& show)
        : m_part(part)
        , m_relations(relations)
        , m_show(show)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) override
    {
        std::size_t first = 0;
        auto parent = m_open.empty() ? std::string_view("^") : m_open.back();
        if (m_open.empty()) {
            if (auto refused = check_root(Kind::Presentation, m_part, name, attributes, first))
                return refused;
        }
        m_open.push_back(name);
        if (auto refused = once(parent, name))
            return refused;
        if (name.starts_with("c:"))
            return chart(parent, name, attributes, first);
        if (!may_stand_in_show(parent, name))
            return no("an element that is not known, or out of place");
        if (!fits_show(name, std::span(attributes).subspan(first)))
            return no("an attribute that is not known, or missing");
        for (std::size_t i = first; i < attributes.size(); ++i) {
            if (!attributes[i].name.starts_with("r:") || name == "a:hlinkClick")
                continue;
            if (auto refused = reference(name, attributes[i]))
                return refused;
        }
        return special(name, parent, attributes);
    }

    Step text(std::string_view text) override
    {
        if (!holds_text_in_show(m_open.back()))
            return no("text where none belongs");
        if (m_open.back() == "c:f" && !is_range(text))
            return no("a range that is none");
        if (m_open.back() == "a:tableStyleId" && !is_guid(text))
            return no("a style that is none");
        return std::nullopt;
    }

    Step end(std::string_view) override
    {
        m_open.pop_back();
        m_within.pop_back();
        if (!m_open.empty())
            return std::nullopt;
        bool connected = std::ranges::includes(m_shapes, m_connected);
        return connected ? Step() : no("a connection to no shape");
    }

private:
    // Of PresentationML, only lists have an element twice.
    Step once(std::string_view parent, std::string_view name)
    {
        static constexpr std::string_view lists[] = { "p:sldMasterIdLst", "p:notesMasterIdLst",
            "p:sldIdLst", "p:sldLayoutIdLst", "p:spTree", "p:grpSp", "p:cmAuthorLst", "p:cmLst" };
        bool single = parent.starts_with("p:") && name.starts_with("p:")
            && std::ranges::find(lists, parent) == std::end(lists);
        if (single && !m_within.back().insert(name).second)
            return no("an element that is there twice");
        m_within.emplace_back();
        return std::nullopt;
    }

    // The common lists have charts.
    Step chart(std::string_view parent, std::string_view name,
        const std::vector<Attribute>& attributes, std::size_t first)
    {
        if (!is_element(Kind::Workbook, name)
            || (parent != "^" && !may_stand_in(m_part.root, parent, name)))
            return no("an element that is not known, or out of place");
        for (std::size_t i = first; i < attributes.size(); ++i) {
            if (attributes[i].name.starts_with("r:")) {
                if (auto refused = reference(name, attributes[i]))
                    return refused;
            } else if (!fits(Kind::Workbook, name, attributes[i])) {
                return no("an attribute that is not known, or missing");
            }
        }
        bool named = name == "c:chart" && parent == "a:graphicData";
        if (named && (attributes.size() != 1 || m_graphic != Graphic::Chart))
            return no("a chart out of place");
        return std::nullopt;
    }

    Step reference(std::string_view element, const Attribute& attribute)
    {
        for (const auto& one : references) {
            if (one.element == element && one.attribute == attribute.name)
                return follow(attribute.value, one.relation);
        }
        return no("a reference that is not known");
    }

    Step follow(std::string_view id, std::string_view type)
    {
        auto found = m_relations.find(id);
        if (found == m_relations.end() || found->second.type != type)
            return no("a reference that is not known");
        found->second.used = true;
        return std::nullopt;
    }

    Step special(
        std::string_view name, std::string_view parent, const std::vector<Attribute>& attributes)
    {
        if (name == "a:hlinkClick")
            return click(attributes);
        if (name == "a:fld")
            return value_of(attributes, "type") == "slidenum" ? Step()
                                                              : no("a field that is not known");
        if (name == "a:graphicData")
            return graphic(value_of(attributes, "uri"));
        if (name == "a:tbl")
            return m_graphic == Graphic::Table ? Step() : no("a table out of place");
        if (name == "p:cNvPr") {
            auto number = number_in(value_of(attributes, "id"));
            return number && *number > 0 && m_shapes.insert(*number).second
                ? Step()
                : no("a shape's number that is none, or is there twice");
        }
        if (name == "a:stCxn" || name == "a:endCxn")
            m_connected.insert(number_in(value_of(attributes, "id")).value_or(0));
        if (parent == "p:sldIdLst" || parent == "p:sldMasterIdLst" || parent == "p:sldLayoutIdLst")
            return listed(name, number_in(value_of(attributes, "id")).value_or(0));
        return std::nullopt;
    }

    // Numbers of slides, and of masters and layouts together (19.7.13, 19.7.15).
    Step listed(std::string_view name, std::uint64_t number)
    {
        constexpr std::uint64_t first_slide = 256;
        constexpr std::uint64_t first_master = 2'147'483'648;
        bool slide = name == "p:sldId";
        bool in_range = slide ? number >= first_slide && number < first_master
                              : number >= first_master && number <= UINT32_MAX;
        return in_range && m_show.numbers.insert(number).second
            ? Step()
            : no("a number of a slide, a layout or a master that is none, or is there twice");
    }

    Step graphic(std::string_view uri)
    {
        if (uri == "http://schemas.openxmlformats.org/drawingml/2006/chart")
            m_graphic = Graphic::Chart;
        else if (uri == "http://schemas.openxmlformats.org/drawingml/2006/table")
            m_graphic = Graphic::Table;
        else
            return no("a drawing of another kind");
        return std::nullopt;
    }

    Step click(const std::vector<Attribute>& attributes)
    {
        auto id = value_of(attributes, "r:id");
        auto action = value_of(attributes, "action");
        bool plays = m_part.relation == "slide" || m_part.relation == "slideLayout"
            || m_part.relation == "slideMaster";
        if (!plays && m_part.relation != "notesSlide")
            return no("a link out of place");
        bool acts = std::ranges::any_of(
            attributes, [](const Attribute& one) { return one.name == "action"; });
        if (!acts)
            return follow(id, "hyperlink");
        if (plays && action == "ppaction://hlinksldjump")
            return follow(id, "slide");
        bool known = plays && std::ranges::find(jumps, action) != std::end(jumps);
        return known && id.empty() ? Step() : no("an action that is not known");
    }

    enum class Graphic { None, Chart, Table };

    const Part& m_part;
    Relations& m_relations;
    Show& m_show;
    std::vector<std::string_view> m_open;
    std::vector<std::set<std::string_view>> m_within; // What each open one has had, if once only.
    std::set<std::uint64_t> m_shapes;
    std::set<std::uint64_t> m_connected;
    Graphic m_graphic { Graphic::None };
};

Step check_show_part(std::string_view xml, std::string_view name, const Part& part,
    Relations& relations, Show& show, Shown& shown)
{
    ShowListener listener(part, relations, show);
    PartTally tally(listener, part, relations, shown);
    if (auto refused = read_xml(xml, tally, shown.addresses, LineBreaks::TabsInTexts))
        return refused;
    std::map<std::string_view, std::size_t> said;
    for (const auto& [id, relation] : relations) {
        if (relation.used == is_implied(part.relation, relation.type))
            return no("a relationship that nothing uses");
        if (!relation.used && ++said[relation.type] > 1)
            return no("a relationship that is there twice");
        if (relation.type != "hyperlink" && relation.type != "image")
            show.says.insert({ std::string(name), relation.type, relation.target });
    }
    for (const auto& one : implied) {
        if (one.source == part.relation && said[one.type] < one.least)
            return no("a part without a relationship that it must have");
    }
    return std::nullopt;
}

Step check_show(const Show& show)
{
    auto says = [&](std::string_view source, std::string_view type, std::string_view target) {
        return show.says.contains({ std::string(source), std::string(type), std::string(target) });
    };
    auto document = main_part(Kind::Presentation);
    for (const auto& [source, type, target] : show.says) {
        const auto* part = part_named(source);
        bool sound = true;
        if (type == "slideMaster" && source != document)
            sound = says(target, "slideLayout", source) && says(document, type, target);
        else if (type == "slide" && source != document)
            sound = says(document, type, target)
                && (part->relation != "notesSlide" || says(target, "notesSlide", source));
        else if (type == "notesSlide")
            sound = says(target, "slide", source);
        else if (type == "slideLayout" && part->relation == "slideMaster")
            sound = says(target, "slideMaster", source);
        else if (type == "notesMaster" && source != document)
            sound = says(document, type, target);
        if (!sound)
            return no("parts that do not say the same of one another");
    }
    return std::nullopt;
}

}
