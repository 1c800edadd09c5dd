// SPDX-License-Identifier: MIT
// What is in a document besides what its pages show: none of it survives being drawn.
#pragma once

#include "policy/facts/removed.h"

#include <cstdint>
#include <string>
#include <vector>

struct _PopplerDocument;
struct _PopplerPage;

namespace decode_pdf {

struct Contents {
    std::uint64_t links { 0 }; // Of every kind.
    // "actions": links that do more than lead somewhere; "form-fields"; "attachments" of the
    // document, not of a page; "metadata", once: who made it, when, with what.
    std::vector<policy::Removed> besides;
    bool has_scripts { false }; // Poppler does not count them.
};

Contents contents_of(_PopplerDocument*);

// Where the links of one page lead, as the file has it.
std::vector<std::string> link_targets(_PopplerPage*);

// GLib would open a journal for poppler's warnings, and no job may open anything.
void keep_warnings_in();

}
