// SPDX-License-Identifier: MIT
#include "kiosk/ui/broker/call.h"

#include "kiosk/core/wire/local_socket.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/ui/look/words.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <deque>
#include <mutex>
#include <sys/socket.h>

namespace ui {

using broker::api::Event, broker::api::Request;

static constexpr std::size_t largest_event = 256 << 20;
static constexpr int slice = 15; // Milliseconds that nobody notices.

struct Call::Line {
    std::mutex mutex; // Of all of it, also while `channel` is sent to, replaced or shut down.
    wire::Channel channel;
    bool is_over { false };
    bool is_cancelled { false }; // Before there was a channel.
    std::deque<Event> told; // And not handed on yet.
    bool is_called { false }; // hand_on() is on its way.
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

static void send_cancel(wire::Channel& channel)
{
    Request request;
    request.mutable_cancel();
    static_cast<void>(
        wire::send_message(channel, request, {}, wire::after(std::chrono::seconds(1))));
}

void Call::cancel()
{
    std::lock_guard lock(m_line->mutex);
    if (m_line->channel)
        send_cancel(m_line->channel);
    else
        m_line->is_cancelled = true;
}

// On the thread. This object outlives it (destructor).
void Call::keep(Event event)
{
    std::lock_guard lock(m_line->mutex);
    m_line->told.push_back(std::move(event));
    if (!std::exchange(m_line->is_called, true))
        QMetaObject::invokeMethod(this, [this] { hand_on(); });
}

// Ten thousand files come at once. A person who touches something meanwhile goes before them.
void Call::hand_on()
{
    QPointer<Call> self(this);
    QElapsedTimer clock;
    clock.start();
    while (self && clock.elapsed() < slice) {
        Event event;
        {
            std::lock_guard lock(m_line->mutex);
            if (m_line->told.empty()) {
                m_line->is_called = false;
                return;
            }
            event = std::move(m_line->told.front());
            m_line->told.pop_front();
        }
        hand_on(event);
    }
    if (self)
        QTimer::singleShot(0, this, [this] { hand_on(); });
}

void Call::hand_on(const Event& event)
{
    if (event.has_progress())
        return emit progressed(event.progress());
    if (event.has_file_json())
        return emit file_told(QByteArray::fromStdString(event.file_json()));
    if (event.has_shown())
        return emit page_shown(event.shown());
    Answer answer; // Without a word, there was none.
    if (event.has_finished()) {
        const auto& told = event.finished();
        answer = { true, static_cast<int>(told.exit_status()),
            in_own_language(QString::fromStdString(told.message())),
            QByteArray::fromStdString(told.json()), told.session_is_over() };
    }
    emit finished(answer);
}

// On the thread.
void Call::hear(const Request& request, const std::string& path)
{
    auto connected = wire::connect_to(path);
    if (!connected || !wire::send_message(connected.value(), request))
        return keep({});
    auto other = connected.value().socket().duplicate();
    if (!other)
        return keep({});
    {
        std::lock_guard lock(m_line->mutex);
        if (m_line->is_over)
            return;
        m_line->channel = connected.take();
        if (m_line->is_cancelled)
            send_cancel(m_line->channel);
    }
    wire::Channel heard(other.take());
    for (;;) {
        auto received = wire::receive_trusted<Event>(heard, largest_event);
        auto event = received ? std::move(received.value().message) : Event {};
        bool is_last = event.has_finished() || event.what_case() == Event::WHAT_NOT_SET;
        keep(std::move(event));
        if (is_last)
            return;
    }
}

}
