// SPDX-License-Identifier: MIT
// The broker believes no word of a worker that a mail has taken over.
#include "kiosk/broker/ask/mail.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unpack/mail/mail.pb.h"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
namespace message = unpack_mail::message;
using namespace broker;

// Takes every part; what it hears is counted only.
class Counting final : public MailSink {
public:
    Result<void> header(MailHeader) override
    {
        ++headers;
        return {};
    }
    bool wants(const MailPart&) override { return true; }
    Result<void> take(const MailPart&, base::Descriptor content) override
    {
        files.push_back(std::move(content));
        ++parts;
        return {};
    }
    Result<void> refused(const std::string&, MailPartRefusal) override
    {
        ++refusals;
        return {};
    }
    std::vector<base::Descriptor> files;
    int headers { 0 };
    int parts { 0 };
    int refusals { 0 };
};

class LyingMailWorker : public testing::Test {
protected:
    void SetUp() override
    {
        auto form = (fs::temp_directory_path() / "sekisho-lies-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        m_folder = form;
        fs::create_symlink(
            fs::path(SEKISHO_LIBEXEC) / "fake-unpack-mail", m_folder / "unpack-mail");
        m_workers = std::make_unique<Workers>(m_folder.string());
    }
    void TearDown() override
    {
        m_workers.reset();
        fs::remove_all(m_folder);
    }

    void say(const std::function<void(message::Event&)>& fill)
    {
        message::Event event;
        fill(event);
        auto bytes = event.SerializeAsString();
        base::append_u32_le(m_script, std::uint32_t(bytes.size()));
        base::append(m_script, base::view_of(bytes));
    }
    void say_part(const std::string& name, int kind = message::KIND_ATTACHMENT,
        int standing = message::STANDING_OWN)
    {
        say([&](auto& event) {
            event.mutable_part()->set_kind(message::Kind(kind));
            event.mutable_part()->set_standing(message::Standing(standing));
            event.mutable_part()->set_name(name);
        });
    }
    void say_done(std::uint64_t bytes)
    {
        say([&](auto& event) { event.mutable_part_done()->set_bytes(bytes); });
    }
    void say_header(int summary, const std::string& text, const std::string& address = "")
    {
        say([&](auto& event) {
            event.mutable_header()->set_summary(message::Summary(summary));
            event.mutable_header()->set_text(text);
            if (!address.empty())
                event.mutable_header()->add_addresses()->set_address(address);
        });
    }
    void say_refused(const std::string& name, int why)
    {
        say([&](auto& event) {
            event.mutable_refused()->set_name(name);
            event.mutable_refused()->set_why(message::Why(why));
        });
    }
    void say_left_out(int what, std::uint64_t count, const std::string& where = {})
    {
        say([&](auto& event) {
            event.mutable_left_out()->set_what(message::What(what));
            event.mutable_left_out()->set_count(count);
            event.mutable_left_out()->set_where(where);
        });
    }
    void say_finished(std::uint64_t parts, std::uint64_t bytes)
    {
        say([&](auto& event) {
            event.mutable_finished()->set_entries(parts);
            event.mutable_finished()->set_bytes(bytes);
        });
    }
    bool believed()
    {
        auto file = base::sealed_memory_file("lies", m_script).take();
        MailLimits limits;
        limits.parts = 3;
        limits.total_bytes = 2;
        limits.part_bytes = 1;
        limits.name_bytes = 10;
        limits.worker.time = std::chrono::seconds(10);
        auto result = broker::unpack_mail(*m_workers, file, policy::FileType::Eml, limits, m_sink);
        m_script.clear();
        return bool(result);
    }

    fs::path m_folder;
    std::unique_ptr<Workers> m_workers;
    base::Bytes m_script;
    Counting m_sink;
};

TEST_F(LyingMailWorker, IsBelievedWhenItDoesNotLie)
{
    say_header(message::SUMMARY_SUBJECT, "水位");
    say_header(message::SUMMARY_FROM, "", "a@example.jp");
    say_part("", message::KIND_TEXT);
    say_done(1);
    say_part("水位.csv");
    say_done(1);
    say_refused("a", message::WHY_ENCRYPTED);
    say_left_out(message::WHAT_SIGNATURE, 1);
    say_finished(3, 2);
    EXPECT_TRUE(believed());
    EXPECT_EQ(m_sink.headers, 2);
    EXPECT_EQ(m_sink.parts, 2);
    EXPECT_EQ(m_sink.refusals, 1);
    for (const auto& file : m_sink.files) // It had them still, and wrote on.
        EXPECT_EQ(base::size_of(file).take(), 1u);
}

TEST_F(LyingMailWorker, CannotSendANameThatIsNone)
{
    for (const char* name :
        { "", "/a", "a/b", "..", ".", "a\\b", "a\x1b", "a\xc2\x85", "elevenbytes" }) {
        say_part(name);
        say_done(1);
        say_finished(1, 1);
        EXPECT_FALSE(believed()) << name;
        say_refused(name, message::WHY_ENCRYPTED);
        say_finished(1, 0);
        EXPECT_FALSE(believed()) << name;
    }
    say_part("a", message::KIND_TEXT); // A body has no name.
    say_done(1);
    say_finished(1, 1);
    EXPECT_FALSE(believed());
    EXPECT_EQ(m_sink.parts + m_sink.refusals, 0);
}

TEST_F(LyingMailWorker, CannotPutAnythingButALineIntoTheSummary)
{
    for (const char* words :
        { "a\nFrom: b", "a\r", "a\t", "a\xe2\x80\xae", "\x1b[2J", "\xe2\x80\x8b" }) {
        say_header(message::SUMMARY_SUBJECT, words);
        say_finished(0, 0);
        EXPECT_FALSE(believed());
        say_header(message::SUMMARY_FROM, "", words);
        say_finished(0, 0);
        EXPECT_FALSE(believed());
    }
    for (int summary : { 0, 10 }) {
        say_header(summary, "a");
        say_finished(0, 0);
        EXPECT_FALSE(believed());
    }
    for (int i = 0; i <= 1000; ++i)
        say_header(message::SUMMARY_SUBJECT, "a");
    say_finished(0, 0);
    EXPECT_FALSE(believed());
}

TEST_F(LyingMailWorker, CannotSendMoreHeadersThanAMailHas)
{
    for (auto [times, is_believed] : { std::pair(9, true), std::pair(11, false) }) {
        for (int i = 0; i < times; ++i)
            say_header(message::SUMMARY_SUBJECT, std::string(800'000, 'a'));
        say_finished(0, 0);
        EXPECT_EQ(believed(), is_believed) << times;
    }
}

TEST_F(LyingMailWorker, CannotLieAboutSizesAndCounts)
{
    for (std::uint64_t bytes : { 0ull, 2ull, ~0ull }) {
        say_part("a");
        say_done(bytes);
        say_finished(1, bytes);
        EXPECT_FALSE(believed()) << bytes;
    }
    for (auto [parts, bytes] : { std::pair(1, 2), std::pair(0, 1), std::pair(2, 1) }) {
        say_part("a");
        say_done(1);
        say_finished(std::uint64_t(parts), std::uint64_t(bytes));
        EXPECT_FALSE(believed());
    }
    for (int i = 0; i < 3; ++i) {
        say_part("a");
        say_done(1);
    }
    say_finished(3, 3); // More bytes than all may have.
    EXPECT_FALSE(believed());
    for (int i = 0; i < 4; ++i)
        say_refused("a", message::WHY_ENCRYPTED);
    say_finished(4, 0);
    EXPECT_FALSE(believed());
    for (std::uint64_t count : { std::uint64_t(0), ~std::uint64_t(0) }) {
        say_left_out(message::WHAT_SIGNATURE, count);
        say_finished(0, 0);
        EXPECT_FALSE(believed());
    }
}

TEST_F(LyingMailWorker, CannotNamePlacesThatMayNotBeShown)
{
    for (const auto& where : { std::string("\x1B[2J"), std::string(121, 'a') }) {
        say_left_out(message::WHAT_HEADERS, 1, where);
        say_finished(0, 0);
        EXPECT_FALSE(believed());
    }
    say_left_out(message::WHAT_HEADERS, 1, "received");
    say_finished(0, 0);
    EXPECT_TRUE(believed());
}

TEST_F(LyingMailWorker, CannotSpeakOutOfTurn)
{
    say_done(0);
    EXPECT_FALSE(believed());
    say_part("a");
    say_part("b");
    EXPECT_FALSE(believed());
    say_part("a");
    say_finished(1, 0);
    EXPECT_FALSE(believed());
    say_part("a");
    say_done(1);
    EXPECT_FALSE(believed()); // It ends without a last word.
    say_finished(0, 0);
    say_finished(0, 0);
    EXPECT_FALSE(believed());
    say([](auto&) {});
    EXPECT_FALSE(believed());
}

TEST_F(LyingMailWorker, CannotSendValuesWithoutAMeaning)
{
    for (int kind : { 0, 9 }) {
        say_part("a", kind);
        EXPECT_FALSE(believed());
    }
    for (int standing : { 0, 2, 9 }) { // An attachment is nothing in another form.
        say_part("a", message::KIND_ATTACHMENT, standing);
        EXPECT_FALSE(believed());
    }
    for (int value : { 0, 99 }) {
        say_refused("a", value);
        say_finished(1, 0);
        EXPECT_FALSE(believed());
        say_left_out(value, 1);
        say_finished(0, 0);
        EXPECT_FALSE(believed());
    }
}
