// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/proof_fields.h"

namespace ui {

ProofFields::ProofFields(Station& station)
    : m_station(station)
    , m_account(new Field("account-anew"))
    , m_password(new Field("password-anew", Field::Kind::Secret))
    , m_code(new Field("code-anew"))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(m_account, 2);
    row->addWidget(m_password, 2);
    row->addWidget(m_code, 1);
    m_code->edit()->setMaxLength(6);
    m_account->edit()->setMaxLength(32);
    m_account->hide();
    for (auto* field : { m_account, m_password, m_code }) {
        connect(field->edit(), &QLineEdit::textChanged, this, &ProofFields::changed);
        connect(field->edit(), &QLineEdit::returnPressed, this, &ProofFields::entered);
    }
}

void ProofFields::clear()
{
    m_password->edit()->setText({}); // Not clear(), which can be undone.
    m_code->edit()->setText({});
    m_code->setVisible(m_station.person().has_code || !m_whose.isEmpty());
}

void ProofFields::ask_for(const QString& whose_account)
{
    bool is_another = m_whose.isEmpty() != whose_account.isEmpty();
    m_whose = whose_account;
    if (!is_another) // The same words, perhaps in another language.
        return say();
    m_account->edit()->setText({});
    m_account->setVisible(!m_whose.isEmpty());
    clear();
    say();
}

void ProofFields::say()
{
    m_account->set_label(m_whose);
    m_password->set_label(m_whose.isEmpty() ? tr("Your password, once more") : tr("Password"));
    m_code->set_label(m_whose.isEmpty() ? tr("A new code") : tr("Code, if there is one"));
}

bool ProofFields::is_filled() const
{
    if (!m_whose.isEmpty()) // Whether they have a code, the broker knows.
        return !m_account->text().trimmed().isEmpty() && !m_password->text().isEmpty();
    return !m_password->text().isEmpty()
        && (!m_station.person().has_code || m_code->text().size() == 6);
}

Proof ProofFields::proof() const
{
    auto account = m_whose.isEmpty() ? m_station.person().account : m_account->text().trimmed();
    return { account, m_password->text(), m_code->text() };
}

}
