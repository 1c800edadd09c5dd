// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/mail_text.h"

#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"

#include <algorithm>

namespace broker {

static constexpr std::string_view preface
    = "\xEF\xBB\xBF"
      "電子メールの内容を、関所が文字だけにして書き直したものです。差出人、宛先、日時、件名は"
      "送信者が書いたもので、確かめられていません。\n"
      "The words of an e-mail, written anew by Sekisho. Sender, recipients, date and subject are "
      "what its sender wrote; nobody has verified them.\n";
static constexpr std::string_view line
    = "------------------------------------------------------------------------\n";
static constexpr std::string_view another_form
    = "\r\n------ 別形式の本文 (the same body in another form) ------\r\n";
// What programs look at before they take a text for a page, or for settings.
static_assert(preface.size() > 256);

static const char* label(MailField field)
{
    switch (field) {
    case MailField::From: return "差出人 (From): ";
    case MailField::Sender: return "送信者 (Sender): ";
    case MailField::ReplyTo: return "返信先 (Reply-To): ";
    case MailField::To: return "宛先 (To): ";
    case MailField::Cc: return "写し (Cc): ";
    case MailField::Bcc: return "写し (Bcc): ";
    case MailField::Date: return "日時 (Date): ";
    case MailField::Subject: return "件名 (Subject): ";
    case MailField::MessageId: return "識別子 (Message-ID): ";
    case MailField::Label: return "分類 (Classification): ";
    }
    return "";
}

// The address first and on a line of its own, whatever the sender calls it.
static void add_people(const MailHeader& header, std::string& text)
{
    for (const auto& person : header.addresses) {
        text += label(header.field) + person.address + "\n";
        if (person.name.empty())
            continue;
        text += "    表示名 (name): " + person.name + "\n";
        bool has_at = person.name.find('@') != std::string::npos
            || person.name.find("\xEF\xBC\xA0") != std::string::npos // U+FF20
            || person.name.find("\xEF\xB9\xAB") != std::string::npos; // U+FE6B
        if (has_at && person.name != person.address)
            text += "    ※ 表示名がアドレスの形をしています (the name looks like an address)\n";
    }
}

// The label stands first: it is looked for among the first words.
static void add_headers(const MailSummary& summary, std::string& text)
{
    for (const auto& header : summary.headers) {
        if (header.field == MailField::Label)
            text += label(header.field) + header.text + "\n";
    }
    for (const auto& header : summary.headers) {
        if (header.field == MailField::Label)
            continue;
        if (!header.addresses.empty())
            add_people(header, text);
        else
            text += label(header.field) + header.text + "\n";
        if (header.field < MailField::Date && header.addresses.empty())
            text += "    ※ アドレスとして読めません (cannot be read as an address)\n";
    }
}

static void add_attachments(const MailSummary& summary, const FileReport& report, std::string& text)
{
    auto count = report.parts.size() + summary.left_out.size();
    if (count == 0)
        return;
    text += "添付 (Attachments): " + std::to_string(count) + "\n";
    for (const auto& part : report.parts) {
        text += "    " + base::escaped(part.path);
        if (part.outputs.empty()) {
            auto why = part.reasons.empty() ? "refused" : policy::word(part.reasons[0].code);
            text += " → 通しません (not passed): " + std::string(why);
        } else {
            text += " → " + part.outputs[0].path + " (" + std::string(policy::word(part.verdict))
                + ")";
        }
        text += "\n";
    }
    for (const auto& name : summary.left_out)
        text += "    " + base::escaped(name) + " → 方針により除きました (left out by the policy)\n";
}

static void add_notes(const MailSummary& summary, const FileReport& report, std::string& text)
{
    auto has = [&](std::string_view what) {
        return std::ranges::find(summary.removed, what, &Removed::what) != summary.removed.end();
    };
    for (const auto& one : report.signatures)
        text += "電子署名：" + std::string(policy::japanese(one)) + " / "
            + std::string(policy::english(one))
            + (one.signer.empty() ? "" : " [" + base::escaped(one.signer) + "]") + "\n";
    if (has("signature") && report.signatures.empty())
        text += "電子署名を外しました。検証していません。 "
                "(A signature was taken off; it was not verified.)\n";
    if (has("calendar"))
        text += "予定表を除きました。 (A calendar entry was left out.)\n";
    if (has("alternative-body"))
        text
            += "本文の別形式(ほかのソフトではこちらが表示されることがあります)を除きました。 "
               "(Another form of the text, which other programs may show instead, was left out.)\n";
}

static std::string_view skip_unsaid(std::string_view text)
{
    for (;;) {
        auto c = text.empty() ? 'a' : text[0];
        if (text.starts_with("<http")) {
            auto end = text.find_first_of("> \n");
            if (end == text.npos || text[end] != '>')
                return text;
            text.remove_prefix(end + 1);
        } else if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xEF\xBB\xBF")) {
            text.remove_prefix(3);
        } else if (text.starts_with("\xC2\xA0")) {
            text.remove_prefix(2);
        } else if ((c >= 0 && c <= ' ')
            || std::string_view("*_=~|>#").find(c) != std::string_view::npos
            || (c == '-'
                && (text.size() == 1 || text[1] == '-' || (text[1] >= 0 && text[1] <= ' ')))) {
            text.remove_prefix(1); // Blanks, and what lines and bullets are made of.
        } else {
            return text;
        }
    }
}

bool say_the_same(std::string_view a, std::string_view b)
{
    for (;;) {
        a = skip_unsaid(a);
        b = skip_unsaid(b);
        if (a.empty() || b.empty())
            return a.empty() && b.empty();
        if (a[0] != b[0])
            return false;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
}

// As mails have them, so that the whole text gets the same.
static std::string with_returns(std::string_view text)
{
    std::string out;
    for (char c : text)
        out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

static Result<void> append(
    const base::Descriptor& from, std::uint64_t size, const base::Descriptor& to)
{
    base::Bytes block(64 << 10);
    for (std::uint64_t at = 0; at < size;) {
        auto part = std::span(block).first(std::min<std::uint64_t>(block.size(), size - at));
        TRY(base::read_fully_at(from, at, part));
        TRY(base::write_fully(to, part));
        at += part.size();
    }
    return {};
}

// A body that is longer says something of its own: nobody reads that far.
static constexpr std::uint64_t most_compared = 1 << 20;

static Result<std::string> said_by(const base::Descriptor& body, std::uint64_t size)
{
    if (size > most_compared)
        return std::string("a long body");
    return std::string(base::text_of(TRY(base::read_all(body, most_compared))));
}

Result<base::Descriptor> write_mail_text(
    const MailSummary& summary, const FileReport& report, const std::vector<MailBody>& bodies)
{
    std::string head(preface);
    head += line;
    add_headers(summary, head);
    add_attachments(summary, report, head);
    add_notes(summary, report, head);
    head += line;
    auto file = TRY(base::create_memory_file("mail"));
    TRY(base::write_fully(file, base::view_of(with_returns(head))));
    std::string before; // What the last body said.
    std::uint64_t size_before = 0;
    for (const auto& body : bodies) {
        auto size = TRY(base::size_of(body.text));
        auto words = TRY(said_by(body.text, size));
        if (body.standing == MailStanding::Alternative) {
            bool short_ones = std::max(size, size_before) <= most_compared;
            if (short_ones && say_the_same(before, words))
                continue;
            if (!skip_unsaid(before).empty() && !skip_unsaid(words).empty())
                TRY(base::write_fully(file, base::view_of(another_form)));
        }
        TRY(append(body.text, size, file));
        TRY(base::write_fully(file, base::view_of("\r\n")));
        before = std::move(words);
        size_before = size;
    }
    TRY(base::seal(file));
    return file;
}

}
