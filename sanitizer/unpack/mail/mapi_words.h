// SPDX-License-Identifier: MIT
// What the properties of a message say in words: people, times, bodies as UTF-8.
#pragma once

#include "sanitizer/unpack/mail/mapi.h"

namespace unpack_mail {

// MS-OXPROPS.
enum PropertyId : std::uint16_t {
    message_class = 0x001A,
    subject = 0x0037,
    submit_time = 0x0039,
    represented_name = 0x0042,
    represented_address = 0x0065,
    transport_headers = 0x007D,
    recipient_type = 0x0C15,
    sender_name = 0x0C1A,
    sender_address = 0x0C1F,
    delivery_time = 0x0E06,
    plain_body = 0x1000,
    packed_rich_text = 0x1009,
    html_body = 0x1013,
    message_id = 0x1035,
    display_name = 0x3001,
    address = 0x3003,
    attached_data = 0x3701,
    short_name = 0x3704,
    attach_method = 0x3705,
    long_name = 0x3707,
    smtp_address = 0x39FE,
    internet_code_page = 0x3FDE,
    message_code_page = 0x3FFD,
    sender_smtp = 0x5D01,
    represented_smtp = 0x5D02,
};

enum AttachMethod : std::uint64_t { none = 0, by_value = 1, embedded_message = 5, ole = 6 };

const Property* find(const Properties&, std::uint16_t id);
std::uint64_t number(const Properties&, std::uint16_t id, std::uint64_t otherwise);

// Lines are as one_line makes them; `dropped` counts what they lost.
class MapiWords {
public:
    MapiWords(const MapiMessage& message, const Letters& letters)
        : m_message(message)
        , m_letters(letters)
    {
    }

    std::string text(const Properties&, std::uint16_t id) const;
    std::string line(const Properties&, std::uint16_t id);
    Address sender();
    Address represented(); // As whom it was sent: whom Outlook shows.
    std::vector<Address> recipients(std::uint64_t type); // 1 to, 2 copy, 3 blind copy.
    std::string time() const; // In UTC; "" if there is none.
    bool has_page() const;
    std::string page() const; // UTF-8 with a mark; as it is where its code page is not known.
    std::string attachment_name(const Properties&, std::size_t most) const;
    // The RTF body; "" if there is none.
    MaybeStop rich_text(std::uint64_t most, std::string& out) const;

    std::uint64_t dropped { 0 };

private:
    std::optional<charset::Encoding> code_page(std::uint16_t id) const;
    Address person(const Properties&, std::uint16_t name, std::uint16_t smtp, std::uint16_t other);

    const MapiMessage& m_message;
    const Letters& m_letters;
};

}
