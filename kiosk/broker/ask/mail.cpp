// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/mail.h"

#include "kiosk/broker/ask/part_file.h"
#include "kiosk/core/base/text.h"
#include "policy/facts/stated_label.h"
#include "sanitizer/unpack/mail/mail.pb.h"

#include <algorithm>
#include <utility>

namespace broker {

namespace message = unpack_mail::message;

static constexpr std::uint64_t most_headers = 1000;
// Of all headers together.
static constexpr std::uint64_t most_addresses = 100'000;
static constexpr std::uint64_t most_header_bytes = 8 << 20;
static constexpr std::uint64_t most_removals = 1ull << 32;

const char* to_text(MailPartRefusal why)
{
    switch (why) {
    case MailPartRefusal::Encrypted: return "an encrypted part of a mail";
    case MailPartRefusal::InPieces: return "a piece of a mail that was sent in several";
    case MailPartRefusal::Elsewhere: return "a part that lies elsewhere";
    case MailPartRefusal::Unreadable:
        return "a message or object within the mail that is not opened here";
    }
    return "";
}

static std::optional<message::Type> message_type(policy::FileType type)
{
    if (type == policy::FileType::Eml || type == policy::FileType::Mhtml)
        return message::TYPE_EML;
    if (type == policy::FileType::Mbox)
        return message::TYPE_MBOX;
    if (type == policy::FileType::Msg)
        return message::TYPE_MSG;
    if (type == policy::FileType::Tnef)
        return message::TYPE_TNEF;
    return std::nullopt;
}

bool can_unpack_mail(policy::FileType type)
{
    return type != policy::FileType::Mhtml && message_type(type).has_value();
}

static bool is_line(const std::string& text)
{
    auto points = base::decode_utf8(text);
    return points && std::ranges::none_of(*points, base::is_unsafe);
}

static bool is_component(const std::string& name, std::size_t most)
{
    if (name.empty() || name.size() > most || name == "." || name == "..")
        return false;
    auto points = base::decode_utf8(name);
    return points && std::ranges::none_of(*points, [](char32_t c) {
        return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '/' || c == '\\';
    });
}

static Result<MailField> check_field(message::Summary summary)
{
    switch (summary) {
    case message::SUMMARY_FROM: return MailField::From;
    case message::SUMMARY_SENDER: return MailField::Sender;
    case message::SUMMARY_REPLY_TO: return MailField::ReplyTo;
    case message::SUMMARY_TO: return MailField::To;
    case message::SUMMARY_CC: return MailField::Cc;
    case message::SUMMARY_BCC: return MailField::Bcc;
    case message::SUMMARY_DATE: return MailField::Date;
    case message::SUMMARY_SUBJECT: return MailField::Subject;
    case message::SUMMARY_MESSAGE_ID: return MailField::MessageId;
    case message::SUMMARY_LABEL: return MailField::Label;
    default: return Error { "unpack-mail: a header of no kind" }; // proto3 enumerations are open.
    }
}

static Result<MailPart> check_part(const message::Part& told, const MailLimits& limits)
{
    MailPart part;
    switch (told.kind()) {
    case message::KIND_TEXT: part.kind = MailPartKind::Text; break;
    case message::KIND_PAGE: part.kind = MailPartKind::Page; break;
    case message::KIND_ATTACHMENT: part.kind = MailPartKind::Attachment; break;
    default: return Error { "unpack-mail: a part of no kind" };
    }
    switch (told.standing()) {
    case message::STANDING_OWN: part.standing = MailStanding::Own; break;
    case message::STANDING_ALTERNATIVE: part.standing = MailStanding::Alternative; break;
    default: return Error { "unpack-mail: a part of no standing" };
    }
    bool attached = part.kind == MailPartKind::Attachment;
    if (attached ? !is_component(told.name(), limits.name_bytes) : !told.name().empty())
        return Error { "unpack-mail: a name that it must not send" };
    if (attached && part.standing != MailStanding::Own)
        return Error { "unpack-mail: an attachment in another form" };
    part.name = told.name();
    return part;
}

static Result<MailPartRefusal> check_why(message::Why why)
{
    switch (why) {
    case message::WHY_ENCRYPTED: return MailPartRefusal::Encrypted;
    case message::WHY_IN_PIECES: return MailPartRefusal::InPieces;
    case message::WHY_ELSEWHERE: return MailPartRefusal::Elsewhere;
    case message::WHY_UNREADABLE: return MailPartRefusal::Unreadable;
    default: return Error { "unpack-mail: a refused part without a reason" };
    }
}

static Result<const char*> check_what(message::What what)
{
    switch (what) {
    case message::WHAT_HEADERS: return "mail-header";
    case message::WHAT_CONTROLS: return "header-control";
    case message::WHAT_ALTERNATIVE: return "alternative-body";
    case message::WHAT_CALENDAR: return "calendar";
    case message::WHAT_SIGNATURE: return "signature";
    case message::WHAT_OUTSIDE_PARTS: return "outside-parts";
    default: return Error { "unpack-mail: a removal of an unknown kind" };
    }
}

class MailConversation {
public:
    MailConversation(worker::Process process, const MailLimits& limits, MailSink& sink)
        : m_process(std::move(process))
        , m_limits(limits)
        , m_sink(sink)
    {
    }

    Result<Outcome<MailUnpacked>> run(const message::Request& request, int mail)
    {
        TRY(m_process.send(request, { &mail, 1 }));
        for (;;) {
            auto untrusted = TRY(m_process.receive<message::Event>());
            auto outcome = TRY(untrusted.checked([&](const auto& event) { return take(event); }));
            if (outcome) {
                TRY(m_process.finish());
                return std::move(*outcome);
            }
        }
    }

private:
    using Maybe = std::optional<Outcome<MailUnpacked>>;

    Result<Maybe> take(const message::Event& event)
    {
        if (m_open && !event.has_part_done() && !event.has_refusal())
            return Error { "unpack-mail: an event out of turn" };
        switch (event.what_case()) {
        case message::Event::kHeader: return header(event.header());
        case message::Event::kPart: TRY(count()); return begin(event.part());
        case message::Event::kPartDone: return end(event.part_done().bytes());
        case message::Event::kRefused: TRY(count()); return refuse(event.refused());
        case message::Event::kLeftOut: return left_out(event.left_out());
        case message::Event::kFinished: return finish(event.finished());
        case message::Event::kRefusal:
            return Maybe(Outcome<MailUnpacked>(TRY(check_refusal(event.refusal()))));
        case message::Event::WHAT_NOT_SET: break;
        }
        return Error { "unpack-mail: an empty event" };
    }

    Result<void> count()
    {
        if (++m_seen.parts > m_limits.parts)
            return Error { "unpack-mail: more parts than the limit" };
        return {};
    }

    Result<Maybe> header(const message::Header& told)
    {
        m_addresses += static_cast<std::uint64_t>(told.addresses_size());
        m_header_bytes += told.ByteSizeLong();
        if (++m_headers > most_headers || m_addresses > most_addresses
            || m_header_bytes > most_header_bytes || !is_line(told.text()))
            return Error { "unpack-mail: a header out of bounds" };
        MailHeader header { TRY(check_field(told.summary())), {}, told.text() };
        for (const auto& person : told.addresses()) {
            if (!is_line(person.name()) || !is_line(person.address()))
                return Error { "unpack-mail: an address out of bounds" };
            header.addresses.push_back({ person.name(), person.address() });
        }
        if (header.field == MailField::Label
            && (!header.addresses.empty() || !policy::is_governing(header.text)))
            return Error { "unpack-mail: a label that is none" };
        TRY(m_sink.header(std::move(header)));
        return Maybe();
    }

    Result<Maybe> begin(const message::Part& told)
    {
        auto part = TRY(check_part(told, m_limits));
        auto file = TRY(begin_part<message::Reply>(m_process, m_sink.wants(part)));
        if (file)
            m_open = Open { std::move(part), std::move(*file) };
        return Maybe();
    }

    Result<Maybe> end(std::uint64_t bytes)
    {
        if (!m_open || bytes > m_limits.part_bytes || bytes > m_limits.total_bytes - m_seen.bytes)
            return Error { "unpack-mail: another size than it said" };
        auto [part, file] = *std::exchange(m_open, std::nullopt);
        auto content = TRY(end_part(std::move(file), bytes));
        m_seen.bytes += bytes;
        TRY(m_sink.take(part, std::move(content)));
        return Maybe();
    }

    Result<Maybe> refuse(const message::RefusedPart& told)
    {
        if (!is_component(told.name(), m_limits.name_bytes))
            return Error { "unpack-mail: a name out of bounds" };
        TRY(m_sink.refused(told.name(), TRY(check_why(told.why()))));
        return Maybe();
    }

    Result<Maybe> left_out(const message::LeftOut& told)
    {
        std::string what = TRY(check_what(told.what()));
        if (told.count() == 0 || told.count() > most_removals || !policy::is_place(told.where()))
            return Error { "unpack-mail: a removal out of bounds" };
        add_removed(m_seen.removed, { what, told.where(), told.count() });
        return Maybe();
    }

    Result<Maybe> finish(const message::Finished& told)
    {
        if (told.bytes() != m_seen.bytes || told.entries() != m_seen.parts)
            return Error { "unpack-mail: totals that do not add up" };
        return Maybe(Outcome<MailUnpacked>(std::move(m_seen)));
    }

    worker::Process m_process;
    const MailLimits& m_limits;
    MailSink& m_sink;
    MailUnpacked m_seen;
    std::uint64_t m_headers { 0 };
    std::uint64_t m_addresses { 0 };
    std::uint64_t m_header_bytes { 0 };
    struct Open {
        MailPart part;
        base::Descriptor file;
    };
    std::optional<Open> m_open;
};

Result<Outcome<MailUnpacked>> unpack_mail(Workers& workers, const base::Descriptor& mail,
    policy::FileType type, const MailLimits& limits, MailSink& sink)
{
    auto told = message_type(type);
    if (!told)
        return Outcome<MailUnpacked>(
            Refused { RefusalReason::Unsupported, "this kind of mail is not opened here" });
    message::Request request;
    request.set_type(*told);
    request.set_entries(limits.parts);
    request.set_total_bytes(limits.total_bytes);
    request.set_entry_bytes(limits.part_bytes);
    request.set_text_bytes(limits.text_bytes);
    request.set_depth(limits.depth);
    request.set_name_bytes(limits.name_bytes);
    auto process_limits = limits.worker;
    process_limits.output_bytes = std::max(process_limits.output_bytes, limits.part_bytes);
    process_limits.memory_bytes += TRY(base::size_of(mail)); // Mapped: that is address space.
    auto process = TRY(workers.spawn("unpack-mail", process_limits));
    return MailConversation(std::move(process), limits, sink).run(request, mail.get());
}

}
