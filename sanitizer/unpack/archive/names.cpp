// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/archive/names.h"

#include "kiosk/core/base/descriptor.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <optional>

namespace unpack_archive {

// NOLINTNEXTLINE(performance-no-int-to-ptr): as POSIX says it.
static const auto no_converter = reinterpret_cast<iconv_t>(-1);

Result<NameDecoder> NameDecoder::open()
{
    auto converter = iconv_open("UTF-8", "CP932");
    if (converter == no_converter)
        return base::system_error("iconv");
    NameDecoder decoder(converter);
    // Its tables load with the first use. 表 ends in a byte that is a backslash elsewhere.
    auto warm = decoder.decode("\x95\x5c", { 1, 16 });
    if (!std::holds_alternative<std::string>(warm) || std::get<std::string>(warm) != "表")
        return Error { "CP932 cannot be decoded here" };
    return decoder;
}

NameDecoder::NameDecoder(NameDecoder&& other) noexcept
    : m_cp932(std::exchange(other.m_cp932, no_converter))
{
}

NameDecoder::~NameDecoder()
{
    if (m_cp932 != no_converter)
        iconv_close(m_cp932);
}

static std::optional<std::string> from_cp932(iconv_t converter, std::string_view raw)
{
    std::string out(raw.size() * 3 + 4, '\0');
    auto* from = const_cast<char*>(raw.data()); // iconv(3) does not write there.
    auto* to = out.data();
    auto from_left = raw.size();
    auto to_left = out.size();
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    if (iconv(converter, &from, &from_left, &to, &to_left) != 0 || from_left != 0)
        return std::nullopt; // Not CP932, or not reversibly so.
    out.resize(out.size() - to_left);
    return out;
}

static bool has_control(std::u32string_view text)
{
    return std::ranges::any_of(
        text, [](char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); });
}

static bool has_drive(std::string_view path)
{
    return path.size() >= 2 && path[1] == ':';
}

static std::variant<std::string, Why> relative(std::string path, const NameLimits& limits)
{
    std::ranges::replace(path, '\\', '/');
    if (path.starts_with('/') || has_drive(path))
        return Why::Absolute;
    std::string out;
    std::size_t depth = 0;
    for (std::string_view rest = path; !rest.empty();) {
        auto end = std::min(rest.find('/'), rest.size());
        auto component = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (component.empty() || component == ".")
            continue;
        if (component == "..")
            return Why::Climbing;
        if (++depth > limits.depth)
            return Why::TooDeep;
        if (!out.empty())
            out += '/';
        out += component;
    }
    if (out.size() > limits.bytes)
        return Why::TooLong;
    if (has_drive(out)) // "./C:" was no drive before.
        return Why::Absolute;
    return out;
}

std::variant<std::string, Why> NameDecoder::decode(
    std::string_view raw, const NameLimits& limits) const
{
    if (raw.empty())
        return Why::UnreadableName;
    if (raw.size() > 4 * limits.bytes + 4096)
        return Why::TooLong;
    std::string text(raw);
    if (!base::is_valid_utf8(text)) {
        auto decoded = from_cp932(m_cp932, raw);
        if (!decoded)
            return Why::UnreadableName;
        text = *decoded;
    }
    auto points = base::decode_utf8(text);
    if (!points || has_control(*points))
        return Why::UnreadableName;
    return relative(std::move(text), limits);
}

bool TakenNames::take(const std::string& path, Kind kind)
{
    // Each parent must be a folder, told or implied.
    for (auto slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        auto [parent, fresh] = m_taken.try_emplace(path.substr(0, slash), Kind::Folder);
        if (!fresh && parent->second != Kind::Folder)
            return false;
    }
    auto [place, fresh] = m_taken.try_emplace(path, kind);
    return fresh || (kind == Kind::Folder && place->second == Kind::Folder);
}

}
