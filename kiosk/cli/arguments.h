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
    // Error. An option may be repeated; `all` gives every value. --help and -h take no value.
    static Result<Arguments> parse(int argc, char** argv, const std::vector<std::string>& known);

    const std::vector<std::string>& words() const { return m_words; }
    std::string word(std::size_t index) const; // Empty if there is none.
    std::string option(const std::string& name, const std::string& otherwise = {}) const;
    std::vector<std::string> all(const std::string& name) const;
    bool has(const std::string& name) const { return m_options.contains(name); }
    std::vector<std::string> options() const; // The names of those that are there.
    bool asks_for_help() const { return m_help == Help::Wanted; }

private:
    enum class Help { NotWanted, Wanted } m_help { Help::NotWanted };
    std::vector<std::string> m_words;
    std::map<std::string, std::vector<std::string>> m_options;
};

}
