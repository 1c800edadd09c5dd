// SPDX-License-Identifier: MIT
// The key on paper of what the station keeps: shown once, or typed where the machine's security
// chip does not open it. image/data asks; nothing else of the station is there.
#pragma once

#include "kiosk/core/wire/channel.h"
#include "kiosk/ui/look/page.h"

#include <QSocketNotifier>
#include <memory>

namespace ui {

class RecoveryPage : public Page {
    Q_OBJECT

public:
    explicit RecoveryPage(const QString& socket);
    void listen(); // Again, if nobody asks yet.
    void end();

signals:
    void asked(); // Now somebody has to look at this.

protected:
    void say() override;

private:
    enum class Asked { Nothing, Noted, Key, KeyAgain };

    void hear();
    void hang_up();
    void answer();
    QString answer_of(const QString& typed) const; // Empty: not yet.

    QString m_socket;
    wire::Channel m_channel;
    std::unique_ptr<QSocketNotifier> m_heard;
    Asked m_asked { Asked::Nothing };
    QString m_shown; // The key.
    Text* m_how;
    Text* m_key;
    Notice* m_notice;
    Field* m_field;
    Button* m_send;
};

}
