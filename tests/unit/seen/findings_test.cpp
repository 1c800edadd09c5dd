// SPDX-License-Identifier: MIT
// How many are listed, what is counted, and what the broker believes of it.
#include "kiosk/broker/ask/seen.h"
#include "scanners/seen/tell.h"

#include <gmock/gmock.h>

using broker::check_seen, broker::SightKind, broker::SightPlace;
using seen::Findings, seen::Kind, seen::Where;
namespace message = seen::message;

static std::string link(std::size_t number)
{
    return "https://example.jp/" + std::to_string(number);
}

static Findings many(std::size_t count)
{
    Findings findings;
    for (std::size_t i = 0; i < count; ++i)
        findings.add(Kind::Link, Where::Text, link(i % 100));
    return findings;
}

TEST(Findings, ListsTheFirstAndCountsEachOnce)
{
    auto findings = many(250);
    EXPECT_EQ(findings.listed().size(), Findings::most_listed);
    EXPECT_EQ(findings.listed()[0].text, link(0));
    EXPECT_EQ(findings.count(Kind::Link), 100u);
    EXPECT_EQ(findings.count(Kind::Address), 0u);
}

TEST(Findings, HoldsNoMoreThanItCanTell)
{
    Findings findings;
    for (std::size_t i = 0; i < 2 * Findings::most_counted; ++i)
        findings.add(Kind::Code, Where::Code, std::to_string(i) + std::string(400, 'x'));
    EXPECT_EQ(findings.count(Kind::Code), Findings::most_counted);
    message::Seen told;
    seen::tell(findings, told);
    EXPECT_TRUE(check_seen(told));
    EXPECT_LT(told.ByteSizeLong(), 100'000u);
}

TEST(Findings, TakesTargetsAsTheyAre)
{
    Findings findings;
    findings.add(Kind::Link, Where::Text, "https://example.jp/");
    findings.add_target("https://example.jp/");
    findings.add_target("MAILTO:a@example.jp?subject=x");
    findings.add_target("\\\\server\\share\x1b[2J\xff");
    findings.add_target("");
    const auto& listed = findings.listed();
    ASSERT_EQ(listed.size(), 3u);
    EXPECT_EQ(listed[0].where, Where::Target); // Shown, and a link at that.
    EXPECT_EQ(listed[1].kind, Kind::Address);
    EXPECT_EQ(listed[1].text, "a@example.jp");
    EXPECT_EQ(listed[2].text, "\\\\server\\share\uFFFD[2J\uFFFD");
}

TEST(Findings, KeepTheHostWhole)
{
    auto of = [](const std::string& address) {
        Findings findings;
        findings.add_target(address);
        return findings.listed().at(0);
    };
    auto user = of("https://www.bank.example:" + std::string(300, 'x') + "@evil.example/" + "a");
    EXPECT_NE(user.text.find("…@evil.example/"), std::string::npos) << user.text;
    EXPECT_EQ(user.host, "evil.example");
    auto path = of("https://evil.example/" + std::string(400, 'x'));
    EXPECT_TRUE(path.text.starts_with("https://evil.example/x") && path.text.ends_with("x…"));
    EXPECT_EQ(path.host, "");
    EXPECT_TRUE(of("https://" + std::string(1'000, 'a') + ".evil.example/")
                    .text.ends_with(".evil.example/"));
    EXPECT_EQ(of("https://日本語.jp:80/x").host, "xn--wgv71a119e.jp");
    EXPECT_EQ(of("https://Bücher.example").host, "xn--bcher-kva.example");
    EXPECT_EQ(of("https://bаnk.example/").host, "xn--bnk-6cd.example"); // A Cyrillic а.
    EXPECT_EQ(of("https://www。日本語｡jp\\x@y").host, "www.xn--wgv71a119e.jp");
    EXPECT_EQ(of("https://水example日本/").host, "xn--example-is3o55g0zs");
    EXPECT_EQ(of("mailto:a@日本語.jp").host, "xn--wgv71a119e.jp");
    EXPECT_EQ(of("https://日本 語\t.jp/").host.find_first_of(" \t"), std::string::npos);
    EXPECT_EQ(of("javascript:a('@')").text, "javascript:a('@')");
    EXPECT_EQ(of("https://bank.example/א/evil.com").text, "https://bank.example/%D7%90/evil.com");
}

TEST(Findings, AreNotCrowdedOut)
{
    auto findings = many(100);
    findings.add(Kind::Link, Where::Text, "https://other.example/path");
    findings.add(Kind::Link, Where::Text, "https://other.example/another");
    findings.add_target("https://example.jp/target");
    ASSERT_EQ(findings.listed().size(), Findings::most_listed + 2);
    EXPECT_EQ(findings.listed()[30].text, "https://other.example…");
    EXPECT_EQ(findings.listed()[31].text, "https://example.jp/target");
    EXPECT_EQ(findings.count(Kind::Link), 103u);
    for (int i = 0; i < 100; ++i) {
        findings.add_target("https://" + std::to_string(i) + ".example/");
        findings.add(Kind::Link, Where::Target, link(static_cast<std::size_t>(i)));
    }
    EXPECT_EQ(findings.listed().size(), 2 * Findings::most_listed + Findings::most_hosts);
    message::Seen told;
    seen::tell(findings, told);
    EXPECT_TRUE(check_seen(told));
}

static message::Seen told_of(const Findings& findings)
{
    message::Seen told;
    seen::tell(findings, told);
    return told;
}

TEST(Seen, IsBelievedOnlyWithinItsBounds)
{
    auto good = check_seen(told_of(many(100)));
    ASSERT_TRUE(good) << good.error().message;
    EXPECT_EQ(good.value().links, 100u);
    EXPECT_EQ(good.value().listed[0].place, SightPlace::Text);

    auto refuses = [](auto&& change) {
        auto told = told_of(many(100));
        change(told);
        EXPECT_FALSE(check_seen(told));
    };
    refuses([](auto& told) { told.mutable_found(0)->set_text(""); });
    refuses([](auto& told) { told.mutable_found(0)->set_text("a\x1b[2J"); });
    refuses([](auto& told) { told.mutable_found(0)->set_text("a\xE2\x80\xAE"); });
    refuses([](auto& told) { told.mutable_found(0)->set_text(std::string(2'000, 'a')); });
    refuses([](auto& told) { told.mutable_found(0)->set_kind(static_cast<message::Kind>(9)); });
    refuses([](auto& told) { told.mutable_found(0)->set_where(message::WHERE_UNSPECIFIED); });
    refuses([](auto& told) { told.mutable_found(0)->set_host("日本語.jp"); });
    refuses([](auto& told) { told.mutable_found(0)->set_host("a b"); });
    refuses([](auto& told) { told.mutable_found(0)->set_host(std::string(257, 'a')); });
    refuses([](auto& told) { // More than are ever listed.
        while (told.found_size() <= 80)
            *told.add_found() = told.found(0);
    });
    refuses([](auto& told) { told.set_links(29); });
    refuses([](auto& told) { told.set_links(1'000'000); });
    refuses([](auto& told) { told.set_codes(1); }); // Counted and not listed.
    refuses([](auto& told) { told.set_labels(1); });
}

TEST(Seen, OfTwoWorkersIsOneList)
{
    auto first = check_seen(told_of(many(2))).take();
    auto second = check_seen(told_of(many(3))).take();
    broker::add_view(first, second);
    EXPECT_EQ(first.links, 3u);
    EXPECT_EQ(first.listed.size(), 3u);
    broker::add_file(first, second);
    EXPECT_EQ(first.links, 6u);
    EXPECT_EQ(first.listed.size(), 3u);
}
