// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/report.h"

#include "kiosk/broker/road/label.h"
#include "kiosk/broker/road/seen.h"
#include "kiosk/broker/road/signatures.h"
#include "kiosk/core/base/clock.h"
#include "kiosk/core/base/text.h"
#include "policy/facts/removal.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

bool passes(policy::Verdict verdict)
{
    switch (verdict) {
    case policy::Verdict::Sanitized:
    case policy::Verdict::Verified:
    case policy::Verdict::Unchanged:
    case policy::Verdict::TextOnly:
    case policy::Verdict::Flattened: return true;
    case policy::Verdict::ViewOnly:
    case policy::Verdict::Held:
    case policy::Verdict::Refused:
    case policy::Verdict::NoAnswer: break;
    }
    return false;
}

static std::string_view method_word(const FileReport& report)
{
    return passes(report.verdict) ? policy::word(report.method) : std::string_view("none");
}

// To the millisecond: a report is read by people.
static double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

static json findings_of(const FileReport& report)
{
    auto findings = json::array();
    for (const auto& scan : report.scans) {
        for (const auto& name : scan.findings)
            findings.push_back({ { "scanner", scan.scanner }, { "name", base::escaped(name) } });
    }
    return findings;
}

static json outputs_of(const FileReport& report)
{
    auto outputs = json::array();
    for (const auto& output : report.outputs) {
        outputs.push_back(
            { { "path", output.path }, { "sha256", output.sha256 }, { "size", output.size },
                { "type", policy::info(output.type).mime }, { "renamed", output.name_changes } });
    }
    return outputs;
}

// Each code is known: whoever asked a worker has seen to it.
static json to_json(const Removed& removed)
{
    const auto* known = policy::removal_named(removed.what);
    auto where = base::escaped(removed.where);
    return { { "what", base::escaped(removed.what) }, { "where", where },
        { "where_ja", policy::place_in_japanese(where) }, { "count", removed.count },
        { "en", known ? known->english : "" }, { "ja", known ? known->japanese : "" } };
}

// Nobody reads the words of what passes as it came.
static bool was_looked_through(const FileReport& report)
{
    return !passes(report.verdict) || report.method != policy::Method::Unchanged;
}

// Only of what has one.
static void add_account(const FileReport& report, json& shown)
{
    if (report.account) {
        auto& account = shown["account"];
        for (const auto& one : policy::all_countables()) {
            auto place = static_cast<std::size_t>(one.what);
            account[std::string(one.word)] = { { "before", report.account->before.at(place) },
                { "after", report.account->after.at(place) }, { "en", one.english },
                { "ja", one.japanese } };
        }
    }
    if (report.looks)
        shown["account"]["looks"] = { { "before", report.looks->shown },
            { "after", report.looks->shown - report.looks->otherwise },
            { "en", "places on the first pages that look the same" },
            { "ja", "最初の数ページで見た目が同じ箇所" } };
    for (auto method : report.offers)
        shown["offers"].push_back(policy::word(method));
}

json to_json(const FileReport& report)
{
    auto reasons = json::array();
    for (const auto& reason : report.reasons)
        reasons.push_back(policy::to_line(reason));
    auto removed = json::array();
    for (const auto& item : report.removed)
        removed.push_back(to_json(item));
    auto parts = json::array();
    for (const auto& part : report.parts)
        parts.push_back(to_json(part));
    json shown {
        { "path", base::escaped(report.path) },
        { "size", report.size },
        { "sha256", report.sha256 },
        { "type", policy::info(report.type).mime },
        { "verdict", policy::word(report.verdict) },
        { "method", method_word(report) },
        { "reasons", reasons },
        { "findings", findings_of(report) },
        { "signatures", signatures_of(report) },
        { "removed", removed },
        { "loss",
            { { "text", rounded(report.loss.text) }, { "images", report.loss.images },
                { "links", report.loss.links }, { "formulas", report.loss.formulas } } },
        { "label", label_of(report) },
        { "seen", was_looked_through(report) ? to_json(report.seen) : json() },
        { "outputs", outputs_of(report) },
        { "parts", parts },
        { "seconds", rounded(report.seconds) },
    };
    add_account(report, shown);
    return shown;
}

json to_json(const std::vector<policy::EngineFacts>& engines)
{
    auto shown = json::object();
    int order = 0;
    for (const auto& engine : engines) {
        auto time
            = std::chrono::system_clock::time_point(std::chrono::seconds(engine.definitions_time));
        shown[engine.name] = {
            { "order", ++order },
            { "version", base::escaped(engine.version) },
            { "definitions", base::escaped(engine.definitions) },
            { "definitions_time", engine.definitions_time == 0 ? "" : base::to_utc_text(time) },
            { "built_in_test_set", engine.built_in_test_set },
            { "ready", engine.ready },
        };
    }
    return shown;
}

}
