// SPDX-License-Identifier: MIT
// One TOML table, read strictly: each key is asked for once with its type and range; what was not
// asked for is an error. Private to this folder; toml++ stays behind it.
#pragma once

#include "policy/language/parse.h"

#include <toml++/toml.h>

#include <functional>
#include <set>

namespace policy::language {

class Problems {
public:
    void add(const toml::source_position&, std::string message);
    bool none() const { return m_list.empty(); }
    std::vector<Problem> in_order() &&;

private:
    std::vector<Problem> m_list;
};

enum class Need { Required, Optional };

class Table {
public:
    // `where`: "[limits]", for messages. All must outlive this.
    Table(const toml::table&, std::string where, Problems&);
    ~Table(); // Reports the keys that nobody asked for.
    Table(const Table&) = delete;

    std::uint32_t line() const { return m_table.source().begin.line; }
    bool has(std::string_view key) const { return m_table.contains(key); }

    // Each leaves `into` alone when the key is missing, and adds a problem when it is wrong.
    template <typename Integer>
    void number(std::string_view key, Integer& into, std::uint64_t least, std::uint64_t most)
    {
        auto value = integer(key, least, most);
        if (value)
            into = static_cast<Integer>(*value);
    }
    void seconds(std::string_view key, std::chrono::milliseconds& into,
        std::chrono::milliseconds most); // Whole or with a fraction.
    void truth(std::string_view key, bool& into);
    // One line of printable text, 1 to `longest` bytes.
    bool text(std::string_view key, std::string& into, Need, std::size_t longest = 200);
    // A word that `accept` knows; its message names `choices`.
    void word(std::string_view key, Need, std::string_view choices,
        const std::function<bool(std::string_view)>& accept);
    // Each element, none twice. Says whether the key is there.
    bool words(std::string_view key, Need, std::string_view choices,
        const std::function<bool(std::string_view)>& accept);
    bool texts(std::string_view key, std::vector<std::string>& into, Need, std::size_t most);
    void codes(std::string_view key, std::vector<int>& into, Need); // Exit codes.
    void label(std::string_view key, Label& into);
    void table(std::string_view key, const std::function<void(Table&)>& read);
    // [[key]]
    void tables(std::string_view key, const std::function<void(Table&)>& read);
    // Every key of this table with its node, for tables whose keys are names.
    void number_of_each(const std::function<void(std::string_view name, std::uint64_t)>& take,
        std::uint64_t least, std::uint64_t most);

    void complain(std::string_view key, std::string message); // At the key's value.

private:
    const toml::node* find(std::string_view key, Need);
    const toml::array* list(std::string_view key, Need, std::size_t most);
    std::optional<std::uint64_t> integer(
        std::string_view key, std::uint64_t least, std::uint64_t most);

    const toml::table& m_table;
    std::string m_where;
    Problems& m_problems;
    std::set<std::string, std::less<>> m_asked;
};

// A name that other places refer to: in rules, on the command line, in the ledger.
bool is_identifier(std::string_view);
inline constexpr auto identifier = "1 to 32 of a-z, 0-9 and -";

void read_office(Table&, Policy&);
void read_people(Table&, const Policy&, PeopleRules&);
void read_rule(Table&, const Policy&, Rule&);
void read_loss_limits(Table&, Rule&); // Once its types and options are known.
void read_approval(Table&, const Policy&, ApprovalRoute&);
void check_rules(const Policy&, Problems&); // Names given twice, rules never reached.

}
