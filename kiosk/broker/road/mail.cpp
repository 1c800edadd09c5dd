// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/mail.h"

#include "kiosk/broker/ask/mail.h"
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/mail_text.h"
#include "kiosk/broker/road/parts.h"
#include "kiosk/broker/road/sanitize.h"
#include "kiosk/core/base/text.h"

namespace broker {

using policy::FileType, policy::ReasonCode, policy::Verdict;

namespace {

struct GivenBody {
    MailPart part;
    base::Descriptor content;
};

// Keeps what comes out of a mail in memory files, until the whole of it is known to be good.
class Gathered final : public MailSink {
public:
    explicit Gathered(Attachments wanted)
        : m_wanted(wanted)
    {
    }

    Result<void> header(MailHeader header) override
    {
        summary.headers.push_back(std::move(header));
        return {};
    }

    bool wants(const MailPart& part) override
    {
        bool left_out = part.kind == MailPartKind::Attachment && m_wanted == Attachments::LeaveOut;
        if (left_out)
            summary.left_out.push_back(part.name);
        return !left_out;
    }

    Result<void> take(const MailPart& part, base::Descriptor content) override
    {
        if (part.kind == MailPartKind::Attachment)
            attachments.push_back({ part.name, std::move(content) });
        else
            bodies.push_back({ part, std::move(content) });
        return {};
    }

    Result<void> refused(const std::string& name, MailPartRefusal why) override
    {
        FileReport report;
        report.path = name;
        report.verdict = Verdict::Refused;
        auto code
            = why == MailPartRefusal::Encrypted ? ReasonCode::Encrypted : ReasonCode::Unsupported;
        report.reasons.push_back({ code, to_text(why) });
        refused_parts.push_back(std::move(report));
        return {};
    }

    MailSummary summary;
    std::vector<GivenBody> bodies;
    std::vector<Part> attachments;
    std::vector<FileReport> refused_parts;

private:
    Attachments m_wanted;
};

// What the bodies are as text, and what did not come along of them.
struct Words {
    std::vector<MailBody> bodies;
    std::vector<Removed> removed;
    Loss loss;
    Seen seen; // Where links of its pages lead.
};

}

static MailLimits mail_limits(
    const RoadSetting& setting, const Piece& piece, const policy::Spending& spending)
{
    MailLimits limits;
    limits.worker = limits_for(setting.policy, &spending, piece.size);
    limits.parts = spending.entries_left();
    limits.total_bytes = spending.bytes_left();
    limits.part_bytes = std::min(spending.bytes_left(), setting.policy.limits.max_file_bytes);
    return limits;
}

// One page of HTML as its words. The refusal is the mail's, unless the page is there for show only.
static Result<std::optional<Refused>> add_page(const RoadSetting& setting,
    const policy::Spending& spending, const GivenBody& body, Words& words)
{
    auto outcome = TRY(html_to_text(setting.workers, body.content, text_limits(setting, spending)));
    if (auto* refused = std::get_if<Refused>(&outcome)) {
        if (refused->reason != RefusalReason::Empty && body.part.standing == MailStanding::Own)
            return std::optional<Refused>(std::move(*refused));
        // One without words, too: a reader may show a picture in their place.
        add_removed(words.removed, { "alternative-body", "text/html" });
        return std::optional<Refused>();
    }
    auto page = std::get<Rebuilt>(std::move(outcome));
    for (auto& removed : page.removed)
        add_removed(words.removed,
            { removed.what, removed.where.empty() ? "html" : "html, " + removed.where,
                removed.count });
    words.loss.images += page.loss.images;
    words.loss.links += page.loss.links;
    add_view(words.seen, std::move(page.seen));
    words.bodies.push_back({ std::move(page.bytes), body.part.standing });
    return std::optional<Refused>();
}

static Result<std::optional<Refused>> read_bodies(const RoadSetting& setting,
    const policy::Spending& spending, std::vector<GivenBody>& bodies, Words& words)
{
    auto start = std::chrono::steady_clock::now();
    for (auto& body : bodies) {
        // The mail pays for its time when all of it is done.
        if (std::chrono::steady_clock::now() - start > spending.time_left())
            return std::optional(Refused { RefusalReason::Limit, "its pages take too long" });
        if (body.part.kind == MailPartKind::Text) {
            words.bodies.push_back({ std::move(body.content), body.part.standing });
            continue;
        }
        if (auto refused = TRY(add_page(setting, spending, body, words)))
            return refused;
    }
    return std::optional<Refused>();
}

static constexpr auto text_name = "本文.txt";

// The text takes the road as the attachments do: scanned by itself, as no scanner looks for single
// files in a ZIP by its own name.
static Result<Outcome<Rebuilt>> pack_with_text(const RoadSetting& setting, base::Descriptor text,
    const policy::OutputName& place, policy::Spending& spending, unsigned depth, Packing& packing,
    FileReport& report)
{
    Part part { text_name, std::move(text) };
    TRY(packing.carry_part(setting, part, spending, depth, report, &place));
    const auto& carried = report.parts.back();
    if (!passes(carried.verdict)) {
        auto why = carried.reasons.empty() ? std::string() : policy::to_line(carried.reasons[0]);
        return Outcome<Rebuilt>(Refused { RefusalReason::Unsupported, "its text: " + why });
    }
    return packing.pack(setting, spending, report);
}

static void add_account(const Words& words, const MailSummary& summary, Rebuilt& rebuilt)
{
    auto& removed = rebuilt.removed;
    add_all_removed(removed, summary.removed);
    for (const auto& name : summary.left_out)
        add_removed(removed, { "attachments", policy::place_named(name) });
    rebuilt.loss.images += words.loss.images;
    rebuilt.loss.links += words.loss.links;
    add_view(rebuilt.seen, words.seen);
}

Result<Outcome<Rebuilt>> rebuild_mail(const RoadSetting& setting, const Piece& piece, FileType type,
    Attachments attachments, policy::Spending& spending, unsigned depth, FileReport& report)
{
    auto no = [](RefusalReason reason, const char* detail) {
        return Outcome<Rebuilt>(Refused { reason, detail });
    };
    if (!can_unpack_mail(type))
        return no(RefusalReason::Unsupported, "this kind of mail is not opened here");
    bool many = type == FileType::Mbox;
    if (many && attachments == Attachments::LeaveOut)
        return no(RefusalReason::Unsupported, "a file of mails is not one text");
    Gathered gathered(attachments);
    auto unpacked = TRY(unpack_mail(
        setting.workers, piece.bytes, type, mail_limits(setting, piece, spending), gathered));
    if (auto* refused = std::get_if<Refused>(&unpacked)) {
        charge_bomb(spending, *refused);
        return Outcome<Rebuilt>(std::move(*refused));
    }
    auto& totals = std::get<MailUnpacked>(unpacked);
    if (auto over = charge_parts(spending, totals.parts, totals.bytes))
        return Outcome<Rebuilt>(std::move(*over));
    gathered.summary.removed = std::move(totals.removed);

    Words words;
    if (auto refused = TRY(read_bodies(setting, spending, gathered.bodies, words)))
        return Outcome<Rebuilt>(std::move(*refused));
    Packing packing(setting.policy.names);
    report.parts = std::move(gathered.refused_parts);
    auto place = packing.reserve(text_name, FileType::PlainText); // Before the sender takes it.
    TRY(packing.carry_parts(setting, gathered.attachments, spending, depth, report));
    if (many && packing.is_empty())
        return no(RefusalReason::Empty, "nothing in it may come along");
    if (many)
        return packing.pack(setting, spending, report);
    add_all_removed(gathered.summary.removed, words.removed);
    auto text = TRY(write_mail_text(gathered.summary, report, words.bodies));
    bool alone = packing.is_empty();
    auto outcome = TRY(alone
            ? rebuild_text(
                setting.workers, text, FileType::PlainText, text_limits(setting, spending))
            : pack_with_text(setting, std::move(text), place, spending, depth, packing, report));
    if (auto* rebuilt = std::get_if<Rebuilt>(&outcome)) {
        add_account(words, gathered.summary, *rebuilt);
        if (alone)
            tell_left_out(report, *rebuilt);
    }
    return outcome;
}

}
