// SPDX-License-Identifier: MIT
// The package as it came (ECMA-376 part 2): parts by name, inflated when asked for, and their
// relationships. Nothing of it is copied to the output; names of parts are only looked up.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <libdeflate.h>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace rebuild_ooxml {

enum class Why { Malformed, Encrypted, Limit, Unsupported, Empty };

struct Refused {
    Why why;
    const char* detail; // Our own words.
};

template <typename T>
using Outcome = std::variant<T, Refused>;

struct PackageLimits {
    std::uint64_t entries { 10'000 };
    std::uint64_t part_bytes { 256ull << 20 }; // Of one part, inflated.
    std::uint64_t total_bytes { 2ull << 30 }; // Of all parts, as declared.
    std::uint64_t ratio { 400 }; // Of the whole package. XML alone stays far below.
};

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

class Package {
public:
    static Outcome<Package> open(base::View file, const PackageLimits&);

    bool has(const std::string& part) const;
    const std::vector<std::string>& names() const { return m_names; }

    // Refused: no such part, larger than allowed, or not what its checksum says.
    Outcome<base::Bytes> part(const std::string& name) const;
    // Of the part, or of the package for "". None is no fault.
    Outcome<Relationships> relationships(const std::string& part) const;

private:
    struct Free {
        void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
    };

    base::View m_file;
    PackageLimits m_limits;
    std::map<std::string, zip_structure::Entry> m_entries; // By their names in lower case.
    std::vector<std::string> m_names; // As written, in the directory's order.
    std::unique_ptr<libdeflate_decompressor, Free> m_inflater;
};

// "../media/image1.png" from "word/document.xml": "word/media/image1.png", in lower case, so that
// one part has one name however it is written. Empty if it leaves the package or is no plain name.
std::string resolve(std::string_view source_part, std::string_view target);

}
