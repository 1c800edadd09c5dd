// SPDX-License-Identifier: MIT
// What the scanners say about one file. Facts only; the verdict is made by policy/verdict.
// Every default is the answer of silence, and silence never passes.
#pragma once

#include "policy/facts/file_type.h"
#include "policy/facts/signature.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace policy {

enum class Structure {
    NoAnswer,
    Sound, // The whole file follows its format's container rules.
    Broken, // It does not.
    Encrypted, // Its content needs a password.
    Ambiguous, // Two readers could see two different files (polyglot, trailing data, twin entries).
};

// A kind of thing that may not come along, as far as its container tells: {"macros", 1}. For the
// report alone: that nothing of it is in an output, the verifiers say.
struct Holding {
    std::string what; // A word of a report's list of removals.
    std::uint64_t count { 1 };

    bool operator==(const Holding&) const = default;
};

struct TypeFacts {
    FileType by_structure { FileType::Unknown }; // Our own check.
    FileType by_magic { FileType::Unknown }; // libmagic.
    std::string magic_mime;
    Structure structure { Structure::NoAnswer };
    std::string detail; // Our own words: which rule is broken, what is ambiguous.
    // Of doc, xls, xlsb, ppt and rtf, and of signatures wherever they are known; each word once.
    std::vector<Holding> holds;
};

enum class ScanState { NoAnswer, Clean, Found, Incomplete }; // Incomplete: a limit was reached.

struct ScanFacts {
    std::string scanner; // "clamav", "yara", "command:NAME".
    ScanState state { ScanState::NoAnswer };
    std::vector<std::string> findings; // Names of signatures or rules.
    std::string detail;
};

// How an engine came up. Stands in every report.
struct EngineFacts {
    std::string name;
    std::string version;
    std::string definitions; // Their version, in the engine's own terms.
    std::int64_t definitions_time { 0 }; // Seconds since 1970 UTC; 0: unknown.
    bool built_in_test_set { false }; // Only the bench policy accepts these.
    bool ready { false };
};

enum class SignatureState { NoAnswer, Missing, Invalid, Valid };

// Who vouches for the bytes as they are. Whether that one may is the policy's question.
struct PublisherFacts {
    SignatureState state { SignatureState::NoAnswer };
    std::string key_sha256; // Of the signer's public key information (DER), lower-case hex.
    std::string signer; // As the certificate names it.
    std::string detail;
};

struct FileFacts {
    std::uint64_t size { 0 };
    std::string sha256; // Lower-case hex.
    std::string extension; // Lower case, without the dot, of the name on the medium.
    TypeFacts type;
    std::vector<ScanFacts> scans;
    SignatureFacts signatures; // Asked for files only that hold some.
    PublisherFacts publisher; // Asked for updates only.
};

}
