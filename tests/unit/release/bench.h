// SPDX-License-Identifier: MIT
// A station's folder as sekisho-release finds it: a ledger with a submitted, checked and approved
// transfer, and a store of finished files.
#pragma once

#include "kiosk/ledger/log.h"
#include "kiosk/release/client.h"
#include "kiosk/release/content.h"

#include <filesystem>
#include <map>

class Bench {
public:
    Bench();
    ~Bench();

    using Files = std::map<std::string, std::string>; // Path -> content.
    static Files some_files();

    // Puts the files into the store and makes their manifest.
    void fill(const Files&);
    // The receipt of an entry like this one.
    std::string receipt(nlohmann::json entry);
    std::string submission(const char* mode = "people", const char* person = "Sato");
    std::string manifest_entry();
    std::string approval(const char* person = "Suzuki");
    release::Papers papers() const { return { manifest, "signature\n", "receipt\n" }; }
    release::Order order(const std::string& destination);
    Result<release::Released> carry_out(const release::Order&);

    base::Descriptor open_folder(const std::string& name) const;
    std::string path(const std::string& name) const { return (folder / name).string(); }
    static Files files_in(const std::filesystem::path&);

    std::filesystem::path folder;
    std::string state; // folder/state
    std::string transfer = "20261121-093000-4f2a9c01";
    std::string manifest;
    std::string manifest_sha256;
    base::SystemClock clock;
    std::unique_ptr<ledger::Log> log;
};
