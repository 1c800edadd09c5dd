// SPDX-License-Identifier: MIT
#include "kiosk/cli/arguments.h"

#include <algorithm>

namespace cli {

Result<Arguments> Arguments::parse(int argc, char** argv, const std::vector<std::string>& known)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        std::string word = argv[i];
        if (word == "--help" || word == "-h") {
            arguments.m_help = Help::Wanted;
            continue;
        }
        if (!word.starts_with("--")) {
            arguments.m_words.push_back(std::move(word));
            continue;
        }
        word.erase(0, 2);
        std::string value;
        auto equals = word.find('=');
        bool has_value = equals != std::string::npos;
        if (has_value) {
            value = word.substr(equals + 1);
            word.erase(equals);
        }
        if (std::ranges::find(known, word) == known.end())
            return Error { "there is no option --" + word + "; `sekisho help` lists all" };
        if (!has_value) {
            if (i + 1 >= argc)
                return Error { "--" + word + " needs a value" };
            value = argv[++i];
        }
        arguments.m_options[word].push_back(std::move(value));
    }
    return arguments;
}

std::string Arguments::word(std::size_t index) const
{
    return index < m_words.size() ? m_words[index] : std::string();
}

std::vector<std::string> Arguments::options() const
{
    std::vector<std::string> names;
    for (const auto& [name, values] : m_options)
        names.push_back(name);
    return names;
}

std::string Arguments::option(const std::string& name, const std::string& otherwise) const
{
    auto found = m_options.find(name);
    return found == m_options.end() ? otherwise : found->second.back();
}

std::vector<std::string> Arguments::all(const std::string& name) const
{
    auto found = m_options.find(name);
    return found == m_options.end() ? std::vector<std::string> {} : found->second;
}

}
