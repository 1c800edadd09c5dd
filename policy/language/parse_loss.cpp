// SPDX-License-Identifier: MIT
// The limits of what a rebuilt document may lack. One that can hold nothing back is a mistake.
#include "policy/language/table.h"

#include <algorithm>

namespace policy::language {

// Whether documents of the type can have any of it, before or after.
static bool has(const FileTypeInfo& info, Countable what)
{
    if (info.family != Family::Office)
        return false;
    switch (what) {
    case Countable::Pages: return is_spreadsheet(info.type) || is_presentation(info.type);
    case Countable::Cells:
    case Countable::Formulas: return is_spreadsheet(info.type);
    case Countable::Text:
    case Countable::Pictures:
    case Countable::Links: break;
    }
    return true;
}

static std::string_view key_of(Countable what)
{
    switch (what) {
    case Countable::Text: return "max_text_loss_percent";
    case Countable::Pages: return "max_page_loss_percent";
    case Countable::Cells: return "max_cell_loss_percent";
    case Countable::Pictures: return "max_picture_loss_percent";
    case Countable::Links: return "max_link_loss_percent";
    case Countable::Formulas: break;
    }
    return "max_formula_loss_percent";
}

// Why the limit can hold nothing back; empty: it can.
static std::string idle(const Rule& rule, Countable what)
{
    if (rule.method != Method::Rebuild)
        return "with method \"rebuild\" only";
    if (what == Countable::Links && rule.options.hyperlinks == Hyperlinks::Text)
        return "where \"hyperlinks\" are kept only";
    if (what == Countable::Formulas && rule.options.formulas == Formulas::Values)
        return "where \"formulas\" are kept only";
    auto counts = [&](const FileTypeInfo& info) {
        return rule.types.test(static_cast<std::size_t>(info.type)) && has(info, what);
    };
    if (std::ranges::any_of(all_file_types(), counts))
        return {};
    switch (what) {
    case Countable::Pages: return "for workbooks and presentations only";
    case Countable::Cells:
    case Countable::Formulas: return "for workbooks only";
    case Countable::Text:
    case Countable::Pictures:
    case Countable::Links: break;
    }
    return "for Office documents only";
}

// Costs seconds for each document, so nobody gets it unasked.
static void read_looks(Table& table, Rule& rule)
{
    constexpr std::string_view key = "max_visual_difference_percent";
    if (!table.has(key))
        return;
    unsigned limit = 0;
    table.number(key, limit, 0, 100);
    rule.options.loss.looks = limit;
    auto why = idle(rule, Countable::Text);
    if (!why.empty())
        table.complain(key, "\"" + std::string(key) + "\" has a meaning " + why);
}

void read_loss_limits(Table& table, Rule& rule)
{
    read_looks(table, rule);
    for (const auto& one : all_countables()) {
        auto key = key_of(one.what);
        auto& limit = rule.options.loss.percent[static_cast<std::size_t>(one.what)];
        table.number(key, limit, 0, 100);
        auto why = idle(rule, one.what);
        if (table.has(key) && !why.empty())
            table.complain(key, "\"" + std::string(key) + "\" has a meaning " + why);
        // What the rule itself takes away is no loss.
        bool meant = (one.what == Countable::Links && rule.options.hyperlinks == Hyperlinks::Text)
            || (one.what == Countable::Formulas && rule.options.formulas == Formulas::Values);
        if (meant)
            limit = 100;
    }
}

}
