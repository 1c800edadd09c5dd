// SPDX-License-Identifier: MIT
// Comments on cells, and the part with their shapes, which their cells alone determine.
#include "sanitizer/verify/ooxml/checks.h"
#include "sanitizer/verify/ooxml/tally.h"

#include <algorithm>
#include <charconv>

namespace verify_ooxml {

struct Nested {
    std::string_view parent;
    std::string_view names;
};

static constexpr Nested nested[] = {
    { "authors", "author" },
    { "commentList", "comment" },
    { "comment", "text" },
    { "text", "r t rPh phoneticPr" },
    { "r", "rPr t" },
    { "rPh", "t" },
    { "rPr",
        "rFont charset family b i strike outline shadow condense extend color sz u vertAlign "
        "scheme" },
};

static bool may_stand_in(std::string_view parent, std::string_view name)
{
    const auto* found = std::ranges::find(nested, parent, &Nested::parent);
    if (found == std::end(nested))
        return false;
    auto padded = ' ' + std::string(found->names) + ' ';
    return padded.find(' ' + std::string(name) + ' ') != std::string::npos;
}

// Within the sheet that Excel has.
static std::optional<CommentedCell> cell_at(std::string_view text)
{
    constexpr unsigned columns = 16'384;
    constexpr unsigned rows = 1'048'576;
    if (!is_cell(text))
        return std::nullopt;
    CommentedCell cell { 0, 0 };
    for (; text[0] >= 'A'; text.remove_prefix(1))
        cell.column = cell.column * 26 + static_cast<unsigned>(text[0] - 'A') + 1;
    std::from_chars(text.data(), text.data() + text.size(), cell.row);
    if (cell.column > columns || cell.row > rows)
        return std::nullopt;
    --cell.column;
    --cell.row;
    return cell;
}

class CommentListener final : public Listener {
public:
    CommentListener(const Part& part, std::vector<CommentedCell>& cells)
        : m_part(part)
        , m_cells(cells)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) override
    {
        m_texts = 0;
        if (m_open.empty()) {
            std::size_t declared = 0;
            if (auto refused = check_root(Kind::Workbook, m_part, name, attributes, declared))
                return refused;
            m_open.push_back(name);
            return attributes.size() == declared ? Step() : no("a root of another form");
        }
        auto parent = m_open.back();
        m_open.push_back(name);
        if (m_open.size() == 2) {
            auto expected = m_lists++ == 0 ? "authors" : "commentList";
            if (m_lists > 2 || name != expected)
                return no("comments of another form");
        } else if (!may_stand_in(parent, name)) {
            return no("an element out of place");
        }
        m_authors += name == "author";
        if (name == "comment")
            return comment(attributes);
        if (name == "text" && ++m_bodies > 1)
            return no("a comment with two texts");
        static constexpr std::string_view bare[]
            = { "authors", "author", "commentList", "text", "r", "rPr" };
        if (!attributes.empty() && std::ranges::find(bare, name) != std::end(bare))
            return no("an attribute that is not known");
        for (const auto& one : attributes) {
            if (one.name.starts_with("r:") || !fits(Kind::Workbook, name, one))
                return no("an attribute that is not known");
        }
        return std::nullopt;
    }

    Step text(std::string_view text) override
    {
        if (m_open.empty() || m_texts++ > 0)
            return no("text where none belongs");
        if (m_open.back() == "author")
            return text.size() <= 255 && text.find("://") == text.npos && !text.starts_with("\\\\")
                ? Step()
                : no("an author's name that is none");
        return m_open.back() == "t" ? Step() : no("text where none belongs");
    }

    Step end(std::string_view name) override
    {
        m_open.pop_back();
        if (name == "comment" && m_bodies != 1)
            return no("a comment without a text");
        if (name == "comments" && (m_lists != 2 || m_cells.empty()))
            return no("comments of another form");
        return std::nullopt;
    }

private:
    Step comment(const std::vector<Attribute>& attributes)
    {
        m_bodies = 0;
        if (attributes.size() != 2 || attributes[0].name != "ref"
            || attributes[1].name != "authorId")
            return no("a comment of another form");
        auto cell = cell_at(attributes[0].value);
        if (!cell || !m_taken.emplace(cell->row, cell->column).second)
            return no("a comment on no cell, or on one that has another");
        m_cells.push_back(*cell);
        const auto& author = attributes[1].value;
        std::size_t number = 0;
        const auto* last = author.data() + author.size();
        auto [rest, error] = std::from_chars(author.data(), last, number);
        return error == std::errc() && rest == last && number < m_authors
            ? Step()
            : no("a comment by nobody");
    }

    const Part& m_part;
    std::vector<CommentedCell>& m_cells;
    std::vector<std::string_view> m_open;
    std::set<std::pair<unsigned, unsigned>> m_taken;
    std::size_t m_authors { 0 };
    unsigned m_lists { 0 };
    unsigned m_bodies { 0 }; // Of the comment in hand.
    unsigned m_texts { 0 };
};

Step check_comments(
    std::string_view xml, std::string_view name, const Part& part, Book& book, Shown& shown)
{
    CommentListener listener(part, book.commented[std::string(name)]);
    Relations none;
    PartTally tally(listener, part, none, shown);
    return read_xml(xml, tally, shown.addresses, LineBreaks::InTexts);
}

static constexpr std::string_view comments_begin = "xl/comments";

static constexpr std::string_view shapes_begin = "xl/drawings/vmlDrawing";

// "xl/drawings/vmlDrawing3.vml" of "xl/comments3.xml".
static std::string shapes_of(std::string_view comments)
{
    comments.remove_prefix(comments_begin.size());
    return std::string(shapes_begin) + std::string(comments.substr(0, comments.find('.'))) + ".vml";
}

// And back.
static std::string comments_of(std::string_view shapes)
{
    if (!shapes.starts_with(shapes_begin))
        return {};
    shapes.remove_prefix(shapes_begin.size());
    return std::string(comments_begin) + std::string(shapes.substr(0, shapes.find('.'))) + ".xml";
}

Step check_comment_relations(const Relations& relations, Book& book)
{
    std::vector<std::string_view> comments;
    std::vector<std::string_view> shapes;
    for (const auto& [id, relation] : relations) {
        if (relation.type == "comments")
            comments.push_back(relation.target);
        else if (relation.type == "vmlDrawing")
            shapes.push_back(relation.target);
    }
    if (comments.empty() && shapes.empty())
        return std::nullopt;
    if (comments.size() != 1 || shapes.size() != 1 || shapes[0] != shapes_of(comments[0]))
        return no("comments without their shapes, or with others");
    return book.taken_comments.emplace(comments[0]).second ? Step() : no("comments of two sheets");
}

// To the byte: its numbers follow those of the part before it, its places are beside the cells.
static std::string shapes_for(const std::vector<CommentedCell>& cells, std::size_t first_block)
{
    auto number = [](std::size_t one) { return std::to_string(one); };
    std::string blocks = number(first_block);
    for (std::size_t i = 1; i <= cells.size() / 1024; ++i)
        blocks += ',' + number(first_block + i);
    std::string xml
        = R"(<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office")"
          R"( xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit")"
          R"( data=")"
        + blocks
        + R"("/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202")"
          R"( path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t")"
          R"( o:connecttype="rect"/></v:shapetype>)";
    auto shape = first_block * 1024;
    for (const auto& [row, column] : cells) {
        auto left = column < 16'380 ? column + 1 : 16'381;
        auto top = row == 0 ? 0 : row - 1;
        if (top > 1'048'571)
            top = 1'048'571;
        xml += R"(<v:shape id="_x0000_s)" + number(++shape)
            + R"(" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:108pt;)"
              R"(height:59.25pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill)"
              R"( color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>)"
              R"(<v:textbox style="mso-direction-alt:auto;mso-fit-shape-to-text:t"><div style="text-align:left">)"
              R"(</div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>)"
            + number(left) + ", 15, " + number(top) + ", 10, " + number(left + 2) + ", 15, "
            + number(top + 4) + ", 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" + number(row)
            + "</x:Row><x:Column>" + number(column) + "</x:Column></x:ClientData></v:shape>";
    }
    return xml + "</xml>";
}

Step check_comment_shapes(std::string_view xml, std::string_view name, Book& book)
{
    auto found = book.commented.find(comments_of(name));
    if (found == book.commented.end() || shapes_of(found->first) != name)
        return no("shapes of comments that are not there");
    const auto& cells = found->second;
    auto first = book.shape_blocks + 1;
    book.shape_blocks += cells.size() / 1024 + 1;
    return xml == shapes_for(cells, first) ? Step() : no("shapes of comments that are not ours");
}

}
