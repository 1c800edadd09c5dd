// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/proof_fields.h"

namespace ui {

ProofFields::ProofFields(Station& station)
    : m_station(station)
    , m_password(new Field("password-anew", Field::Kind::Secret))
    , m_code(new Field("code-anew"))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    row->addWidget(m_password, 2);
    row->addWidget(m_code, 1);
    m_code->edit()->setMaxLength(6);
    for (auto* field : { m_password, m_code }) {
        connect(field->edit(), &QLineEdit::textChanged, this, &ProofFields::changed);
        connect(field->edit(), &QLineEdit::returnPressed, this, &ProofFields::entered);
    }
}

void ProofFields::clear()
{
    m_password->edit()->setText({}); // Not clear(), which can be undone.
    m_code->edit()->setText({});
    m_code->setVisible(m_station.person().has_code);
}

void ProofFields::say()
{
    m_password->set_label(tr("Your password, once more"));
    m_code->set_label(tr("A new code"));
}

bool ProofFields::is_filled() const
{
    return !m_password->text().isEmpty()
        && (!m_station.person().has_code || m_code->text().size() == 6);
}

Proof ProofFields::proof() const
{
    return { m_station.person().account, m_password->text(), m_code->text() };
}

}
