// SPDX-License-Identifier: MIT
// Accounts in words: what is asked of them, what is known, and what a change comes to.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

QString words_for_role(const QString& role);
QString words_for_office(const Station&, const QString& office); // Its title in the policy.
QString roles_and_offices(const Station&, const QStringList& roles, const QStringList& offices);

Form new_account_form(const Station&);
Form account_form(const Station&, const QString& change, const QJsonObject& account);

Deed new_account(const Station&, const Answers&);
// `change`: "roles", "details", "password", "lock", "unlock", "reset". The first three have a form.
// What was typed twice the same, not trimmed; else nothing.
std::string password_in(const Answers&);

// Codes, and each key by its name.
QString second_factors(const QJsonObject& account);

Deed account_change(
    const Station&, const QString& change, const QJsonObject& account, const Answers&);

}
