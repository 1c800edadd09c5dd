// SPDX-License-Identifier: MIT
// Deputies and exceptions: what was asked for, by whom, and what is in force.
#pragma once

#include "kiosk/ui/administrator/lists.h"

namespace ui {

class GrantsPage : public ListPage {
    Q_OBJECT

public:
    explicit GrantsPage(Station&);

signals:
    void ask(const QString& kind); // "deputy", "exception"

protected:
    Words words() const override;
    broker::api::Request request() const override;
    Row row(const QJsonObject&) const override;
    void say() override;

private:
    const Station& m_station;
    Button* m_deputy;
    Button* m_exception;
};

class GrantPage : public ThingPage {
    Q_OBJECT

public:
    explicit GrantPage(Station&);

protected:
    broker::api::Request request() const override;
    bool is_it(const QJsonObject&) const override;
    QString title() const override;
    QList<Fact> facts() const override;
    QList<Way> ways() const override;
};

}
