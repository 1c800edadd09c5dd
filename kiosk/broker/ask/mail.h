// SPDX-License-Identifier: MIT
// Asks the worker that takes mails apart, one level at a time.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

#include <optional>

namespace broker {

// What is left of the budget of the top-level file: as with archives.
struct MailLimits {
    worker::Limits worker; // `output_bytes` is raised to `part_bytes` if it is less.
    std::uint64_t parts { 10'000 };
    std::uint64_t total_bytes { 4ull << 30 }; // Really produced.
    std::uint64_t part_bytes { 1ull << 30 };
    std::uint64_t text_bytes { 32ull << 20 }; // Of one body.
    std::uint32_t depth { 32 }; // Multiparts within one another.
    std::uint32_t name_bytes { 255 };
};

enum class MailField { From, Sender, ReplyTo, To, Cc, Bcc, Date, Subject, MessageId, Label };

// Checked: one line of valid UTF-8 without controls or invisible characters, here and below.
struct MailAddress {
    std::string name; // What the sender says, and anybody can say anything.
    std::string address;
};

struct MailHeader {
    MailField field;
    std::vector<MailAddress> addresses;
    std::string text; // Where there are none, or they have no form of an address.
};

enum class MailPartKind { Text, Page, Attachment }; // A body as UTF-8; as HTML; anything else.
enum class MailStanding { Own, Alternative }; // Alternative: the body before in another form.

struct MailPart {
    MailPartKind kind { MailPartKind::Attachment };
    MailStanding standing { MailStanding::Own };
    std::string name; // Of an attachment: one component, no control. Not yet a name for an output.
};

enum class MailPartRefusal { Encrypted, InPieces, Elsewhere, Unreadable };
const char* to_text(MailPartRefusal);

// Hears of the parts in the mail's order. Until unpack_mail has returned MailUnpacked nothing
// counts.
class MailSink {
public:
    virtual ~MailSink() = default;
    virtual Result<void> header(MailHeader) = 0;
    virtual bool wants(const MailPart&) = 0; // Else it is skipped.
    virtual Result<void> take(const MailPart&, base::Descriptor content) = 0; // Sealed.
    virtual Result<void> refused(const std::string& name, MailPartRefusal) = 0;
};

struct MailUnpacked {
    std::uint64_t parts { 0 }; // Of every kind, refused and skipped ones too.
    std::uint64_t bytes { 0 };
    // "mail-header", "header-control", "alternative-body", "calendar", "signature" (not
    // verified here), "outside-parts".
    std::vector<Removed> removed;
};

// Whether `type` is mail. A page that was saved as one (MHTML) is taken apart as well, but is none.
bool can_unpack_mail(policy::FileType);

Result<Outcome<MailUnpacked>> unpack_mail(
    Workers&, const base::Descriptor& mail, policy::FileType, const MailLimits&, MailSink&);

}
