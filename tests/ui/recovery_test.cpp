// SPDX-License-Identifier: MIT
// What the station keeps is locked, or has just been: image/data asks for the key on paper.
#include "tests/ui/person.h"

#include "kiosk/core/wire/local_socket.h"

#include <QAbstractButton>
#include <QFile>
#include <QLineEdit>
#include <sys/socket.h>
#include <unistd.h>

namespace ui_test {

static constexpr auto key = "123456-234567-345678-456789-567890-678901-789012-890123";

class Recovery : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        open({});
        broker().stop();
        m_path = broker().state().toStdString() + "/disk.sock";
        auto address = wire::address_of(m_path).value();
        m_listening
            = base::Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        ASSERT_EQ(
            bind(m_listening.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        ASSERT_EQ(listen(m_listening.get(), 4), 0);
    }
    void TearDown() override
    {
        unlink(m_path.c_str());
        QFile::remove(broker().state() + "/fault");
        broker().start();
        Desk::TearDown();
    }

    // As image/data does, for one answer.
    void say(const char* fault, const std::string& said)
    {
        broker().put("state/fault", fault);
        m_station->look();
        wait_until("the screen comes", [&] {
            m_desk = wire::Channel(base::Descriptor(accept(m_listening.get(), nullptr, nullptr)));
            return bool(m_desk);
        });
        ASSERT_TRUE(m_desk.send(base::view_of(said)));
    }
    std::string answer()
    {
        auto heard = m_desk.receive(64, 0, wire::after(std::chrono::seconds(10)));
        const auto* frame = std::get_if<wire::Frame>(&heard);
        return frame ? std::string(base::text_of(frame->bytes)) : "nothing";
    }

    std::string m_path;
    base::Descriptor m_listening;
    wire::Channel m_desk;
};

TEST_F(Recovery, TheKeyIsShownUntilSomebodyHasItOnPaper)
{
    say("data-key\n", std::string("show ") + key);
    wait_until("it is shown", [this] { return page() == "recovery"; });
    EXPECT_EQ(text("recovery-key"), "123456 234567 345678 456789\n567890 678901 789012 890123");
    EXPECT_FALSE(is_shown("gone"));
    EXPECT_FALSE(is_shown("log-in")) << "in place of all else";
    look("80-recovery-key");
    EXPECT_FALSE(find<QAbstractButton>("recovery-send")->isEnabled());
    type("recovery-field", "123456");
    EXPECT_FALSE(find<QAbstractButton>("recovery-send")->isEnabled()) << "not its last six";
    type("recovery-field", "890123");
    touch("recovery-send");
    EXPECT_EQ(answer(), "noted");
    ASSERT_TRUE(QFile::remove(broker().state() + "/fault"));
    m_station->look();
    wait_until("it is gone", [this] { return page() != "recovery"; });
    EXPECT_TRUE(is_shown("log-in"));
    EXPECT_EQ(m_window->findChild<QLabel*>("recovery-key")->text(), "") << "nothing is left of it";
}

TEST_F(Recovery, TheKeyIsTypedWhereTheChipDoesNotOpenIt)
{
    say("data-locked\n", "enter");
    wait_until("it is asked for", [this] { return page() == "recovery"; });
    EXPECT_FALSE(is_shown("recovery-key"));
    EXPECT_FALSE(is_shown("recovery-notice"));
    look("81-recovery-locked");
    type("recovery-field", "123456-234567");
    EXPECT_FALSE(find<QAbstractButton>("recovery-send")->isEnabled());
    type("recovery-field", "１23456 234567 345678 456789 567890 678901 789012 890123");
    touch("recovery-send");
    EXPECT_EQ(answer(), key);
    say("data-locked\n", "enter-again");
    wait_until("it was another's", [this] { return is_shown("recovery-notice"); });
    EXPECT_EQ(find<QLineEdit>("recovery-field")->text(), "");
    look("82-recovery-wrong");
}

TEST_F(Recovery, NonsenseIsNotShown)
{
    say("data-key\n", "show 12");
    EXPECT_EQ(answer(), "nothing") << "it hangs up";
    EXPECT_NE(page(), "recovery");
}

TEST_F(Recovery, AMachineWithoutAChipIsTold)
{
    broker().put("state/fault", "data-no-chip\n");
    m_station->look();
    wait_until("it is told", [this] { return is_shown("gone"); });
    EXPECT_EQ(text("gone-what"), "この装置で使えるセキュリティチップ（TPM）がありません");
    look("83-no-chip");
}

}
