// SPDX-License-Identifier: MIT
// make-ledger FOLDER: a ledger with all that a station's life has in it, and what people hold of
// it.
//
//   FOLDER/ledger/...     301 entries: boots, two transfers, two rotations of keys, a set clock
//   FOLDER/key            the verifier key as it was written down
//   FOLDER/receipt-N      receipts of entry N, in both forms (the second with ".small")
//   FOLDER/checkpoint-N   checkpoints of N entries
//   FOLDER/stolen-N       the secret key of epoch N, which a station would not have any more
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/receipt.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>

using namespace ledger;
using nlohmann::json;

class HandClock final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(wall));
    }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::seconds(since_boot); }
    void pass(int seconds)
    {
        wall += seconds;
        since_boot += seconds;
    }
    std::int64_t wall { 1'800'000'000 };
    std::int64_t since_boot { 10 };
};

class Maker {
public:
    explicit Maker(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    void open(const std::string& boot)
    {
        m_log.reset();
        auto path = m_folder + "/ledger";
        std::filesystem::create_directories(path);
        base::Descriptor place(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        m_log = Log::open(open_disk(std::move(place)).take(), m_clock, boot).take();
    }

    void append(const std::vector<json>& entries)
    {
        m_clock.pass(1);
        auto appended = m_log->append(entries).take();
        if (m_log->size() % 50 < 3)
            write("checkpoint-" + std::to_string(m_log->size()), appended.checkpoint);
    }

    void receipt(std::uint64_t index)
    {
        auto proof = m_log->prove(index).take();
        auto name = "receipt-" + std::to_string(index);
        write(name, to_text(proof));
        write(name + ".small", compact_receipt(proof).take());
    }

    // With the old key kept by a thief.
    void rotate()
    {
        auto epoch = std::to_string(m_log->keys().epochs());
        std::filesystem::copy_file(m_folder + "/ledger/key", m_folder + "/stolen-" + epoch);
        m_log->rotate_key().take();
    }

    void transfer(const std::string& id, bool bench)
    {
        std::string manifest(64, id == "t-1" ? 'a' : 'b');
        append({ { { "type", "transfer_submit" }, { "transfer", id }, { "submitter", "sato" },
            { "submitter_person", "Sato" }, { "mode", bench ? "bench" : "people" } } });
        std::vector<json> files;
        for (int i = 0; i < 40; ++i)
            files.push_back({ { "type", "file_verdict" }, { "transfer", id }, { "size", i },
                { "path", "資料/" + std::to_string(i) + ".txt" }, { "verdict", "Sanitized" } });
        append(files);
        append({ { { "type", "transfer_manifest" }, { "transfer", id },
            { "manifest_sha256", manifest } } });
        if (!bench)
            append({ { { "type", "approval" }, { "transfer", id }, { "approver_person", "Suzuki" },
                { "manifest_sha256", manifest } } });
        for (const char* type : { "release_intent", "release_done" })
            append({ { { "type", type }, { "transfer", id }, { "manifest_sha256", manifest } } });
        receipt(m_log->size() - 1);
    }

    void run()
    {
        open("boot-a");
        write("key", to_text(m_log->keys().newest()) + "\n");
        append({ { { "type", "boot" }, { "heartbeat_seconds", 60 } } });
        transfer("t-1", false);
        rotate();
        transfer("t-2", true);
        append({ { { "type", "shutdown" } } });
        m_clock.wall -= 5000;
        m_clock.since_boot = 3;
        open("boot-b");
        append({ { { "type", "boot" } } });
        for (int i = 0; i < 40; ++i)
            append({ { { "type", "heartbeat" }, { "number", i } } });
        rotate();
        for (const auto& [change, person] :
            { std::pair("propose", "Tanaka"), { "activate", "Suzuki" } })
            append({ { { "type", "policy_change" }, { "change", change }, { "person", person },
                { "policy_sha256", std::string(64, 'd') }, { "proposer", "Tanaka" } } });
        append({ { { "type", "policy_change" }, { "change", "override" },
            { "policy_sha256", std::string(64, 'e') } } });
        while (m_log->size() < 301)
            append({ { { "type", "heartbeat" }, { "text", "\x7f\n\"\\ é" } } });
        receipt(120);
        receipt(299);
    }

private:
    void write(const std::string& name, const std::string& text) const
    {
        std::ofstream(m_folder + "/" + name, std::ios::binary) << text;
    }

    std::string m_folder;
    HandClock m_clock;
    std::unique_ptr<Log> m_log;
};

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    Maker(argv[1]).run();
    return 0;
}
