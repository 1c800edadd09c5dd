// SPDX-License-Identifier: MIT
// What keeps the station well, in words: definitions, clock, backup.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

// `name`: "definitions-import", "clock-check", "backup"; "definitions-rollback" has no form.
Form upkeep_form(const Station&, const QString& name);
Deed upkeep(const Station&, const QString& name, const Answers&);

}
