// SPDX-License-Identifier: MIT
// Who is there, and who is not.
#include "kiosk/people/totp.h"
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTimer>

namespace ui_test {

class Login : public Desk { };

// As an app does it with what was typed into it.
static base::Bytes from_base32(const QString& text)
{
    base::Bytes bytes;
    unsigned bits = 0;
    unsigned count = 0;
    for (auto letter : text) {
        bits = bits << 5
            | static_cast<unsigned>(QString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").indexOf(letter));
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> count & 0xFF));
        }
    }
    return bytes;
}

TEST_F(Login, AWrongPasswordTellsNothingAndKeepsTheName)
{
    open({});
    touch("log-in");
    log_in("sato", "wrong password");
    wait_until("it is refused", [this] { return is_shown("login-notice"); });
    look("22-login-refused");
    auto told = text("login-notice-what");
    EXPECT_EQ(find<QLineEdit>("account")->text(), "sato");
    EXPECT_EQ(find<QLineEdit>("password")->text(), "");
    log_in("nobody", "wrong password");
    wait_until("it is refused", [this] { return is_shown("login-notice"); });
    EXPECT_EQ(text("login-notice-what"), told) << "names that do not exist are not told apart";
    log_in("kato");
    wait_for_page("desk");
    EXPECT_TRUE(is_shown("go-review"));
    EXPECT_FALSE(is_shown("go-approve"));
    leave();
    EXPECT_EQ(text("person"), "");
}

TEST_F(Login, WhatSomebodyTypedAndLeftIsGone)
{
    open({});
    touch("log-in");
    type("account", "a password in the wrong place");
    type("password", password);
    touch("login-back");
    touch("log-in");
    for (const auto* field : { "account", "password", "code" }) {
        auto* edit = find<QLineEdit>(field);
        edit->undo();
        EXPECT_EQ(edit->text(), "") << field;
    }
}

TEST_F(Login, WhoeverGoesBackIsNotLoggedInBehindTheirBack)
{
    open({});
    auto entries = count_entries("login_ok");
    touch("log-in");
    type("account", "sato");
    type("password", password);
    touch("login-enter");
    touch("login-back"); // The broker is still at the password.
    wait_until("the broker has let them in", [&] { return count_entries("login_ok") > entries; });
    EXPECT_EQ(page(), "idle");
    EXPECT_EQ(text("person"), "");
    EXPECT_EQ(m_station->person().session, "");
}

TEST_F(Login, NobodyStaysWhoTouchesNothing)
{
    open({});
    touch("log-in");
    auto* timer = m_window->findChild<QTimer*>("idle-timer");
    ASSERT_TRUE(timer && timer->isActive()) << "a password may be typed, too";
    log_in("sato");
    wait_for_page("desk");
    ASSERT_TRUE(timer->isActive()) << "though nothing was touched";
    EXPECT_GT(timer->interval(), 60'000);
    timer->start(1);
    wait_for_page("idle");
    EXPECT_EQ(text("person"), "");
    EXPECT_FALSE(timer->isActive());
}

TEST_F(Login, WhoIsLockedMeanwhileIsOutAtOnce)
{
    open({});
    touch("log-in");
    log_in("kato");
    wait_for_page("desk");
    touch("go-registers");
    wait_for_page("registers");
    broker().sekisho({ "account", "lock", "kato" }, "admin");
    wait_for_page("idle"); // Though nobody asks for anything.
    EXPECT_TRUE(is_shown("logged-out"));
    EXPECT_EQ(text("person"), "");
    broker().sekisho({ "account", "unlock", "kato" }, "admin");
}

TEST_F(Login, TheFirstTimeASecondFactorIsSetUp)
{
    broker().start_anew("second_factor = \"off\"", "second_factor = \"required\"");
    open({});
    touch("log-in");
    log_in("suzuki");
    wait_for_page("enrol");
    wait_until("the key is shown", [this] { return !text("enrol-secret").isEmpty(); });
    look("23-enrol");
    auto read = code_on(find<QWidget>("enrol-picture")->grab().toImage());
    EXPECT_TRUE(read.startsWith("otpauth://totp/")) << read.toStdString();
    EXPECT_TRUE(read.contains(text("enrol-secret").remove(' '))) << "the same key";
    auto secret = from_base32(text("enrol-secret").remove(' '));
    ASSERT_EQ(secret.size(), people::totp_secret_bytes);
    auto code_now = [&] {
        auto step = static_cast<std::uint64_t>(std::time(nullptr)) / 30;
        return QString::fromStdString(people::totp_code(secret, step));
    };
    type("enrol-code", "000000");
    touch("enrol-send");
    wait_until("it is refused", [this] { return is_shown("enrol-notice"); });
    auto used = code_now();
    type("enrol-code", used);
    touch("enrol-send");
    wait_for_page("login");
    // A code is taken once: the next one, of the next half minute.
    wait_until(
        "the next code", [&] { return code_now() != used; }, 40);
    type("code", code_now());
    log_in("suzuki");
    wait_for_page("desk");
    EXPECT_TRUE(is_shown("go-approve"));
    leave();
    broker().start_anew();
}

}
