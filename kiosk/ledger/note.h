// SPDX-License-Identifier: MIT
// C2SP signed notes and tlog checkpoints, with Ed25519 (RFC 8032) by libsodium.
#pragma once

#include "kiosk/ledger/merkle.h"

#include <array>
#include <string>
#include <string_view>

namespace ledger {

using PublicKey = std::array<std::uint8_t, 32>;
using SecretKey = std::array<std::uint8_t, 64>; // libsodium's form: seed and public key.

struct KeyPair {
    PublicKey public_key;
    SecretKey secret_key;
};

KeyPair generate_key();

// Who signs: a name without blanks, "+" or line ends, and a key.
struct Verifier {
    std::string name;
    PublicKey key;
};

// "NAME+KEYID+BASE64", as C2SP signed-note writes a verifier key.
std::string to_text(const Verifier&);
Result<Verifier> parse_verifier(std::string_view);

// `text` ends in a line end; the note is the text, an empty line, one signature line.
std::string sign_note(const std::string& name, const KeyPair&, const std::string& text);

// The text, if a signature line by exactly this verifier holds. Control characters other than line
// ends, more than 16 signatures and bytes behind the last line are errors.
Result<std::string> open_note(std::string_view note, const Verifier&);

// The parts of a note whose signatures nobody has checked yet: key number and signature (68 bytes)
// of the first line signed as `name`, and the note put together again from them.
Result<base::Bytes> own_signature(std::string_view note, std::string_view name);
std::string note_with(const std::string& text, const std::string& name, base::View signature);

struct Checkpoint {
    std::string origin;
    std::uint64_t size { 0 };
    Hash root {};
};

Result<std::uint64_t> parse_size(std::string_view); // Decimal, no leading zeros.

std::string to_text(const Checkpoint&); // Three lines.
Result<Checkpoint> parse_checkpoint(
    std::string_view text); // Strict: no leading zeros, no more lines.

}
