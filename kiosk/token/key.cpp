// SPDX-License-Identifier: MIT
#include "kiosk/token/key.h"

#include "kiosk/token/ecdsa_der.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <fido.h>
#include <memory>

namespace token {

template <auto Free>
struct FreeBy {
    template <typename Thing>
    void operator()(Thing* thing) const
    {
        Free(&thing);
    }
};
using Device = std::unique_ptr<fido_dev_t, FreeBy<fido_dev_free>>;
using Credential = std::unique_ptr<fido_cred_t, FreeBy<fido_cred_free>>;
using Assertion = std::unique_ptr<fido_assert_t, FreeBy<fido_assert_free>>;

static constexpr std::size_t longest_id = 255;
static constexpr std::size_t data_bytes = 37; // RP's hash, flags, counter.

void prepare_library()
{
    fido_init(FIDO_DISABLE_U2F_FALLBACK);
}

// libfido2 hands its functions nothing of ours but the path of the device to open: it is the
// address of the node, in digits.
static void* open_node(const char* path)
{
    return std::bit_cast<void*>(static_cast<std::uintptr_t>(std::strtoull(path, nullptr, 16)));
}

static void leave_node_open(void*) { }

static int read_node(void* node, unsigned char* into, std::size_t size, int milliseconds)
{
    auto done = static_cast<Node*>(node)->read({ into, size }, milliseconds);
    return done ? static_cast<int>(size) : -1;
}

static int write_node(void* node, const unsigned char* bytes, std::size_t size)
{
    return static_cast<Node*>(node)->write({ bytes, size }) ? static_cast<int>(size) : -1;
}

static message::Answer no(message::Why why)
{
    message::Answer answer;
    answer.set_why(why);
    return answer;
}

static message::Why why_of(const Node& node, int error)
{
    switch (node.over()) {
    case Node::Over::Time: return message::WHY_NO_TOUCH;
    case Node::Over::NotWanted: return message::WHY_NOT_WANTED;
    case Node::Over::Gone: return message::WHY_GONE;
    case Node::Over::No: break;
    }
    switch (error) {
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_TIMEOUT:
    case FIDO_ERR_OPERATION_DENIED: return message::WHY_NO_TOUCH;
    case FIDO_ERR_NO_CREDENTIALS:
    case FIDO_ERR_INVALID_CREDENTIAL: return message::WHY_UNKNOWN;
    case FIDO_ERR_CREDENTIAL_EXCLUDED: return message::WHY_ENROLLED;
    case FIDO_ERR_PIN_REQUIRED:
    case FIDO_ERR_PIN_NOT_SET:
    case FIDO_ERR_UV_BLOCKED: return message::WHY_PIN;
    case FIDO_ERR_UNSUPPORTED_ALGORITHM: return message::WHY_TOO_OLD;
    default: return message::WHY_NONSENSE;
    }
}

static std::string text_of(const unsigned char* bytes, std::size_t size)
{
    return bytes ? std::string(bytes, bytes + size) : std::string();
}

static const unsigned char* bytes_of(const std::string& text)
{
    return base::view_of(text).data();
}

// An open device, `ask` of it, and its end: a key that still waits for a touch is told not to.
template <typename Ask>
static message::Answer spoken_to(Node& node, Ask&& ask)
{
    Device device(fido_dev_new());
    const fido_dev_io_t functions { open_node, leave_node_open, read_node, write_node };
    char path[17] {};
    std::to_chars(path, path + 16, reinterpret_cast<std::uintptr_t>(&node), 16);
    if (!device || fido_dev_set_io_functions(device.get(), &functions) != FIDO_OK)
        return no(message::WHY_NONSENSE);
    if (auto opened = fido_dev_open(device.get(), path); opened != FIDO_OK)
        return no(why_of(node, opened));
    auto answer = fido_dev_is_fido2(device.get()) ? ask(device.get()) : no(message::WHY_TOO_OLD);
    if (node.over() == Node::Over::Time || node.over() == Node::Over::NotWanted)
        fido_dev_cancel(device.get());
    fido_dev_close(device.get());
    return answer;
}

static message::Answer enrolled(const fido_cred_t* made)
{
    auto id = text_of(fido_cred_id_ptr(made), fido_cred_id_len(made));
    auto key = text_of(fido_cred_pubkey_ptr(made), fido_cred_pubkey_len(made));
    if (id.empty() || id.size() > longest_id || key.size() != 64)
        return no(message::WHY_NONSENSE);
    message::Answer answer;
    answer.mutable_enrolled()->set_id(id);
    answer.mutable_enrolled()->set_public_key(key);
    return answer;
}

message::Answer enrol(Node& node, const message::Enrol& wanted)
{
    return spoken_to(node, [&](fido_dev_t* device) {
        Credential credential(fido_cred_new());
        auto* made = credential.get();
        auto hash = base::view_of(wanted.client_data_hash());
        auto user = base::view_of(wanted.user());
        auto asked = fido_cred_set_type(made, COSE_ES256) == FIDO_OK
            && fido_cred_set_clientdata_hash(made, hash.data(), hash.size()) == FIDO_OK
            && fido_cred_set_rp(made, relying_party, "Sekisho") == FIDO_OK
            && fido_cred_set_user(made, user.data(), user.size(), "Sekisho", nullptr, nullptr)
                == FIDO_OK;
        for (const auto& known : wanted.known())
            asked = asked && fido_cred_exclude(made, bytes_of(known), known.size()) == FIDO_OK;
        if (!asked)
            return no(message::WHY_NONSENSE);
        auto error = fido_dev_make_cred(device, made, nullptr);
        return error == FIDO_OK ? enrolled(made) : no(why_of(node, error));
    });
}

// libfido2 keeps authenticator data in the one CBOR string that it came in.
static std::string without_string_head(const std::string& cbor)
{
    if (cbor.size() != 2 + data_bytes || !cbor.starts_with("\x58\x25"))
        return {};
    return cbor.substr(2);
}

static message::Answer touched(const fido_assert_t* made, const message::Touch& wanted)
{
    if (fido_assert_count(made) != 1)
        return no(message::WHY_NONSENSE);
    auto id = text_of(fido_assert_id_ptr(made, 0), fido_assert_id_len(made, 0));
    if (id.empty() && wanted.known_size() == 1) // With one alone a key may leave it out.
        id = wanted.known(0);
    auto data = without_string_head(
        text_of(fido_assert_authdata_ptr(made, 0), fido_assert_authdata_len(made, 0)));
    auto signature = text_of(fido_assert_sig_ptr(made, 0), fido_assert_sig_len(made, 0));
    auto numbers = numbers_of(base::view_of(signature));
    if (id.empty() || id.size() > longest_id || data.empty() || !numbers)
        return no(message::WHY_NONSENSE);
    message::Answer answer;
    auto& told = *answer.mutable_touched();
    told.set_id(id);
    told.set_authenticator_data(data);
    told.set_signature(numbers->data(), numbers->size());
    return answer;
}

// What is to be signed, and by which credential.
template <typename Wanted>
static bool ask_for(fido_assert_t* made, base::View hash, const Wanted& wanted)
{
    auto asked = fido_assert_set_clientdata_hash(made, hash.data(), hash.size()) == FIDO_OK
        && fido_assert_set_rp(made, relying_party) == FIDO_OK;
    for (const auto& known : wanted.known())
        asked = asked && fido_assert_allow_cred(made, bytes_of(known), known.size()) == FIDO_OK;
    return asked;
}

message::Answer touch(Node& node, const message::Touch& wanted)
{
    return spoken_to(node, [&](fido_dev_t* device) {
        Assertion assertion(fido_assert_new());
        auto* made = assertion.get();
        if (!ask_for(made, base::view_of(wanted.client_data_hash()), wanted))
            return no(message::WHY_NONSENSE);
        auto error = fido_dev_get_assert(device, made, nullptr);
        return error == FIDO_OK ? touched(made, wanted) : no(why_of(node, error));
    });
}

message::Answer know(Node& node, const message::Know& wanted)
{
    return spoken_to(node, [&](fido_dev_t* device) {
        Assertion assertion(fido_assert_new());
        auto* made = assertion.get();
        const std::array<std::uint8_t, 32> nothing {};
        if (!ask_for(made, nothing, wanted) || fido_assert_set_up(made, FIDO_OPT_FALSE) != FIDO_OK)
            return no(message::WHY_NONSENSE);
        auto error = fido_dev_get_assert(device, made, nullptr);
        auto why = error == FIDO_OK ? message::WHY_UNSPECIFIED : why_of(node, error);
        if (why != message::WHY_UNSPECIFIED && why != message::WHY_UNKNOWN)
            return no(why);
        message::Answer answer;
        answer.set_knows(why == message::WHY_UNSPECIFIED);
        return answer;
    });
}

}
