// SPDX-License-Identifier: MIT
// The name of an entry: decoded, relative, and harmless as a path, or refused.
#pragma once

#include "kiosk/core/base/result.h"

#include <cstdint>
#include <iconv.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace unpack_archive {

enum class Why {
    Link,
    Special,
    Sparse,
    Absolute,
    Climbing,
    UnreadableName,
    TooLong,
    TooDeep,
    Twin
};
enum class Kind { File, Folder };

struct NameLimits {
    std::size_t depth;
    std::size_t bytes;
};

// Japanese Windows archives carry CP932 (Microsoft's Shift_JIS). Opened before the sandbox closes,
// because iconv loads its tables from files.
class NameDecoder {
public:
    static Result<NameDecoder> open();
    NameDecoder(NameDecoder&&) noexcept;
    NameDecoder& operator=(NameDecoder&&) = delete;
    ~NameDecoder();

    // UTF-8 if it is that, else CP932, else a refusal; then made relative: a backslash is a
    // separator, empty and "." components go. The empty string means the archive's own root.
    std::variant<std::string, Why> decode(std::string_view raw, const NameLimits&) const;

private:
    explicit NameDecoder(iconv_t cp932)
        : m_cp932(cp932)
    {
    }
    iconv_t m_cp932;
};

// Which paths are taken, so that no entry can stand in the place of another.
class TakenNames {
public:
    // False if this entry cannot stand beside the earlier ones. A folder may come twice.
    bool take(const std::string& path, Kind);

private:
    std::unordered_map<std::string, Kind> m_taken;
};

}
