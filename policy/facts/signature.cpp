// SPDX-License-Identifier: MIT
#include "policy/facts/signature.h"

#include <algorithm>
#include <array>

namespace policy {

namespace {

struct ResultWords {
    std::string_view word;
    std::string_view english;
    std::string_view japanese;
};

}

// Each in the order of its enumeration.
static constexpr std::array<std::string_view, 5> kind_words { "pdf", "pdf-timestamp", "ooxml",
    "odf", "mail" };
static constexpr std::array<std::string_view, 3> coverage_words { "nothing", "part", "whole" };
static constexpr std::array<std::string_view, 3> time_words { "none", "claimed", "timestamp" };
static constexpr std::array<ResultWords, 8> result_words { {
    { "valid", "valid, of the whole file", "有効(ファイル全体)" },
    { "valid-but-changed-after", "valid for a part only: something was added or is not signed",
        "一部のみ有効(署名後の追加、または署名対象外の部分があります)" },
    { "expired", "not valid: its certificate had expired or was not valid yet",
        "無効(証明書の有効期間外)" },
    { "untrusted-signer", "not valid: the station does not trust the signer",
        "無効(信頼できる署名者ではありません)" },
    { "weak-algorithm", "not valid: its method is too weak", "無効(署名の方式が弱すぎます)" },
    { "broken", "not valid: the content is not what was signed",
        "無効(内容が署名されたものと異なります)" },
    { "unsupported", "not verified: of a kind that the station does not know",
        "未検証(対応していない方式)" },
    { "unreadable", "not valid: it cannot be read", "無効(読み取れません)" },
} };

std::string_view word(SignatureKind kind)
{
    return kind_words.at(static_cast<std::size_t>(kind));
}

std::string_view word(SignatureResult result)
{
    return result_words.at(static_cast<std::size_t>(result)).word;
}

std::string_view word(Coverage coverage)
{
    return coverage_words.at(static_cast<std::size_t>(coverage));
}

std::string_view word(TimeSource source)
{
    return time_words.at(static_cast<std::size_t>(source));
}

std::optional<SignatureResult> signature_result_named(std::string_view name)
{
    auto found = std::ranges::find(result_words, name, &ResultWords::word);
    if (found == result_words.end())
        return std::nullopt;
    return static_cast<SignatureResult>(found - result_words.begin());
}

// Of a mail, the headers are signed by nobody: a signed answer can be sent again below others.
static bool leaves_out_headers(const Signature& one)
{
    return one.kind == SignatureKind::Mail && one.result == SignatureResult::Valid;
}

std::string_view english(const Signature& one)
{
    if (leaves_out_headers(one))
        return "valid, of the content; nobody signed subject, date and recipients";
    return result_words.at(static_cast<std::size_t>(one.result)).english;
}

std::string_view japanese(const Signature& one)
{
    if (leaves_out_headers(one))
        return "有効(本文と添付ファイルのみ。件名・日付・宛先は署名されていません)";
    return result_words.at(static_cast<std::size_t>(one.result)).japanese;
}

}
