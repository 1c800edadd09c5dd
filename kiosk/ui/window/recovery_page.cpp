// SPDX-License-Identifier: MIT
#include "kiosk/ui/window/recovery_page.h"

#include "kiosk/core/wire/local_socket.h"

namespace ui {

static constexpr int digits = 48;
static constexpr int group = 6;
static constexpr std::size_t longest_word = 128;

static QString digits_of(const QString& typed)
{
    QString found;
    for (auto letter :
        typed.normalized(QString::NormalizationForm_KC)) // Wide ones are digits, too.
        if (letter >= '0' && letter <= '9')
            found += letter;
    return found;
}

static QString in_groups(const QString& all, QChar between)
{
    QStringList groups;
    for (int i = 0; i < all.size(); i += group)
        groups << all.mid(i, group);
    return groups.join(between);
}

RecoveryPage::RecoveryPage(const QString& socket)
    : Page("recovery")
    , m_socket(socket)
    , m_how(new Text(Rank::Lead, "recovery-how"))
    , m_key(new Text(Rank::Title, "recovery-key"))
    , m_notice(new Notice("recovery-notice"))
    , m_field(new Field("recovery-field"))
    , m_send(new Button("recovery-send", Weight::Primary))
{
    for (QWidget* part : std::initializer_list<QWidget*> { m_notice, m_how, m_key, m_field })
        body()->addWidget(part);
    body()->addStretch();
    add_right(m_send);
    m_key->setAlignment(Qt::AlignHCenter);
    m_field->edit()->setMaxLength(2 * digits);
    connect(m_field->edit(), &QLineEdit::textChanged, m_send,
        [this](const QString& typed) { m_send->setEnabled(!answer_of(typed).isEmpty()); });
    connect(m_field->edit(), &QLineEdit::returnPressed, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, &RecoveryPage::answer);
}

void RecoveryPage::listen()
{
    if (m_channel)
        return;
    auto channel = wire::connect_to(m_socket.toStdString());
    if (!channel)
        return;
    m_channel = channel.take();
    m_heard = std::make_unique<QSocketNotifier>(m_channel.socket().get(), QSocketNotifier::Read);
    connect(m_heard.get(), &QSocketNotifier::activated, this, &RecoveryPage::hear);
}

void RecoveryPage::hang_up()
{
    if (m_heard) {
        m_heard->setEnabled(false);
        m_heard.release()->deleteLater(); // It may be what calls.
    }
    m_channel.close();
}

void RecoveryPage::end()
{
    hang_up();
    m_asked = Asked::Nothing;
    m_shown.clear();
    m_key->clear();
    m_field->edit()->setText({}); // Not clear(), which can be undone.
}

void RecoveryPage::hear()
{
    auto heard = m_channel.receive(longest_word, 0, wire::after(std::chrono::seconds(1)));
    const auto* frame = std::get_if<wire::Frame>(&heard);
    auto said = frame ? QString::fromLatin1(
                    base::text_of(frame->bytes).data(), static_cast<qsizetype>(frame->bytes.size()))
                      : QString();
    auto shown = said.startsWith("show ") ? digits_of(said) : QString();
    if (shown.size() == digits)
        m_asked = Asked::Noted;
    else if (said == "enter")
        m_asked = Asked::Key;
    else if (said == "enter-again")
        m_asked = Asked::KeyAgain;
    else
        return hang_up();
    m_shown = shown;
    m_field->edit()->setText({});
    m_send->setEnabled(false);
    say();
    emit asked();
    m_field->edit()->setFocus();
}

QString RecoveryPage::answer_of(const QString& typed) const
{
    auto told = digits_of(typed);
    if (m_asked == Asked::Noted)
        return told == m_shown.right(group) ? "noted" : QString();
    return told.size() == digits ? in_groups(told, '-') : QString();
}

void RecoveryPage::answer()
{
    auto told = answer_of(m_field->text()).toStdString();
    if (told.empty() || !m_channel)
        return;
    m_send->setEnabled(false);
    static_cast<void>(
        m_channel.send(base::view_of(told), {}, wire::after(std::chrono::seconds(1))));
    hang_up(); // What comes of it is asked anew.
}

void RecoveryPage::say()
{
    bool is_shown = m_asked == Asked::Noted;
    m_key->setVisible(is_shown);
    m_key->setText(
        in_groups(m_shown.left(digits / 2), ' ') + '\n' + in_groups(m_shown.mid(digits / 2), ' '));
    set_title(
        is_shown ? tr("Write this recovery key down") : tr("What this station keeps is locked"));
    m_how->setText(is_shown
            ? tr("It is shown this once. Without it, nobody can ever read what this station keeps "
                 "once its security chip or its firmware changes. Keep the paper locked away, and "
                 "not near the station.")
            : tr("The security chip (TPM) of this machine does not open it: the chip is off or "
                 "missing, or the firmware's settings are not as they were. If you do not know "
                 "why, type nothing and tell the administrator. Who has the recovery key can "
                 "unlock it: 48 digits, on the paper from the first start."));
    m_field->set_label(
        is_shown ? tr("To be sure: the last six digits of it") : tr("Recovery key, 48 digits"));
    m_send->setText(is_shown ? tr("It is written down") : tr("Unlock"));
    if (m_asked == Asked::KeyAgain)
        m_notice->tell(Mood::Bad, tr("This is not the recovery key of this station"),
            tr("Compare each group of six digits with the paper and type it again."));
    else
        m_notice->clear();
}

}
