// SPDX-License-Identifier: MIT
// Comments on cells (ECMA-376 part 1, 18.7). Those that answer one another come as the text that
// Excel writes here for older readers.
#include "sanitizer/rebuild/ooxml/document/reader.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"
#include "sanitizer/rebuild/ooxml/workbook/cell_values.h"
#include "sanitizer/rebuild/ooxml/workbook/formula_words.h"

namespace rebuild_ooxml {

static std::optional<Cell> cell_at(std::string_view text)
{
    if (!is_place(text))
        return std::nullopt;
    auto place = place_in(text);
    std::uint32_t column = 0;
    for (auto c : place.column)
        column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
    auto row = small_number(place.row);
    return row ? std::optional(Cell { static_cast<std::uint32_t>(*row - 1), column - 1 })
               : std::nullopt;
}

void PartReader::worksheet(pugi::xml_node node, const Element& known)
{
    m_tree.open(known);
    contents(node);
    bool has_comments = false;
    bool any_stays = false;
    for (const auto& one : m_relationships) {
        if (one.type != "comments" || one.mode != TargetMode::Internal
            || !m_build.package.has(one.target))
            continue;
        bool stays = m_build.options.comments == Comments::Keep && !has_comments
            && m_build.book.comments.insert(one.target).second;
        if (stays)
            attach_comments(one.target);
        else
            m_build.account.count("comment", m_build.package.place(one.target));
        has_comments = true;
        any_stays = any_stays || stays;
    }
    tell_of_comments(node, any_stays);
    m_tree.close();
}

// What is left of them: their pictures, and threads whose text for older readers is not there.
void PartReader::tell_of_comments(pugi::xml_node sheet, bool any_stays)
{
    const auto& package = m_build.package;
    for (const auto& one : m_relationships) {
        if (one.type.ends_with("/threadedComment") && one.mode == TargetMode::Internal
            && package.has(one.target) && !any_stays)
            m_build.account.count("comment", package.place(one.target));
    }
    each(m_scopes, sheet, Space::Sheet, "legacyDrawing", [&](pugi::xml_node one) {
        const auto* found = find(m_relationships, attribute(one, Space::Relation, "id"));
        if (!found || found->type != "vmlDrawing" || found->mode != TargetMode::Internal
            || !package.has(found->target)
            || !m_build.book.shapes_told.insert(found->target).second)
            return;
        for (auto i = pictures_behind(package, found->target); i > 0; --i)
            m_build.account.count("image", package.place(found->target));
    });
}

// Behind all else that a sheet of ours can have.
void PartReader::attach_comments(const std::string& source)
{
    auto part = m_build.part(PartKind::CellComments, source);
    if (auto* refused = std::get_if<Refused>(&part))
        return refuse(*refused);
    auto shapes = m_build.comment_shapes(source);
    if (m_build.book.commented.empty())
        return;
    m_output.imply(Link::Comments, std::get<std::string>(part));
    auto id = m_output.link(Link::CommentShapes, std::move(shapes));
    const auto& known = m_build.words.known(Space::Sheet, "legacyDrawing");
    m_tree.open(known);
    m_tree.attribute(*known.attribute(Space::Relation, "id"), m_tree.keep(std::move(id)));
    m_tree.close();
}

void PartReader::comments(pugi::xml_node node, const Element& known)
{
    m_build.book.commented.clear();
    m_tree.open(known);
    auto authors = comment_authors(node);
    m_tree.open(m_build.words.known(Space::Sheet, "commentList"));
    std::set<std::pair<std::uint32_t, std::uint32_t>> cells;
    each(m_scopes, node, Space::Sheet, "commentList", [&](pugi::xml_node list) {
        each(m_scopes, list, Space::Sheet, "comment", [&](pugi::xml_node one) {
            auto cell = cell_at(attribute(one, Space::None, "ref"));
            if (cell && cells.emplace(cell->row, cell->column).second) {
                cell_comment(one, authors);
                m_build.book.commented.push_back(*cell);
            } else {
                m_build.account.count("comment");
            }
        });
    });
    m_tree.close();
    m_tree.close();
}

// How many they are: one at least, perhaps without a name.
std::uint64_t PartReader::comment_authors(pugi::xml_node node)
{
    const auto& known = m_build.words.known(Space::Sheet, "author");
    std::uint64_t count = 0;
    auto add = [&](std::string_view name) {
        m_tree.open(known);
        m_tree.text(fits(known.text, name) ? name : std::string_view());
        m_tree.close();
        ++count;
    };
    m_tree.open(m_build.words.known(Space::Sheet, "authors"));
    each(m_scopes, node, Space::Sheet, "authors", [&](pugi::xml_node list) {
        each(
            m_scopes, list, Space::Sheet, "author", [&](pugi::xml_node one) { add(text_of(one)); });
    });
    if (count == 0)
        add({});
    m_tree.close();
    return count;
}

void PartReader::cell_comment(pugi::xml_node node, std::uint64_t authors)
{
    const auto& known = m_build.words.known(Space::Sheet, "comment");
    auto author = small_number(attribute(node, Space::None, "authorId"));
    m_tree.open(known);
    m_tree.attribute(*known.attribute(Space::None, "ref"), attribute(node, Space::None, "ref"));
    m_tree.attribute(*known.attribute(Space::None, "authorId"),
        m_tree.keep(std::to_string(author && *author < authors ? *author : 0)));
    m_tree.open(m_build.words.known(Space::Sheet, "text"));
    each(m_scopes, node, Space::Sheet, "text", [&](pugi::xml_node text) { contents(text); });
    m_tree.close();
    m_tree.close();
}

}
