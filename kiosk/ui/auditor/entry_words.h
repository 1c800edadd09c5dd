// SPDX-License-Identifier: MIT
// Kinds of entries of the ledger, in words.
#pragma once

#include <QJsonObject>
#include <QString>

namespace ui {

QString words_for_entry(const QString& type);
QString actor_of(const QJsonObject& entry); // Who did it; empty: the station itself.

}
