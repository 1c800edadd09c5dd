// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unpack/mail/mail.pb.h"
#include "sanitizer/unpack/mail/sandbox.h"
#include "sanitizer/unpack/mail/unpack.h"

namespace unpack_mail {

static message::Summary to_message(Summary summary)
{
    switch (summary) {
    case Summary::From: return message::SUMMARY_FROM;
    case Summary::Sender: return message::SUMMARY_SENDER;
    case Summary::ReplyTo: return message::SUMMARY_REPLY_TO;
    case Summary::To: return message::SUMMARY_TO;
    case Summary::Cc: return message::SUMMARY_CC;
    case Summary::Bcc: return message::SUMMARY_BCC;
    case Summary::Date: return message::SUMMARY_DATE;
    case Summary::Subject: return message::SUMMARY_SUBJECT;
    case Summary::MessageId: return message::SUMMARY_MESSAGE_ID;
    case Summary::Label: return message::SUMMARY_LABEL;
    }
    return message::SUMMARY_UNSPECIFIED;
}

static message::Kind to_message(Kind kind)
{
    switch (kind) {
    case Kind::Text: return message::KIND_TEXT;
    case Kind::Page: return message::KIND_PAGE;
    case Kind::Attachment: return message::KIND_ATTACHMENT;
    }
    return message::KIND_UNSPECIFIED;
}

static message::Why to_message(Why why)
{
    switch (why) {
    case Why::Encrypted: return message::WHY_ENCRYPTED;
    case Why::InPieces: return message::WHY_IN_PIECES;
    case Why::Elsewhere: return message::WHY_ELSEWHERE;
    case Why::Unreadable: return message::WHY_UNREADABLE;
    }
    return message::WHY_UNSPECIFIED;
}

static message::What to_message(LeftOut what)
{
    switch (what) {
    case LeftOut::Headers: return message::WHAT_HEADERS;
    case LeftOut::Controls: return message::WHAT_CONTROLS;
    case LeftOut::Alternative: return message::WHAT_ALTERNATIVE;
    case LeftOut::Calendar: return message::WHAT_CALENDAR;
    case LeftOut::Signature: return message::WHAT_SIGNATURE;
    case LeftOut::OutsideParts: return message::WHAT_OUTSIDE_PARTS;
    }
    return message::WHAT_UNSPECIFIED;
}

static worker::RefusalReason to_message(Trouble trouble)
{
    switch (trouble) {
    case Trouble::Malformed: return worker::REFUSAL_MALFORMED;
    case Trouble::Encrypted: return worker::REFUSAL_ENCRYPTED;
    case Trouble::Limit: return worker::REFUSAL_LIMIT;
    case Trouble::Unsupported: return worker::REFUSAL_UNSUPPORTED;
    case Trouble::Empty: return worker::REFUSAL_EMPTY;
    }
    return worker::REFUSAL_UNSPECIFIED;
}

class Broker final : public Receiver {
public:
    explicit Broker(wire::Channel& channel)
        : m_channel(channel)
    {
    }

    Result<void> header(
        Summary summary, const std::vector<Address>& people, const std::string& text) override
    {
        message::Event event;
        auto& header = *event.mutable_header();
        header.set_summary(to_message(summary));
        header.set_text(text);
        for (const auto& person : people) {
            auto& address = *header.add_addresses();
            address.set_name(person.name);
            address.set_address(person.address);
        }
        return wire::send_message(m_channel, event);
    }

    Result<std::optional<base::Descriptor>> part(
        Kind kind, Standing standing, const std::string& name) override
    {
        message::Event event;
        event.mutable_part()->set_kind(to_message(kind));
        event.mutable_part()->set_standing(
            standing == Standing::Own ? message::STANDING_OWN : message::STANDING_ALTERNATIVE);
        event.mutable_part()->set_name(name);
        TRY(wire::send_message(m_channel, event));
        auto reply = TRY(wire::receive_trusted<message::Reply>(m_channel));
        if (reply.message.has_skip() && reply.descriptors.empty())
            return std::optional<base::Descriptor>();
        if (!reply.message.has_write() || reply.descriptors.size() != 1)
            return Error { "a reply that is none" };
        return std::optional(std::move(reply.descriptors[0]));
    }

    Result<void> part_done(std::uint64_t bytes) override
    {
        message::Event event;
        event.mutable_part_done()->set_bytes(bytes);
        return wire::send_message(m_channel, event);
    }

    Result<void> refused(const std::string& name, Why why) override
    {
        message::Event event;
        event.mutable_refused()->set_name(name);
        event.mutable_refused()->set_why(to_message(why));
        return wire::send_message(m_channel, event);
    }

    Result<void> left_out(LeftOut what, std::string_view where, std::uint64_t count) override
    {
        message::Event event;
        event.mutable_left_out()->set_what(to_message(what));
        event.mutable_left_out()->set_count(count);
        event.mutable_left_out()->set_where(std::string(where));
        return wire::send_message(m_channel, event);
    }

private:
    wire::Channel& m_channel;
};

static Result<Type> type_of(const message::Request& request)
{
    switch (request.type()) {
    case message::TYPE_EML: return Type::Eml;
    case message::TYPE_MBOX: return Type::Mbox;
    case message::TYPE_MSG: return Type::Msg;
    case message::TYPE_TNEF: return Type::Tnef;
    default: return Error { "a type that is no mail" }; // proto3 enumerations are open.
    }
}

static Result<void> work(const Letters& letters, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one mail, please" };
    const auto& request = received.message;
    Limits limits { request.entries(), request.total_bytes(), request.entry_bytes(),
        request.text_bytes(), request.depth(), request.name_bytes() };
    auto type = TRY(type_of(request));
    const auto& file = received.descriptors[0];
    auto mapping = TRY(base::Mapping::of(file, TRY(base::size_of(file))));
    Broker broker(channel);
    auto result = TRY(unpack(base::text_of(mapping.bytes()), type, limits, letters, broker));
    message::Event event;
    if (auto* stop = std::get_if<Stop>(&result)) {
        event.mutable_refusal()->set_reason(to_message(stop->trouble));
        event.mutable_refusal()->set_detail(stop->detail);
    } else {
        event.mutable_finished()->set_entries(std::get<Totals>(result).entries);
        event.mutable_finished()->set_bytes(std::get<Totals>(result).bytes);
    }
    return wire::send_message(channel, event);
}

}

int main(int argc, char** argv)
{
    std::unique_ptr<const charset::Tables> tables;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        tables = TRY(charset::load_tables());
        return {};
    };
    auto work = [&](wire::Channel& channel) {
        return unpack_mail::work(unpack_mail::Letters(*tables), channel);
    };
    return worker::serve(argc, argv, unpack_mail::unpack_mail_profile(), prepare, work);
}
