// SPDX-License-Identifier: MIT
#include "kiosk/ui/files/file_model.h"

#include "kiosk/ui/files/verdict_words.h"
#include "kiosk/ui/look/words.h"
#include "policy/facts/signature.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui {

Mood mood_of(Fate fate)
{
    switch (fate) {
    case Fate::Comes: return Mood::Good;
    case Fate::Held: return Mood::Warning;
    case Fate::Stays: break;
    }
    return Mood::Bad;
}

static bool wants_password(const QJsonObject& file)
{
    for (const auto& reason : file["reasons"].toArray())
        if (reason.toString().startsWith("encrypted"))
            return true;
    for (const auto& part : file["parts"].toArray())
        if (wants_password(part.toObject()))
            return true;
    return false;
}

// What passes although something about it is worth a look: links behind words, a label above the
// transfer's, a signature that does not hold, parts that stay behind.
static int concerns_of(const QJsonObject& file)
{
    int concerns = 0;
    for (const auto& link : file["seen"]["links"].toArray())
        concerns += link.toObject()["host"].isString() ? 1 : 0;
    concerns += file["label"]["above_transfer"].toBool() ? 1 : 0;
    for (const auto& signature : file["signatures"].toArray())
        concerns += signature.toObject()["result"].toString().toStdString()
            != policy::word(policy::SignatureResult::Valid);
    for (const auto& part : file["parts"].toArray())
        concerns += fate_of(part.toObject()["verdict"].toString()) == Fate::Comes ? 0 : 1;
    return concerns;
}

void FileModel::add(const QByteArray& json)
{
    auto file = QJsonDocument::fromJson(json).object();
    FileRow row;
    row.path = shown(file["path"].toString(), 1000);
    row.verdict = file["verdict"].toString();
    row.fate = fate_of(row.verdict);
    row.concerns = row.fate == Fate::Comes ? concerns_of(file) : 0;
    row.wants_password = wants_password(file);
    row.json = json;
    m_counts.comes += row.fate == Fate::Comes;
    m_counts.held += row.fate == Fate::Held;
    m_counts.stays += row.fate == Fate::Stays;
    m_counts.want_password += row.wants_password;
    m_counts.offer_text += file["offers"].toArray().contains(QJsonValue("text"));
    m_counts.offer_image += file["offers"].toArray().contains(QJsonValue("flatten"));
    auto place = static_cast<int>(m_rows.size());
    beginInsertRows({}, place, place);
    m_rows.push_back(std::move(row));
    endInsertRows();
}

void FileModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_counts = {};
    endResetModel();
}

int FileModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FileModel::data(const QModelIndex& index, int role) const
{
    const auto& row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole: return row.path;
    case Qt::AccessibleTextRole: return row.path + ", " + words_for(row.verdict);
    case Qt::StatusTipRole: return words_for(row.verdict);
    case FateRole: return static_cast<int>(row.fate);
    case ConcernsRole: return row.concerns;
    case JsonRole: return row.json;
    default: return {};
    }
}

}
