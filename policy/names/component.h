// SPDX-License-Identifier: MIT
// The parts that a name is made of. Private to this folder.
#pragma once

#include "policy/names/names.h"

#include <set>

namespace policy::names {

struct Component {
    std::string stem;
    std::string extension; // With its dot; empty for a folder.
    std::set<NameChange> changes;

    std::string whole() const { return stem + extension; }
};

Component make_component(const NameRules&, std::string_view original, std::optional<FileType>);

// Cuts the stem so that stem, `suffix` and extension take at most `most` bytes.
void shorten(Component&, std::string_view suffix, std::size_t most);

enum class Letter { Always, Scripted, Never };

struct LetterInfo {
    Letter letter { Letter::Never };
    Script script { Script::Latin }; // Of Scripted.
};

// One code point of NFC text. Digits, "._-", space, a little ASCII and the usual Japanese marks are
// Always; what Windows or an old code page could take for a separator is Never.
LetterInfo letter_of(char32_t);

// A device of Windows, or a file that some file manager acts on when it merely sees it.
bool is_reserved(std::string_view stem, std::string_view extension);

// "exe", "js" and all other extensions that something starts by; lower case.
bool is_dangerous_extension(std::string_view);

}
