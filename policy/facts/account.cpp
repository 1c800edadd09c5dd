// SPDX-License-Identifier: MIT
#include "policy/facts/account.h"

namespace policy {

static constexpr std::array<CountableWords, countables> words { {
    { Countable::Text, "text", "letters of text", "文字" },
    { Countable::Pages, "pages", "sheets or slides", "シート・スライド" },
    { Countable::Cells, "cells", "cells", "セル" },
    { Countable::Pictures, "pictures", "pictures, charts and drawings", "画像・グラフ・図" },
    { Countable::Links, "links", "links", "リンク" },
    { Countable::Formulas, "formulas", "formulas", "数式" },
} };

std::span<const CountableWords, countables> all_countables()
{
    return words;
}

}
