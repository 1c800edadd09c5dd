// SPDX-License-Identifier: MIT
// Media in words: what is asked of them, what is known, and what a change comes to.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

QString words_for_medium_kind(const QString& kind);
QString words_for_medium_state(const QJsonObject& medium);
QString words_for_port(const Station&, const QString& medium);

Form new_medium_form(const Station&);
Form medium_form(const QString& change);

Deed new_medium(const Station&, const Answers&);
// `change`: "lend", "return", "retire". Only "return" has no form.
Deed medium_change(const QString& change, const QJsonObject& medium, const Answers&);

QList<Question> label_questions();
std::string label_in(const Answers&);

}
