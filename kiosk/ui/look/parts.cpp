// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/parts.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <algorithm>

namespace ui {

static const char* word(Rank rank)
{
    switch (rank) {
    case Rank::Title: return "title";
    case Rank::Lead: return "lead";
    case Rank::Strong: return "strong";
    case Rank::Small: return "small";
    case Rank::Figure: return "figure";
    case Rank::Body: break;
    }
    return "body";
}

Text::Text(Rank rank, const QString& name)
{
    setObjectName(name);
    setProperty("rank", word(rank));
    setTextFormat(Qt::PlainText);
    setWordWrap(rank != Rank::Figure);
    setTextInteractionFlags(Qt::NoTextInteraction);
}

void Text::set_mood(Mood mood)
{
    setStyleSheet(mood == Mood::Calm ? "" : "color: " + shade_of(mood).strong.name());
}

static const char* word(Weight weight)
{
    switch (weight) {
    case Weight::Primary: return "primary";
    case Weight::Danger: return "danger";
    case Weight::Quiet: return "quiet";
    case Weight::Plain: break;
    }
    return "plain";
}

Button::Button(const QString& name, Weight weight)
{
    setObjectName(name);
    setProperty("kind", word(weight));
    setMinimumHeight(finger);
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(false);
}

void Button::set_weight(Weight weight)
{
    setProperty("kind", word(weight));
    style()->unpolish(this); // The style sheet looks anew.
    style()->polish(this);
}

Sign::Sign(Mood mood, int size)
    : m_mood(mood)
{
    setFixedSize(size, size);
}

void Sign::set_mood(Mood mood)
{
    m_mood = mood;
    update();
}

static QPainterPath outline_of(const QRectF& box, Mood mood)
{
    QPainterPath path;
    if (mood == Mood::Warning) {
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.right(), box.bottom());
        path.lineTo(box.left(), box.bottom());
        path.closeSubpath();
    } else if (mood == Mood::Bad) {
        path.addRoundedRect(box, box.width() / 8, box.width() / 8);
    } else {
        path.addEllipse(box);
    }
    return path;
}

void Sign::paint(QPainter& painter, const QRectF& place, Mood mood)
{
    auto box = place.adjusted(2, 2, -2, -2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shade_of(mood).strong);
    painter.drawPath(outline_of(box, mood));
    auto at = [&](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter.setPen(QPen(Qt::white, box.width() / 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (mood) {
    case Mood::Good:
        painter.drawPolyline(QPolygonF { at(.26, .52), at(.44, .7), at(.75, .32) });
        break;
    case Mood::Warning:
        painter.drawLine(at(.5, .38), at(.5, .65));
        painter.drawPoint(at(.5, .83));
        break;
    case Mood::Bad:
        painter.drawLine(at(.3, .3), at(.7, .7));
        painter.drawLine(at(.7, .3), at(.3, .7));
        break;
    case Mood::Calm:
        painter.drawPoint(at(.5, .27));
        painter.drawLine(at(.5, .47), at(.5, .75));
        break;
    }
    painter.restore();
}

void Sign::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter, rect(), m_mood);
}

Card::Card(QWidget* parent)
    : QFrame(parent)
    , m_inside(new QVBoxLayout(this))
{
    setProperty("card", true);
    m_inside->setContentsMargins(24, 20, 24, 20);
    m_inside->setSpacing(10);
}

namespace {

// Turns by the width that it is asked about, so that its height is right before it has that width.
class SidesLayout : public QBoxLayout {
public:
    using QBoxLayout::QBoxLayout;

    void setGeometry(const QRect& place) override
    {
        setDirection(direction_for(place.width()));
        QBoxLayout::setGeometry(place);
    }

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override
    {
        if (direction_for(width) == TopToBottom)
            return height_below(width);
        return direction() == LeftToRight ? QBoxLayout::heightForWidth(width)
                                          : height_below(width / std::max(1, count()));
    }

    QSize minimumSize() const override
    {
        int width = 0;
        int height = 0;
        for (int i = 0; i < count(); ++i) {
            width = std::max(width, itemAt(i)->minimumSize().width());
            height = std::max(height, itemAt(i)->minimumSize().height());
        }
        return { width, height };
    }

private:
    static Direction direction_for(int width)
    {
        static constexpr int narrow = 800;
        return width < narrow ? TopToBottom : LeftToRight;
    }

    int height_below(int width) const
    {
        int height = (count() - 1) * spacing();
        for (int i = 0; i < count(); ++i) {
            auto* item = itemAt(i);
            height += item->hasHeightForWidth() ? item->heightForWidth(width)
                                                : item->minimumSize().height();
        }
        return height;
    }
};

}

Sides::Sides()
    : m_row(new SidesLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(gap);
}

void Sides::add(QWidget* widget, int stretch)
{
    m_row->addWidget(widget, stretch);
}

Notice::Notice(const QString& name)
    : m_sign(new Sign)
    , m_what(new Text(Rank::Strong, name + "-what"))
    , m_next(new Text(Rank::Body, name + "-next"))
{
    setObjectName(name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 16, 20, 16);
    row->setSpacing(gap);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->addWidget(m_what);
    words->addWidget(m_next);
    row->addLayout(words, 1);
    hide();
}

void Notice::tell(Mood mood, const QString& what, const QString& next)
{
    m_sign->set_mood(mood);
    m_what->setText(what);
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    auto shade = shade_of(mood);
    setStyleSheet(
        QString("QFrame#%1 { background: %2; border: 2px solid %3; border-radius: 10px; }")
            .arg(objectName(), shade.soft.name(), shade.strong.name()));
    setAccessibleName(what + "\n" + next);
    show();
}

void Notice::clear()
{
    m_what->clear();
    m_next->clear();
    hide();
}

Field::Field(const QString& name, Kind kind)
    : m_label(new Text(Rank::Strong))
    , m_edit(new QLineEdit)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_label);
    column->addWidget(m_edit);
    m_edit->setObjectName(name);
    m_edit->setMinimumHeight(finger);
    m_edit->setContextMenuPolicy(Qt::NoContextMenu);
    m_edit->setDragEnabled(false);
    m_edit->setAcceptDrops(false);
    if (kind == Kind::Secret)
        m_edit->setEchoMode(QLineEdit::Password);
    m_label->setBuddy(m_edit);
}

void Field::set_label(const QString& label)
{
    m_label->setText(label);
    m_edit->setAccessibleName(label);
}

}
