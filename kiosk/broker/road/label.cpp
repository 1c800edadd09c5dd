// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/label.h"

#include "kiosk/core/base/text.h"
#include "policy/verdict/labels.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static std::vector<policy::StatedLabel> labels_of_name(const FileReport& report)
{
    auto name = std::string_view(report.path).substr(report.path.rfind('/') + 1);
    return policy::labels_in(base::decode_utf8(name).value_or(U""));
}

std::vector<policy::StatedLabel> stated_labels(const FileReport& report)
{
    auto all = labels_of_name(report);
    auto seen = labels_of(report.seen);
    all.insert(all.end(), seen.begin(), seen.end());
    return all;
}

std::vector<policy::StatedLabel> all_labels(const FileReport& report)
{
    auto all = stated_labels(report);
    for (const auto& part : report.parts) {
        if (!passes(part.verdict))
            continue;
        auto its = all_labels(part);
        all.insert(all.end(), its.begin(), its.end());
    }
    return all;
}

static json found_in(const FileReport& report)
{
    auto found = json::array();
    for (const auto& label : labels_of_name(report))
        found.push_back({ { "label", label.text }, { "where", "name" } });
    for (const auto& one : report.seen.listed) {
        if (one.kind != SightKind::Label)
            continue;
        const auto* where = one.place == SightPlace::Property ? "property" : "text";
        for (const auto& label : policy::labels_in(base::decode_utf8(one.text).value_or(U"")))
            found.push_back({ { "label", label.text }, { "where", where } });
    }
    return found;
}

json label_of(const FileReport& report)
{
    auto judged = policy::judge_labels(stated_labels(report), report.transfer_label);
    return { { "found", found_in(report) }, { "governs", judged.governs },
        { "above_transfer", judged.beside == policy::BesideTransfer::Above },
        { "disagree", judged.among == policy::Among::Disagreeing }, { "stamped", report.stamp } };
}

}
