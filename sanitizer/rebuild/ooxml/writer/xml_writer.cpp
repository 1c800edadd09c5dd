// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

void append_declarations(std::string& to, DocumentKind kind)
{
    for (auto space = Space::Word; space < Space::Xml;
         space = static_cast<Space>(static_cast<int>(space) + 1)) {
        if (!Vocabulary::is_declared(space, kind))
            continue;
        auto prefix = Vocabulary::prefix_of(space);
        to += prefix.empty() ? " xmlns" : " xmlns:";
        to += prefix;
        to += "=\"";
        to += Vocabulary::uri_of(space);
        to += '"';
    }
}

class Writing {
public:
    Writing(const Tree& tree, DocumentKind kind, std::string_view rows)
        : m_tree(tree)
        , m_kind(kind)
        , m_rows(rows)
    {
    }

    std::optional<std::string> run(std::size_t about)
    {
        m_out.reserve(m_rows.size() + m_rows.size() / 64 + about);
        m_out = xml_prolog;
        node(0);
        return m_sound ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    void text(std::string_view value, LineBreaks breaks = LineBreaks::Blank)
    {
        m_sound = m_sound && base::is_valid_utf8(value);
        append_escaped(m_out, value, breaks);
    }

    LineBreaks breaks() const
    {
        switch (m_kind) {
        case DocumentKind::Word: return LineBreaks::Blank;
        case DocumentKind::Workbook: return LineBreaks::Keep;
        case DocumentKind::Presentation: break;
        }
        return LineBreaks::Tabs;
    }

    // What must hold a paragraph at its end, or Word calls the file damaged.
    static bool ends_in_paragraph(const Element& element)
    {
        static constexpr std::array<std::string_view, 7> names { "tc", "txbxContent", "hdr", "ftr",
            "footnote", "endnote", "comment" };
        return element.space == Space::Word
            && std::ranges::find(names, element.name) != names.end();
    }

    void node(std::uint32_t index)
    {
        const auto& node = m_tree[index];
        const auto& element = *node.element;
        m_out += '<';
        m_out += element.written;
        if (index == 0)
            append_declarations(m_out, m_kind);
        for (const auto& one : m_tree.attributes(node)) {
            m_out += one.rule->opening;
            text(one.value);
            m_out += '"';
        }
        auto opened = m_out.size();
        m_out += '>';
        text(node.text, breaks());
        if (element.space == Space::Sheet && element.name == "sheetData")
            m_out += m_rows;
        const Element* last = nullptr;
        for (auto child = node.first; child != Tree::none; child = m_tree[child].next) {
            if (m_tree[child].removed)
                continue;
            if (!last && m_tree[child].element->name == "sectPr" && element.name == "body")
                m_out += "<w:p/>"; // A document has one paragraph at least.
            this->node(child);
            last = m_tree[child].element;
        }
        if (ends_in_paragraph(element) && (!last || last->name != "p"))
            m_out += "<w:p/>";
        if (m_out.size() == opened + 1) {
            m_out.resize(opened);
            m_out += "/>";
            return;
        }
        m_out += "</";
        m_out += element.written;
        m_out += '>';
    }

    const Tree& m_tree;
    DocumentKind m_kind;
    std::string_view m_rows;
    std::string m_out;
    bool m_sound { true };
};

std::optional<std::string> write_xml(
    const Tree& tree, DocumentKind kind, std::string_view rows, std::size_t about)
{
    return Writing(tree, kind, rows).run(about);
}

}
