// SPDX-License-Identifier: MIT
// A copy of ledger and settings that proves itself: settings.json lists every file of the settings
// by its SHA-256, an entry of the ledger has the SHA-256 of settings.json, and its receipt and the
// whole ledger lie beside it. No secret is in it: neither the ledger's key nor anybody's second
// factor; of passwords, their hashes.
//
//   settings.json, settings/{people,media,policies}/…, ledger/…, receipt
#pragma once

#include "kiosk/core/base/result.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace ledger {

// A new folder, or one without anything in it; it says that it is not finished until it is.
Result<void> begin_backup(const std::string& folder);
Result<void> finish_backup(const std::string& folder);

// Of <state>/NAME, the files that are there, into the folder's settings.
Result<void> copy_setting(
    const std::string& state, const std::string& name, const std::string& folder);
// What is in the settings by now, as settings.json, which is written.
Result<std::string> seal_settings(const std::string& folder, nlohmann::json facts);
// Nobody may write the ledger meanwhile.
Result<void> copy_ledger(const std::string& state, const std::string& folder);
Result<void> put_receipt(const std::string& folder, const std::string& text);

struct ProvedBackup {
    std::uint64_t entries { 0 };
    std::string origin;
    std::string root;
    std::string settings_sha256;
    std::string made; // UTC.
};

// Everything is read and proved anew. `key`: the ledger's first verifier key, as it was written
// down; without it the copy's own is believed.
Result<ProvedBackup> check_backup(const std::string& folder, const std::string& key);

// What holds, into a state folder with nothing in it. The record becomes <state>/ledger-before: the
// station begins a new ledger, whose first words are of this one (restored.json).
Result<ProvedBackup> restore_backup(
    const std::string& folder, const std::string& key, const std::string& state);

inline constexpr auto restored_name = "restored.json";

}
