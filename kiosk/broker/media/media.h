// SPDX-License-Identifier: MIT
// The register of media: which sticks may be around, whose they are, which are out of use. One file
// for each in <state>/media, replaced whole and durably.
//
// A medium is known by what it says of itself (a device's serial number, else the serial numbers of
// its file systems). Both can be copied: the register helps people to keep order, and no decision
// about content rests on it.
#pragma once

#include "kiosk/intake/medium.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace broker {

// "image", "usb", "folder" or "file", by how it was named.
std::string kind_of_medium(const std::string& address);

// "usb:0951:1666:SERIAL" (vendor, product), else "volume:FAT32:1234abcd" with one more for each
// volume; empty if it says nothing.
std::string identity_of(const intake::Listing&);

// For the ledger and the report.
nlohmann::json to_json(const intake::Device&);

struct RegisteredMedium {
    std::string id; // "M0001": by the order of registration.
    std::string identity;
    std::string name; // As it is called here; an inventory number, say.
    std::string owner;
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
    // Gives it its id. An Error if one in use has this identity already, or none at all.
    Result<RegisteredMedium> add(RegisteredMedium) const;
    Result<RegisteredMedium> retire(const std::string& id, const std::string& by, std::int64_t at,
        const std::string& reason) const;

private:
    Result<void> save(const RegisteredMedium&) const;

    std::string m_folder;
};

}
