// SPDX-License-Identifier: MIT
#include "scanners/clamav/engine.h"

#include "kiosk/core/base/memory_file.h"

#include <algorithm>
#include <clamav.h>
#include <filesystem>
#include <sys/stat.h>

namespace clamav {

static constexpr std::size_t most_findings = 64;
static constexpr std::size_t longest_name = 200;

// libclamav's own design limit; beyond it lie CVE-2025-20260 and its like.
static constexpr std::uint64_t largest_file = (1ull << 30) - 1;

static Error cl_error(const char* what, cl_error_t code)
{
    return Error { std::string(what) + ": " + cl_strerror(code) };
}

// The newest of the containers (.cvd, .cld carry a version and a time) or of the loose files.
static Definitions describe(const std::string& folder)
{
    Definitions definitions;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        auto path = entry.path().string();
        auto extension = entry.path().extension();
        struct stat status { };
        if (stat(path.c_str(), &status) != 0)
            continue;
        std::int64_t time = status.st_mtime;
        if (extension == ".cvd" || extension == ".cld") {
            if (cl_cvd* head = cl_cvdhead(path.c_str())) {
                time = head->stime;
                definitions.version = std::max(definitions.version, head->version);
                cl_cvdfree(head);
            }
        }
        definitions.time = std::max(definitions.time, time);
    }
    return definitions;
}

Result<Engine> Engine::load(const std::string& folder)
{
    if (auto code = cl_init(CL_INIT_DEFAULT); code != CL_SUCCESS)
        return cl_error("cl_init", code);
    Engine engine;
    engine.m_engine = cl_engine_new();
    if (!engine.m_engine)
        return Error { "cl_engine_new" };
    unsigned int signatures = 0;
    auto code = cl_load(
        folder.c_str(), engine.m_engine, &signatures, CL_DB_PHISHING | CL_DB_PHISHING_URLS);
    if (code != CL_SUCCESS)
        return cl_error("cl_load", code);
    if (signatures == 0)
        return Error { "a folder without definitions" };
    cl_engine_set_str(engine.m_engine, CL_ENGINE_TMPDIR, "/tmp");
    cl_engine_set_num(engine.m_engine, CL_ENGINE_MAX_RECURSION, 17);
    cl_engine_set_num(engine.m_engine, CL_ENGINE_MAX_FILES, 10'000);
    // The result of one job must not depend on an earlier one.
    cl_engine_set_num(engine.m_engine, CL_ENGINE_DISABLE_CACHE, 1);
    if (code = cl_engine_compile(engine.m_engine); code != CL_SUCCESS)
        return cl_error("cl_engine_compile", code);
    engine.m_definitions = describe(folder);
    engine.m_definitions.signatures = signatures;
    engine.warm_up();
    return engine;
}

// libclamav and libcrypto fill tables at their first use. What the zygote has filled, its jobs
// share; what definitions find in a few words is of no interest.
void Engine::warm_up() const
{
    auto sample = base::sealed_memory_file("warm up", base::view_of("a plain text\n"));
    constexpr ScanLimits limits {
        .file_bytes = 1 << 20, .scan_bytes = 1 << 20, .milliseconds = 60'000
    };
    if (sample)
        static_cast<void>(scan(sample.value(), limits));
}

std::string Engine::version()
{
    return cl_retver();
}

static std::string printable(const char* name)
{
    std::string text(name ? name : "");
    text.resize(std::min(text.size(), longest_name));
    std::ranges::replace_if(
        text, [](char c) { return c <= 0x20 || c >= 0x7F; }, '?');
    return text;
}

static void on_found(int, const char* name, void* context)
{
    auto& findings = *static_cast<std::vector<std::string>*>(context);
    auto text = printable(name);
    if (findings.size() < most_findings && std::ranges::find(findings, text) == findings.end())
        findings.push_back(text);
}

Result<Scan> Engine::scan(const base::Descriptor& input, const ScanLimits& limits) const
{
    auto file_bytes = std::min(limits.file_bytes, largest_file);
    Scan scan;
    if (TRY(base::size_of(input)) > file_bytes)
        return scan; // Not looked at is not clean.

    auto set = [&](cl_engine_field field, std::uint64_t value) {
        return cl_engine_set_num(m_engine, field, static_cast<long long>(value));
    };
    if (set(CL_ENGINE_MAX_FILESIZE, file_bytes) != CL_SUCCESS
        || set(CL_ENGINE_MAX_SCANSIZE, limits.scan_bytes) != CL_SUCCESS
        || set(CL_ENGINE_MAX_SCANTIME, limits.milliseconds) != CL_SUCCESS)
        return Error { "limits that libclamav does not take" };
    cl_engine_set_clcb_virus_found(m_engine, on_found);

    cl_scan_options options {};
    // All matches: what a rule tolerates must not hide what it does not.
    options.general = CL_SCAN_GENERAL_HEURISTICS | CL_SCAN_GENERAL_ALLMATCHES;
    options.parse = ~0u;
    options.heuristic = CL_SCAN_HEURISTIC_BROKEN | CL_SCAN_HEURISTIC_EXCEEDS_MAX
        | CL_SCAN_HEURISTIC_ENCRYPTED_ARCHIVE | CL_SCAN_HEURISTIC_ENCRYPTED_DOC
        | CL_SCAN_HEURISTIC_MACROS | CL_SCAN_HEURISTIC_PARTITION_INTXN;
    const char* name = nullptr;
    unsigned long int scanned = 0;
    auto code = cl_scandesc_callback(
        input.get(), nullptr, &name, &scanned, m_engine, &options, &scan.findings);
    if (code != CL_CLEAN && code != CL_VIRUS)
        return Scan { State::Incomplete, scan.findings };
    if (code == CL_VIRUS && scan.findings.empty())
        on_found(0, name, &scan.findings);

    auto is_limit = [](const std::string& finding) {
        return finding.starts_with("Heuristics.Limits.Exceeded");
    };
    if (scan.findings.empty())
        scan.state = State::Clean;
    else if (std::ranges::all_of(scan.findings, is_limit))
        scan.state = State::Incomplete;
    else
        scan.state = State::Found;
    return scan;
}

}
