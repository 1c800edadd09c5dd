// SPDX-License-Identifier: MIT
// The ledger's verbs at the broker: anybody at the desk may read; its key is an administrator's.
#include "kiosk/broker/service/service.h"

#include "kiosk/ledger/ask.h"

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
    return wanted;
}

Result<std::string> Service::rotate_ledger_key(const api::Credentials& credentials)
{
    auto actor = TRY(m_people.administrator(credentials));
    TRY(m_station.record(
        { { "type", "admin_key_rotate" }, { "by", actor.account }, { "person", actor.person } }));
    TRY(m_station.ledger().rotate_key());
    return ledger::show_checkpoint(m_station.ledger());
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
        if (request.verb() == "rotate")
            return rotate_ledger_key(credentials);
        return Error { "not a verb of the ledger" };
    }();
    if (!answer)
        return { Outcomes::Held, answer.error().message, "", "" };
    return { Outcomes::Done, "", answer.take(), "" };
}

}
