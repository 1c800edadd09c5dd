// SPDX-License-Identifier: MIT
// Everything can be written without a keyboard.
#include "kiosk/ui/look/keyboard.h"
#include "tests/ui/person.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace ui_test {

class Keys : public Desk {
protected:
    // By touching the field and then its keys.
    void write(const QString& field, const QStringList& keys)
    {
        QTest::mouseClick(find<QLineEdit>(field), Qt::LeftButton);
        for (const auto& key : keys)
            touch(key);
    }

    static QStringList keys_for(const QString& text)
    {
        QStringList keys;
        for (auto letter : text)
            keys << (letter == ' ' ? QString("key-space") : QString("key-") + letter);
        return keys;
    }
};

TEST_F(Keys, WriteNamePasswordAndPurpose)
{
    broker().put("stick/日報.txt", "異常なし\n");
    open({ broker().path("stick") });
    wait_until(
        "the stick is found", [this] { return find<QAbstractButton>("begin")->isEnabled(); });
    touch("begin");
    wait_for_page("login");
    EXPECT_FALSE(is_shown("keyboard")) << "nobody asked for it";
    touch("wants-keyboard");
    write("account", keys_for("sato"));
    EXPECT_EQ(find<QLineEdit>("account")->text(), "sato");
    look("36-keyboard");
    write("password", keys_for(password));
    touch("login-enter");
    wait_for_page("request");
    touch("request-next");
    touch("request-next");
    write("purpose",
        { "layer-hiragana", "key-か", "key-kind", "key-つ", "key-kind", "key-こ", "key-う",
            "layer-katakana", "key-ハ", "key-kind", "key-kind", "layer-capitals", "key-A", "key-b",
            "key-7", "key-erase", "key-space", "layer-signs", "key-&" });
    EXPECT_EQ(find<QLineEdit>("purpose")->text(), "がっこうパAb &");
    touch("layer-hiragana");
    look("37-keyboard-kana");
    touch("keyboard-close");
    EXPECT_FALSE(is_shown("keyboard"));
    EXPECT_EQ(find<QLineEdit>("purpose")->text(), "がっこうパAb &");
}

TEST(Kana, TurnInCircles)
{
    for (const auto* circle :
        { "はばぱ", "つっづ", "うぅゔ", "かが", "ハバパ", "ツッヅ", "ワヮ" }) {
        QString kana(circle);
        for (qsizetype i = 0; i < kana.size(); ++i)
            EXPECT_EQ(ui::next_of_its_kind(kana[i]), kana[(i + 1) % kana.size()]) << circle;
    }
    for (QChar other : QString("んーA。ン"))
        EXPECT_EQ(ui::next_of_its_kind(other), other);
}

}
