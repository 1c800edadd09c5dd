// SPDX-License-Identifier: MIT
#include "tests/fakes/authenticator/cbor.h"

namespace fakes {

template <typename Fits>
static const Cbor* value_where(const Cbor& map, Fits&& fits)
{
    for (std::size_t i = 0; map.kind == Cbor::Kind::Map && i + 1 < map.items.size(); i += 2) {
        if (fits(map.items[i]))
            return &map.items[i + 1];
    }
    return nullptr;
}

const Cbor* Cbor::at(std::int64_t key) const
{
    return value_where(
        *this, [&](const Cbor& one) { return one.kind == Kind::Number && one.number == key; });
}

const Cbor* Cbor::at(std::string_view key) const
{
    return value_where(*this,
        [&](const Cbor& one) { return one.kind == Kind::Text && base::text_of(one.bytes) == key; });
}

static Result<std::uint64_t> argument(base::Reader& from, unsigned low)
{
    if (low < 24)
        return low;
    switch (low) {
    case 24: return TRY(from.u8());
    case 25: return std::uint64_t { TRY(from.take(1))[0] } << 8 | TRY(from.u8());
    case 26: return TRY(from.u32_be());
    default: return Error { "an argument of another size" };
    }
}

Result<Cbor> read_cbor(base::Reader& from)
{
    auto head = TRY(from.u8());
    auto value = TRY(argument(from, head & 31u));
    Cbor read;
    switch (head >> 5) {
    case 0:
    case 1:
        read.kind = Cbor::Kind::Number;
        read.number = static_cast<std::int64_t>(value);
        if (head >> 5 == 1)
            read.number = -1 - read.number;
        return read;
    case 2:
    case 3: {
        auto bytes = TRY(from.take(value));
        read.kind = head >> 5 == 2 ? Cbor::Kind::Bytes : Cbor::Kind::Text;
        read.bytes.assign(bytes.begin(), bytes.end());
        return read;
    }
    case 4:
        read.kind = Cbor::Kind::Array;
        for (; value > 0; --value)
            read.items.push_back(TRY(read_cbor(from)));
        return read;
    case 5:
        read.kind = Cbor::Kind::Map;
        for (value *= 2; value > 0; --value)
            read.items.push_back(TRY(read_cbor(from)));
        return read;
    default: read.number = static_cast<std::int64_t>(value); return read;
    }
}

void put_head(base::Bytes& into, unsigned major, std::uint64_t value)
{
    auto type = static_cast<std::uint8_t>(major << 5);
    if (value < 24) {
        into.push_back(static_cast<std::uint8_t>(type | value));
    } else if (value < 256) {
        into.push_back(type | 24);
        into.push_back(static_cast<std::uint8_t>(value));
    } else {
        into.push_back(type | 25);
        into.push_back(static_cast<std::uint8_t>(value >> 8));
        into.push_back(static_cast<std::uint8_t>(value));
    }
}

void put_number(base::Bytes& into, std::int64_t number)
{
    if (number >= 0)
        put_head(into, 0, static_cast<std::uint64_t>(number));
    else
        put_head(into, 1, static_cast<std::uint64_t>(-1 - number));
}

void put_bytes(base::Bytes& into, base::View bytes)
{
    put_head(into, 2, bytes.size());
    base::append(into, bytes);
}

void put_text(base::Bytes& into, std::string_view text)
{
    put_head(into, 3, text.size());
    base::append(into, base::view_of(text));
}

}
