// SPDX-License-Identifier: MIT
#include "kiosk/cli/requests.h"

#include "kiosk/cli/policy_desk.h"

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <termios.h>

namespace cli {

using broker::api::Request;

static Result<std::string> first_line_of(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
        return Error { "nothing in " + path };
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

// "key" stands for a touch of a security key.
static void give_code(const std::string& code, broker::api::Credentials& who)
{
    who.set_security_key(code == "key");
    who.set_code(code == "key" ? "" : code);
}

// With a session the password is wanted by some requests only, and then given beside it.
static Result<void> log_in(const Arguments& arguments, Request& request)
{
    auto& who = *request.mutable_who();
    auto account = arguments.option("account");
    who.set_account(account);
    give_code(arguments.option("code"), who);
    who.set_deputy_for(arguments.option("deputy-for"));
    if (arguments.has("session")) {
        who.set_session(TRY(first_line_of(arguments.option("session"))));
        if (!arguments.has("password-file"))
            return {};
    }
    who.set_password(TRY(password_for(arguments, "password-file", "Password of " + account)));
    if (!arguments.has("password-file") && !arguments.has("code"))
        give_code(TRY(ask_password("Code (none: Enter; a security key: key)")), who);
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
        return Error { "where to? a folder (dir:DIR), a new image (image:FILE) or a registered "
                       "stick in an output port (usb:BUS-PORT)" };
    if (word == "dir:" || word == "image:")
        return Error { word + " needs a path behind it" };
    if (word == "usb:")
        return Error { "usb: needs a port behind it, such as usb:2-3" };
    if (word.starts_with("usb:") || word.starts_with("dir:") || word.starts_with("image:"))
        return absolute(word);
    return "dir:" + absolute(word);
}

static Result<void> fill_account(const Arguments& arguments, Request& request)
{
    auto verb = arguments.word(1);
    auto name = arguments.word(2);
    auto new_password
        = [&] { return password_for(arguments, "new-password-file", "New password of " + name); };
    auto fill_details = [&](broker::api::Details& details) {
        details.set_section(arguments.option("section"));
        details.set_from(arguments.option("from"));
        details.set_until(arguments.option("until"));
        details.set_trained(arguments.option("trained"));
        details.set_company(arguments.option("company"));
        details.set_contract(arguments.option("contract"));
        details.set_responsible(arguments.option("responsible"));
        details.set_contract_until(arguments.option("contract-until"));
    };
    auto fill_rights = [&](auto& message) {
        message.set_name(name);
        for (const auto& role : arguments.all("role"))
            message.add_roles(role);
        for (const auto& office : arguments.all("office"))
            message.add_offices(office);
    };
    if (verb == "list") {
        request.mutable_list_accounts();
    } else if (verb == "lock") {
        request.mutable_lock_account()->set_name(name);
    } else if (verb == "unlock") {
        request.mutable_unlock_account()->set_name(name);
    } else if (verb == "roles") {
        fill_rights(*request.mutable_set_roles());
    } else if (verb == "details") {
        request.mutable_set_details()->set_name(name);
        fill_details(*request.mutable_set_details()->mutable_details());
    } else if (verb == "enrol" && arguments.has("key")) {
        request.mutable_enrol_security_key()->set_name(arguments.option("key"));
    } else if (verb == "enrol") {
        request.mutable_enrol_second_factor()->set_code(arguments.option("code"));
        request.mutable_who()->clear_code();
    } else if (verb == "reset") {
        request.mutable_reset_second_factor()->set_name(name);
    } else if (verb == "password") {
        request.mutable_set_password()->set_name(name);
        request.mutable_set_password()->set_password(TRY(new_password()));
    } else {
        auto& add = *request.mutable_add_account();
        fill_rights(add);
        add.set_person(arguments.option("person", name));
        fill_details(*add.mutable_details());
        add.set_password(TRY(new_password()));
    }
    return {};
}

static void fill_grant(const Arguments& arguments, Request& request)
{
    auto verb = arguments.word(1);
    if (verb == "list") {
        request.mutable_list_grants();
    } else if (verb == "accept") {
        request.mutable_accept_grant()->set_id(arguments.word(2));
    } else if (verb == "withdraw") {
        request.mutable_withdraw_grant()->set_id(arguments.word(2));
        request.mutable_withdraw_grant()->set_reason(arguments.option("reason"));
    } else {
        auto& grant = *request.mutable_ask_grant();
        grant.set_kind(verb);
        grant.set_from(arguments.option("from"));
        grant.set_until(arguments.option("until"));
        grant.set_reason(arguments.option("reason"));
        grant.set_measure(arguments.option("measure"));
        grant.set_zone(arguments.option("zone"));
        grant.set_label(arguments.option("label"));
        grant.set_transfer_class(arguments.option("class"));
        if (verb == "deputy") {
            grant.set_deputy(arguments.word(2));
            grant.set_deputy_for(arguments.option("for"));
            for (const auto& office : arguments.all("office"))
                grant.add_offices(office);
        } else {
            grant.set_waives(arguments.word(2));
        }
    }
}

static Result<void> fill_media(const Arguments& arguments, Request& request)
{
    auto verb = arguments.word(1);
    auto subject = arguments.word(2);
    if (verb == "list") {
        request.mutable_list_media();
    } else if (verb == "history") {
        request.mutable_medium_history()->set_id(subject);
    } else if (verb == "retire") {
        request.mutable_retire_medium()->set_id(subject);
        request.mutable_retire_medium()->set_reason(arguments.option("reason"));
    } else if (verb == "lend") {
        request.mutable_lend_medium()->set_id(subject);
        request.mutable_lend_medium()->set_to(arguments.option("to"));
        request.mutable_lend_medium()->set_until(arguments.option("until"));
    } else if (verb == "return") {
        request.mutable_return_medium()->set_id(subject);
    } else {
        auto& medium = *request.mutable_register_medium();
        medium.set_medium(absolute(subject));
        medium.set_name(arguments.option("name"));
        medium.set_owner(arguments.option("owner"));
        medium.set_kind(arguments.option("kind"));
        medium.set_label(arguments.option("label"));
    }
    return {};
}

// A password in each line.
static Result<void> add_file_passwords(const Arguments& arguments, auto& request)
{
    auto path = arguments.option("file-passwords");
    if (path.empty())
        return {};
    std::ifstream file(path);
    if (!file)
        return Error { "no passwords in " + path };
    for (std::string line; std::getline(file, line);) {
        if (line.ends_with('\r'))
            line.pop_back();
        if (!line.empty())
            request.add_file_passwords(line);
    }
    return {};
}

static Result<void> fill_sanitize(const Arguments& arguments, Request& request)
{
    auto& sanitize = *request.mutable_sanitize();
    sanitize.set_medium(absolute(arguments.word(1)));
    sanitize.set_destination(TRY(destination_of(arguments.option("out"))));
    sanitize.set_transfer_class(arguments.option("class", "document"));
    auto text = arguments.option("threads", "0");
    std::uint32_t threads = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
    if (error != std::errc() || end != text.data() + text.size() || threads > 64)
        return Error { "--threads is a number up to 64" };
    sanitize.set_threads(threads);
    sanitize.set_held(arguments.option("held"));
    return add_file_passwords(arguments, sanitize);
}

static Result<void> fill_submit(const Arguments& arguments, Request& request)
{
    auto& submit = *request.mutable_submit();
    submit.set_medium(absolute(arguments.word(1)));
    submit.set_zone(arguments.option("zone"));
    submit.set_transfer_class(arguments.option("class", "document"));
    submit.set_purpose(arguments.option("purpose"));
    submit.set_label(arguments.option("label"));
    submit.set_held(arguments.option("held"));
    return add_file_passwords(arguments, submit);
}

static Result<void> fill_transfer(const Arguments& arguments, Request& request)
{
    auto verb = arguments.word(0);
    auto id = arguments.word(1);
    if (verb == "status") {
        request.mutable_status()->set_transfer(id);
    } else if (verb == "approve") {
        request.mutable_approve()->set_transfer(id);
        request.mutable_approve()->set_manifest_sha256(arguments.option("manifest"));
        request.mutable_approve()->set_decision(arguments.option("decision"));
        request.mutable_approve()->set_reason(arguments.option("reason"));
    } else if (verb == "review") {
        request.mutable_review()->set_transfer(id);
        request.mutable_review()->set_note(arguments.option("note"));
    } else if (verb == "reject") {
        request.mutable_reject()->set_transfer(id);
        request.mutable_reject()->set_reason(arguments.option("reason"));
    } else if (verb == "release") {
        request.mutable_release()->set_transfer(id);
        request.mutable_release()->set_destination(TRY(destination_of(arguments.option("to"))));
    } else {
        request.mutable_list();
    }
    return {};
}

static Result<void> fill_export(const Arguments& arguments, Request& request)
{
    auto& verb = *request.mutable_export_register();
    verb.mutable_wanted()->set_kind(arguments.option("register"));
    verb.mutable_wanted()->set_since(arguments.option("since"));
    verb.mutable_wanted()->set_until(arguments.option("until"));
    verb.set_destination(TRY(destination_of(arguments.option("out"))));
    return {};
}

static void fill_definitions(const Arguments& arguments, Request& request)
{
    auto verb = arguments.word(1);
    if (verb == "import")
        request.mutable_import_definitions()->set_medium(absolute(arguments.word(2)));
    else if (verb == "rollback")
        request.mutable_roll_back_definitions();
    else
        request.mutable_show_definitions();
}

Result<Request> request_for(const Arguments& arguments)
{
    Request request;
    if (arguments.has("account"))
        TRY(log_in(arguments, request));
    auto verb = arguments.word(0);
    if (verb == "login")
        request.mutable_login();
    else if (verb == "logout")
        request.mutable_logout();
    else if (verb == "account")
        TRY(fill_account(arguments, request));
    else if (verb == "grant")
        fill_grant(arguments, request);
    else if (verb == "media")
        TRY(fill_media(arguments, request));
    else if (verb == "definitions")
        fill_definitions(arguments, request);
    else if (verb == "policy")
        TRY(fill_policy(arguments, request));
    else if (verb == "backup")
        request.mutable_backup()->set_to(TRY(destination_of(arguments.option("to"))));
    else if (verb == "clock")
        request.mutable_check_clock()->set_watch(arguments.option("watch"));
    else if (verb == "health")
        request.mutable_health();
    else if (verb == "selftest")
        request.mutable_self_test();
    else if (verb == "ledger")
        TRY(fill_export(arguments, request));
    else if (verb == "key")
        request.mutable_ledger()->set_verb("rotate");
    else if (verb == "sanitize")
        TRY(fill_sanitize(arguments, request));
    else if (verb == "submit")
        TRY(fill_submit(arguments, request));
    else
        TRY(fill_transfer(arguments, request));
    return request;
}

}
