// SPDX-License-Identifier: MIT
#include "policy/language/terms.h"

#include <algorithm>
#include <array>

namespace policy {

// Each in the order of its enumeration.
static constexpr std::array<std::string_view, 6> class_words { "document", "mail", "update",
    "definitions", "outbound", "view" };
static constexpr std::array<std::string_view, 6> method_words { "rebuild", "flatten", "text",
    "unchanged", "verify", "refuse" };
static constexpr std::array<std::string_view, 5> role_words { "submitter", "approver", "auditor",
    "administrator", "witness" };

template <typename Enum, std::size_t n>
static std::optional<Enum> named(
    const std::array<std::string_view, n>& words, std::string_view name)
{
    auto found = std::ranges::find(words, name);
    if (found == words.end())
        return std::nullopt;
    return static_cast<Enum>(found - words.begin());
}

std::string_view word(TransferClass transfer_class)
{
    return class_words.at(static_cast<std::size_t>(transfer_class));
}

std::string_view word(Method method)
{
    return method_words.at(static_cast<std::size_t>(method));
}

std::string_view word(Role role)
{
    return role_words.at(static_cast<std::size_t>(role));
}

std::optional<TransferClass> transfer_class_named(std::string_view name)
{
    return named<TransferClass>(class_words, name);
}

std::optional<Method> method_named(std::string_view name)
{
    return named<Method>(method_words, name);
}

std::optional<Role> role_named(std::string_view name)
{
    return named<Role>(role_words, name);
}

bool LabelBounds::hold(Label label) const
{
    auto within = [](std::uint8_t least_value, std::uint8_t value, std::uint8_t most_value) {
        return least_value <= value && value <= most_value;
    };
    return within(least.confidentiality, label.confidentiality, most.confidentiality)
        && within(least.integrity, label.integrity, most.integrity)
        && within(least.availability, label.availability, most.availability);
}

std::string to_text(Label label)
{
    return "C" + std::to_string(label.confidentiality) + ",I" + std::to_string(label.integrity)
        + ",A" + std::to_string(label.availability);
}

Result<Label> parse_label(std::string_view text)
{
    auto digit = [&](std::size_t position, char most) {
        return text[position] >= '1' && text[position] <= most;
    };
    if (text.size() != 8 || text[0] != 'C' || text.substr(2, 2) != ",I" || text.substr(5, 2) != ",A"
        || !digit(1, '3') || !digit(4, '2') || !digit(7, '2'))
        return Error { "a label is written C1..C3,I1..I2,A1..A2, for example \"C2,I2,A1\"" };
    auto value
        = [&](std::size_t position) { return static_cast<std::uint8_t>(text[position] - '0'); };
    return Label { value(1), value(4), value(7) };
}

Label highest(Label a, Label b)
{
    return { std::max(a.confidentiality, b.confidentiality), std::max(a.integrity, b.integrity),
        std::max(a.availability, b.availability) };
}

}
