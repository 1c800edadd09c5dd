// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/parameters.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/unpack/mail/transfer.h"
#include "sanitizer/unpack/mail/words.h"

#include <algorithm>

namespace unpack_mail {

std::string_view Valued::parameter(std::string_view name) const
{
    auto found = parameters.find(std::string(name));
    return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

namespace {

// "name*2*": the third piece of `name`, percent-coded.
struct Piece {
    std::string value;
    bool extended { false };
};

struct Pieces {
    std::map<unsigned, Piece> numbered;
    std::optional<Piece> plain; // name=
    std::optional<Piece> starred; // name*=
};

class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    bool at_end() const { return m_rest.empty(); }
    void skip_blanks()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size()));
    }
    bool take(char c)
    {
        if (!m_rest.starts_with(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    std::string_view take_until(std::string_view stops)
    {
        auto taken = m_rest.substr(0, m_rest.find_first_of(stops));
        m_rest.remove_prefix(taken.size());
        return taken;
    }
    // Behind the opening quote; nothing if it does not end.
    std::optional<std::string> take_quoted()
    {
        std::string out;
        for (std::size_t at = 0; at < m_rest.size(); ++at) {
            if (m_rest[at] == '"') {
                m_rest.remove_prefix(at + 1);
                return out;
            }
            if (m_rest[at] == '\\' && at + 1 < m_rest.size())
                ++at;
            out += m_rest[at];
        }
        return std::nullopt;
    }
    // RFC 2045 shows one behind a value; what is in it is for nobody.
    bool skip_comment()
    {
        if (!m_rest.starts_with('('))
            return true;
        auto end = m_rest.find_first_of("()", 1);
        if (end == m_rest.npos || m_rest[end] == '(')
            return false;
        m_rest.remove_prefix(end + 1);
        skip_blanks();
        return true;
    }

private:
    std::string_view m_rest;
};

}

static bool is_named(std::string_view name)
{
    return name.starts_with("name") || name.starts_with("filename");
}

static std::string percent_decoded(std::string_view coded)
{
    std::string out;
    for (std::size_t at = 0; at < coded.size(); ++at) {
        if (coded[at] == '%' && at + 2 < coded.size() && hex_value(coded[at + 1]) >= 0
            && hex_value(coded[at + 2]) >= 0) {
            out += static_cast<char>(hex_value(coded[at + 1]) << 4 | hex_value(coded[at + 2]));
            at += 2;
        } else {
            out += coded[at];
        }
    }
    return out;
}

// charset'language'percent-coded, of the pieces in their order.
static MaybeStop extended_text(
    const std::vector<const Piece*>& pieces, const Letters& letters, std::string& out)
{
    auto first = std::string_view(pieces[0]->value);
    auto charset_end = first.find('\'');
    auto language_end = charset_end == first.npos ? first.npos : first.find('\'', charset_end + 1);
    if (language_end == first.npos)
        return malformed("a parameter without the charset that it must have");
    std::string bytes = percent_decoded(first.substr(language_end + 1));
    for (std::size_t i = 1; i < pieces.size(); ++i)
        bytes += pieces[i]->extended ? percent_decoded(pieces[i]->value) : pieces[i]->value;
    auto encoding = Letters::encoding_of(first.substr(0, charset_end));
    out = encoding ? letters.decode(bytes, *encoding).utf8 : letters.of_header(bytes);
    return {};
}

static MaybeStop put_together(const Pieces& pieces, const Letters& letters, std::string& out)
{
    if (pieces.starred)
        return extended_text({ &*pieces.starred }, letters, out);
    if (pieces.numbered.empty()) {
        out = pieces.plain->value;
        return {};
    }
    std::vector<const Piece*> in_order;
    for (const auto& [number, piece] : pieces.numbered) {
        if (number != in_order.size())
            return malformed("a parameter with a piece missing");
        in_order.push_back(&piece);
    }
    if (in_order[0]->extended)
        return extended_text(in_order, letters, out);
    for (const auto* piece : in_order)
        out += piece->extended ? percent_decoded(piece->value) : piece->value;
    return {};
}

static MaybeStop keep(std::string name, std::string value, std::map<std::string, Pieces>& into)
{
    Piece piece { std::move(value), name.ends_with('*') };
    if (piece.extended)
        name.pop_back();
    auto star = name.find('*');
    auto& pieces = into[name.substr(0, star)];
    bool fresh = true;
    if (star != name.npos) {
        auto digits = std::string_view(name).substr(star + 1);
        bool is_number = !digits.empty() && digits.size() <= 3
            && digits.find_first_not_of("0123456789") == digits.npos
            && (digits.size() == 1 || digits[0] != '0');
        if (!is_number)
            return malformed("a parameter's piece without a number");
        auto number = unsigned(std::stoul(std::string(digits)));
        fresh = pieces.numbered.try_emplace(number, std::move(piece)).second;
    } else {
        auto& place = piece.extended ? pieces.starred : pieces.plain;
        fresh = !place;
        place = std::move(piece);
    }
    if (!fresh)
        return malformed("a parameter that is given twice");
    return {};
}

static MaybeStop read_parameter(Scanner& scanner, std::map<std::string, Pieces>& into)
{
    auto name = lower(trimmed(scanner.take_until("=;")));
    if (!scanner.take('=')) {
        if (name.empty())
            return {}; // A semicolon too many.
        return malformed("a parameter without a value");
    }
    if (name.empty())
        return malformed("a parameter without a name");
    scanner.skip_blanks();
    std::string value;
    if (scanner.take('"')) {
        auto quoted = scanner.take_quoted();
        if (!quoted)
            return malformed("a quote that does not end");
        value = std::move(*quoted);
    } else {
        // Names stand without quotes and with blanks all the same.
        value = trimmed(scanner.take_until(is_named(name) ? ";" : "; \t("));
    }
    scanner.skip_blanks();
    if (!scanner.skip_comment() || (!scanner.at_end() && !scanner.take(';')))
        return malformed("words behind a parameter that belong to nothing");
    return keep(std::move(name), std::move(value), into);
}

MaybeStop read_valued(std::string_view value, const Letters& letters, Valued& into)
{
    Scanner scanner(value);
    into.value = lower(trimmed(scanner.take_until("; \t(")));
    scanner.skip_blanks();
    if (!scanner.skip_comment() || (!scanner.at_end() && !scanner.take(';')))
        return malformed("a type or disposition that is none");
    std::map<std::string, Pieces> gathered;
    while (!scanner.at_end()) {
        scanner.skip_blanks();
        if (scanner.at_end())
            break;
        if (scanner.take(';'))
            continue;
        if (auto stop = read_parameter(scanner, gathered))
            return stop;
    }
    for (const auto& [name, pieces] : gathered) {
        // Of names all readers of today take the better form; of a boundary or charset, each its
        // own.
        auto forms = int(pieces.plain.has_value()) + int(pieces.starred.has_value())
            + int(!pieces.numbered.empty());
        if (forms > 1 && !is_named(name))
            return malformed("a parameter that is given twice");
        if (auto stop = put_together(pieces, letters, into.parameters[name]))
            return stop;
    }
    return {};
}

std::string as_component(std::string_view words, std::size_t most)
{
    auto points = base::decode_utf8(words);
    if (!points)
        return {};
    std::u32string kept;
    for (auto point : *points) {
        if (point < 0x20 || (point >= 0x7F && point < 0xA0))
            continue;
        kept += point == '/' || point == '\\' || point == ':' ? U'_' : point;
    }
    // From the middle, so that the extension stays.
    auto name = base::encode_utf8(kept);
    if (name.size() > most) {
        auto dot = kept.rfind('.');
        auto tail
            = dot == kept.npos || kept.size() - dot > 17 ? std::u32string() : kept.substr(dot);
        auto room = most - std::min(most, base::encode_utf8(tail).size());
        kept.resize(kept.size() - tail.size());
        while (base::encode_utf8(kept).size() > room)
            kept.resize(kept.size() - std::max<std::size_t>(1, kept.size() / 8));
        name = base::encode_utf8(kept + tail);
    }
    name = trimmed(name);
    return name == "." || name == ".." ? std::string() : name;
}

std::string name_of_part(
    const Valued& disposition, const Valued& type, const Letters& letters, std::size_t most)
{
    auto raw = disposition.parameter("filename");
    if (raw.empty())
        raw = type.parameter("name");
    return as_component(decode_words(raw, letters), most);
}

}
