// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/book.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/document/reader.h"

#include <algorithm>

namespace rebuild_ooxml {

static constexpr std::size_t longest_sheet_name = 31; // In characters.
static constexpr std::size_t most_names = 20'000;

static bool is_sheet_name(const std::string& name)
{
    auto points = base::decode_utf8(name);
    if (!points || points->empty() || points->size() > longest_sheet_name)
        return false;
    if (name.front() == '\'' || name.back() == '\'')
        return false;
    return std::ranges::all_of(*points, [](char32_t point) {
        return !is_stray(point)
            && (point > 0x7f
                || std::string_view(":\\/?*[]|").find(static_cast<char>(point))
                    == std::string_view::npos);
    });
}

class Survey {
public:
    Survey(Build& build, const Relationships& relationships)
        : m_build(build)
        , m_relationships(relationships)
    {
    }

    Outcome<bool> run(pugi::xml_node root)
    {
        m_scopes.enter(root);
        each(root, "sheets", [&](pugi::xml_node sheets) {
            each(sheets, "sheet", [&](pugi::xml_node one) { sheet(one); });
        });
        auto& book = m_build.book;
        if (m_refused)
            return *m_refused;
        if (book.sheets.empty())
            return Refused { Why::Empty, "a workbook without a sheet that can stay" };
        if (std::ranges::count(book.sheets, Visibility::Visible, &Book::Sheet::visibility) == 0)
            book.sheets.front().visibility = Visibility::Visible;
        each(root, "bookViews", [&](pugi::xml_node views) {
            each(views, "workbookView", [&](pugi::xml_node one) { active(one); });
        });
        each(root, "definedNames", [&](pugi::xml_node names) {
            each(names, "definedName", [&](pugi::xml_node one) { name(one); });
        });
        return true;
    }

private:
    template <typename Visit>
    void each(pugi::xml_node parent, std::string_view local, Visit&& visit)
    {
        rebuild_ooxml::each(m_scopes, parent, Space::Sheet, local, std::forward<Visit>(visit));
    }

    std::string_view relation_of(pugi::xml_node sheet) const
    {
        for (auto one : sheet.attributes()) {
            auto name = m_scopes.attribute(one.name());
            if (name.space == Space::Relation && name.local == "id")
                return one.value();
        }
        return {};
    }

    static std::string_view last_of(std::string_view type)
    {
        return type.substr(type.rfind('/') + 1);
    }

    void sheet(pugi::xml_node node)
    {
        m_places.push_back(std::nullopt);
        const auto* found = find(m_relationships, relation_of(node));
        auto type = found ? last_of(found->type) : std::string_view();
        bool cells = type == "worksheet";
        if ((!cells && type != "chartsheet") || found->mode != TargetMode::Internal
            || !m_build.package.has(found->target)) {
            auto what = type == "dialogsheet" ? "dialog-sheet"
                : type.ends_with("acrosheet") ? "macro-sheet"
                                              : "unknown-part";
            if (found && found->mode == TargetMode::Internal)
                m_build.account.count(what, m_build.package.place(found->target));
            else
                m_build.account.count(what);
            return;
        }
        auto& book = m_build.book;
        if (!m_parts.insert(found->target).second) {
            m_refused = Refused { Why::Malformed, "two sheets of one part" };
            return;
        }
        std::string_view state = node.attribute("state").value();
        auto place = m_build.package.place(found->target);
        if (state == "veryHidden")
            m_build.account.count("very-hidden-sheet", place);
        else if (state == "hidden")
            m_build.account.count("hidden-sheet", place);
        std::string written = node.attribute("name").value();
        auto name = written;
        auto is_free = [&] { return is_sheet_name(name) && !m_taken.contains(lower_case(name)); };
        for (auto number = m_places.size(); !is_free(); ++number)
            name = "Sheet " + std::to_string(number);
        m_taken.insert(lower_case(name));
        m_places.back() = book.sheets.size();
        book.names.sheets.emplace(lower_case(written), name);
        book.sheets.push_back(
            { name, found->target, cells ? Book::Sheet::Kind::Cells : Book::Sheet::Kind::Chart,
                state == "veryHidden" || state == "hidden" ? Visibility::Hidden
                                                           : Visibility::Visible });
    }

    void active(pugi::xml_node view)
    {
        auto& book = m_build.book;
        auto place = view.attribute("activeTab").as_uint();
        if (place < m_places.size() && m_places[place])
            book.active = *m_places[place];
    }

    void name(pugi::xml_node node)
    {
        auto& book = m_build.book;
        std::string written = node.attribute("name").value();
        auto lower = lower_case(written);
        bool runs = node.attribute("function").as_bool() || node.attribute("vbProcedure").as_bool()
            || node.attribute("xlm").as_bool() || lower.starts_with("auto_")
            || lower.starts_with("_xlnm.auto_");
        auto reference = clean_reference(node.text().get(), book.names);
        auto place = node.attribute("localSheetId");
        auto number = place.as_uint();
        bool local = !place.empty();
        bool stays = !runs && reference && is_definable(written) && base::is_valid_utf8(written)
            && (!local || (number < m_places.size() && m_places[number]))
            && book.defined.size() < most_names;
        if (!stays) {
            m_build.account.count(runs ? "macros" : "defined-name");
            return;
        }
        book.names.names.emplace(lower, written);
        book.defined.push_back(
            { written, std::move(*reference), local ? m_places[number] : std::nullopt,
                node.attribute("hidden").as_bool() ? Visibility::Hidden : Visibility::Visible });
    }

    Build& m_build;
    const Relationships& m_relationships;
    Scopes m_scopes;
    std::vector<std::optional<std::size_t>> m_places; // Of each sheet that there was.
    std::set<std::string> m_parts;
    std::set<std::string> m_taken;
    std::optional<Refused> m_refused;
};

Outcome<bool> survey(Build& build, pugi::xml_node root, const Relationships& relationships)
{
    return Survey(build, relationships).run(root);
}

std::uint64_t cell_formats(const Tree& styles)
{
    std::uint64_t count = 0;
    if (styles.empty())
        return 0;
    for (auto list = styles[0].first; list != Tree::none; list = styles[list].next) {
        if (styles[list].element->name != "cellXfs")
            continue;
        for (auto one = styles[list].first; one != Tree::none; one = styles[one].next)
            ++count;
    }
    return count;
}

}
