// SPDX-License-Identifier: MIT
// The twin of a printer, and somebody who reads codes off it or off the screen with a phone.
#pragma once

#include "kiosk/ui/look/printer.h"

#include <QByteArray>
#include <QImage>
#include <atomic>

namespace ui_test {

class PaperTray : public ui::Printer {
public:
    enum class State { NotThere, Good, Jammed };
    bool is_there() override { return m_state != State::NotThere; }
    bool print(const QString& title, const std::function<void(QPainter&)>& draw) override;

    void set_state(State state) { m_state = state; }
    const QByteArray& paper() const { return m_paper; } // A PDF. Not while something is printed.
    const QString& title() const { return m_title; }

private:
    std::atomic<State> m_state { State::NotThere };
    QByteArray m_paper;
    QString m_title;
};

QString code_on(const QImage&); // Empty: there is none that can be read.
// Without spaces, whose width each reader guesses, and digits, which Qt's PDF shows and does not
// tell.
QString words_on(const QByteArray& pdf);
QImage picture_of(const QByteArray& pdf); // As it comes out of a printer of 300 dots an inch.

}
