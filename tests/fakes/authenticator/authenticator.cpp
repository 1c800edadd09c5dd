// SPDX-License-Identifier: MIT
#include "tests/fakes/authenticator/authenticator.h"

#include "tests/fakes/authenticator/cbor.h"

#include <algorithm>
#include <cstdlib>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rand.h>

namespace fakes {

enum Status : std::uint8_t {
    Fine = 0x00,
    InvalidCbor = 0x12,
    Excluded = 0x19,
    UnsupportedAlgorithm = 0x26,
    NoCredentials = 0x2e,
    PinRequired = 0x36,
};

Fault fault_named(std::string_view name)
{
    static const std::map<std::string_view, Fault> names { { "none", Fault::None },
        { "wrong-party", Fault::WrongParty }, { "no-presence", Fault::NoPresence },
        { "may-be-copied", Fault::MayBeCopied }, { "counter-stands", Fault::CounterStands },
        { "counter-back", Fault::CounterBack }, { "wrong-key", Fault::WrongKey },
        { "replayed", Fault::Replayed }, { "not-touched", Fault::NotTouched },
        { "hangs-up", Fault::HangsUp }, { "garbage", Fault::Garbage } };
    auto found = names.find(name);
    if (found == names.end())
        std::abort();
    return found->second;
}

static std::shared_ptr<EVP_PKEY> new_key()
{
    return { EVP_EC_gen("P-256"), EVP_PKEY_free };
}

static base::Bytes signature_by(EVP_PKEY* key, base::View data, base::View hash)
{
    base::Bytes bytes(data.begin(), data.end());
    base::append(bytes, hash);
    std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    base::Bytes signature(80);
    auto size = signature.size();
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(context.get(), signature.data(), &size, bytes.data(), bytes.size()) != 1)
        std::abort();
    signature.resize(size);
    return signature;
}

static base::Bytes point_of(EVP_PKEY* key) // x and y.
{
    base::Bytes point(65);
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(
            key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size)
            != 1
        || size != point.size())
        std::abort();
    return { point.begin() + 1, point.end() };
}

static base::Bytes data_head(std::string_view party, std::uint8_t flags, std::uint32_t counter)
{
    base::Bytes data;
    base::append(data, base::sha256(base::view_of(party)));
    data.push_back(flags);
    base::append_u32_be(data, counter);
    return data;
}

Authenticator::Authenticator() = default;

std::uint32_t Authenticator::next_counter()
{
    switch (fault) {
    case Fault::CounterStands: return m_counter;
    case Fault::CounterBack: return m_counter - 1;
    case Fault::CountsNothing: return 0;
    default: return ++m_counter;
    }
}

base::Bytes Authenticator::info() const
{
    base::Bytes told { Fine };
    put_head(told, 5, 3);
    put_number(told, 1);
    put_head(told, 4, 1);
    put_text(told, "FIDO_2_0");
    put_number(told, 3);
    put_bytes(told, base::Bytes(16, 0xa5));
    put_number(told, 5);
    put_number(told, 1200);
    return told;
}

base::Bytes Authenticator::make_credential(base::View parameters)
{
    base::Reader from(parameters);
    auto asked = read_cbor(from);
    const auto* hash = asked ? asked.value().at(1) : nullptr;
    const auto* party = asked ? asked.value().at(2) : nullptr;
    const auto* algorithms = asked ? asked.value().at(4) : nullptr;
    if (!hash || !party || !party->at("id") || !algorithms)
        return { InvalidCbor };
    auto fits = std::ranges::any_of(algorithms->items,
        [](const Cbor& one) { return one.at("alg") && one.at("alg")->number == -7; });
    if (!fits)
        return { UnsupportedAlgorithm };
    if (const auto* excluded = asked.value().at(5)) {
        for (const auto& one : excluded->items) {
            if (one.at("id") && m_keys.contains(base::to_hex(one.at("id")->bytes)))
                return { Excluded };
        }
    }
    base::Bytes id(48);
    RAND_bytes(id.data(), static_cast<int>(id.size()));
    auto key = m_keys[base::to_hex(id)] = new_key();
    auto point = point_of(key.get());
    if (fault == Fault::WeakKey)
        point.assign(64, 1);

    auto data = data_head(base::text_of(party->at("id")->bytes), 0x41, next_counter());
    base::append(data, base::Bytes(16, 0xa5));
    base::append(data, base::Bytes { 0, static_cast<std::uint8_t>(id.size()) });
    base::append(data, id);
    put_head(data, 5, 5);
    for (auto [name, value] : { std::pair(1, 2), { 3, -7 }, { -1, 1 } }) {
        put_number(data, name);
        put_number(data, value);
    }
    put_number(data, -2);
    put_bytes(data, base::View(point).first(32));
    put_number(data, -3);
    put_bytes(data, base::View(point).last(32));

    base::Bytes told { Fine };
    put_head(told, 5, 3);
    put_number(told, 1);
    put_text(told, "packed");
    put_number(told, 2);
    put_bytes(told, data);
    put_number(told, 3);
    put_head(told, 5, 2);
    put_text(told, "alg");
    put_number(told, -7);
    put_text(told, "sig");
    put_bytes(told, signature_by(key.get(), data, hash->bytes));
    return told;
}

// Whoever only asks what it knows says so in the options.
static bool is_up(const Cbor& asked)
{
    const auto* options = asked.at(5);
    const auto* up = options ? options->at("up") : nullptr;
    return !up || up->number != 20;
}

bool Authenticator::wants_touch(base::View request)
{
    if (request.empty() || request[0] != 2)
        return !request.empty() && request[0] != 4;
    base::Reader from(request.subspan(1));
    auto asked = read_cbor(from);
    return !asked || is_up(asked.value());
}

base::Bytes Authenticator::get_assertion(base::View parameters)
{
    base::Reader from(parameters);
    auto asked = read_cbor(from);
    const auto* party = asked ? asked.value().at(1) : nullptr;
    const auto* hash = asked ? asked.value().at(2) : nullptr;
    const auto* known = asked ? asked.value().at(3) : nullptr;
    if (!party || !hash || !known)
        return { InvalidCbor };
    auto found = std::ranges::find_if(known->items, [&](const Cbor& one) {
        return one.at("id") && m_keys.contains(base::to_hex(one.at("id")->bytes));
    });
    if (found == known->items.end())
        return { NoCredentials };
    if (fault == Fault::Replayed && !m_last.empty())
        return m_last;
    auto id = found->at("id")->bytes;
    auto key = fault == Fault::WrongKey ? new_key() : m_keys[base::to_hex(id)];
    if (fault == Fault::OtherCredential)
        id.back() ^= 1;
    auto is_touched = is_up(asked.value()) && fault != Fault::NoPresence;
    std::uint8_t flags = is_touched ? 0x01 : 0x00;
    if (fault == Fault::MayBeCopied)
        flags |= 0x18;
    auto data = data_head(fault == Fault::WrongParty ? "sekish0" : base::text_of(party->bytes),
        flags, next_counter());
    if (fault == Fault::LongerData) {
        data[32] |= 0x80;
        put_head(data, 5, 1);
        put_text(data, "hmac-secret");
        put_bytes(data, base::Bytes(32));
    }
    auto signature = signature_by(key.get(), data, hash->bytes);
    if (fault == Fault::LongSignature) { // Its length in two bytes where one would do.
        signature.insert(signature.begin() + 1, 0x81);
    }
    base::Bytes told { Fine };
    put_head(told, 5, 3);
    put_number(told, 1);
    put_head(told, 5, 2);
    put_text(told, "id");
    put_bytes(told, id);
    put_text(told, "type");
    put_text(told, "public-key");
    put_number(told, 2);
    put_bytes(told, data);
    put_number(told, 3);
    put_bytes(told, signature);
    m_last = told;
    return told;
}

base::Bytes Authenticator::answer_cbor(base::View request)
{
    if (request.empty())
        return { InvalidCbor };
    if (fault == Fault::WantsPin && request[0] != 4)
        return { PinRequired };
    switch (request[0]) {
    case 1: return make_credential(request.subspan(1));
    case 2: return get_assertion(request.subspan(1));
    case 4: return info();
    default: return { InvalidCbor };
    }
}

}
