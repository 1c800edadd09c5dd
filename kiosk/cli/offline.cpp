// SPDX-License-Identifier: MIT
#include "kiosk/cli/offline.h"

#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/verify.h"
#include "policy/language/parse.h"

#include <cstdio>
#include <fcntl.h>
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

// Without the writer's lock: the record may be proved while the station works.
class Reading final : public ledger::Disk {
public:
    explicit Reading(base::Descriptor folder)
        : m_folder(std::move(folder))
    {
    }
    Result<base::Bytes> read(const std::string& path) override
    {
        base::Descriptor file(openat(m_folder.get(), path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            return Error { path + " is missing" };
        return base::read_all(file, UINT64_MAX);
    }
    Result<base::Bytes> read_part(const std::string&, std::uint64_t, std::uint64_t) override
    {
        return only_reading();
    }
    Result<bool> exists(const std::string& path) override
    {
        return faccessat(m_folder.get(), path.c_str(), F_OK, 0) == 0;
    }
    Result<void> append(const std::string&, base::View) override { return only_reading(); }
    Result<void> write_new(const std::string&, base::View) override { return only_reading(); }
    Result<void> truncate(const std::string&, std::uint64_t) override { return only_reading(); }
    Result<void> sync(const std::string&) override { return only_reading(); }
    Result<void> rename(const std::string&, const std::string&) override { return only_reading(); }
    Result<void> remove(const std::string&) override { return only_reading(); }
    Result<void> make_folder(const std::string&) override { return only_reading(); }
    Result<void> sync_folder(const std::string&) override { return only_reading(); }

private:
    static Error only_reading() { return Error { "this is only for reading" }; }
    base::Descriptor m_folder;
};

static int verify_ledger(const Arguments& arguments, const std::string& state)
{
    auto path = state + "/ledger";
    base::Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return complain(Error { "there is no ledger in " + state }, 2);
    std::vector<std::string> receipts;
    for (const auto& name : arguments.all("receipt")) {
        auto text = read_file(name);
        if (!text)
            return complain(text.error(), 2);
        receipts.push_back(text.take());
    }
    Reading disk(std::move(folder));
    auto verification = ledger::verify_ledger(disk, receipts);
    std::printf("ledger %s\n%llu entries, root %s\n", verification.origin.c_str(),
        static_cast<unsigned long long>(verification.entries), verification.root.c_str());
    for (const auto& finding : verification.findings)
        std::printf("FAILED %s: %s\n", finding.check.c_str(), finding.what.c_str());
    if (!verification.findings.empty())
        return 1;
    std::printf("the record is whole and unchanged\n");
    return 0;
}

static int verify_receipt(const std::string& path, const std::string& state)
{
    auto checked = [&]() -> Result<std::string> {
        auto verifier = TRY(ledger::parse_verifier(TRY(read_file(state + "/ledger/verifier"))));
        return ledger::check_proof(TRY(ledger::read_receipt(TRY(read_file(path)))), verifier);
    }();
    if (!checked)
        return complain(checked.error(), 1);
    std::printf("the receipt holds:\n%s\n", checked.value().c_str());
    return 0;
}

std::optional<int> run_offline(const Arguments& arguments, const std::string& state)
{
    auto verb = arguments.word(0) + " " + arguments.word(1);
    if (verb == "policy check" && !arguments.word(2).empty())
        return check_policy(arguments.word(2));
    if (verb == "ledger verify")
        return verify_ledger(arguments, state);
    if (verb == "receipt verify" && !arguments.word(2).empty())
        return verify_receipt(arguments.word(2), state);
    return std::nullopt;
}

}
