// SPDX-License-Identifier: MIT
#include "kiosk/cli/offline.h"

#include "kiosk/cli/ledger.h"
#include "kiosk/core/base/sha256.h"
#include "policy/language/parse.h"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace cli {

static Result<std::string> read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error { "cannot read " + path };
    return std::string(std::istreambuf_iterator<char>(file), {});
}

static int complain(const Error& error, int status)
{
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return status;
}

static int check_policy(const std::string& path)
{
    auto text = read_file(path);
    if (!text)
        return complain(text.error(), 2);
    auto policy = policy::parse_policy(text.value(), path);
    if (!policy)
        return complain(policy.error(), 2);
    std::printf("%s: a good policy of %zu rules\nsha256 %s\n", path.c_str(),
        policy.value().rules.size(),
        base::to_hex(base::sha256(base::view_of(text.value()))).c_str());
    return 0;
}

std::optional<int> run_offline(const Arguments& arguments, const std::string& state)
{
    auto verb = arguments.word(0) + " " + arguments.word(1);
    if (verb == "policy check" && !arguments.word(2).empty())
        return check_policy(arguments.word(2));
    return run_ledger_offline(arguments, state);
}

}
