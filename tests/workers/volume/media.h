// SPDX-License-Identifier: MIT
// Images made by tests/samples/media.py, and what our reader says of them.
#pragma once

#include "kiosk/broker/ask/medium.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <unistd.h>

inline std::filesystem::path make_media(const std::string& kind)
{
    auto folder = std::filesystem::temp_directory_path()
        / ("media-" + kind + "-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    auto command
        = "python3 " SEKISHO_SOURCE "/tests/samples/media.py " + kind + " " + folder.string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    return folder;
}

// Every file system under every table, made once.
inline const std::filesystem::path& matrix_media()
{
    static const struct Made {
        std::filesystem::path folder { make_media("matrix") };
        ~Made() { std::filesystem::remove_all(folder); }
    } made;
    return made.folder;
}

inline broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

inline std::string joined(const intake::Entry& entry)
{
    std::string path;
    for (const auto& component : entry.path)
        path += (path.empty() ? "" : "/") + component;
    return path;
}

struct Seen {
    std::string error; // Why the medium was over.
    intake::Listing listing;
    std::vector<intake::Entry> entries; // In their order.
    std::map<std::string, std::string> contents; // Of files: the bytes, or "! reason".

    bool has_finding(const std::string& what) const
    {
        for (const auto& finding : listing.findings)
            if (finding.what == what)
                return true;
        return false;
    }
    const intake::Entry* entry(const std::string& path) const
    {
        for (const auto& entry : entries)
            if (joined(entry) == path)
                return &entry;
        return nullptr;
    }
};

// Lists all, then reads all.
inline Seen see(intake::Medium& medium)
{
    Seen seen;
    auto fail = [&](const Error& error) {
        seen.error = error.message;
        return seen;
    };
    auto listing = medium.list([&](const intake::Entry& entry) -> Result<void> {
        seen.entries.push_back(entry);
        return {};
    });
    if (!listing)
        return fail(listing.error());
    seen.listing = listing.take();
    for (const auto& entry : seen.entries) {
        if (entry.kind != intake::Kind::File)
            continue;
        auto into = base::create_memory_file("into").take();
        auto result = medium.read(entry.id, into);
        if (!result)
            return fail(result.error());
        auto& content = seen.contents[joined(entry)];
        if (auto* bad = std::get_if<intake::Unreadable>(&result.value())) {
            content = "! " + bad->reason;
        } else {
            auto bytes = base::read_all(into, 1 << 30).take();
            content = base::text_of(bytes);
        }
    }
    return seen;
}

inline Seen see(const std::string& address, const intake::Limits& limits = {})
{
    auto medium = broker::open_medium(workers(), address, limits);
    if (!medium) {
        Seen seen;
        seen.error = medium.error().message;
        return seen;
    }
    return see(*medium.value());
}
