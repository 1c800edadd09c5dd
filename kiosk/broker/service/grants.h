// SPDX-License-Identifier: MIT
// Deputies and exceptions on disk: one file, replaced whole. A file that is damaged is an Error, so
// that nothing is decided.
#pragma once

#include "policy/transfer/grant.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

class Grants {
public:
    explicit Grants(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    Result<std::vector<policy::Grant>> all() const;
    Result<policy::Grant> add(policy::Grant) const; // With its id, "G0001".
    Result<policy::Grant> find(const std::string& id) const;
    Result<void> replace(const policy::Grant&) const; // The one with this id.

private:
    Result<void> save(const std::vector<policy::Grant>&) const;

    std::string m_folder;
};

nlohmann::json to_json(const policy::Grant&);

}
