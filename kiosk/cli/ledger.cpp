// SPDX-License-Identifier: MIT
#include "kiosk/cli/ledger.h"

#include "kiosk/cli/screen.h"
#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/verify.h"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/file.h>
#include <unistd.h>

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
    std::fprintf(stderr, "sekisho: %s\n", error.message.c_str());
    return status;
}

static Result<std::vector<std::string>> read_files(const std::vector<std::string>& paths)
{
    std::vector<std::string> texts;
    texts.reserve(paths.size());
    for (const auto& path : paths)
        texts.push_back(TRY(read_file(path)));
    return texts;
}

// A verifier key as it was written down, or a file that holds it.
static Result<ledger::Verifier> key_named(const std::string& word)
{
    if (auto key = ledger::parse_verifier(word))
        return key;
    auto text = TRY(read_file(word));
    while (text.ends_with('\n'))
        text.pop_back();
    return ledger::parse_verifier(text);
}

// Whoever writes it holds its lock.
static ledger::Station is_written(const base::Descriptor& folder)
{
    base::Descriptor lock(openat(folder.get(), "lock", O_RDONLY | O_CLOEXEC));
    bool is_held = lock && flock(lock.get(), LOCK_SH | LOCK_NB) != 0;
    return is_held ? ledger::Station::Working : ledger::Station::AtRest;
}

// At a terminal, what is left by the pace so far.
static std::function<void(std::uint64_t, std::uint64_t)> shown_on(ProgressBar& bar)
{
    if (isatty(2) == 0)
        return {};
    return [&bar, start = std::chrono::steady_clock::now()](std::uint64_t done, std::uint64_t all) {
        auto spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
        broker::api::Progress progress;
        progress.set_stage("MiB");
        progress.set_files_done(done >> 20);
        progress.set_files_total(all >> 20);
        progress.set_seconds_left(
            spent.count() * static_cast<double>(all - done) / static_cast<double>(done + 1));
        bar.show(progress);
    };
}

static int verify_ledger(const Arguments& arguments, const std::string& state)
{
    auto path = arguments.word(2).empty() ? state + "/ledger" : arguments.word(2);
    base::Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return complain(Error { "there is no ledger in " + path }, 2);
    ProgressBar bar;
    ledger::Questions questions;
    auto asked = [&]() -> Result<void> {
        if (arguments.has("key"))
            questions.key = TRY(key_named(arguments.option("key")));
        questions.receipts = TRY(read_files(arguments.all("receipt")));
        questions.checkpoints = TRY(read_files(arguments.all("checkpoint")));
        return {};
    }();
    if (!asked)
        return complain(asked.error(), 2);
    questions.station = is_written(folder);
    questions.progress = shown_on(bar);
    auto disk = ledger::open_disk_for_reading(std::move(folder));
    auto verification = ledger::verify_ledger(*disk, questions);
    bar.clear();
    std::printf("ledger %s\n%llu entries, %zu key%s, root %s\n", verification.origin.c_str(),
        static_cast<unsigned long long>(verification.entries), verification.epochs,
        verification.epochs == 1 ? "" : "s", verification.root.c_str());
    for (const auto& remark : verification.remarks)
        std::printf("note %s: %s\n", remark.check.c_str(), remark.what.c_str());
    for (const auto& finding : verification.findings)
        std::printf("FAILED %s: %s\n", finding.check.c_str(), finding.what.c_str());
    if (!questions.key)
        std::printf("note key: the folder's own was believed; --key names the one written down\n");
    if (!verification.findings.empty())
        return 1;
    std::printf("the record is whole and unchanged\n");
    return 0;
}

static int verify_receipt(const Arguments& arguments, const std::string& state)
{
    auto text = read_file(arguments.word(2));
    if (!text)
        return complain(text.error(), 2);
    auto checked = [&]() -> Result<std::string> {
        auto keys = TRY(ledger::read_keyring(state + "/ledger"));
        auto proof = TRY(ledger::read_receipt(text.value()));
        auto entry = TRY(ledger::check_proof(proof, keys));
        return entry.empty() ? "entry " + std::to_string(proof.index) + " of the leaf hash "
                + base::to_hex(proof.leaf)
                             : entry;
    }();
    if (!checked)
        return complain(checked.error(), 1);
    std::printf("the receipt holds:\n%s\n", checked.value().c_str());
    return 0;
}

std::optional<int> run_ledger_offline(const Arguments& arguments, const std::string& state)
{
    auto verb = arguments.word(0) + " " + arguments.word(1);
    if (verb == "ledger verify")
        return verify_ledger(arguments, state);
    if (verb == "receipt verify" && !arguments.word(2).empty())
        return verify_receipt(arguments, state);
    return std::nullopt;
}

}
