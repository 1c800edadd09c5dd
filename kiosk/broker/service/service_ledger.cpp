// SPDX-License-Identifier: MIT
// The ledger's verbs at the broker: anybody at the desk may read; its key is an administrator's.
// Whoever audits says who they are, and what they look for is an entry itself.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"
#include "kiosk/ledger/ask.h"
#include "kiosk/ledger/receipt.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static ledger::message::Find wanted_by(const api::LedgerVerb& request)
{
    ledger::message::Find wanted;
    wanted.set_transfer(request.transfer());
    wanted.set_actor(request.actor());
    wanted.set_kind(request.kind());
    wanted.set_since(request.since());
    wanted.set_until(request.until());
    wanted.set_limit(request.limit());
    wanted.set_scan(request.scan());
    wanted.set_medium(request.medium());
    wanted.set_zone(request.zone());
    *wanted.mutable_without() = request.without();
    wanted.set_before(request.before());
    return wanted;
}

// The receipt of what was found in a transfer, short enough for a code.
static Result<std::string> slip_of(ledger::Client& client, const std::string& transfer)
{
    auto text = TRY(ledger::receipt_of(client, transfer, "transfer_manifest"));
    auto proof = TRY(ledger::read_receipt(text));
    auto entry = json::parse(base::text_of(proof.entry), nullptr, false);
    if (!entry.is_object())
        return Error { "the ledger's entry is none" };
    return json {
        { "transfer", transfer }, { "entry", proof.index }, { "when", entry.value("wall", "") },
        { "line", TRY(ledger::compact_receipt(proof)) },
        { "checkpoint", proof.checkpoint.substr(0, proof.checkpoint.find("\n\n")) }
    }.dump();
}

Result<std::string> Service::rotate_ledger_key(const api::Credentials& credentials)
{
    auto actor = TRY(m_people.administrator(credentials));
    TRY(m_station.record(
        { { "type", "admin_key_rotate" }, { "by", actor.account }, { "person", actor.person } }));
    TRY(m_station.ledger().rotate_key());
    return ledger::show_checkpoint(m_station.ledger());
}

static json filter_shown(const api::LedgerVerb& wanted)
{
    json filter = json::object();
    auto tell = [&](const char* key, const std::string& word) {
        if (!word.empty())
            filter[key] = base::cut(base::escaped(word), 200);
    };
    tell("transfer", wanted.transfer());
    tell("actor", wanted.actor());
    tell("kind", wanted.kind());
    tell("since", wanted.since());
    tell("until", wanted.until());
    tell("medium", wanted.medium());
    tell("zone", wanted.zone());
    return filter;
}

// Not each page that is turned: what was looked for is told once.
Reply Service::search_record(const api::Request& asked, const Caller& caller)
{
    constexpr std::uint32_t most = 1000;
    auto request = asked.search_record().wanted();
    auto done = [&]() -> Result<std::string> {
        auto by = TRY(m_people.auditor(asked.who(), caller));
        if (request.before() == 0)
            request.set_before(TRY(m_station.record(
                { { "type", "audit_view" }, { "by", by.account }, { "person", by.person },
                    { "what", "search" }, { "filter", filter_shown(request) } })));
        request.set_limit(std::min(request.limit(), most));
        request.set_scan(false);
        return ledger::show(m_station.ledger(), wanted_by(request));
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "", done.take(), "" };
}

Reply Service::ledger(const api::Credentials& credentials, const api::LedgerVerb& request)
{
    auto& client = m_station.ledger();
    auto answer = [&]() -> Result<std::string> {
        if (request.verb() == "checkpoint")
            return ledger::show_checkpoint(client);
        if (request.verb() == "show")
            return ledger::show(client, wanted_by(request));
        if (request.verb() == "receipt")
            return ledger::receipt_of(client, request.transfer());
        if (request.verb() == "slip")
            return slip_of(client, request.transfer());
        if (request.verb() == "rotate")
            return rotate_ledger_key(credentials);
        return Error { "not a verb of the ledger" };
    }();
    if (!answer)
        return { Outcomes::Held, answer.error().message, "", "" };
    return { Outcomes::Done, "", answer.take(), "" };
}

}
