// SPDX-License-Identifier: MIT
// What an entry of the ledger tells, as a sentence: who did what, with what came of it.
#pragma once

#include <QJsonObject>
#include <QString>

namespace ui {

QString story_of(const QJsonObject& entry);

}
