// SPDX-License-Identifier: MIT
#include "kiosk/cli/screen.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace cli {

using nlohmann::json;

static std::string as_time(double seconds)
{
    if (seconds < 0)
        return "?";
    auto whole = static_cast<long>(seconds + 0.5);
    char text[32];
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
    return text;
}

void ProgressBar::show(const broker::api::Progress& progress)
{
    constexpr int width = 30;
    auto total = std::max<std::uint64_t>(progress.files_total(), 1);
    auto share
        = std::min(1.0, static_cast<double>(progress.files_done()) / static_cast<double>(total));
    if (isatty(2) == 0) {
        auto tenth = static_cast<int>(share * 10);
        if (tenth == m_last_tenth)
            return;
        m_last_tenth = tenth;
        std::fprintf(stderr, "%s: %3d %%  %llu of %llu files, %s left\n", progress.stage().c_str(),
            static_cast<int>(share * 100), static_cast<unsigned long long>(progress.files_done()),
            static_cast<unsigned long long>(progress.files_total()),
            as_time(progress.seconds_left()).c_str());
        return;
    }
    auto filled = static_cast<int>(share * width);
    std::string bar;
    for (int i = 0; i < width; ++i)
        bar += i < filled ? "█" : "░";
    std::fprintf(stderr, "\r\033[K%s %s %llu/%llu  %s left", progress.stage().c_str(), bar.c_str(),
        static_cast<unsigned long long>(progress.files_done()),
        static_cast<unsigned long long>(progress.files_total()),
        as_time(progress.seconds_left()).c_str());
    m_line = Line::Drawn;
}

void ProgressBar::clear()
{
    if (m_line == Line::Drawn)
        std::fprintf(stderr, "\r\033[K");
    m_line = Line::Empty;
}

// East Asian wide characters take two columns.
static int columns_of(std::string_view text)
{
    int columns = 0;
    for (auto point : base::decode_utf8(text).value_or(U""))
        columns += point >= 0x1100
                && (point <= 0x115F || (point >= 0x2E80 && point <= 0xA4CF)
                    || (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF)
                    || (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60)
                    || (point >= 0x1F300 && point <= 0x1FAFF)
                    || (point >= 0x20000 && point <= 0x3FFFD))
            ? 2
            : 1;
    return columns;
}

static std::string padded(std::string text, int width)
{
    auto points = base::decode_utf8(text).value_or(U"?");
    while (columns_of(base::encode_utf8(points)) > width && points.size() > 1) {
        points.pop_back();
        points.back() = U'…';
    }
    text = base::encode_utf8(points);
    return text + std::string(static_cast<std::size_t>(std::max(0, width - columns_of(text))), ' ');
}

static void print_file(const json& file, int indent)
{
    std::string margin(static_cast<std::size_t>(indent), ' ');
    auto text = [&](const char* key) { return file.value(key, std::string()); };
    std::printf("%s%s %s %s %9.2f s\n", margin.c_str(), padded(text("path"), 44 - indent).c_str(),
        padded(text("verdict"), 10).c_str(), padded(text("method"), 8).c_str(),
        file.value("seconds", 0.0));
    for (const auto& reason : file.value("reasons", json::array()))
        std::printf("%s    ✗ %s\n", margin.c_str(), reason.get<std::string>().c_str());
    for (const auto& removed : file.value("removed", json::array()))
        std::printf("%s    − %s (%llu) %s\n", margin.c_str(), removed.value("what", "").c_str(),
            removed.value("count", 0ull), removed.value("where", "").c_str());
    for (const auto& output : file.value("outputs", json::array())) {
        if (!output.value("renamed", json::array()).empty()
            || output.value("path", "") != text("path"))
            std::printf("%s    → %s\n", margin.c_str(), output.value("path", "").c_str());
    }
    for (const auto& part : file.value("parts", json::array()))
        print_file(part, indent + 2);
}

void print_report(const std::string& json_text)
{
    auto report = json::parse(json_text, nullptr, false);
    if (!report.is_object())
        return;
    if (report.contains("files")) {
        std::printf(
            "%s %s %s\n", padded("file", 44).c_str(), padded("verdict", 10).c_str(), "method");
        for (const auto& file : report["files"])
            print_file(file, 0);
    }
    if (report.contains("engines")) {
        for (const auto& [name, engine] : report["engines"].items())
            std::printf("engine %s: %s, %s%s\n", name.c_str(), engine.value("version", "").c_str(),
                engine.value("definitions", "").c_str(),
                engine.value("built_in_test_set", false)
                    ? "  ** BUILT-IN TEST SET: finds nothing but test files **"
                    : "");
    }
    if (report.contains("totals")) {
        const auto& totals = report["totals"];
        std::printf("%llu files: %llu come through, %llu refused, %llu without answer, %.1f s\n",
            totals.value("files", 0ull), totals.value("sanitized", 0ull),
            totals.value("refused", 0ull), totals.value("no_answer", 0ull),
            totals.value("seconds", 0.0));
    }
}

}
