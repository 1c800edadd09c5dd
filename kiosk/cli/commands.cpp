// SPDX-License-Identifier: MIT
#include "kiosk/cli/commands.h"

#include <algorithm>
#include <string_view>

namespace cli {

// `needed` and `options`: names without "--", blanks between them. `subject`: the word behind the
// command, or nothing.
struct Command {
    std::string_view words;
    std::string_view subject;
    std::string_view needed;
    std::string_view options;
    std::string_view synopsis;
    std::string_view page;
};

static constexpr std::string_view for_all = "state policy json";
static constexpr std::string_view for_people = "code session"; // Beside --password-file.

static constexpr Command commands[] {
    { "sanitize", "MEDIUM", "out", "class threads file-passwords held",
        "MEDIUM --out DIR [--class document] [--file-passwords FILE] [--held none] [--json FILE]",
        "Carries a medium the whole road without people, for a bench: every file is checked, made\n"
        "anew or refused, and what came through is written to --out, a new folder or image:FILE.\n"
        "The ledger tells of it like of any other. A station that has accounts does not do this.\n"
        "--held text or --held image: of a document that would be held, since its rebuilt copy "
        "lacks\n"
        "more than the policy lets it, its text alone or an image PDF is handed over instead.\n"
        "Exit status 1: something was refused or held.\n" },
    { "submit", "MEDIUM", "zone purpose label account", "class password-file file-passwords held",
        "MEDIUM --zone Z --class C --purpose TEXT --label C2,I2,A1 --account NAME",
        "Takes a medium in and checks it. Prints the transfer's id; another person approves it "
        "then.\n"
        "Zones stand in the policy. Classes: document, mail, update, definitions, outbound, view.\n"
        "The label is confidentiality, integrity, availability, each 1 to 3.\n"
        "An encrypted PDF, ZIP or Office document is opened with the passwords in\n"
        "--file-passwords FILE, one in each line; they are kept nowhere.\n"
        "--held text or --held image: of a document that would be held, since its rebuilt copy "
        "lacks\n"
        "more than the policy lets it, its text alone or an image PDF is handed over instead.\n" },
    { "status", "ID", "", "", "ID", "What became of a transfer and of each of its files.\n" },
    { "list", "", "", "", "", "All transfers, the oldest first.\n" },
    { "approve", "ID", "account", "manifest decision reason deputy-for password-file",
        "ID [--decision content|unlock|witness|break-glass] [--reason TEXT] [--manifest SHA256] "
        "[--deputy-for NAME] --account NAME",
        "Says yes to what a transfer holds. Never by the person who submitted it, nor twice by "
        "one. "
        "The\n"
        "policy says who agrees on the content, who unlocks the medium or lane for it, and whether "
        "a\n"
        "witness is wanted: each is a decision of its own. --decision break-glass stands for all "
        "of\n"
        "them in an emergency, with --reason, and stays red until it is reviewed. With --manifest, "
        "only\n"
        "if the transfer still holds what that hash stands for. With --deputy-for, in the stead "
        "of\n"
        "another account whose deputy one is (`grant deputy`).\n" },
    { "review", "ID", "note account", "deputy-for password-file", "ID --note TEXT --account NAME",
        "What became of an emergency (`approve --decision break-glass`), by a third person.\n" },
    { "reject", "ID", "reason account", "password-file", "ID --reason TEXT --account NAME",
        "Says no, for good; or withdraws what one has submitted.\n" },
    { "release", "ID", "to account", "password-file",
        "ID --to dir:DIR|image:FILE|usb:BUS-PORT --account NAME",
        "Writes an approved transfer to a new or empty folder, into a fresh image, or over the\n"
        "whole of a stick that is registered as an output medium, with MANIFEST.json, its "
        "signature\n"
        "and a receipt. An interrupted release is marked as such (a folder by INCOMPLETE.txt, an\n"
        "image by its name, a stick by an empty first sector): give the same command again.\n" },
    { "media list", "", "", "", "",
        "The register of media: whose they are, who has them, and which should be back by now.\n" },
    { "media register", "MEDIUM", "name owner account", "kind label password-file",
        "MEDIUM --name TEXT --owner TEXT [--kind input|partner|output] [--label C2,I2,A1] "
        "--account NAME",
        "Enters a stick or image into the register, by its serial number or that of its file\n"
        "system. A partner's medium is for bringing in what the policy allows it. With --kind\n"
        "output, the stick in an output port gets this station's mark, and whatever was on it is\n"
        "gone. The label is the highest that may be on it. For administrators.\n" },
    { "media lend", "ID", "to until account", "password-file",
        "ID --to WHO --until YYYY-MM-DD --account NAME",
        "Hands a medium out; `media list` shows when it is overdue. For administrators.\n" },
    { "media return", "ID", "account", "password-file", "ID --account NAME",
        "A medium that was lent is back. For administrators.\n" },
    { "media retire", "ID", "reason account", "password-file", "ID --reason TEXT --account NAME",
        "Takes a medium out of use. It stays in the register. For administrators.\n" },
    { "media history", "ID", "", "", "ID|IDENTITY",
        "All transfers of one medium, and whatever the ledger has about it: each reading, refusal "
        "and\n"
        "session that it broke off. A device that is not registered is named by its identity, as "
        "the\n"
        "ledger and reports have it (usb:VENDOR:PRODUCT:SERIAL, or descriptors:SHA-256).\n" },
    { "login", "", "account", "password-file", "--account NAME [--code CODE]",
        "Shows who one is at this station, what one may do, and when one last logged in. The "
        "answer's\n"
        "session, in a file, can stand for the password with --session FILE where nothing is "
        "approved,\n"
        "released or changed, as long as the station runs and the session is used.\n" },
    { "logout", "", "account session", "", "--account NAME --session FILE", "Ends a session.\n" },
    { "account add", "NAME", "",
        "role office person section from until trained company contract responsible contract-until "
        "new-password-file account password-file",
        "NAME [--role ROLE] [--office OFFICE] [--person PERSON] [--section TEXT] [--from DAY] "
        "[--until DAY] [--trained DAY] [--company TEXT --contract TEXT --responsible TEXT "
        "--contract-until DAY] --account ADMIN",
        "A new account. Roles: submitter, approver, auditor, administrator, witness; offices, and "
        "what\n"
        "those may do, stand in the policy. All accounts of one human being name the same "
        "--person.\n"
        "Days are written 2026-11-30. Of a contractor all four of --company, --contract,\n"
        "--responsible and --contract-until are given. The very first account is an administrator "
        "and\n"
        "needs no --account.\n" },
    { "account list", "", "", "", "", "All accounts and their roles.\n" },
    { "account lock", "NAME", "account", "password-file", "NAME --account ADMIN",
        "Nobody can log in with this account until it is unlocked.\n" },
    { "account unlock", "NAME", "account", "password-file", "NAME --account ADMIN",
        "Ends a lock, and the waiting after wrong passwords.\n" },
    { "account details", "NAME", "account",
        "section from until trained company contract responsible contract-until password-file",
        "NAME [--section TEXT] [--from DAY] [--until DAY] [--trained DAY] [...] --account ADMIN",
        "Replaces section, days, training and contract of an account, as in `account add`. Nobody\n"
        "changes their own.\n" },
    { "account enrol", "", "account", "key password-file",
        "--account NAME [--key NAME] [--code CODE]",
        "Without --code: a new second factor (TOTP) for one's own account, shown once, for an app "
        "or\n"
        "a token. With a code of it: from now on every login wants one. With --key: the security "
        "key\n"
        "(FIDO2) that is plugged in and touched twice, under a name of one's own; who has a "
        "second\n"
        "factor already shows it by --code.\n" },
    { "account reset", "NAME", "account", "password-file", "NAME --account ADMIN",
        "Takes an account's second factors away, codes and security keys; it enrols anew. For\n"
        "administrators.\n" },
    { "account password", "NAME", "account", "new-password-file password-file",
        "NAME [--new-password-file FILE] --account NAME",
        "A new password: everybody for their own account, an administrator for any.\n" },
    { "account roles", "NAME", "account", "role office password-file",
        "NAME [--role ROLE] [--role ROLE] [--office OFFICE] --account ADMIN",
        "Replaces the roles and offices of an account. Nobody changes their own.\n" },
    { "grant list", "", "", "", "",
        "All deputies and exceptions, and which are in force today.\n" },
    { "grant deputy", "NAME", "for office until reason account", "from password-file",
        "NAME --for NAME --office OFFICE [--office OFFICE] [--from DAY] --until DAY --reason TEXT "
        "--account NAME",
        "Asks that an approver may decide in somebody's stead, in these of their offices.\n" },
    { "grant exception", "OFFICE", "label measure until reason account",
        "class zone from password-file",
        "OFFICE|witness --label C2,I2,A1 --measure TEXT --until DAY --reason TEXT [--class C] "
        "[--zone Z] [--from DAY] --account NAME",
        "Asks that another approver may stand for an office of a route, or that it goes without a\n"
        "witness, until that day; --measure is what is done instead. Two people it takes all the "
        "same.\n" },
    { "grant accept", "ID", "account", "deputy-for password-file", "ID --account NAME",
        "Puts a deputy or an exception in force: by who holds an office that the policy names for "
        "it,\n"
        "and has not asked for it.\n" },
    { "grant withdraw", "ID", "account", "reason deputy-for password-file",
        "ID [--reason TEXT] --account NAME", "Ends a deputy or an exception before its day.\n" },
    { "policy check", "FILE", "", "", "FILE",
        "Whether a policy can be used; errors as file:line:column. Needs no station.\n" },
    { "policy propose", "FILE", "reason account", "password-file",
        "FILE|SHA256 --reason TEXT --account ADMIN",
        "Checks a policy and keeps it as a proposal; another person puts it in force. SHA256 names "
        "a\nversion that the station has, to go back to. For administrators.\n" },
    { "policy versions", "", "", "", "", "All versions of the policy, the newest first.\n" },
    { "policy compare", "SHA256", "", "before", "SHA256 [--before SHA256]",
        "What a version changes, line by line: against the policy in force, or another "
        "version.\n" },
    { "policy activate", "SHA256", "account", "instead-of password-file",
        "SHA256 [--instead-of SHA256] --account NAME",
        "Puts a proposed policy in force: by an approver or administrator, never by the person "
        "who\n"
        "proposed it. It is tried by the self-test first. What is being carried ends before; "
        "transfers\nthat wait are decided by the new rules. With --instead-of, only if that "
        "version is the one in force.\n" },
    { "policy withdraw", "SHA256", "account", "password-file", "SHA256 --account ADMIN",
        "Takes a proposal back. For administrators.\n" },
    { "backup verify", "DIR", "", "key", "DIR [--key KEY]",
        "Proves a backup: its ledger, and every file of its settings. Needs no station.\n" },
    { "backup", "", "to account", "password-file", "--to dir:DIR --account ADMIN",
        "A copy of the ledger, accounts, media and policies into a new folder, signed by the "
        "ledger "
        "and\nproved at once. Neither the ledger's key nor anybody's second factor is in it. For "
        "administrators.\n" },
    { "restore", "", "from key", "", "--from DIR --key KEY --state NEWDIR",
        "Proves a backup by the key that was written down when the station was set up (a whole "
        "backup\ncould be somebody else's), and makes a new state folder of it. The record goes to "
        "ledger-before; the "
        "station\nbegins a new ledger that names it, people enrol their second factors anew, and "
        "output media are\nregistered anew.\n" },
    { "clock check", "", "watch account", "password-file",
        "--watch \"YYYY-MM-DD HH:MM\" --account ADMIN",
        "Holds the station's clock against a watch, for the record. For administrators.\n" },
    { "health", "", "", "", "",
        "Engines, room on the disk, clock, ledger and the last self-test.\n" },
    { "ledger verify", "[DIR]", "", "receipt key checkpoint",
        "[DIR] [--key KEY] [--receipt FILE] [--checkpoint FILE]",
        "Proves the whole record from its bytes, without the station.\n" },
    { "ledger show", "[all]", "", "transfer actor kind since until medium zone limit",
        "[all] [--transfer ID] [--actor A] [--kind K] [--medium M] [--zone Z] [--since T] "
        "[--until T] [--limit N]",
        "Entries of the record: the last twenty, or those that fit. With `all`, past the "
        "index.\n" },
    { "ledger export", "", "", "out from to register since until account password-file",
        "--out FILE [--from N --to M] | --register KIND --out DEST [--since T] [--until T] "
        "--account AUDITOR",
        "A range of the record that proves itself. With --register, for auditors: a register as "
        "CSV "
        "and\n"
        "JSON, with the entries that it was made of, proved. KIND is bring-in, take-out, media,\n"
        "transfers, privileged or q0-q4; DEST a folder or a registered stick (usb:BUS-PORT).\n" },
    { "ledger checkpoint", "", "", "", "",
        "The signed checkpoint over the record as it stands, and the key to check it with.\n" },
    { "receipt verify", "FILE", "", "key checkpoint", "FILE [--key KEY]",
        "Whether the entry of a receipt stands in the ledger that signed it.\n" },
    { "receipt", "ID", "", "out qr", "ID [--out FILE] [--qr FILE.svg|terminal]",
        "The receipt of a transfer, as text or as a QR code.\n" },
    { "key rotate", "", "account", "password-file", "--account ADMIN",
        "A new key for the ledger; the old one signs it. For administrators.\n" },
    { "definitions show", "", "", "", "", "The scanners and how old their definitions are.\n" },
    { "definitions import", "MEDIUM", "account", "password-file", "MEDIUM --account ADMIN",
        "New virus definitions (.cvd .cld .ndb …) and YARA rules (.yar). They are tried first: "
        "the\n"
        "engines must load them, they must not be older, and the self-test must pass with them.\n"
        "Those before are kept.\n" },
    { "definitions rollback", "", "account", "password-file", "--account ADMIN",
        "Back to the definitions before the last import.\n" },
    { "selftest", "", "", "", "",
        "Carries built-in bad and good samples the real road. Exit status 3: do not use it.\n" },
};

static std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        auto end = std::min(text.find(' '), text.size());
        if (end > 0)
            parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

static const Command* command_for(const Arguments& arguments, std::size_t first = 0)
{
    auto one = arguments.word(first);
    auto two = one + " " + arguments.word(first + 1);
    const auto* found = std::ranges::find(commands, two, &Command::words);
    if (found == std::end(commands))
        found = std::ranges::find(commands, one, &Command::words);
    return found == std::end(commands) ? nullptr : found;
}

std::vector<std::string> all_options()
{
    std::vector<std::string> all = split(for_all);
    std::ranges::copy(split(for_people), std::back_inserter(all));
    for (const auto& command : commands) {
        for (auto list : { command.needed, command.options })
            for (auto& option : split(list))
                all.push_back(std::move(option));
    }
    return all;
}

static std::string help_hint(const Command& command)
{
    return "`sekisho help " + std::string(command.words) + "` tells more";
}

static Error no_such_command(const Arguments& arguments)
{
    std::string next;
    for (const auto& command : commands) {
        if (split(command.words)[0] == arguments.word(0))
            next += (next.empty() ? "" : ", ") + std::string(command.words);
    }
    if (!next.empty())
        return Error { arguments.word(0) + " wants one word more: " + next };
    return Error { "there is no command \"" + arguments.word(0) + "\"; `sekisho help` lists all" };
}

Result<void> check_words(const Arguments& arguments)
{
    const auto* command = command_for(arguments);
    if (!command)
        return no_such_command(arguments);
    auto own = split(command->words).size();
    auto wanted = own + (command->subject.empty() ? 0 : 1);
    auto is_optional = command->subject.starts_with('[');
    if (!is_optional && wanted > own && arguments.word(own).empty())
        return Error { std::string(command->words) + " needs " + std::string(command->subject)
            + "; " + help_hint(*command) };
    if (arguments.words().size() > wanted)
        return Error { "\"" + arguments.word(wanted) + "\" is one word too many; "
            + help_hint(*command) };
    for (const auto& option : split(command->needed)) {
        if (arguments.option(option).empty())
            return Error { std::string(command->words) + " needs --" + option + "; "
                + help_hint(*command) };
    }
    auto taken = split(for_all);
    for (auto list : { command->needed, command->options })
        std::ranges::copy(split(list), std::back_inserter(taken));
    if (std::ranges::find(taken, "password-file") != taken.end())
        std::ranges::copy(split(for_people), std::back_inserter(taken));
    for (const auto& option : arguments.options()) {
        if (std::ranges::find(taken, option) == taken.end())
            return Error { std::string(command->words) + " takes no --" + option + "; "
                + help_hint(*command) };
    }
    return {};
}

bool wants_help(const Arguments& arguments)
{
    return arguments.words().empty() || arguments.word(0) == "help" || arguments.asks_for_help();
}

std::string help_for(const Arguments& arguments)
{
    if (const auto* command = command_for(arguments, arguments.word(0) == "help" ? 1 : 0)) {
        auto text = "sekisho " + std::string(command->words);
        if (!command->synopsis.empty())
            text += " " + std::string(command->synopsis);
        text += "\n\n" + std::string(command->page);
        if (command->subject == "MEDIUM")
            text += "MEDIUM is usb:BUS-PORT, image:FILE (a raw image of a stick), dir:DIR, or a "
                    "path.\n";
        if (command->needed.find("account") != std::string_view::npos)
            text
                += "The password is asked for, or read from --password-file FILE; who has a second "
                   "factor\nadds --code CODE, or --code key and touches a security key.\n";
        return text;
    }
    std::string text = "sekisho COMMAND [--state DIR] [--policy FILE] [--json FILE|-]\n\n";
    for (const auto& command : commands)
        text += "  " + std::string(command.words)
            + (command.synopsis.empty() ? "" : " " + std::string(command.synopsis)) + "\n";
    return text
        + "\n`sekisho help COMMAND` explains one. MEDIUM is usb:BUS-PORT, image:FILE,\n"
          "dir:DIR or a path.\n"
          "Exit status: 0 done, 1 something was refused or held, 2 wrong usage or configuration,\n"
          "3 an engine or the sandbox failed.\n";
}

}
