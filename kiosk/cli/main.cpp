// SPDX-License-Identifier: MIT
// sekisho: the station's functions on a command line. Exit status: 0 done, 1 something was refused
// or held, 2 wrong usage or configuration, 3 an engine or the sandbox failed.
#include "kiosk/cli/commands.h"
#include "kiosk/cli/desk.h"
#include "kiosk/cli/ledger_desk.h"
#include "kiosk/cli/offline.h"
#include "kiosk/cli/policy_desk.h"
#include "kiosk/cli/report.h"
#include "kiosk/cli/requests.h"
#include "kiosk/cli/screen.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace cli {

using broker::api::Event;

static constexpr int wrong_usage = 2;
static constexpr int failed = 3;

static int complain(const Error& error)
{
    std::fprintf(stderr, "sekisho: %s\n", error.message.c_str());
    return wrong_usage;
}

// The report of a transfer, and where the transfer stands now.
static std::string with_state(const std::string& report, const std::string& state)
{
    auto parsed = nlohmann::json::parse(report, nullptr, false);
    auto now = nlohmann::json::parse(state, nullptr, false);
    if (!parsed.is_object() || !now.is_object())
        return report;
    parsed["status"] = now;
    return parsed.dump();
}

static int deliver(const Arguments& arguments, const broker::api::Finished& finished)
{
    std::string text = finished.json();
    if (!finished.report_path().empty()) {
        std::ifstream file(finished.report_path(), std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(file), {});
        if (arguments.word(0) == "status")
            text = with_state(text, finished.json());
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
        auto verb = arguments.word(0);
        if (verb == "policy" && arguments.word(1) == "compare")
            print_comparison(text);
        else if (finished.report_path().empty() || verb == "submit" || verb == "status")
            std::cout << finished.json() << (finished.json().empty() ? "" : "\n");
    }
    if (!finished.message().empty())
        std::fprintf(stderr, "sekisho: %s\n", finished.message().c_str());
    return static_cast<int>(finished.exit_status());
}

static Result<int> run(const Arguments& arguments)
{
    TRY(check_words(arguments));
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
    auto arguments = cli::Arguments::parse(argc, argv, cli::all_options());
    if (!arguments)
        return cli::complain(arguments.error());
    if (cli::wants_help(arguments.value())) {
        std::cout << cli::help_for(arguments.value());
        return argc > 1 ? 0 : cli::wrong_usage;
    }
    auto status = cli::run(arguments.value());
    return status ? status.value() : cli::complain(status.error());
}
