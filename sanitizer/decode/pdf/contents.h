// SPDX-License-Identifier: MIT
// What is in a document besides what its pages show: none of it survives being drawn.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct _PopplerDocument;
struct _PopplerPage;

namespace decode_pdf {

struct Contents {
    std::uint64_t links { 0 }; // Of every kind.
    std::uint64_t actions { 0 }; // Those of them that do more than lead somewhere.
    std::uint64_t form_fields { 0 };
    std::uint64_t attachments { 0 }; // Of the document, not of a page.
    std::uint64_t scripts { 0 }; // 1 if there are any: poppler does not count them.
    std::uint64_t metadata { 0 }; // Likewise: who made it, when, with what.
};

Contents contents_of(_PopplerDocument*);

// Where the links of one page lead, as the file has it.
std::vector<std::string> link_targets(_PopplerPage*);

// GLib would open a journal for poppler's warnings, and no job may open anything.
void keep_warnings_in();

}
