// SPDX-License-Identifier: MIT
#include "policy/verdict/judge.h"

#include "kiosk/core/base/text.h"
#include "policy/verdict/unread.h"

#include <algorithm>

namespace policy {

using Reasons = std::vector<Reason>;

static void add(Reasons& reasons, ReasonCode code, const std::string& text = {})
{
    reasons.push_back({ code, base::escaped(text) });
}

static std::string name_of(FileType type)
{
    return std::string(info(type).name);
}

static bool matches(std::string_view pattern, std::string_view finding)
{
    if (pattern.ends_with('*'))
        return finding.starts_with(pattern.substr(0, pattern.size() - 1));
    return finding == pattern;
}

static bool is_tolerated(const Rule* rule, const std::string& finding)
{
    return rule && std::ranges::any_of(rule->tolerate, [&](const std::string& pattern) {
        return matches(pattern, finding);
    });
}

// What the name and the two readings say about the type.
static void judge_type(const FileFacts& facts, Reasons& reasons)
{
    auto type = facts.type.by_structure;
    auto family = info(type).family;
    if (facts.type.structure == Structure::NoAnswer) {
        add(reasons, ReasonCode::NoTypeAnswer, facts.type.detail);
        return;
    }
    if (facts.size == 0 || family == Family::Empty) {
        add(reasons, ReasonCode::Empty);
        return;
    }
    if (family == Family::Unknown) {
        add(reasons, ReasonCode::UnknownType,
            kind_by_name(facts.extension)
                + (facts.type.detail.empty() ? "" : facts.type.detail + "; ")
                + "libmagic: " + facts.type.magic_mime);
        return;
    }
    if (!agrees(type, facts.type.by_magic))
        add(reasons, ReasonCode::TypeMismatch,
            "the structure says " + name_of(type) + ", libmagic says " + facts.type.magic_mime);
    if (!extension_fits(type, facts.extension))
        add(reasons, ReasonCode::TypeMismatch,
            (facts.extension.empty() ? "the name has no extension"
                                     : "the name ends in ." + facts.extension)
                + ", the content is " + name_of(type));
}

static void judge_structure(const FileFacts& facts, Reasons& reasons)
{
    if (facts.type.by_structure == FileType::EncryptedOffice
        && facts.type.structure != Structure::Encrypted)
        add(reasons, ReasonCode::Encrypted, facts.type.detail);
    switch (facts.type.structure) {
    case Structure::Sound: break;
    case Structure::NoAnswer: break; // Said by judge_type.
    case Structure::Broken:
        // What is not known is not damaged; judge_type has said so.
        if (facts.type.by_structure != FileType::Unknown)
            add(reasons, ReasonCode::Broken, facts.type.detail);
        break;
    case Structure::Encrypted: add(reasons, ReasonCode::Encrypted, facts.type.detail); break;
    case Structure::Ambiguous: add(reasons, ReasonCode::Ambiguous, facts.type.detail); break;
    }
}

// Whether everything that one scanner found is let by; what is not becomes a reason.
static void judge_findings(
    const ScanFacts& scan, const Rule* rule, Reasons& reasons, std::vector<std::string>& tolerated)
{
    if (scan.findings.empty())
        add(reasons, ReasonCode::Malware, scan.scanner);
    for (const auto& finding : scan.findings) {
        // The names that may be tolerated are ClamAV's; another engine's are not known here.
        if (scan.scanner == "clamav" && is_tolerated(rule, finding))
            tolerated.push_back(finding);
        else
            add(reasons, ReasonCode::Malware, scan.scanner + ": " + finding);
    }
}

// ClamAV's word for a limit that it reached is no malware; whatever else it found is.
static void judge_incomplete(const ScanFacts& scan, Reasons& reasons)
{
    auto told = scan.detail;
    for (const auto& finding : scan.findings) {
        if (scan.scanner == "clamav" && matches("Heuristics.Limits.Exceeded*", finding))
            told += (told.empty() ? "" : ", ") + finding;
        else
            add(reasons, ReasonCode::Malware, scan.scanner + ": " + finding);
    }
    add(reasons, ReasonCode::ScanIncomplete, scan.scanner + ": " + told);
}

static void judge_scan(
    const ScanFacts& scan, const Rule* rule, Reasons& reasons, std::vector<std::string>& tolerated)
{
    switch (scan.state) {
    case ScanState::Clean:
        if (!scan.findings.empty()) // Cannot be both; the worse one holds.
            judge_findings(scan, nullptr, reasons, tolerated);
        return;
    case ScanState::Found: judge_findings(scan, rule, reasons, tolerated); return;
    case ScanState::Incomplete: judge_incomplete(scan, reasons); return;
    case ScanState::NoAnswer:
        add(reasons, ReasonCode::ScannerSilent, scan.scanner + ": " + scan.detail);
        return;
    }
}

// Every answer counts, also that of a scanner that was not required.
static void judge_scans(const Policy& policy, const FileFacts& facts, const Rule* rule,
    Reasons& reasons, std::vector<std::string>& tolerated)
{
    for (const auto& name : policy.scanners.all_required()) {
        if (std::ranges::find(facts.scans, name, &ScanFacts::scanner) == facts.scans.end())
            add(reasons, ReasonCode::ScannerSilent, name + ": was not asked");
    }
    for (const auto& scan : facts.scans)
        judge_scan(scan, rule, reasons, tolerated);
}

std::vector<Reason> judge_engines(
    const Policy& policy, const std::vector<EngineFacts>& engines, std::int64_t now)
{
    Reasons reasons;
    for (const auto& name : policy.scanners.all_required()) {
        if (std::ranges::find(engines, name, &EngineFacts::name) == engines.end())
            add(reasons, ReasonCode::EngineNotReady, name + ": did not come up");
    }
    for (const auto& engine : engines) {
        if (!engine.ready) {
            add(reasons, ReasonCode::EngineNotReady, engine.name);
            continue;
        }
        if (engine.built_in_test_set) {
            if (!policy.definitions.allow_built_in_test_set)
                add(reasons, ReasonCode::TestDefinitions, engine.name);
            continue; // Part of the program: it has no age.
        }
        if (engine.definitions.empty() && engine.definitions_time == 0)
            continue; // An engine without definitions of its own (the type check).
        auto days = policy.definitions.max_age_of(engine.name);
        auto age = now - engine.definitions_time;
        if (engine.definitions_time <= 0 || age > std::int64_t { days } * 86'400)
            add(reasons, ReasonCode::DefinitionsStale,
                engine.name + " " + engine.definitions + ": older than " + std::to_string(days)
                    + " days, or of unknown age");
        else if (age < -86'400)
            add(reasons, ReasonCode::DefinitionsStale,
                engine.name + " " + engine.definitions + ": from the future, so a clock is wrong");
    }
    return reasons;
}

static Verdict outcome_of(Method method, TransferClass transfer_class)
{
    switch (method) {
    case Method::Refuse: return Verdict::Refused;
    case Method::Rebuild:
    case Method::Flatten:
    case Method::Text:
    case Method::Unchanged:
    case Method::Verify: break;
    }
    if (transfer_class == TransferClass::View)
        return Verdict::ViewOnly;
    switch (method) {
    case Method::Rebuild: return Verdict::Sanitized;
    case Method::Flatten: return Verdict::Flattened;
    case Method::Text: return Verdict::TextOnly;
    case Method::Unchanged: return Verdict::Unchanged;
    case Method::Verify: return Verdict::Verified;
    case Method::Refuse: break;
    }
    return Verdict::Refused;
}

Plan replaced(Plan plan, Method method, TransferClass transfer_class)
{
    plan.method = method;
    plan.options = {};
    plan.verdict = outcome_of(method, transfer_class);
    return plan;
}

static void judge_publisher(
    const Policy& policy, const FileFacts& facts, const Rule& rule, Reasons& reasons)
{
    switch (facts.publisher.state) {
    case SignatureState::NoAnswer:
        add(reasons, ReasonCode::ScannerSilent, "publisher: " + facts.publisher.detail);
        return;
    case SignatureState::Missing:
        add(reasons, ReasonCode::PublisherUnknown, "no signature");
        return;
    case SignatureState::Invalid:
        add(reasons, ReasonCode::SignatureInvalid, facts.publisher.detail);
        return;
    case SignatureState::Valid: break;
    }
    for (const auto& publisher : policy.publishers) {
        if (std::ranges::find(rule.publishers, publisher.name) != rule.publishers.end()
            && std::ranges::find(publisher.key_sha256, facts.publisher.key_sha256)
                != publisher.key_sha256.end())
            return;
    }
    add(reasons, ReasonCode::PublisherUnknown, facts.publisher.signer);
}

static bool is_wanted(const Signature& one)
{
    return one.result == SignatureResult::Valid && one.kind != SignatureKind::PdfTimestamp;
}

// What a file says that it has must have been looked at, whether or not a rule asks for it.
static void judge_signatures(const FileFacts& facts, const Rule* rule, Reasons& reasons)
{
    const auto& signatures = facts.signatures;
    if (signatures.state == SignaturesState::NoAnswer)
        add(reasons, ReasonCode::ScannerSilent, "signatures: " + signatures.detail);
    if (!rule || rule->options.signatures != Signatures::Required
        || std::ranges::any_of(signatures.all, is_wanted))
        return;
    std::string told;
    for (const auto& one : signatures.all)
        told += (told.empty() ? "" : "; ") + std::string(word(one.kind)) + " "
            + std::string(word(one.result)) + (one.detail.empty() ? "" : ", " + one.detail);
    add(reasons, ReasonCode::SignatureRequired, told.empty() ? "it has none" : told.substr(0, 400));
}

// Whatever makes cells of it: nobody could tell them from a table's.
static bool has_macro_sheet(const TypeFacts& type)
{
    return std::ranges::find(type.holds, "macro-sheet", &Holding::what) != type.holds.end();
}

static void judge_rule(const Policy& policy, const FileFacts& facts, const Rule* rule,
    const Context& context, Reasons& reasons)
{
    auto type = facts.type.by_structure;
    auto family = info(type).family;
    if (family == Family::Unknown || family == Family::Empty)
        return; // No rule could help; judge_type has said so.
    auto verified = rule && rule->method == Method::Verify;
    if (type == FileType::Shortcut)
        add(reasons, ReasonCode::Shortcut);
    else if (family == Family::Program && !verified)
        add(reasons, ReasonCode::Executable);
    if (std::ranges::find(policy.zones, context.zone) == policy.zones.end())
        add(reasons, ReasonCode::NoRule, "the policy has no zone " + context.zone);
    else if (family == Family::Unread && !(rule && can(rule->method, type)))
        add(reasons, ReasonCode::NoMethod, why_unread(type));
    else if (!rule)
        add(reasons, ReasonCode::NoRule, name_of(type));
    else if (rule->method == Method::Refuse)
        add(reasons, ReasonCode::RuleRefuses, rule->name + ": " + rule->reason);
    else if (!can(rule->method, type))
        add(reasons, ReasonCode::NoMethod, name_of(type));
    else if (rule->method == Method::Rebuild && has_macro_sheet(facts.type))
        add(reasons, ReasonCode::Unsupported, "it has a sheet of macros (Excel 4.0)");
    if (verified)
        judge_publisher(policy, facts, *rule, reasons);
}

Decision judge(const Policy& policy, const FileFacts& facts, const Context& context)
{
    Decision decision;
    auto& reasons = decision.reasons;
    const auto* rule = rule_for(
        policy, context.transfer_class, facts.type.by_structure, context.zone, context.label);
    std::vector<std::string> tolerated;

    reasons = judge_engines(policy, context.engines, context.now);
    if (facts.size > policy.limits.max_file_bytes)
        add(reasons, ReasonCode::TooLarge,
            "more than " + std::to_string(policy.limits.max_file_bytes) + " bytes");
    judge_type(facts, reasons);
    judge_structure(facts, reasons);
    judge_scans(policy, facts, rule, reasons, tolerated);
    judge_rule(policy, facts, rule, context, reasons);
    judge_signatures(facts, rule, reasons);

    if (reasons.empty() && rule) {
        decision.verdict = outcome_of(rule->method, context.transfer_class);
        decision.plan = Plan { rule->method, rule->options, decision.verdict, rule->name,
            rule->reason, std::move(tolerated) };
    } else {
        decision.verdict = verdict_of(reasons);
    }
    return decision;
}

static void judge_verifier(FileType intended, const VerifierFacts& verifier, Reasons& reasons)
{
    switch (verifier.state) {
    case VerifierState::NoAnswer: add(reasons, ReasonCode::VerifierSilent, verifier.detail); return;
    case VerifierState::Refused: add(reasons, ReasonCode::VerifierRefused, verifier.detail); return;
    case VerifierState::Accepted: break;
    }
    if (verifier.type != intended)
        add(reasons, ReasonCode::OutputType,
            "the verifier read " + name_of(verifier.type) + ", meant was " + name_of(intended));
}

Decision judge_output(const Policy& policy, const Plan& plan, const FileFacts& output,
    FileType intended, const VerifierFacts& verifier)
{
    Decision decision;
    auto& reasons = decision.reasons;
    std::vector<std::string> tolerated;

    judge_verifier(intended, verifier, reasons);
    judge_structure(output, reasons);
    if (output.type.structure == Structure::NoAnswer)
        add(reasons, ReasonCode::NoTypeAnswer, output.type.detail);
    if (!can(plan.method, intended) || plan.method == Method::Refuse)
        add(reasons, ReasonCode::OutputType, name_of(intended) + " cannot come of this method");
    if (output.type.by_structure != intended || !agrees(intended, output.type.by_magic))
        add(reasons, ReasonCode::OutputType,
            "the scanner read " + name_of(output.type.by_structure) + " (" + output.type.magic_mime
                + "), meant was " + name_of(intended));
    judge_scans(policy, output, nullptr, reasons, tolerated);
    for (auto& reason : reasons) {
        if (reason.code == ReasonCode::Malware)
            reason.code = ReasonCode::OutputFound;
    }

    if (reasons.empty()) {
        decision.verdict = plan.verdict;
        decision.plan = plan;
    } else {
        decision.verdict = verdict_of(reasons);
    }
    return decision;
}

}
