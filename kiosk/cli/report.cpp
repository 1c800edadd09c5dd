// SPDX-License-Identifier: MIT
#include "kiosk/cli/report.h"

#include "kiosk/cli/removed_lines.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

namespace cli {

using nlohmann::json;
using policy::Language;

namespace {

struct Words {
    const char* heading;
    const char* test_definitions;
    const char* totals; // files, come through, held, refused, without answer, seconds
    const char* kept; // Of so many, so many are in the copy.
    const char* parts_left_out; // held, refused
    const char* offers;
    const char* offered_text;
    const char* offered_image;
    const char* or_else;
    const char* reasons;
    const char* signature;
    const char* claimed; // Behind a time that only the signer says.
    const char* kinds[3]; // In the order of kind_names.
    const char* not_looked_for;
    const char* places[3]; // In the order of place_words.
    const char* host; // Where an address leads that looks otherwise.
    const char* more; // in the report alone, in no list
    const char* label;
    const char* label_places[3]; // In its name, among its words, in its properties.
    const char* stamped; // Into the properties of the copy.
    const char* above;
    const char* disagree;
};

constexpr Words english {
    "file",
    "  ** BUILT-IN TEST SET: finds nothing but test files **",
    "%llu files: %llu come through, %llu held, %llu refused, %llu without answer, %.1f s\n",
    "%s    ≠ %s: the rebuilt copy has %llu of %llu\n",
    "parts left out of files that come through: %llu held, %llu refused\n",
    "? in place of it: ",
    "--held text (text only)",
    "--held image (image PDF)",
    " or ",
    "\nWhat the reasons mean, and what to do\n",
    "§ signature: ",
    " (as the signer says)",
    { "links", "mail addresses", "QR codes" },
    "links, mail addresses and QR codes: not looked for (the file passes as it is)",
    { "", " (behind a link)", " (in a QR code)" },
    "  !! leads to ",
    "and %llu more in the report, %llu listed nowhere",
    "label: ",
    { " (name)", " (text)", " (properties)" },
    "; in the copy's properties: ",
    "  ** above the label of the transfer **",
    "  ** they disagree; the highest counts **",
};
constexpr Words japanese {
    "ファイル",
    "  ** 内蔵の試験用定義：試験ファイル以外は検出しません **",
    "%llu ファイル：通過 %llu、保留 %llu、拒否 %llu、応答なし %llu、%.1f 秒\n",
    "%s    ≠ %s：作り直した写しには %llu（元は %llu）\n",
    "通過したファイルから除いた中身：保留 %llu、拒否 %llu\n",
    "? 代わりに渡す方法：",
    "--held text（テキストのみ）",
    "--held image（画像PDF）",
    "か ",
    "\n理由の意味と、次にすること\n",
    "§ 署名：",
    "(署名者の申告)",
    { "リンク", "メールアドレス", "QRコード" },
    "リンク・メールアドレス・QRコード：調べていません（ファイルをそのまま渡すため）",
    { "", "（リンク先）", "（QRコード内）" },
    "  !! 実際の接続先：",
    "ほか %llu 件は報告書にあり、%llu 件はどこにも一覧されません",
    "分類表示：",
    { "（ファイル名）", "（文中）", "（プロパティ）" },
    "；写しのプロパティに記載：",
    "  ** 申請の分類より上です **",
    "  ** 表示が食い違っています（最も高いものを採ります） **",
};

// East Asian wide characters take two columns.
static int columns_of(std::string_view text)
{
    int columns = 0;
    for (auto point : base::decode_utf8(text).value_or(U""))
        columns += point >= 0x1100
                && (point <= 0x115F || (point >= 0x2E80 && point <= 0xA4CF)
                    || (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF)
                    || (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60)
                    || (point >= 0x1F300 && point <= 0x1FAFF)
                    || (point >= 0x20000 && point <= 0x3FFFD))
            ? 2
            : 1;
    return columns;
}

static std::string padded(std::string text, int width)
{
    auto points = base::decode_utf8(text).value_or(U"?");
    while (columns_of(base::encode_utf8(points)) > width && points.size() > 1) {
        points.pop_back();
        points.back() = U'…';
    }
    text = base::encode_utf8(points);
    return text + std::string(static_cast<std::size_t>(std::max(0, width - columns_of(text))), ' ');
}

class Table {
public:
    explicit Table(Language language)
        : m_language(language)
    {
    }

    void print(const json& report);

private:
    [[nodiscard]] const Words& words() const
    {
        return m_language == Language::Japanese ? japanese : english;
    }

    void print_file(const json& file, int indent);
    void print_seen(const json& seen, const std::string& margin) const;
    void print_label(const json& label, const std::string& margin) const;
    [[nodiscard]] std::string words_of(const json& told) const;
    [[nodiscard]] std::string line_of(const json& signature) const;
    void print_account(const json& file, const std::string& margin) const;
    void print_engines(const json& engines) const;
    void print_totals(const json& totals) const;
    void print_reasons() const;

    Language m_language;
    std::set<policy::ReasonCode> m_reasons;
};

std::string Table::words_of(const json& told) const
{
    return told.value(m_language == Language::Japanese ? "ja" : "en", "");
}

std::string Table::line_of(const json& signature) const
{
    auto text = [&](const char* key) { return signature.value(key, std::string()); };
    auto line = std::string(words().signature) + words_of(signature);
    for (const auto& more : { text("signer"), text("signed_at") })
        line += more.empty() ? "" : ", " + more;
    if (text("time") == "claimed")
        line += words().claimed;
    if (auto detail = text("detail"); !detail.empty())
        line += " [" + detail + "]";
    return line;
}

constexpr const char* kind_names[] { "links", "addresses", "codes" };
constexpr std::string_view place_words[] { "text", "link", "code" };
constexpr std::size_t most_shown = 10; // Of each kind.

void Table::print_seen(const json& seen, const std::string& margin) const
{
    if (!seen.is_object()) {
        std::printf("%s    @ %s\n", margin.c_str(), words().not_looked_for);
        return;
    }
    auto counts = seen.value("count", json::object());
    auto count = [&](const char* kind) { return counts.value(kind, 0ull); };
    unsigned long long all = 0;
    std::string line;
    for (std::size_t i = 0; i < std::size(kind_names); ++i) {
        auto number = count(kind_names[i]);
        all += number;
        if (number > 0)
            line += (line.empty() ? "" : ", ") + std::string(words().kinds[i]) + ": "
                + std::to_string(number);
    }
    if (all == 0)
        return;
    std::printf("%s    @ %s\n", margin.c_str(), line.c_str());
    for (const auto* kind : kind_names) {
        auto list = seen.value(kind, json::array()).get<std::vector<json>>();
        // What nobody sees before the click comes first.
        std::stable_partition(list.begin(), list.end(),
            [](const json& one) { return one.value("where", "") == "link"; });
        list.resize(std::min(list.size(), most_shown));
        for (const auto& one : list) {
            const auto* place = std::ranges::find(place_words, one.value("where", ""));
            auto host = one.value("host", "");
            std::printf("%s        %s%s%s%s\n", margin.c_str(), one.value("text", "").c_str(),
                place == std::end(place_words) ? "" : words().places[place - place_words],
                host.empty() ? "" : words().host, host.c_str());
            --all;
        }
    }
    if (all > 0) {
        std::printf("%s        ", margin.c_str());
        auto nowhere = std::min(seen.value("more", 0ull), all);
        std::printf(words().more, all - nowhere, nowhere);
        std::puts("");
    }
}

void Table::print_label(const json& label, const std::string& margin) const
{
    auto found = label.value("found", json::array());
    if (found.empty())
        return;
    std::string line;
    for (const auto& one : found) {
        auto where = one.value("where", "");
        line += (line.empty() ? "" : ", ") + one.value("label", "")
            + words().label_places[where == "name" ? 0
                    : where == "text"              ? 1
                                                   : 2];
    }
    if (auto stamped = label.value("stamped", ""); !stamped.empty())
        line += words().stamped + stamped;
    std::printf("%s    # %s%s%s%s\n", margin.c_str(), words().label, line.c_str(),
        label.value("above_transfer", false) ? words().above : "",
        label.value("disagree", false) ? words().disagree : "");
}

void Table::print_file(const json& file, int indent)
{
    std::string margin(static_cast<std::size_t>(indent), ' ');
    auto text = [&](const char* key) { return file.value(key, std::string()); };
    std::printf("%s%s %s %s %9.2f s\n", margin.c_str(), padded(text("path"), 44 - indent).c_str(),
        padded(text("verdict"), 10).c_str(), padded(text("method"), 8).c_str(),
        file.value("seconds", 0.0));
    for (const auto& reason : file.value("reasons", json::array())) {
        auto line = reason.get<std::string>();
        std::printf("%s    ✗ %s\n", margin.c_str(), line.c_str());
        if (auto code = policy::reason_code_named(line.substr(0, line.find(':'))))
            m_reasons.insert(*code);
    }
    for (const auto& signature : file.value("signatures", json::array()))
        std::printf("%s    %s\n", margin.c_str(), line_of(signature).c_str());
    print_account(file, margin);
    for (const auto& line : removed_lines(file.value("removed", json::array()), m_language))
        std::printf("%s    %s\n", margin.c_str(), line.c_str());
    print_label(file.value("label", json::object()), margin);
    print_seen(file.value("seen", json::object()), margin);
    for (const auto& output : file.value("outputs", json::array())) {
        if (!output.value("renamed", json::array()).empty()
            || output.value("path", "") != text("path"))
            std::printf("%s    → %s\n", margin.c_str(), output.value("path", "").c_str());
    }
    for (const auto& part : file.value("parts", json::array()))
        print_file(part, indent + 2);
}

// What was lost, and what there is in place of a copy that is held for it.
void Table::print_account(const json& file, const std::string& margin) const
{
    for (const auto& one : file.value("account", json::object())) {
        auto before = one.value("before", 0ull);
        auto after = one.value("after", 0ull);
        if (after < before)
            std::printf(words().kept, margin.c_str(), words_of(one).c_str(), after, before);
    }
    std::string offers;
    for (const auto& method : file.value("offers", json::array()))
        offers += (offers.empty() ? words().offers : words().or_else)
            + std::string(method == "text" ? words().offered_text : words().offered_image);
    if (!offers.empty())
        std::printf("%s    %s\n", margin.c_str(), offers.c_str());
}

void Table::print_engines(const json& engines) const
{
    for (const auto& [name, engine] : engines.items()) {
        auto version = engine.value("version", "");
        if (auto definitions = engine.value("definitions", ""); !definitions.empty())
            version += ", " + definitions;
        std::printf("%s: %s%s\n", name.c_str(), version.c_str(),
            engine.value("built_in_test_set", false) ? words().test_definitions : "");
    }
}

void Table::print_totals(const json& totals) const
{
    auto count = [&](const char* key) { return totals.value(key, 0ull); };
    std::printf(words().totals, count("files"), count("sanitized"), count("held"), count("refused"),
        count("no_answer"), totals.value("seconds", 0.0));
    if (count("parts_held") + count("parts_refused") > 0)
        std::printf(words().parts_left_out, count("parts_held"), count("parts_refused"));
}

void Table::print_reasons() const
{
    if (!m_reasons.empty())
        std::fputs(words().reasons, stdout);
    for (auto code : m_reasons)
        std::printf("  %s\n      %s\n", std::string(policy::word(code)).c_str(),
            std::string(policy::to_text(code, m_language)).c_str());
}

void Table::print(const json& report)
{
    if (report.contains("files")) {
        std::printf("%s %s %s\n", padded(words().heading, 44).c_str(),
            padded("verdict", 10).c_str(), "method");
        for (const auto& file : report["files"])
            print_file(file, 0);
    }
    if (report.contains("engines"))
        print_engines(report["engines"]);
    if (report.contains("totals"))
        print_totals(report["totals"]);
    print_reasons();
}

}

Language language_of_the_environment()
{
    for (const char* name : { "LC_ALL", "LC_MESSAGES", "LANG" }) {
        const char* value = std::getenv(name);
        if (value != nullptr && value[0] != '\0')
            return std::string_view(value).starts_with("ja") ? Language::Japanese
                                                             : Language::English;
    }
    return Language::English;
}

void print_report(const std::string& json_text, Language language)
{
    auto report = json::parse(json_text, nullptr, false);
    if (report.is_object())
        Table(language).print(report);
}

}
