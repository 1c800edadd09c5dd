// SPDX-License-Identifier: MIT
// A call to a broker that takes its time.
#include "kiosk/ui/broker/call.h"

#include "kiosk/core/wire/local_socket.h"
#include "kiosk/core/wire/message.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <sys/socket.h>

using broker::api::Request;

// Listens, and takes in nobody before it is told to.
class SlowBroker {
public:
    SlowBroker()
        : m_socket(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        auto address = wire::address_of(path().toStdString()).value();
        EXPECT_EQ(bind(m_socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(listen(m_socket.get(), 0), 0);
    }
    QString path() const { return m_folder.path() + "/broker.sock"; }
    wire::Channel next() const
    {
        return wire::Channel(
            base::Descriptor(accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC)));
    }

private:
    QTemporaryDir m_folder;
    base::Descriptor m_socket;
};

TEST(Call, ThatIsCancelledBeforeItIsHeardIsCancelledWhenItIs)
{
    int count = 1;
    char name[] = "test";
    char* words[] { name, nullptr };
    QCoreApplication application(count, words);
    SlowBroker broker;
    auto before = wire::connect_to(broker.path().toStdString()); // Fills the queue.
    ASSERT_TRUE(before);
    Request asked;
    asked.mutable_submit()->set_zone("bench");
    ui::Call call(broker.path(), asked, nullptr);
    call.cancel();
    broker.next();
    auto heard = broker.next();
    auto soon = wire::after(std::chrono::seconds(10));
    auto first = wire::receive_trusted<Request>(heard, wire::default_frame_limit, soon);
    ASSERT_TRUE(first);
    EXPECT_TRUE(first.value().message.has_submit());
    auto second = wire::receive_trusted<Request>(heard, wire::default_frame_limit, soon);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_TRUE(second.value().message.has_cancel());
}
