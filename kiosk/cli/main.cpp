// SPDX-License-Identifier: MIT
// sekisho: the station's functions on a command line. Exit status: 0 done, 1 something was refused
// or held, 2 wrong usage or configuration, 3 an engine or the sandbox failed.
#include "kiosk/cli/arguments.h"
#include "kiosk/cli/desk.h"
#include "kiosk/cli/ledger_desk.h"
#include "kiosk/cli/offline.h"
#include "kiosk/cli/report.h"
#include "kiosk/cli/screen.h"

#include "kiosk/core/base/descriptor.h"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace cli {

using broker::api::Event, broker::api::Request;

static constexpr int wrong_usage = 2;
static constexpr int failed = 3;

static int usage()
{
    std::fputs(
        "sekisho sanitize MEDIUM --out DIR [--policy FILE] [--class document] [--json FILE|-]\n"
        "sekisho submit MEDIUM --zone Z --class C --purpose TEXT --label C2,I2,A1\n"
        "sekisho status ID | list | approve ID | reject ID --reason TEXT\n"
        "sekisho release ID --to dir:DIR|image:FILE\n"
        "sekisho account add NAME --role ROLE --person PERSON | account list | account lock NAME\n"
        "sekisho policy check FILE\n"
        "sekisho ledger verify [DIR] [--key KEY] [--receipt FILE] [--checkpoint FILE]\n"
        "sekisho ledger show [all] [--transfer ID] [--actor A] [--kind K] [--since T] [--until T]\n"
        "                    [--limit N]    ledger checkpoint | export --out FILE [--from N --to "
        "M]\n"
        "sekisho receipt ID [--out FILE] [--qr FILE.svg|terminal] | receipt verify FILE | key "
        "rotate\n"
        "sekisho definitions show    sekisho selftest\n"
        "MEDIUM is image:FILE, dir:DIR or a path. People log in with --account NAME; the password\n"
        "is asked for, or read from --password-file FILE. All take --state DIR and --json FILE.\n",
        stderr);
    return wrong_usage;
}

static Result<std::string> first_line_of(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
        return Error { "no password in " + path };
    return line;
}

static Result<std::string> ask_password(const std::string& prompt)
{
    termios shown {};
    if (tcgetattr(0, &shown) != 0)
        return Error { "please give --password-file: this is no terminal" };
    auto hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    std::fprintf(stderr, "%s: ", prompt.c_str());
    tcsetattr(0, TCSAFLUSH, &hidden);
    std::string line;
    std::getline(std::cin, line);
    tcsetattr(0, TCSAFLUSH, &shown);
    std::fputc('\n', stderr);
    return line;
}

static Result<std::string> password_for(
    const Arguments& arguments, const std::string& option, const std::string& prompt)
{
    auto file = arguments.option(option);
    return file.empty() ? ask_password(prompt) : first_line_of(file);
}

static Result<void> log_in(const Arguments& arguments, Request& request)
{
    auto account = arguments.option("account");
    if (account.empty())
        return Error { "who are you? --account NAME" };
    request.mutable_who()->set_account(account);
    request.mutable_who()->set_password(
        TRY(password_for(arguments, "password-file", "Password of " + account)));
    return {};
}

// What the person named, from the broker's working folder, which may be another.
static std::string absolute(const std::string& address)
{
    if (address.starts_with("usb:"))
        return address; // A port, not a path.
    for (std::string_view scheme : { "image:", "dir:" }) {
        if (address.starts_with(scheme))
            return std::string(scheme)
                + std::filesystem::absolute(address.substr(scheme.size())).string();
    }
    return std::filesystem::absolute(address).string();
}

// "dir:" and "image:" as they are, a bare path as a folder; all from the root.
static Result<std::string> destination_of(const std::string& word)
{
    if (word.empty())
        return Error { "where to? a folder (dir:DIR) or a new image (image:FILE)" };
    if (word.starts_with("usb:"))
        return Error { "this station has no USB writer; please name dir:DIR or image:FILE" };
    if (word == "dir:" || word == "image:")
        return Error { word + " needs a path behind it" };
    if (word.starts_with("dir:") || word.starts_with("image:"))
        return absolute(word);
    return "dir:" + absolute(word);
}

static Result<Request> account_request(const Arguments& arguments)
{
    Request request;
    auto verb = arguments.word(1);
    if (verb == "list") {
        request.mutable_list_accounts();
        return request;
    }
    if (arguments.word(2).empty())
        return Error { "which account?" };
    if (verb == "lock") {
        TRY(log_in(arguments, request));
        request.mutable_lock_account()->set_name(arguments.word(2));
        return request;
    }
    if (verb != "add")
        return Error { "account add, list or lock" };
    if (arguments.has("account"))
        TRY(log_in(arguments, request));
    auto& add = *request.mutable_add_account();
    add.set_name(arguments.word(2));
    add.set_person(arguments.option("person", arguments.word(2)));
    for (const auto& role : arguments.all("role"))
        add.add_roles(role);
    for (const auto& office : arguments.all("office"))
        add.add_offices(office);
    add.set_password(
        TRY(password_for(arguments, "new-password-file", "New password of " + arguments.word(2))));
    return request;
}

// 0: one for each processor.
static Result<std::uint32_t> threads_of(const Arguments& arguments)
{
    auto text = arguments.option("threads", "0");
    std::uint32_t threads = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
    if (error != std::errc {} || end != text.data() + text.size() || threads > 64)
        return Error { "--threads is a number up to 64" };
    return threads;
}

static Result<Request> request_for(const Arguments& arguments)
{
    Request request;
    auto verb = arguments.word(0);
    auto subject = arguments.word(1);
    auto needs_subject = [&]() -> Result<void> {
        return subject.empty() ? Result<void> { Error { verb + " needs a subject" } }
                               : Result<void> {};
    };
    if (verb == "account")
        return account_request(arguments);
    if (verb == "list") {
        request.mutable_list();
    } else if (verb == "selftest") {
        request.mutable_self_test();
    } else if (verb == "definitions" && subject == "show") {
        request.mutable_show_definitions();
    } else if (verb == "key" && subject == "rotate") {
        TRY(log_in(arguments, request));
        request.mutable_ledger()->set_verb("rotate");
    } else if (verb == "status") {
        TRY(needs_subject());
        request.mutable_status()->set_transfer(subject);
    } else if (verb == "sanitize") {
        TRY(needs_subject());
        auto& sanitize = *request.mutable_sanitize();
        sanitize.set_medium(absolute(subject));
        sanitize.set_destination(TRY(destination_of(arguments.option("out"))));
        sanitize.set_transfer_class(arguments.option("class", "document"));
        sanitize.set_threads(TRY(threads_of(arguments)));
    } else if (verb == "submit") {
        TRY(needs_subject());
        TRY(log_in(arguments, request));
        auto& submit = *request.mutable_submit();
        submit.set_medium(absolute(subject));
        submit.set_zone(arguments.option("zone"));
        submit.set_transfer_class(arguments.option("class", "document"));
        submit.set_purpose(arguments.option("purpose"));
        submit.set_label(arguments.option("label"));
    } else if (verb == "approve" || verb == "reject" || verb == "release") {
        TRY(needs_subject());
        TRY(log_in(arguments, request));
        if (verb == "approve") {
            request.mutable_approve()->set_transfer(subject);
            request.mutable_approve()->set_manifest_sha256(arguments.option("manifest"));
        } else if (verb == "reject") {
            request.mutable_reject()->set_transfer(subject);
            request.mutable_reject()->set_reason(arguments.option("reason"));
        } else {
            request.mutable_release()->set_transfer(subject);
            request.mutable_release()->set_destination(TRY(destination_of(arguments.option("to"))));
        }
    } else {
        return Error { "no such verb: " + verb };
    }
    return request;
}

static int deliver(const Arguments& arguments, const broker::api::Finished& finished)
{
    std::string text = finished.json();
    if (!finished.report_path().empty()) {
        std::ifstream file(finished.report_path(), std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(file), {});
    }
    auto json_to = arguments.option("json");
    if (json_to == "-") {
        std::cout << text << '\n';
    } else {
        if (!json_to.empty()) {
            std::ofstream file(json_to, std::ios::binary);
            file << text << '\n';
            if (!file.flush()) {
                std::fprintf(stderr, "sekisho: cannot write %s\n", json_to.c_str());
                return failed;
            }
        }
        if (!finished.report_path().empty())
            print_report(text, language_of_the_environment());
        if (finished.report_path().empty() || arguments.word(0) == "submit")
            std::cout << finished.json() << (finished.json().empty() ? "" : "\n");
    }
    if (!finished.message().empty())
        std::fprintf(stderr, "sekisho: %s\n", finished.message().c_str());
    return static_cast<int>(finished.exit_status());
}

static Result<int> run(const Arguments& arguments)
{
    auto state = arguments.option("state");
    if (state.empty())
        state = TRY(default_state());
    state = std::filesystem::absolute(state).lexically_normal();
    if (auto done = run_offline(arguments, state))
        return *done;
    if (auto done = TRY(run_ledger_desk(arguments, state)))
        return *done;
    auto policy = arguments.option("policy");
    if (!policy.empty())
        policy = std::filesystem::absolute(policy);
    auto request = TRY(request_for(arguments));
    ProgressBar bar;
    Hearing hearing;
    hearing.event = [&](const Event& event) {
        if (event.has_progress())
            bar.show(event.progress());
    };
    hearing.cancelling = [&] {
        bar.clear();
        std::fputs("sekisho: cancelling; once more to leave at once\n", stderr);
    };
    auto finished = converse({ state, policy }, request, hearing);
    bar.clear();
    if (!finished) {
        std::fprintf(stderr, "sekisho: %s\n", finished.error().message.c_str());
        return failed;
    }
    return deliver(arguments, finished.value());
}

}

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    auto arguments = cli::Arguments::parse(argc, argv,
        { "state", "policy", "out", "class", "json", "zone", "purpose", "label", "reason", "to",
            "account", "password-file", "new-password-file", "role", "office", "person", "manifest",
            "threads", "receipt", "key", "checkpoint", "qr", "transfer", "actor", "kind", "since",
            "until", "limit", "from" });
    if (!arguments) {
        std::fprintf(stderr, "sekisho: %s\n", arguments.error().message.c_str());
        return cli::usage();
    }
    if (arguments.value().words().empty() || arguments.value().word(0) == "help")
        return cli::usage();
    auto status = cli::run(arguments.value());
    if (!status) {
        std::fprintf(stderr, "sekisho: %s\n", status.error().message.c_str());
        return cli::usage();
    }
    return status.value();
}
