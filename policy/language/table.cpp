// SPDX-License-Identifier: MIT
#include "policy/language/table.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cmath>

namespace policy::language {

bool is_identifier(std::string_view text)
{
    auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, fits);
}

void Problems::add(const toml::source_position& at, std::string message)
{
    m_list.push_back({ std::max(at.line, 1u), std::max(at.column, 1u), std::move(message) });
}

std::vector<Problem> Problems::in_order() &&
{
    std::ranges::stable_sort(m_list, [](const Problem& a, const Problem& b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return std::move(m_list);
}

static std::string quoted(std::string_view text)
{
    return "\"" + base::escaped(text.substr(0, 80)) + "\"";
}

static std::string range(std::uint64_t least, std::uint64_t most)
{
    return std::to_string(least) + " to " + std::to_string(most);
}

static bool is_line(std::string_view text)
{
    auto points = base::decode_utf8(text);
    return points && std::ranges::none_of(*points, base::is_unsafe);
}

Table::Table(const toml::table& table, std::string where, Problems& problems)
    : m_table(table)
    , m_where(std::move(where))
    , m_problems(problems)
{
}

Table::~Table()
{
    for (const auto& [key, node] : m_table) {
        if (!m_asked.contains(key.str()))
            m_problems.add(
                key.source().begin, "unknown key " + quoted(key.str()) + " in " + m_where);
    }
}

void Table::complain(std::string_view key, std::string message)
{
    auto node = m_table.get(key);
    m_problems.add(node ? node->source().begin : m_table.source().begin, std::move(message));
}

const toml::node* Table::find(std::string_view key, Need need)
{
    m_asked.emplace(key);
    auto node = m_table.get(key);
    if (!node && need == Need::Required)
        m_problems.add(m_table.source().begin, "key " + quoted(key) + " is missing in " + m_where);
    return node;
}

const toml::array* Table::list(std::string_view key, Need need, std::size_t most)
{
    auto node = find(key, need);
    if (!node)
        return nullptr;
    auto array = node->as_array();
    if (!array || array->empty() || array->size() > most) {
        complain(key, quoted(key) + " must be a list of " + range(1, most) + " entries");
        return nullptr;
    }
    return array;
}

std::optional<std::uint64_t> Table::integer(
    std::string_view key, std::uint64_t least, std::uint64_t most)
{
    auto node = find(key, Need::Optional);
    if (!node)
        return std::nullopt;
    auto value = node->as_integer();
    if (!value || value->get() < 0 || static_cast<std::uint64_t>(value->get()) < least
        || static_cast<std::uint64_t>(value->get()) > most) {
        complain(key, quoted(key) + " must be a whole number, " + range(least, most));
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(value->get());
}

void Table::seconds(
    std::string_view key, std::chrono::milliseconds& into, std::chrono::milliseconds most)
{
    auto node = find(key, Need::Optional);
    if (!node)
        return;
    auto value = node->is_number() ? node->value<double>() : std::nullopt;
    auto most_seconds = static_cast<double>(most.count()) / 1000;
    if (!value || !std::isfinite(*value) || *value < 0 || *value > most_seconds) {
        complain(key,
            quoted(key) + " must be a number of seconds, "
                + range(0, static_cast<std::uint64_t>(most.count()) / 1000));
        return;
    }
    into = std::chrono::milliseconds(std::llround(*value * 1000));
}

void Table::truth(std::string_view key, bool& into)
{
    auto node = find(key, Need::Optional);
    if (!node)
        return;
    if (auto value = node->as_boolean())
        into = value->get();
    else
        complain(key, quoted(key) + " must be true or false");
}

bool Table::text(std::string_view key, std::string& into, Need need, std::size_t longest)
{
    auto node = find(key, need);
    if (!node)
        return false;
    auto value = node->as_string();
    if (!value || value->get().empty() || value->get().size() > longest || !is_line(value->get())) {
        complain(key,
            quoted(key) + " must be one line of text, " + range(1, longest)
                + " bytes, without invisible characters");
        return false;
    }
    into = value->get();
    return true;
}

void Table::word(std::string_view key, Need need, std::string_view choices,
    const std::function<bool(std::string_view)>& accept)
{
    auto node = find(key, need);
    if (!node)
        return;
    auto value = node->as_string();
    if (!value || !accept(value->get()))
        complain(key, quoted(key) + " must be " + std::string(choices));
}

bool Table::words(std::string_view key, Need need, std::string_view choices,
    const std::function<bool(std::string_view)>& accept)
{
    auto array = list(key, need, 256);
    if (!array)
        return m_table.contains(key);
    std::set<std::string_view> seen;
    for (const auto& node : *array) {
        auto value = node.as_string();
        if (!value)
            m_problems.add(node.source().begin,
                "each entry of " + quoted(key) + " must be " + std::string(choices));
        else if (!seen.insert(value->get()).second)
            m_problems.add(
                node.source().begin, quoted(value->get()) + " stands twice in " + quoted(key));
        else if (!accept(value->get()))
            m_problems.add(node.source().begin,
                "unknown entry " + quoted(value->get()) + " in " + quoted(key) + ": it must be "
                    + std::string(choices));
    }
    return true;
}

bool Table::texts(std::string_view key, std::vector<std::string>& into, Need need, std::size_t most)
{
    auto array = list(key, need, most);
    if (!array)
        return false;
    into.clear();
    for (const auto& node : *array) {
        auto value = node.as_string();
        if (value && !value->get().empty() && value->get().size() <= 1000 && is_line(value->get()))
            into.push_back(value->get());
        else
            m_problems.add(node.source().begin,
                "each entry of " + quoted(key)
                    + " must be one line of text, 1 to 1000 bytes, without invisible characters");
    }
    return true;
}

void Table::codes(std::string_view key, std::vector<int>& into, Need need)
{
    auto array = list(key, need, 256);
    if (!array)
        return;
    into.clear();
    for (const auto& node : *array) {
        auto value = node.as_integer();
        if (!value || value->get() < 0 || value->get() > 255)
            m_problems.add(node.source().begin,
                "each entry of " + quoted(key) + " must be an exit code, 0 to 255");
        else
            into.push_back(static_cast<int>(value->get()));
    }
}

void Table::label(std::string_view key, Label& into)
{
    auto node = find(key, Need::Optional);
    if (!node)
        return;
    auto value = node->as_string();
    auto parsed = parse_label(value ? std::string_view(value->get()) : "");
    if (parsed)
        into = parsed.value();
    else
        complain(key, quoted(key) + ": " + parsed.error().message);
}

void Table::table(std::string_view key, const std::function<void(Table&)>& read)
{
    auto node = find(key, Need::Optional);
    if (!node)
        return;
    auto inner = node->as_table();
    if (!inner) {
        complain(key, quoted(key) + " must be a table");
        return;
    }
    Table strict(*inner, "[" + std::string(key) + "]", m_problems);
    read(strict);
}

void Table::tables(std::string_view key, const std::function<void(Table&)>& read)
{
    auto node = find(key, Need::Optional);
    if (!node)
        return;
    auto array = node->as_array();
    if (!array || array->size() > 1000 || !array->is_homogeneous(toml::node_type::table)) {
        complain(
            key, quoted(key) + " must be written as at most 1000 [[" + std::string(key) + "]]");
        return;
    }
    for (const auto& inner : *array) {
        Table strict(*inner.as_table(), "[[" + std::string(key) + "]]", m_problems);
        read(strict);
    }
}

void Table::number_of_each(const std::function<void(std::string_view, std::uint64_t)>& take,
    std::uint64_t least, std::uint64_t most)
{
    for (const auto& [key, node] : m_table) {
        if (auto value = integer(key.str(), least, most))
            take(key.str(), *value);
    }
}

}
