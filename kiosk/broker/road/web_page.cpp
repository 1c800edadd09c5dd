// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/web_page.h"

#include "kiosk/broker/ask/mail.h"
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/parts.h"

#include <algorithm>

namespace broker {

namespace {

// Takes the first page and nothing else.
class FirstPage final : public MailSink {
public:
    Result<void> header(MailHeader) override { return {}; }

    bool wants(const MailPart& part) override
    {
        bool wanted = part.kind == MailPartKind::Page && !m_has_page;
        m_has_page = m_has_page || wanted;
        left_out += !wanted;
        return wanted;
    }

    Result<void> take(const MailPart&, base::Descriptor content) override
    {
        page = std::move(content);
        return {};
    }

    Result<void> refused(const std::string&, MailPartRefusal) override
    {
        ++left_out;
        return {};
    }

    base::Descriptor page;
    std::uint64_t left_out { 0 };

private:
    bool m_has_page { false };
};

}

static Result<Outcome<Rebuilt>> read(const RoadSetting& setting, const base::Descriptor& page,
    PageForm form, const policy::Spending& spending)
{
    TextLimits limits;
    limits.output_bytes = spending.bytes_left();
    limits.time = std::min(setting.policy.limits.base, spending.time_left());
    return form == PageForm::Text ? html_to_text(setting.workers, page, limits)
                                  : html_to_page(setting.workers, page, limits);
}

Result<Outcome<Rebuilt>> read_web_page(const RoadSetting& setting, const Piece& piece,
    policy::FileType type, PageForm form, policy::Spending& spending)
{
    if (type != policy::FileType::Mhtml)
        return read(setting, piece.bytes, form, spending);
    FirstPage first;
    MailLimits limits;
    limits.worker = limits_for(setting.policy, &spending, piece.size);
    limits.parts = spending.entries_left();
    limits.total_bytes = spending.bytes_left();
    limits.part_bytes = std::min(spending.bytes_left(), setting.policy.limits.max_file_bytes);
    auto unpacked = TRY(unpack_mail(setting.workers, piece.bytes, type, limits, first));
    if (auto* refused = std::get_if<Refused>(&unpacked)) {
        charge_bomb(spending, *refused);
        return Outcome<Rebuilt>(std::move(*refused));
    }
    const auto& totals = std::get<MailUnpacked>(unpacked);
    if (auto over = charge_parts(spending, totals.parts, totals.bytes))
        return Outcome<Rebuilt>(std::move(*over));
    if (!first.page)
        return Outcome<Rebuilt>(Refused { RefusalReason::Empty, "no page in it" });
    auto outcome = TRY(read(setting, first.page, form, spending));
    if (auto* rebuilt = std::get_if<Rebuilt>(&outcome)) {
        if (first.left_out > 0)
            rebuilt->removed.push_back({ "attachments", "", first.left_out });
        for (const auto& removed : totals.removed)
            add_removed(rebuilt->removed, removed);
    }
    return outcome;
}

}
