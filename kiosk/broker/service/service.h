// SPDX-License-Identifier: MIT
// What desks may ask of the station. Who may do what is decided here and in policy/, never there.
#pragma once

#include "kiosk/broker/api/api.pb.h"
#include "kiosk/broker/run/run.h"
#include "kiosk/broker/service/transfers.h"
#include "kiosk/people/register.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// The exit statuses that scripts rely on.
enum class Outcomes { Done = 0, Held = 1, Usage = 2, Failed = 3 };

struct Reply {
    Outcomes outcome { Outcomes::Failed };
    std::string message;
    std::string json;
    std::string report_path;
};

using Emit = std::function<void(const api::Event&)>;

class Service {
public:
    explicit Service(Station& station)
        : m_station(station)
        , m_transfers(station.folder("transfers"))
    {
    }

    // First of all: transfers that the station's last end cut off in the midst are failed, in their
    // records and in the ledger, and what was half written for them is removed.
    Result<void> clean_up();

    // One request at a time; others wait. Asked to stop, a run or a release ends early.
    Reply serve(const api::Request&, const Emit&, std::stop_token = {});

private:
    Reply sanitize(const api::Sanitize&, const Emit&);
    Reply submit(const api::Credentials&, const api::Submit&, const Emit&);
    Reply status(const std::string& id);
    Reply list();
    Reply approve(const api::Credentials&, const api::Approve&);
    Reply reject(const api::Credentials&, const api::Reject&);
    Reply release(const api::Credentials&, const api::Release&, const Emit&);
    Reply add_account(const api::Credentials&, const api::AddAccount&);
    Reply list_accounts();
    Reply lock_account(const api::Credentials&, const std::string& name);
    Reply self_test(const Emit&);
    Reply definitions();
    Reply ledger(const api::Credentials&, const api::LedgerVerb&);
    Result<std::string> rotate_ledger_key(const api::Credentials&);

    Result<policy::Actor> who(const api::Credentials&);
    Result<std::unique_ptr<people::Register>> people();
    Result<RunResult> run(StoredTransfer&, const std::string& medium, const std::string& zone,
        unsigned threads, const Emit&);
    // A transfer that ends before its time: in its record and, if cancelled, in the ledger.
    Result<Reply> cancel(StoredTransfer&, const char* stage, const Totals&);
    Reply given_up(StoredTransfer&, const Error&);
    Result<std::string> write_report(const StoredTransfer&, const RunResult&);
    Result<void> hand_over(
        const StoredTransfer&, const std::string& destination, bool bench, const Emit&);
    std::int64_t now() const;

    Station& m_station;
    Transfers m_transfers;
    std::mutex m_mutex;
    std::stop_token m_stop; // Of the request in hand.
};

}
