// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/label.h"

#include "kiosk/core/base/text.h"
#include "policy/verdict/labels.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

struct Stated {
    std::vector<policy::StatedLabel> labels;
    json found = json::array();
};

static Stated stated_in(const FileReport& report)
{
    Stated stated;
    // A worker's word is read like the name: what is none of the closed list is no label.
    auto add = [&](std::string_view text, const char* where) {
        for (auto& label : policy::labels_in(base::decode_utf8(text).value_or(U""))) {
            stated.found.push_back({ { "label", label.text }, { "where", where } });
            stated.labels.push_back(std::move(label));
        }
    };
    add(std::string_view(report.path).substr(report.path.rfind('/') + 1), "name");
    for (const auto& one : report.seen.listed) {
        if (one.kind == SightKind::Label)
            add(one.text, "text");
    }
    return stated;
}

json label_of(const FileReport& report)
{
    auto stated = stated_in(report);
    auto judged = policy::judge_labels(stated.labels, report.transfer_label);
    return { { "found", std::move(stated.found) }, { "governs", judged.governs },
        { "above_transfer", judged.beside == policy::BesideTransfer::Above },
        { "disagree", judged.among == policy::Among::Disagreeing } };
}

policy::Label governing_label(const FileReport& report)
{
    return policy::highest(stated_in(report).labels, report.transfer_label);
}

}
