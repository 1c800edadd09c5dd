// SPDX-License-Identifier: MIT
// The one form of ZIP and of XML that rebuilt documents have, read by code that no rebuild shares.
#pragma once

#include "sanitizer/verify/parts/verified.h"
#include "scanners/seen/finder.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace verify_parts {

using Step = std::optional<Refused>; // Nothing: so far, so good.

inline Step no(const char* detail)
{
    return Refused { Fault::Malformed, detail };
}

// zip.cpp: entries as the rebuild writes them, and the directory that they imply.
struct Entry {
    std::string name;
    std::uint64_t offset; // Of the content in the file.
    base::View stored; // The content where it is not packed…
    base::Bytes inflated; // …and where it is.
    bool packed;
    std::string_view text() const { return base::text_of(packed ? base::View(inflated) : stored); }
};
Step read_entries(base::View file, const Limits&, std::vector<Entry>&);

// xml.cpp: one form of XML: our prolog, elements, attributes in double quotes, four entities.
struct Attribute {
    std::string_view name;
    std::string value;
};
class Listener {
public:
    virtual ~Listener() = default;
    virtual Step start(std::string_view name, const std::vector<Attribute>&) = 0;
    virtual Step text(std::string_view) = 0; // Decoded, not empty; all between two tags.
    virtual Step end(std::string_view name) = 0;
};
enum class LineBreaks { None, InTexts, TabsInTexts }; // Of texts: what else may be in them.
// What the listener lets by is shown to the finder, paragraph by paragraph.
Step read_xml(std::string_view, Listener&, seen::Finder&, LineBreaks = LineBreaks::None);

// tally.cpp: what the parts of one document show.
struct Shown {
    std::set<std::string> stand_ins; // Names of pictures that are none.
    policy::Figures figures {};
    seen::Finder addresses {}; // In words and behind links.
};
// A picture that stands for one which could not be rebuilt.
bool is_stand_in(std::string_view bytes);

// functions.cpp: as Office Open XML spells them.
bool is_function(std::string_view name);

// web_address.cpp
bool is_web_address(std::string_view);
bool has_signature(PictureKind, std::string_view bytes);

}
