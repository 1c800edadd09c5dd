// SPDX-License-Identifier: MIT
// sekisho-ledger: the one process that writes the ledger and holds its key. It serves one channel,
// descriptor 3, and ends when that closes.
#include "kiosk/core/sandbox/lock_in.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/ledger/ledger.pb.h"
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/proof.h"

#include <fcntl.h>

namespace ledger {

static Result<std::unique_ptr<Log>> open_log(const std::string& folder, const base::Clock& clock)
{
    base::Descriptor place(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!place)
        return base::system_error("the ledger's folder");
    sandbox::Profile profile("sekisho-ledger");
    profile.allow_writing_beneath(folder);
    TRY(sandbox::lock_in(profile));
    return Log::open(TRY(open_disk(std::move(place))), clock);
}

static Result<message::Answer> append(Log& log, const message::Append& request)
{
    std::vector<nlohmann::json> entries;
    for (const auto& text : request.entries()) {
        auto entry = nlohmann::json::parse(text, nullptr, false);
        if (!entry.is_object() || !entry.contains("type"))
            return Error { "not an entry" };
        entries.push_back(std::move(entry));
    }
    auto appended = TRY(log.append(std::move(entries)));
    message::Answer answer;
    answer.mutable_taken()->set_first(appended.first);
    answer.mutable_taken()->set_checkpoint(appended.checkpoint);
    return answer;
}

static Result<message::Answer> read(const Log& log, const message::Read& request)
{
    constexpr std::uint32_t most = 1000;
    message::Answer answer;
    answer.mutable_entries();
    auto end = request.first() + std::min(request.count(), most);
    for (auto i = request.first(); i < std::min(end, log.size()); ++i) {
        auto entry = TRY(log.entry(i));
        answer.mutable_entries()->add_entries(std::string(base::text_of(entry)));
    }
    return answer;
}

static Result<message::Answer> answer_to(Log& log, const message::Request& request)
{
    message::Answer answer;
    switch (request.what_case()) {
    case message::Request::kAppend: return append(log, request.append());
    case message::Request::kProve:
        answer.set_proof(to_text(TRY(log.prove(request.prove().index()))));
        return answer;
    case message::Request::kRead: return read(log, request.read());
    case message::Request::kTell:
        answer.mutable_state()->set_size(log.size());
        answer.mutable_state()->set_checkpoint(log.checkpoint());
        answer.mutable_state()->set_verifier(to_text(log.verifier()));
        return answer;
    case message::Request::WHAT_NOT_SET: break;
    }
    return Error { "not a request" };
}

static message::Answer as_message(const Error& error)
{
    message::Answer answer;
    answer.set_error(error.message);
    return answer;
}

static int serve(const std::string& folder)
{
    wire::Channel channel { base::Descriptor(3) };
    base::SystemClock clock;
    auto log = open_log(folder, clock);
    for (;;) {
        auto request = wire::receive_trusted<message::Request>(channel, 64 << 20);
        if (!request)
            return 0;
        auto answer = log ? answer_to(*log.value(), request.value().message)
                          : Result<message::Answer>(log.error());
        auto sent
            = wire::send_message(channel, answer ? answer.value() : as_message(answer.error()));
        if (!sent || !log)
            return 3;
    }
}

}

int main(int argc, char** argv)
{
    return argc == 2 ? ledger::serve(argv[1]) : 2;
}
