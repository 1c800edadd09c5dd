// SPDX-License-Identifier: MIT
// Who may do what: made, changed, locked and unlocked by an administrator who proves it each time.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QLineEdit>

namespace ui_test {

class Accounts : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        open({});
        touch("log-in");
        log_in("admin");
        wait_for_page("desk");
        touch("go-administer");
        touch("go-accounts");
        wait_until("they are listed", [this] { return is_shown("open-sato"); });
    }

    void TearDown() override
    {
        leave();
        Desk::TearDown();
    }

    void sign(const QString& with = password)
    {
        wait_for_page("sign");
        type("password-anew", with);
        touch("sign-send");
        wait_until("the station has answered",
            [this] { return is_shown("sign-notice") && !is_shown("sign-send"); });
    }

    // Whether they get in; whoever asks is logged in again after that.
    bool gets_in(const QString& account, const QString& with)
    {
        leave();
        touch("log-in");
        log_in(account, with);
        wait_until("in or not", [this] { return page() == "desk" || is_shown("login-notice"); });
        bool in = page() == "desk";
        touch(in ? "leave" : "login-back");
        touch("log-in");
        log_in("admin");
        wait_for_page("desk");
        touch("go-administer");
        touch("go-accounts");
        wait_until("they are listed", [this] { return is_shown("open-sato"); });
        return in;
    }
};

TEST_F(Accounts, AnAccountIsMadeStepByStepAndWorks)
{
    look("50-accounts");
    touch("account-add");
    wait_for_page("account-form");
    EXPECT_FALSE(find<QAbstractButton>("form-next")->isEnabled()) << "nothing is answered yet";
    type("person-name", "山本 花子");
    type("new-account", "yamamoto");
    look("51-account-who");
    touch("form-next");
    touch("role-submitter");
    touch("office-system-staff");
    look("52-account-rights");
    touch("form-next");
    type("section", "水道課");
    type("until", "2099-03-31");
    look("53-account-days");
    touch("form-next");
    look("54-account-contractor");
    touch("form-next");
    type("first-password", "winter tea 44 lamp");
    type("first-password-again", "winter tea 44 lamb");
    look("55-account-password");
    touch("form-next");
    wait_for_page("sign");
    EXPECT_TRUE(text("sign-what").contains("パスワードが一致しません"))
        << text("sign-what").toStdString();
    touch("sign-back");
    wait_for_page("account-form");
    type("first-password-again", "winter tea 44 lamp");
    touch("form-next");
    look("56-account-sign");
    sign();
    look("57-account-made");
    touch("sign-back");
    wait_for_page("accounts");
    wait_until("it is listed", [this] { return is_shown("open-yamamoto"); });
    EXPECT_TRUE(gets_in("yamamoto", "winter tea 44 lamp"));
}

TEST_F(Accounts, AWrongPasswordChangesNothing)
{
    touch("open-kato");
    touch("account-lock");
    wait_for_page("sign");
    EXPECT_FALSE(find<QAbstractButton>("sign-send")->isEnabled()) << "it wants the password anew";
    type("password-anew", "not the password");
    touch("sign-send");
    wait_until("it is refused", [this] { return is_shown("sign-notice"); });
    look("58-account-refused");
    EXPECT_EQ(find<QLineEdit>("password-anew")->text(), "");
    EXPECT_TRUE(is_shown("sign-send"));
    EXPECT_TRUE(gets_in("kato", password));
}

TEST_F(Accounts, WhoIsLockedIsOutUntilUnlocked)
{
    auto changes = count_entries("account_change");
    touch("open-kato");
    look("59-account");
    touch("account-lock");
    sign();
    touch("sign-back");
    wait_for_page("account-one");
    wait_until("it is told", [this] { return is_shown("account-one-notice"); });
    look("60-account-locked");
    EXPECT_FALSE(is_shown("account-lock"));
    EXPECT_FALSE(gets_in("kato", password));
    touch("open-kato");
    touch("account-unlock");
    sign();
    EXPECT_EQ(count_entries("account_change"), changes + 2);
    EXPECT_TRUE(gets_in("kato", password));
}

TEST_F(Accounts, NobodyChangesTheirOwnRoles)
{
    touch("open-admin");
    touch("account-roles");
    wait_for_page("account-form");
    touch("role-submitter");
    touch("form-next");
    wait_for_page("sign");
    type("password-anew", password);
    touch("sign-send");
    wait_until("it is refused", [this] { return is_shown("sign-notice"); });
    EXPECT_EQ(text("sign-notice-what"), "自分の役割は変更できません。");
}

TEST_F(Accounts, RolesAndLastDayAreChanged)
{
    touch("open-ueda");
    touch("account-roles");
    wait_for_page("account-form");
    EXPECT_TRUE(find<QAbstractButton>("role-approver")->isChecked()) << "as it is now";
    touch("role-approver");
    touch("form-next");
    sign();
    touch("sign-back");
    touch("account-details");
    type("until", "2020-01-01");
    touch("form-next");
    touch("form-next");
    sign();
    touch("sign-back");
    wait_until("it has ended", [this] { return is_shown("account-one-notice"); });
    EXPECT_FALSE(gets_in("ueda", password));
    look("61-accounts-one-ended");
}

TEST_F(Accounts, WhatWasTypedIsGoneForTheNextPerson)
{
    touch("account-add");
    type("person-name", "誰か");
    touch("form-back");
    touch("account-add");
    EXPECT_EQ(find<QLineEdit>("person-name")->text(), "");
}

}
