// SPDX-License-Identifier: MIT
#include "policy/language/can.h"
#include "policy/language/table.h"

#include <algorithm>

namespace policy::language {

static void read_classes(Table& table, std::vector<TransferClass>& classes)
{
    table.words("classes", Need::Optional, "document, mail, update, definitions, outbound or view",
        [&](std::string_view name) {
            auto found = transfer_class_named(name);
            if (found)
                classes.push_back(*found);
            return found.has_value();
        });
}

static void read_zones(Table& table, const Policy& policy, std::vector<std::string>& zones)
{
    table.words(
        "zones", Need::Optional, "one of the zones of [station]", [&](std::string_view name) {
            zones.emplace_back(name);
            return std::ranges::find(policy.zones, name) != policy.zones.end();
        });
}

static void read_bounds(Table& table, LabelBounds& bounds)
{
    table.label("label_at_least", bounds.least);
    table.label("label_at_most", bounds.most);
    if (!bounds.hold(bounds.least) || !bounds.hold(bounds.most))
        table.complain(
            "label_at_most", "no label is between \"label_at_least\" and \"label_at_most\"");
}

static void read_types(Table& table, Rule& rule)
{
    auto types = table.words("types", Need::Optional,
        "a type the station knows (docs/policy-language.md lists them)",
        [&](std::string_view name) {
            auto type = file_type_named(name);
            if (!type || !can(rule.method, *type))
                return false;
            rule.types.set(static_cast<std::size_t>(*type));
            return true;
        });
    auto families = table.words("families", Need::Optional,
        "pdf, image, text, office, mail, archive or program, and fit the method",
        [&](std::string_view name) {
            auto family = family_named(name);
            auto any = false;
            for (const auto& entry : all_file_types()) {
                if (entry.family != family || !can(rule.method, entry.type))
                    continue;
                // What nothing here reads is let by under its own name alone.
                if (entry.family == Family::Unread && rule.method != Method::Refuse)
                    continue;
                rule.types.set(static_cast<std::size_t>(entry.type));
                any = true;
            }
            return any;
        });
    if (types || families)
        return;
    if (rule.method == Method::Refuse)
        rule.types.set();
    else
        table.complain(
            "method", "a rule that lets something by names its \"types\" or \"families\"");
}

static void read_options(Table& table, Rule& rule)
{
    auto only_with = [&](std::string_view key, bool fits, std::string_view methods) {
        if (table.has(key) && !fits)
            table.complain(key,
                "\"" + std::string(key) + "\" has a meaning with " + std::string(methods)
                    + " only");
    };
    auto flatten = rule.method == Method::Flatten;
    auto rebuild = rule.method == Method::Rebuild;
    only_with("dpi", flatten, "method \"flatten\"");
    only_with("text_layer", flatten, "method \"flatten\"");
    only_with("jpeg_quality", flatten || rebuild, "methods \"flatten\" and \"rebuild\"");
    only_with("csv_formulas", rebuild, "method \"rebuild\""); // A text is calculated by nobody.
    table.number("dpi", rule.options.dpi, 72, 600);
    table.number("jpeg_quality", rule.options.jpeg_quality, 30, 100);
    table.word(
        "text_layer", Need::Optional, "\"none\" or \"invisible\"", [&](std::string_view name) {
            rule.options.text_layer = name == "invisible" ? TextLayer::Invisible : TextLayer::None;
            return name == "invisible" || name == "none";
        });
    auto writes_text
        = rule.method == Method::Text || rule.options.text_layer == TextLayer::Invisible;
    only_with("ocr", writes_text, "method \"text\", or text_layer \"invisible\",");
    table.word("ocr", Need::Optional, "\"none\" or \"jpn+eng\"", [&](std::string_view name) {
        rule.options.ocr = name == "jpn+eng" ? Ocr::JapaneseAndEnglish : Ocr::None;
        return name == "jpn+eng" || name == "none";
    });
    table.word(
        "csv_formulas", Need::Optional, "\"quote\" or \"refuse\"", [&](std::string_view name) {
            rule.options.csv_formulas = name == "refuse" ? CsvFormulas::Refuse : CsvFormulas::Quote;
            return name == "refuse" || name == "quote";
        });
    only_with("hyperlinks", rebuild, "method \"rebuild\"");
    only_with("comments", rebuild, "method \"rebuild\"");
    only_with("formulas", rebuild, "method \"rebuild\"");
    only_with("archives", rebuild, "method \"rebuild\"");
    auto carries
        = rebuild || flatten || rule.method == Method::Text || rule.method == Method::Unchanged;
    only_with(
        "signatures", carries, "methods \"rebuild\", \"flatten\", \"text\" and \"unchanged\"");
    table.word(
        "signatures", Need::Optional, "\"told\" or \"required\"", [&](std::string_view name) {
            rule.options.signatures = name == "required" ? Signatures::Required : Signatures::Told;
            return name == "required" || name == "told";
        });
    table.word("archives", Need::Optional, "\"zip\" or \"folder\"", [&](std::string_view name) {
        rule.options.archives = name == "folder" ? Archives::Folder : Archives::Zip;
        return name == "folder" || name == "zip";
    });
    table.word("formulas", Need::Optional, "\"keep\" or \"values\"", [&](std::string_view name) {
        rule.options.formulas = name == "values" ? Formulas::Values : Formulas::Keep;
        return name == "values" || name == "keep";
    });
    table.word("hyperlinks", Need::Optional, "\"keep\" or \"text\"", [&](std::string_view name) {
        rule.options.hyperlinks = name == "text" ? Hyperlinks::Text : Hyperlinks::Keep;
        return name == "text" || name == "keep";
    });
    table.word("comments", Need::Optional, "\"keep\" or \"remove\"", [&](std::string_view name) {
        rule.options.comments = name == "remove" ? Comments::Remove : Comments::Keep;
        return name == "remove" || name == "keep";
    });
}

static bool is_about_passwords(std::string_view pattern)
{
    return pattern.starts_with("Heuristics.Encrypted.");
}

// Only alerts about something that the method is sure to take away.
static bool is_tolerable(std::string_view pattern)
{
    auto star = pattern.find('*');
    if (star != std::string_view::npos && star != pattern.size() - 1)
        return false;
    return pattern.starts_with("Heuristics.OLE2.ContainsMacros")
        || pattern.starts_with("Heuristics.PDF.ObfuscatedNameObject")
        || is_about_passwords(pattern);
}

// Whatever lies in them travels on its own, and stays behind if it needs a password.
static bool holds_containers_only(const Rule& rule)
{
    return std::ranges::none_of(all_file_types(), [&](const FileTypeInfo& info) {
        return rule.types[static_cast<std::size_t>(info.type)] && info.family != Family::Archive
            && info.family != Family::Mail;
    });
}

static void read_tolerate(Table& table, Rule& rule)
{
    auto given = table.words("tolerate", Need::Optional,
        "an alert of \"Heuristics.OLE2.ContainsMacros\", "
        "\"Heuristics.PDF.ObfuscatedNameObject\" or \"Heuristics.Encrypted.\", "
        "with \"*\" at its end at most",
        [&](std::string_view pattern) {
            rule.tolerate.emplace_back(pattern);
            return is_tolerable(pattern);
        });
    auto removes = rule.method == Method::Rebuild || rule.method == Method::Flatten
        || rule.method == Method::Text;
    if (given && !removes)
        table.complain("tolerate",
            "\"tolerate\" has a meaning with methods \"rebuild\", \"flatten\" and \"text\" only: "
            "the "
            "others keep what was found");
    if (std::ranges::any_of(rule.tolerate, is_about_passwords) && !holds_containers_only(rule))
        table.complain("tolerate",
            "\"Heuristics.Encrypted.\" can be tolerated of archives and mail only, whose parts are "
            "looked at one by one");
}

static void read_publishers(Table& table, const Policy& policy, Rule& rule)
{
    auto given = table.words(
        "publishers", Need::Optional, "the name of a [[publisher]]", [&](std::string_view name) {
            rule.publishers.emplace_back(name);
            return std::ranges::find(policy.publishers, name, &Publisher::name)
                != policy.publishers.end();
        });
    auto verify = rule.method == Method::Verify;
    if (given && !verify)
        table.complain("publishers", "\"publishers\" has a meaning with method \"verify\" only");
    if (!verify)
        return;
    if (!given)
        table.complain("method", "method \"verify\" needs \"publishers\"");
    auto is_update = [](TransferClass c) {
        return c == TransferClass::Update || c == TransferClass::Definitions;
    };
    if (rule.classes.empty() || !std::ranges::all_of(rule.classes, is_update))
        table.complain(
            "method", "method \"verify\" is for classes \"update\" and \"definitions\" only");
}

void read_rule(Table& table, const Policy& policy, Rule& rule)
{
    rule.line = table.line();
    rule.name = "rule " + std::to_string(policy.rules.size());
    table.text("name", rule.name, Need::Optional);
    table.word("method", Need::Required, "rebuild, flatten, text, unchanged, verify or refuse",
        [&](std::string_view name) {
            auto method = method_named(name);
            rule.method = method.value_or(Method::Refuse);
            return method.has_value();
        });
    read_classes(table, rule.classes);
    read_zones(table, policy, rule.zones);
    read_bounds(table, rule.label);
    read_types(table, rule);
    read_options(table, rule);
    read_loss_limits(table, rule);
    read_tolerate(table, rule);
    read_publishers(table, policy, rule);
    auto reason_needed = rule.method == Method::Unchanged || rule.method == Method::Refuse
        ? Need::Required
        : Need::Optional;
    table.text("reason", rule.reason, reason_needed, 500);
}

void read_approval(Table& table, const Policy& policy, ApprovalRoute& route)
{
    route.line = table.line();
    read_classes(table, route.classes);
    read_zones(table, policy, route.zones);
    read_bounds(table, route.label);
    table.words("roles", Need::Required, "\"approver\" or the name of an [[office]]",
        [&](std::string_view role) {
            route.roles.emplace_back(role);
            return role == "approver" || office_named(policy.offices, role) != nullptr;
        });
    table.word("order", Need::Optional, "\"any\" or \"listed\"", [&](std::string_view word) {
        route.order = word == "listed" ? Order::Listed : Order::Any;
        return word == "listed" || word == "any";
    });
    table.words("unlock", Need::Optional, "\"approver\" or the name of an [[office]]",
        [&](std::string_view role) {
            route.unlock.emplace_back(role);
            return role == "approver" || office_named(policy.offices, role) != nullptr;
        });
    std::uint64_t minutes = 60;
    table.number("unlock_minutes", minutes, 1, 10'080);
    route.unlock_holds = std::chrono::minutes(minutes);
    if (table.has("unlock_minutes") && route.unlock.empty())
        table.complain("unlock_minutes", "\"unlock_minutes\" has a meaning with \"unlock\" only");
    table.word("witness", Need::Optional, "\"none\" or \"required\"", [&](std::string_view word) {
        route.witness = word == "required" ? WitnessRule::Required : WitnessRule::None;
        return word == "required" || word == "none";
    });
    if (route.unlock.size() > 4)
        table.complain("unlock", "\"unlock\" names at most 4");
    route.count = static_cast<unsigned>(std::max<std::size_t>(1, route.roles.size()));
    table.number("count", route.count, 1, 8);
    if (route.roles.size() > 8)
        table.complain("roles", "\"roles\" names at most 8");
    if (route.count < route.roles.size())
        table.complain(
            "count", "\"count\" must be at least the number of \"roles\": each is another person");
    auto update = route.classes.empty()
        || std::ranges::find(route.classes, TransferClass::Update) != route.classes.end();
    if (update && route.count < 2)
        table.complain("roles",
            "transfers of class \"update\" need two approvers: name other classes or raise "
            "\"count\"");
}

template <typename T>
static bool covers(const std::vector<T>& wide, const std::vector<T>& narrow)
{
    return wide.empty() || (!narrow.empty() && std::ranges::all_of(narrow, [&](const T& one) {
        return std::ranges::find(wide, one) != wide.end();
    }));
}

template <typename Entry>
static bool covers_all(const Entry& wide, const Entry& narrow)
{
    return covers(wide.classes, narrow.classes) && covers(wide.zones, narrow.zones)
        && wide.label.hold(narrow.label.least) && wide.label.hold(narrow.label.most);
}

template <typename Entry>
static void check_reached(
    const std::vector<Entry>& entries, std::string_view what, auto takes, Problems& problems)
{
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        auto earlier = std::find_if(entries.begin(), entry,
            [&](const Entry& one) { return covers_all(one, *entry) && takes(one, *entry); });
        if (earlier != entry)
            problems.add({ entry->line, 1 },
                "never reached: the " + std::string(what) + " of line "
                    + std::to_string(earlier->line) + " takes all that this one names");
    }
}

void check_rules(const Policy& policy, Problems& problems)
{
    for (auto rule = policy.rules.begin(); rule != policy.rules.end(); ++rule) {
        if (std::find_if(policy.rules.begin(), rule,
                [&](const Rule& earlier) { return earlier.name == rule->name; })
            != rule)
            problems.add({ rule->line, 1 }, "there is a rule \"" + rule->name + "\" already");
    }
    if (!problems.none())
        return; // A rule that was not understood would seem to be covered.
    check_reached(
        policy.rules, "rule",
        [](const Rule& wide, const Rule& narrow) { return (narrow.types & ~wide.types).none(); },
        problems);
    check_reached(
        policy.approvals, "approval",
        [](const ApprovalRoute&, const ApprovalRoute&) { return true; }, problems);
}

}
