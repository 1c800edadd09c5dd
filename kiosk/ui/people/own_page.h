// SPDX-License-Identifier: MIT
// What everybody may look at and change of their own account: the password, and one more security
// key.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/lists.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

class OwnPage : public ThingPage {
    Q_OBJECT

public:
    explicit OwnPage(Station&);
    void enter() override; // Whoever has logged in.

protected:
    broker::api::Request request() const override;
    bool is_it(const QJsonObject&) const override;
    QString title() const override;
    QList<Fact> facts() const override;
    QList<Way> ways() const override;
};

// "own-password" or "own-key".
Form own_form(const QString& way);
Deed own_change(const Station&, const QString& way, const Answers&);

}
