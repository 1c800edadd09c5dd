// SPDX-License-Identifier: MIT
#include "policy/verdict/labels.h"

#include <algorithm>

namespace policy {

static unsigned level_of(Label label, LabelAxis axis)
{
    switch (axis) {
    case LabelAxis::Confidentiality: return label.confidentiality;
    case LabelAxis::Integrity: return label.integrity;
    case LabelAxis::Availability: break;
    }
    return label.availability;
}

LabelJudgement judge_labels(std::span<const StatedLabel> labels, Label transfer)
{
    LabelJudgement judgement;
    judgement.governs = governing(labels);
    for (auto axis :
        { LabelAxis::Confidentiality, LabelAxis::Integrity, LabelAxis::Availability }) {
        const StatedLabel* highest = nullptr;
        for (const auto& one : labels) {
            if (one.axis != axis)
                continue;
            if (highest && one.level != highest->level)
                judgement.among = Among::Disagreeing;
            if (!highest || one.level > highest->level)
                highest = &one;
        }
        if (!highest)
            continue;
        if (highest->level > level_of(transfer, axis))
            judgement.beside = BesideTransfer::Above;
    }
    return judgement;
}

Label highest(std::span<const StatedLabel> labels, Label transfer)
{
    for (const auto& one : labels) {
        auto raise = [&](std::uint8_t& level) {
            level = std::max(level, static_cast<std::uint8_t>(one.level));
        };
        switch (one.axis) {
        case LabelAxis::Confidentiality: raise(transfer.confidentiality); break;
        case LabelAxis::Integrity: raise(transfer.integrity); break;
        case LabelAxis::Availability: raise(transfer.availability); break;
        }
    }
    return transfer;
}

}
