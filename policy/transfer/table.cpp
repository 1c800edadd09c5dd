// SPDX-License-Identifier: MIT
// Who may do what when, on one page.
#include "policy/transfer/transfer.h"

#include <algorithm>
#include <array>

namespace policy {

struct Right {
    Role role;
    TransferState state;
    Action action;
};

// Auditors and administrators do not appear: they have no part in any transfer. Submit begins a
// transfer; it stands under the state in which one begins.
static constexpr Right rights[] {
    { Role::Submitter, TransferState::Submitted, Action::Submit },
    { Role::Submitter, TransferState::Submitted, Action::Reject }, // Withdraws their own.
    { Role::Submitter, TransferState::Checked, Action::Reject },
    { Role::Submitter, TransferState::Approved, Action::Reject },
    { Role::Submitter, TransferState::Approved, Action::Release },
    { Role::Approver, TransferState::Checked, Action::Approve },
    { Role::Approver, TransferState::Checked, Action::Unlock },
    { Role::Approver, TransferState::Checked, Action::BreakGlass },
    { Role::Witness, TransferState::Checked, Action::Witness },
    { Role::Approver, TransferState::Approved, Action::Unlock }, // One that has run out.
    { Role::Approver, TransferState::Checked, Action::Reject },
    { Role::Approver, TransferState::Approved, Action::Reject }, // Second thoughts.
    { Role::Approver, TransferState::Approved, Action::Release },
};

static constexpr std::array<std::string_view, 7> state_words { "submitted", "checked", "approved",
    "rejected", "releasing", "released", "failed" };
static constexpr std::array<std::string_view, 10> action_words { "submit", "approve", "unlock",
    "witness", "break-glass", "reject", "release", "finish-check", "finish-release", "fail" };

std::string_view word(TransferState state)
{
    return state_words.at(static_cast<std::size_t>(state));
}

std::string_view word(Action action)
{
    return action_words.at(static_cast<std::size_t>(action));
}

std::optional<TransferState> transfer_state_named(std::string_view name)
{
    auto found = std::ranges::find(state_words, name);
    if (found == state_words.end())
        return std::nullopt;
    return static_cast<TransferState>(found - state_words.begin());
}

bool is_allowed(Role role, TransferState state, Action action)
{
    return std::ranges::any_of(rights, [&](const Right& right) {
        return right.role == role && right.state == state && right.action == action;
    });
}

bool is_over(TransferState state)
{
    switch (state) {
    case TransferState::Submitted:
    case TransferState::Checked:
    case TransferState::Approved:
    case TransferState::Releasing: return false;
    case TransferState::Rejected:
    case TransferState::Released:
    case TransferState::Failed: return true;
    }
    return true;
}

}
