// SPDX-License-Identifier: MIT
// What all workers share that take the encryption off a file: the question and the answer.
#pragma once

#include "kiosk/core/wire/channel.h"

#include <functional>
#include <span>
#include <string>
#include <variant>

namespace unlock {

enum class Fault { WrongPassword, Unsupported, Malformed, Limit };
struct Refused {
    Fault fault;
    const char* detail; // Our own ASCII words.
};

struct Unlocked {
    std::uint64_t bytes; // Of the output, from its beginning on.
};
using Outcome = std::variant<Unlocked, Refused>;

struct Task {
    const base::Descriptor& input; // Sealed, foreign.
    const base::Descriptor& output;
    std::span<const std::string> passwords;
    std::uint64_t most_bytes;
};

Result<void> serve_one(wire::Channel&, const std::function<Result<Outcome>(const Task&)>&);

}
