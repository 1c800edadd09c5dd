// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unpack/archive/archive.pb.h"
#include "sanitizer/unpack/archive/sandbox.h"
#include "sanitizer/unpack/archive/unpack.h"

namespace unpack_archive {

static constexpr std::size_t shown_name_bytes = 1024;

static message::Why to_message(Why why)
{
    switch (why) {
    case Why::Link: return message::WHY_LINK;
    case Why::Special: return message::WHY_SPECIAL;
    case Why::Sparse: return message::WHY_SPARSE;
    case Why::Absolute: return message::WHY_ABSOLUTE;
    case Why::Climbing: return message::WHY_CLIMBING;
    case Why::UnreadableName: return message::WHY_UNREADABLE_NAME;
    case Why::TooLong: return message::WHY_TOO_LONG;
    case Why::TooDeep: return message::WHY_TOO_DEEP;
    case Why::Twin: return message::WHY_TWIN;
    }
    return message::WHY_UNSPECIFIED;
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

static Result<Type> type_of(const message::Request& request)
{
    switch (request.type()) {
    case message::TYPE_ZIP: return Type::Zip;
    case message::TYPE_SEVEN_ZIP: return Type::SevenZip;
    case message::TYPE_TAR: return Type::Tar;
    case message::TYPE_CAB: return Type::Cab;
    case message::TYPE_LZH: return Type::Lzh;
    case message::TYPE_GZIP: return Type::Gzip;
    case message::TYPE_BZIP2: return Type::Bzip2;
    case message::TYPE_XZ: return Type::Xz;
    case message::TYPE_ZSTD: return Type::Zstd;
    case message::TYPE_RAR: return Type::Rar;
    default: return Error { "a type that is no archive" }; // proto3 enumerations are open.
    }
}

class Broker final : public Receiver {
public:
    explicit Broker(wire::Channel& channel)
        : m_channel(channel)
    {
    }

    Result<void> folder(const std::string& path) override
    {
        message::Event event;
        event.mutable_entry()->set_name(path);
        event.mutable_entry()->set_kind(message::KIND_FOLDER);
        return wire::send_message(m_channel, event);
    }

    Result<std::optional<base::Descriptor>> file(
        const std::string& path, std::uint64_t declared_bytes) override
    {
        message::Event event;
        event.mutable_entry()->set_name(path);
        event.mutable_entry()->set_kind(message::KIND_FILE);
        event.mutable_entry()->set_declared_bytes(declared_bytes);
        TRY(wire::send_message(m_channel, event));
        auto reply = TRY(wire::receive_trusted<message::Reply>(m_channel));
        if (reply.message.has_skip() && reply.descriptors.empty())
            return std::optional<base::Descriptor>();
        if (!reply.message.has_write() || reply.descriptors.size() != 1)
            return Error { "a reply that is none" };
        return std::optional(std::move(reply.descriptors[0]));
    }

    Result<void> file_done(std::uint64_t bytes) override
    {
        message::Event event;
        event.mutable_entry_done()->set_bytes(bytes);
        return wire::send_message(m_channel, event);
    }

    Result<void> refused(std::string_view raw_name, Why why) override
    {
        message::Event event;
        event.mutable_refused()->set_name(std::string(raw_name.substr(0, shown_name_bytes)));
        event.mutable_refused()->set_why(to_message(why));
        return wire::send_message(m_channel, event);
    }

private:
    wire::Channel& m_channel;
};

static Result<void> work(const NameDecoder& decoder, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one archive, please" };
    const auto& request = received.message;
    Limits limits { request.entries(), request.total_bytes(), request.entry_bytes(),
        { request.depth(), request.name_bytes() } };
    Broker broker(channel);
    auto type = TRY(type_of(request));
    auto result = TRY(unpack(received.descriptors[0], type, limits, decoder, broker));
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
    std::optional<unpack_archive::NameDecoder> decoder;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        TRY(unpack_archive::warm_up());
        decoder.emplace(TRY(unpack_archive::NameDecoder::open()));
        return {};
    };
    auto work = [&](wire::Channel& channel) { return unpack_archive::work(*decoder, channel); };
    return worker::serve(argc, argv, unpack_archive::unpack_archive_profile(), prepare, work);
}
