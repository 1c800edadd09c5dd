// SPDX-License-Identifier: MIT
// Flattening by the real workers, and what comes of it.
#pragma once

#include "kiosk/broker/ask/flatten.h"
#include "tests/workers/pdf/readers.h"

#include <optional>

namespace tools {

Result<broker::Outcome<broker::Rebuilt>> flatten(
    const std::string& pdf, const broker::FlattenRequest& = {});
std::string bytes_of(const broker::Rebuilt&);

// The output's bytes; empty and a failure if there is none.
std::string flattened(const std::string& pdf, const broker::FlattenRequest& = {});

std::optional<broker::RefusalReason> refusal(
    const std::string& pdf, const broker::FlattenRequest& = {});

broker::FlattenRequest searchable(); // With a text layer.

bool is_verified(const std::string& pdf, std::uint64_t pages);

// Dark pixels of the first page.
int ink(const std::string& pdf);

}
