// SPDX-License-Identifier: MIT
// Why a mail, or a part of one, is not opened.
#pragma once

#include <optional>
#include <string>

namespace unpack_mail {

enum class Trouble { Malformed, Encrypted, Limit, Unsupported, Empty };

struct Stop {
    Trouble trouble;
    std::string detail; // Our own ASCII words: nothing of the mail is in it.
};

// What a step answers that fills in its result: nothing if it went well.
using MaybeStop = std::optional<Stop>;

inline MaybeStop malformed(const char* detail)
{
    return Stop { Trouble::Malformed, detail };
}
inline MaybeStop limit(const char* detail)
{
    return Stop { Trouble::Limit, detail };
}

}
