// SPDX-License-Identifier: MIT
// As much CBOR (RFC 8949) as CTAP 2 needs, in its one canonical form.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace fakes {

struct Cbor {
    enum class Kind { Number, Bytes, Text, Array, Map, Other } kind { Kind::Other };
    std::int64_t number { 0 }; // Of Other, too: 20 is false.
    base::Bytes bytes; // Of Bytes and Text.
    std::vector<Cbor> items; // Of a map, key and value in turn.

    const Cbor* at(std::int64_t key) const;
    const Cbor* at(std::string_view key) const;
};

Result<Cbor> read_cbor(base::Reader&);

void put_head(base::Bytes&, unsigned major, std::uint64_t value);
void put_number(base::Bytes&, std::int64_t);
void put_bytes(base::Bytes&, base::View);
void put_text(base::Bytes&, std::string_view);

}
