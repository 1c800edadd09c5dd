// SPDX-License-Identifier: MIT
// Every limit from both sides, and no mail that takes more than its length's share of time.
#include "sanitizer/unpack/mail/header.h"
#include "sanitizer/unpack/mail/transfer.h"
#include "tests/unit/mail/recorder.h"

#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace unpack_mail;
using mail_test::told, mail_test::mail, mail_test::usual;

static std::string stop_of(const std::string& bytes, Limits limits)
{
    return told(bytes, Type::Eml, limits).stop;
}

static std::string parts(std::size_t count)
{
    std::string body;
    for (std::size_t i = 0; i < count; ++i)
        body += "--b\n\n0123456789\n";
    return mail("Content-Type: multipart/mixed; boundary=b\n", body + "--b--\n");
}

TEST(Limits, HoldOfPartsAndBytes)
{
    Limits limits { 3, 30, 10, 10, 1, 60 };
    EXPECT_EQ(stop_of(parts(3), limits), "");
    EXPECT_TRUE(stop_of(parts(4), limits).starts_with("limit: "));
    limits.entries = 4;
    EXPECT_EQ(stop_of(parts(4), limits), "limit: more bytes than allowed");
    limits.total_bytes = 40;
    EXPECT_EQ(stop_of(parts(4), limits), "");
    limits.entry_bytes = 9;
    EXPECT_EQ(stop_of(parts(1), limits), "limit: more bytes than allowed");
    limits = { 3, 30, 10, 9, 1, 60 };
    EXPECT_EQ(stop_of(parts(1), limits), "limit: a part that is too large");
}

TEST(Limits, HoldOfDepth)
{
    auto nested = [](int levels) {
        std::string part = "\r\ndeep";
        for (int i = 0; i < levels; ++i) {
            auto boundary = std::string(1, char('a' + i));
            part = "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary
                + "\r\n" + part + "\r\n--" + boundary + "--\r\n";
        }
        return "From: a@example.jp\r\n" + part;
    };
    EXPECT_EQ(stop_of(nested(8), usual), "");
    EXPECT_EQ(stop_of(nested(9), usual), "limit: multiparts nested too deeply");
}

TEST(Limits, HoldOfHeaders)
{
    auto many = [](std::size_t count) {
        std::string all;
        for (std::size_t i = 0; i < count; ++i)
            all += "x: y\r\n";
        return mail(all, "words");
    };
    EXPECT_EQ(stop_of(many(most_fields - 1), usual), "");
    EXPECT_TRUE(stop_of(many(most_fields + 1), usual).starts_with("limit: "));
    auto of_length = [](std::size_t length) {
        return mail("x:" + std::string(length, 'y') + "\r\n", "words");
    };
    EXPECT_EQ(stop_of(of_length(most_field_bytes), usual), "");
    EXPECT_EQ(stop_of(of_length(most_field_bytes + 1), usual), "limit: a header that is too long");
}

static std::string decoded(std::string_view text, Transfer transfer)
{
    std::string out;
    auto stop = decode_whole(text, transfer, 1000, out);
    return stop ? "stop" : out;
}

TEST(TransferEncoding, DecodesWhatIsWholeAndRefusesTheRest)
{
    EXPECT_EQ(decoded("YWJj\r\nZA==\r\n", Transfer::Base64), "abcd");
    EXPECT_EQ(decoded("YWI=", Transfer::Base64), "ab");
    EXPECT_EQ(decoded("", Transfer::Base64), "");
    for (auto bad :
        { "Y", "YW", "YWI", "Y===", "YWJj=", "YWI=YWI=", "YWI*", "YWJ=", "YX==", "=", "YW=\r\n=x" })
        EXPECT_EQ(decoded(bad, Transfer::Base64), "stop") << bad;
    EXPECT_EQ(decoded("a=3Db=\r\nc= \nd=e3=", Transfer::QuotedPrintable), "a=bcd\xe3");
    for (auto bad : { "=", "=4", "=G1", "a= b", "=\rx" })
        EXPECT_EQ(decoded(bad, Transfer::QuotedPrintable), bad == std::string("=") ? "" : "stop");
}

// Twice the length takes about twice the time; a square would take four times and more.
TEST(Time, GrowsWithTheLengthAlone)
{
    Limits wide { 1 << 20, 1 << 28, 1 << 28, 1 << 28, 32, 255 };
    auto seconds = [&](const std::string& bytes) {
        auto best = std::chrono::duration<double>::max();
        for (int i = 0; i < 3; ++i) {
            auto start = std::chrono::steady_clock::now();
            told(bytes, Type::Eml, wide);
            best = std::min<std::chrono::duration<double>>(
                best, std::chrono::steady_clock::now() - start);
        }
        return best.count();
    };
    auto repeated = [](const std::string& piece, std::size_t bytes) {
        std::string all;
        while (all.size() < bytes)
            all += piece;
        return all;
    };
    for (const std::string piece :
        { "=?UTF-8?B?", "=?a?q?", "\"", "(", "a@b,", "<", "=?=", " \t" }) {
        auto of = [&](std::size_t bytes) {
            return mail("To: x" + repeated(piece, bytes) + "\r\n", "");
        };
        EXPECT_LT(seconds(of(120'000)), 0.05 + 10 * seconds(of(30'000))) << piece;
    }
    for (const std::string piece : { "--b", "\n--", "\n\n", "=\n", "\r\n--c\r\n" }) {
        auto of = [&](std::size_t bytes) {
            return mail("Content-Type: multipart/mixed; boundary=b\r\n",
                "--b\r\n\r\n" + repeated(piece, bytes) + "\r\n--b--\r\n");
        };
        EXPECT_LT(seconds(of(1 << 20)), 0.05 + 10 * seconds(of(1 << 18))) << piece;
    }
}
