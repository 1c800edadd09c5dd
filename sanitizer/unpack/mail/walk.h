// SPDX-License-Identifier: MIT
// Through the parts of one mail in their order: which is a body, which an attachment, and what is
// not given out at all.
#pragma once

#include "sanitizer/unpack/mail/entity.h"
#include "sanitizer/unpack/mail/unpack.h"

namespace unpack_mail {

// What the receiver was given, held to the limits.
class Account {
public:
    Account(const Limits& limits, Receiver& receiver)
        : m_limits(limits)
        , m_receiver(receiver)
    {
    }

    const Limits& limits() const { return m_limits; }
    const Totals& totals() const { return m_totals; }
    Receiver& receiver() { return m_receiver; }

    MaybeStop count_entry();
    Result<MaybeStop> refuse(const std::string& name, Why);
    // Decodes `content`, and `behind` it, into what the receiver gives.
    Result<MaybeStop> give(Kind, Standing, const std::string& name, std::string_view content,
        Transfer, std::string_view behind = {});

private:
    const Limits& m_limits;
    Receiver& m_receiver;
    Totals m_totals;
};

// Armour of PGP (RFC 9580 section 6.2) at the start of a line.
bool has_pgp_message(std::string_view);

class Walk {
public:
    Walk(const Letters& letters, Account& account)
        : m_letters(letters)
        , m_account(account)
    {
    }

    Result<MaybeStop> mail(std::string_view bytes);
    // Of a mail whose headers stand elsewhere: its content, with a signature around it or not.
    Result<MaybeStop> mime(std::string_view bytes);
    Result<MaybeStop> cms(std::string_view bytes);

private:
    struct Place {
        bool whole { true }; // Nothing but this is in the mail.
        std::size_t depth { 0 };
        std::vector<std::string> boundaries {};
        bool* body_seen { nullptr }; // Within a multipart/alternative.
    };

    Result<MaybeStop> part(std::string_view bytes, std::string_view usual_type, const Place&);
    Result<MaybeStop> entity(const Entity&, const Place&);
    Result<MaybeStop> multipart(const Entity&, const Place&);
    Result<MaybeStop> signed_parts(const std::vector<std::string_view>&, const Place&);
    Result<MaybeStop> cms(const Entity&, const Place&);
    Result<MaybeStop> opened(std::string_view, const std::string& name, const Place&);
    Result<MaybeStop> encrypted(const std::string& name, const Place&);
    Result<MaybeStop> body(const Entity&, const Place&);
    Result<MaybeStop> text(const Entity&, const std::string& decoded, const Place&);
    Result<MaybeStop> page(const Entity&, const std::string& decoded, const Place&);
    Result<MaybeStop> message(const Entity&);
    Result<MaybeStop> attachment(const Entity&, const std::string& name);
    Result<MaybeStop> summary(const Headers&);
    Result<MaybeStop> left_out(LeftOut, std::string_view where, std::uint64_t count = 1);
    Standing standing(const Place&) const;
    std::string name_of(const Entity&) const;

    const Letters& m_letters;
    Account& m_account;
};

}
