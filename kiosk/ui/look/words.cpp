// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/words.h"

#include "kiosk/core/base/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTranslator>

namespace ui {

void speak(Tongue wanted)
{
    delete QCoreApplication::instance()->findChild<QTranslator*>("words");
    // Before the translator: whoever hears that the language changed asks for the locale, too.
    QLocale::setDefault(wanted == Tongue::Japanese ? QLocale(QLocale::Japanese, QLocale::Japan)
                                                   : QLocale(QLocale::English));
    auto* words = new QTranslator(QCoreApplication::instance());
    words->setObjectName("words");
    // The words in the source are the English ones; its file has the plurals.
    if (words->load(wanted == Tongue::Japanese ? ":/words/ja.qm" : ":/words/en.qm"))
        QCoreApplication::installTranslator(words);
}

Tongue tongue()
{
    return QLocale().language() == QLocale::Japanese ? Tongue::Japanese : Tongue::English;
}

static bool is_japanese(const QString& line)
{
    for (auto letter : line)
        if (letter.unicode() >= 0x3040 && letter.unicode() <= 0x9FFF)
            return true;
    return false;
}

QString in_own_language(const QString& message)
{
    QStringList own;
    for (const auto& line : message.split('\n', Qt::SkipEmptyParts))
        if (is_japanese(line) == (tongue() == Tongue::Japanese))
            own << line;
    return own.isEmpty() ? message : own.join('\n');
}

// A hash is as long as a line: it may break anywhere.
static QString breakable(const QString& text)
{
    static constexpr int longest = 26;
    static constexpr QChar break_here(0x200B);
    QString broken;
    int run = 0;
    for (auto letter : text) {
        run = letter.isSpace() ? 0 : run + 1;
        if (run > longest) {
            broken += break_here;
            run = 1;
        }
        broken += letter;
    }
    return broken;
}

QString shown(const QString& foreign, int most)
{
    auto whole = QString::fromStdString(base::escaped(foreign.toStdString()));
    whole.replace("\\\\", "\\"); // The broker's own escapes are not escaped twice.
    if (whole.size() > most)
        whole = whole.left(most * 2 / 3) + "…" + whole.right(most - most * 2 / 3 - 1);
    return breakable(whole);
}

QString amount(double bytes)
{
    return QLocale().formattedDataSize(
        static_cast<qint64>(bytes), 1, QLocale::DataSizeTraditionalFormat);
}

QString moment(const QString& utc)
{
    auto time = QDateTime::fromString(utc, Qt::ISODate);
    return time.isValid() ? time.toLocalTime().toString("yyyy-MM-dd HH:mm") : shown(utc);
}

}
