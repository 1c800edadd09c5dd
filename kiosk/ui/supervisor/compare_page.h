// SPDX-License-Identifier: MIT
// A file as it was brought, beside what comes through of it, page by page: pictures and words that
// the station made in its sandboxes.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/files/sheet.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

#include <QProgressBar>

namespace ui {

class ComparePage : public Page {
    Q_OBJECT

public:
    explicit ComparePage(Station&);
    // `file`: its number on the medium, and what the station says of it.
    void open(const QString& transfer, int file, const QByteArray& json);
    void left() override;

signals:
    void back();

protected:
    void say() override;

private:
    enum class Standing { Nothing, Asked, Shown, Refused };
    struct Half {
        broker::api::Side side;
        QWidget* all;
        Text* head;
        QProgressBar* bar;
        Notice* notice;
        Sheet* sheet;
        Standing standing { Standing::Nothing };
        quint64 pages { 0 };
        QString no; // Why it is not shown.
    };
    Half make_half(broker::api::Side, const QString& name);
    void ask_for_all();
    void ask_for(Half&);
    void arrange();
    void turn_to(quint64 page);
    quint64 pages() const { return std::max(m_before.pages, m_after.pages); }

    Station& m_station;
    QString m_transfer;
    int m_file { 0 };
    QString m_path;
    bool m_has_copy { false };
    quint64 m_page { 0 };
    Choices* m_which;
    Half m_before;
    Half m_after;
    Button* m_back;
    Button* m_former;
    Text* m_number;
    Button* m_next;
};

}
