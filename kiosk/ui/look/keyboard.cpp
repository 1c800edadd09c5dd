// SPDX-License-Identifier: MIT
#include "kiosk/ui/look/keyboard.h"

#include <QApplication>
#include <algorithm>

namespace ui {

static constexpr int columns = 22; // Halves of a key, so that rows may be shifted.
static constexpr int rows_of_keys = 5;
static constexpr int least_key = 26;

// A blank is no key.
static QStringList rows_of(const QString& layer)
{
    return layer.split('\n');
}

static const auto letters = "1234567890-\nqwertyuiop@\nasdfghjkl_.\nzxcvbnm,/:+";
static const auto capitals = "1234567890-\nQWERTYUIOP@\nASDFGHJKL_.\nZXCVBNM,/:+";
static const auto signs = "!\"#$%&'()*+\n,-./:;<=>?@\n[\\]^_`{|}~";
// Columns as in the table of fifty sounds, from the left.
static const auto hiragana
    = "あかさたなはまやらわー\nいきしちにひみ りを、\nうくすつぬふむゆるん。\n"
      "えけせてねへめ れ ・\nおこそとのほもよろ（）";

QChar next_of_its_kind(QChar kana)
{
    static const QStringList kinds { "かが", "きぎ", "くぐ", "けげ", "こご", "さざ", "しじ", "すず",
        "せぜ", "そぞ", "ただ", "ちぢ", "つっづ", "てで", "とど", "はばぱ", "ひびぴ", "ふぶぷ",
        "へべぺ", "ほぼぽ", "あぁ", "いぃ", "うぅゔ", "えぇ", "おぉ", "やゃ", "ゆゅ", "よょ",
        "わゎ" };
    static constexpr int to_katakana = 0x60; // JIS X 0208 has them in one order, Unicode after it.
    bool is_katakana = kana.unicode() >= 0x30A1 && kana.unicode() <= 0x30F6;
    auto plain = is_katakana ? QChar(kana.unicode() - to_katakana) : kana;
    for (const auto& kind : kinds)
        if (auto place = kind.indexOf(plain); place >= 0) {
            auto next = kind[(place + 1) % kind.size()];
            return is_katakana ? QChar(next.unicode() + to_katakana) : next;
        }
    return kana;
}

Keyboard::Keyboard()
    : m_keys(new QGridLayout(this))
{
    setObjectName("keyboard");
    m_keys->setContentsMargins(12, 8, 12, 8);
    m_keys->setSpacing(4);
    m_keys->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    show_layer(Layer::Letters);
}

static QString keys_of(int layer)
{
    const QString all[] { letters, capitals, signs, hiragana, hiragana };
    auto keys = all[layer];
    if (layer == 4)
        for (auto& key : keys)
            if (key.unicode() >= 0x3041 && key.unicode() <= 0x3096)
                key = QChar(key.unicode() + 0x60);
    return keys;
}

QPushButton* Keyboard::add_key(
    const QString& name, const QString& text, int row, int column, int span)
{
    auto* key = new QPushButton(text);
    key->setObjectName(name);
    key->setProperty("key", true);
    key->setFocusPolicy(Qt::NoFocus); // Whoever writes goes on writing where they were.
    key->setMinimumWidth(10);
    key->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    m_keys->addWidget(key, row, column, 1, span);
    return key;
}

void Keyboard::add_row(const QString& keys)
{
    for (int i = 0; i < keys.size(); ++i) {
        if (keys[i].isSpace())
            continue;
        auto text = QString(keys[i]);
        auto* key = add_key(
            "key-" + text, text == "&" ? "&&" : text, m_rows, 2 * i, 2); // "&" marks a short cut.
        connect(key, &QPushButton::clicked, this, [this, text] {
            write(text);
            if (m_layer == Layer::Capitals)
                show_layer(Layer::Letters);
        });
    }
    ++m_rows;
}

void Keyboard::show_layer(Layer layer)
{
    m_layer = layer;
    while (auto* item = m_keys->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // One of them may be what was touched.
        delete item;
    }
    m_rows = 0;
    for (const auto& row : rows_of(keys_of(static_cast<int>(layer))))
        add_row(row);
    add_ways(m_rows);
    for (int column = 0; column < columns; ++column)
        m_keys->setColumnStretch(column, 1);
    say();
}

void Keyboard::add_ways(int row)
{
    bool is_kana = m_layer == Layer::Hiragana || m_layer == Layer::Katakana;
    struct Way {
        const char* name;
        QString text;
        Layer to;
    };
    const Way ways[] { { "layer-letters", "abc", Layer::Letters },
        { "layer-capitals", "ABC", Layer::Capitals }, { "layer-signs", "#+=", Layer::Signs },
        { "layer-hiragana", "あ", Layer::Hiragana }, { "layer-katakana", "ア", Layer::Katakana } };
    int column = 0;
    for (const auto& way : ways) {
        auto* key = add_key(way.name, way.text, row, column, 2);
        key->setEnabled(way.to != m_layer);
        connect(key, &QPushButton::clicked, this, [this, to = way.to] { show_layer(to); });
        column += 2;
    }
    if (is_kana)
        connect(add_key("key-kind", "゛゜小", row, column, 3), &QPushButton::clicked, this,
            &Keyboard::change_last);
    column += is_kana ? 3 : 0;
    connect(add_key("key-space", {}, row, column, 17 - column), &QPushButton::clicked, this,
        [this] { write(" "); });
    connect(add_key("key-erase", "⌫", row, 17, 2), &QPushButton::clicked, this, &Keyboard::erase);
    connect(
        add_key("keyboard-close", {}, row, 19, 3), &QPushButton::clicked, this, &Keyboard::closed);
}

static QLineEdit* place_to_write()
{
    auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    return line && line->isEnabled() && !line->isReadOnly() ? line : nullptr;
}

void Keyboard::write(const QString& text)
{
    if (auto* line = place_to_write())
        line->insert(text);
}

void Keyboard::erase()
{
    if (auto* line = place_to_write())
        line->backspace();
}

void Keyboard::change_last()
{
    auto* line = place_to_write();
    if (!line || line->cursorPosition() == 0)
        return;
    auto last = line->text()[line->cursorPosition() - 1];
    line->backspace();
    line->insert(next_of_its_kind(last));
}

void Keyboard::say()
{
    auto name = [this](const char* key, const QString& text) {
        if (auto* found = findChild<QPushButton*>(key))
            found->setAccessibleName(text);
    };
    for (auto* key : findChildren<QPushButton*>("key-space"))
        key->setText(tr("Space"));
    for (auto* key : findChildren<QPushButton*>("keyboard-close"))
        key->setText(tr("Close"));
    name("key-erase", tr("Erase"));
    setAccessibleName(tr("Keyboard"));
}

static int height_of(int key)
{
    return key * (rows_of_keys + 1);
}

// Large where there is room; on a small screen the page above stays to be seen.
QSize Keyboard::sizeHint() const
{
    auto key = window()->height() * 9 / 20 / (rows_of_keys + 1);
    return { minimumSizeHint().width(), height_of(std::clamp(key, least_key, finger + 4)) };
}

QSize Keyboard::minimumSizeHint() const
{
    return { columns * 10, height_of(least_key) };
}

}
