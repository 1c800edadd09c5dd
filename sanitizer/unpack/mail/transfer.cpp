// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/transfer.h"

#include "sanitizer/unpack/mail/letters.h"

#include <array>

namespace unpack_mail {

static constexpr std::size_t block_bytes = 64 << 10;

std::optional<Transfer> transfer_named(std::string_view value)
{
    auto name = lower(trimmed(value));
    if (name.empty() || name == "7bit" || name == "8bit" || name == "binary")
        return Transfer::Identity;
    if (name == "quoted-printable")
        return Transfer::QuotedPrintable;
    if (name == "base64")
        return Transfer::Base64;
    return std::nullopt;
}

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

static constexpr std::int8_t no_digit = -1;
static constexpr std::int8_t padding = -2;
static constexpr std::int8_t blank = -3;

static constexpr auto base64_values = [] {
    std::array<std::int8_t, 256> values {};
    values.fill(no_digit);
    std::int8_t value = 0;
    for (char c :
        std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
        values[static_cast<unsigned char>(c)] = value++;
    values['='] = padding;
    values[' '] = values['\t'] = values['\r'] = values['\n'] = blank;
    return values;
}();

namespace {

// A block of what was decoded, on its way to the taker.
class Block {
public:
    explicit Block(const Bytes& taker)
        : m_taker(taker)
    {
        m_bytes.reserve(block_bytes + 4);
    }
    Result<void> put(std::uint8_t byte)
    {
        m_bytes.push_back(byte);
        return m_bytes.size() < block_bytes ? Result<void>() : flush();
    }
    Result<void> flush()
    {
        if (!m_bytes.empty())
            TRY(m_taker(m_bytes));
        m_bytes.clear();
        return {};
    }

private:
    const Bytes& m_taker;
    base::Bytes m_bytes;
};

}

static Result<MaybeStop> decode_base64(std::string_view encoded, const Bytes& taker)
{
    Block block(taker);
    std::uint32_t group = 0;
    unsigned digits = 0;
    unsigned padded = 0;
    for (char c : encoded) {
        auto value = base64_values[static_cast<unsigned char>(c)];
        if (value == blank)
            continue;
        if (value == no_digit)
            return malformed("a letter in Base64 that is none of its own");
        if (value == padding) {
            if (++padded > 2 || digits + padded > 4 || digits < 2)
                return malformed("Base64 with padding out of place");
            continue;
        }
        if (padded > 0)
            return malformed("Base64 that goes on behind its padding");
        group = group << 6 | static_cast<std::uint32_t>(value);
        if (++digits == 4) {
            TRY(block.put(static_cast<std::uint8_t>(group >> 16)));
            TRY(block.put(static_cast<std::uint8_t>(group >> 8)));
            TRY(block.put(static_cast<std::uint8_t>(group)));
            group = digits = 0;
        }
    }
    if ((digits + padded) % 4 != 0)
        return malformed("Base64 that is cut off");
    if (digits >= 2)
        TRY(block.put(static_cast<std::uint8_t>(group >> (digits * 6 - 8))));
    if (digits == 3)
        TRY(block.put(static_cast<std::uint8_t>(group >> 2)));
    // Readers differ on bits that no byte takes.
    if ((digits == 2 && (group & 0xF) != 0) || (digits == 3 && (group & 0x3) != 0))
        return malformed("Base64 with spare bits");
    TRY(block.flush());
    return MaybeStop();
}

// Behind an "=": how many bytes a soft line end takes; 0 if it is none.
static std::size_t soft_end(std::string_view rest)
{
    auto end = rest.find_first_not_of(" \t");
    if (end == rest.npos)
        return rest.size(); // The end of the part.
    if (rest[end] == '\n')
        return end + 1;
    return rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n' ? end + 2 : 0;
}

static Result<MaybeStop> decode_quoted(std::string_view encoded, const Bytes& taker)
{
    Block block(taker);
    for (std::size_t at = 0; at < encoded.size();) {
        char c = encoded[at];
        if (c != '=') {
            TRY(block.put(static_cast<std::uint8_t>(c)));
            ++at;
            continue;
        }
        auto rest = encoded.substr(at + 1);
        if (rest.size() >= 2 && hex_value(rest[0]) >= 0 && hex_value(rest[1]) >= 0) {
            TRY(block.put(static_cast<std::uint8_t>(hex_value(rest[0]) << 4 | hex_value(rest[1]))));
            at += 3;
        } else if (auto end = soft_end(rest); end > 0 || rest.empty()) {
            at += 1 + end;
        } else {
            return malformed("quoted-printable with an equals sign that means nothing");
        }
    }
    TRY(block.flush());
    return MaybeStop();
}

Result<MaybeStop> decode(std::string_view encoded, Transfer transfer, const Bytes& taker)
{
    switch (transfer) {
    case Transfer::Base64: return decode_base64(encoded, taker);
    case Transfer::QuotedPrintable: return decode_quoted(encoded, taker);
    case Transfer::Identity: break;
    }
    if (!encoded.empty())
        TRY(taker(base::view_of(encoded)));
    return MaybeStop();
}

MaybeStop decode_whole(
    std::string_view encoded, Transfer transfer, std::uint64_t most, std::string& out)
{
    auto taken = decode(encoded, transfer, [&](base::View block) -> Result<void> {
        if (block.size() > most - out.size())
            return Error { "too much" };
        out += base::text_of(block);
        return {};
    });
    return taken ? taken.value() : limit("a part that is too large");
}

std::optional<std::string> decode_base64_word(std::string_view word)
{
    std::string whole(word.substr(0, word.find_last_not_of('=') + 1));
    if (whole.size() % 4 == 1)
        return std::nullopt;
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (char c : whole) {
        auto value = base64_values[static_cast<unsigned char>(c)];
        if (value < 0)
            return std::nullopt;
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return out;
}

}
