// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/fields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rebuild_ooxml {

struct Field {
    std::vector<std::uint32_t> marks; // Its fldChar elements.
    std::vector<std::uint32_t> instructions;
    std::vector<std::uint32_t> unseen; // What else stood among the instruction.
    std::string instruction;
    bool in_instruction { true };
    bool nested { false }; // Another field computes its instruction.
};

class Settling {
public:
    Settling(Tree& tree, const Vocabulary& words, Hyperlinks hyperlinks, Account& account)
        : m_tree(tree)
        , m_text(words.known(Space::Word, "t"))
        , m_hyperlinks(hyperlinks)
        , m_account(account)
    {
    }

    void run()
    {
        if (!m_tree.empty())
            story(0);
    }

private:
    // Each text box and note is a story of its own: no field leaves it.
    void story(std::uint32_t root)
    {
        std::vector<Field> outside;
        outside.swap(m_open);
        auto hidden_outside = std::exchange(m_hidden, 0);
        children(root);
        for (auto& field : m_open) {
            drop(field);
            if (!field.in_instruction)
                continue;
            // It never ended: it was text after all. What holds more than text stays away.
            for (auto node : field.unseen)
                m_tree[node].removed = m_tree[node].first != Tree::none;
        }
        m_open.swap(outside);
        m_hidden = hidden_outside;
    }

    void children(std::uint32_t node)
    {
        for (auto child = m_tree[node].first; child != Tree::none; child = m_tree[child].next) {
            if (!m_tree[child].removed)
                visit(child);
        }
    }

    void visit(std::uint32_t node)
    {
        const auto& element = *m_tree[node].element;
        const auto& name = element.name;
        bool of_text = element.space == Space::Word;
        if (of_text && name == "fldChar")
            return mark(node);
        if (of_text && name == "instrText")
            return instruction(node);
        if (m_hidden != 0) {
            if (of_text && (name == "fldSimple" || name == "hyperlink"))
                m_open.back().nested = true;
            if (!of_text || !may_hold_instruction(name)) {
                // What stands among an instruction is part of it for some readers.
                m_tree[node].removed = true;
                m_open.back().unseen.push_back(node);
                return;
            }
        }
        if (of_text
            && (name == "txbxContent" || name == "footnote" || name == "endnote"
                || name == "comment"))
            return story(node);
        children(node);
    }

    // Or says nothing by itself: properties and marks.
    static bool may_hold_instruction(std::string_view name)
    {
        static constexpr std::array<std::string_view, 21> names { "p", "r", "bdo", "dir",
            "hyperlink", "fldSimple", "tbl", "tr", "tc", "pPr", "rPr", "tblPr", "tblPrEx", "trPr",
            "tcPr", "tblGrid", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
            "commentRangeEnd", "sectPr" };
        return std::ranges::find(names, name) != names.end();
    }

    void mark(std::uint32_t node)
    {
        auto type = m_tree.value(m_tree[node], "fldCharType");
        if (type == "begin") {
            if (!m_open.empty() && m_open.back().in_instruction)
                m_open.back().nested = true;
            m_open.emplace_back().marks.push_back(node);
            ++m_hidden;
            return;
        }
        bool separates = type == "separate";
        if (m_open.empty() || (!separates && type != "end")
            || (separates && !m_open.back().in_instruction)) {
            m_tree[node].removed = true;
            return;
        }
        auto& field = m_open.back();
        field.marks.push_back(node);
        m_hidden -= field.in_instruction ? 1 : 0;
        field.in_instruction = false;
        if (!separates) {
            settle(field);
            m_open.pop_back();
        }
    }

    void instruction(std::uint32_t node)
    {
        if (m_open.empty() || !m_open.back().in_instruction) {
            m_tree[node].removed = true;
            return;
        }
        m_open.back().instructions.push_back(node);
        m_open.back().instruction += m_tree[node].text;
    }

    void settle(Field& field)
    {
        // A field within another one's instruction is never seen.
        bool unseen = m_hidden != 0;
        auto clean = field.nested || unseen || field.instructions.empty()
            ? std::nullopt
            : clean_instruction(field.instruction, m_hyperlinks);
        if (!clean) {
            drop(field);
            if (!unseen && !field.instructions.empty())
                show(field.instructions[0], shown_by(field.instruction));
            return;
        }
        m_tree[field.instructions[0]].text = m_tree.keep(std::move(*clean));
        for (std::size_t i = 1; i < field.instructions.size(); ++i)
            m_tree[field.instructions[i]].removed = true;
    }

    // What a button of these shows stands in its instruction: { MACROBUTTON name words }.
    static std::string_view shown_by(std::string_view instruction)
    {
        auto skip_word = [&] {
            auto begin = std::min(instruction.find_first_not_of(' '), instruction.size());
            auto end = std::min(instruction.find(' ', begin), instruction.size());
            auto word = instruction.substr(begin, end - begin);
            instruction.remove_prefix(end);
            return word;
        };
        auto name = skip_word();
        if (name != "MACROBUTTON" && name != "GOTOBUTTON")
            return {};
        skip_word();
        instruction.remove_prefix(std::min<std::size_t>(instruction.size(), 1));
        return instruction;
    }

    void show(std::uint32_t node, std::string_view text)
    {
        if (text.empty())
            return;
        m_tree[node].removed = false;
        m_tree[node].element = &m_text;
        m_tree[node].text = m_tree.keep(std::string(text));
    }

    void drop(const Field& field)
    {
        for (auto node : field.marks)
            m_tree[node].removed = true;
        for (auto node : field.instructions)
            m_tree[node].removed = true;
        auto link = clean_instruction(field.instruction, Hyperlinks::Keep);
        bool was_link = link && link->starts_with(" HYPERLINK");
        if (!was_link)
            return m_account.count("active-field");
        auto address = std::string_view(*link).substr(std::min(link->find('"'), link->size()));
        address.remove_prefix(std::min<std::size_t>(address.size(), 1));
        m_account.lose_link(address.substr(0, address.find('"')));
    }

    Tree& m_tree;
    const Element& m_text;
    Hyperlinks m_hyperlinks;
    Account& m_account;
    std::vector<Field> m_open;
    std::size_t m_hidden { 0 }; // How many of them are within their instruction.
};

void settle_fields(Tree& tree, const Vocabulary& words, Hyperlinks hyperlinks, Account& account)
{
    Settling(tree, words, hyperlinks, account).run();
}

}
