// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/run.h"

#include "kiosk/broker/media/media.h"
#include "kiosk/broker/media/named_medium.h"
#include "kiosk/broker/run/committer.h"
#include "kiosk/broker/run/progress.h"
#include "kiosk/broker/run/spool.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <nlohmann/json.hpp>
#include <thread>

namespace broker {

// Files read ahead of the slowest one: bounds memory, descriptors and the reordering.
static constexpr std::uint64_t window = 64;

static std::string joined(const std::vector<std::string>& path)
{
    std::string text;
    for (const auto& component : path)
        text += (text.empty() ? "" : "/") + component;
    return text;
}

struct Job {
    std::uint64_t number;
    std::string path;
    quarantine::Sealed sealed;
};

class MediumRun {
public:
    MediumRun(Station& station, const RunRequest& request, const Listener& listener)
        : m_station(station)
        , m_request(request)
        , m_committer(station, request, listener)
        , m_progress(listener)
    {
    }

    Result<RunResult> run()
    {
        std::stop_callback wake(m_request.stop, [this] {
            m_station.workers().stop();
            std::lock_guard lock(m_mutex); // Or a thread about to wait would miss it.
            m_wake.notify_all();
        });
        auto result = run_to_its_end();
        m_station.workers().resume();
        return result;
    }

private:
    bool cancelled() const { return m_request.stop.stop_requested(); }

    Result<RunResult> run_to_its_end()
    {
        m_medium = TRY(open_named_medium(m_station, m_request.medium));
        m_device = m_medium->device();
        auto spool = TRY(EntrySpool::create(m_station.folder("transfers")));
        auto listing = list(spool);
        if (!listing && !cancelled()) {
            TRY(tell_fault(listing.error().message));
            return listing.error();
        }
        TRY(m_committer.begin(listing ? listing.value() : intake::Listing {}, m_files, m_bytes));
        auto carried = cancelled() ? Result<void> {} : carry_all(spool);
        if (m_over.empty() && !cancelled() && carried)
            m_over = m_medium->conclude();
        m_medium.reset(); // A stick may be pulled now, while its last files are still worked on.
        {
            std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_wake.notify_all();
        m_threads.clear(); // Joins: what is in hand is finished and committed.
        if (!cancelled()) {
            TRY(carried);
            if (m_failure) // Of a file in hand, after the last was taken in.
                return *m_failure;
        }
        auto result = TRY(cancelled() ? m_committer.cancel() : m_committer.finish());
        if (!listing)
            return result;
        result.listing = listing.take();
        if (!m_over.empty()) {
            TRY(tell_fault(m_over));
            result.listing.extent = intake::Extent::Part;
            result.listing.findings.push_back(
                { m_over + "; files not read: " + std::to_string(m_unread), 0, 0 });
        }
        return result;
    }

    Result<void> tell_fault(const std::string& why)
    {
        nlohmann::json entry { { "type", "media_fault" }, { "transfer", m_request.transfer },
            { "medium", base::escaped(m_request.medium) }, { "reason", why },
            { "unread_files", m_unread } };
        if (m_device)
            entry["device"] = to_json(*m_device);
        TRY(m_station.record(entry));
        return {};
    }

    Result<intake::Listing> list(EntrySpool& spool)
    {
        auto listing = TRY(m_medium->list([&](const intake::Entry& entry) -> Result<void> {
            if (entry.kind == intake::Kind::File) {
                ++m_files;
                m_bytes += entry.size;
                m_progress.expect(entry.path.back(), entry.size);
            }
            return spool.add(entry);
        }));
        TRY(spool.rewind());
        return listing;
    }

    Result<void> carry_all(EntrySpool& spool)
    {
        auto wished
            = m_request.threads > 0 ? m_request.threads : std::thread::hardware_concurrency();
        auto threads = std::clamp(wished, 1u, 64u); // Whoever asks, the station stays its own.
        // Few files: their pages are rendered by several processes instead.
        m_renderers = m_files / 2 < threads ? threads : 1;
        m_most_heavy = threads;
        m_progress.start(threads);
        for (unsigned i = 0; i < 2 * threads; ++i)
            m_threads.emplace_back([this] { work(); });
        for (std::uint64_t number = 0;;) {
            auto entry = TRY(spool.next());
            if (!entry)
                return {};
            if (entry->kind == intake::Kind::Folder)
                continue;
            TRY(take_in(*entry, number++));
        }
    }

    Result<void> take_in(const intake::Entry& entry, std::uint64_t number)
    {
        auto path = joined(entry.path);
        if (entry.kind != intake::Kind::File)
            return m_committer.commit(number, not_a_file(entry, path), std::nullopt);
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock,
                [&] { return m_failure || cancelled() || number < m_committer.next() + window; });
            if (m_failure)
                return *m_failure;
            if (cancelled())
                return Error { "cancelled" };
        }
        if (!m_over.empty())
            return skip_unread(number, path, entry.size);
        if (entry.size > m_station.policy().limits.max_file_bytes)
            return skip(number, path, entry.size, { policy::ReasonCode::TooLarge, "" });
        auto incoming = TRY(m_station.quarantine().begin());
        auto read = m_medium->read(entry.id, incoming.bytes);
        if (cancelled()) // What was lost now was lost by that.
            return Error { "cancelled" };
        if (!read) {
            m_over = read.error().message;
            return skip_unread(number, path, entry.size);
        }
        if (const auto* lost = std::get_if<intake::Unreadable>(&read.value()))
            return skip(number, path, entry.size, { policy::ReasonCode::Unreadable, lost->reason });
        Job job { number, path, TRY(m_station.quarantine().commit(std::move(incoming))) };
        {
            std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_all();
        return {};
    }

    Result<void> skip(
        std::uint64_t number, const std::string& path, std::uint64_t size, policy::Reason reason)
    {
        m_progress.skipped(path, size);
        return m_committer.commit(number, refused(path, size, std::move(reason)), std::nullopt);
    }

    Result<void> skip_unread(std::uint64_t number, const std::string& path, std::uint64_t size)
    {
        ++m_unread;
        return skip(number, path, size, { policy::ReasonCode::Unreadable, "not read: " + m_over });
    }

    static FileReport refused(const std::string& path, std::uint64_t size, policy::Reason reason)
    {
        FileReport report;
        report.path = path;
        report.size = size;
        report.reasons.push_back(std::move(reason));
        report.verdict = policy::verdict_of(report.reasons);
        return report;
    }

    static FileReport not_a_file(const intake::Entry& entry, const std::string& path)
    {
        return refused(path, entry.size,
            { policy::ReasonCode::Unsupported, std::string(intake::to_text(entry.kind)) });
    }

    // Small files mostly wait for their processes to begin and end: more of them are in hand than
    // there are processors. Of those that compute and take memory, no more than that.
    static bool is_heavy(const Job& job) { return Pace::cost_of(job.path, job.sealed.size) > 0.2; }

    // Needs the mutex. Nothing is left to begin, or nothing shall.
    bool over() const { return m_failure || cancelled() || (m_closed && m_jobs.empty()); }

    // Needs the mutex. The first one that may begin now.
    std::deque<Job>::iterator next_job()
    {
        return std::ranges::find_if(
            m_jobs, [&](const Job& job) { return m_heavy < m_most_heavy || !is_heavy(job); });
    }

    void work()
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return over() || next_job() != m_jobs.end(); });
            auto next = next_job();
            if (m_failure || cancelled() || next == m_jobs.end())
                return;
            auto job = std::move(*next);
            m_jobs.erase(next);
            unsigned weight = is_heavy(job) ? 1 : 0;
            m_heavy += weight;
            lock.unlock();
            auto done = carry_one(job);
            lock.lock(); // The committer moved on: whoever is about to wait must not miss it.
            m_heavy -= weight;
            if (!done)
                m_failure = done.error();
            m_wake.notify_all();
        }
    }

    Result<void> carry_one(const Job& job)
    {
        auto bytes = TRY(m_station.quarantine().open_sealed(job.sealed));
        RoadSetting setting { m_station.workers(), m_station.policy(), m_request.context,
            m_renderers,
            [&](std::uint64_t done, std::uint64_t of) { m_progress.stepped(job.number, done, of); },
            m_request.passwords, m_request.instead };
        policy::Spending spending(m_station.policy().limits.budget);
        Piece piece { bytes, job.sealed.size, base::to_hex(job.sealed.sha256),
            job.path.substr(job.path.rfind('/') + 1) };
        m_progress.began(job.number, job.path, job.sealed.size);
        auto carried = carry(setting, piece, spending);
        m_progress.ended(job.number, job.sealed.size);
        if (cancelled()) // Its workers were ended: that there is no answer says nothing of the
                         // file.
            return {};
        carried.report.path = job.path;
        return m_committer.commit(job.number, std::move(carried.report), std::move(carried.output));
    }

    Station& m_station;
    const RunRequest& m_request;
    Committer m_committer;
    ProgressTeller m_progress;
    std::unique_ptr<intake::Medium> m_medium;
    std::optional<intake::Device> m_device;
    std::string m_over; // Why nothing more can be had from it.
    std::uint64_t m_unread { 0 }; // Files, for that reason.
    std::uint64_t m_files { 0 };
    std::uint64_t m_bytes { 0 };
    unsigned m_renderers { 1 };
    unsigned m_most_heavy { 1 };
    unsigned m_heavy { 0 }; // In hand.

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_closed { false };
    std::optional<Error> m_failure;
    std::vector<std::jthread> m_threads;
};

Result<RunResult> run_medium(Station& station, const RunRequest& request, const Listener& listener)
{
    return MediumRun(station, request, listener).run();
}

}
