// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/policy_words.h"

#include "kiosk/ui/administrator/medium_words.h"

namespace ui {

struct PolicyWords {
    Q_DECLARE_TR_FUNCTIONS(ui::PolicyWords)
};
using Kind = Question::Kind;

QString words_for_policy_state(const QJsonObject& version)
{
    auto state = version["state"].toString();
    if (state == "active")
        return PolicyWords::tr("In force");
    if (state == "proposed")
        return PolicyWords::tr("Proposed: waits for another person");
    if (state == "before")
        return PolicyWords::tr("Was in force");
    if (state == "withdrawn")
        return PolicyWords::tr("Taken back");
    return shown(state);
}

static Step why()
{
    return { PolicyWords::tr("Why is the policy changed?"),
        PolicyWords::tr("Whoever puts it in force will read this, and so will the auditor."),
        { { Kind::Line, "policy-reason", PolicyWords::tr("Reason of the change") } } };
}

Form policy_form(const Station& station)
{
    QList<Choices::Choice> places;
    for (const auto& medium : station.media())
        places.append({ medium, words_for_port(station, medium) });
    return { { PolicyWords::tr("Where is the policy?"),
                 PolicyWords::tr("A registered stick with one .toml file that lies in no folder. "
                                 "It is checked before it is kept."),
                 { { Kind::One, "policy-port", {},
                     places.size() == 1 ? QStringList { places[0].value } : QStringList(),
                     Question::Answer::Needed, places } } },
        why() };
}

Form policy_again_form()
{
    return { why() };
}

Deed proposed_policy(const Station& station, const QJsonObject& version, const Answers& answers)
{
    Deed deed;
    auto& propose = *deed.request.mutable_propose_policy();
    propose.set_reason(line_in(answers, "policy-reason").toStdString());
    if (version.isEmpty())
        propose.set_medium(answers["policy-port"].value(0).toStdString());
    else
        propose.set_sha256(version["sha256"].toString().toStdString());
    deed.words = [&station, version, answers] {
        auto from = version.isEmpty() ? words_for_port(station, answers["policy-port"].value(0))
                                      : version["sha256"].toString().left(12) + "…";
        return Deed::Words { PolicyWords::tr("Propose this policy?"),
            PolicyWords::tr("From: %1\nReason: %2\nIt counts for nothing until another person has "
                            "compared it and put it in force.")
                .arg(from, shown(line_in(answers, "policy-reason"))),
            PolicyWords::tr("Propose it"), PolicyWords::tr("The policy is proposed") };
    };
    return deed;
}

Deed withdrawn_policy(const QJsonObject& version)
{
    Deed deed;
    deed.weight = Weight::Danger;
    deed.request.mutable_withdraw_policy()->set_sha256(version["sha256"].toString().toStdString());
    deed.words = [version] {
        return Deed::Words { PolicyWords::tr("Take this proposal back?"),
            shown(version["reason"].toString()), PolicyWords::tr("Take it back"),
            PolicyWords::tr("The proposal is taken back") };
    };
    return deed;
}

Deed activated_policy(const QJsonObject& version, const QString& compared_with)
{
    Deed deed;
    auto& activate = *deed.request.mutable_activate_policy();
    activate.set_sha256(version["sha256"].toString().toStdString());
    activate.set_active_sha256(compared_with.toStdString());
    deed.words = [version] {
        return Deed::Words { PolicyWords::tr("Put this policy in force?"),
            PolicyWords::tr("Reason: %1\nWith your signature you answer for it beside %2. It is "
                            "tried by the self-test first. What is being carried ends before; what "
                            "waits is decided by the new rules.")
                .arg(shown(version["reason"].toString()), shown(version["proposer"].toString())),
            PolicyWords::tr("Put it in force"), PolicyWords::tr("The new policy is in force") };
    };
    return deed;
}

}
