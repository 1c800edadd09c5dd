// SPDX-License-Identifier: MIT
// The real workers, locked in, and independent readers of what they make.
#pragma once

#include "kiosk/broker/ask/flatten.h"

#include <optional>

namespace tools {

broker::Workers& workers();

Result<broker::Outcome<broker::Rebuilt>> flatten(
    const std::string& pdf, const broker::FlattenRequest& = {});
std::string bytes_of(const broker::Rebuilt&);

// The output's bytes; empty and a failure if there is none.
std::string flattened(const std::string& pdf, const broker::FlattenRequest& = {});

std::optional<broker::RefusalReason> refusal(
    const std::string& pdf, const broker::FlattenRequest& = {});

broker::FlattenRequest searchable(); // With a text layer.

bool is_verified(const std::string& pdf, std::uint64_t pages);

// What an independent reader says; `command` names the file as $F.
std::string run(const std::string& pdf, const std::string& command);

// Dark pixels of the first page.
int ink(const std::string& pdf);

}
