// SPDX-License-Identifier: MIT
// Who signed a document or a mail, and what that is worth. Told before a rebuild takes it off.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

enum class SignatureKind { Pdf, PdfTimestamp, Ooxml, Odf, Mail };

// The first that is true stands, in this order from Unreadable upwards.
enum class SignatureResult {
    Valid, // By somebody the station trusts, over all of the file.
    ValidButChangedAfter, // Likewise, over a part: something was added or is not signed.
    Expired, // Its certificate was not valid when it was made, as far as that is known.
    UntrustedSigner, // Nobody the station trusts vouches for the signer.
    WeakAlgorithm, // SHA-1, a short key: anybody may have made it.
    Broken, // What was signed is something else.
    Unsupported, // Of a kind that is not judged here.
    Unreadable, // It cannot be read as a signature.
};

enum class Coverage { Nothing, Part, Whole };

// Claimed: by the signer. Stamped: by a timestamp that the station trusts.
enum class TimeSource { None, Claimed, Stamped };

struct Signature {
    SignatureKind kind { SignatureKind::Pdf };
    SignatureResult result { SignatureResult::Unreadable };
    Coverage covers { Coverage::Nothing };
    std::string signer; // Of the certificate: UTF-8, anything at all within most_name_bytes.
    std::string issuer;
    std::string serial; // Lower-case hex.
    std::int64_t signed_at { 0 }; // Seconds since 1970 UTC.
    TimeSource time { TimeSource::None };
    std::string detail; // Our own ASCII words.
};

inline constexpr std::size_t most_name_bytes = 256;
inline constexpr std::int64_t end_of_time = 253'402'300'799; // 9999-12-31.
inline constexpr std::size_t most_signatures = 32;

enum class SignaturesState { NotAsked, NoAnswer, Told };

struct SignatureFacts {
    SignaturesState state { SignaturesState::NotAsked };
    std::vector<Signature> all;
    std::string detail; // Of NoAnswer.
};

std::string_view word(SignatureKind); // "pdf"
std::string_view word(SignatureResult); // "valid-but-changed-after": never changes once released.
std::string_view word(Coverage); // "part"
std::string_view word(TimeSource); // "claimed"
std::optional<SignatureResult> signature_result_named(std::string_view);

// Its result in plain words, for people.
std::string_view english(const Signature&);
std::string_view japanese(const Signature&);

}
