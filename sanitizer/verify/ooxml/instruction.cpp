// SPDX-License-Identifier: MIT
// Field instructions: of each harmless field, the switches that we write.
#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>

namespace verify_ooxml {

struct Rule {
    std::string_view name;
    bool argument;
    std::string_view switches;
};

static constexpr Rule rules[] = {
    { "PAGE", false, "" },
    { "NUMPAGES", false, "" },
    { "SECTION", false, "" },
    { "SECTIONPAGES", false, "" },
    { "PAGEREF", true, "hp" },
    { "REF", true, "dfhnprtw" },
    { "NOTEREF", true, "fhp" },
    { "STYLEREF", true, "lnprtw" },
    { "SEQ", true, "chnrs" },
    { "TOC", false, "abcdfhlnopstuwxz" },
    { "HYPERLINK", true, "hlno" },
};

static bool is_quiet(std::string_view text)
{
    return text.size() <= 255 && text.find("://") == text.npos
        && text.find_first_of("\\{}<>|=") == text.npos;
}

bool is_instruction(std::string_view text)
{
    if (!text.starts_with(' ') || !text.ends_with(' ') || text.size() < 3)
        return false;
    text.remove_prefix(1);
    auto end = text.find(' ');
    auto rule = std::ranges::find(rules, text.substr(0, end), &Rule::name);
    if (rule == std::end(rules))
        return false;
    text.remove_prefix(end);
    bool first = true;
    for (; text != " "; first = false) {
        if (text.starts_with(" \\* ")) {
            text.remove_prefix(4);
            auto word = text.substr(0,
                text.find_first_not_of(
                    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
            if (word.empty() || word.size() > 40)
                return false;
            text.remove_prefix(word.size());
        } else if (text.starts_with(" \\") && text.size() > 3) {
            if (rule->switches.find(text[2]) == std::string_view::npos)
                return false;
            text.remove_prefix(3);
            first = false;
        } else if (text.starts_with(" \"")) {
            auto close = text.find('"', 2);
            if (close == std::string_view::npos)
                return false;
            auto argument = text.substr(2, close - 2);
            bool address = rule->name == "HYPERLINK" && first;
            if (address ? !is_web_address(argument) : !is_quiet(argument))
                return false;
            if (first && !rule->argument)
                return false;
            text.remove_prefix(close + 1);
        } else {
            return false;
        }
    }
    return true;
}

}
