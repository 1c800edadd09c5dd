// SPDX-License-Identifier: MIT
// What everybody may change of their own account.
#include "tests/ui/person.h"

#include <QAbstractButton>

namespace ui_test {

class Own : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        open({});
        enter(password);
    }
    void enter(const QString& with)
    {
        touch("log-in");
        log_in("ueda", with);
        wait_for_page("desk");
        touch("go-own");
        wait_for_page("own");
    }
    void choose_password(const QString& one, const QString& again)
    {
        touch("own-password");
        wait_for_page("own-form");
        type("first-password", one);
        type("first-password-again", again);
        touch("form-next");
        wait_for_page("sign");
    }
    void sign(const QString& with)
    {
        type("password-anew", with);
        touch("sign-send");
        wait_until("the station has answered", [this] { return is_shown("sign-notice"); });
    }
    void back_to_the_account()
    {
        touch("sign-back");
        wait_for_page("own-form");
        touch("form-back");
        wait_for_page("own");
    }
};

TEST_F(Own, PasswordIsChangedByTheOldOneAndGoesByTheRules)
{
    look("70-own");
    auto changes = count_entries("account_change");
    touch("own-password");
    wait_for_page("own-form");
    look("71-own-password");
    touch("form-back");
    for (auto [tried, why] : { std::pair("password123", "推測されやすい"), { "short", "8文字以上" },
             { "ueda-no-himitsu", "アカウント名" }, { password, "今のものと同じ" } }) {
        choose_password(tried, tried);
        sign(password);
        EXPECT_TRUE(text("sign-notice-what").contains(why))
            << text("sign-notice-what").toStdString();
        back_to_the_account();
    }
    choose_password("winter tea 44 lamp", "winter tea 44 lamb");
    EXPECT_FALSE(find<QAbstractButton>("sign-send")->isEnabled()) << "not the same twice";
    back_to_the_account();
    choose_password("winter tea 44 lamp", "winter tea 44 lamp");
    sign("not the old one");
    look("72-own-refused");
    EXPECT_TRUE(is_shown("sign-send"));
    sign(password);
    wait_until("it is changed", [this] { return !is_shown("sign-send"); });
    look("73-own-changed");
    EXPECT_EQ(count_entries("account_change"), changes + 1);
    touch("sign-back");
    wait_for_page("own"); // They go on in their session.
    leave();
    touch("log-in");
    log_in("ueda");
    wait_until("the old one is refused", [this] { return is_shown("login-notice"); });
    touch("login-back");
    enter("winter tea 44 lamp");
    leave();
    broker().sekisho(
        { "account", "password", "ueda", "--new-password-file", broker().path("password") },
        "admin");
}

TEST_F(Own, AccountShowsNobodyElse)
{
    wait_until("it is told", [this] { return is_shown("own-password"); });
    EXPECT_FALSE(is_shown("account-lock"));
    EXPECT_EQ(text("own-title"), "自分のアカウント");
    leave();
}

}
