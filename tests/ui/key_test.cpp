// SPDX-License-Identifier: MIT
// Security keys in front of the window: enrolled, touched to come in and to decide, pulled out.
#include "tests/fakes/authenticator/plugged.h"
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>
#include <optional>

namespace ui_test {

using fakes::Fault;

class Key : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        plug();
        broker().put("stick/日報.txt", "異常なし\n");
        open({ broker().path("stick") }); // Waits for the station.
        broker().sekisho({ "account", "reset", "suzuki" }, "admin");
        broker().sekisho({ "account", "enrol", "--key", "紺色のキー" }, "suzuki");
    }
    void TearDown() override
    {
        Desk::TearDown();
        m_plugged.reset();
    }

    void plug() { m_plugged.emplace(broker().path("devices").toStdString(), m_key); }
    void log_in_by_key()
    {
        wait_for_page("login");
        type("account", "suzuki");
        type("password", password);
        touch("login-key");
    }

    fakes::Authenticator m_key;
    std::optional<fakes::Plugged> m_plugged;
};

TEST_F(Key, IsTouchedToComeIn)
{
    m_key.fault = Fault::NotTouched;
    touch("log-in");
    log_in_by_key();
    wait_until("a finger is asked for", [this] { return is_shown("touch-panel"); });
    look("24-touch");
    EXPECT_EQ(text("touch-what"), "セキュリティキーに触れてください");
    EXPECT_FALSE(is_shown("password"));
    touch("touch-cancel");
    wait_until("it is called off", [this] { return is_shown("login-notice"); });
    EXPECT_EQ(text("login-notice-what"), "取り消しました。");
    EXPECT_FALSE(is_shown("touch-panel"));
    EXPECT_EQ(find<QLineEdit>("account")->text(), "suzuki");
    EXPECT_EQ(m_key.cancels, 1u) << "it blinks no more";

    m_key.fault = Fault::WrongKey;
    log_in_by_key();
    wait_until("it is refused", [this] { return text("login-notice-what").contains("違うか"); });

    m_key.fault = Fault::None;
    log_in_by_key();
    wait_for_page("desk");
    EXPECT_TRUE(is_shown("go-approve"));
    EXPECT_FALSE(is_shown("touch-panel"));
    leave();
}

TEST_F(Key, IsTouchedAnewForEachDecision)
{
    auto transfer = bring_in("sato", "キーで承認");
    touch("log-in");
    log_in_by_key();
    wait_for_page("desk");
    touch("go-approve");
    touch("open-" + transfer);
    wait_until("all files are there",
        [this] { return find<QAbstractButton>("review-decide")->isEnabled(); });
    touch("review-decide");
    wait_for_page("decide");
    touch("answer-content");
    EXPECT_FALSE(is_shown("code-anew")) << "who came in by a key is not asked for a code";
    look("25-decide-by-key");
    type("password-anew", password);
    auto before = m_key.touches.load();
    touch("decide-send");
    wait_until("it is decided", [this] { return page() != "decide" || is_shown("decide-notice"); });
    EXPECT_EQ(m_key.touches, before + 1);
    EXPECT_EQ(count_entries("approval"), 1);
    leave();
}

TEST_F(Key, ThatIsPulledOutLocksTheScreen)
{
    touch("log-in");
    log_in_by_key();
    wait_for_page("desk");
    m_plugged.reset();
    wait_for_page("idle");
    EXPECT_EQ(text("person"), "");
    EXPECT_EQ(m_station->person().session, "");
    EXPECT_TRUE(is_shown("logged-out"));
    plug();
    touch("log-in");
    log_in_by_key();
    wait_for_page("desk");
    leave();
}

TEST_F(Key, IsSetUpTheFirstTimeInPlaceOfCodes)
{
    broker().start_anew("second_factor = \"off\"", "second_factor = \"required\"");
    open({});
    touch("log-in");
    log_in("kato");
    wait_for_page("enrol");
    m_plugged.reset();
    touch("enrol-key");
    wait_until("a key is asked for",
        [this] { return text("touch-what") == "セキュリティキーを差し込んでください"; });
    plug();
    wait_for_page("login");
    type("account", "kato");
    type("password", password);
    touch("login-key");
    wait_for_page("desk");
    EXPECT_TRUE(is_shown("go-review"));
    leave();
    broker().start_anew();
}

TEST_F(Key, IsJoinedByASpareOneOnTheScreen)
{
    touch("log-in");
    log_in_by_key();
    wait_for_page("desk");
    touch("go-own");
    wait_for_page("own");
    touch("own-key");
    wait_for_page("own-form");
    type("key-name", "予備のキー");
    touch("form-next");
    wait_for_page("sign");
    type("password-anew", password);
    touch("sign-send");
    wait_until("the new one is asked for",
        [this] { return text("touch-what") == "新しいキーを差し込んでください"; });
    look("26-new-key");
    fakes::Authenticator spare;
    std::optional<fakes::Plugged> beside;
    beside.emplace(broker().path("devices").toStdString(), spare, "hidraw7");
    wait_until("it counts", [this] { return is_shown("sign-notice") && !is_shown("sign-send"); });
    EXPECT_EQ(spare.touches, 2u);
    touch("sign-back");
    wait_for_page("own");
    wait_until("both are listed", [this] {
        auto labels = m_window->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [](auto* label) {
            return label->isVisible() && label->text() == "紺色のキー\n予備のキー";
        });
    });
    look("27-own-keys");
    leave();
    m_plugged.reset(); // The first one stays at home.
    touch("log-in");
    log_in_by_key();
    wait_for_page("desk");
    EXPECT_EQ(spare.touches, 3u);
    leave();
}

}
