// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and what is said to be covered is all of the file up to an end mark
// but one string of hexadecimal digits, which is the signature's value.
#include "scanners/signature/pdf/locate.h"

#include <algorithm>
#include <cstdlib>

static void check(bool holds)
{
    if (!holds)
        std::abort();
}

static bool is_digit(std::uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static void check(base::View file, const signature::pdf::Located& one)
{
    check(one.problem.size() <= 200);
    if (!one.problem.empty())
        return;
    check(one.signed_parts.size() == 2 && one.covers != policy::Coverage::Nothing);
    auto before = one.signed_parts[0];
    auto behind = one.signed_parts[1];
    check(before.data() == file.data() && behind.data() >= before.data() + before.size());
    auto end = static_cast<std::size_t>(behind.data() - file.data()) + behind.size();
    check(end == one.end && end <= file.size());
    check((end == file.size()) == (one.covers == policy::Coverage::Whole));
    auto left_out = file.subspan(before.size(), end - behind.size() - before.size());
    check(left_out.size() >= 6 && left_out.front() == '<' && left_out.back() == '>');
    check(std::ranges::all_of(left_out.subspan(1, left_out.size() - 2), is_digit));
    check(one.value.size() <= left_out.size() / 2 && one.value[0] == 0x30);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View file { data, size };
    auto all = signature::pdf::locate(file);
    check(all.size() <= policy::most_signatures);
    for (const auto& one : all)
        check(file, one);
    return 0;
}
