// SPDX-License-Identifier: MIT
// The list of files and, beside it, all there is to know about the one that is chosen.
#pragma once

#include "kiosk/ui/files/file_detail.h"
#include "kiosk/ui/files/file_model.h"
#include "kiosk/ui/look/choices.h"

#include <QListView>
#include <QSortFilterProxyModel>
#include <QTimer>

namespace ui {

class FileList : public QWidget {
    Q_OBJECT

public:
    explicit FileList(FileModel*);
    void say();
    void say_detail(); // After a change of the language.
    QByteArray chosen_json() const; // Empty: none is.
    int chosen_number() const; // On the medium, from 0.
    void choose_first(); // Of those that stay outside, else of all.

signals:
    void chosen(int file); // Its number on the medium, from 0.

private:
    class Filter : public QSortFilterProxyModel {
    public:
        using QSortFilterProxyModel::QSortFilterProxyModel;
        void show_only(int fate); // -1: all.

    protected:
        bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

    private:
        int m_fate { -1 };
    };

    void choose(const QModelIndex&);

    FileModel* m_model;
    Filter* m_filter;
    QListView* m_view;
    Choices* m_kinds;
    FileDetail* m_detail;
    QTimer m_counting;
};

}
