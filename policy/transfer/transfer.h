// SPDX-License-Identifier: MIT
// The life of one transfer, from its submission to its end, and who may do what on the way.
#pragma once

#include "policy/transfer/approval.h"

#include <optional>

namespace policy {

enum class TransferState { Submitted, Checked, Approved, Rejected, Releasing, Released, Failed };

// Up to Release they are people's, the others the station's own.
enum class Action {
    Submit,
    Approve,
    Unlock,
    Witness,
    BreakGlass,
    Reject,
    Release,
    FinishCheck,
    FinishRelease,
    Fail
};

std::string_view word(TransferState); // "submitted"
std::string_view word(Action); // "approve"
std::optional<TransferState> transfer_state_named(std::string_view);

// The table: role × state × action. No entry, no right.
bool is_allowed(Role, TransferState, Action);
bool is_over(TransferState);

struct TransferRecord {
    std::string id;
    TransferState state { TransferState::Submitted };
    Actor submitter;
    TransferClass transfer_class { TransferClass::Document };
    std::string zone;
    Label label;
    std::string purpose;
    std::string manifest; // SHA-256 of the checked content, lower-case hex; empty before Checked.
    std::vector<Approval> approvals;
    std::optional<Actor> rejected_by;
    std::string reason; // Of a rejection or failure.
    struct Review {
        Actor by;
        std::int64_t at { 0 };
        std::string note;
    };
    std::optional<Review> review {}; // Of a glass that was broken.

    const Approval* broken_glass() const; // If it was.
    bool is_red() const { return broken_glass() && !review; } // Somebody must look at it.
};

// Every step that is refused changes nothing.
class Transfer {
public:
    struct Request {
        std::string id;
        TransferClass transfer_class { TransferClass::Document };
        std::string zone;
        Label label;
        std::string purpose; // 用途; required.
    };

    // A transfer that nobody could approve (no route) is not taken in at all.
    static Result<Transfer> submit(const Policy&, const Actor&, const Request&);
    // From the station's own store, which may be old or damaged: what breaks a rule is an error.
    static Result<Transfer> restore(TransferRecord);

    const TransferRecord& record() const { return m_record; }
    TransferState state() const { return m_record.state; }

    // `label`: with what the files say of themselves. It may rise by that, and never falls.
    Result<void> finish_check(std::string manifest, Label = { 1, 1, 1 });
    // `manifest`: the one on the approver's screen. The yes is for that one only. `reason`: why the
    // glass is broken; of no other consent.
    Result<TransferState> approve(const Ground&, const Actor&, std::string_view manifest,
        Consent = Consent::Content, const std::string& reason = {});
    // Of a glass that was broken, by a third person.
    Result<void> review(const Ground&, const Actor&, std::string note);
    // By an approver, or by the submitter who withdraws it.
    Result<void> reject(const Actor&, std::string reason);
    // `manifest`: recomputed from what would now be written. Checks the route again, too: a policy
    // that has become stricter since holds.
    Result<void> release(const Ground&, const Actor&, std::string_view manifest);
    Result<void> finish_release();
    // It came to no end, and the destination says so: what was agreed on still is, and the release
    // may begin anew.
    Result<void> interrupt_release();
    Result<void> fail(const std::string& reason);

private:
    explicit Transfer(TransferRecord record)
        : m_record(std::move(record))
    {
    }
    Result<void> check(const Actor&, Action) const;

    TransferRecord m_record;
};

}
