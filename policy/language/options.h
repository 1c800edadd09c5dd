// SPDX-License-Identifier: MIT
// How a rule wants its method carried out. Each default is what a rule that says nothing gets.
#pragma once

#include "policy/facts/account.h"

#include <optional>

namespace policy {

enum class TextLayer { None, Invisible }; // Whether an image PDF can be searched.
enum class Ocr { None, JapaneseAndEnglish }; // Of pages that have no text of their own.
enum class CsvFormulas { Quote, Refuse }; // A cell that a spreadsheet would run.
// Of a rebuilt document: http and https, or their words alone.
enum class Hyperlinks { Keep, Text };
enum class Comments { Keep, Remove };
enum class Archives { Zip, Folder }; // What an archive on the medium comes to.
enum class Formulas { Keep, Values }; // Of a rebuilt workbook's cells.

enum class Signatures { Told, Required }; // Required: by somebody trusted, over the whole file.
// Of what a rebuilt document may lack, in percent; 100 lets all of it go. Cells and text are what a
// document is there for; a link's words and a formula's value stay.
struct LossLimits {
    std::array<unsigned, countables> percent { 2, 0, 2, 50, 100, 100 }; // By Countable.
    std::optional<unsigned> looks {}; // Of the first pages; nothing: they are not drawn.
};

struct Options {
    unsigned dpi { 150 };
    unsigned jpeg_quality { 85 };
    TextLayer text_layer { TextLayer::None };
    Ocr ocr { Ocr::None };
    CsvFormulas csv_formulas { CsvFormulas::Quote };
    Hyperlinks hyperlinks { Hyperlinks::Keep };
    Comments comments { Comments::Keep };
    Formulas formulas { Formulas::Keep };
    Archives archives { Archives::Zip };
    Signatures signatures { Signatures::Told };
    LossLimits loss;
};

}
