// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/fields.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"
#include "sanitizer/rebuild/ooxml/vocabulary/values.h"

#include <algorithm>
#include <vector>

namespace rebuild_ooxml {

static constexpr std::size_t longest_instruction = 4'000;

// `plain` switches stand alone, `valued` take the next word, `optional` if there is one. The
// general \* is for every field.
struct FieldRule {
    std::string_view name;
    std::size_t least_arguments;
    std::size_t most_arguments;
    std::string_view plain;
    std::string_view valued;
    std::string_view optional;
};

static constexpr FieldRule rules[] = {
    { "PAGE", 0, 0, "", "", "" },
    { "NUMPAGES", 0, 0, "", "", "" },
    { "SECTION", 0, 0, "", "", "" },
    { "SECTIONPAGES", 0, 0, "", "", "" },
    { "PAGEREF", 1, 1, "hp", "", "" },
    { "REF", 1, 1, "fhnprtw", "d", "" },
    { "NOTEREF", 1, 1, "fhp", "", "" },
    { "STYLEREF", 1, 1, "lnprtw", "", "" },
    { "SEQ", 1, 2, "chn", "rs", "" },
    { "TOC", 0, 0, "huwxzn", "abcdlpst", "fo" },
    { "HYPERLINK", 0, 1, "hn", "lo", "" },
};

struct Word {
    std::string text;
    bool switched { false };
};

// Words between blanks, texts in quotes, switches of one letter.
static std::optional<std::vector<Word>> split(std::string_view text)
{
    std::vector<Word> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(" \t\n\r", at)) != text.npos;) {
        Word word;
        if (text[at] == '"') {
            auto end = text.find('"', at + 1);
            if (end == text.npos)
                return std::nullopt;
            word.text = text.substr(at + 1, end - at - 1);
            at = end + 1;
        } else {
            auto end = std::min(text.find_first_of(" \t\n\r\"", at), text.size());
            word.text = text.substr(at, end - at);
            at = end;
            if (word.text[0] == '\\') {
                if (word.text.size() != 2)
                    return std::nullopt;
                word.switched = true;
                word.text = word.text.substr(1);
            }
        }
        words.push_back(std::move(word));
    }
    return words;
}

// Of a bookmark, a style, a list of levels: text that says nothing to a field. A blank at its ends
// says nothing to anyone, and LibreOffice takes one before a quote for a part of the text.
static std::string_view trimmed(std::string_view text)
{
    auto begin = std::min(text.find_first_not_of(' '), text.size());
    auto end = text.find_last_not_of(' ') + 1;
    return text.substr(begin, std::max(begin, end) - begin);
}

static bool is_argument(std::string_view text)
{
    return is_quotable(text) && text.find('=') == text.npos;
}

// The counter of a SEQ field: LibreOffice calculates with its name.
static bool is_counter(std::string_view text)
{
    return !text.empty() && is_argument(text) && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
}

static bool is_number_format(std::string_view text)
{
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

static std::string quoted(std::string_view text)
{
    return " \"" + std::string(text) + '"';
}

static std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(),
        [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

static std::optional<std::string> clean_argument(
    const FieldRule& rule, std::size_t index, std::string_view text, Hyperlinks hyperlinks)
{
    if (rule.name == "HYPERLINK") {
        if (text.empty())
            return std::nullopt;
        return hyperlinks == Hyperlinks::Keep ? clean_link(text) : std::nullopt;
    }
    text = trimmed(text);
    bool fits = rule.name == "SEQ" && index == 0 ? is_counter(text) : is_argument(text);
    return fits ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<std::string> clean_instruction(std::string_view instruction, Hyperlinks hyperlinks)
{
    if (instruction.size() > longest_instruction)
        return std::nullopt;
    auto words = split(instruction);
    if (!words || words->empty() || (*words)[0].switched)
        return std::nullopt;
    auto rule = std::ranges::find(rules, upper((*words)[0].text), &FieldRule::name);
    if (rule == std::end(rules))
        return std::nullopt;
    std::string arguments;
    std::string switches;
    std::size_t count = 0;
    bool anchor = false;
    for (std::size_t i = 1; i < words->size(); ++i) {
        const auto& word = (*words)[i];
        if (!word.switched) {
            auto clean = clean_argument(*rule, count, word.text, hyperlinks);
            if (!clean || ++count > rule->most_arguments)
                return std::nullopt;
            arguments += quoted(*clean);
            continue;
        }
        auto letter = word.text[0];
        auto next = i + 1 < words->size() && !(*words)[i + 1].switched
            ? std::optional((*words)[i + 1].text)
            : std::nullopt;
        if (letter == '*') {
            if (!next || !is_number_format(*next))
                return std::nullopt;
            switches += " \\* " + *next;
            ++i;
        } else if (rule->plain.find(letter) != std::string_view::npos) {
            switches += std::string(" \\") + letter;
        } else if (rule->valued.find(letter) != std::string_view::npos
            || rule->optional.find(letter) != std::string_view::npos) {
            if (!next && rule->optional.find(letter) == std::string_view::npos)
                continue; // A switch without its word would take the next one for it.
            auto value = next ? trimmed(*next) : std::string_view();
            if (!is_argument(value))
                return std::nullopt;
            anchor = anchor || (letter == 'l' && !value.empty());
            switches += std::string(" \\") + letter + (next ? quoted(value) : "");
            i += next ? 1 : 0;
        } else {
            return std::nullopt;
        }
    }
    if (count < rule->least_arguments || (rule->name == "HYPERLINK" && count == 0 && !anchor))
        return std::nullopt;
    return " " + std::string(rule->name) + arguments + switches + " ";
}

}
