// SPDX-License-Identifier: MIT
// sekisho-ledger: the one process that writes the ledger and holds its key. It serves one channel,
// descriptor 3, and ends when that closes.
#include "kiosk/core/sandbox/lock_in.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/ledger/index.h"
#include "kiosk/ledger/ledger.pb.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <seccomp.h>

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
        keeper->m_path = folder;
        keeper->m_folder
            = base::Descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!keeper->m_folder)
            return base::system_error("the ledger's folder");
        keeper->m_boot = boot_id();
        std::signal(SIGXFSZ, SIG_IGN); // A limit on files is told like a full disk.
        sandbox::Profile profile("sekisho-ledger");
        profile.allow_writing_beneath(folder);
        // SQLite, for the index: it looks before it opens, and asks who it is.
        for (int call : { SCMP_SYS(access), SCMP_SYS(readlink), SCMP_SYS(lstat), SCMP_SYS(stat),
                 SCMP_SYS(geteuid) })
            profile.allow(call);
        profile.deny(SCMP_SYS(fchown)); // Its journal is ours already.
        TRY(sandbox::lock_in(profile));
        TRY(keeper->open_log());
        return keeper;
    }

    // Nothing if it cannot be made now: the log is worth as much without it.
    Index* index(const Log& log)
    {
        if (!m_index) {
            if (auto index = Index::open(m_path, log))
                m_index = index.take();
        }
        return m_index.get();
    }
    void drop_index() { m_index.reset(); }

    Result<Log*> log()
    {
        if (m_log && m_log->health() != Health::Full)
            return m_log.get();
        m_index.reset();
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
    std::string m_path;
    std::string m_boot;
    std::unique_ptr<Log> m_log;
    std::unique_ptr<Index> m_index;
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

static message::Answer found(std::vector<std::string> entries)
{
    message::Answer answer;
    answer.mutable_entries();
    for (auto& text : entries)
        answer.mutable_entries()->add_entries(std::move(text));
    return answer;
}

static Result<message::Answer> read(const Log& log, const message::Read& request)
{
    constexpr std::uint32_t most = 1000;
    return found(TRY(log.entries(request.first(), std::min(request.count(), most))));
}

// An index that fails or says what the log does not is thrown away; the log answers.
static Result<message::Answer> find(Keeper& keeper, const Log& log, const message::Find& wanted)
{
    constexpr std::uint32_t most = 1000;
    Filter filter { wanted.transfer(), wanted.actor(), wanted.kind(), wanted.since(),
        wanted.until(), wanted.medium(), wanted.zone(),
        { wanted.without().begin(), wanted.without().end() }, wanted.from(),
        wanted.before() == 0 ? UINT64_MAX : wanted.before(),
        wanted.oldest_first() ? Order::OldestFirst : Order::NewestFirst };
    auto limit = std::min(wanted.limit(), most);
    if (auto* index = wanted.scan() ? nullptr : keeper.index(log)) {
        if (auto entries = look_up(log, *index, filter, limit))
            return found(entries.take());
        keeper.drop_index();
    }
    return found(TRY(scan(log, filter, limit)));
}

static Result<message::Answer> answer_to(Keeper& keeper, Log& log, const message::Request& request)
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
    case message::Request::kFind: return find(keeper, log, request.find());
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
            auto& log = *TRY(keeper.value()->log());
            return answer_to(*keeper.value(), log, request.value().message);
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
