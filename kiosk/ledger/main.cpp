// SPDX-License-Identifier: MIT
// sekisho-ledger: the one process that writes the ledger and holds its key. It serves one channel,
// descriptor 3, and ends when that closes.
#include "kiosk/core/sandbox/lock_in.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/ledger/ledger.pb.h"
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/proof.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>

namespace ledger {

// One boot of the machine, as the kernel names it.
static std::string boot_id()
{
    base::Descriptor file(open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC));
    auto bytes = file ? base::read_all(file, 64) : Result<base::Bytes>(Error {});
    auto text = bytes ? std::string(base::text_of(bytes.value())) : std::string();
    auto end = text.find_first_not_of("0123456789abcdef-");
    text.resize(std::min(end, text.size()));
    return text.empty() ? "unknown" : text;
}

// The log, opened anew when the disk had no room: what it holds is then read again from the start.
class Keeper {
public:
    static Result<std::unique_ptr<Keeper>> start(const std::string& folder)
    {
        std::unique_ptr<Keeper> keeper(new Keeper);
        keeper->m_folder
            = base::Descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!keeper->m_folder)
            return base::system_error("the ledger's folder");
        keeper->m_boot = boot_id();
        std::signal(SIGXFSZ, SIG_IGN); // A limit on files is told like a full disk.
        sandbox::Profile profile("sekisho-ledger");
        profile.allow_writing_beneath(folder);
        TRY(sandbox::lock_in(profile));
        TRY(keeper->open_log());
        return keeper;
    }

    Result<Log*> log()
    {
        if (m_log && m_log->health() != Health::Full)
            return m_log.get();
        m_log.reset(); // And with it the lock.
        TRY(open_log());
        return m_log.get();
    }

private:
    Keeper() = default;
    Result<void> open_log()
    {
        m_log = TRY(Log::open(TRY(open_disk(TRY(m_folder.duplicate()))), m_clock, m_boot));
        return {};
    }

    base::SystemClock m_clock;
    base::Descriptor m_folder;
    std::string m_boot;
    std::unique_ptr<Log> m_log;
};

static message::Answer taken(const Appended& appended)
{
    message::Answer answer;
    answer.mutable_taken()->set_first(appended.first);
    answer.mutable_taken()->set_checkpoint(appended.checkpoint);
    return answer;
}

static Result<message::Answer> append(Log& log, const message::Append& request)
{
    std::vector<nlohmann::json> entries;
    for (const auto& text : request.entries()) {
        auto entry = nlohmann::json::parse(text, nullptr, false);
        if (!entry.is_object())
            return Error { "not an entry" };
        entries.push_back(std::move(entry));
    }
    return taken(TRY(log.append(std::move(entries))));
}

static Result<message::Answer> read(const Log& log, const message::Read& request)
{
    constexpr std::uint32_t most = 1000;
    message::Answer answer;
    answer.mutable_entries();
    for (auto& text : TRY(log.entries(request.first(), std::min(request.count(), most))))
        answer.mutable_entries()->add_entries(std::move(text));
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
        answer.mutable_state()->set_verifier(to_text(log.keys().verifier_for(0)));
        answer.mutable_state()->set_keys(log.keys().keys_text());
        return answer;
    case message::Request::kRotateKey: return taken(TRY(log.rotate_key()));
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
    auto keeper = Keeper::start(folder);
    for (;;) {
        auto request = wire::receive_trusted<message::Request>(channel, 64 << 20);
        if (!request)
            return 0;
        auto answer = [&]() -> Result<message::Answer> {
            if (!keeper)
                return keeper.error();
            return answer_to(*TRY(keeper.value()->log()), request.value().message);
        }();
        auto sent
            = wire::send_message(channel, answer ? answer.value() : as_message(answer.error()));
        if (!sent || !keeper)
            return 3;
    }
}

}

int main(int argc, char** argv)
{
    return argc == 2 ? ledger::serve(argv[1]) : 2;
}
