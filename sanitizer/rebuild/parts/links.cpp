// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/links.h"

#include <algorithm>

namespace rebuild_parts {

static constexpr std::size_t longest_link = 2'000;
static constexpr std::size_t longest_host = 253;
static constexpr std::size_t longest_port = 5;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
}

static std::optional<std::string> clean_host(std::string_view text)
{
    auto colon = text.find(':');
    auto host = text.substr(0, colon);
    if (host.empty() || host.size() > longest_host || host.starts_with('.')
        || host.starts_with('-'))
        return std::nullopt;
    if (!std::ranges::all_of(
            host, [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; }))
        return std::nullopt;
    std::string clean;
    std::ranges::transform(host, std::back_inserter(clean), lower);
    if (colon == std::string_view::npos)
        return clean;
    auto port = text.substr(colon + 1);
    if (port.empty() || port.size() > longest_port
        || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return clean + ':' + std::string(port);
}

static std::optional<std::string> clean_rest(std::string_view text)
{
    static constexpr std::string_view plain = "-._~:/?#[]@!$&()*+,;=";
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string clean;
    bool fragment = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = text[i];
        auto byte = static_cast<unsigned char>(c);
        if (c == '#' && fragment)
            return std::nullopt;
        fragment = fragment || c == '#';
        bool escape = c == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
        if (is_alphanumeric(c) || escape || plain.find(c) != std::string_view::npos) {
            clean += c;
        } else if (byte >= 0x80 || c == '%' || c == '\'' || c == '|' || c == '{' || c == '}'
            || c == ' ') {
            clean += '%';
            clean += digits[byte >> 4];
            clean += digits[byte & 15];
        } else {
            return std::nullopt;
        }
    }
    return clean;
}

std::optional<std::string> clean_link(std::string_view address)
{
    auto colon = address.find(':');
    if (address.size() > longest_link || colon == std::string_view::npos)
        return std::nullopt;
    std::string scheme;
    std::ranges::transform(address.substr(0, colon), std::back_inserter(scheme), lower);
    if ((scheme != "http" && scheme != "https") || !address.substr(colon).starts_with("://"))
        return std::nullopt;
    auto rest = address.substr(colon + 3);
    auto end = std::min(rest.find_first_of("/?#"), rest.size());
    auto host = clean_host(rest.substr(0, end)); // An "@" is no part of a host.
    auto path = clean_rest(rest.substr(end));
    if (!host || !path)
        return std::nullopt;
    if (!path->starts_with('/'))
        path->insert(0, "/");
    auto clean = scheme + "://" + *host + *path;
    if (clean.size() > longest_link)
        return std::nullopt;
    return clean;
}

}
