// SPDX-License-Identifier: MIT
// The words that a policy is written in, and that requests, reports and the ledger repeat.
#pragma once

#include "kiosk/core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace policy {

enum class TransferClass { Document, Mail, Update, Definitions, Outbound, View };

enum class Method {
    Rebuild, // Taken apart and written anew in its own format.
    Flatten, // Pages as images, in a PDF of ours.
    Text, // The text alone.
    Unchanged, // The same bytes, after scanning.
    Verify, // The same bytes, vouched for by a publisher the policy names.
    Refuse,
};

// What a person may do at this station. An Auditor may do nothing else.
enum class Role { Submitter, Approver, Auditor, Administrator, Witness };

// The three axes of the Japanese guideline for local governments, 2(1): 機密性 3/2/1, 完全性 2/1,
// 可用性 2/1. The default is the highest of each: what carries no label is handled as if it did.
struct Label {
    std::uint8_t confidentiality { 3 };
    std::uint8_t integrity { 2 };
    std::uint8_t availability { 2 };

    bool operator==(const Label&) const = default;
};

struct LabelBounds {
    Label least { 1, 1, 1 };
    Label most { 3, 2, 2 };

    bool hold(Label) const; // Each axis within its own bounds.
};

std::string_view word(TransferClass); // "document"
std::string_view word(Method); // "rebuild"
std::string_view word(Role); // "submitter"
std::optional<TransferClass> transfer_class_named(std::string_view);
std::optional<Method> method_named(std::string_view);
std::optional<Role> role_named(std::string_view);

std::string to_text(Label); // "C2,I2,A1"
Result<Label> parse_label(std::string_view); // The same form, nothing looser.
Label highest(Label, Label); // A medium that mixes labels is handled at the highest: 2(2).

}
