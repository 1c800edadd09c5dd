// SPDX-License-Identifier: MIT
// All accounts, and one of them.
#pragma once

#include "kiosk/ui/administrator/lists.h"

namespace ui {

class AccountsPage : public ListPage {
    Q_OBJECT

public:
    explicit AccountsPage(Station&);

signals:
    void add();

protected:
    Words words() const override;
    broker::api::Request request() const override;
    Row row(const QJsonObject&) const override;
    void say() override;

private:
    const Station& m_station;
    Button* m_add;
};

class AccountPage : public ThingPage {
    Q_OBJECT

public:
    explicit AccountPage(Station&);

protected:
    broker::api::Request request() const override;
    bool is_it(const QJsonObject&) const override;
    QString title() const override;
    QList<Fact> facts() const override;
    QList<Way> ways() const override;
    void tell(Notice&) const override;
};

}
