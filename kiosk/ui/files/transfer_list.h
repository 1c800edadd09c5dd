// SPDX-License-Identifier: MIT
// Transfers as `List` tells them, the one that waits longest first. A touch chooses one.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/parts.h"

#include <QJsonArray>
#include <QPointer>

namespace ui {

QString words_for_state(const QString& state);
QDateTime submitted_at(const QString& transfer); // From its number.
QString words_for_class(const QString& transfer_class);
QString words_for_label(const QString& label); // "C2,I2,A1"

class TransferList : public QWidget {
    Q_OBJECT

public:
    explicit TransferList(Station&);
    // Asks the broker anew, and shows those that `wanted` takes.
    void load(std::function<bool(const QJsonObject&)> wanted);
    void say();

signals:
    void chosen(const QJsonObject& transfer);

private:
    Station& m_station;
    QJsonArray m_transfers;
    Text* m_empty;
    QVBoxLayout* m_rows;
    bool m_is_loaded { false };
    QString m_failure;
    QPointer<Call> m_call;
};

}
