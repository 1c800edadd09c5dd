// SPDX-License-Identifier: MIT
// Deputies and exceptions in words: what is asked for, what is known, and what a change comes to.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

QString words_for_grant_kind(const QJsonObject& grant);
QString words_for_grant_state(const QJsonObject& grant);
QString words_for_grant(const Station&, const QJsonObject& grant); // In one line.
QString words_for_reach(const QJsonObject& grant); // Which transfers an exception is for.

Form grant_form(const Station&, const QString& kind); // "deputy", "exception"
Deed new_grant(const Station&, const QString& kind, const Answers&);
Form withdrawal_form();
// `change`: "accept", "withdraw". The second one has a form.
Deed grant_change(const Station&, const QString& change, const QJsonObject& grant, const Answers&);

}
