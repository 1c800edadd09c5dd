// SPDX-License-Identifier: MIT
// The allow-list: every element and attribute that can stand in a document of ours, where it can
// stand, and what each attribute's value may be (OASIS ODF 1.3 part 3). What is not here does not
// exist for the rebuild.
//
// The tables (words_*.cpp) are text, read once before the worker is locked in:
//     [class: class class]                 of the elements that follow, and in which they may stand
//     @group attribute:Value ...           names a list of attributes
//     name name | attribute:Value !required:Value @group      kept
//     =name | ...                          kept, and so is its text
//     ^name(code)                          only what is in it is kept
//     -name(code)                          left out with what is in it
//     *name | ...                          kept or not by code of its own (with "*=": and its text)
// The code in parentheses is what it is counted as in the report. Without a Value: Format.
#pragma once

#include "sanitizer/rebuild/odf/vocabulary/values.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rebuild_odf {

enum class Treatment { Keep, Unwrap, Drop, Special };

struct Text {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view> {}(text);
        }
    };
    template <typename T>
    using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;
};

using Attributes = Text::Map<Value>;

struct Element {
    std::string name; // With our prefix: "text:p".
    Treatment treatment { Treatment::Drop };
    bool holds_text { false };
    std::string counted; // Empty: nothing is said of it.
    std::uint64_t own_class { 0 }; // One bit.
    std::uint64_t parents { 0 }; // The classes in which it may stand.
    Attributes attributes;
    std::vector<std::string> required;
};

class Vocabulary {
public:
    Vocabulary();

    const Element* find(std::string_view name) const; // Null: not on the list.
    // Our prefix for a namespace; empty: none that we know.
    static std::string_view prefix_of(std::string_view uri);
    static std::string_view declarations(); // Of a root, in their one order.

private:
    void read(std::string_view table);
    void read_class(std::string_view line);
    void read_elements(std::string_view line);
    std::uint64_t bit_of(std::string_view name);
    void add(Element&, std::string_view word);

    Text::Map<std::unique_ptr<Element>> m_elements;
    std::map<std::string, std::uint64_t, std::less<>> m_classes;
    std::map<std::string, std::string, std::less<>> m_groups;
    std::uint64_t m_class { 0 };
    std::uint64_t m_parents { 0 };
};

// The tables.
std::string_view style_words();
std::string_view text_words();
std::string_view drawing_words();
std::string_view sheet_words();
std::string_view object_words();

}
