// SPDX-License-Identifier: MIT
// Samples in every encoding, and the whole road of a text without its processes.
#pragma once

#include "sanitizer/rebuild/text/rewrite.h"
#include "sanitizer/verify/text/verify.h"

#include <string>

namespace text_test {

const charset::Tables& tables();

// UTF-8 to another encoding by iconv; the test fails if that cannot be.
std::string encoded(std::string_view utf8, const char* encoding);

struct Rewritten {
    charset::Outcome outcome;
    std::string text;

    bool is_done() const { return std::holds_alternative<charset::Report>(outcome); }
    std::string refusal() const; // Its detail, or nothing.
    std::uint64_t count(charset::Removal) const;
    std::uint64_t line(charset::Removal) const;
    charset::Encoding encoding() const;
};

// Fails the test unless the verifier accepts whatever comes out.
Rewritten rewrite(std::string_view bytes, const rebuild_text::Wanted& = {});
Rewritten rewrite_table(std::string_view bytes, rebuild_text::Format = rebuild_text::Format::Csv);

// What the verifier says, or nothing if all is well.
std::string breach(
    std::string_view, verify_text::Format, verify_text::Mark, std::size_t block = 1 << 20);

}
