// SPDX-License-Identifier: MIT
// The register of media: which sticks may be around, whose they are, which are out of use. One file
// for each in <state>/media, replaced whole and durably.
//
// A medium is known by what it says of itself (a device's serial number, else the serial numbers of
// its file systems). Both can be copied: the register helps people to keep order, and no decision
// about content rests on it. An output medium also has a mark that the station wrote on it.
#pragma once

#include "kiosk/intake/medium.h"
#include "policy/transfer/medium.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace broker {

// "image", "usb", "folder" or "file", by how it was named.
std::string kind_of_medium(const std::string& address);
std::string path_of_medium(const std::string& address); // Of an image, folder or file.

// "usb:0951:1666:SERIAL" (vendor, product; a very long serial number by its SHA-256), else
// "volume:FAT32:1234abcd" with one more for each volume; empty if it says nothing.
std::string identity_of(const intake::Listing&);
std::string identity_of(const intake::Device&); // The same for a stick, before it is read.

enum class MediumKind { Input, Partner, Output };
std::string_view word(MediumKind); // "input"
std::optional<MediumKind> medium_kind_named(std::string_view);

// Handed out, to be back at the end of that day.
struct Loan {
    std::string to;
    std::string until; // "2026-11-30", by the station's clock and time zone.
    std::string by; // The account that handed it out.
    std::int64_t at { 0 };

    bool is_overdue(std::int64_t now) const;
};

// For the ledger and the report.
nlohmann::json to_json(const intake::Device&);

struct RegisteredMedium {
    std::string id; // "M0001": by the order of registration.
    std::string identity;
    std::string name; // As it is called here; an inventory number, say.
    std::string owner; // A section, or a partner.
    MediumKind kind { MediumKind::Input };
    policy::Label label; // The highest that it may carry.
    std::string mark_sha256; // Of an output medium: the hash of what identifies it.
    std::uint64_t entry { 0 }; // Of its registration, in the ledger.
    std::optional<Loan> loan;
    std::string registered_by;
    std::int64_t registered_at { 0 }; // Seconds since 1970 UTC.
    enum class State { InUse, Retired } state { State::InUse };
    std::string retired_by;
    std::int64_t retired_at { 0 };
    std::string reason;
};

class MediaRegister {
public:
    explicit MediaRegister(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    Result<std::vector<RegisteredMedium>> all() const; // By id.
    Result<RegisteredMedium> find(const std::string& id) const;
    // In use under this identity.
    Result<std::optional<RegisteredMedium>> known(const std::string& identity) const;
    // The newest under this identity, in use or not.
    Result<std::optional<RegisteredMedium>> last_known(const std::string& identity) const;
    Result<policy::MediumStanding> standing(const std::string& identity) const;
    Result<void> check_new(const RegisteredMedium&) const; // As add() does.
    // Gives it its id. An Error if one in use has this identity already, or none at all.
    Result<RegisteredMedium> add(RegisteredMedium) const;
    Result<RegisteredMedium> retire(const std::string& id, const std::string& by, std::int64_t at,
        const std::string& reason) const;
    Result<RegisteredMedium> lend(const std::string& id, Loan) const;
    Result<RegisteredMedium> take_back(const std::string& id) const; // As it was while lent.
    Result<void> save(const RegisteredMedium&) const;

private:
    std::string m_folder;
};

}
