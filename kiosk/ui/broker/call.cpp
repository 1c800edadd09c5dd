// SPDX-License-Identifier: MIT
#include "kiosk/ui/broker/call.h"

#include "kiosk/core/wire/local_socket.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/ui/look/words.h"

#include <mutex>
#include <sys/socket.h>

namespace ui {

using broker::api::Event, broker::api::Request;

static constexpr std::size_t largest_event = 256 << 20;

struct Call::Line {
    std::mutex mutex; // Held while `channel` is sent to, replaced or shut down.
    wire::Channel channel;
    bool is_over { false };
};

Call::Call(const QString& socket, const Request& request, QObject* parent)
    : QObject(parent)
    , m_line(std::make_shared<Line>())
{
    m_thread = std::thread([this, request, path = socket.toStdString()] { hear(request, path); });
}

Call::~Call()
{
    {
        std::lock_guard lock(m_line->mutex);
        m_line->is_over = true;
        if (m_line->channel)
            shutdown(m_line->channel.socket().get(), SHUT_RDWR); // Wakes the thread.
    }
    m_thread.join();
}

void Call::cancel()
{
    Request request;
    request.mutable_cancel();
    std::lock_guard lock(m_line->mutex);
    if (m_line->channel)
        static_cast<void>(
            wire::send_message(m_line->channel, request, {}, wire::after(std::chrono::seconds(1))));
}

// On the thread. Signals are queued to the thread of this object, which outlives it (destructor).
void Call::hear(const Request& request, const std::string& path)
{
    auto tell = [this](Answer answer) {
        QMetaObject::invokeMethod(this, [this, answer = std::move(answer)]() mutable {
            answer.message = in_own_language(answer.message); // The screen's, by now.
            emit finished(answer);
        });
    };
    auto connected = wire::connect_to(path);
    if (!connected || !wire::send_message(connected.value(), request))
        return tell({});
    auto other = connected.value().socket().duplicate();
    if (!other)
        return tell({});
    {
        std::lock_guard lock(m_line->mutex);
        if (m_line->is_over)
            return;
        m_line->channel = connected.take();
    }
    wire::Channel heard(other.take());
    for (;;) {
        auto received = wire::receive_trusted<Event>(heard, largest_event);
        if (!received)
            return tell({});
        const auto& event = received.value().message;
        if (event.has_progress())
            QMetaObject::invokeMethod(
                this, [this, progress = event.progress()] { emit progressed(progress); });
        else if (event.has_file_json())
            QMetaObject::invokeMethod(
                this, [this, json = QByteArray::fromStdString(event.file_json())] {
                    emit file_told(json);
                });
        else if (event.has_shown())
            QMetaObject::invokeMethod(
                this, [this, page = event.shown()] { emit page_shown(page); });
        else if (event.has_finished()) {
            const auto& told = event.finished();
            return tell({ true, static_cast<int>(told.exit_status()),
                QString::fromStdString(told.message()), QByteArray::fromStdString(told.json()),
                told.session_is_over() });
        }
    }
}

}
