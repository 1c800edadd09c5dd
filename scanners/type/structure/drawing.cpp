// SPDX-License-Identifier: MIT
// Drawings of engineers. Those that are text are walked to their end, since a policy may let them
// by as they are: DXF (AutoCAD's DXF Reference, "group codes in ASCII files") and the exchange
// structure of STEP (ISO 10303-21), in which SXF writes its P21 and, as comments, its SFC.
#include "scanners/type/structure/recognise.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace type_scanner {

using policy::FileType;

static constexpr std::string_view blanks = " \t\r\n\x1A"; // 0x1A: the end of a file to DOS.

static std::string_view trimmed(std::string_view text)
{
    auto first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

namespace {

struct Pair {
    int code;
    std::string_view value;
};

// One group code and its value, a line each.
class Pairs {
public:
    explicit Pairs(std::string_view text)
        : m_rest(text)
    {
    }

    std::optional<Pair> next()
    {
        constexpr int least = -5, most = 1071;
        auto number = line();
        auto value = line();
        if (!number || !value)
            return std::nullopt;
        auto digits = trimmed(*number);
        int code = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
        if (error != std::errc() || end != digits.data() + digits.size() || code < least
            || code > most)
            return std::nullopt;
        return Pair { code, trimmed(*value) };
    }

    std::string_view rest() const { return m_rest; }

private:
    std::optional<std::string_view> line()
    {
        if (m_rest.empty())
            return std::nullopt;
        auto end = m_rest.find('\n');
        auto text = m_rest.substr(0, end);
        m_rest.remove_prefix(end == m_rest.npos ? m_rest.size() : end + 1);
        return text;
    }

    std::string_view m_rest;
};

}

static constexpr int comment = 999;

// Comments may stand before it.
static bool begins_as_dxf(std::string_view text)
{
    constexpr int most_comments = 1000;
    Pairs pairs(text);
    for (int i = 0; i < most_comments; ++i) {
        auto pair = pairs.next();
        if (!pair || pair->code != comment)
            return pair && pair->code == 0 && pair->value == "SECTION";
    }
    return false;
}

static std::string upper(std::string_view text)
{
    std::string letters(text);
    for (auto& c : letters)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
    return letters;
}

// What holds files or programs of others: an object, or a class that it says to be of. Readers
// disagree on whether the case of letters matters.
static const char* forbidden_in_dxf(const Pair& pair)
{
    constexpr int object = 0, subclass = 100;
    if (pair.code != object && pair.code != subclass)
        return nullptr;
    auto name = upper(pair.value);
    if (name == "OLEFRAME" || name == "OLE2FRAME" || name == "ACDBOLEFRAME"
        || name == "ACDBOLE2FRAME")
        return "it holds an embedded object (OLE)";
    if (name == "VBA_PROJECT" || name == "ACDBVBAPROJECT")
        return "it holds macros (VBA)";
    return nullptr;
}

// A drawing may show another one or a picture beside it. Opening one on a server would give away
// who opens it.
static bool leads_to_network(std::string_view object, const Pair& pair)
{
    constexpr int path = 1, other_path = 3;
    bool names_file = object == "BLOCK" || object == "IMAGEDEF" || object.ends_with("DEFINITION");
    if (!names_file || (pair.code != path && pair.code != other_path))
        return false;
    std::string slashes(pair.value.substr(0, 2));
    std::ranges::replace(slashes, '\\', '/');
    return slashes == "//" || pair.value.find("://") != npos;
}

static Recognition recognise_dxf(std::string_view text)
{
    enum class Place { Outside, Named, Inside };
    auto place = Place::Outside;
    std::string object;
    Pairs pairs(text);
    for (;;) {
        auto pair = pairs.next();
        if (!pair)
            return broken(FileType::Dxf, "a group of a DXF without code or value");
        // To some readers a lone carriage return ends a line.
        if (pair->value.find('\r') != npos)
            return broken(FileType::Dxf, "a carriage return within a line of a DXF");
        if (pair->code == comment)
            continue;
        bool is_object = pair->code == 0;
        switch (place) {
        case Place::Outside:
            if (is_object && pair->value == "EOF") {
                if (!trimmed(pairs.rest()).empty())
                    return ambiguous(FileType::Dxf, "data behind the end of a DXF");
                return sound(FileType::Dxf);
            }
            if (!is_object || pair->value != "SECTION")
                return broken(FileType::Dxf, "a group outside of the sections of a DXF");
            place = Place::Named;
            break;
        case Place::Named:
            if (pair->code != 2)
                return broken(FileType::Dxf, "a section of a DXF without a name");
            place = Place::Inside;
            break;
        case Place::Inside:
            if (const auto* why = forbidden_in_dxf(*pair))
                return broken(FileType::Dxf, why);
            if (leads_to_network(object, *pair))
                return broken(FileType::Dxf, "it shows a file of a network");
            if (!is_object)
                break;
            object = upper(pair->value);
            if (pair->value == "SECTION" || pair->value == "EOF")
                return broken(FileType::Dxf, "a section of a DXF without an end");
            if (pair->value == "ENDSEC")
                place = Place::Outside;
            break;
        }
    }
}

namespace {

// The statements of an exchange structure, each ended by ";", without comments.
class Statements {
public:
    explicit Statements(std::string_view text)
        : m_rest(text)
    {
    }

    // What stands before the first "(" or "=", without blanks; nothing if there is no whole one.
    std::optional<std::string> next()
    {
        std::string head;
        bool in_head = true;
        while (skip_comments() && !m_rest.empty()) {
            char c = m_rest[0];
            m_rest.remove_prefix(1);
            if (c == ';')
                return head;
            if (c == '\'' || c == '"') {
                auto end = m_rest.find(c); // A doubled mark begins another text at once.
                if (end == m_rest.npos)
                    return std::nullopt;
                m_rest.remove_prefix(end + 1);
            }
            in_head = in_head && c != '(' && c != '=' && c != '\'';
            if (in_head && blanks.find(c) == blanks.npos)
                head += c;
        }
        return std::nullopt;
    }

    bool is_at_end() { return skip_comments() && trimmed(m_rest).empty(); }
    bool has_features() const { return m_has_features; } // Comments of SXF.

private:
    bool skip_comments()
    {
        for (;;) {
            if (auto blank = m_rest.find_first_not_of(blanks); blank != 0 && blank != npos)
                m_rest.remove_prefix(blank);
            if (!m_rest.starts_with("/*"))
                return true;
            auto end = m_rest.find("*/", 2);
            if (end == m_rest.npos)
                return false;
            m_has_features = m_has_features || m_rest.starts_with("/*SXF");
            m_rest.remove_prefix(end + 2);
        }
    }

    std::string_view m_rest;
    bool m_has_features { false };
};

}

static Recognition recognise_exchange(std::string_view text)
{
    auto no = [](const char* detail) { return broken(FileType::P21, detail); };
    Statements statements(text);
    auto is_next = [&](std::string_view word) {
        auto statement = statements.next();
        return statement && *statement == word;
    };
    if (!is_next("ISO-10303-21") || !is_next("HEADER"))
        return no("an exchange structure without a header");
    bool has_data = false;
    for (bool in_section = true;;) {
        auto statement = statements.next();
        if (!statement || statement->empty())
            return no("an exchange structure that is cut off");
        if (*statement == "END-ISO-10303-21") {
            if (in_section || !has_data)
                return no("an exchange structure that ends within a section");
            break;
        }
        if (*statement == "ENDSEC") {
            if (!in_section)
                return no("the end of a section that was not begun");
            in_section = false;
        } else if (*statement == "DATA") {
            if (in_section)
                return no("a section within a section");
            in_section = has_data = true;
        } else if (!in_section || (has_data && !statement->starts_with('#'))) {
            return no("an entry of no section");
        }
    }
    auto type = statements.has_features() ? FileType::Sfc : FileType::P21;
    if (!statements.is_at_end())
        return ambiguous(type, "data behind the end of an exchange structure");
    return sound(type);
}

Recognition recognise_drawing_text(base::View bytes)
{
    auto text = base::text_of(bytes);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (begins_as_dxf(text))
        return recognise_dxf(text);
    if (text.starts_with("ISO-10303-21;"))
        return recognise_exchange(text);
    return {};
}

Recognition recognise_drawing(base::View bytes)
{
    if (starts_with(bytes, std::string_view("AutoCAD Binary DXF\r\n\x1A\0", 22)))
        return broken(FileType::Dxf, "a binary DXF, which is not looked into");
    auto is_digit = [&](std::size_t at) { return bytes[at] >= '0' && bytes[at] <= '9'; };
    if (starts_with(bytes, "AC10") && bytes.size() > 16 && is_digit(4) && is_digit(5)
        && bytes[6] == 0)
        return sound(FileType::Dwg);
    // JW_CAD for Windows: a mark, then the version, 230 (2.30) or higher.
    constexpr std::string_view mark = "JwwData.";
    if (starts_with(bytes, mark) && bytes.size() > 12) {
        base::Reader reader(bytes.subspan(mark.size()));
        auto version = reader.u32_le().value();
        return version >= 100 && version <= 2000
            ? sound(FileType::Jww)
            : broken(FileType::Jww, "a JWW of an unlikely version");
    }
    return {};
}

}
