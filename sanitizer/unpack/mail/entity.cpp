// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/entity.h"

#include <algorithm>

namespace unpack_mail {

static MaybeStop check_once(const Headers& headers)
{
    for (auto name : { "content-type", "content-transfer-encoding", "content-disposition" }) {
        if (headers.count(name) > 1)
            return malformed("a header about the content that is given twice");
    }
    return {};
}

static bool is_type(std::string_view value)
{
    auto slash = value.find('/');
    auto word = [](std::string_view text) {
        return !text.empty() && std::ranges::all_of(text, [](char c) {
            return c > ' ' && c < 0x7F
                && std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
        });
    };
    return slash != value.npos && word(value.substr(0, slash)) && word(value.substr(slash + 1));
}

MaybeStop read_entity(std::string_view bytes, Section section, std::string_view usual_type,
    const Letters& letters, Entity& into)
{
    if (auto stop = read_headers(bytes, section, letters, into.headers))
        return stop;
    into.body = bytes;
    if (auto stop = check_once(into.headers))
        return stop;
    if (auto stop = read_valued(into.headers.value("content-type"), letters, into.type))
        return stop;
    if (auto stop
        = read_valued(into.headers.value("content-disposition"), letters, into.disposition))
        return stop;
    if (into.type.value.empty())
        into.type.value = usual_type;
    else if (into.type.value == "text") // Of mailers older than MIME.
        into.type.value = "text/plain";
    if (!is_type(into.type.value))
        return malformed("a content type that is none");
    auto transfer = transfer_named(into.headers.value("content-transfer-encoding"));
    if (!transfer)
        return malformed("a transfer encoding that is none");
    into.transfer = *transfer;
    if (into.is_multipart() && into.transfer != Transfer::Identity)
        return malformed("a multipart that is encoded as a whole");
    return {};
}

// RFC 2046 section 5.1.1, and the letters that mailers use besides.
static bool is_boundary(std::string_view boundary)
{
    constexpr std::size_t longest = 70;
    return !boundary.empty() && boundary.size() <= longest && !boundary.ends_with(' ')
        && std::ranges::all_of(boundary, [](char c) { return c >= ' ' && c < 0x7F; });
}

static MaybeStop check_boundary(
    std::string_view boundary, const std::vector<std::string>& enclosing)
{
    if (!is_boundary(boundary))
        return malformed("a multipart without a sound boundary");
    for (const auto& outer : enclosing) {
        if (boundary.starts_with(outer) || outer.starts_with(boundary))
            return malformed("a boundary that begins like one around it");
    }
    return {};
}

// Without the line end before a boundary, which belongs to the boundary.
static std::string_view before_boundary(std::string_view text)
{
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

MaybeStop split_multipart(const Entity& entity, const std::vector<std::string>& enclosing,
    std::uint64_t most_parts, Parts& into)
{
    auto boundary = entity.type.parameter("boundary");
    if (auto stop = check_boundary(boundary, enclosing))
        return stop;
    auto delimiter = "--" + std::string(boundary);
    auto body = entity.body;
    std::size_t start = body.npos; // Of the part that is open.
    bool ended = false;
    for (auto at = body.find(delimiter); at != body.npos; at = body.find(delimiter, at + 1)) {
        if (at > 0 && body[at - 1] != '\n')
            continue;
        auto line = body.substr(at, body.find('\n', at) - at).substr(delimiter.size());
        bool closing = line.starts_with("--");
        if (!trimmed(closing ? line.substr(2) : line).empty())
            return malformed("a line that begins like a boundary and goes on");
        if (ended)
            return malformed("a boundary behind the end of its multipart");
        if (start == body.npos)
            into.outside += trimmed(body.substr(0, at)).empty() ? 0 : 1;
        else
            into.parts.push_back(before_boundary(body.substr(start, at - start)));
        if (into.parts.size() > most_parts)
            return limit("more parts than allowed");
        start = std::min(body.find('\n', at), body.size() - 1) + 1;
        ended = closing;
    }
    if (!ended)
        return malformed("a multipart that does not end");
    if (into.parts.empty())
        return malformed("a multipart without parts");
    into.outside += trimmed(body.substr(start)).empty() ? 0 : 1;
    return {};
}

}
