// SPDX-License-Identifier: MIT
#include "kiosk/ui/files/verdict_words.h"

#include "kiosk/ui/look/words.h"
#include "policy/verdict/reason.h"

#include <QJsonObject>

namespace ui {

static policy::Language language()
{
    return tongue() == Tongue::Japanese ? policy::Language::Japanese : policy::Language::English;
}

static QString to_qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Fate fate_of(const QString& verdict)
{
    auto known = policy::verdict_named(verdict.toStdString());
    if (!known)
        return Fate::Stays;
    switch (*known) {
    case policy::Verdict::Sanitized:
    case policy::Verdict::Verified:
    case policy::Verdict::Unchanged:
    case policy::Verdict::TextOnly:
    case policy::Verdict::Flattened: return Fate::Comes;
    case policy::Verdict::Held: return Fate::Held;
    case policy::Verdict::ViewOnly:
    case policy::Verdict::Refused:
    case policy::Verdict::NoAnswer: break;
    }
    return Fate::Stays;
}

QString words_for(const QString& verdict)
{
    auto known = policy::verdict_named(verdict.toStdString());
    return known ? to_qt(policy::to_text(*known, language())) : shown(verdict);
}

ReasonWords reason_words(const QString& line)
{
    auto end = line.indexOf(':');
    auto code = policy::reason_code_named(line.left(end < 0 ? line.size() : end).toStdString());
    if (!code)
        return { shown(line), {} };
    return { end < 0 ? QString() : shown(line.mid(end + 1).trimmed()),
        to_qt(policy::to_text(*code, language())) };
}

QString own_words(const QJsonObject& told)
{
    return told[tongue() == Tongue::Japanese ? "ja" : "en"].toString();
}

}
