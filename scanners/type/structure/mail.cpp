// SPDX-License-Identifier: MIT
// A mail begins with a section of headers (RFC 5322 section 2.2), an mbox file with "From " and
// such a section (RFC 4155). Headers further down, in what may be anything, make no mail of a text.
#include "scanners/type/structure/recognise.h"

#include <algorithm>
#include <array>

namespace type_scanner {

using policy::FileType;

// Long enough for what relays put before a mail's own headers.
static constexpr std::size_t most_header_bytes = 1 << 20;

static constexpr std::array<std::string_view, 9> known { "from", "to", "cc", "subject", "date",
    "message-id", "received", "mime-version", "return-path" };

namespace {

struct Section {
    bool sound { true }; // Every line is a header, or goes on with one.
    std::array<bool, known.size()> seen {};
    bool related { false };
    bool is_signed { false };
    bool is_enveloped { false };

    bool has(std::string_view name) const
    {
        return seen[std::size_t(std::ranges::find(known, name) - known.begin())];
    }
    auto count() const { return std::ranges::count(seen, true); }
};

}

static std::string lower(std::string_view text)
{
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

static std::string_view take_line(std::string_view& rest)
{
    auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

// What is encrypted says so; what says neither may be signed.
static void note_type(const std::string& value, Section& section)
{
    auto has = [&](std::string_view word) { return value.find(word) != std::string::npos; };
    section.related = section.related || has("multipart/related");
    section.is_signed = section.is_signed || has("multipart/signed") || has("pkcs7-mime");
    section.is_enveloped
        = section.is_enveloped || has("enveloped-data") || has("smime-type=certs-only");
}

static Section read_section(std::string_view rest)
{
    Section section;
    std::string open; // The name of the header that may go on.
    while (!rest.empty()) {
        auto line = take_line(rest);
        if (line.empty())
            return section;
        auto value = line;
        if (line[0] != ' ' && line[0] != '\t') {
            auto colon = line.find(':');
            auto is_letter = [](char c) { return c > ' ' && c < 0x7F; };
            if (colon == line.npos || colon == 0
                || !std::ranges::all_of(line.substr(0, colon), is_letter))
                return { false };
            open = lower(line.substr(0, colon));
            value = line.substr(colon + 1);
            auto found = std::ranges::find(known, open);
            if (found != known.end())
                section.seen[std::size_t(found - known.begin())] = true;
        } else if (open.empty()) {
            return { false };
        }
        if (open == "content-type")
            note_type(lower(value), section);
    }
    return section;
}

Recognition recognise_mail(base::View bytes)
{
    constexpr std::ptrdiff_t enough = 3; // Of the known headers, for a text to be a mail.
    auto rest = base::text_of(bytes.first(std::min(bytes.size(), most_header_bytes)));
    bool many = rest.starts_with("From ");
    if (many)
        take_line(rest);
    auto section = read_section(rest);
    if (!section.sound)
        return {};
    if (many)
        return section.count() >= enough || section.has("received") ? sound(FileType::Mbox)
                                                                    : Recognition {};
    if (section.count() < enough)
        return {};
    if (section.related && section.has("mime-version") && !section.has("to"))
        return sound(FileType::Mhtml);
    auto mail = sound(FileType::Eml);
    if (section.is_signed && !section.is_enveloped)
        mail.holds.push_back({ "signature", 1 });
    return mail;
}

}
