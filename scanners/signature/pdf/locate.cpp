// SPDX-License-Identifier: MIT
#include "scanners/signature/pdf/locate.h"

#include "scanners/signature/pdf/objects.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace signature::pdf {

using policy::Coverage, policy::SignatureResult;

// A dictionary may stand behind other objects' words for "obj"; so many are tried.
static constexpr int most_tries = 8;

static Located unreadable(std::string problem)
{
    Located located;
    located.problem = std::move(problem);
    return located;
}

static base::View part(base::View file, const Entry& entry)
{
    return file.subspan(entry.begin, entry.end - entry.begin);
}

// The dictionary of an indirect object that has what stands at `inner`.
static std::optional<Dictionary> dictionary_around(base::View file, std::size_t inner)
{
    auto text = base::text_of(file);
    auto at = inner;
    for (int tries = 0; tries < most_tries; ++tries) {
        at = at == 0 ? text.npos : text.rfind("obj", at - 1);
        if (at == text.npos)
            return std::nullopt;
        auto dictionary = read_dictionary(file, at + 3);
        if (dictionary && dictionary->begin < inner && inner < dictionary->end)
            return dictionary;
    }
    return std::nullopt;
}

static Form form_of(base::View file, const Dictionary& dictionary)
{
    const auto* entry = dictionary.find("SubFilter");
    auto name = entry ? read_name(part(file, *entry)) : std::nullopt;
    if (name == "adbe.pkcs7.detached" || name == "ETSI.CAdES.detached")
        return Form::Detached;
    if (name == "adbe.pkcs7.sha1")
        return Form::Sha1;
    return name == "ETSI.RFC3161" ? Form::Timestamp : Form::Unknown;
}

// "(D:20260102030405+09'00')", as most programs write it; 0: otherwise.
static std::int64_t time_of(base::View value)
{
    auto text = base::text_of(value);
    auto number = [&](std::size_t at, std::size_t digits) {
        int result = 0;
        for (std::size_t i = at; i < at + digits; ++i) {
            if (i >= text.size() || text[i] < '0' || text[i] > '9')
                return -1;
            result = result * 10 + (text[i] - '0');
        }
        return result;
    };
    if (!text.starts_with("(D:"))
        return 0;
    std::tm time {};
    time.tm_year = number(3, 4) - 1900;
    time.tm_mon = number(7, 2) - 1;
    time.tm_mday = number(9, 2);
    time.tm_hour = number(11, 2);
    time.tm_min = number(13, 2);
    time.tm_sec = number(15, 2);
    if (time.tm_year < 70 || time.tm_mon < 0 || time.tm_mon > 11 || time.tm_mday < 1
        || time.tm_mday > 31 || time.tm_hour < 0 || time.tm_min < 0 || time.tm_sec < 0
        || text.size() < 18)
        return 0;
    auto seconds = static_cast<std::int64_t>(timegm(&time));
    if (text[17] != '+' && text[17] != '-')
        return seconds;
    auto hours = number(18, 2);
    auto minutes = text.size() > 20 && text[20] == '\'' ? number(21, 2) : 0;
    if (hours < 0 || minutes < 0)
        return 0;
    auto offset = std::int64_t { hours } * 3600 + std::int64_t { minutes } * 60;
    return text[17] == '+' ? seconds - offset : seconds + offset;
}

// The digits between "<" and ">" as bytes, without the zeros behind the one DER element in them.
static bool read_value(base::View digits, base::Bytes& value)
{
    auto text = std::string(base::text_of(digits));
    for (auto& c : text)
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    auto bytes = base::from_hex(text);
    if (!bytes)
        return false;
    value = bytes.take();
    if (value.size() < 2 || value[0] != 0x30)
        return false;
    std::size_t header = 2;
    std::uint64_t length = value[1];
    if (length == 0x80)
        return true; // BER without a length: how far it goes is OpenSSL's to say.
    if (length > 0x80) {
        auto count = length - 0x80;
        if (count > 4 || count > value.size() - 2)
            return false;
        length = 0;
        for (; header < 2 + count; ++header)
            length = length << 8 | value[header];
    }
    if (length > value.size() - header)
        return false;
    auto behind = base::View(value).subspan(header + length);
    if (!std::ranges::all_of(behind, [](std::uint8_t byte) { return byte == 0; }))
        return false;
    value.resize(header + length);
    return true;
}

// A revision ends with its mark and at most one end of a line.
static bool ends_a_revision(base::View covered)
{
    auto text = base::text_of(covered);
    for (std::string_view end : { "%%EOF\r\n", "%%EOF\n", "%%EOF\r", "%%EOF" }) {
        if (text.ends_with(end))
            return true;
    }
    return false;
}

static void read_range(base::View file, const Dictionary& dictionary, Located& located)
{
    const auto* range = dictionary.find("ByteRange");
    const auto* contents = dictionary.find("Contents");
    auto numbers = range ? read_numbers(part(file, *range)) : std::nullopt;
    if (!numbers || !contents) {
        located.problem = "its range or its value is missing, double or not written out";
        return;
    }
    auto value = part(file, *contents);
    if (value.size() < 2 || value[0] != '<' || value.back() != '>'
        || !read_value(value.subspan(1, value.size() - 2), located.value)) {
        located.problem = "its value is not one element in hexadecimal digits and zeros";
        return;
    }
    located.result = SignatureResult::Broken;
    if (numbers->size() != 4) {
        located.problem = "its range has other than two parts";
        return;
    }
    auto [first, first_size, second, second_size]
        = std::array { (*numbers)[0], (*numbers)[1], (*numbers)[2], (*numbers)[3] };
    if (first != 0 || first_size != contents->begin || second != contents->end) {
        located.problem = "its range leaves out more, or less, than its own value";
        return;
    }
    if (second > file.size() || second_size > file.size() - second) {
        located.problem = "its range goes beyond the end of the file";
        return;
    }
    located.end = second + second_size;
    if (!ends_a_revision(file.first(located.end))) {
        located.problem = "its range ends where no revision ends";
        return;
    }
    located.signed_parts = { file.first(first_size), file.subspan(second, second_size) };
    located.covers = located.end == file.size() ? Coverage::Whole : Coverage::Part;
}

static Located read(base::View file, std::size_t at)
{
    auto dictionary = dictionary_around(file, at);
    if (!dictionary)
        return unreadable("a range that belongs to no plain dictionary");
    Located located;
    located.form = form_of(file, *dictionary);
    if (const auto* time = dictionary->find("M"))
        located.claimed_time = time_of(part(file, *time));
    read_range(file, *dictionary, located);
    if (located.problem.empty() && located.form == Form::Unknown) {
        located.problem = "its form (SubFilter) is not known here";
        located.result = SignatureResult::Unsupported;
    }
    return located;
}

std::vector<Located> locate(base::View file)
{
    constexpr std::string_view key = "/ByteRange";
    auto text = base::text_of(file);
    std::vector<Located> all;
    for (auto at = text.find(key); at != text.npos; at = text.find(key, at + key.size())) {
        auto behind = at + key.size() < text.size() ? text[at + key.size()] : ' ';
        if (is_regular(static_cast<std::uint8_t>(behind)))
            continue; // The beginning of another name.
        if (all.size() == policy::most_signatures) {
            all.back() = unreadable("more signatures than are looked at");
            all.back().result = SignatureResult::Unsupported;
            break;
        }
        all.push_back(read(file, at));
    }
    return all;
}

}
