// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/cells.h"

#include "sanitizer/rebuild/ooxml/vocabulary/values.h"
#include "sanitizer/rebuild/ooxml/workbook/cell_values.h"
#include "sanitizer/rebuild/ooxml/workbook/stream.h"
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

#include <algorithm>

namespace rebuild_ooxml {

class Rows {
public:
    Rows(Build& build, PartStream& stream, std::string& out)
        : m_build(build)
        , m_stream(stream)
        , m_out(out)
        , m_row(build.words.known(Space::Sheet, "row"))
    {
    }

    // In sheetData, just started; to its end.
    void read()
    {
        auto outside = m_stream.depth();
        for (auto event = m_stream.next(); event != Event::Finished; event = m_stream.next()) {
            if (event == Event::End && m_stream.depth() < outside)
                return;
            if (event != Event::Start)
                continue;
            if (m_stream.is_sheet("row"))
                row();
            else
                stranger();
        }
    }

private:
    using Event = PartStream::Event;

    struct Formula {
        bool present { false };
        std::string kind; // Its t.
        std::string range;
        std::string group;
        std::string text;
    };
    struct Cell {
        std::string place;
        std::string style;
        CellType type { CellType::Number };
        Formula formula;
        bool has_value { false };
        std::string value;
        std::string rich; // What stands in an inline string, written already.
    };

    void stranger()
    {
        m_build.account.count("unknown-element");
        m_stream.skip();
    }

    void row()
    {
        m_out += "<row";
        m_stream.attributes([&](Scopes::Name name, std::string_view value) {
            const auto* rule = m_row.attribute(name.space, name.local);
            if (!rule || !fits(rule->value, value) || (rule->name == "s" && !is_format(value)))
                return;
            m_out += rule->opening;
            m_out += value; // Numbers and truths.
            m_out += '"';
        });
        m_out += '>';
        auto outside = m_stream.depth();
        for (auto event = m_stream.next(); event != Event::Finished; event = m_stream.next()) {
            if (event == Event::End && m_stream.depth() < outside)
                break;
            if (event != Event::Start)
                continue;
            if (m_stream.is_sheet("c"))
                cell();
            else
                m_stream.skip();
        }
        m_out += "</row>";
    }

    void cell()
    {
        m_cell.place.clear();
        m_cell.style.clear();
        m_cell.type = CellType::Number;
        m_cell.formula.present = false;
        m_cell.has_value = false;
        m_cell.rich.clear();
        bool known = true;
        m_stream.attributes([&](Scopes::Name name, std::string_view value) {
            if (name.space != Space::None || name.local.size() != 1)
                return;
            switch (name.local[0]) {
            case 'r':
                known = known && is_place(value);
                m_cell.place = value;
                break;
            case 's':
                if (is_format(value))
                    m_cell.style = value;
                break;
            case 't': {
                auto type = cell_type(value);
                known = known && type.has_value();
                m_cell.type = type.value_or(CellType::Number);
                break;
            }
            default: break;
            }
        });
        if (!known)
            return stranger();
        contents();
        write();
    }

    void contents()
    {
        auto outside = m_stream.depth();
        for (auto event = m_stream.next(); event != Event::Finished; event = m_stream.next()) {
            if (event == Event::End && m_stream.depth() < outside)
                return;
            if (event != Event::Start)
                continue;
            if (m_stream.is_sheet("v")) {
                m_cell.has_value = true;
                m_stream.text(m_cell.value);
            } else if (m_stream.is_sheet("f")) {
                formula();
            } else if (m_stream.is_sheet("is")) {
                m_stream.copy_children(m_cell.rich);
            } else {
                m_stream.skip();
            }
        }
    }

    void formula()
    {
        auto& formula = m_cell.formula;
        formula.present = true;
        formula.kind.clear();
        formula.range.clear();
        formula.group.clear();
        m_stream.attributes([&](Scopes::Name name, std::string_view value) {
            if (name.space != Space::None)
                return;
            if (name.local == "t")
                formula.kind = value;
            else if (name.local == "ref")
                formula.range = value;
            else if (name.local == "si")
                formula.group = value;
        });
        m_stream.text(formula.text);
    }

    bool is_format(std::string_view style) const
    {
        auto number = small_number(style);
        return number && *number < m_build.book.formats;
    }

    void attribute(std::string_view name, std::string_view value)
    {
        m_out += name;
        m_out += value;
        m_out += '"';
    }

    void write()
    {
        auto begin = m_out.size();
        m_out += "<c";
        if (!m_cell.place.empty())
            attribute(" r=\"", m_cell.place);
        if (!m_cell.style.empty())
            attribute(" s=\"", m_cell.style);
        bool in_line = m_cell.type == CellType::InlineText;
        bool kept = in_line
            ? !m_cell.rich.empty()
            : m_cell.has_value && is_value(m_cell.type, m_cell.value, m_build.book.strings);
        if (!kept && m_cell.has_value && !m_cell.value.empty())
            m_build.account.count("unknown-element");
        if (kept && m_cell.type != CellType::Number)
            attribute(" t=\"", name_of(m_cell.type));
        auto opened = m_out.size();
        m_out += '>';
        if (m_cell.formula.present && !write_formula(in_line))
            m_build.account.count("formula");
        if (kept && in_line) {
            m_out += "<is>";
            m_out += m_cell.rich;
            m_out += "</is>";
        } else if (kept) {
            m_out += "<v>";
            append_escaped(m_out, m_cell.value, LineBreaks::Keep);
            m_out += "</v>";
        }
        if (m_out.size() > opened + 1) {
            m_out += "</c>";
            return;
        }
        if (m_cell.style.empty()) { // Nothing to be seen.
            m_out.resize(begin);
            if (m_cell.place.empty())
                m_out += "<c/>"; // It moves those behind it.
            return;
        }
        m_out.resize(opened);
        m_out += "/>";
    }

    bool write_formula(bool in_line)
    {
        const auto& formula = m_cell.formula;
        bool shared = formula.kind == "shared";
        bool array = formula.kind == "array";
        bool plain = formula.kind.empty() || formula.kind == "normal";
        if (in_line || m_build.options.formulas == Formulas::Values
            || (!shared && !array && !plain))
            return false;
        if (shared && !small_number(formula.group))
            return false;
        if (shared && formula.text.empty()) {
            if (!m_groups.contains(formula.group))
                return false;
            m_out += "<f t=\"shared";
            attribute("\" si=\"", formula.group);
            m_out += "/>";
            return true;
        }
        auto clean = clean_formula(formula.text, m_build.book.names);
        if (!clean || (!plain && !is_area(formula.range)))
            return false;
        m_out += "<f";
        if (shared) {
            m_groups.insert(formula.group);
            m_out += " t=\"shared";
            attribute("\" ref=\"", formula.range);
            attribute(" si=\"", formula.group);
        } else if (array) {
            m_out += " t=\"array";
            attribute("\" ref=\"", formula.range);
        }
        m_out += '>';
        append_escaped(m_out, *clean, LineBreaks::Keep);
        m_out += "</f>";
        return true;
    }

    Build& m_build;
    PartStream& m_stream;
    std::string& m_out;
    const Element& m_row;
    Cell m_cell;
    std::set<std::string> m_groups; // Shared formulas that stay.
};

Outcome<bool> take_rows(Build& build, base::Bytes& sheet, std::string& rows)
{
    if (auto refused = make_utf8(sheet))
        return *refused;
    auto whole = base::text_of(sheet);
    PartStream stream(build, whole);
    rows.reserve(whole.size());
    std::string rest;
    std::size_t taken = 0; // What of the part is in `rest` already.
    bool found = false;
    bool rooted = false;
    for (auto event = stream.next(); event != PartStream::Event::Finished; event = stream.next()) {
        if (event != PartStream::Event::Start)
            continue;
        if (!rooted) {
            if (!stream.is_sheet("worksheet"))
                return Refused { Why::Malformed,
                    "a part begins with another element than it must" };
            rooted = true;
            taken = stream.begin(); // Without a declaration: this is UTF-8 now.
        } else if (stream.is_sheet("sheetData")) {
            if (stream.depth() != 2)
                return Refused { Why::Malformed, "a sheet whose cells stand within another part" };
            if (found)
                return Refused { Why::Malformed, "a sheet that has its cells twice" };
            found = true;
            auto begin = stream.begin();
            auto end = stream.end();
            bool empty = whole.substr(begin, end - begin).ends_with("/>");
            rest += whole.substr(taken, end - taken);
            Rows(build, stream, rows).read();
            taken = empty ? end : stream.begin();
        }
    }
    if (stream.refused())
        return *stream.refused();
    rest += whole.substr(taken);
    auto bytes = base::view_of(rest);
    sheet.assign(bytes.begin(), bytes.end());
    sheet.shrink_to_fit();
    return true;
}

}
