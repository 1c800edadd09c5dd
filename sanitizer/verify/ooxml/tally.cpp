// SPDX-License-Identifier: MIT
#include "sanitizer/verify/ooxml/tally.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>

namespace verify_ooxml {

using policy::Countable, verify_parts::value_of;

static bool is_looked_at(std::string_view root)
{
    static constexpr std::array<std::string_view, 15> roots { "comments", "w:document",
        "w:footnotes", "w:endnotes", "w:comments", "w:hdr", "w:ftr", "sst", "worksheet",
        "chartsheet", "xdr:wsDr", "p:sld", "p:notes", "p:cmLst", "c:chartSpace" };
    return std::ranges::find(roots, root) != roots.end();
}

PartTally::PartTally(Listener& inner, const Part& part, const Relations& relations, Shown& shown)
    : Tally(inner, shown.figures)
    , m_relations(relations)
    , m_stand_ins(shown.stand_ins)
    , m_counts(is_looked_at(part.root))
{
    if (part.root == "worksheet" || part.root == "chartsheet" || part.root == "p:sld")
        count(Countable::Pages);
}

static bool is_link_field(std::string_view instruction)
{
    instruction.remove_prefix(std::min(instruction.find_first_not_of(' '), instruction.size()));
    return instruction.starts_with("HYPERLINK");
}

void PartTally::begin(std::string_view name, const std::vector<Attribute>& attributes)
{
    if (!m_counts)
        return;
    auto parent = m_open.empty() ? std::string_view() : m_open.back();
    m_open.push_back(name);
    if (name == "c") {
        m_cell_type = value_of(attributes, "t");
        m_filled = false;
    } else if (parent == "is") {
        m_filled = true;
    } else if (name == "f" && parent == "c") {
        m_filled = true;
        count(Countable::Formulas);
    } else if (name == "w:hyperlink" || name == "hyperlink" || name == "a:hlinkClick") {
        count(Countable::Links);
    } else if (name == "w:fldSimple") {
        if (is_link_field(value_of(attributes, "w:instr")))
            count(Countable::Links);
    } else if (name == "c:chart") {
        if (!value_of(attributes, "r:id").empty())
            count(Countable::Pictures);
    } else if (name == "a:blip") {
        auto picture = m_relations.find(value_of(attributes, "r:embed"));
        if (picture != m_relations.end() && !m_stand_ins.contains(picture->second.target))
            count(Countable::Pictures);
    }
}

void PartTally::read(std::string_view text)
{
    static constexpr std::array<std::string_view, 12> read { "w:t", "m:t", "a:t", "c:v", "t",
        "p:text", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader",
        "firstFooter" };
    if (!m_counts)
        return;
    auto name = m_open.back();
    if (name == "v") {
        m_filled = true;
        if (m_cell_type != "s")
            count(Countable::Text, base::count_letters(text));
    } else if (name == "w:instrText") {
        if (is_link_field(text))
            count(Countable::Links);
    } else if (std::ranges::find(read, name) != read.end()) {
        count(Countable::Text, base::count_letters(text));
    }
}

void PartTally::finish(std::string_view name)
{
    if (!m_counts)
        return;
    if (name == "c" && m_filled)
        count(Countable::Cells);
    m_open.pop_back();
}

}
