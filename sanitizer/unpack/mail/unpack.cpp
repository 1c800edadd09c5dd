// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/unpack.h"

#include "sanitizer/unpack/mail/mbox.h"
#include "sanitizer/unpack/mail/msg.h"
#include "sanitizer/unpack/mail/tnef.h"
#include "sanitizer/unpack/mail/walk.h"
#include "sanitizer/unpack/mail/words.h"

namespace unpack_mail {

MaybeStop Account::count_entry()
{
    if (++m_totals.entries > m_limits.entries)
        return limit("more parts than allowed");
    return {};
}

Result<MaybeStop> Account::refuse(const std::string& name, Why why)
{
    if (auto stop = count_entry())
        return stop;
    TRY(m_receiver.refused(name, why));
    return MaybeStop();
}

Result<MaybeStop> Account::give(Kind kind, Standing standing, const std::string& name,
    std::string_view content, Transfer transfer, std::string_view behind)
{
    if (auto stop = count_entry())
        return stop;
    auto target = TRY(m_receiver.part(kind, standing, name));
    if (!target)
        return MaybeStop();
    std::uint64_t written = 0;
    MaybeStop over;
    auto write = [&](base::View block) -> Result<void> {
        if (block.size() > m_limits.entry_bytes - written
            || block.size() > m_limits.total_bytes - m_totals.bytes) {
            over = limit("more bytes than allowed");
            return Error { "over the limit" };
        }
        TRY(base::write_fully_at(*target, written, block));
        written += block.size();
        m_totals.bytes += block.size();
        return {};
    };
    auto decoded = decode(content, transfer, write);
    if (over)
        return over;
    if (auto stop = TRY(std::move(decoded)))
        return stop;
    if (!behind.empty()) {
        auto added = write(base::view_of(behind));
        if (over)
            return over;
        TRY(std::move(added));
    }
    target->close();
    TRY(m_receiver.part_done(written));
    return MaybeStop();
}

// "0001 会議のお知らせ.eml", so that the folder of an mbox reads as a mail program's list.
static std::string name_of_message(
    std::string_view message, std::uint64_t number, const Letters& letters, std::size_t most)
{
    auto digits = std::to_string(number);
    auto name = std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
    Headers headers;
    std::uint64_t dropped = 0;
    if (!read_headers(message, Section::OfPart, letters, headers)) {
        auto subject = one_line(decode_words(headers.value("subject"), letters), dropped);
        if (auto shown = as_component(subject, most / 3); !shown.empty())
            name += " " + shown;
    }
    return name + ".eml";
}

static Result<MaybeStop> unpack_mbox(
    std::string_view bytes, const Letters& letters, Account& account)
{
    Result<void> answer;
    auto stop = split_mbox(bytes, [&](std::string_view message) -> MaybeStop {
        auto name = name_of_message(
            message, account.totals().entries + 1, letters, account.limits().name_bytes);
        auto given
            = account.give(Kind::Attachment, Standing::Own, name, message, Transfer::Identity);
        if (given)
            return given.value();
        answer = given.error();
        return limit("nobody takes it");
    });
    TRY(std::move(answer));
    return stop;
}

static Result<MaybeStop> unpack_mapi(
    std::string_view bytes, Type type, const Letters& letters, Account& account)
{
    MapiMessage message;
    if (auto stop = type == Type::Msg ? read_msg(bytes, message) : read_tnef(bytes, message))
        return stop;
    return give_message(message, letters, account);
}

static Result<MaybeStop> unpack_any(
    std::string_view bytes, Type type, const Letters& letters, Account& account)
{
    switch (type) {
    case Type::Eml: return Walk(letters, account).mail(bytes);
    case Type::Mbox: return unpack_mbox(bytes, letters, account);
    case Type::Msg:
    case Type::Tnef: break;
    }
    return unpack_mapi(bytes, type, letters, account);
}

Result<std::variant<Totals, Stop>> unpack(std::string_view bytes, Type type, const Limits& limits,
    const Letters& letters, Receiver& receiver)
{
    Account account(limits, receiver);
    auto stop = TRY(unpack_any(bytes, type, letters, account));
    if (stop)
        return std::variant<Totals, Stop>(*stop);
    return std::variant<Totals, Stop>(account.totals());
}

}
