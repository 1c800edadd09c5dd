// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/pace.h"

#include "kiosk/broker/road/extension.h"

#include <algorithm>
#include <array>

namespace broker {

struct Expected {
    std::string_view extensions; // Each between blanks.
    double each;
    double per_mebibyte;
};

// Scanning is part of all. Documents are drawn page by page, and pages are smaller than they look.
static constexpr std::array table {
    Expected { " pdf ", 0.3, 1.5 },
    Expected { " doc docx docm odt rtf ppt pptx pptm odp xls xlsx xlsm xlsb ods ", 1.0, 2.0 },
    Expected { " zip 7z tar gz tgz bz2 xz lzh cab rar cbr cbz ", 0.1, 1.0 },
    Expected { " png jpg jpeg gif bmp tif tiff webp ico cur heic heif avif ", 0.05, 0.3 },
};
static constexpr Expected others { "", 0.01, 0.05 };

static double seconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

double Pace::cost_of(std::string_view path, std::uint64_t bytes)
{
    auto extension = extension_of(path.substr(path.rfind('/') + 1));
    auto word = " " + extension + " ";
    auto found = std::ranges::find_if(table, [&](const Expected& expected) {
        return !extension.empty() && expected.extensions.find(word) != std::string_view::npos;
    });
    const auto& expected = found != table.end() ? *found : others;
    return expected.each + expected.per_mebibyte * static_cast<double>(bytes) / (1 << 20);
}

void Pace::expect(double cost)
{
    m_left += cost;
    ++m_files;
}

void Pace::start(Time now, unsigned threads)
{
    m_start = now;
    m_last = now;
    m_threads = std::max(1u, threads);
}

void Pace::began(std::uint64_t file, std::string path, double cost, Time now)
{
    m_left = std::max(0.0, m_left - cost);
    m_running[file] = { std::move(path), cost, now };
}

// Reading it, scanning it and checking what was made of it are steps, too: never quite 1.
double Pace::Running::share() const
{
    return steps == 0 ? 0 : static_cast<double>(steps_done) / static_cast<double>(steps + 1);
}

void Pace::stepped(std::uint64_t file, std::uint64_t done, std::uint64_t of)
{
    auto found = m_running.find(file);
    if (found == m_running.end() || of == 0)
        return;
    found->second.steps = of;
    found->second.steps_done = std::clamp(done, found->second.steps_done, of);
}

void Pace::ended(std::uint64_t file)
{
    auto found = m_running.find(file);
    if (found == m_running.end())
        return;
    m_done += found->second.cost;
    m_running.erase(found);
    ++m_files_done;
}

void Pace::skipped(double cost)
{
    m_left = std::max(0.0, m_left - cost);
    ++m_files_done;
}

// Until files are done, the table is all there is to go by: it weighs as much as two seconds.
double Pace::guess(Time now) const
{
    constexpr double belief = 2;
    double worked = m_done;
    double longest = 0;
    double running = 0;
    auto slowness = [&] { // Seconds on the clock for a cost of one.
        return (seconds(now - m_start) + belief / m_threads) / (worked + belief);
    };
    for (const auto& [file, one] : m_running)
        worked += std::min(one.cost, seconds(now - one.since));
    for (const auto& [file, one] : m_running) {
        auto spent = seconds(now - one.since);
        // One that takes longer than thought will do so for a while yet.
        auto left = std::max(one.cost * slowness() * m_threads - spent, spent / 4);
        if (auto share = one.share(); share > 0)
            left = spent / share - spent;
        longest = std::max(longest, left);
        running += left;
    }
    return std::max(longest, m_left * slowness() + running / m_threads);
}

double Pace::seconds_left(Time now)
{
    auto better = guess(now);
    auto passed = seconds(now - m_last);
    m_last = now;
    if (m_shown < 0)
        m_shown = better;
    // Half of the difference is made up for in about two seconds.
    auto counted = std::max(0.0, m_shown - passed);
    m_shown = counted + (better - counted) * std::min(1.0, passed / 3);
    return m_files_done >= m_files ? 0 : std::max(1.0, m_shown);
}

double Pace::share_done() const
{
    auto done = static_cast<double>(m_files_done);
    for (const auto& [file, one] : m_running)
        done += one.share();
    return m_files == 0 ? 1 : std::min(1.0, done / static_cast<double>(m_files));
}

std::string Pace::longest_running() const
{
    auto longest = std::ranges::min_element(
        m_running, {}, [](const auto& entry) { return entry.second.since; });
    if (longest == m_running.end())
        return {};
    const auto& one = longest->second;
    if (one.steps < 2)
        return one.path;
    return one.path + " " + std::to_string(one.steps_done) + "/" + std::to_string(one.steps);
}

}
