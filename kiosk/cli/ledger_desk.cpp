// SPDX-License-Identifier: MIT
#include "kiosk/cli/ledger_desk.h"

#include "kiosk/cli/desk.h"
#include "kiosk/core/base/text.h"
#include "kiosk/ledger/ask.h"
#include "kiosk/ledger/package.h"
#include "kiosk/ledger/qr.h"

#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace cli {

using nlohmann::json;

static int complain(const Error& error, int status)
{
    std::fprintf(stderr, "sekisho: %s\n", error.message.c_str());
    return status;
}

static Result<std::uint64_t> number(
    const Arguments& arguments, const char* option, std::uint64_t otherwise)
{
    auto text = arguments.option(option);
    if (text.empty())
        return otherwise;
    std::uint64_t value = 0;
    auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return Error { std::string("--") + option + " is a whole number" };
    return value;
}

static Result<broker::api::LedgerVerb> verb_of(const Arguments& arguments)
{
    constexpr std::uint64_t most = 1'000'000;
    broker::api::LedgerVerb verb;
    if (arguments.word(0) == "receipt") {
        verb.set_verb("receipt");
        verb.set_transfer(arguments.word(1));
        return verb;
    }
    verb.set_verb(arguments.word(1));
    verb.set_transfer(arguments.option("transfer"));
    verb.set_actor(arguments.option("actor"));
    verb.set_kind(arguments.option("kind"));
    verb.set_since(arguments.option("since"));
    verb.set_until(arguments.option("until"));
    verb.set_medium(arguments.option("medium"));
    verb.set_zone(arguments.option("zone"));
    verb.set_scan(arguments.word(2) == "all"); // Past the index: nothing can hide from it.
    verb.set_limit(static_cast<std::uint32_t>(
        std::min(most, TRY(number(arguments, "limit", verb.scan() ? most : 20)))));
    return verb;
}

static Result<std::string> ask_ledger(const broker::api::LedgerVerb& verb, const std::string& state)
{
    auto folder = state + "/ledger";
    if (!std::filesystem::exists(folder + "/verifier"))
        return Error { "there is no ledger in " + state };
    auto client = TRY(ledger::Client::start(program_beside("sekisho-ledger"), folder));
    if (verb.verb() == "receipt")
        return ledger::receipt_of(*client, verb.transfer());
    if (verb.verb() == "checkpoint")
        return ledger::show_checkpoint(*client);
    ledger::message::Find wanted;
    wanted.set_transfer(verb.transfer());
    wanted.set_actor(verb.actor());
    wanted.set_kind(verb.kind());
    wanted.set_since(verb.since());
    wanted.set_until(verb.until());
    wanted.set_medium(verb.medium());
    wanted.set_zone(verb.zone());
    wanted.set_limit(verb.limit());
    wanted.set_scan(verb.scan());
    return ledger::show(*client, wanted);
}

static Result<std::string> ask(const broker::api::LedgerVerb& verb, const std::string& state)
{
    if (!broker_runs(state))
        return ask_ledger(verb, state);
    broker::api::Request request;
    *request.mutable_ledger() = verb;
    auto finished = TRY(converse({ state, "" }, request, {}));
    if (finished.exit_status() != 0)
        return Error { finished.message() };
    return finished.json();
}

static void print_entries(const std::string& text)
{
    auto word = [](const json& entry, const char* key) {
        return entry.contains(key) && entry[key].is_string()
            ? base::escaped(entry[key].get<std::string>())
            : std::string();
    };
    for (const auto& entry : json::parse(text, nullptr, false)) {
        std::string about;
        for (const char* key : { "transfer", "path", "verdict", "submitter", "approver", "account",
                 "by", "reason", "destination" }) {
            if (auto said = word(entry, key); !said.empty())
                about += "  " + said;
        }
        std::printf("%7llu  %s  %-18s%s\n",
            static_cast<unsigned long long>(entry.value("seq", std::uint64_t { 0 })),
            word(entry, "wall").c_str(), word(entry, "type").c_str(), about.c_str());
    }
}

static Result<void> write_file(const std::string& path, const std::string& text)
{
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush())
        return Error { "cannot write " + path };
    return {};
}

static Result<void> deliver_receipt(const Arguments& arguments, const std::string& text)
{
    if (arguments.has("out"))
        TRY(write_file(arguments.option("out"), text));
    auto qr = arguments.option("qr");
    auto proof = TRY(ledger::read_receipt(text));
    if (qr == "terminal")
        std::fputs(TRY(ledger::receipt_for_terminal(proof)).c_str(), stdout);
    else if (!qr.empty())
        TRY(write_file(qr, TRY(ledger::receipt_as_svg(proof))));
    if (qr.empty() && !arguments.has("out"))
        std::fputs(text.c_str(), stdout);
    return {};
}

// Whole, or not there: a part of a package proves nothing.
static Result<std::uint64_t> export_to(
    const std::string& path, const std::string& state, const ledger::Range& range)
{
    base::Descriptor folder(open((state + "/ledger").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return Error { "there is no ledger in " + state };
    base::Descriptor file(
        open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file)
        return base::system_error(path);
    std::string buffer;
    auto flush = [&]() -> Result<void> {
        TRY(base::write_fully(file, base::view_of(buffer)));
        buffer.clear();
        return {};
    };
    auto disk = ledger::open_disk_for_reading(std::move(folder));
    auto written = ledger::write_package(*disk, range, [&](std::string_view text) -> Result<void> {
        buffer += text;
        return buffer.size() < (1 << 18) ? Result<void> {} : flush();
    });
    if (written) {
        if (auto flushed = flush(); !flushed)
            written = flushed.error();
        else if (fsync(file.get()) != 0)
            written = base::system_error(path);
    }
    if (!written)
        unlink(path.c_str());
    return written;
}

static Result<int> run_export(const Arguments& arguments, const std::string& state)
{
    auto path = arguments.option("out");
    if (path.empty())
        return Error { "where to? --out FILE" };
    ledger::Range range;
    range.first = TRY(number(arguments, "from", 0));
    if (arguments.has("to"))
        range.end = TRY(number(arguments, "to", 0));
    auto written = export_to(path, state, range);
    if (!written)
        return complain(written.error(), 1);
    std::printf("%llu entries in %s; sekisho-verify --package proves them\n",
        static_cast<unsigned long long>(written.value()), path.c_str());
    return 0;
}

Result<std::optional<int>> run_ledger_desk(const Arguments& arguments, const std::string& state)
{
    auto verb = arguments.word(0) + " " + arguments.word(1);
    if (verb == "ledger export" && arguments.has("register"))
        return std::optional<int> {}; // The broker's.
    if (verb == "ledger export")
        return std::optional<int>(TRY(run_export(arguments, state)));
    bool is_receipt = arguments.word(0) == "receipt" && !arguments.word(1).empty();
    if (verb != "ledger show" && verb != "ledger checkpoint" && !is_receipt)
        return std::optional<int> {};
    auto answer = ask(TRY(verb_of(arguments)), state);
    if (!answer)
        return std::optional<int>(complain(answer.error(), is_receipt ? 1 : 3));
    auto json_to = arguments.option("json");
    if (is_receipt) {
        if (auto delivered = deliver_receipt(arguments, answer.value()); !delivered)
            return std::optional<int>(complain(delivered.error(), 3));
    } else if (json_to == "-") {
        std::printf("%s\n", answer.value().c_str());
    } else if (!json_to.empty()) {
        if (auto written = write_file(json_to, answer.value() + "\n"); !written)
            return std::optional<int>(complain(written.error(), 3));
    } else if (verb == "ledger show") {
        print_entries(answer.value());
    } else {
        auto shown = json::parse(answer.value(), nullptr, false);
        std::fputs(shown.value("checkpoint", "").c_str(), stdout);
        std::fprintf(stderr, "verifier key: %s\n", shown.value("verifier", "").c_str());
    }
    return std::optional<int>(0);
}

}
