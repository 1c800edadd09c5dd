// SPDX-License-Identifier: MIT
#include "scanners/yara/engine.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sys/stat.h>
#include <yara.h>

namespace yara_scanner {

static constexpr std::size_t most_findings = 64;

static void keep_first_error(
    int level, const char* file, int line, const YR_RULE*, const char* message, void* context)
{
    auto& text = *static_cast<std::string*>(context);
    if (level == YARA_ERROR_LEVEL_ERROR && text.empty())
        text = std::string(file ? file : "rule") + ":" + std::to_string(line) + ": " + message;
}

static std::vector<std::filesystem::path> rule_files(const std::string& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".yar" || entry.path().extension() == ".yara")
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

Result<Engine> Engine::load(const std::string& folder)
{
    if (yr_initialize() != ERROR_SUCCESS)
        return Error { "yr_initialize" };
    YR_COMPILER* raw = nullptr;
    if (yr_compiler_create(&raw) != ERROR_SUCCESS)
        return Error { "yr_compiler_create" };
    std::unique_ptr<YR_COMPILER, decltype(&yr_compiler_destroy)> compiler(raw, yr_compiler_destroy);
    std::string error;
    yr_compiler_set_callback(raw, keep_first_error, &error);
    yr_compiler_set_include_callback(raw, nullptr, nullptr, nullptr);

    Engine engine;
    for (const auto& path : rule_files(folder)) {
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
            std::fopen(path.c_str(), "re"), std::fclose);
        if (!file)
            return Error { "a rules file that cannot be read" };
        auto name = path.filename().string();
        if (yr_compiler_add_file(raw, file.get(), path.stem().c_str(), name.c_str()) != 0)
            return Error { error.empty() ? name + ": does not compile" : error };
        struct stat status { };
        if (fstat(fileno(file.get()), &status) == 0)
            engine.m_time = std::max<std::int64_t>(engine.m_time, status.st_mtime);
    }
    if (yr_compiler_get_rules(raw, &engine.m_rules) != ERROR_SUCCESS)
        return Error { "yr_compiler_get_rules" };
    YR_RULE* rule = nullptr;
    yr_rules_foreach(engine.m_rules, rule)++ engine.m_count;
    if (engine.m_count == 0)
        return Error { "a folder without rules" };
    return engine;
}

std::string Engine::version()
{
    return YR_VERSION;
}

static std::string printable(std::string text)
{
    text.resize(std::min<std::size_t>(text.size(), 200));
    std::ranges::replace_if(
        text, [](char c) { return c <= 0x20 || c >= 0x7F; }, '?');
    return text;
}

static int on_message(YR_SCAN_CONTEXT*, int message, void* data, void* context)
{
    auto& scan = *static_cast<Scan*>(context);
    if (message == CALLBACK_MSG_TOO_MANY_MATCHES)
        scan.state = State::Incomplete;
    if (message != CALLBACK_MSG_RULE_MATCHING)
        return CALLBACK_CONTINUE;
    const auto* rule = static_cast<const YR_RULE*>(data);
    if (scan.rules.size() < most_findings)
        scan.rules.push_back(printable(std::string(rule->ns->name) + ":" + rule->identifier));
    return CALLBACK_CONTINUE;
}

Scan Engine::scan(base::View bytes, std::uint32_t seconds) const
{
    Scan scan { State::Clean, {} };
    static constexpr std::uint8_t nothing = 0;
    auto code = yr_rules_scan_mem(m_rules, bytes.empty() ? &nothing : bytes.data(), bytes.size(),
        SCAN_FLAGS_REPORT_RULES_MATCHING, on_message, &scan, static_cast<int>(seconds));
    if (!scan.rules.empty())
        scan.state = State::Found;
    else if (code != ERROR_SUCCESS)
        scan.state = State::Incomplete;
    return scan;
}

}
