// SPDX-License-Identifier: MIT
// A station that has nobody yet.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QLineEdit>

namespace ui_test {

class First : public Desk { };

TEST_F(First, AdministratorIsMadeOnTheScreenAndNobodyElseIs)
{
    Broker fresh(Broker::People::None);
    open({}, fresh);
    touch("log-in");
    wait_for_page("first");
    look("70-first");
    EXPECT_FALSE(find<QAbstractButton>("first-send")->isEnabled());
    type("first-account", "tanaka");
    type("first-person", "田中");
    type("first-secret", password);
    type("first-secret-again", "something else 8");
    touch("first-send");
    wait_until("the passwords differ", [this] { return is_shown("first-notice"); });
    EXPECT_EQ(page(), "first");
    auto differ = text("first-notice-what");
    type("first-secret", "password1");
    type("first-secret-again", "password1");
    touch("first-send");
    wait_until("too common",
        [&] { return is_shown("first-notice") && text("first-notice-what") != differ; });
    EXPECT_EQ(page(), "first");
    type("first-secret", password);
    type("first-secret-again", password);
    touch("first-send");
    wait_for_page("login");
    log_in("tanaka");
    wait_until("somebody is there", [this] { return !text("person").isEmpty(); });
    leave();
    wait_until("the station has people",
        [this] { return m_station->overview().value("has_people").toBool(); });
    touch("log-in");
    wait_for_page("login");
    EXPECT_EQ(find<QLineEdit>("account")->text(), "");
}

}
