// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and what is said to be signed has a sender, a value and the line
// ends of a mail.
#include "scanners/signature/mail/locate.h"

#include <algorithm>
#include <cstdlib>

static void check(bool holds)
{
    if (!holds)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace signature::mail;
    auto located = locate({ data, size });
    check(located.problem.size() <= 200);
    if (!located.problem.empty())
        return 0;
    check(located.form != Form::None && located.covers != policy::Coverage::Nothing);
    check(std::ranges::count(located.sender, '@') == 1 && located.sender.size() <= 254);
    check((located.form == Form::Opaque) <= located.content.empty());
    for (std::size_t i = 0; i < located.content.size(); ++i)
        check(located.content[i] != '\n' || (i > 0 && located.content[i - 1] == '\r'));
    return 0;
}
