// SPDX-License-Identifier: MIT
#include "policy/language/people_rules.h"

#include <algorithm>

namespace policy {

const Office* office_named(std::span<const Office> offices, std::string_view name)
{
    auto found = std::ranges::find(offices, name, &Office::name);
    return found == offices.end() ? nullptr : &*found;
}

std::vector<Role> powers_of(std::span<const Office> offices, const std::vector<Role>& given,
    const std::vector<std::string>& held)
{
    auto powers = given;
    for (const auto& name : held) {
        if (const auto* office = office_named(offices, name))
            powers.insert(powers.end(), office->powers.begin(), office->powers.end());
    }
    std::ranges::sort(powers);
    powers.erase(std::unique(powers.begin(), powers.end()), powers.end());
    return powers;
}

}
