// SPDX-License-Identifier: MIT
// The versions of the policy, and what one of them would change: each line with its sign, so that
// nobody needs to see a colour.
#pragma once

#include "kiosk/ui/administrator/lists.h"

namespace ui {

class PoliciesPage : public ListPage {
    Q_OBJECT

public:
    explicit PoliciesPage(Station&);

signals:
    void propose();

protected:
    Words words() const override;
    broker::api::Request request() const override;
    Row row(const QJsonObject&) const override;
    void say() override;

private:
    const Station& m_station;
    Button* m_propose;
};

class PolicyPage : public ThingPage {
    Q_OBJECT

public:
    explicit PolicyPage(Station&);
    void enter() override;
    // The version in force that it was compared with: what whoever activates it has seen.
    QString compared_with() const { return m_compared["before"].toString(); }

protected:
    broker::api::Request request() const override;
    bool is_it(const QJsonObject&) const override;
    QString title() const override;
    QList<Fact> facts() const override;
    QList<Way> ways() const override;
    void tell(Notice&) const override;
    void say() override;

private:
    void say_lines();

    QJsonObject m_compared;
    QString m_failure;
    Text* m_lines_title;
    QVBoxLayout* m_lines;
};

}
