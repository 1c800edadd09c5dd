// SPDX-License-Identifier: MIT
// The files of a transfer, as the broker told them, one row each. Ten thousand of them are usual.
#pragma once

#include "kiosk/ui/look/theme.h"

#include <QAbstractListModel>
#include <QByteArray>
#include <vector>

namespace ui {

// What a verdict means for the one who brought the file.
enum class Fate { Comes, Held, Stays };
Mood mood_of(Fate);

struct FileRow {
    QString path; // Escaped.
    QString verdict; // policy::word(Verdict)
    Fate fate { Fate::Stays };
    int concerns { 0 }; // Things that the approver should look at.
    bool wants_password { false };
    QByteArray json; // All of it; read when it is shown.
};

struct FileCounts {
    int comes { 0 };
    int held { 0 };
    int stays { 0 };
    int want_password { 0 };
    int offer_text { 0 }; // Held, and could come through as that.
    int offer_image { 0 };
};

class FileModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { FateRole = Qt::UserRole, ConcernsRole, JsonRole };

    using QAbstractListModel::QAbstractListModel;
    void add(const QByteArray& json);
    void clear();
    const FileCounts& counts() const { return m_counts; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex&, int role) const override;

private:
    std::vector<FileRow> m_rows;
    FileCounts m_counts;
};

}
