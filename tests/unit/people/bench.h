// SPDX-License-Identifier: MIT
// A folder for one test, a clock moved by hand, and a cost that lets tests be quick.
#pragma once

#include "kiosk/people/register.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>

namespace people_test {

inline constexpr people::Cost cheap { 1, 8192 };

class HandClock final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override { return m_now; }
    std::chrono::nanoseconds monotonic() const override { return m_now.time_since_epoch(); }
    void move(std::chrono::seconds by) { m_now += by; }

private:
    std::chrono::system_clock::time_point m_now { std::chrono::seconds(1'800'000'000) };
};

class Folder {
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "people-XXXXXX").string();
        m_path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    base::Descriptor open() const
    {
        return base::Descriptor(::open(m_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }

private:
    std::filesystem::path m_path;
};

}
