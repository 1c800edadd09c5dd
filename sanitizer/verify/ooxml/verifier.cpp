// SPDX-License-Identifier: MIT
#include "sanitizer/verify/ooxml/verifier.h"

#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>

namespace verify_ooxml {

static std::string relations_of(const std::string& part)
{
    auto slash = part.rfind('/') + 1;
    return part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels";
}

class Verification {
public:
    Verification(base::View file, const Limits& limits, Kind kind, const Expected& expected)
        : m_file(file)
        , m_limits(limits)
        , m_kind(kind)
        , m_links(expected.links)
        , m_label(expected.label)
    {
    }

    Step run()
    {
        if (auto refused = read_entries(m_file, m_limits, m_entries))
            return refused;
        if (m_entries.size() < (m_label.empty() ? 3u : 4u)
            || m_entries[0].name != "[Content_Types].xml" || m_entries[1].name != "_rels/.rels"
            || m_entries[2].name != main_part(m_kind))
            return no("a package that begins otherwise than ours");
        if (!m_label.empty()) {
            if (m_entries.back().name != properties_name || !m_entries.back().packed
                || m_entries.back().text() != properties_of(m_label))
                return no("properties that say another thing than its label");
            m_entries.pop_back();
        }
        auto properties = m_label.empty() ? Properties::None : Properties::Label;
        if (m_entries[0].text() != content_types_of(m_entries, properties))
            return no("content types that its parts do not imply");
        if (m_entries[1].text() != package_relations(m_kind, properties))
            return no("a package that names another document");
        for (const auto& entry : m_entries) {
            if (verify_parts::is_stand_in(entry.text()))
                m_shown.stand_ins.insert(entry.name);
        }
        for (m_next = 2; m_next < m_entries.size();) {
            if (auto refused = entry())
                return refused;
        }
        for (std::size_t i = 3; i < m_entries.size(); ++i) {
            const auto& name = m_entries[i].name;
            if (!name.ends_with(".rels") && !m_referred.contains(name))
                return no("a part that nothing refers to");
        }
        for (const auto& entry : m_entries)
            m_referred.erase(entry.name);
        verified.shown = m_shown.figures;
        verified.seen = m_shown.addresses.finish();
        return m_referred.empty() ? check_show(m_show)
                                  : no("a reference to a part that is not there");
    }

    Verified verified;

private:
    Step entry()
    {
        const auto& entry = m_entries[m_next++];
        if (!entry.name.starts_with(folder_of(m_kind)))
            return no("a part that is none of ours, or out of place");
        if (auto kind = picture_named(entry.name)) {
            if (entry.packed || !has_signature(*kind, entry.text()))
                return no("a picture of another kind than its name");
            verified.pictures.push_back({ *kind, entry.offset, entry.stored.size() });
            m_pictures = true;
            return std::nullopt;
        }
        const auto* part = part_named(entry.name);
        if (!part || m_pictures)
            return no("a part that is none of ours, or out of place");
        ++verified.parts;
        if (entry.name.starts_with("word/header") || entry.name.starts_with("word/footer"))
            m_shown.addresses.begin_part();
        Relations relations;
        if (m_next < m_entries.size() && m_entries[m_next].name == relations_of(entry.name)) {
            const auto& own = m_entries[m_next++];
            if (auto refused = read_relations(own.text(), entry.name, m_links, relations))
                return refused;
        }
        if (auto refused = check(entry, *part, relations))
            return refused;
        bool main = entry.name == main_part(m_kind);
        for (const auto& [id, relation] : relations) {
            static constexpr std::string_view implied[] = { "styles", "settings", "fontTable",
                "numbering", "theme", "footnotes", "endnotes", "comments", "sharedStrings" };
            bool is_implied = std::ranges::find(implied, relation.type) != std::end(implied);
            bool of_sheet = m_kind == Kind::Workbook && relation.type == "comments";
            bool may_imply = of_sheet ? part->relation == "worksheet" : main;
            if (m_kind != Kind::Presentation
                && (relation.used == is_implied || (is_implied && !may_imply)))
                return no("a relationship that nothing uses");
            if (relation.type == "hyperlink")
                m_shown.addresses.take_target(relation.target);
            else
                m_referred.insert(relation.target);
        }
        return part->relation == "worksheet" ? check_comment_relations(relations, m_book) : Step();
    }

    Step check(const Entry& entry, const Part& part, Relations& relations)
    {
        switch (m_kind) {
        case Kind::Word: return check_part(entry.text(), part, m_links, relations, m_shown);
        case Kind::Workbook:
            if (part.relation == "comments")
                return check_comments(entry.text(), entry.name, part, m_book, m_shown);
            if (part.relation == "vmlDrawing")
                return check_comment_shapes(entry.text(), entry.name, m_book);
            return check_book_part(entry.text(), part, relations, m_book, m_shown);
        case Kind::Presentation: break;
        }
        return check_show_part(entry.text(), entry.name, part, relations, m_show, m_shown);
    }

    base::View m_file;
    const Limits& m_limits;
    Kind m_kind;
    WebLinks m_links;
    const std::string& m_label;
    Book m_book;
    Show m_show;
    Shown m_shown;
    std::vector<Entry> m_entries;
    std::set<std::string> m_referred;
    std::size_t m_next { 0 };
    bool m_pictures { false };
};

void read_lists()
{
    for (auto kind : { Kind::Word, Kind::Workbook })
        is_element(kind, {});
    may_stand_in({}, {}, {});
    may_stand_in_show({}, "a:ln");
    verify_parts::is_function({});
}

std::variant<Verified, Refused> verify(
    base::View file, const Limits& limits, Kind kind, const Expected& expected)
{
    Verification verification(file, limits, kind, expected);
    if (auto refused = verification.run())
        return *refused;
    return std::move(verification.verified);
}

}
