// SPDX-License-Identifier: MIT
// One part: every element, attribute and text known and in its place, every reference to a picture
// that is there or to where the policy lets it lead.
#include "sanitizer/verify/odf/grammar.h"
#include "sanitizer/verify/odf/tally.h"

#include <algorithm>
#include <array>

namespace verify_odf {

struct Declared {
    std::string_view prefix;
    std::string_view address;
};

static constexpr Declared declared[] = {
    { "office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
    { "style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
    { "text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
    { "table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
    { "draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
    { "presentation", "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" },
    { "chart", "urn:oasis:names:tc:opendocument:xmlns:chart:1.0" },
    { "dr3d", "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0" },
    { "number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" },
    { "fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" },
    { "svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
    { "smil", "urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0" },
    { "meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" },
    { "dc", "http://purl.org/dc/elements/1.1/" },
    { "xlink", "http://www.w3.org/1999/xlink" },
    { "math", "http://www.w3.org/1998/Math/MathML" },
    { "of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2" },
};

static std::string_view body_of(Kind kind)
{
    switch (kind) {
    case Kind::Text: return "office:text";
    case Kind::Spreadsheet: return "office:spreadsheet";
    case Kind::Presentation: break;
    }
    return "office:presentation";
}

class PartListener final : public verify_parts::Listener {
public:
    PartListener(std::string_view root, Kind kind, WebLinks links, Referred& referred)
        : m_root(root)
        , m_kind(kind)
        , m_links(links)
        , m_referred(referred)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) override
    {
        if (m_open.empty()) {
            m_open.emplace_back(name);
            return root(name, attributes);
        }
        if (!is_element(name))
            return no("an element that is not known");
        if (!may_stand_in(m_open.back(), name))
            return no("an element out of place");
        if (name == "office:body" && m_root != "office:document-content")
            return no("a body of another kind");
        if (m_open.back() == "office:body") {
            if (name != body_of(m_kind) || m_has_body)
                return no("a body of another kind");
            m_has_body = true;
        }
        m_open.emplace_back(name);
        if (auto refused = repeated(name, attributes))
            return refused;
        if (is_link(name))
            return link(attributes);
        if (is_picture(name))
            return picture(attributes);
        if (name == "text:sequence")
            return sequence(attributes);
        for (const auto& one : attributes) {
            if (auto refused = attribute(name, one))
                return refused;
        }
        return std::nullopt;
    }

    Step text(std::string_view) override
    {
        return holds_text(m_open.back()) ? Step() : no("text where none belongs");
    }

    Step end(std::string_view) override
    {
        m_open.pop_back();
        bool needs_body = m_open.empty() && m_root == "office:document-content";
        return needs_body && !m_has_body ? no("a document without a body") : Step();
    }

private:
    Step root(std::string_view name, const std::vector<Attribute>& attributes)
    {
        if (name != m_root)
            return no("a part with another root");
        if (attributes.size() != std::size(declared) + 1)
            return no("a root of another form");
        for (std::size_t i = 0; i < std::size(declared); ++i) {
            if (attributes[i].name != "xmlns:" + std::string(declared[i].prefix)
                || attributes[i].value != declared[i].address)
                return no("a namespace that is none of ours");
        }
        if (attributes.back().name != "office:version" || attributes.back().value != "1.3")
            return no("a root of another form");
        return std::nullopt;
    }

    static bool is_link(std::string_view name) { return name == "text:a" || name == "draw:a"; }
    static bool is_picture(std::string_view name)
    {
        return name == "draw:image" || name == "draw:fill-image" || name == "style:background-image"
            || name == "text:list-level-style-image";
    }

    static const Attribute* take(const std::vector<Attribute>& all, std::string_view name)
    {
        for (const auto& one : all) {
            if (one.name == name)
                return &one;
        }
        return nullptr;
    }

    Step others(const std::vector<Attribute>& attributes)
    {
        for (const auto& one : attributes) {
            if (!one.name.starts_with("xlink:") && !fits(m_open.back(), one))
                return no("an attribute that is not known");
        }
        return std::nullopt;
    }

    static bool is_exactly(
        const std::vector<Attribute>& all, std::string_view name, std::string_view value)
    {
        const auto* one = take(all, name);
        return one && one->value == value;
    }

    static std::size_t count_links(const std::vector<Attribute>& all)
    {
        std::size_t count = 0;
        for (const auto& one : all)
            count += one.name.starts_with("xlink:");
        return count;
    }

    Step link(const std::vector<Attribute>& attributes)
    {
        const auto* address = take(attributes, "xlink:href");
        if (!address || count_links(attributes) != 2
            || !is_exactly(attributes, "xlink:type", "simple"))
            return no("a link of another form");
        bool to_web = m_links == WebLinks::Allowed && verify_parts::is_web_address(address->value);
        if (!to_web && !is_internal(address->value))
            return no("a link that leads outside");
        if (to_web)
            m_referred.addresses.take_target(address->value);
        return others(attributes);
    }

    Step picture(const std::vector<Attribute>& attributes)
    {
        const auto* address = take(attributes, "xlink:href");
        if (!address && m_open.back() == "style:background-image" && count_links(attributes) == 0)
            return others(attributes);
        if (!address || count_links(attributes) != 4
            || !is_exactly(attributes, "xlink:type", "simple")
            || !is_exactly(attributes, "xlink:show", "embed")
            || !is_exactly(attributes, "xlink:actuate", "onLoad"))
            return no("a picture of another form");
        m_referred.pictures.insert(address->value);
        return others(attributes);
    }

    // Counts up, and nothing else.
    Step sequence(const std::vector<Attribute>& attributes)
    {
        const auto* name = take(attributes, "text:name");
        bool is_word = name && !name->value.empty()
            && name->value.find_first_of(" !\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~") == std::string::npos;
        if (!is_word || !is_exactly(attributes, "text:formula", "ooow:" + name->value + "+1"))
            return no("a sequence of another form");
        for (const auto& one : attributes) {
            if (one.name != "text:formula" && !fits(m_open.back(), one))
                return no("an attribute that is not known");
        }
        return std::nullopt;
    }

    static std::uint64_t times(const std::vector<Attribute>& attributes, std::string_view name)
    {
        const auto* one = take(attributes, name);
        std::uint64_t number = 0;
        for (auto digit : one ? std::string_view(one->value).substr(0, 7) : std::string_view("1"))
            number = number * 10 + static_cast<std::uint64_t>(digit - '0') % 10;
        return number;
    }

    // How often the element that was just begun is there, by the rows around it.
    std::uint64_t rows()
    {
        while (!m_rows.empty() && m_rows.back().depth >= m_open.size())
            m_rows.pop_back();
        return m_rows.empty() ? 1 : m_rows.back().count;
    }

    // What a reader makes of it stays within bounds. A value without a type fills a cell, too.
    Step repeated(std::string_view name, const std::vector<Attribute>& attributes)
    {
        constexpr std::uint64_t most = 20'000'000;
        bool is_cell = name == "table:table-cell" || name == "table:covered-table-cell";
        auto so_often = rows();
        if (name == "table:table-row")
            m_rows.push_back({ m_open.size(),
                std::min(so_often * times(attributes, "table:number-rows-repeated"), most + 1) });
        else if (name == "text:s")
            m_made += times(attributes, "text:c");
        else if (is_cell) {
            m_waiting = so_often * times(attributes, "table:number-columns-repeated");
            m_made += times(attributes, "table:number-matrix-columns-spanned")
                    * times(attributes, "table:number-matrix-rows-spanned")
                - 1;
        }
        bool is_filled = is_cell && std::ranges::any_of(attributes, [](const Attribute& one) {
            return one.name.starts_with("office:") || one.name == "table:formula";
        });
        const auto& parent = m_open[m_open.size() - 2];
        if (is_filled || (!is_cell && parent.ends_with("table-cell"))) {
            m_made += m_waiting;
            m_waiting = 0;
        }
        return m_made > most ? Step(Refused { Fault::Limit, "too many repeated cells or blanks" })
                             : std::nullopt;
    }

    Step attribute(std::string_view element, const Attribute& one)
    {
        bool known = false;
        if (one.name == "table:formula")
            known = (element == "table:table-cell" || element == "table:covered-table-cell")
                && m_kind == Kind::Spreadsheet && is_formula(one.value);
        else if (one.name == "table:expression")
            known = element == "table:named-expression" && is_expression(one.value);
        else
            known = fits(element, one);
        return known ? Step() : no("an attribute that is not known");
    }

    std::string_view m_root;
    Kind m_kind;
    WebLinks m_links;
    Referred& m_referred;
    std::vector<std::string> m_open;
    struct Rows {
        std::size_t depth; // Of the row, by which m_open is long enough to hold it.
        std::uint64_t count;
    };
    std::vector<Rows> m_rows;
    std::uint64_t m_waiting { 0 };
    std::uint64_t m_made { 0 };
    bool m_has_body { false };
};

Step check_part(std::string_view xml, std::string_view root, Kind kind, WebLinks links,
    Referred& referred, Shown& shown)
{
    PartListener listener(root, kind, links, referred);
    PartTally tally(listener, kind, shown);
    return verify_parts::read_xml(xml, tally, referred.addresses);
}

}
