// SPDX-License-Identifier: MIT
// What the properties of a message say in words: people, times, bodies as UTF-8.
#pragma once

#include "sanitizer/unpack/mail/mapi.h"

namespace unpack_mail {

// MS-OXPROPS.
inline constexpr std::uint16_t message_class = 0x001A;
inline constexpr std::uint16_t sensitivity = 0x0036; // 3: company confidential.
inline constexpr std::uint16_t subject = 0x0037;
inline constexpr std::uint16_t submit_time = 0x0039;
inline constexpr std::uint16_t represented_name = 0x0042;
inline constexpr std::uint16_t represented_address = 0x0065;
inline constexpr std::uint16_t transport_headers = 0x007D;
inline constexpr std::uint16_t recipient_type = 0x0C15;
inline constexpr std::uint16_t sender_name = 0x0C1A;
inline constexpr std::uint16_t sender_address = 0x0C1F;
inline constexpr std::uint16_t delivery_time = 0x0E06;
inline constexpr std::uint16_t plain_body = 0x1000;
inline constexpr std::uint16_t packed_rich_text = 0x1009;
inline constexpr std::uint16_t html_body = 0x1013;
inline constexpr std::uint16_t message_id = 0x1035;
inline constexpr std::uint16_t display_name = 0x3001;
inline constexpr std::uint16_t address = 0x3003;
inline constexpr std::uint16_t attached_data = 0x3701;
inline constexpr std::uint16_t short_name = 0x3704;
inline constexpr std::uint16_t attach_method = 0x3705;
inline constexpr std::uint16_t long_name = 0x3707;
inline constexpr std::uint16_t smtp_address = 0x39FE;
inline constexpr std::uint16_t internet_code_page = 0x3FDE;
inline constexpr std::uint16_t message_code_page = 0x3FFD;
inline constexpr std::uint16_t sender_smtp = 0x5D01;
inline constexpr std::uint16_t represented_smtp = 0x5D02;

enum AttachMethod : std::uint64_t { None = 0, ByValue = 1, EmbeddedMessage = 5, Ole = 6 };

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
