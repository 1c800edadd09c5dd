// SPDX-License-Identifier: MIT
// Names for the output. Whoever named the file is an attacker: every name is made anew, from an
// allow-list, and what was changed is told. UAX #15 (NFC, NFKC) and case folding by libunistring.
#pragma once

#include "policy/facts/file_type.h"
#include "policy/language/policy.h"

#include <unordered_map>

namespace policy {

namespace names {
struct Component;
}

enum class NameChange {
    Bytes, // Was no valid UTF-8.
    Normalized, // Was not NFC.
    Invisible, // Bidirectional, zero-width and other characters nobody sees.
    Characters, // Outside the allowed scripts.
    MixedScripts, // Letters of scripts that look alike, in one name.
    Reserved, // A name that Windows or a file manager treats specially.
    Edges, // Leading dots, trailing dots, spaces at either end.
    Extension, // Not that of the verified type, or one of a program further inside.
    Length, // Longer than allowed.
    Depth, // Deeper than allowed.
    Collision, // Taken already, for a reader that ignores case and form.
    Empty, // Nothing was left.
};

std::string_view word(NameChange); // "normalized"

struct OutputName {
    std::string path; // Relative, "/" between components, NFC.
    std::vector<NameChange> changes; // Each at most once, in the order above. Empty: as it was.
};

// One component, without looking at its neighbours: the pure core. `type`: nothing for a folder.
OutputName output_component(
    const NameRules&, std::string_view original, std::optional<FileType> type);

// Gives each file of one transfer its place; the same calls in the same order give the same names.
class Namer {
public:
    explicit Namer(NameRules rules)
        : m_rules(std::move(rules))
    {
    }

    // `original`: the path on the medium as it was read, bytes, "/" between components ("..", ""
    // and "." are names like any other here). Two calls never give the same place, also not for a
    // reader that ignores case, width and normal form.
    OutputName place(std::string_view original, FileType);

    // A folder without files. The same original folder always has the same place.
    OutputName folder(std::string_view original);

private:
    const OutputName& folder_of(std::string_view original);
    std::string claim(const std::string& folder, names::Component&); // A path nobody has yet.

    NameRules m_rules;
    std::unordered_map<std::string, OutputName> m_folders; // By the original path.
    std::unordered_map<std::string, OutputName> m_too_deep; // Answers for what lies below.
    std::unordered_map<std::uint64_t, std::uint32_t> m_taken; // Collision key -> next number.
};

// Equal for names that some reader would take for one another: NFKC, case-folded, NFKC again.
std::string collision_key(std::string_view name);

}
