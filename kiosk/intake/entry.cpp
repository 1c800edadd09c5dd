// SPDX-License-Identifier: MIT
#include "kiosk/intake/entry.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace intake {

const char* to_text(Kind kind)
{
    switch (kind) {
    case Kind::File: return "file";
    case Kind::Folder: return "folder";
    case Kind::Link: return "link";
    case Kind::Special: return "special file";
    case Kind::Stream: return "stream";
    }
    return "";
}

std::string made_valid(std::string_view name)
{
    if (base::is_valid_utf8(name))
        return std::string(name);
    std::string valid;
    while (!name.empty()) {
        std::size_t length = 1;
        while (length <= std::min<std::size_t>(4, name.size())
            && !base::is_valid_utf8(name.substr(0, length)))
            ++length;
        if (length > std::min<std::size_t>(4, name.size())) {
            base::append_utf8(valid, U'\uFFFD');
            length = 1;
        } else {
            valid += name.substr(0, length);
        }
        name.remove_prefix(length);
    }
    return valid;
}

bool is_component(std::string_view name, std::size_t limit)
{
    return !name.empty() && name.size() <= limit && name != "." && name != ".."
        && name.find('/') == std::string_view::npos && name.find('\0') == std::string_view::npos;
}

}
