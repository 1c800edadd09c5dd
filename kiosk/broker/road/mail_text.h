// SPDX-License-Identifier: MIT
// The text that stands for a mail: a summary of its headers, the list of its attachments, its
// words.
#pragma once

#include "kiosk/broker/ask/mail.h"
#include "kiosk/broker/road/report.h"

namespace broker {

struct MailBody {
    base::Descriptor text; // UTF-8.
    MailStanding standing { MailStanding::Own };
};

struct MailSummary {
    std::vector<MailHeader> headers;
    std::vector<std::string> left_out; // Names of attachments that the rule leaves out.
    std::vector<Removed> removed;
};

// UTF-8 with U+FEFF first, which no reader takes for anything else. What we say of the mail stands
// above everything that the sender wrote at length, so that no body can go on in our words; and it
// is longer than what programs look at to tell a page from a text. `report`: its parts are listed.
// An alternative of the same words as the body before it is not repeated. Sealed.
Result<base::Descriptor> write_mail_text(
    const MailSummary&, const FileReport& report, const std::vector<MailBody>&);

// Whether two texts say the same: without blanks, rules, bullets and addresses of links.
bool say_the_same(std::string_view, std::string_view);

}
