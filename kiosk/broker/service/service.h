// SPDX-License-Identifier: MIT
// What desks may ask of the station. Who may do what is decided here and in policy/, never there.
#pragma once

#include "kiosk/audit/book.h"
#include "kiosk/broker/media/media.h"
#include "kiosk/broker/preview/preview.h"
#include "kiosk/broker/run/run.h"
#include "kiosk/broker/selftest/fitness.h"
#include "kiosk/broker/service/people.h"
#include "kiosk/broker/service/transfers.h"
#include "kiosk/release/client.h"

#include <nlohmann/json_fwd.hpp>
#include <stop_token>

namespace broker {

class Service {
public:
    explicit Service(Station& station)
        : m_station(station)
        , m_transfers(station.folder("transfers"))
        , m_media(station.folder("media"))
        , m_people(station)
    {
    }

    // The self-test that must have passed before anything is carried. Without this, the first
    // carrying request does it, or remembers it.
    void set_fitness(Fitness fitness) { m_fitness = std::move(fitness); }

    // First of all: transfers that the station's last end cut off in the midst are failed, in their
    // records and in the ledger, and what was half written for them is removed.
    Result<void> clean_up();

    // What transfers hold longer than the policy lets them is erased, with its entry in the ledger.
    // At once, or not now because something is being carried.
    Result<void> expire();

    // From any thread. One medium is carried at a time, other questions are answered meanwhile.
    // Asked to stop, a run or a release ends early.
    Reply serve(const api::Request&, const Caller&, const Emit&, const std::stop_token& = {});

private:
    Reply serve_touched(const api::Request&, const Caller&, const Emit&, const std::stop_token&);
    Reply answer(const api::Request&, const Caller&, const Emit&, const std::stop_token&);
    Reply sanitize(const api::Sanitize&, const Emit&, std::stop_token);
    Reply submit(const api::Request&, const Caller&, const Emit&, std::stop_token);
    Reply status(const std::string& id);
    Reply approve(const api::Credentials&, const api::Approve&);
    Reply reject(const api::Request&, const Caller&);
    Reply review(const api::Credentials&, const api::Review&);
    Reply release(const api::Credentials&, const api::Release&, const Emit&, std::stop_token);
    Reply register_medium(const api::Credentials&, const api::RegisterMedium&);
    Reply retire_medium(const api::Credentials&, const api::RetireMedium&);
    Reply lend_medium(const api::Credentials&, const api::LendMedium&);
    Reply return_medium(const api::Credentials&, const std::string& id);
    Reply medium_history(const std::string& id);
    Reply import_definitions(const api::Credentials&, const api::ImportDefinitions&);
    Reply roll_back_definitions(const api::Credentials&);
    Reply propose_policy(const api::Credentials&, const api::ProposePolicy&);
    Reply activate_policy(const api::Credentials&, const api::ActivatePolicy&);
    Reply withdraw_policy(const api::Credentials&, const std::string& sha256);
    Reply compare_policies(const api::ComparePolicies&);
    Reply check_clock(const api::Credentials&, const api::CheckClock&);
    Reply backup(const api::Credentials&, const api::Backup&);
    Reply self_test(const Emit&), verify_ledger(const Emit&);
    Reply list(), list_media(), list_policies(), health(), definitions(), overview();
    Reply look_at(const api::LookAt&);
    Reply files(const api::Files&, const Emit&, const std::stop_token&);
    Reply preview(const api::Request&, const Caller&, const Emit&, const std::stop_token&);
    Result<void> tell_viewed(const policy::Actor&, const api::Preview&, const std::string& path);
    Reply ledger(const api::Credentials&, const api::LedgerVerb&);
    Result<std::string> rotate_ledger_key(const api::Credentials&);
    Reply search_record(const api::Request&, const Caller&);
    Reply show_register(const api::Request&, const Caller&);
    Reply show_figures(const api::Request&, const Caller&);
    Reply sign_off(const api::Credentials&, const api::SignOff&);
    Reply export_register(const api::Request&, const Emit&, std::stop_token);
    Result<audit::Book> read_book(const audit::Period&);
    Result<audit::Table> make_register(const api::ShowRegister&);
    Result<nlohmann::json> checkpoint_shown();
    Result<std::string> export_destination(const std::string& asked, const std::string& id) const;
    Result<nlohmann::json> write_export(
        const policy::Actor&, const api::ExportRegister&, const std::string& id, const Emit&);

    Result<void> check_fit(const Emit&);
    Result<void> settle(StoredTransfer&, const policy::Transfer&);
    nlohmann::json shown(const StoredTransfer&) const;
    Result<nlohmann::json> described(const std::string& address, const intake::Listing&) const;
    struct Load { // What is to be carried, and how.
        std::string medium;
        std::vector<std::string> passwords; // Of files on it.
        unsigned threads { 0 };
        policy::Instead instead { policy::Instead::Nothing }; // Of what would be held.
    };
    Result<bool> expire_transfers();
    Result<void> sweep_stores();
    Result<RunResult> run(StoredTransfer&, const Load&, const Emit&);
    // A transfer that ends before its time: in its record and, if cancelled, in the ledger.
    Result<Reply> cancel(StoredTransfer&, const char* stage, const Totals&);
    Reply given_up(StoredTransfer&, const Error&);
    struct Carried {
        RunResult result;
        std::string report; // A path.
    };
    Result<Carried> carry_medium(StoredTransfer&, const Load&, const Emit&);
    Result<void> finish_check(StoredTransfer&, const RunResult&);
    Result<StoredTransfer> begin_release(
        const api::Release&, const policy::Actor&, const policy::Ground&);
    Result<void> may_go_to(const std::string& destination, policy::Label) const;
    using Releaser = std::optional<policy::Actor>; // None: the road without people.
    Result<void> hand_over(
        StoredTransfer&, const std::string& destination, const Releaser&, const Emit&);

    // With m_carrying held, as all that touches a port. An Error is for the person who stands
    // there.
    Result<std::string> backed_up_settings(const std::string& folder);
    Result<std::string> proposed_text(const api::ProposePolicy&);
    Result<std::string> policy_on(const std::string& address, const std::string& file);
    Result<std::string> identity_before_reading(const std::string& address);
    // Whether the medium may be brought in; its identity, which may be empty.
    Result<std::string> admit(const std::string&, policy::TransferClass, const std::string& seen);
    struct Target { // A registered stick, and what sekisho-release needs for it.
        std::string medium;
        std::string receipt;
        std::function<Result<release::Session>()> next_session;
        std::function<nlohmann::json()> facts;
    };
    Result<RegisteredMedium> output_medium(const intake::Device&, policy::Label);
    Result<Target> target_stick(const std::string& port, policy::Label);
    Result<RegisteredMedium> identified(const std::string& address, RegisteredMedium);
    Result<RegisteredMedium> make_output_medium(const std::string& port, RegisteredMedium);

    Station& m_station;
    Transfers m_transfers;
    MediaRegister m_media;
    People m_people;
    Preview m_preview;
    std::array<std::pair<std::string, std::chrono::nanoseconds>, 2> m_viewed {}; // By side.
    std::optional<Fitness> m_fitness;
    bool m_swept { false }; // Since the start.
    // In this order where more than one is held.
    std::timed_mutex m_carrying; // The workers, the preview, the fitness, the engines.
    std::mutex m_records; // What transfers and media say on disk; never for long.
    std::stop_token m_stop; // Of the request that holds m_carrying.
};

}
