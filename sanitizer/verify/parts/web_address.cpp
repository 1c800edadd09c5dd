// SPDX-License-Identifier: MIT
#include "sanitizer/verify/parts/reading.h"

#include <algorithm>

namespace verify_parts {

bool is_web_address(std::string_view address)
{
    if (address.size() > 2'000)
        return false;
    if (address.starts_with("https://"))
        address.remove_prefix(8);
    else if (address.starts_with("http://"))
        address.remove_prefix(7);
    else
        return false;
    auto slash = address.find('/');
    if (slash == 0 || slash == std::string_view::npos)
        return false;
    auto host = address.substr(0, slash);
    auto is_hex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    auto is_host = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || std::string_view(".-_:").find(c) != std::string_view::npos;
    };
    auto name = host.substr(0, host.find(':'));
    auto port = host.substr(name.size());
    if (name.empty() || name[0] == '.' || name[0] == '-' || !std::ranges::all_of(name, is_host))
        return false;
    auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!port.empty()
        && (port.size() < 2 || port.size() > 6 || !std::ranges::all_of(port.substr(1), is_digit)))
        return false;
    auto rest = address.substr(slash);
    for (std::size_t i = 0; i < rest.size(); ++i) {
        auto c = rest[i];
        bool plain = is_host(c) || (c >= 'A' && c <= 'Z')
            || std::string_view("~/?#[]@!$&()*+,;=").find(c) != std::string_view::npos;
        bool escape = c == '%' && i + 2 < rest.size() && is_hex(rest[i + 1]) && is_hex(rest[i + 2]);
        if (!plain && !escape)
            return false;
    }
    return true;
}

bool has_signature(PictureKind kind, std::string_view bytes)
{
    switch (kind) {
    case PictureKind::Png: return bytes.starts_with("\x89PNG\r\n\x1a\n");
    case PictureKind::Jpeg: return bytes.starts_with("\xff\xd8\xff");
    case PictureKind::Gif: return bytes.starts_with("GIF89a");
    case PictureKind::Bmp: return bytes.starts_with("BM");
    case PictureKind::Tiff: return bytes.starts_with(std::string_view("II*\0", 4));
    }
    return false;
}

}
