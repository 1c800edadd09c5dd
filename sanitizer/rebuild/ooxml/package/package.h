// SPDX-License-Identifier: MIT
// What a package says of its parts (ECMA-376 part 2, 9.3): relationships. The package itself is
// read by sanitizer/rebuild/parts.
#pragma once

#include "sanitizer/rebuild/ooxml/package/parts.h"

namespace rebuild_ooxml {

// ECMA-376 part 2, XML usage: parts are UTF-8 or UTF-16, whatever else XML knows.
inline constexpr Refused other_encoding { Why::Malformed,
    "a part is neither UTF-8 nor UTF-16; the standard knows no other encoding" };

enum class TargetMode { Internal, External };

struct Relationship {
    std::string id;
    std::string type; // The last component of its URI: "image".
    std::string target; // Internal: the part's name, "word/media/image1.png". External: as written.
    TargetMode mode { TargetMode::Internal };
};
class Relationships {
public:
    bool add(Relationship); // False: there is one of its name.
    const Relationship* find(std::string_view id) const;

    std::size_t size() const { return m_all.size(); }
    auto begin() const { return m_all.begin(); }
    auto end() const { return m_all.end(); }

private:
    std::vector<Relationship> m_all; // In their order.
    std::map<std::string, std::size_t, std::less<>> m_places; // By id.
};

inline const Relationship* find(const Relationships& all, std::string_view id)
{
    return all.find(id);
}

// Of the part, or of the package for "". None is no fault.
Outcome<Relationships> relationships_of(const Package&, const std::string& part);

// Of a part of which nothing comes along: how many pictures it shows.
std::uint64_t pictures_behind(const Package&, const std::string& part);

// "../media/image1.png" from "word/document.xml": "word/media/image1.png", in lower case, so that
// one part has one name however it is written. Empty if it leaves the package or is no plain name.
std::string resolve(std::string_view source_part, std::string_view target);

}
