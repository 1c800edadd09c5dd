// SPDX-License-Identifier: MIT
// The register of media, and one of them with all that the record has about it.
#pragma once

#include "kiosk/ui/administrator/lists.h"

namespace ui {

class MediaPage : public ListPage {
    Q_OBJECT

public:
    explicit MediaPage(Station&);

signals:
    void add();

protected:
    Words words() const override;
    broker::api::Request request() const override;
    Row row(const QJsonObject&) const override;
    void told() override;
    void say() override;

private:
    Button* m_add;
};

class MediumPage : public ThingPage {
    Q_OBJECT

public:
    explicit MediumPage(Station&);
    void enter() override;

protected:
    broker::api::Request request() const override;
    bool is_it(const QJsonObject&) const override;
    QString title() const override;
    QList<Fact> facts() const override;
    QList<Way> ways() const override;
    void tell(Notice&) const override;
    void say() override;

private:
    Text* m_history_title;
    Text* m_history;
    QJsonArray m_record; // The newest first.
};

}
