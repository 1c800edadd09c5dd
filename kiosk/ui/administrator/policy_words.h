// SPDX-License-Identifier: MIT
// Versions of the policy in words: what is asked, what is known, and what a change comes to.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

QString words_for_policy_state(const QJsonObject& version);

Form policy_form(const Station&); // From a medium.
Form policy_again_form(); // A version that the station has.
// `version`: proposed again; empty: from a medium.
Deed proposed_policy(const Station&, const QJsonObject& version, const Answers&);
Deed withdrawn_policy(const QJsonObject& version);
// `compared_with`: the policy in force that they saw beside it.
Deed activated_policy(const QJsonObject& version, const QString& compared_with);

}
