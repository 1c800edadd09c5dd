// SPDX-License-Identifier: MIT
// Takes finished files in any order and writes them down in the medium's order: output names, the
// report, the manifest, the ledger.
#pragma once

#include "kiosk/broker/road/seen.h"
#include "kiosk/broker/run/ledger_writer.h"
#include "kiosk/broker/run/run.h"
#include "policy/names/names.h"

#include <atomic>
#include <map>
#include <mutex>

namespace broker {

class Committer {
public:
    Committer(Station&, const RunRequest&, const Listener&);

    // Records what the medium is.
    Result<void> begin(const intake::Listing&, std::uint64_t files, std::uint64_t bytes);

    // Thread-safe. Numbers are dense from 0; each once.
    Result<void> commit(std::uint64_t number, FileReport, std::optional<Rebuilt>);

    // The lowest number that is not written down yet.
    std::uint64_t next() const { return m_next; }

    // After the last commit: the manifest, in the ledger.
    Result<RunResult> finish();

    // Instead: what was written down is in the report and in the ledger, and there is no manifest.
    Result<RunResult> cancel();

private:
    struct Stored {
        std::string within; // Of a folder's file, its path there; empty: the file itself.
        quarantine::Sealed sealed;
        policy::FileType type { policy::FileType::Unknown };
    };
    struct Waiting {
        FileReport report;
        std::vector<Stored> outputs;
    };
    Result<std::vector<Stored>> store_all(const Rebuilt&) const;
    Result<void> write_down(Waiting);
    Result<void> add_output(const Stored&, const std::string& label, FileReport&);
    Result<void> flush_files();
    void count(const FileReport&);

    Station& m_station;
    const RunRequest& m_request;
    const Listener& m_listener;
    policy::Namer m_namer;
    base::Descriptor m_lines; // files.jsonl
    base::Descriptor m_manifest;
    base::Sha256 m_manifest_hash;
    std::string m_line_buffer;
    std::string m_manifest_buffer;
    LedgerWriter m_ledger;
    std::chrono::steady_clock::time_point m_start { std::chrono::steady_clock::now() };

    std::mutex m_mutex;
    std::map<std::uint64_t, Waiting> m_waiting;
    std::atomic<std::uint64_t> m_next { 0 };
    // Of the whole transfer: whoever reads its report has all of it in memory.
    SeenRoom m_seen_room { 100'000, 16 << 20, 16 << 20 };
    RunResult m_result;
};

}
