// SPDX-License-Identifier: MIT
// What the station keeps, as lists and one by one: the screens of accounts, media and the like
// differ in their words alone.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

#include <QJsonArray>
#include <optional>

namespace ui {

struct Row {
    QString id;
    QString title;
    QString text;
    QString small;
    std::optional<Mood> mood {}; // With its sign, where somebody should look.
};

// Everything of one kind; one of them is chosen.
class ListPage : public Page {
    Q_OBJECT

public:
    ListPage(const QString& name, Station&);
    void enter() override;

signals:
    void chosen(const QJsonObject&);
    void back();

protected:
    struct Words {
        QString title;
        QString empty;
    };
    virtual Words words() const = 0;
    virtual broker::api::Request request() const = 0;
    virtual Row row(const QJsonObject&) const = 0;
    virtual void told() { } // All of them are there.
    const QJsonArray& all() const { return m_all; }
    Notice* notice() { return m_notice; }
    void say() override;

private:
    void show_rows();

    Station& m_station;
    QJsonArray m_all;
    bool m_is_loaded { false };
    QString m_failure;
    Notice* m_notice;
    Text* m_empty;
    QVBoxLayout* m_rows;
    Button* m_back;
};

struct Fact {
    QString name;
    QString value; // Through shown() already; empty: left out.
};

// One thing: what is known of it, and what can be done with it, a button each.
class ThingPage : public Page {
    Q_OBJECT

public:
    ThingPage(const QString& name, Station&);
    void open(const QJsonObject&);
    void enter() override; // Anew, as it is by now.
    const QJsonObject& thing() const { return m_thing; }

signals:
    void way(const QString& name); // As ways() has it.
    void back();

protected:
    struct Way {
        QString name; // Of the button.
        QString words;
        Weight weight { Weight::Plain };
    };
    virtual broker::api::Request request() const = 0; // Whose answer lists it.
    virtual bool is_it(const QJsonObject&) const = 0;
    virtual QString title() const = 0;
    virtual QList<Fact> facts() const = 0;
    virtual QList<Way> ways() const = 0;
    virtual void tell(Notice&) const { } // What somebody should know of it.
    Station& station() const { return m_station; }
    void say() override;

private:
    Station& m_station;
    QJsonObject m_thing;
    Notice* m_failure;
    Notice* m_notice;
    Card* m_facts;
    QVBoxLayout* m_ways;
    Button* m_back;
};

QStringList strings_in(const QJsonValue&);

}
