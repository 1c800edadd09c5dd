// SPDX-License-Identifier: MIT
// One part: every element, attribute and text known, every reference to a part of its kind, every
// field whole.
#include "sanitizer/verify/ooxml/checks.h"
#include "sanitizer/verify/ooxml/tally.h"

#include <array>

namespace verify_ooxml {

struct Reference {
    std::string_view element;
    std::string_view attribute;
    std::string_view relation;
};

static constexpr Reference references[] = {
    { "w:hyperlink", "r:id", "hyperlink" },
    { "w:headerReference", "r:id", "header" },
    { "w:footerReference", "r:id", "footer" },
    { "a:blip", "r:embed", "image" },
    { "c:chart", "r:id", "chart" },
};

class PartListener final : public Listener {
public:
    PartListener(const Part& part, WebLinks links, Relations& relations, seen::Finder& addresses)
        : m_part(part)
        , m_links(links)
        , m_addresses(addresses)
        , m_relations(relations)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) override
    {
        std::size_t first = 0;
        if (m_open.empty()) {
            if (auto refused = check_root(Kind::Word, m_part, name, attributes, first))
                return refused;
        }
        if (!is_element(Kind::Word, name))
            return no("an element that is not known");
        if (!m_open.empty() && !may_stand_in(m_open.front(), m_open.back(), name))
            return no("an element out of place");
        for (std::size_t i = first; i < attributes.size(); ++i) {
            if (auto refused = attribute(name, attributes[i]))
                return refused;
        }
        if (in_instruction() && !may_stand_in_instruction(name))
            return no("more than an instruction in a field");
        if (is_story(name)) {
            m_stories.push_back(std::move(m_fields));
            m_fields.clear();
        }
        if (name == "w:fldChar") {
            if (auto refused = field(attributes))
                return refused;
        }
        m_open.emplace_back(name);
        return std::nullopt;
    }

    Step text(std::string_view text) override
    {
        if (m_open.empty() || !holds_text(Kind::Word, m_open.back()))
            return no("text where none belongs");
        if (m_open.back() == "c:f" && !is_range(text))
            return no("a range that is none");
        if (m_open.back() != "w:instrText")
            return in_instruction() ? no("more than an instruction in a field") : Step();
        if (m_fields.empty() || m_fields.back() != State::Begun
            || !is_instruction(text, m_links, m_addresses))
            return no("a field that is not known");
        m_fields.back() = State::Instructed;
        return std::nullopt;
    }

    Step end(std::string_view name) override
    {
        m_open.pop_back();
        if (is_story(name)) {
            if (!m_fields.empty())
                return no("a field without an end");
            m_fields = std::move(m_stories.back());
            m_stories.pop_back();
        }
        if (m_open.empty() && !m_fields.empty())
            return no("a field without an end");
        return std::nullopt;
    }

private:
    enum class State { Begun, Instructed, Result };

    static bool is_story(std::string_view name)
    {
        return name == "w:txbxContent" || name == "w:footnote" || name == "w:endnote"
            || name == "w:comment";
    }

    // From its beginning to where its result begins: some readers take all of it for code.
    bool in_instruction() const { return !m_fields.empty() && m_fields.back() != State::Result; }
    bool may_stand_in_instruction(std::string_view name) const
    {
        if (m_open.back() == "w:r")
            return name == "w:rPr" || name == "w:instrText" || name == "w:fldChar";
        return name.starts_with("w:") && name != "w:drawing" && name != "w:fldSimple"
            && name != "w:hyperlink" && !holds_text(Kind::Word, name);
    }

    Step attribute(std::string_view element, const Attribute& attribute)
    {
        if (!attribute.name.starts_with("r:")) {
            if (attribute.name == "w:instr")
                return element == "w:fldSimple"
                        && is_instruction(attribute.value, m_links, m_addresses)
                    ? Step()
                    : no("a field that is not known");
            return fits(Kind::Word, element, attribute) ? Step()
                                                        : no("an attribute that is not known");
        }
        for (const auto& one : references) {
            if (one.element != element || one.attribute != attribute.name)
                continue;
            auto found = m_relations.find(attribute.value);
            if (found == m_relations.end() || found->second.type != one.relation)
                break;
            found->second.used = true;
            return std::nullopt;
        }
        return no("a reference that is not known");
    }

    Step field(const std::vector<Attribute>& attributes)
    {
        if (attributes.size() != 1 || attributes[0].name != "w:fldCharType")
            return no("a field that is not known");
        const auto& type = attributes[0].value;
        if (type == "begin") {
            if (!m_fields.empty() && m_fields.back() != State::Result)
                return no("a field within an instruction");
            m_fields.push_back(State::Begun);
            return std::nullopt;
        }
        if (m_fields.empty() || m_fields.back() == State::Begun)
            return no("a field without an instruction");
        if (type == "separate" && m_fields.back() == State::Instructed) {
            m_fields.back() = State::Result;
            return std::nullopt;
        }
        if (type != "end")
            return no("a field that is not known");
        m_fields.pop_back();
        return std::nullopt;
    }

    const Part& m_part;
    WebLinks m_links;
    seen::Finder& m_addresses;
    Relations& m_relations;
    std::vector<std::string> m_open;
    std::vector<State> m_fields;
    std::vector<std::vector<State>> m_stories;
};

Step check_part(
    std::string_view xml, const Part& part, WebLinks links, Relations& relations, Shown& shown)
{
    PartListener listener(part, links, relations, shown.addresses);
    PartTally tally(listener, part, relations, shown);
    return read_xml(xml, tally, shown.addresses);
}

}
