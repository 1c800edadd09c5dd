// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/road.h"

#include "kiosk/broker/ask/unlock.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/extension.h"
#include "kiosk/broker/road/label.h"
#include "kiosk/broker/road/parts.h"
#include "kiosk/broker/road/sanitize.h"
#include "kiosk/broker/road/seen.h"
#include "kiosk/broker/road/signatures.h"
#include "kiosk/core/base/sha256.h"

#include <algorithm>
#include <chrono>

namespace broker {

using policy::Reason, policy::ReasonCode;

static Reason reason_of(const Refused& refused)
{
    switch (refused.reason) {
    case RefusalReason::Malformed: return { ReasonCode::Broken, refused.detail };
    case RefusalReason::Encrypted: return { ReasonCode::Encrypted, refused.detail };
    case RefusalReason::Limit: return { ReasonCode::Limit, refused.detail };
    case RefusalReason::Unsupported: return { ReasonCode::Unsupported, refused.detail };
    case RefusalReason::Empty: return { ReasonCode::Empty, refused.detail };
    }
    return { ReasonCode::WorkerSilent, "" };
}

static Carried refused(FileReport report, std::vector<Reason> reasons)
{
    report.verdict = policy::verdict_of(reasons);
    report.reasons = std::move(reasons);
    return { std::move(report), std::nullopt };
}

// No grammar of ours is that of a file that nobody here wrote: it is the very file, or nothing.
static policy::VerifierFacts same_as(
    const Piece& piece, policy::FileType type, const std::string& sha256)
{
    if (sha256 != piece.sha256)
        return { policy::VerifierState::Refused, policy::FileType::Unknown, "other bytes" };
    return { policy::VerifierState::Accepted, type, {} };
}

// What was written is a foreign file once more: another parser reads it, and every scanner (P5).
static policy::Decision second_judgement(const RoadSetting& setting, const policy::Plan& plan,
    const Piece& piece, Rebuilt& rebuilt, const policy::FileFacts& before, Seen& seen)
{
    auto unreadable = [](const Error& error) {
        policy::Decision decision;
        decision.reasons.push_back({ ReasonCode::WorkerSilent, error.message });
        return decision;
    };
    auto size = base::size_of(rebuilt.bytes);
    if (!size)
        return unreadable(size.error());
    auto digest = base::sha256_of_file(rebuilt.bytes);
    if (!digest)
        return unreadable(digest.error());
    auto extensions = policy::info(rebuilt.type).extensions;
    auto sha256 = base::to_hex(digest.value());
    auto facts = examine(setting, rebuilt.bytes, size.value(), sha256,
        std::string(extensions.substr(0, extensions.find(' '))), &before);
    auto verified = plan.method == policy::Method::Unchanged ? same_as(piece, rebuilt.type, sha256)
                                                             : verify(setting, plan, rebuilt, seen);
    return policy::judge_output(setting.policy, plan, facts, rebuilt.type, verified);
}

// A document that becomes pictures or text may have had some; the policy tolerates the alert then.
static bool had_macros(const policy::FileFacts& facts)
{
    if (policy::carries_macros(facts.type.by_structure))
        return true;
    return std::ranges::any_of(facts.scans, [](const policy::ScanFacts& scan) {
        return std::ranges::any_of(scan.findings, [](const std::string& finding) {
            return finding.starts_with("Heuristics.OLE2.ContainsMacros");
        });
    });
}

// What its container was seen to hold and nobody on the way has told of, or not as often.
static void tell_holdings(const policy::TypeFacts& type, std::vector<Removed>& removed)
{
    for (const auto& holding : type.holds) {
        std::uint64_t told = 0;
        for (const auto& one : removed)
            told += one.what == holding.what ? one.count : 0;
        if (told < holding.count)
            add_removed(removed, { holding.what, "", holding.count - told });
    }
}

enum class Origin { AsBrought, Unlocked };

namespace {

// Charges the time that has passed, less what parts and others have charged meanwhile.
class Clock {
public:
    explicit Clock(policy::Spending& spending)
        : m_spending(spending)
        , m_left(spending.time_left())
    {
    }
    std::chrono::duration<double> passed() const
    {
        return std::chrono::steady_clock::now() - m_start;
    }
    std::optional<Reason> charge()
    {
        auto own = std::chrono::duration_cast<std::chrono::milliseconds>(passed());
        return m_spending.time(own - (m_left - m_spending.time_left()));
    }

private:
    policy::Spending& m_spending;
    std::chrono::milliseconds m_left;
    std::chrono::steady_clock::time_point m_start { std::chrono::steady_clock::now() };
};

}

// A copy that passed, or why there is none.
using Made = std::variant<Rebuilt, std::vector<Reason>>;

static Made make(const RoadSetting& setting, const Piece& piece, const policy::Plan& plan,
    const policy::FileFacts& facts, policy::Spending& spending, unsigned depth, FileReport& report)
{
    auto outcome = sanitize(setting, piece, report.type, plan, spending, depth, report);
    if (!outcome)
        return std::vector { Reason { ReasonCode::WorkerSilent, outcome.error().message } };
    if (auto* no = std::get_if<Refused>(&outcome.value())) {
        auto reason = reason_of(*no);
        if (reason.code == ReasonCode::Empty && !report.parts.empty())
            reason.code = ReasonCode::PartRefused; // It holds something, and none of it may pass.
        return std::vector { reason };
    }
    auto rebuilt = std::get<Rebuilt>(std::move(outcome.value()));
    if (auto over = spending.pages(rebuilt.pages))
        return std::vector { *over };
    if (auto over = spending.pixels(rebuilt.pixels))
        return std::vector { *over };
    add_view(report.seen, std::move(rebuilt.seen));
    if (rebuilt.folder.empty()) { // Files of a folder have had theirs, each as a part.
        auto second = second_judgement(setting, plan, piece, rebuilt, facts, report.seen);
        if (!second.plan)
            return std::move(second.reasons);
    }
    return rebuilt;
}

// Why a copy of a document does not come along: for what it lacks, or for how it looks where the
// rule asks that. What cannot be drawn cannot be compared.
static std::vector<Reason> judge_copy(const RoadSetting& setting, const Piece& piece,
    const policy::Plan& plan, const Rebuilt& copy, const policy::Spending& spending,
    FileReport& report)
{
    const auto& limits = plan.options.loss;
    report.account = copy.account;
    auto reasons = policy::judge_loss(limits, *copy.account);
    if (!reasons.empty() || !limits.looks)
        return reasons;
    auto looks = looks_of(setting, piece, report.type, copy, spending);
    if (!looks)
        return { { ReasonCode::WorkerSilent, looks.error().message } };
    if (auto* no = std::get_if<Refused>(&looks.value()))
        return { reason_of(*no) };
    report.looks = std::get<policy::Looks>(looks.value());
    return policy::judge_looks(*limits.looks, *report.looks);
}

// What is made in place of a copy has at least the words: as many as the copy should have had.
static std::vector<Reason> judge_words(
    const policy::LossLimits& limits, const policy::LossAccount& copy, const Rebuilt& made)
{
    constexpr auto text = static_cast<std::size_t>(policy::Countable::Text);
    policy::LossAccount words;
    words.before.at(text) = copy.before.at(text);
    words.after.at(text) = made.letters.value_or(0); // That nobody counted: none.
    return policy::judge_loss(limits, words);
}

// What is made in place of a copy that lacks too much, if anybody wants that. If it cannot be, the
// copy's own reasons stand before the new ones, and the other offer is left.
static Made make_instead(const RoadSetting& setting, const Piece& piece, policy::Plan& plan,
    const policy::FileFacts& facts, policy::Spending& spending, unsigned depth, FileReport& report)
{
    auto method = policy::method_of(setting.instead);
    auto offers = policy::offers_for(report.type);
    if (!method || std::ranges::find(offers, *method) == offers.end()) {
        report.offers = std::move(offers);
        return report.reasons;
    }
    auto limits = plan.options.loss;
    plan = policy::replaced(std::move(plan), *method, setting.context.transfer_class);
    auto made = make(setting, piece, plan, facts, spending, depth, report);
    auto reasons = report.reasons;
    if (auto* no = std::get_if<std::vector<Reason>>(&made)) {
        reasons.insert(reasons.end(), no->begin(), no->end());
    } else {
        auto lost = judge_words(limits, *report.account, std::get<Rebuilt>(made));
        if (lost.empty())
            return made;
        for (auto& reason : lost)
            reason.text = std::string(policy::word(*method)) + " instead: " + reason.text;
        reasons.insert(reasons.end(), lost.begin(), lost.end());
    }
    std::erase(offers, *method);
    report.offers = std::move(offers);
    return reasons;
}

static Carried carry_examined(const RoadSetting& setting, const Piece& brought, Origin origin,
    const policy::FileFacts& facts, policy::Spending& spending, unsigned depth, FileReport report)
{
    Clock clock(spending);
    report.type = facts.type.by_structure;
    report.scans = facts.scans;
    report.signatures = facts.signatures.all;
    auto decision = policy::judge(setting.policy, facts, setting.context);
    if (!decision.plan)
        return refused(std::move(report), decision.reasons);

    auto plan = *decision.plan;
    if (origin == Origin::Unlocked && plan.method == policy::Method::Unchanged)
        return refused(std::move(report),
            { { ReasonCode::Encrypted, "what passes unchanged cannot lose its password" } });
    auto properties = read_properties(setting, brought, report.type, plan, spending);
    if (!properties)
        return refused(
            std::move(report), { { ReasonCode::WorkerSilent, properties.error().message } });
    // A label that nobody could read may be any.
    if (auto* unread = std::get_if<Refused>(&properties.value()))
        return refused(std::move(report), { reason_of(*unread) });
    add_view(report.seen, std::get<Seen>(properties.take()));
    auto piece = brought;
    piece.labels = stated_labels(report);
    auto made = make(setting, piece, plan, facts, spending, depth, report);
    if (auto* whole = std::get_if<Rebuilt>(&made); whole && whole->account) {
        report.reasons = judge_copy(setting, piece, plan, *whole, spending, report);
        if (policy::verdict_of(report.reasons) == policy::Verdict::Held) {
            if (auto over = clock.charge()) { // The second making has what the first one left.
                report.reasons.push_back(*over);
                report.offers = policy::offers_for(report.type);
                auto reasons = report.reasons;
                return refused(std::move(report), std::move(reasons));
            }
            made = make_instead(setting, piece, plan, facts, spending, depth, report);
        } else if (!report.reasons.empty()) {
            made = report.reasons;
        }
    }
    if (auto* reasons = std::get_if<std::vector<Reason>>(&made))
        return refused(std::move(report), std::move(*reasons));
    auto& rebuilt = std::get<Rebuilt>(made);
    report.verdict = plan.verdict;
    report.method = plan.method;
    add_all_removed(report.removed, rebuilt.removed);
    auto is_macros = [](const Removed& removed) { return removed.what == "macros"; };
    if (had_macros(facts) && std::ranges::none_of(report.removed, is_macros))
        report.removed.push_back({ "macros", "", 1 });
    if (plan.method != policy::Method::Unchanged)
        tell_holdings(facts.type, report.removed);
    if (report.signatures.empty())
        tell_unverified(report.removed);
    report.loss = rebuilt.loss;
    report.stamp = rebuilt.stamp;
    return { std::move(report), std::move(rebuilt) };
}

// What an encrypted document will be, its name says; if it lied, the opened one is judged by that.
static policy::FileType promised_by(const std::string& extension)
{
    auto fits = [&](const policy::FileTypeInfo& info) {
        return policy::is_ooxml(info.type) && policy::extension_fits(info.type, extension);
    };
    auto found = std::ranges::find_if(policy::all_file_types(), fits);
    return found == policy::all_file_types().end() ? policy::FileType::Unknown : found->type;
}

// Whether a password is all that is missing: were it not locked, it might come along.
static bool is_only_locked(const RoadSetting& setting, policy::FileFacts facts)
{
    if (facts.type.structure != policy::Structure::Encrypted
        || !can_unlock(facts.type.by_structure))
        return false;
    facts.type.structure = policy::Structure::Sound;
    facts.type.holds.clear(); // Read out of what is encrypted; the opened file has its own.
    if (facts.type.by_structure == policy::FileType::EncryptedOffice
        && policy::agrees(facts.type.by_structure, facts.type.by_magic))
        facts.type.by_structure = facts.type.by_magic = promised_by(facts.extension);
    for (auto& scan : facts.scans) {
        // ClamAV looks for sheets of macros among bytes that are encrypted, too.
        auto says_as_much = [](const std::string& finding) {
            return finding.starts_with("Heuristics.Encrypted.")
                || finding.starts_with("Heuristics.OLE2.ContainsMacros");
        };
        if (scan.scanner == "clamav" && scan.state == policy::ScanState::Found
            && std::ranges::all_of(scan.findings, says_as_much))
            scan = { scan.scanner, policy::ScanState::Clean, {}, {} };
    }
    // Whether it is signed, the opened file says; by then it must be.
    auto decision = policy::judge(setting.policy, facts, setting.context);
    auto is_open = [&](const Reason& reason) {
        return reason.code == ReasonCode::SignatureRequired
            && facts.signatures.state == policy::SignaturesState::NotAsked;
    };
    return decision.plan
        || (!decision.reasons.empty() && std::ranges::all_of(decision.reasons, is_open));
}

// Without its password it is another file, which nobody has looked at yet.
static Carried carry_unlocked(const RoadSetting& setting, const Piece& piece,
    const policy::FileFacts& locked, policy::Spending& spending, unsigned depth, FileReport report)
{
    auto type = locked.type.by_structure;
    auto limits = limits_for(setting.policy, &spending, piece.size);
    limits.output_bytes = std::min(limits.output_bytes, spending.bytes_left());
    auto opened = unlock(setting.workers, limits, piece.bytes, type, setting.passwords);
    if (!opened)
        return refused(std::move(report), { { ReasonCode::WorkerSilent, opened.error().message } });
    if (auto* no = std::get_if<Refused>(&opened.value())) {
        charge_bomb(spending, *no);
        return refused(std::move(report), { reason_of(*no) });
    }
    const auto& bytes = std::get<base::Descriptor>(opened.value());
    auto size = base::size_of(bytes);
    auto digest = base::sha256_of_file(bytes);
    if (!size || !digest)
        return refused(std::move(report),
            { { ReasonCode::WorkerSilent, size ? digest.error().message : size.error().message } });
    if (auto over = charge_parts(spending, 0, size.value()))
        return refused(std::move(report), { reason_of(*over) });
    Piece plain { bytes, size.value(), base::to_hex(digest.value()), piece.name };
    auto facts = examine(setting, bytes, plain.size, plain.sha256, extension_of(piece.name));
    // A signature over what is encrypted holds for those bytes, not for the opened ones.
    if (locked.signatures.state == policy::SignaturesState::NotAsked)
        look_at_signatures(setting, bytes, facts);
    else
        facts.signatures = locked.signatures;
    auto carried = carry_examined(
        setting, plain, Origin::Unlocked, facts, spending, depth, std::move(report));
    if (carried.output)
        carried.report.removed.insert(carried.report.removed.begin(), { "encryption", "", 1 });
    return carried;
}

static Carried carry_on(const RoadSetting& setting, const Piece& piece, policy::Spending& spending,
    unsigned depth, FileReport report)
{
    if (auto over = spending.depth(depth))
        return refused(std::move(report), { *over });
    auto facts = examine(setting, piece.bytes, piece.size, piece.sha256, extension_of(piece.name));
    look_at_signatures(setting, piece.bytes, facts);
    report.type = facts.type.by_structure;
    report.scans = facts.scans;
    report.signatures = facts.signatures.all;
    if (is_only_locked(setting, facts))
        return carry_unlocked(setting, piece, facts, spending, depth, std::move(report));
    return carry_examined(
        setting, piece, Origin::AsBrought, facts, spending, depth, std::move(report));
}

Carried carry(
    const RoadSetting& setting, const Piece& piece, policy::Spending& spending, unsigned depth)
{
    Clock clock(spending);
    FileReport report;
    report.path = piece.name;
    report.size = piece.size;
    report.sha256 = piece.sha256;
    report.transfer_label = setting.context.label;
    auto carried = carry_on(setting, piece, spending, depth, std::move(report));
    carried.report.seconds = clock.passed().count();
    auto over = clock.charge();
    if (over && carried.output) {
        auto reasons = std::move(carried.report.reasons);
        reasons.push_back(*over);
        return refused(std::move(carried.report), std::move(reasons));
    }
    if (depth == 0) {
        SeenRoom room;
        fit_seen(carried.report, room);
    }
    return carried;
}

}
