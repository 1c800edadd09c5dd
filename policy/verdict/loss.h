// SPDX-License-Identifier: MIT
// Whether a rebuilt document lacks more than the policy lets it, and what may be handed over then.
#pragma once

#include "policy/facts/account.h"
#include "policy/facts/file_type.h"
#include "policy/language/options.h"
#include "policy/language/terms.h"
#include "policy/verdict/reason.h"

#include <vector>

namespace policy {

// What the one who submits wants of files that would be held.
enum class Instead { Nothing, Text, Image };

std::string_view word(Instead); // "none", "text", "image"
std::optional<Instead> instead_named(std::string_view);
std::optional<Method> method_of(Instead); // Nothing: none.

// One reason for each figure of which too much is lost. Empty: it may come along.
std::vector<Reason> judge_loss(const LossLimits&, const LossAccount&);

// The same for how the first pages look.
std::vector<Reason> judge_looks(unsigned most_percent, const Looks&);

// What the station offers in place of a copy that is held.
std::vector<Method> offers_for(FileType);

}
