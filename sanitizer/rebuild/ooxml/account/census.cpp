// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/account/census.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include <algorithm>

namespace rebuild_ooxml {

using policy::Countable;

static constexpr auto pictures = static_cast<std::size_t>(Countable::Pictures);

void Census::read(std::string_view xml)
{
    XmlStream stream(xml);
    m_stream = &stream;
    for (;;) {
        switch (stream.next()) {
        case XmlStream::Event::Start:
            m_marks.push_back(m_scopes.mark());
            for (const auto& one : stream.attributes()) {
                std::string_view uri;
                if (one.name.starts_with("xmlns") && resolve_entities(one.written, m_text, uri))
                    m_scopes.declare(one.name, uri);
            }
            start();
            break;
        case XmlStream::Event::Text: text(); break;
        case XmlStream::Event::End:
            end();
            m_scopes.leave(m_marks.back());
            m_marks.pop_back();
            break;
        case XmlStream::Event::Malformed:
        case XmlStream::Event::DocumentType:
        case XmlStream::Event::Finished: drop_fields(0); return;
        }
    }
}

void Census::start()
{
    if (m_skipped > 0) {
        ++m_skipped;
        return;
    }
    auto what = kind_of(m_scopes.element(m_stream->name()));
    if (what == What::Skipped) {
        m_skipped = 1;
        return;
    }
    auto place = m_saved.size();
    switch (what) {
    case What::Row:
    case What::Alternatives:
    case What::Branch:
    case What::Drawing:
    case What::Markup:
    case What::Story:
    case What::Bound:
        m_saved.push_back({ figures, figures, false, m_story, {}, {} });
        if (what == What::Story)
            m_story = m_fields.size();
        if (what == What::Branch) // Each begins where the first one did.
            figures = m_saved[m_open.back().place].at_start;
        break;
    case What::Other:
    case What::Skipped:
    case What::Letters:
    case What::Instruction:
    case What::Cell:
    case What::Value:
    case What::InlineText:
    case What::RowProperties: break;
    }
    m_open.push_back({ what, place });
}

void Census::end()
{
    if (m_skipped > 0) {
        --m_skipped;
        return;
    }
    auto [what, place] = m_open.back();
    m_open.pop_back();
    if (what == What::Cell && m_cell_filled)
        count(Countable::Cells);
    if (place < m_saved.size()) {
        auto saved = std::move(m_saved.back());
        m_saved.pop_back();
        end_saved(what, saved);
    }
}

void Census::end_saved(What what, Saved& saved)
{
    switch (what) {
    case What::Row:
        if (saved.flag)
            figures = saved.at_start;
        break;
    case What::Branch:
        for (std::size_t i = 0; i < figures.size(); ++i) {
            auto& best = m_saved.back().best[i];
            best = std::max(best, figures[i]);
        }
        break;
    case What::Alternatives: figures = saved.best; break;
    case What::Drawing:
    case What::Markup:
        if (m_writer == Writer::Foreign && !saved.flag
            && figures[pictures] == saved.at_start[pictures])
            ++figures[pictures];
        if (saved.flag)
            show_shape(); // And so does what is around it.
        break;
    case What::Story:
        drop_fields(m_story);
        m_story = saved.fields;
        break;
    case What::Bound: {
        auto place = static_cast<std::size_t>(Countable::Text);
        auto shown = figures[place] - saved.at_start[place];
        if (m_letters_behind && !saved.path.empty())
            figures[place] += std::max(shown, m_letters_behind(saved.path, saved.store)) - shown;
        break;
    }
    case What::Other:
    case What::Skipped:
    case What::Letters:
    case What::Instruction:
    case What::Cell:
    case What::Value:
    case What::InlineText:
    case What::RowProperties: break;
    }
}

void Census::text()
{
    if (m_skipped > 0 || m_open.empty())
        return;
    auto what = m_open.back().what;
    if (what != What::Letters && what != What::Value && what != What::Instruction)
        return;
    auto value = m_stream->text();
    if (!m_stream->is_literal())
        resolve_entities(m_stream->text(), m_text, value);
    if (what == What::Instruction) {
        if (m_fields.size() > m_story && m_fields.back().in_instruction)
            m_fields.back().instruction += value;
        return;
    }
    if (what == What::Value) {
        m_cell_filled = true;
        if (m_cell_type == "s")
            return; // The number of a shared text.
    }
    letters(base::count_letters(value));
}

void Census::letters(std::uint64_t number)
{
    if (m_fields.size() > m_story && m_fields.back().in_instruction)
        m_fields.back().unseen += number;
    else
        count(Countable::Text, number);
}

Census::Saved* Census::around(What what)
{
    for (auto open = m_open.rbegin(); open != m_open.rend(); ++open) {
        if (open->what == what)
            return &m_saved[open->place];
    }
    return nullptr;
}

void Census::show_shape()
{
    for (auto open = m_open.rbegin(); open != m_open.rend(); ++open) {
        if (open->what == What::Drawing || open->what == What::Markup) {
            m_saved[open->place].flag = true;
            return;
        }
    }
}

// A complex field shows what stands behind its separator.
void Census::field(std::string_view type)
{
    if (type == "begin") {
        m_fields.emplace_back();
        return;
    }
    if (m_fields.size() <= m_story)
        return;
    auto& last = m_fields.back();
    if (last.in_instruction && (type == "separate" || type == "end")) {
        last.in_instruction = false;
        end_of_instruction(last);
    }
    if (type == "end")
        m_fields.pop_back();
}

// What a button of these shows stands in its instruction: { MACROBUTTON name words }.
static std::string_view words_of_button(std::string_view instruction)
{
    for (int words = 0; words < 2; ++words) {
        instruction.remove_prefix(std::min(instruction.find_first_not_of(' '), instruction.size()));
        instruction.remove_prefix(std::min(instruction.find(' '), instruction.size()));
    }
    return instruction;
}

static std::string_view command_of(std::string_view instruction)
{
    instruction.remove_prefix(std::min(instruction.find_first_not_of(' '), instruction.size()));
    return instruction.substr(0, instruction.find_first_of(" \"\\"));
}

static bool is_command(std::string_view instruction, std::string_view name)
{
    return std::ranges::equal(command_of(instruction), name, {},
        [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; });
}

void Census::count_link(std::string_view instruction)
{
    if (is_command(instruction, "HYPERLINK"))
        count(Countable::Links);
}

void Census::end_of_instruction(const Field& field)
{
    count_link(field.instruction);
    if (m_writer == Writer::Foreign
        && (is_command(field.instruction, "MACROBUTTON")
            || is_command(field.instruction, "GOTOBUTTON")))
        count(Countable::Text, base::count_letters(words_of_button(field.instruction)));
}

// A field that never ends was text after all.
void Census::drop_fields(std::size_t down_to)
{
    while (m_fields.size() > down_to) {
        if (m_fields.back().in_instruction) {
            end_of_instruction(m_fields.back());
            count(Countable::Text, m_fields.back().unseen);
        }
        m_fields.pop_back();
    }
}

}
