// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/proof_fields.h"

namespace ui {

ProofFields::ProofFields(Station& station)
    : m_station(station)
    , m_account(new Field("account-anew"))
    , m_password(new Field("password-anew", Field::Kind::Secret))
    , m_code(new Field("code-anew"))
    , m_by_key(new Button("key-anew"))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(m_account, 2);
    row->addWidget(m_password, 2);
    row->addWidget(m_code, 1);
    row->addWidget(m_by_key, 1, Qt::AlignBottom);
    m_by_key->setCheckable(true);
    connect(m_by_key, &QPushButton::toggled, this, [this] {
        show_factor();
        emit changed();
    });
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
    m_by_key->setChecked(m_whose.isEmpty() && m_station.person().has_key);
    show_factor();
}

// Who came in by a code may have a key, too, and the other way round; who had neither has none.
void ProofFields::show_factor()
{
    const auto& person = m_station.person();
    auto has_any = person.has_code || person.has_key || !m_whose.isEmpty();
    m_by_key->setVisible(has_any);
    m_code->setVisible(has_any && !m_by_key->isChecked());
    say();
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
    m_by_key->setText(m_by_key->isChecked() ? tr("✓ Security key") : tr("Security key"));
}

bool ProofFields::is_filled() const
{
    if (!m_whose.isEmpty()) // Whether they have a code, the broker knows.
        return !m_account->text().trimmed().isEmpty() && !m_password->text().isEmpty();
    auto code_is_wanted = m_code->isVisibleTo(this);
    return !m_password->text().isEmpty() && (!code_is_wanted || m_code->text().size() == 6);
}

Proof ProofFields::proof() const
{
    auto account = m_whose.isEmpty() ? m_station.person().account : m_account->text().trimmed();
    auto by_key = m_by_key->isVisibleTo(this) && m_by_key->isChecked();
    return { account, m_password->text(), by_key ? QString() : m_code->text(), by_key };
}

}
