// SPDX-License-Identifier: MIT
// All that the station has to say about one file: what comes through, what was taken out, what was
// lost, what to do. Words only; of the file itself nothing is here.
#pragma once

#include "kiosk/ui/look/parts.h"

#include <QJsonObject>
#include <QScrollArea>

namespace ui {

class FileDetail : public QScrollArea {
    Q_OBJECT

public:
    FileDetail();
    void tell(const QByteArray& json);
    void clear();

private:
    void add(Rank, const QString&, Mood = Mood::Calm);
    void add_reasons(const QJsonObject& file);
    void add_outputs(const QJsonObject& file);
    void add_removed(const QJsonObject& file);
    void add_account(const QJsonObject& file);
    void add_signatures(const QJsonObject& file);
    void add_seen(const QJsonObject& file);
    void add_parts(const QJsonObject& file);

    QVBoxLayout* m_lines;
};

}
