// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/mapi.h"

#include "sanitizer/unpack/mail/label.h"
#include "sanitizer/unpack/mail/mapi_mail.h"
#include "sanitizer/unpack/mail/mapi_words.h"

namespace unpack_mail {

namespace {

class Giving {
public:
    Giving(const MapiMessage& message, const Letters& letters, Account& account)
        : m_message(message)
        , m_words(message, letters)
        , m_letters(letters)
        , m_account(account)
    {
    }

    Result<MaybeStop> run();

private:
    Result<void> summary();
    Result<MaybeStop> bodies();
    Result<MaybeStop> plain(const std::string& words);
    Result<MaybeStop> rich_text(bool alone);
    Result<MaybeStop> within(const MapiAttachment&, const std::string& name);
    Result<MaybeStop> attachment(const MapiAttachment&);
    Result<MaybeStop> secured();

    const MapiMessage& m_message;
    MapiWords m_words;
    const Letters& m_letters;
    Account& m_account;
};

}

Result<void> Giving::summary()
{
    auto& receiver = m_account.receiver();
    const auto& own = m_message.own;
    auto sender = m_words.sender();
    auto from = m_words.represented();
    if (!from.address.empty() || !from.name.empty())
        TRY(receiver.header(Summary::From, { from }, {}));
    if (sender.address != from.address && !sender.address.empty())
        TRY(receiver.header(Summary::Sender, { sender }, {}));
    for (auto [type, shown] :
        { std::pair(1u, Summary::To), std::pair(2u, Summary::Cc), std::pair(3u, Summary::Bcc) }) {
        if (auto people = m_words.recipients(type); !people.empty())
            TRY(receiver.header(shown, people, {}));
    }
    for (auto [words, shown] : { std::pair(m_words.time(), Summary::Date),
             std::pair(m_words.line(own, subject), Summary::Subject),
             std::pair(m_words.line(own, message_id), Summary::MessageId) }) {
        if (!words.empty())
            TRY(receiver.header(shown, {}, words));
    }
    if (auto label = label_of(m_words.line(own, subject), number(own, sensitivity, 0) == 3);
        !label.empty())
        TRY(receiver.header(Summary::Label, {}, label));
    if (find(own, transport_headers))
        TRY(receiver.left_out(LeftOut::Headers, "PidTagTransportMessageHeaders", 1));
    if (m_words.dropped > 0)
        TRY(receiver.left_out(LeftOut::Controls, "", m_words.dropped));
    return {};
}

Result<MaybeStop> Giving::plain(const std::string& words)
{
    if (has_pgp_message(words))
        return MaybeStop(Stop { Trouble::Encrypted, "the mail is encrypted" });
    return m_account.give(Kind::Text, Standing::Own, {}, words, Transfer::Identity);
}

// A document of its own, if there is no other body.
Result<MaybeStop> Giving::rich_text(bool alone)
{
    if (!alone) {
        TRY(m_account.receiver().left_out(LeftOut::Alternative, "text/rtf", 1));
        return MaybeStop();
    }
    std::string unpacked;
    if (auto stop = m_words.rich_text(m_account.limits().text_bytes, unpacked))
        return stop;
    return m_account.give(
        Kind::Attachment, Standing::Own, "本文.rtf", unpacked, Transfer::Identity);
}

Result<MaybeStop> Giving::bodies()
{
    const auto& own = m_message.own;
    auto words = m_words.text(own, plain_body);
    bool has_words = !trimmed(words).empty();
    bool has_page = m_words.has_page();
    if (words.size() > m_account.limits().text_bytes)
        return MaybeStop(limit("a part that is too large"));
    if (has_words) {
        if (auto stop = TRY(plain(words)))
            return stop;
    }
    if (has_page) {
        auto standing = has_words ? Standing::Alternative : Standing::Own;
        if (auto stop
            = TRY(m_account.give(Kind::Page, standing, {}, m_words.page(), Transfer::Identity)))
            return stop;
    }
    const auto* packed = find(own, packed_rich_text);
    if (packed && packed->type == property_binary && !packed->bytes.empty())
        return rich_text(!has_words && !has_page);
    return MaybeStop();
}

// Of MSG written as a mail; of TNEF it is a TNEF file behind the interface's identifier.
Result<MaybeStop> Giving::within(const MapiAttachment& attachment, const std::string& name)
{
    constexpr std::size_t interface_bytes = 16;
    constexpr std::size_t room = 4; // Of the extension.
    auto most = m_account.limits().name_bytes - room;
    const auto* data = find(attachment.properties, attached_data);
    if (attachment.message) {
        std::string mail;
        auto bytes = m_account.limits().entry_bytes;
        if (auto stop = write_mail(*attachment.message, m_letters, bytes, mail))
            return stop;
        return m_account.give(Kind::Attachment, Standing::Own, as_component(name, most) + ".eml",
            mail, Transfer::Identity);
    }
    if (!data || data->type != property_object || data->bytes.size() < interface_bytes)
        return m_account.refuse(name, Why::Unreadable);
    return m_account.give(Kind::Attachment, Standing::Own, as_component(name, most) + ".dat",
        std::string_view(data->bytes).substr(interface_bytes), Transfer::Identity);
}

Result<MaybeStop> Giving::attachment(const MapiAttachment& attachment)
{
    auto name = m_words.attachment_name(attachment.properties, m_account.limits().name_bytes);
    if (name.empty())
        name = "part-" + std::to_string(m_account.totals().entries + 1) + ".bin";
    const auto* data = find(attachment.properties, attached_data);
    auto method = number(attachment.properties, attach_method, ByValue);
    if (method == EmbeddedMessage)
        return within(attachment, name);
    if (method == Ole)
        return m_account.refuse(name, Why::Unreadable);
    if (method != ByValue && method != None)
        return m_account.refuse(name, Why::Elsewhere);
    if (!data || data->type != property_binary)
        return m_account.refuse(name, Why::Unreadable);
    return m_account.give(Kind::Attachment, Standing::Own, name, data->bytes, Transfer::Identity);
}

// Signed or encrypted throughout: the one attachment is the mail (MS-OXOSMIME 2.1).
Result<MaybeStop> Giving::secured()
{
    const auto* data = m_message.attachments.size() == 1
        ? find(m_message.attachments[0].properties, attached_data)
        : nullptr;
    if (!data || data->type != property_binary)
        return MaybeStop(malformed("a signed or encrypted part that cannot be read"));
    Walk walk(m_letters, m_account);
    return data->bytes.starts_with("\x30") ? walk.cms(data->bytes) : walk.mime(data->bytes);
}

Result<MaybeStop> Giving::run()
{
    TRY(summary());
    constexpr std::string_view secured_class = "ipm.note.smime";
    auto own_class = lower(m_words.text(m_message.own, message_class));
    if (own_class == secured_class || own_class.starts_with(std::string(secured_class) + "."))
        return secured();
    if (auto stop = TRY(bodies()))
        return stop;
    for (const auto& one : m_message.attachments) {
        if (auto stop = TRY(attachment(one)))
            return stop;
    }
    return MaybeStop();
}

Result<MaybeStop> give_message(const MapiMessage& message, const Letters& letters, Account& account)
{
    return Giving(message, letters, account).run();
}

}
