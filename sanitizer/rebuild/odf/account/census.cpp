// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/account/census.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>

namespace rebuild_odf {

using policy::Countable;

class Census {
public:
    Census(std::string_view xml, const Options& options, const std::set<std::string>& stand_ins)
        : m_stream(xml)
        , m_options(options)
        , m_stand_ins(stand_ins)
    {
    }

    policy::Figures run()
    {
        for (;;) {
            switch (m_stream.next()) {
            case XmlStream::Event::Start: start(); break;
            case XmlStream::Event::Text: text(); break;
            case XmlStream::Event::End: end(); break;
            case XmlStream::Event::Malformed:
            case XmlStream::Event::DocumentType:
            case XmlStream::Event::Finished: return m_figures;
            }
        }
    }

private:
    // Of a frame, the first form that it has; a picture behind a table or a text is their preview.
    enum class Shows { Nothing, Picture, StandIn, Text };
    enum class Element { Other, Frame, Cell, Sheets };
    struct Open {
        Element element { Element::Other };
        bool in_text { false }; // Whether what is written here is read.
        bool filled { false }; // A cell that counts already.
        Shows shows { Shows::Nothing }; // A frame.
    };

    void start()
    {
        m_scopes.enter(m_stream.attributes());
        auto name = m_scopes.element(m_stream.name());
        if (m_skipped > 0 || is_unseen(name)) {
            ++m_skipped;
            return;
        }
        if (!m_open.empty())
            within(m_open.back(), name);
        Open open { element_of(name), is_read(name), false, Shows::Nothing };
        if (name == "text:a" || name == "draw:a")
            count(Countable::Links, !attribute("xlink:href").empty());
        else if (open.element == Element::Cell)
            cell(open);
        else if (name == "draw:fill-image" || name == "style:background-image"
            || name == "text:list-level-style-image")
            count(Countable::Pictures, shown() == Shows::Picture);
        else if (name == "draw:page" && m_options.kind == DocumentKind::Presentation)
            count(Countable::Pages, true);
        m_open.push_back(open);
    }

    void end()
    {
        m_scopes.leave();
        if (m_skipped > 0) {
            --m_skipped;
            return;
        }
        count(Countable::Pictures, m_open.back().shows == Shows::Picture);
        m_open.pop_back();
    }

    void text()
    {
        if (m_skipped > 0 || m_open.empty() || !m_open.back().in_text)
            return;
        std::string resolved;
        auto value = m_stream.text();
        if (!m_stream.is_literal())
            rebuild_parts::resolve_entities(m_stream.text(), resolved, value);
        m_figures[static_cast<std::size_t>(Countable::Text)] += base::count_letters(value);
    }

    // Deleted text, data, sheets of other files, and comments where the policy takes them away.
    bool is_unseen(std::string_view name)
    {
        static constexpr std::array<std::string_view, 5> unseen { "text:tracked-changes",
            "table:tracked-changes", "office:binary-data", "office:scripts", "office:forms" };
        if (name == "office:annotation")
            return m_options.comments == Comments::Remove;
        if (name == "table:table") {
            auto called = attribute("table:name");
            return called.starts_with('\'') && called.find("'#") != std::string::npos;
        }
        return std::ranges::find(unseen, name) != unseen.end();
    }

    // Paragraphs and headings are, and what says more of them; what stands within a shape or a
    // table has paragraphs of its own.
    bool is_read(std::string_view name) const
    {
        if (name == "text:p" || name == "text:h")
            return true;
        auto prefix = name.substr(0, name.find(':'));
        bool begins_anew = (prefix == "draw" && name != "draw:a") || prefix == "office"
            || prefix == "svg" || prefix == "table" || prefix == "dr3d" || prefix == "form"
            || prefix == "dc" || prefix == "meta";
        return !begins_anew && !m_open.empty() && m_open.back().in_text;
    }

    static Element element_of(std::string_view name)
    {
        if (name == "table:table-cell" || name == "table:covered-table-cell")
            return Element::Cell;
        return name == "draw:frame"        ? Element::Frame
            : name == "office:spreadsheet" ? Element::Sheets
                                           : Element::Other;
    }

    void cell(Open& open)
    {
        bool formula = !attribute("table:formula").empty();
        count(Countable::Formulas, formula);
        open.filled = formula || !attribute("office:value-type").empty();
        count_cell(open.filled);
    }

    void count_cell(bool filled)
    {
        count(Countable::Cells, filled && m_options.kind == DocumentKind::Spreadsheet);
    }

    // What is begun says something of what is around it.
    void within(Open& around, std::string_view name)
    {
        static constexpr std::array<std::string_view, 5> drawn { "draw:object", "draw:object-ole",
            "draw:plugin", "draw:applet", "draw:floating-frame" };
        if (around.element == Element::Frame) {
            bool is_open = around.shows == Shows::Nothing || around.shows == Shows::StandIn;
            if (!is_open)
                return;
            if (std::ranges::find(drawn, name) != drawn.end())
                around.shows = Shows::Picture;
            else if (name == "table:table" || name == "draw:text-box")
                around.shows = Shows::Text;
            else if (name == "draw:image")
                around.shows = m_stand_ins.contains(attribute("xlink:href")) ? Shows::StandIn
                                                                             : Shows::Picture;
        } else if (around.element == Element::Cell && name == "text:p" && !around.filled) {
            around.filled = true;
            count_cell(true);
        } else if (around.element == Element::Sheets && name == "table:table") {
            count(Countable::Pages, true);
        }
    }

    Shows shown()
    {
        auto address = attribute("xlink:href");
        return address.empty()              ? Shows::Nothing
            : m_stand_ins.contains(address) ? Shows::StandIn
                                            : Shows::Picture;
    }

    std::string attribute(std::string_view wanted)
    {
        for (const auto& one : m_stream.attributes()) {
            if (m_scopes.attribute(one.name) != wanted)
                continue;
            std::string resolved;
            std::string_view value = one.written;
            rebuild_parts::resolve_entities(one.written, resolved, value);
            return std::string(value);
        }
        return {};
    }

    void count(Countable what, bool is_one)
    {
        m_figures[static_cast<std::size_t>(what)] += is_one ? 1 : 0;
    }

    XmlStream m_stream;
    const Options& m_options;
    const std::set<std::string>& m_stand_ins;
    Scopes m_scopes;
    std::vector<Open> m_open;
    std::size_t m_skipped { 0 };
    policy::Figures m_figures {};
};

policy::Figures shown_by(
    std::string_view xml, const Options& options, const std::set<std::string>& stand_ins)
{
    return Census(xml, options, stand_ins).run();
}

}
