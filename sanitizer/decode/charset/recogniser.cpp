// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/recogniser.h"

#include "sanitizer/decode/charset/decoder.h"

#include <algorithm>
#include <array>

namespace charset {

// All weights are tenths of a bit: -10 log2 of a rough probability.
using Weight = std::int64_t;
static constexpr Weight clear_lead = 60; // Between the best reading and the next.
static constexpr Weight invalid_weight = 400;
static constexpr Weight declared_bonus = 200;
static constexpr Weight usual_weight = 120; // Per character, above which a reading is no text…
static constexpr std::uint64_t kanji_alone = 12; // That many without kana are a name, no more.
static constexpr Weight short_text_allowance = 300; // …once it is longer than a word.

// Within its class, how surprising one character is. In the order of Class.
static constexpr std::array<Weight, class_count> weight_within { 60, 60, 50, 60, 95, 120, 57, 52,
    62, 140, 160 };

// How surprising a character of one class (column) is after one of another (row).
static constexpr Weight weight_after[class_count][class_count] {
    // Other Letter Hira Kata Kanji RareK Half Symb Latin Rare Wrong
    { 5, 10, 30, 30, 15, 60, 60, 30, 70, 70, 120 }, // Other
    { 5, 5, 50, 50, 50, 90, 100, 50, 40, 90, 120 }, // Letter
    { 30, 60, 8, 40, 22, 70, 110, 30, 100, 100, 140 }, // Hiragana
    { 30, 60, 30, 6, 35, 80, 110, 30, 100, 100, 140 }, // Katakana
    { 30, 60, 13, 50, 11, 55, 100, 35, 100, 100, 140 }, // Kanji
    { 30, 60, 20, 60, 15, 40, 90, 40, 100, 100, 140 }, // RareKanji
    { 25, 60, 80, 80, 60, 100, 4, 60, 100, 110, 140 }, // HalfKana
    { 20, 40, 25, 25, 20, 70, 70, 30, 60, 80, 120 }, // Symbol
    { 15, 10, 90, 90, 90, 100, 110, 60, 30, 90, 120 }, // Latin
    { 30, 60, 70, 70, 60, 70, 110, 50, 80, 20, 120 }, // Rare
    { 60, 60, 100, 100, 100, 110, 110, 100, 100, 100, 60 }, // Wrong
};

namespace {

struct Reading {
    Weight weight { 0 };
    std::uint64_t invalid { 0 };
    std::uint64_t kana { 0 }; // Full-width.
    std::uint64_t beyond_ascii { 0 }; // Valid characters, and what they alone weigh:
    Weight weight_beyond_ascii { 0 };
};

struct Candidate {
    Encoding encoding;
    Weight handicap; // How seldom this encoding is met on the stations' media.
    Reading reading {};
};

}

// Calls `each` with every code point.
template <typename Each>
static void for_each_point(
    base::View bytes, Encoding encoding, const Tables& tables, const Each& each)
{
    std::array<char32_t, 4096> points;
    Decoder decoder(encoding, tables);
    while (!bytes.empty()) {
        auto step = decoder.decode(bytes, More::Nothing, points);
        for (std::size_t i = 0; i < step.produced; ++i)
            each(points[i]);
        bytes = bytes.subspan(step.consumed);
    }
}

static Reading read_as(base::View bytes, Encoding encoding, const Tables& tables)
{
    Reading reading;
    auto previous = std::size_t(Class::Other);
    for_each_point(bytes, encoding, tables, [&](char32_t c) {
        if (c == invalid_point) {
            ++reading.invalid;
            reading.weight += invalid_weight;
            previous = std::size_t(Class::Other);
            return;
        }
        auto now = std::size_t(tables.class_of(c));
        auto weight = weight_after[previous][now] + weight_within[now];
        if (c != '\n') // Our own, between two stretches.
            reading.weight += weight;
        if (c >= 0x80) {
            ++reading.beyond_ascii;
            reading.kana
                += now == std::size_t(Class::Hiragana) || now == std::size_t(Class::Katakana);
            reading.weight_beyond_ascii += weight;
        }
        previous = now;
    });
    return reading;
}

// Whether the reading could be text at all. UTF-8 proves itself in any language; the two-byte codes
// of Japan fit almost any bytes, so there it must look Japanese.
static bool is_sound(const Candidate& candidate)
{
    const auto& reading = candidate.reading;
    if (reading.beyond_ascii == 0 || reading.invalid * 100 > reading.beyond_ascii)
        return false;
    if (candidate.encoding == Encoding::Utf8)
        return true;
    // Chinese and Korean text in codes of the same build reads as kanji alone.
    if (candidate.encoding == Encoding::EucJp && reading.beyond_ascii >= kanji_alone
        && reading.kana * 20 < reading.beyond_ascii)
        return false;
    return reading.weight_beyond_ascii
        <= Weight(reading.beyond_ascii) * usual_weight + short_text_allowance;
}

// A text that calls itself Western, and has too few kanji to be Japanese with a wrong label.
static bool is_likely_western(const Candidate& best, const Expectation& wanted)
{
    return wanted.declared == Encoding::Latin1 && best.encoding != Encoding::Utf8
        && best.reading.beyond_ascii < 20;
}

static Result<Encoding> weigh(const Sample& sample, const Tables& tables, const Expectation& wanted)
{
    std::array candidates { Candidate { Encoding::Utf8, 0 }, Candidate { Encoding::Cp932, 10 },
        Candidate { Encoding::EucJp, 60 } };
    for (auto& candidate : candidates) {
        candidate.reading = read_as(sample.stretches, candidate.encoding, tables);
        candidate.reading.weight += candidate.handicap;
        if (wanted.declared == candidate.encoding)
            candidate.reading.weight -= declared_bonus;
    }
    auto lighter = [](const Candidate& a, const Candidate& b) {
        return a.reading.weight < b.reading.weight;
    };
    std::ranges::sort(candidates, lighter);
    const auto& best = candidates[0];
    bool western = is_likely_western(best, wanted);
    if (!western && is_sound(best)
        && candidates[1].reading.weight - best.reading.weight >= clear_lead)
        return best.encoding;
    bool nothing_fits = std::ranges::none_of(candidates, is_sound);
    if (wanted.latin1 == Latin1::Accept && (nothing_fits || western))
        return Encoding::Latin1;
    return Error { "cannot tell the character encoding" };
}

// ASCII, kana, kanji and the signs among them. In the wrong byte order ASCII becomes U+xx00; of the
// kanji there, only those that every text has are let pass.
static bool is_usual(char32_t c)
{
    auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if ((c & 0xFF) == 0)
        return std::u32string_view(U"\u3000一開最言").find(c) != std::u32string_view::npos;
    return within(0x20, 0x7E) || c == '\t' || c == '\n' || c == '\r' || within(0x2010, 0x203E)
        || within(0x2100, 0x27BF) || within(0x3000, 0x33FF) || within(0x4E00, 0x9FFF)
        || within(0xF900, 0xFAFF) || within(0xFF01, 0xFF9F);
}

// Read without a byte order mark, is it text in this byte order? Nearly all of it must be usual.
static bool looks_like_utf16(base::View bytes, Encoding encoding, const Tables& tables)
{
    bytes = bytes.first(std::min<std::size_t>(bytes.size(), 64ull * 1024));
    std::uint64_t usual = 0;
    std::uint64_t all = 0;
    bool impossible = false;
    for_each_point(bytes, encoding, tables, [&](char32_t c) {
        ++all;
        usual += is_usual(c);
        impossible = impossible || c == 0 || c == invalid_point;
    });
    return !impossible && all >= 2 && usual * 100 >= all * 95;
}

static Result<Encoding> without_mark(
    base::View bytes, const Tables& tables, const Expectation& wanted)
{
    auto sample = take_sample(bytes);
    if (sample.has_zero_bytes) {
        if (bytes.size() % 2 == 0) {
            bool le = looks_like_utf16(bytes, Encoding::Utf16Le, tables);
            bool be = looks_like_utf16(bytes, Encoding::Utf16Be, tables);
            if (le != be)
                return le ? Encoding::Utf16Le : Encoding::Utf16Be;
        }
        return Error { "zero bytes: this is no text" };
    }
    if (!sample.has_high_bytes)
        return sample.has_japanese_escapes ? Encoding::Iso2022Jp : Encoding::Ascii;
    return weigh(sample, tables, wanted);
}

Result<Recognised> recognise(base::View bytes, const Tables& tables, const Expectation& wanted)
{
    auto text = base::text_of(bytes.first(std::min<std::size_t>(bytes.size(), 4)));
    auto found = [&](Encoding encoding, std::size_t mark) -> Recognised {
        bool wide = encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be;
        auto low = std::size_t(encoding == Encoding::Utf16Be);
        return { encoding, mark, line_end_of(bytes.subspan(mark), wide ? 2 : 1, low) };
    };
    using namespace std::string_view_literals;
    if (text == "\xFF\xFE\0\0"sv || text == "\0\0\xFE\xFF"sv)
        return Error { "UTF-32 is not read here" };
    if (text.starts_with("\xEF\xBB\xBF"))
        return found(Encoding::Utf8, 3);
    if (text.starts_with("\xFF\xFE"))
        return found(Encoding::Utf16Le, 2);
    if (text.starts_with("\xFE\xFF"))
        return found(Encoding::Utf16Be, 2);
    // XML's declaration, or nothing that anybody writes (XML 1.0, appendix F).
    if (bytes.size() % 2 == 0 && (text == "<\0?\0"sv || text == "\0<\0?"sv))
        return found(text[0] == '<' ? Encoding::Utf16Le : Encoding::Utf16Be, 0);
    return found(TRY(without_mark(bytes, tables, wanted)), 0);
}

}
