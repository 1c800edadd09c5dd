// SPDX-License-Identifier: MIT
// Words of a command line: `verb [verb] positional... --option value`.
#pragma once

#include "kiosk/core/base/result.h"

#include <map>
#include <string>
#include <vector>

namespace cli {

class Arguments {
public:
    // `known`: the options that take a value. An unknown option, or one without its value, is an
    // Error. An option may be repeated; `all` gives every value.
    static Result<Arguments> parse(int argc, char** argv, const std::vector<std::string>& known);

    const std::vector<std::string>& words() const { return m_words; }
    std::string word(std::size_t index) const; // Empty if there is none.
    std::string option(const std::string& name, const std::string& otherwise = {}) const;
    std::vector<std::string> all(const std::string& name) const;
    bool has(const std::string& name) const { return m_options.contains(name); }

private:
    std::vector<std::string> m_words;
    std::map<std::string, std::vector<std::string>> m_options;
};

}
