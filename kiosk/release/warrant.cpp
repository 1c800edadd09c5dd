// SPDX-License-Identifier: MIT
#include "kiosk/release/warrant.h"

#include "kiosk/ledger/proof.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace release {

using nlohmann::json;

static Result<json> entry_of(const std::string& receipt, const ledger::Keyring& keys,
    const std::string& type, const std::string& number, const char* key = "transfer")
{
    auto text = TRY(ledger::check_proof(TRY(ledger::parse_proof(receipt)), keys));
    auto entry = json::parse(text, nullptr, false);
    if (!entry.is_object() || entry.value("type", "") != type || entry.value(key, "") != number)
        return Error { "a receipt for something else than a " + type + " of this transfer" };
    return entry;
}

// Registers are not a medium's content: no second person agrees to them, but the ledger says who
// takes them, and exactly these.
static Result<void> check_export(
    const Warrant& warrant, const ledger::Keyring& keys, const std::string& manifest_sha256)
{
    auto entry
        = TRY(entry_of(warrant.manifest, keys, "export_manifest", warrant.transfer, "export"));
    if (entry.value("manifest_sha256", "") != manifest_sha256)
        return Error { "the content is not what the ledger says is exported" };
    if (entry.value("person", "").empty())
        return Error { "nobody is named who exports this" };
    return {};
}

Result<void> check_warrant(
    const Warrant& warrant, const ledger::Keyring& keys, const std::string& manifest_sha256)
{
    if (warrant.mode == Mode::Export)
        return check_export(warrant, keys, manifest_sha256);
    auto submission = TRY(entry_of(warrant.submission, keys, "transfer_submit", warrant.transfer));
    auto manifest = TRY(entry_of(warrant.manifest, keys, "transfer_manifest", warrant.transfer));
    if (manifest.value("manifest_sha256", "") != manifest_sha256)
        return Error { "the content is not the one that was checked" };

    auto is_bench = submission.value("mode", "") == "bench";
    if (warrant.mode == Mode::Bench)
        return is_bench ? Result<void> {} : Error { "this transfer needs a second person" };
    if (is_bench || warrant.approvals.empty())
        return Error { "nobody has approved this transfer" };
    auto submitter = submission.value("submitter_person", "");
    if (submitter.empty())
        return Error { "nobody is named as submitter" };
    for (const auto& receipt : warrant.approvals) {
        auto approval = TRY(entry_of(receipt, keys, "approval", warrant.transfer));
        auto approver = approval.value("approver_person", "");
        if (approver.empty() || approver == submitter
            || approval.value("approver_deputy_for", "") == submitter)
            return Error { "an approval by the person who submitted" };
        if (approval.value("manifest_sha256", "") != manifest_sha256)
            return Error { "an approval of another content" };
    }
    return {};
}

Result<base::Digest> mark_of_medium(const std::string& receipt, const ledger::Keyring& keys)
{
    auto text = TRY(ledger::check_proof(TRY(ledger::parse_proof(receipt)), keys));
    auto entry = json::parse(text, nullptr, false);
    if (!entry.is_object() || entry.value("type", "") != "media_change"
        || entry.value("change", "") != "register" || entry.value("kind", "") != "output")
        return Error { "a receipt for something else than an output medium" };
    auto bytes = base::from_hex(entry.value("mark_sha256", ""));
    base::Digest mark {};
    if (!bytes || bytes.value().size() != mark.size())
        return Error { "an output medium without a mark" };
    std::ranges::copy(bytes.value(), mark.begin());
    return mark;
}

}
