// SPDX-License-Identifier: MIT
// What a document says of its own classification, beside what the submitter said of the transfer.
#pragma once

#include "policy/facts/stated_label.h"
#include "policy/language/terms.h"

#include <span>

namespace policy {

enum class BesideTransfer { Within, Above }; // Of at least one axis.
enum class Among { Agreeing, Disagreeing }; // Two levels of one axis.

struct LabelJudgement {
    std::string governs; // As governing() has it.
    BesideTransfer beside { BesideTransfer::Within };
    Among among { Among::Agreeing };
};

LabelJudgement judge_labels(std::span<const StatedLabel>, Label transfer);

// The highest of all of them on each axis: whatever carries such a file is handled so (2(2)).
Label highest(std::span<const StatedLabel>, Label transfer);

}
