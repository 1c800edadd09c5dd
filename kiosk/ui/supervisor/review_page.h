// SPDX-License-Identifier: MIT
// One transfer before a supervisor: who, why, where to, and each file with all that the station has
// to say about it.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/files/file_list.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class ReviewPage : public Page {
    Q_OBJECT

public:
    explicit ReviewPage(Station&);
    void open(const QJsonObject& transfer);

signals:
    void decide(const QJsonObject& transfer); // As it was seen, with its manifest's hash.
    void compare(const QString& transfer, int file, const QByteArray& json);
    void back();

protected:
    void say() override;

private:
    Station& m_station;
    QJsonObject m_transfer;
    FileModel m_files;
    Text* m_facts;
    Text* m_said; // By others, so far.
    Notice* m_notice;
    FileList* m_list;
    Button* m_back;
    Button* m_compare;
    Button* m_decide;
    bool m_is_whole { false }; // All files have been told.
};

}
