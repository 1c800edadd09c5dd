// SPDX-License-Identifier: MIT
// Which entries of the ledger are looked for, and a period of it in a person's words.
#pragma once

#include "kiosk/broker/api/api.pb.h"

#include <QString>

namespace ui {

struct Period { // Moments of the ledger, in UTC; empty: open on that side.
    QString since;
    QString until;

    QString words() const; // "2026-11-01 – 2026-11-30", as the station's days.
};

// "today", "week" (the last seven days), "month" (thirty), "fiscal" (from April on), "all".
Period period_named(const QString& name);
// Of two days, each "2026-11-21" and the last one included; either may be empty. Nothing, if that
// is no period.
std::optional<Period> period_of_days(const QString& first, const QString& last);

struct Narrowing {
    Period period;
    QString kind;
    QString zone;
    QString person; // Or account.
    QString medium;
    QString transfer;

    QString words() const; // Of all of it; empty if nothing is narrowed.
    void put_into(broker::api::LedgerVerb&) const;
};

}
