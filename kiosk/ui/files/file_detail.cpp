// SPDX-License-Identifier: MIT
#include "kiosk/ui/files/file_detail.h"

#include "kiosk/ui/files/verdict_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QScroller>

namespace ui {

static constexpr int most_lines = 50; // Of each kind; the report has all.

FileDetail::FileDetail()
    : m_lines(new QVBoxLayout)
{
    setObjectName("file-detail");
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QScroller::grabGesture(viewport(), QScroller::TouchGesture);
    clear();
}

// The lines are few; they are made anew for each file.
void FileDetail::clear()
{
    auto* card = new Card;
    m_lines = card->inside();
    m_lines->setSpacing(6);
    setWidget(card);
}

void FileDetail::add(Rank rank, const QString& line, Mood mood)
{
    auto* text = new Text(rank);
    text->setText(line);
    text->set_mood(mood);
    m_lines->addWidget(text);
}

void FileDetail::tell(const QByteArray& json)
{
    clear();
    auto file = QJsonDocument::fromJson(json).object();
    auto fate = fate_of(file["verdict"].toString());
    auto* head = new QHBoxLayout;
    head->addWidget(new Sign(mood_of(fate), 40), 0, Qt::AlignTop);
    auto* verdict = new Text(Rank::Lead, "detail-verdict");
    verdict->setText(words_for(file["verdict"].toString()));
    head->addWidget(verdict, 1);
    m_lines->addLayout(head);
    add(Rank::Strong, shown(file["path"].toString(), 1000));
    add(Rank::Small, shown(file["type"].toString()) + ", " + amount(file["size"].toDouble()));
    add_reasons(file);
    add_outputs(file);
    add_account(file);
    add_removed(file);
    add_signatures(file);
    add_seen(file);
    add_parts(file);
    m_lines->addStretch();
}

void FileDetail::add_reasons(const QJsonObject& file)
{
    auto mood = mood_of(fate_of(file["verdict"].toString()));
    for (const auto& reason : file["reasons"].toArray()) {
        auto words = reason_words(reason.toString());
        if (!words.meaning.isEmpty())
            add(Rank::Body, words.meaning, mood);
        if (!words.what
                 .isEmpty()) // For whoever knows more: names of findings, as engines call them.
            add(Rank::Small, words.what);
    }
}

void FileDetail::add_outputs(const QJsonObject& file)
{
    for (const auto& output : file["outputs"].toArray())
        if (output.toObject()["path"] != file["path"]
            || !output.toObject()["renamed"].toArray().isEmpty())
            add(Rank::Body,
                tr("Comes out as %1").arg(shown(output.toObject()["path"].toString(), 1000)));
}

void FileDetail::add_account(const QJsonObject& file)
{
    auto account = file["account"].toObject();
    for (const auto& value : account) {
        auto one = value.toObject();
        auto before = one["before"].toInteger();
        auto after = one["after"].toInteger();
        if (after < before)
            add(Rank::Body, tr("Kept %1 of %2: %3").arg(after).arg(before).arg(own_words(one)),
                Mood::Warning);
    }
    for (const auto& offer : file["offers"].toArray())
        add(Rank::Body,
            offer == "text" ? tr("Its text alone can come through instead.")
                            : tr("An image PDF can come through instead."));
}

void FileDetail::add_removed(const QJsonObject& file)
{
    auto removed = file["removed"].toArray();
    if (removed.isEmpty())
        return;
    add(Rank::Strong, tr("Taken out"));
    int left = most_lines;
    for (const auto& value : removed) {
        auto one = value.toObject();
        if (left-- == 0) {
            add(Rank::Small,
                tr("and %n more", nullptr, static_cast<int>(removed.size()) - most_lines));
            break;
        }
        auto where = one[tongue() == Tongue::Japanese ? "where_ja" : "where"].toString();
        auto line = QString("− %1 × %2").arg(own_words(one)).arg(one["count"].toInteger());
        add(Rank::Body, where.isEmpty() ? line : line + " (" + shown(where) + ")");
    }
}

void FileDetail::add_signatures(const QJsonObject& file)
{
    for (const auto& value : file["signatures"].toArray()) {
        auto one = value.toObject();
        auto line = tr("Signature: %1").arg(own_words(one));
        if (auto signer = one["signer"].toString(); !signer.isEmpty())
            line += ", " + shown(signer);
        add(Rank::Body, line);
    }
}

void FileDetail::add_seen(const QJsonObject& file)
{
    auto label = file["label"].toObject();
    for (const auto& found : label["found"].toArray())
        add(Rank::Body, tr("Says of itself: %1").arg(shown(found.toObject()["label"].toString())),
            label["above_transfer"].toBool() ? Mood::Bad : Mood::Calm);
    if (auto stamped = shown(label["stamped"].toString()); !stamped.isEmpty())
        add(Rank::Body, tr("Its copy says in its properties: %1").arg(stamped));
    auto seen = file["seen"].toObject();
    int left = most_lines;
    for (const auto* kind : { "links", "addresses", "codes" }) {
        for (const auto& value : seen[kind].toArray()) {
            if (left-- == most_lines)
                add(Rank::Strong, tr("Leads to"));
            if (left < 0)
                return;
            auto line = shown(value.toObject()["text"].toString());
            auto host = value.toObject()["host"].toString();
            add(Rank::Body, line, host.isEmpty() ? Mood::Calm : Mood::Bad);
            if (!host.isEmpty())
                add(Rank::Body, tr("in truth to %1").arg(shown(host)), Mood::Bad);
        }
    }
}

void FileDetail::add_parts(const QJsonObject& file)
{
    auto parts = file["parts"].toArray();
    if (parts.isEmpty())
        return;
    add(Rank::Strong, tr("%n files inside", nullptr, static_cast<int>(parts.size())));
    int left = most_lines;
    for (const auto& value : parts) {
        auto part = value.toObject();
        if (left-- == 0)
            break;
        auto mood = mood_of(fate_of(part["verdict"].toString()));
        add(Rank::Body,
            shown(part["path"].toString()) + " — " + words_for(part["verdict"].toString()),
            mood == Mood::Good ? Mood::Calm : mood);
        add_reasons(part);
    }
}

}
