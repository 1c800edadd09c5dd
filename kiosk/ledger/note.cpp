// SPDX-License-Identifier: MIT
#include "kiosk/ledger/note.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <charconv>
#include <sodium.h>

namespace ledger {

static constexpr std::uint8_t algorithm_ed25519 = 0x01;
static constexpr std::string_view signature_mark = "\u2014 "; // EM DASH, blank.
static constexpr std::size_t most_signatures = 16;

KeyPair generate_key()
{
    KeyPair pair {};
    crypto_sign_keypair(pair.public_key.data(), pair.secret_key.data());
    return pair;
}

static std::array<std::uint8_t, 4> key_id(const std::string& name, const PublicKey& key)
{
    base::Bytes bytes;
    base::append(bytes, base::view_of(name));
    bytes.push_back('\n');
    bytes.push_back(algorithm_ed25519);
    base::append(bytes, key);
    auto digest = base::sha256(bytes);
    return { digest[0], digest[1], digest[2], digest[3] };
}

static bool is_name(std::string_view name)
{
    return !name.empty() && name.size() <= 200 && base::is_valid_utf8(name)
        && std::ranges::none_of(name,
            [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '+' || c == 0x7F; });
}

std::string to_text(const Verifier& verifier)
{
    base::Bytes typed { algorithm_ed25519 };
    base::append(typed, verifier.key);
    return verifier.name + "+" + base::to_hex(key_id(verifier.name, verifier.key)) + "+"
        + base::to_base64(typed);
}

Result<Verifier> parse_verifier(std::string_view text)
{
    auto first = text.find('+');
    auto second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos)
        return Error { "not a verifier key" };
    Verifier verifier;
    verifier.name = text.substr(0, first);
    auto typed = TRY(base::from_base64(text.substr(second + 1)));
    if (!is_name(verifier.name) || typed.size() != 33 || typed[0] != algorithm_ed25519)
        return Error { "not an Ed25519 verifier key" };
    std::copy_n(typed.begin() + 1, 32, verifier.key.begin());
    if (text.substr(first + 1, second - first - 1)
        != base::to_hex(key_id(verifier.name, verifier.key)))
        return Error { "a verifier key with another key's number" };
    return verifier;
}

std::string sign_note(const std::string& name, const KeyPair& pair, const std::string& text)
{
    std::array<std::uint8_t, crypto_sign_BYTES> signature {};
    crypto_sign_detached(signature.data(), nullptr,
        reinterpret_cast<const unsigned char*>(text.data()), text.size(), pair.secret_key.data());
    base::Bytes body;
    base::append(body, key_id(name, pair.public_key));
    base::append(body, signature);
    return note_with(text, name, body);
}

std::string note_with(const std::string& text, const std::string& name, base::View signature)
{
    return text + "\n" + std::string(signature_mark) + name + " " + base::to_base64(signature)
        + "\n";
}

Result<base::Bytes> own_signature(std::string_view note, std::string_view name)
{
    auto start = std::string(signature_mark) + std::string(name) + " ";
    for (auto at = note.rfind("\n\n"); at != note.npos; at = note.find('\n', at + 1)) {
        auto line = note.substr(at + 1, note.find('\n', at + 1) - at - 1);
        if (!line.starts_with(start))
            continue;
        auto body = TRY(base::from_base64(line.substr(start.size())));
        if (body.size() == 4 + crypto_sign_BYTES)
            return body;
    }
    return Error { "a note without a signature of its own" };
}

static bool holds(std::string_view line, std::string_view text, const Verifier& verifier)
{
    auto blank = line.rfind(' ');
    if (!line.starts_with(signature_mark) || blank < signature_mark.size()
        || line.substr(signature_mark.size(), blank - signature_mark.size()) != verifier.name)
        return false;
    auto body = base::from_base64(line.substr(blank + 1));
    auto id = key_id(verifier.name, verifier.key);
    if (!body || body.value().size() != 4 + crypto_sign_BYTES
        || !std::equal(id.begin(), id.end(), body.value().begin()))
        return false;
    return crypto_sign_verify_detached(body.value().data() + 4,
               reinterpret_cast<const unsigned char*>(text.data()), text.size(),
               verifier.key.data())
        == 0;
}

Result<std::string> open_note(std::string_view note, const Verifier& verifier)
{
    if (!base::is_valid_utf8(note) || !note.ends_with('\n')
        || std::ranges::any_of(
            note, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }))
        return Error { "not a signed note" };
    auto split = note.rfind("\n\n");
    if (split == note.npos)
        return Error { "a note without signatures" };
    auto text = note.substr(0, split + 1);
    auto rest = note.substr(split + 2);
    bool good = false;
    for (std::size_t count = 0; !rest.empty(); ++count) {
        if (count == most_signatures)
            return Error { "a note with too many signatures" };
        auto line = rest.substr(0, rest.find('\n'));
        if (!line.starts_with(signature_mark))
            return Error { "a note with something that is no signature" };
        good = good || holds(line, text, verifier);
        rest.remove_prefix(line.size() + 1);
    }
    if (!good)
        return Error { "a note that this key did not sign" };
    return std::string(text);
}

std::string to_text(const Checkpoint& checkpoint)
{
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n"
        + base::to_base64(checkpoint.root) + "\n";
}

Result<std::uint64_t> parse_size(std::string_view text)
{
    std::uint64_t size = 0;
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), size);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()
        || (text.size() > 1 && text[0] == '0'))
        return Error { "not a size" };
    return size;
}

Result<Checkpoint> parse_checkpoint(std::string_view text)
{
    auto wrong = Error { "not a checkpoint" };
    auto next_line = [&]() -> std::string_view {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        return line;
    };
    if (std::ranges::count(text, '\n') != 3 || !text.ends_with('\n'))
        return wrong;
    Checkpoint checkpoint;
    checkpoint.origin = next_line();
    checkpoint.size = TRY(parse_size(next_line()));
    if (checkpoint.origin.empty())
        return wrong;
    auto root = TRY(base::from_base64(next_line()));
    if (root.size() != checkpoint.root.size())
        return wrong;
    std::ranges::copy(root, checkpoint.root.begin());
    return checkpoint;
}

}
