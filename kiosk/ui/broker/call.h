// SPDX-License-Identifier: MIT
// One request to the broker, asked on a thread of its own: its answers come as signals, in the
// order in which they were sent, on the thread that made the call.
#pragma once

#include "kiosk/broker/api/api.pb.h"

#include <QObject>
#include <atomic>
#include <memory>
#include <thread>

namespace ui {

// What was said last; `reached` is false where no broker answered.
struct Answer {
    bool reached { false };
    int exit_status { 3 }; // As api.proto has it.
    QString message; // For a person, in the language of the screen.
    QByteArray json;
    bool session_is_over { false };

    bool is_done() const { return reached && exit_status == 0; }
};

class Call : public QObject {
    Q_OBJECT

public:
    // Begins at once. `socket`: of the broker, a path.
    Call(const QString& socket, const broker::api::Request&, QObject* parent);
    ~Call() override; // Hangs up: what was begun goes on or ends as the broker does it for that.

    void cancel(); // In good order; `finished` still comes.

signals:
    void progressed(const broker::api::Progress&);
    void file_told(const QByteArray& json);
    void page_shown(const broker::api::ShownPage&);
    void finished(const ui::Answer&);

private:
    struct Line; // The connection, shared with the thread.
    void hear(const broker::api::Request&, const std::string& socket);
    void keep(broker::api::Event);
    void hand_on();
    void hand_on(const broker::api::Event&);

    std::shared_ptr<Line> m_line;
    std::thread m_thread;
};

}
