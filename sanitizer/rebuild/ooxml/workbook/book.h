// SPDX-License-Identifier: MIT
// What has to be known of a workbook before its sheets are read: which of them stay, and what a
// formula may name.
#pragma once

#include "sanitizer/rebuild/ooxml/package/package.h"
#include "sanitizer/rebuild/ooxml/workbook/formula.h"

#include <pugixml.hpp>

namespace rebuild_ooxml {

class Build;
class Tree;

enum class Visibility { Visible, Hidden };

struct Cell {
    std::uint32_t row; // From 0.
    std::uint32_t column;
};

struct Book {
    struct Sheet {
        std::string name; // Ours: what the workbook calls it, if a sheet can be called so.
        std::string part; // Of the package.
        enum class Kind { Cells, Chart } kind;
        Visibility visibility;
    };
    struct Name {
        std::string name;
        std::string reference;
        std::optional<std::size_t> sheet; // Among those that stay.
        Visibility visibility;
    };
    std::vector<Sheet> sheets;
    std::vector<Name> defined;
    std::size_t active { 0 };
    BookNames names;
    std::uint64_t formats { 0 }; // Of cells, in the styles.
    std::uint64_t strings { 0 }; // That cells share.
    std::vector<Cell> commented; // By the part of comments that was read last.
    std::set<std::string> comments; // Parts of the package that a sheet has taken.
    std::set<std::string> shapes_told; // Likewise: old shapes of comments, and what they show.
};

// Of the workbook's root element, into build.book. Refused: no sheet that can stay.
Outcome<bool> survey(Build&, pugi::xml_node root, const Relationships&);

std::uint64_t cell_formats(const Tree& styles);

}
