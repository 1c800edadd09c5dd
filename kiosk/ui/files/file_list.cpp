// SPDX-License-Identifier: MIT
#include "kiosk/ui/files/file_list.h"

#include "kiosk/ui/look/parts.h"

#include <QPainter>
#include <QScroller>
#include <QStyledItemDelegate>

namespace ui {

namespace {

class Row : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return { 200, finger + 8 };
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyleOptionViewItem plain(option);
        plain.text.clear();
        option.widget->style()->drawPrimitive(
            QStyle::PE_PanelItemViewItem, &plain, painter, option.widget);
        auto box = option.rect.adjusted(12, 6, -12, -6);
        auto mood = mood_of(static_cast<Fate>(index.data(FileModel::FateRole).toInt()));
        if (mood == Mood::Good && index.data(FileModel::ConcernsRole).toInt() > 0)
            mood = Mood::Warning;
        Sign::paint(*painter, QRectF(box.left(), box.center().y() - 17, 34, 34), mood);
        box.setLeft(box.left() + 48);
        painter->setPen(ink());
        auto font = option.font;
        painter->setFont(font);
        auto half = box.height() / 2;
        QFontMetrics metrics(font);
        painter->drawText(QRect(box.left(), box.top(), box.width(), half), Qt::AlignVCenter,
            metrics.elidedText(index.data().toString(), Qt::ElideMiddle, box.width()));
        font.setPixelSize(16);
        painter->setFont(font);
        painter->setPen(QColor("#46525d"));
        painter->drawText(QRect(box.left(), box.top() + half, box.width(), half), Qt::AlignVCenter,
            QFontMetrics(font).elidedText(
                index.data(Qt::StatusTipRole).toString(), Qt::ElideRight, box.width()));
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_Selected) {
            painter->setPen(QPen(shade_of(Mood::Calm).strong, 3));
            painter->drawRect(option.rect.adjusted(2, 2, -2, -2));
        }
    }
};

}

void FileList::Filter::show_only(int fate)
{
    m_fate = fate;
    invalidateFilter();
}

bool FileList::Filter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    return m_fate < 0
        || sourceModel()->index(row, 0, parent).data(FileModel::FateRole).toInt() == m_fate;
}

FileList::FileList(FileModel* model)
    : m_model(model)
    , m_filter(new Filter(this))
    , m_view(new QListView)
    , m_kinds(new Choices("show", 4))
    , m_detail(new FileDetail)
{
    m_filter->setSourceModel(model);
    m_view->setObjectName("files");
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new Row(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setMinimumHeight(4 * finger);
    QScroller::grabGesture(m_view->viewport(), QScroller::TouchGesture);
    connect(m_kinds, &Choices::changed, this,
        [this] { m_filter->show_only(m_kinds->chosen().toInt()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& now) { choose(now); });
    m_counting.setSingleShot(true); // Not anew for each of ten thousand.
    m_counting.setInterval(100);
    connect(&m_counting, &QTimer::timeout, this, &FileList::say);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_counting.isActive())
            m_counting.start();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_detail->clear();
        say();
    });

    auto* sides = new Sides;
    sides->add(m_view, 5);
    sides->add(m_detail, 6);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_kinds);
    all->addWidget(sides, 1);
}

void FileList::say()
{
    const auto& counts = m_model->counts();
    auto kind = [](Fate fate, const QString& words) {
        return Choices::Choice { QString::number(static_cast<int>(fate)), words };
    };
    QList<Choices::Choice> kinds {
        { "-1", tr("All %1").arg(counts.comes + counts.held + counts.stays) },
        kind(Fate::Comes, tr("Comes through %1").arg(counts.comes))
    };
    if (counts.held > 0)
        kinds.append(kind(Fate::Held, tr("Held %1").arg(counts.held)));
    kinds.append(kind(Fate::Stays, tr("Stays outside %1").arg(counts.stays)));
    m_kinds->offer(kinds);
    if (m_kinds->chosen().isEmpty())
        m_kinds->choose("-1");
    m_view->setAccessibleName(tr("Files"));
}

void FileList::say_detail()
{
    choose(m_view->currentIndex());
}

QByteArray FileList::chosen_json() const
{
    return m_view->currentIndex().data(FileModel::JsonRole).toByteArray();
}

int FileList::chosen_number() const
{
    return m_filter->mapToSource(m_view->currentIndex()).row();
}

void FileList::choose_first()
{
    auto stays = m_filter->match(m_filter->index(0, 0), FileModel::FateRole,
        static_cast<int>(Fate::Stays), 1, Qt::MatchExactly);
    m_view->setCurrentIndex(stays.isEmpty() ? m_filter->index(0, 0) : stays.first());
}

void FileList::choose(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    m_detail->tell(index.data(FileModel::JsonRole).toByteArray());
    emit chosen(m_filter->mapToSource(index).row());
}

}
