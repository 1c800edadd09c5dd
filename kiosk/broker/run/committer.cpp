// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/committer.h"

#include "kiosk/broker/media/media.h"
#include "kiosk/broker/road/label.h"
#include "kiosk/broker/road/seen.h"
#include "kiosk/broker/road/signatures.h"
#include "kiosk/broker/run/event.h"
#include "kiosk/core/base/text.h"
#include "policy/verdict/labels.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sys/sendfile.h>
#include <unistd.h>

namespace broker {

using nlohmann::json;

static constexpr std::size_t buffer_bytes = 1 << 16;
static constexpr std::size_t most_parts_told = 5; // In an entry of the ledger.
static constexpr std::size_t most_listed = 20; // Of reasons and outputs, in an entry of the ledger.

Committer::Committer(Station& station, const RunRequest& request, const Listener& listener)
    : m_station(station)
    , m_request(request)
    , m_listener(listener)
    , m_namer(station.policy().names)
    , m_ledger(station.ledger())
{
    // The station's own papers have these names; a file of the medium that wants one gets another.
    m_namer.place("INCOMPLETE.txt", policy::FileType::PlainText);
    m_namer.place("RECEIPT.txt", policy::FileType::PlainText);
    m_namer.place("MANIFEST.json", policy::FileType::Json);
}

static Result<base::Descriptor> create(const std::string& path)
{
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error("create");
    return file;
}

Result<void> Committer::begin(
    const intake::Listing& listing, std::uint64_t files, std::uint64_t bytes)
{
    m_lines = TRY(create(m_request.folder + "/files.jsonl"));
    m_manifest = TRY(create(m_request.folder + "/MANIFEST.json"));
    auto volumes = json::array();
    for (const auto& volume : listing.volumes)
        volumes.push_back({ { "file_system", base::escaped(volume.file_system) },
            { "label", base::escaped(volume.label) }, { "offset", volume.offset },
            { "bytes", volume.bytes } });
    auto findings = json::array();
    for (const auto& finding : listing.findings)
        findings.push_back(finding.what);
    json entry { { "type", "media_in" }, { "transfer", m_request.transfer }, { "volumes", volumes },
        { "findings", findings }, { "files", files }, { "bytes", bytes },
        { "whole", listing.extent == intake::Extent::Whole } };
    if (listing.device)
        entry["device"] = to_json(*listing.device);
    TRY(m_station.record(entry));
    m_result.label = m_request.context.label;
    m_manifest_buffer = R"({"version":1,"transfer":")" + m_request.transfer
        + R"(","policy_sha256":")" + m_station.policy_sha256() + R"(","files":[)";
    return {};
}

// Into the store of outputs at once, so that no finished file waits in memory.
static Result<quarantine::Sealed> store(
    const quarantine::Store& outputs, const base::Descriptor& bytes)
{
    auto incoming = TRY(outputs.begin());
    auto left = TRY(base::size_of(bytes));
    off_t offset = 0;
    while (left > 0) {
        auto count = sendfile(incoming.bytes.get(), bytes.get(), &offset, left);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return base::system_error("store");
        left -= static_cast<std::uint64_t>(count);
    }
    return outputs.commit(std::move(incoming));
}

Result<std::vector<Committer::Stored>> Committer::store_all(const Rebuilt& output) const
{
    std::vector<Stored> stored;
    for (const auto& file : output.folder)
        stored.push_back({ file.path, TRY(store(m_station.outputs(), file.bytes)), file.type });
    if (stored.empty())
        stored.push_back({ "", TRY(store(m_station.outputs(), output.bytes)), output.type });
    return stored;
}

Result<void> Committer::commit(
    std::uint64_t number, FileReport report, std::optional<Rebuilt> output)
{
    Waiting waiting { std::move(report), {} };
    if (output)
        waiting.outputs = TRY(store_all(*output));
    output.reset();
    std::lock_guard lock(m_mutex);
    m_waiting.emplace(number, std::move(waiting));
    for (auto found = m_waiting.find(m_next); found != m_waiting.end();
         found = m_waiting.find(m_next)) {
        TRY(write_down(std::move(found->second)));
        m_waiting.erase(found);
        ++m_next;
    }
    return {};
}

// "plans/drawings.zip" becomes "plans/drawings_zip": beside it there may be "drawings".
static std::string folder_for(std::string path)
{
    auto dot = path.rfind('.');
    if (dot != path.npos && path.find('/', dot) == path.npos)
        path[dot] = '_';
    return path;
}

// `label`: what the file and its parts say of themselves; of a kind that cannot bear it, it stands
// in the manifest alone.
Result<void> Committer::add_output(
    const Stored& stored, const std::string& label, FileReport& report)
{
    auto path = stored.within.empty() ? report.path : folder_for(report.path) + "/" + stored.within;
    auto place = m_namer.place(path, stored.type);
    OutputFile output { place.path, base::to_hex(stored.sealed.sha256), stored.sealed.size,
        stored.type, {} };
    for (auto change : place.changes)
        output.name_changes.emplace_back(policy::word(change));
    m_manifest_buffer += m_result.output_files == 0 ? "\n" : ",\n";
    json line { { "path", output.path }, { "sha256", output.sha256 }, { "size", output.size },
        { "type", policy::info(stored.type).mime } };
    if (!label.empty())
        line["label"] = label;
    m_manifest_buffer += line.dump();
    ++m_result.output_files;
    m_result.output_bytes += output.size;
    report.outputs.push_back(std::move(output));
    return {};
}

static json first_of(const json& all)
{
    auto first = json::array();
    for (std::size_t i = 0; i < std::min(all.size(), most_listed); ++i)
        first.push_back(all[i]);
    return first;
}

// Kinds and places; the words for them are in the report.
static json removed_in_short(const std::vector<Removed>& removed)
{
    auto first = json::array();
    std::uint64_t others = 0;
    for (std::size_t row = 0; row < removed.size(); ++row) {
        const auto& one = removed[row];
        if (row < most_listed)
            first.push_back({ { "what", one.what },
                { "where", base::cut(base::escaped(one.where), 400) }, { "count", one.count } });
        else
            others += one.count;
    }
    json told { { "first", first } };
    if (others > 0)
        told["others"] = others;
    return told;
}

namespace {

struct LeftOut {
    std::uint64_t held { 0 };
    std::uint64_t refused { 0 }; // Or without an answer.
    std::vector<std::string> first; // Their reasons.
};

}

static void gather(const FileReport& report, LeftOut& all)
{
    for (const auto& part : report.parts) {
        if (passes(part.verdict)) {
            gather(part, all);
            continue;
        }
        ++(part.verdict == policy::Verdict::Held ? all.held : all.refused);
        if (all.first.size() < most_parts_told && !part.reasons.empty())
            all.first.push_back(base::cut(policy::to_line(part.reasons[0]), 400));
    }
}

// Parts that are missing in a file which comes along. Of one that does not, itself is counted.
static LeftOut left_out_of(const FileReport& report)
{
    LeftOut all;
    if (passes(report.verdict))
        gather(report, all);
    return all;
}

Result<void> Committer::write_down(Waiting waiting)
{
    auto& report = waiting.report;
    auto labels = all_labels(report);
    for (const auto& output : waiting.outputs)
        TRY(add_output(output, policy::governing(labels), report));
    if (!waiting.outputs.empty())
        m_result.label = policy::highest(labels, m_result.label);
    fit_seen(report, m_seen_room);
    auto shown = to_json(report);
    auto text = shown.dump();
    m_line_buffer += text + "\n";

    // Parts are in the report; the ledger has one entry for a file, bounded in size.
    json entry { { "type", "file_verdict" }, { "transfer", m_request.transfer },
        { "path", base::cut(base::escaped(report.path), 4000) },
        { "path_base64", base::to_base64(base::view_of(report.path.substr(0, 4000))) },
        { "size", report.size }, { "sha256", report.sha256 }, { "file_type", shown["type"] },
        { "verdict", shown["verdict"] }, { "method", shown["method"] },
        { "policy_sha256", m_station.policy_sha256() }, { "outputs", first_of(shown["outputs"]) },
        { "report_sha256", base::to_hex(base::sha256(base::view_of(text))) } };
    if (report.outputs.size() > most_listed) // All of them stand in the manifest.
        entry["outputs_in_all"] = report.outputs.size();
    if (!report.signatures.empty())
        entry["signatures"] = for_the_record(report.signatures);
    auto reasons = json::array();
    for (std::size_t i = 0; i < std::min(report.reasons.size(), most_listed); ++i)
        reasons.push_back(base::cut(policy::to_line(report.reasons[i]), 400));
    entry["reasons"] = reasons;
    if (!report.removed.empty())
        entry["removed"] = removed_in_short(report.removed);
    if (const auto& label = shown["label"]; !label["found"].empty())
        entry["label"] = label;
    if (auto seen = seen_in_short(report); !seen.is_null())
        entry["seen"] = std::move(seen);
    auto left_out = left_out_of(report);
    if (left_out.held + left_out.refused > 0)
        entry["parts_left_out"] = { { "held", left_out.held }, { "refused", left_out.refused },
            { "first", left_out.first } };
    TRY(m_ledger.add(entry.dump(-1, ' ', true, json::error_handler_t::replace)));

    count(report);
    m_result.totals.parts_held += left_out.held;
    m_result.totals.parts_refused += left_out.refused;
    if (m_listener.file)
        m_listener.file(event_of(std::move(shown), std::move(text)));
    return m_line_buffer.size() + m_manifest_buffer.size() >= buffer_bytes ? flush_files()
                                                                           : Result<void> {};
}

void Committer::count(const FileReport& report)
{
    ++m_result.totals.files;
    m_result.totals.bytes += report.size;
    if (passes(report.verdict))
        ++m_result.totals.sanitized;
    else if (report.verdict == policy::Verdict::Held)
        ++m_result.totals.held;
    else if (report.verdict == policy::Verdict::NoAnswer)
        ++m_result.totals.no_answer;
    else
        ++m_result.totals.refused;
    if (passes(report.verdict))
        return;
    std::set<std::string> codes;
    for (const auto& reason : report.reasons)
        codes.emplace(policy::word(reason.code));
    for (const auto& code : codes)
        ++m_result.totals.reasons[code];
}

// What became of all files, so that nobody has to count their entries.
static json totals_in_short(const Totals& totals)
{
    return { { "files", totals.files }, { "passed", totals.sanitized }, { "held", totals.held },
        { "refused", totals.refused }, { "no_answer", totals.no_answer },
        { "reasons", totals.reasons } };
}

Result<void> Committer::flush_files()
{
    TRY(base::write_fully(m_lines, base::view_of(m_line_buffer)));
    TRY(base::write_fully(m_manifest, base::view_of(m_manifest_buffer)));
    m_manifest_hash.update(base::view_of(m_manifest_buffer));
    m_line_buffer.clear();
    m_manifest_buffer.clear();
    return {};
}

Result<RunResult> Committer::cancel()
{
    std::lock_guard lock(m_mutex);
    TRY(flush_files());
    TRY(m_ledger.finish());
    m_result.end = RunEnd::Cancelled;
    m_result.totals.seconds
        = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    if (unlink((m_request.folder + "/MANIFEST.json").c_str()) != 0)
        return base::system_error("removing half a manifest");
    return m_result;
}

Result<RunResult> Committer::finish()
{
    std::lock_guard lock(m_mutex);
    if (!m_waiting.empty())
        return Error { "a file is missing from the report" };
    m_manifest_buffer += "\n],\"label\":\"" + policy::to_text(m_result.label) + "\"}\n";
    TRY(flush_files());
    TRY(m_ledger.finish());
    if (fsync(m_lines.get()) != 0 || fsync(m_manifest.get()) != 0)
        return base::system_error("sync");
    m_result.manifest_sha256 = base::to_hex(m_manifest_hash.finish());
    m_result.totals.seconds
        = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    m_result.manifest_entry = TRY(m_station.record({ { "type", "transfer_manifest" },
        { "transfer", m_request.transfer }, { "manifest_sha256", m_result.manifest_sha256 },
        { "label", policy::to_text(m_result.label) }, { "files", m_result.output_files },
        { "bytes", m_result.output_bytes }, { "totals", totals_in_short(m_result.totals) } }));
    return m_result;
}

}
