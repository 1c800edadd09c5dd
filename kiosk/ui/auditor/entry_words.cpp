// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/entry_words.h"

#include "kiosk/ui/look/words.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Kind {
    const char* type;
    const char* words;
};

constexpr Kind kinds[] {
    { "account_change", QT_TRANSLATE_NOOP("ui::Entry", "Account changed") },
    { "admin_key_rotate", QT_TRANSLATE_NOOP("ui::Entry", "New key of the record ordered") },
    { "approval", QT_TRANSLATE_NOOP("ui::Entry", "Approved") },
    { "audit_export", QT_TRANSLATE_NOOP("ui::Entry", "Register exported") },
    { "audit_view", QT_TRANSLATE_NOOP("ui::Entry", "Record looked at") },
    { "backup", QT_TRANSLATE_NOOP("ui::Entry", "Backup made") },
    { "backup_proved", QT_TRANSLATE_NOOP("ui::Entry", "Backup proved") },
    { "boot", QT_TRANSLATE_NOOP("ui::Entry", "Station started") },
    { "break_glass_review", QT_TRANSLATE_NOOP("ui::Entry", "Emergency looked into") },
    { "cancelled", QT_TRANSLATE_NOOP("ui::Entry", "Ended early") },
    { "clock_check", QT_TRANSLATE_NOOP("ui::Entry", "Clock checked") },
    { "clock_fault", QT_TRANSLATE_NOOP("ui::Entry", "Clock was set") },
    { "content_erased", QT_TRANSLATE_NOOP("ui::Entry", "Contents erased") },
    { "content_expired", QT_TRANSLATE_NOOP("ui::Entry", "Kept for its time, and over") },
    { "definitions_change", QT_TRANSLATE_NOOP("ui::Entry", "Definitions changed") },
    { "device_refused", QT_TRANSLATE_NOOP("ui::Entry", "Device refused") },
    { "export_done", QT_TRANSLATE_NOOP("ui::Entry", "Export written") },
    { "export_failed", QT_TRANSLATE_NOOP("ui::Entry", "Export not written") },
    { "export_manifest", QT_TRANSLATE_NOOP("ui::Entry", "Export put together") },
    { "file_viewed", QT_TRANSLATE_NOOP("ui::Entry", "File looked into") },
    { "file_verdict", QT_TRANSLATE_NOOP("ui::Entry", "File judged") },
    { "gate_restarted", QT_TRANSLATE_NOOP("ui::Entry", "Gate of the ports restarted") },
    { "grant", QT_TRANSLATE_NOOP("ui::Entry", "Deputy or exception") },
    { "heartbeat", QT_TRANSLATE_NOOP("ui::Entry", "Sign of life") },
    { "interrupted", QT_TRANSLATE_NOOP("ui::Entry", "Interrupted") },
    { "key_rotate", QT_TRANSLATE_NOOP("ui::Entry", "New key of the record") },
    { "login_fail", QT_TRANSLATE_NOOP("ui::Entry", "Log-in failed") },
    { "login_ok", QT_TRANSLATE_NOOP("ui::Entry", "Logged in") },
    { "logout", QT_TRANSLATE_NOOP("ui::Entry", "Logged out") },
    { "media_change", QT_TRANSLATE_NOOP("ui::Entry", "Register of media changed") },
    { "media_fault", QT_TRANSLATE_NOOP("ui::Entry", "Medium broke a rule") },
    { "media_in", QT_TRANSLATE_NOOP("ui::Entry", "Medium read") },
    { "medium_refused", QT_TRANSLATE_NOOP("ui::Entry", "Medium not let in") },
    { "policy_change", QT_TRANSLATE_NOOP("ui::Entry", "Policy changed") },
    { "recovery", QT_TRANSLATE_NOOP("ui::Entry", "Record continued after a fault") },
    { "rejection", QT_TRANSLATE_NOOP("ui::Entry", "Rejected or withdrawn") },
    { "release_done", QT_TRANSLATE_NOOP("ui::Entry", "Handed out") },
    { "release_failed", QT_TRANSLATE_NOOP("ui::Entry", "Handing out failed") },
    { "release_intent", QT_TRANSLATE_NOOP("ui::Entry", "Handing out began") },
    { "restore", QT_TRANSLATE_NOOP("ui::Entry", "Restored from a backup") },
    { "selftest", QT_TRANSLATE_NOOP("ui::Entry", "Self-test") },
    { "shutdown", QT_TRANSLATE_NOOP("ui::Entry", "Station stopped") },
    { "sign_off", QT_TRANSLATE_NOOP("ui::Entry", "Review signed off") },
    { "transfer_manifest", QT_TRANSLATE_NOOP("ui::Entry", "Check finished") },
    { "transfer_submit", QT_TRANSLATE_NOOP("ui::Entry", "Submitted") },
    { "unlock", QT_TRANSLATE_NOOP("ui::Entry", "Medium or lane unlocked") },
    { "witness", QT_TRANSLATE_NOOP("ui::Entry", "Witnessed") },
};

}

QString words_for_entry(const QString& type)
{
    for (const auto& kind : kinds)
        if (type == kind.type)
            return QCoreApplication::translate("ui::Entry", kind.words);
    return shown(type);
}

QString actor_of(const QJsonObject& entry)
{
    struct Part {
        const char* person;
        const char* account;
    };
    for (auto [person, account] : { Part { "submitter_person", "submitter" },
             Part { "approver_person", "approver" }, Part { "releaser_person", "releaser" },
             Part { "person", "by" }, Part { "person", "account" } }) {
        auto who = entry[account].toString();
        auto name = entry[person].toString();
        if (!who.isEmpty())
            return name.isEmpty() ? shown(who) : shown(name + " (" + who + ")");
    }
    return {};
}

}
