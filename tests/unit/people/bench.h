// SPDX-License-Identifier: MIT
// A folder for one test, a clock moved by hand, and a cost that lets tests be quick.
#pragma once

#include "kiosk/people/register.h"
#include "kiosk/people/totp.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>

namespace people_test {

inline constexpr people::Cost cheap { 1, 8192 };

// A policy that asks for nothing but a password.
inline policy::Policy lenient()
{
    policy::Policy policy;
    policy.people.second_factor = policy::SecondFactorRule::Off;
    return policy;
}

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

// An administrator, and Yamada who submits; opened anew as often as a test likes.
inline constexpr auto right = "right-password";

class PeopleRegister : public testing::Test {
protected:
    PeopleRegister()
    {
        auto created
            = people::create_first(folder.open(), clock, policy, "admin", "Suzuki", right, cheap);
        EXPECT_TRUE(created) << created.error().message;
        people = created.take();
        admin = people->authenticate({ "admin", right }).take();
        EXPECT_TRUE(people->add(admin,
            { "yamada", "Yamada", { policy::Role::Submitter }, {}, people::Account::State::Active },
            right));
    }

    std::string code_of(base::View secret, int steps = 0) const
    {
        auto now = std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch());
        return people::totp_code(secret, static_cast<std::uint64_t>(now.count() / 30 + steps));
    }

    std::chrono::seconds wait_for(std::string_view name)
    {
        for (const auto& one : people->list()) {
            if (one.account.name == name)
                return one.wait;
        }
        return std::chrono::seconds(-1);
    }

    void restart()
    {
        people.reset();
        auto opened = people::Register::open(folder.open(), clock, policy, cheap);
        ASSERT_TRUE(opened) << opened.error().message;
        people = opened.take();
    }

    Folder folder;
    HandClock clock;
    policy::Policy policy = lenient();
    std::unique_ptr<people::Register> people;
    people::Principal admin;
};

}
