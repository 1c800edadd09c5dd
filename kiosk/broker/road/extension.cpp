// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/extension.h"

#include <algorithm>

namespace broker {

std::string extension_of(std::string_view name)
{
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos)
        return {};
    std::string extension(name.substr(dot + 1));
    for (auto& c : extension) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    auto plain
        = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (extension.size() > 16 || !std::ranges::all_of(extension, plain))
        return {};
    return extension;
}

}
