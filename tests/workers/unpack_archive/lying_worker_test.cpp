// SPDX-License-Identifier: MIT
// The broker believes no word of a worker that an archive has taken over.
#include "kiosk/broker/ask/unpack.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unpack/archive/archive.pb.h"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
namespace message = unpack_archive::message;
using namespace broker;

// Takes every file; what it hears is counted only.
class Counting final : public EntrySink {
public:
    Result<void> folder(const ArchiveEntry&) override { return {}; }
    bool wants(const ArchiveEntry&) override { return true; }
    Result<void> take(const ArchiveEntry&, base::Descriptor) override
    {
        ++files;
        return {};
    }
    Result<void> refused(const std::string& name, EntryRefusal) override
    {
        last_refused = name;
        return {};
    }
    int files { 0 };
    std::string last_refused;
};

class LyingWorker : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/sekisho-lies-XXXXXX";
        ASSERT_NE(mkdtemp(name), nullptr);
        m_folder = name;
        fs::create_symlink(
            fs::path(SEKISHO_LIBEXEC) / "fake-unpack-archive", m_folder / "unpack-archive");
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
    void say_entry(const std::string& name, message::Kind kind = message::KIND_FILE,
        std::uint64_t declared = 0)
    {
        say([&](auto& event) {
            event.mutable_entry()->set_name(name);
            event.mutable_entry()->set_kind(kind);
            event.mutable_entry()->set_declared_bytes(declared);
        });
    }
    void say_done(std::uint64_t bytes)
    {
        say([&](auto& event) { event.mutable_entry_done()->set_bytes(bytes); });
    }
    void say_refused(const std::string& name, int why)
    {
        say([&](auto& event) {
            event.mutable_refused()->set_name(name);
            event.mutable_refused()->set_why(message::Why(why));
        });
    }
    void say_finished(std::uint64_t entries, std::uint64_t bytes)
    {
        say([&](auto& event) {
            event.mutable_finished()->set_entries(entries);
            event.mutable_finished()->set_bytes(bytes);
        });
    }
    bool believed(policy::FileType type = policy::FileType::Zip)
    {
        auto file = base::sealed_memory_file("lies", m_script).take();
        UnpackLimits limits;
        limits.entries = 3;
        limits.total_bytes = 2;
        limits.entry_bytes = 1;
        limits.depth = 2;
        limits.name_bytes = 10;
        limits.worker.time = std::chrono::seconds(10);
        auto result = broker::unpack_archive(*m_workers, file, type, limits, m_sink);
        m_script.clear();
        return bool(result);
    }

    fs::path m_folder;
    std::unique_ptr<Workers> m_workers;
    base::Bytes m_script;
    Counting m_sink;
};

TEST_F(LyingWorker, IsBelievedWhenItDoesNotLie)
{
    say_entry("d", message::KIND_FOLDER);
    say_entry("d/a");
    say_done(1);
    say_refused("\x1b[2J", message::WHY_UNREADABLE_NAME);
    say_finished(3, 1);
    EXPECT_TRUE(believed());
    EXPECT_EQ(m_sink.files, 1);
    EXPECT_EQ(m_sink.last_refused, "\\u{1B}[2J");
}

TEST_F(LyingWorker, CannotSendANameThatLeadsElsewhere)
{
    for (const char* name : { "", "/a", "../a", "a/..", "a//b", "a/", "./a", "a\\b", "C:", "a\x1b",
             "a\xc2\x85", "a/b/c", "elevenbytes" }) {
        say_entry(name);
        say_done(1);
        say_finished(1, 1);
        EXPECT_FALSE(believed()) << name;
    }
    EXPECT_EQ(m_sink.files, 0);
}

TEST_F(LyingWorker, MayLeaveOutTheNameOfABareFileOnly)
{
    say_entry("");
    say_done(1);
    say_finished(1, 1);
    EXPECT_TRUE(believed(policy::FileType::Gzip));
    say_entry("a");
    say_done(1);
    say_entry("");
    say_done(1);
    say_finished(2, 2);
    EXPECT_FALSE(believed(policy::FileType::Gzip));
}

TEST_F(LyingWorker, CannotLieAboutSizesAndCounts)
{
    for (std::uint64_t bytes : { 0ull, 2ull, ~0ull }) {
        say_entry("a");
        say_done(bytes);
        say_finished(1, bytes);
        EXPECT_FALSE(believed()) << bytes;
    }
    say_entry("a");
    say_done(1);
    say_finished(1, 2);
    EXPECT_FALSE(believed());
    say_entry("a");
    say_done(1);
    say_finished(0, 1);
    EXPECT_FALSE(believed());
    say_entry("a", message::KIND_FILE, 2);
    EXPECT_FALSE(believed());
    for (int i = 0; i < 3; ++i) {
        say_entry(std::to_string(i));
        say_done(1);
    }
    say_finished(3, 3);
    EXPECT_FALSE(believed());
    for (int i = 0; i < 4; ++i)
        say_refused("a", message::WHY_LINK);
    say_finished(4, 0);
    EXPECT_FALSE(believed());
}

TEST_F(LyingWorker, CannotSpeakOutOfTurn)
{
    say_done(0);
    EXPECT_FALSE(believed());
    say_entry("a");
    say_entry("b");
    say_done(1);
    EXPECT_FALSE(believed());
    say_entry("a");
    say_finished(1, 0);
    EXPECT_FALSE(believed());
    say_entry("a");
    say_done(1);
    EXPECT_FALSE(believed()); // It ends without a last word.
    say_finished(0, 0);
    say_finished(0, 0);
    EXPECT_FALSE(believed());
    say([](auto&) {});
    EXPECT_FALSE(believed());
}

TEST_F(LyingWorker, CannotSendValuesWithoutAMeaning)
{
    say_entry("a", message::KIND_UNSPECIFIED);
    EXPECT_FALSE(believed());
    say_entry("a", message::Kind(7));
    EXPECT_FALSE(believed());
    for (int why : { 0, 99 }) {
        say_refused("a", why);
        say_finished(1, 0);
        EXPECT_FALSE(believed());
    }
    say_refused(std::string(1025, 'a'), message::WHY_LINK);
    say_finished(1, 0);
    EXPECT_FALSE(believed());
}
