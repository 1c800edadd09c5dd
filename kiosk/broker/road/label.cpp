// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/label.h"

#include "kiosk/core/base/text.h"
#include "policy/verdict/labels.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

json label_of(const FileReport& report)
{
    std::vector<policy::StatedLabel> labels;
    auto found = json::array();
    // A worker's word is read like the name: what is none of the closed list is no label.
    auto add = [&](std::string_view text, const char* where) {
        for (auto& label : policy::labels_in(base::decode_utf8(text).value_or(U""))) {
            found.push_back({ { "label", label.text }, { "where", where } });
            labels.push_back(std::move(label));
        }
    };
    add(std::string_view(report.path).substr(report.path.rfind('/') + 1), "name");
    for (const auto& one : report.seen.listed) {
        if (one.kind == SightKind::Label)
            add(one.text, "text");
    }
    auto judged = policy::judge_labels(labels, report.transfer_label);
    return { { "found", std::move(found) }, { "governs", judged.governs },
        { "above_transfer", judged.beside == policy::BesideTransfer::Above },
        { "disagree", judged.among == policy::Among::Disagreeing } };
}

}
