// SPDX-License-Identifier: MIT
// The real worker, sandboxed, on every mail of tests/samples/mail_samples.py.
#include "kiosk/broker/ask/mail.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

namespace fs = std::filesystem;
using namespace broker;
using policy::FileType;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

class Kept final : public MailSink {
public:
    Result<void> header(MailHeader header) override
    {
        auto& line = headers.emplace_back(header.text);
        for (const auto& person : header.addresses)
            line += "[" + person.address + "|" + person.name + "]";
        return {};
    }
    bool wants(const MailPart& part) override { return part.name != skip; }
    Result<void> take(const MailPart& part, base::Descriptor file) override
    {
        auto content = TRY(base::read_all(file, 1 << 30));
        auto name = part.kind == MailPartKind::Text ? "text"
            : part.kind == MailPartKind::Page       ? "page"
                                                    : part.name;
        parts.emplace_back(name, base::text_of(content));
        return {};
    }
    Result<void> refused(const std::string& name, MailPartRefusal why) override
    {
        refusals.emplace_back(name + ": " + to_text(why));
        return {};
    }

    std::string skip { "\n" };
    std::vector<std::string> headers;
    std::vector<std::pair<std::string, std::string>> parts;
    std::vector<std::string> refusals;
};

class UnpackMail : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        auto form = (fs::temp_directory_path() / "sekisho-mails-XXXXXX").string();
        ASSERT_NE(mkdtemp(form.data()), nullptr);
        s_folder = form;
        std::string script = "python3 " SEKISHO_SOURCE "/tests/samples/mail_samples.py ";
        ASSERT_EQ(std::system((script + s_folder.string()).c_str()), 0);
        s_workers = std::make_unique<Workers>(SEKISHO_LIBEXEC);
    }
    static void TearDownTestSuite()
    {
        s_workers.reset();
        fs::remove_all(s_folder);
    }

    static MailLimits small()
    {
        MailLimits limits;
        limits.total_bytes = 64 << 20;
        limits.part_bytes = 32 << 20;
        limits.worker.time = std::chrono::seconds(20);
        limits.worker.memory_bytes = 256 << 20;
        return limits;
    }
    static Result<Outcome<MailUnpacked>> unpack(
        const fs::path& path, Kept& kept, const MailLimits& limits = small())
    {
        static const std::map<std::string, FileType> types { { ".eml", FileType::Eml },
            { ".mbox", FileType::Mbox }, { ".msg", FileType::Msg }, { ".dat", FileType::Tnef } };
        auto type = types.at(path.extension());
        base::Descriptor file(open((s_folder / path).c_str(), O_RDONLY | O_CLOEXEC));
        return unpack_mail(*s_workers, file, type, limits, kept);
    }
    static MailUnpacked unpacked(
        const fs::path& path, Kept& kept, const MailLimits& limits = small())
    {
        auto result = unpack("good" / path, kept, limits);
        if (!result) {
            ADD_FAILURE() << path << ": " << result.error().message;
            return {};
        }
        if (auto* refused = std::get_if<Refused>(&result.value())) {
            ADD_FAILURE() << path << " refused: " << refused->detail;
            return {};
        }
        return std::get<MailUnpacked>(result.take());
    }

    // What a mail that this worker wrote says to it.
    static std::string read_again(const std::string& mail)
    {
        auto file = base::sealed_memory_file("mail", base::view_of(mail)).take();
        Kept kept;
        auto result = unpack_mail(*s_workers, file, FileType::Eml, small(), kept).take();
        if (auto* refused = std::get_if<Refused>(&result))
            return refused->detail;
        std::string all;
        for (const auto& [name, content] : kept.parts)
            all += name + " " + (name == "text" ? content : std::to_string(content.size()) + "; ");
        for (const auto& header : kept.headers)
            all += header + " ";
        return all;
    }

    static inline fs::path s_folder;
    static inline std::unique_ptr<Workers> s_workers;
};

static const std::string body = "浄水場の点検のお知らせです。①髙﨑 ﾊﾝｶｸ\r\n水位は 12.5 m。\r\n";

TEST_F(UnpackMail, OpensEveryGoodMail)
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(s_folder / "good")) {
        Kept kept;
        auto told = unpacked(entry.path().filename(), kept);
        EXPECT_EQ(told.parts, kept.parts.size() + kept.refusals.size()) << entry.path();
        ++count;
    }
    EXPECT_GT(count, 40u);
}

TEST_F(UnpackMail, RefusesEveryBadOneForItsReason)
{
    const std::map<std::string, RefusalReason> reasons { { "malformed", RefusalReason::Malformed },
        { "encrypted", RefusalReason::Encrypted }, { "unsupported", RefusalReason::Unsupported },
        { "limit", RefusalReason::Limit } };
    for (const auto& [name, reason] : reasons) {
        for (const auto& entry : fs::directory_iterator(s_folder / name)) {
            Kept kept;
            auto result = unpack(entry.path(), kept);
            ASSERT_TRUE(result) << entry.path() << result.error().message;
            auto* refused = std::get_if<Refused>(&result.value());
            ASSERT_NE(refused, nullptr) << entry.path() << " passed";
            EXPECT_EQ(refused->reason, reason) << entry.path() << refused->detail;
        }
    }
}

TEST_F(UnpackMail, ReadsJapaneseInEveryCharset)
{
    for (auto name : { "jis.eml", "sjis.eml", "utf8.eml", "no-charset.eml" }) {
        Kept kept;
        unpacked(name, kept);
        EXPECT_THAT(kept.parts, ElementsAre(std::pair("text", body))) << name;
        ASSERT_GE(kept.headers.size(), 3u);
        EXPECT_EQ(kept.headers[0], "[yamada@example.jp|山田]");
        EXPECT_EQ(kept.headers[1], "[a@example.jp|][soumu@example.jp|総務課]");
        EXPECT_EQ(kept.headers[3], "点検");
    }
}

TEST_F(UnpackMail, NamesAttachmentsInEveryWayOfWritingThem)
{
    for (auto name : { "rfc2231.eml", "rfc2231-pieces.eml", "words.eml", "split-letter.eml",
             "raw-jis.eml", "raw-utf8.eml", "type-name.eml" }) {
        Kept kept;
        unpacked(name, kept);
        ASSERT_EQ(kept.parts.size(), 2u);
        EXPECT_EQ(kept.parts[1].first, "水位.csv") << name;
    }
    Kept kept;
    unpacked("raw-sjis.eml", kept);
    EXPECT_EQ(kept.parts.at(1).first, "水位表.csv");
}

TEST_F(UnpackMail, TellsWhatItTookOff)
{
    Kept kept;
    auto told = unpacked("opaque.eml", kept);
    auto is_signature = [](const Removed& removed) { return removed.what == "signature"; };
    EXPECT_EQ(std::ranges::count_if(told.removed, is_signature), 1);
    ASSERT_EQ(kept.parts.size(), 2u);
    EXPECT_EQ(kept.parts[0].second, body);
    Kept partial;
    unpacked("partial.eml", partial);
    EXPECT_THAT(partial.refusals,
        ElementsAre("part-2.txt: a piece of a mail that was sent in several",
            "part-3.txt: a part that lies elsewhere"));
}

TEST_F(UnpackMail, ReadsWhatOutlookKeeps)
{
    for (auto name : { "plain.msg", "winmail.dat", "old.dat" }) {
        Kept kept;
        unpacked(name, kept);
        ASSERT_EQ(kept.parts.size(), 2u) << name;
        EXPECT_EQ(kept.parts[0], std::pair(std::string("text"), body)) << name;
        EXPECT_EQ(kept.parts[1].first, "水位.csv") << name;
        EXPECT_EQ(kept.parts[1].second.size(), 24u) << name;
    }
    Kept kept;
    unpacked("plain.msg", kept);
    EXPECT_THAT(kept.headers,
        ElementsAre("[yamada@example.jp|山田]", "[soumu@example.jp|総務課]",
            "[b@example.jp|水道部]", "2025-11-22 00:00:00 UTC", "点検"));
    Kept old;
    unpacked("old.msg", old);
    EXPECT_EQ(old.parts.at(0).second, body);
    EXPECT_EQ(old.headers.back(), "点検");
    Kept large;
    unpacked("large.msg", large);
    EXPECT_EQ(large.parts.at(1).second.size(), 100'000u);
}

TEST_F(UnpackMail, TakesWhatElseOutlookPutsIntoAMail)
{
    Kept page;
    unpacked("page.msg", page);
    ASSERT_EQ(page.parts.size(), 2u);
    EXPECT_THAT(page.parts[1].second, HasSubstr("別の話"));
    Kept rich;
    unpacked("rich.msg", rich);
    EXPECT_THAT(rich.parts, ElementsAre(std::pair("本文.rtf", "{\\rtf1\\ansi words\\par}")));
    Kept embedded;
    unpacked("embedded.msg", embedded);
    EXPECT_EQ(embedded.refusals.size(), 3u);
    Kept forwarded;
    unpacked("forwarded.msg", forwarded);
    ASSERT_EQ(forwarded.parts.size(), 2u);
    EXPECT_EQ(forwarded.parts[1].first, "転送.eml");
    EXPECT_EQ(read_again(forwarded.parts[1].second),
        "text " + body
            + "水位.csv 24; [yamada@example.jp|山田] [soumu@example.jp|総務課]"
              "[|/O=EX/CN=(a b), c][c@d.jp|] [b@example.jp|水道部] 2025-11-22 00:00:00 UTC 点検 ");
    // Whichever of its bodies another program shows.
    Kept with_page;
    unpacked("forwarded-page.msg", with_page);
    EXPECT_THAT(read_again(with_page.parts.at(1).second), HasSubstr("text " + body + "page "));
    Kept with_rich;
    unpacked("forwarded-rich.msg", with_rich);
    EXPECT_THAT(read_again(with_rich.parts.at(1).second), HasSubstr("text " + body + "本文.rtf "));
    Kept inner;
    unpacked("inner.dat", inner);
    EXPECT_EQ(inner.parts.at(1).first, "転送.dat");
    Kept of_signature;
    unpacked("signed.msg", of_signature);
    EXPECT_THAT(of_signature.parts, ElementsAre(std::pair("text", body)));
}

TEST_F(UnpackMail, SkipsWhatTheSinkDoesNotWant)
{
    Kept kept;
    kept.skip = "a.csv";
    EXPECT_EQ(unpacked("twins.eml", kept).parts, 3u);
    EXPECT_EQ(kept.parts.size(), 1u);
}

TEST_F(UnpackMail, HoldsToItsLimits)
{
    auto limits = small();
    limits.parts = 3;
    Kept kept;
    unpacked("twins.eml", kept, limits);
    limits.parts = 2;
    Kept fewer;
    auto refused = unpack("good/twins.eml", fewer, limits).take();
    EXPECT_EQ(std::get<Refused>(refused).reason, RefusalReason::Limit);
}

TEST_F(UnpackMail, OpensNoOtherKind)
{
    Kept kept;
    base::Descriptor file(open((s_folder / "good/jis.eml").c_str(), O_RDONLY | O_CLOEXEC));
    auto refused = unpack_mail(*s_workers, file, FileType::Pdf, small(), kept).take();
    EXPECT_EQ(std::get<Refused>(refused).reason, RefusalReason::Unsupported);
}
