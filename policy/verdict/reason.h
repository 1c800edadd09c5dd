// SPDX-License-Identifier: MIT
// Why a file does not come along: a stable code for machines, plain words for people.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace policy {

enum class Verdict {
    Sanitized,
    Verified,
    Unchanged,
    TextOnly,
    Flattened,
    ViewOnly,
    Held, // The copy lacks more than the policy lets it; another method is offered.
    Refused, // Somebody said no, and said why.
    NoAnswer, // Somebody who had to answer did not.
};

enum class Language { English, Japanese };

enum class ReasonCode {
    // What the file is.
    UnknownType,
    TypeMismatch,
    Executable,
    Shortcut,
    Empty,
    TooLarge,
    Broken,
    Encrypted,
    Ambiguous,
    NoTypeAnswer,
    // What the scanners say.
    Malware,
    ScanIncomplete,
    ScannerSilent,
    EngineNotReady,
    DefinitionsStale,
    TestDefinitions,
    // What the policy says.
    NoRule,
    RuleRefuses,
    NoMethod,
    PublisherUnknown,
    SignatureInvalid,
    SignatureRequired,
    // What happened on the way.
    Limit,
    Unsupported,
    WorkerSilent,
    VerifierRefused,
    VerifierSilent,
    OutputFound,
    OutputType,
    PartRefused,
    Unreadable,
    Name,
    // What the rebuilt copy lacks, in the order of Countable.
    TextLost,
    PagesLost,
    CellsLost,
    PicturesLost,
    LinksLost,
    FormulasLost,
    LooksLost,
};

struct Reason {
    ReasonCode code;
    std::string text; // What exactly, in English: a signature's name, a broken rule. Escaped.
};

std::span<const ReasonCode> all_reason_codes();
std::string_view word(Verdict); // "Sanitized"
std::string_view word(ReasonCode); // "type-mismatch": never changes once released.
std::optional<Verdict> verdict_named(std::string_view);
std::optional<ReasonCode> reason_code_named(std::string_view);

// What happened, and what to do next.
std::string_view to_text(ReasonCode, Language);
std::string_view to_text(Verdict, Language);

// "type-mismatch: the name says pdf, the content is a PNG image"
std::string to_line(const Reason&);

// Silence (a crash, a timeout, a missing engine) rather than a reasoned no.
bool is_silence(ReasonCode);

// That the copy lacks too much.
bool is_loss(ReasonCode);

// NoAnswer if silence is all there is, Held if loss is, else Refused. Without any reason: NoAnswer.
Verdict verdict_of(std::span<const Reason>);

}
