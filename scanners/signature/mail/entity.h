// SPDX-License-Identifier: MIT
// As much of a mail's form (RFC 5322, RFC 2045, RFC 2046) as a signature hangs on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signature::mail {

struct Entity {
    std::multimap<std::string, std::string> headers; // Names in lower case; values unfolded.
    std::string_view body;

    std::optional<std::string> only(const std::string& name) const; // None, or several: nothing.
};

std::optional<Entity> read_entity(std::string_view);

struct ContentType {
    std::string type; // "multipart/signed", in lower case.
    std::map<std::string, std::string> parameters; // Names in lower case.
};

std::optional<ContentType> read_content_type(std::string_view);

struct Parts {
    std::vector<std::string_view> parts;
    bool words_behind { false }; // What stands before the first is shown by nobody.
};

// Nothing: it does not end, or a line only begins like its boundary.
std::optional<Parts> split(std::string_view body, const std::string& boundary);

std::string lower(std::string_view);
std::string_view trimmed(std::string_view);

}
