// SPDX-License-Identifier: MIT
// The package as it came (ECMA-376 part 2, ODF 1.3 part 2): parts by name, inflated when asked for.
// Nothing of it is copied to the output; names of parts are only looked up.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <libdeflate.h>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace rebuild_parts {

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

class Package {
public:
    static Outcome<Package> open(base::View file, const PackageLimits&);

    bool has(const std::string& part) const;
    std::uint64_t size(const std::string& part) const; // As declared; 0: there is none.
    const std::vector<std::string>& names() const { return m_names; }
    std::string place(const std::string& part) const; // Its name as written, for a report.

    // Refused: no such part, larger than allowed, or not what its checksum says.
    Outcome<base::Bytes> part(const std::string& name) const;

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

// Names of parts ignore ASCII case.
std::string folded(std::string_view name);

}
