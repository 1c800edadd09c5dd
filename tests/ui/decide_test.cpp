// SPDX-License-Identifier: MIT
// Yes, no, and who may not say it.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QFile>
#include <QLineEdit>

namespace ui_test {

class Decide : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        broker().put("stick/日報.txt", "異常なし\n");
        open({ broker().path("stick") });
    }

    void open_as(const QString& account, const QString& transfer)
    {
        touch("log-in");
        log_in(account);
        wait_for_page("desk");
        touch("go-approve");
        touch("open-" + transfer);
        wait_until("all files are there",
            [this] { return find<QAbstractButton>("review-decide")->isEnabled(); });
        touch("review-decide");
        wait_for_page("decide");
    }
};

TEST_F(Decide, NobodyApprovesWhatTheyBroughtIn)
{
    auto transfer = bring_in("ueda", "自分で承認");
    open_as("ueda", transfer);
    touch("answer-content");
    type("password-anew", password);
    touch("decide-send");
    wait_until("it is refused", [this] { return is_shown("decide-notice"); });
    look("29-decide-refused");
    EXPECT_EQ(
        text("decide-notice-what"), "申請した本人は、別のアカウントや代行でも承認できません。");
    EXPECT_TRUE(is_shown("decide-send")) << "nothing has been decided";
    leave();
}

TEST_F(Decide, TheNextPersonFindsNothingOfTheOneBefore)
{
    bring_in("sato", "佐藤さんの用途");
    wait_until(
        "the stick is found", [this] { return find<QAbstractButton>("begin")->isEnabled(); });
    touch("begin");
    log_in("ueda");
    wait_for_page("request");
    touch("class-document");
    touch("request-next");
    touch("request-next"); // The only zone is chosen.
    EXPECT_EQ(find<QLineEdit>("purpose")->text(), "");
    EXPECT_FALSE(is_shown("purpose-before-佐藤さんの用途"));
    type("purpose", "別の用途");
    touch("request-next");
    EXPECT_FALSE(find<QAbstractButton>("request-next")->isEnabled())
        << "the label is theirs to say";
    for (int i = 0; i < 4; ++i)
        touch("request-back");
    wait_for_page("idle");
}

TEST_F(Decide, NobodyDecidesOnFilesThatCannotBeListed)
{
    auto transfer = bring_in("sato", "一覧のない申請");
    ASSERT_TRUE(QFile::remove(broker().state() + "/transfers/" + transfer + "/files.jsonl"));
    touch("log-in");
    log_in("suzuki");
    wait_for_page("desk");
    touch("go-approve");
    touch("open-" + transfer);
    wait_until("it is told", [this] { return is_shown("review-notice"); });
    EXPECT_FALSE(find<QAbstractButton>("review-decide")->isEnabled());
    leave();
}

TEST_F(Decide, ANoNeedsAReasonAndIsTheEnd)
{
    auto transfer = bring_in("sato", "古い図面");
    open_as("suzuki", transfer);
    touch("answer-no");
    type("password-anew", password);
    EXPECT_FALSE(find<QAbstractButton>("decide-send")->isEnabled());
    type("reason", "版が古いため");
    look("30-decide-no");
    touch("decide-send");
    wait_until("it is decided", [this] { return !is_shown("decide-send"); });
    touch("decide-back");
    wait_for_page("queue");
    wait_until("it waits no more", [&] { return !is_shown("open-" + transfer); });
    leave();
}

}
