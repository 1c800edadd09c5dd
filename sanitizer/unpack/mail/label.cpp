// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/label.h"

#include "kiosk/core/base/text.h"
#include "policy/facts/stated_label.h"
#include "sanitizer/unpack/mail/words.h"

#include <algorithm>

namespace unpack_mail {

static constexpr std::u32string_view company_confidential = U"社外秘";

static void add_labels(std::u32string_view text, std::vector<policy::StatedLabel>& all)
{
    auto labels = policy::labels_in(text);
    all.insert(all.end(), labels.begin(), labels.end());
}

static bool may_tell(std::string_view name)
{
    return name == "subject" || name == "keywords" || name == "sensitivity"
        || name.find("classification") != name.npos || name.find("label") != name.npos;
}

static bool is_company_confidential(const Field& field)
{
    constexpr std::string_view word = "company-confidential";
    return field.name == "sensitivity" && std::ranges::equal(field.value, word, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    });
}

std::string label_of(const Headers& headers, const Letters& letters)
{
    std::vector<policy::StatedLabel> all;
    for (const auto& field : headers.fields) {
        if (is_company_confidential(field))
            add_labels(company_confidential, all);
        else if (may_tell(field.name))
            add_labels(base::decode_utf8(decode_words(field.value, letters)).value_or(U""), all);
    }
    return policy::governing(all);
}

std::string label_of(std::string_view subject, bool is_company_confidential)
{
    std::vector<policy::StatedLabel> all;
    add_labels(base::decode_utf8(subject).value_or(U""), all);
    if (is_company_confidential)
        add_labels(company_confidential, all);
    return policy::governing(all);
}

}
