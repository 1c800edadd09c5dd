// SPDX-License-Identifier: MIT
#include "policy/language/parse.h"

#include "kiosk/core/base/text.h"
#include "policy/language/table.h"

#include <algorithm>

namespace policy {

using namespace language;

static constexpr std::uint64_t tera = 1ull << 40;

static void read_station(Table& station, Policy& policy)
{
    station.text("name", policy.station_name, Need::Required);
    station.words("zones", Need::Required, identifier, [&](std::string_view zone) {
        policy.zones.emplace_back(zone);
        return is_identifier(zone);
    });
}

static void read_limits(Table& table, Limits& limits)
{
    table.number("memory_bytes", limits.memory_bytes, 64 << 20, 64ull << 30);
    table.number("max_file_bytes", limits.max_file_bytes, 1, tera);
    table.seconds("seconds_base", limits.base, std::chrono::hours(1));
    table.seconds("seconds_per_mebibyte", limits.per_mebibyte, std::chrono::minutes(10));
    table.seconds("seconds_per_page", limits.per_page, std::chrono::minutes(10));
    if (limits.base < std::chrono::seconds(1))
        table.complain("seconds_base", "\"seconds_base\" must be at least 1");
    table.table("budget", [&](Table& budget) {
        budget.number("bytes", limits.budget.bytes, 1, tera);
        budget.number("entries", limits.budget.entries, 1, 10'000'000);
        budget.number("depth", limits.budget.depth, 0, 64);
        budget.number("pages", limits.budget.pages, 1, 1'000'000);
        budget.number("pixels", limits.budget.pixels, 1, 1'000'000'000'000'000);
        budget.number("seconds", limits.budget.seconds, 1, 86'400);
    });
}

static void read_definitions(Table& table, const Policy& policy, DefinitionsRule& definitions)
{
    table.number("max_age_days", definitions.max_age_days, 1, 3650);
    table.truth("allow_built_in_test_set", definitions.allow_built_in_test_set);
    table.table("engine_max_age_days", [&](Table& engines) {
        engines.number_of_each(
            [&](std::string_view name, std::uint64_t days) {
                auto known = policy.scanners.all_required();
                if (std::ranges::find(known, name) == known.end())
                    engines.complain(name, "no such engine is required by [scanners]");
                definitions.engine_max_age_days[std::string(name)] = static_cast<unsigned>(days);
            },
            1, 3650);
    });
}

static void read_command(Table& table, Scanners& scanners)
{
    CommandScanner command;
    if (table.text("name", command.name, Need::Required, 32)) {
        if (!is_identifier(command.name))
            table.complain("name", std::string("\"name\" must be ") + identifier);
        if (std::ranges::find(scanners.commands, command.name, &CommandScanner::name)
            != scanners.commands.end())
            table.complain("name", "there is a command \"" + command.name + "\" already");
    }
    if (table.texts("argv", command.argv, Need::Required, 64) && !command.argv.empty()) {
        if (!command.argv[0].starts_with('/'))
            table.complain("argv", "\"argv\" must begin with the full path of the program");
        if (std::ranges::count(command.argv, "{file}") != 1)
            table.complain("argv", "\"argv\" must hold \"{file}\" exactly once");
    }
    table.codes("clean", command.clean, Need::Required);
    table.codes("found", command.found, Need::Required);
    for (auto code : command.clean) {
        if (std::ranges::find(command.found, code) != command.found.end())
            table.complain(
                "found", "exit code " + std::to_string(code) + " cannot mean clean and found");
    }
    table.number("seconds", command.time, 1, 86'400);
    scanners.commands.push_back(std::move(command));
}

static void read_scanners(Table& table, Scanners& scanners)
{
    std::vector<std::string> required;
    auto given = table.words(
        "required", Need::Optional, "\"clamav\" or \"yara\"", [&](std::string_view name) {
            required.emplace_back(name);
            return name == "clamav" || name == "yara";
        });
    if (given)
        scanners.required = std::move(required);
    table.tables("command", [&](Table& command) { read_command(command, scanners); });
}

static void read_publisher(Table& table, Policy& policy)
{
    Publisher publisher;
    table.text("name", publisher.name, Need::Required);
    if (std::ranges::find(policy.publishers, publisher.name, &Publisher::name)
        != policy.publishers.end())
        table.complain("name", "there is a publisher of this name already");
    table.words("key_sha256", Need::Required, "64 lower-case hexadecimal digits",
        [&](std::string_view key) {
            publisher.key_sha256.emplace_back(key);
            return key.size() == 64
                && key.find_first_not_of("0123456789abcdef") == std::string_view::npos;
        });
    policy.publishers.push_back(std::move(publisher));
}

static void read_names(Table& table, NameRules& names)
{
    static constexpr std::pair<std::string_view, Script> known[] { { "latin", Script::Latin },
        { "greek", Script::Greek }, { "cyrillic", Script::Cyrillic },
        { "hiragana", Script::Hiragana }, { "katakana", Script::Katakana }, { "han", Script::Han },
        { "hangul", Script::Hangul } };
    std::vector<Script> scripts;
    auto given = table.words("scripts", Need::Optional,
        "latin, greek, cyrillic, hiragana, katakana, han or hangul", [&](std::string_view name) {
            auto found
                = std::ranges::find(known, name, &std::pair<std::string_view, Script>::first);
            if (found == std::end(known))
                return false;
            scripts.push_back(found->second);
            return true;
        });
    if (given)
        names.scripts = std::move(scripts);
    table.number("max_component_bytes", names.max_component_bytes, 32, 255);
    table.number("max_path_bytes", names.max_path_bytes, 64, 4'000);
    table.number("max_depth", names.max_depth, 0, 64);
}

// "1-1.4": a bus, and the way from its root through the hubs.
static bool is_port(std::string_view text)
{
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    auto dash = text.find('-');
    if (dash == std::string_view::npos || text.size() > 32)
        return false;
    auto bus = text.substr(0, dash);
    auto way = text.substr(dash + 1);
    bool after_digit = false;
    for (char c : way) {
        if (!digit(c) && (c != '.' || !after_digit))
            return false;
        after_digit = digit(c);
    }
    return !bus.empty() && std::ranges::all_of(bus, digit) && after_digit;
}

static void read_usb(Table& table, Usb& usb)
{
    auto read_ports = [&](const char* key, std::vector<std::string>& into) {
        table.words(
            key, Need::Optional, "ports like \"2-1\" or \"1-1.4\"", [&](std::string_view port) {
                into.emplace_back(port);
                return is_port(port);
            });
    };
    read_ports("input_ports", usb.input);
    read_ports("output_ports", usb.output);
    for (const auto& port : usb.output) {
        if (std::ranges::find(usb.input, port) != usb.input.end())
            table.complain("output_ports", "port \"" + port + "\" is an input port already");
    }
    table.word("registered_input_media", Need::Optional, "\"required\" or \"optional\"",
        [&](std::string_view word) {
            usb.input_media = word == "required" ? InputMedia::Registered : InputMedia::Any;
            return word == "required" || word == "optional";
        });
    table.words("partner_classes", Need::Optional,
        "document, mail, update, definitions, outbound or view", [&](std::string_view word) {
            auto one = transfer_class_named(word);
            if (one)
                usb.partner_classes.push_back(*one);
            return one.has_value();
        });
}

static void read_signatures(Table& table, SignatureRules& signatures)
{
    table.text("trust", signatures.trust, Need::Required, 1'000);
    if (!signatures.trust.starts_with('/'))
        table.complain("trust", "\"trust\" must be the full path of a folder");
}

static void read_all(const toml::table& root, Policy& policy, Problems& problems)
{
    Table table(root, "the policy", problems);
    if (!table.has("station"))
        problems.add({ 1, 1 }, "table [station] is missing");
    table.table("station", [&](Table& station) { read_station(station, policy); });
    table.tables("office", [&](Table& office) { read_office(office, policy); });
    table.table("people", [&](Table& people) { read_people(people, policy, policy.people); });
    table.table("limits", [&](Table& limits) { read_limits(limits, policy.limits); });
    table.table("scanners", [&](Table& scanners) { read_scanners(scanners, policy.scanners); });
    table.table("definitions",
        [&](Table& definitions) { read_definitions(definitions, policy, policy.definitions); });
    table.tables("publisher", [&](Table& publisher) { read_publisher(publisher, policy); });
    table.tables("rule", [&](Table& rule) {
        policy.rules.emplace_back();
        read_rule(rule, policy, policy.rules.back());
    });
    table.tables("approval", [&](Table& approval) {
        policy.approvals.emplace_back();
        read_approval(approval, policy, policy.approvals.back());
    });
    table.table("names", [&](Table& names) { read_names(names, policy.names); });
    table.table("usb", [&](Table& usb) { read_usb(usb, policy.usb); });
    table.table(
        "signatures", [&](Table& signatures) { read_signatures(signatures, policy.signatures); });
    table.table("release",
        [&](Table& release) { release.label("folders_at_most", policy.release.folders_at_most); });
    table.table("retention", [&](Table& retention) {
        retention.number("held_days", policy.retention.held_days, 1, 3650);
    });
    check_rules(policy, problems);
}

Reading read_policy(std::string_view text)
{
    Reading reading;
    Problems problems;
    if (text.size() > max_policy_bytes) {
        problems.add(
            { 1, 1 }, "a policy is at most " + std::to_string(max_policy_bytes) + " bytes");
    } else {
        // toml++ throws; nothing of it leaves this function.
        try {
            auto root = toml::parse(text);
            read_all(root, reading.policy, problems);
        } catch (const toml::parse_error& error) {
            problems.add(error.source().begin, base::escaped(error.description()));
        } catch (const std::exception&) {
            problems.add({ 1, 1 }, "the policy cannot be read");
        }
    }
    reading.problems = std::move(problems).in_order();
    return reading;
}

Result<Policy> parse_policy(std::string_view text, std::string_view name)
{
    auto reading = read_policy(text);
    if (reading.problems.empty())
        return std::move(reading.policy);
    std::string all;
    for (const auto& problem : reading.problems) {
        all += (all.empty() ? "" : "\n") + base::escaped(name) + ":" + std::to_string(problem.line)
            + ":" + std::to_string(problem.column) + ": " + problem.message;
    }
    return Error { all };
}

}
