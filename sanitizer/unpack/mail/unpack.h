// SPDX-License-Identifier: MIT
// One mail, or one file of mails, one level: its headers, its bodies as UTF-8, its attachments.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/unpack/mail/address.h"
#include "sanitizer/unpack/mail/stop.h"

#include <variant>

namespace unpack_mail {

enum class Type { Eml, Mbox, Msg, Tnef };

struct Limits {
    std::uint64_t entries { 0 }; // Parts of every kind, refused ones too.
    std::uint64_t total_bytes { 0 };
    std::uint64_t entry_bytes { 0 };
    std::uint64_t text_bytes { 0 }; // Of one body, and of what a signature holds.
    std::size_t depth { 0 }; // Multiparts within one another.
    std::size_t name_bytes { 0 };
};

struct Totals {
    std::uint64_t entries { 0 };
    std::uint64_t bytes { 0 };
};

enum class Summary { From, Sender, ReplyTo, To, Cc, Bcc, Date, Subject, MessageId, Label };
enum class Kind { Text, Page, Attachment };
enum class Standing { Own, Alternative }; // The same as the body before, in another form.
enum class Why { Encrypted, InPieces, Elsewhere, Unreadable };
enum class LeftOut { Headers, Controls, Alternative, Calendar, Signature, OutsideParts };

// Whoever hears of it; in the worker, the broker's end of the channel.
class Receiver {
public:
    virtual ~Receiver() = default;
    // Addresses, or where there are none, or they have no form, one line of text.
    virtual Result<void> header(Summary, const std::vector<Address>&, const std::string& text) = 0;
    // The file to write into; none: skip it. Bodies have no name.
    virtual Result<std::optional<base::Descriptor>> part(Kind, Standing, const std::string& name)
        = 0;
    virtual Result<void> part_done(std::uint64_t bytes) = 0;
    virtual Result<void> refused(const std::string& name, Why) = 0;
    // `where`: a place of policy/facts/removed.h.
    virtual Result<void> left_out(LeftOut, std::string_view where, std::uint64_t count) = 0;
};

// An Error is the receiver's; a Stop is the mail's, and then nothing of it counts.
Result<std::variant<Totals, Stop>> unpack(
    std::string_view bytes, Type, const Limits&, const Letters&, Receiver&);

}
