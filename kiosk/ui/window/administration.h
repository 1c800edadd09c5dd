// SPDX-License-Identifier: MIT
// The administrator's screens and the ways between them: a list, one of it, a form, a signature.
#pragma once

#include "kiosk/ui/administrator/form_page.h"
#include "kiosk/ui/administrator/sign_page.h"

namespace ui {

class AccountPage;
class AccountsPage;
class GrantPage;
class GrantsPage;
class HealthPage;
class HubPage;
class MediaPage;
class MediumPage;
class PoliciesPage;
class OwnPage;
class PolicyPage;

class Administration : public QObject {
    Q_OBJECT

public:
    explicit Administration(Station&);
    QList<Page*> pages() const;
    Page* first() const;
    Page* own() const; // Of everybody, whatever their role.
    bool is_busy() const { return m_sign->is_busy(); }
    void forget(); // Whatever somebody typed.

signals:
    void show(ui::Page*);
    void back();

private:
    void join_accounts();
    void join_own();
    void join_media();
    void join_upkeep();
    void join_policies();
    void join_grants();
    void join_changes();
    // A form whose answers make a deed, or a deed at once; when it is done, or not wanted, back to
    // `from`.
    void ask(const QString& name, std::function<Form()> form,
        std::function<Deed(const Answers&)> deed, Page* from);
    void sign(Deed, Page* from);
    void keep_up(const QString& name, Page* from);

    Station& m_station;
    HubPage* m_hub;
    AccountsPage* m_accounts;
    AccountPage* m_account;
    MediaPage* m_media;
    MediumPage* m_medium;
    HealthPage* m_health;
    PoliciesPage* m_policies;
    PolicyPage* m_policy;
    GrantsPage* m_grants;
    GrantPage* m_grant;
    OwnPage* m_own;
    FormPage* m_form;
    SignPage* m_sign;

    std::function<Deed(const Answers&)> m_deed; // Of the form; nothing: there was none.
    Page* m_from { nullptr };
};

}
