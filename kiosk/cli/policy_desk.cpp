// SPDX-License-Identifier: MIT
#include "kiosk/cli/policy_desk.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace cli {

static constexpr std::size_t largest_text = 900'000; // Of what fits into one request.

static bool is_sha256(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

static Result<void> fill_proposal(const std::string& subject, broker::api::ProposePolicy& proposal)
{
    if (is_sha256(subject)) {
        proposal.set_sha256(subject);
        return {};
    }
    std::ifstream file(subject, std::ios::binary);
    if (!file)
        return Error { "cannot read " + subject };
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (text.size() > largest_text)
        return Error { subject + " is too large for a policy" };
    proposal.set_text(text);
    proposal.set_file(subject);
    return {};
}

Result<void> fill_policy(const Arguments& arguments, broker::api::Request& request)
{
    auto verb = arguments.word(1);
    auto subject = arguments.word(2);
    if (verb == "propose") {
        request.mutable_propose_policy()->set_reason(arguments.option("reason"));
        return fill_proposal(subject, *request.mutable_propose_policy());
    }
    if (verb == "activate") {
        request.mutable_activate_policy()->set_sha256(subject);
        request.mutable_activate_policy()->set_active_sha256(arguments.option("instead-of"));
    } else if (verb == "withdraw") {
        request.mutable_withdraw_policy()->set_sha256(subject);
    } else if (verb == "compare") {
        request.mutable_compare_policies()->set_before(arguments.option("before"));
        request.mutable_compare_policies()->set_after(subject);
    } else {
        request.mutable_list_policies();
    }
    return {};
}

void print_comparison(const std::string& text)
{
    auto told = nlohmann::json::parse(text, nullptr, false);
    if (!told.is_object() || !told.contains("lines"))
        return;
    for (const auto& line : told["lines"]) {
        auto sign = line.value("sign", " ");
        if (sign == "~")
            std::printf("  … %zu\n", line.value("before", std::size_t { 0 }));
        else
            std::printf("%s %s\n", sign.c_str(), line.value("text", "").c_str());
    }
    std::printf("+%zu -%zu%s\n", told.value("added", std::size_t { 0 }),
        told.value("removed", std::size_t { 0 }),
        told.value("whole", true) ? "" : ", of which the first are shown");
}

}
