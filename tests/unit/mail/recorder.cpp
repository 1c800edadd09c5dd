// SPDX-License-Identifier: MIT
#include "tests/unit/mail/recorder.h"

#include "kiosk/core/base/memory_file.h"

#include <gtest/gtest.h>

namespace mail_test {

using namespace unpack_mail;

const Letters& letters()
{
    static const auto tables = charset::load_tables().take();
    static const Letters all(*tables);
    return all;
}

namespace {

class Recorder final : public Receiver {
public:
    explicit Recorder(Told& told)
        : m_told(told)
    {
    }
    Result<void> header(
        Summary summary, const std::vector<Address>& people, const std::string& text) override
    {
        auto line = std::to_string(int(summary)) + ": " + text;
        for (const auto& person : people)
            line += (&person == people.data() ? "" : ", ") + person.address + "|" + person.name;
        m_told.headers.push_back(line);
        return {};
    }
    Result<std::optional<base::Descriptor>> part(
        Kind kind, Standing standing, const std::string& name) override
    {
        m_name = kind == Kind::Text ? "text" : kind == Kind::Page ? "page" : name;
        m_name += standing == Standing::Alternative ? "+: " : ": ";
        m_file = TRY(base::create_memory_file("part"));
        return std::optional(TRY(m_file.duplicate()));
    }
    Result<void> part_done(std::uint64_t bytes) override
    {
        m_told.parts.push_back(
            m_name + std::string(base::text_of(TRY(base::read_all(m_file, bytes)))));
        return {};
    }
    Result<void> refused(const std::string& name, Why why) override
    {
        m_told.refused.push_back(name + " " + std::to_string(int(why)));
        return {};
    }
    Result<void> left_out(LeftOut what, std::string_view where, std::uint64_t count) override
    {
        m_told.left_out.push_back(
            std::to_string(int(what)) + " " + std::string(where) + " x" + std::to_string(count));
        return {};
    }

private:
    Told& m_told;
    std::string m_name;
    base::Descriptor m_file;
};

}

static const char* word(Trouble trouble)
{
    switch (trouble) {
    case Trouble::Malformed: return "malformed: ";
    case Trouble::Encrypted: return "encrypted: ";
    case Trouble::Limit: return "limit: ";
    case Trouble::Unsupported: return "unsupported: ";
    case Trouble::Empty: return "empty: ";
    }
    return "";
}

Told told(const std::string& bytes, Type type, const Limits& limits)
{
    Told all;
    Recorder recorder(all);
    auto result = unpack(bytes, type, limits, letters(), recorder);
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    if (!result)
        return all;
    if (auto* stop = std::get_if<Stop>(&result.value()))
        all.stop = word(stop->trouble) + stop->detail;
    else
        all.totals = std::get<Totals>(result.value());
    return all;
}

std::string mail(const std::string& headers, const std::string& body)
{
    return "From: a@example.jp\r\n" + headers + "\r\n" + body;
}

}
