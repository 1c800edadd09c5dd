// SPDX-License-Identifier: MIT
// How long a run will still take: from what its files are expected to cost, and from how long those
// that are done did take.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace broker {

class Pace {
public:
    using Time = std::chrono::steady_clock::time_point;

    // Seconds of one processor, roughly: by the name's extension, which may lie, and the size.
    static double cost_of(std::string_view path, std::uint64_t bytes);

    void expect(double cost); // For each file, before start().
    void start(Time, unsigned threads);
    void began(std::uint64_t file, std::string path, double cost, Time);
    void stepped(std::uint64_t file, std::uint64_t done, std::uint64_t of); // Its pages or parts.
    void ended(std::uint64_t file);
    void skipped(double cost); // It will not be carried.

    // At least a second while anything is left. Counts down; takes a better guess on slowly.
    double seconds_left(Time);

    std::uint64_t files() const { return m_files; }
    std::uint64_t files_done() const { return m_files_done; }
    double share_done() const; // Of all files, those in hand counted in part; 0 to 1.
    std::string longest_running() const; // Its path and how far it is; empty if none runs.

private:
    struct Running {
        std::string path;
        double cost;
        Time since;
        std::uint64_t steps { 0 };
        std::uint64_t steps_done { 0 };
        double share() const;
    };
    double guess(Time) const;

    Time m_start {};
    Time m_last {};
    double m_threads { 1 };
    double m_left { 0 }; // Costs of files that have not begun.
    double m_done { 0 };
    double m_shown { -1 };
    std::uint64_t m_files { 0 };
    std::uint64_t m_files_done { 0 };
    std::map<std::uint64_t, Running> m_running;
};

}
