// SPDX-License-Identifier: MIT
// What is brought in, where to, what for, and how it is to be handled: one question after another.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

#include <QStackedWidget>

namespace ui {

struct Wish { // As api.proto's Submit has it.
    SeenMedium medium;
    QString transfer_class;
    QString zone;
    QString purpose;
    QString label;
    QString held {}; // What comes through of files that would be held: "text", "image".
    QStringList passwords {}; // Of files.
};

class RequestPage : public Page {
    Q_OBJECT

public:
    explicit RequestPage(Station&);
    void begin(const SeenMedium&); // From the first question on.
    const Wish& wish() const { return m_wish; }

signals:
    void done();
    void back();

protected:
    void say() override;

private:
    enum Step { What, Where, WhatFor, How, LastStep = How };

    void go(int step);
    void check();
    QString label() const;
    void remember_purpose();

    Station& m_station;
    Wish m_wish;
    QStackedWidget* m_steps;
    Text* m_place; // "2 / 4"
    Choices* m_classes;
    Choices* m_zones;
    Field* m_purpose;
    Choices* m_purposes; // Those of before.
    Choices* m_confidentiality;
    Choices* m_integrity;
    Choices* m_availability;
    Text* m_axes[3];
    Button* m_back;
    Button* m_next;
    QStringList m_known_purposes; // In this order, the last one first.
    QString m_known_by; // The account whose they are.
};

}
