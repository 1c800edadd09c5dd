// SPDX-License-Identifier: MIT
#include "kiosk/cli/offline.h"

#include "kiosk/cli/ledger.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/ledger/backup.h"
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

static int tell_backup(const Result<ledger::ProvedBackup>& proved, const char* done)
{
    if (!proved)
        return complain(proved.error(), 1);
    std::printf("ledger %s\n%llu entries, root %s\nsettings %s, of %s\n%s\n",
        proved.value().origin.c_str(), static_cast<unsigned long long>(proved.value().entries),
        proved.value().root.c_str(), proved.value().settings_sha256.c_str(),
        proved.value().made.c_str(), done);
    return 0;
}

// Of no station that is there.
static int restore(const Arguments& arguments, const std::string& state)
{
    if (!arguments.has("state"))
        return complain(Error { "restore needs --state, a new folder" }, 2);
    return tell_backup(
        ledger::restore_backup(arguments.option("from"), arguments.option("key"), state),
        "restored");
}

std::optional<int> run_offline(const Arguments& arguments, const std::string& state)
{
    auto verb = arguments.word(0) + " " + arguments.word(1);
    if (verb == "policy check" && !arguments.word(2).empty())
        return check_policy(arguments.word(2));
    if (verb == "backup verify" && !arguments.word(2).empty())
        return tell_backup(
            ledger::check_backup(arguments.word(2), arguments.option("key")), "the backup holds");
    if (arguments.word(0) == "restore")
        return restore(arguments, state);
    return run_ledger_offline(arguments, state);
}

}
