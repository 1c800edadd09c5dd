// SPDX-License-Identifier: MIT
// What a formula may call: the functions that all rebuilds share, under the names of OpenFormula
// and of LibreOffice, and those that only these have. Not here is what reaches beyond the document
// or runs something: WEBSERVICE, DDE, HYPERLINK, FILTERXML, ENCODEURL, GETPIVOTDATA, INDIRECT,
// CELL, INFO, MULTIPLE.OPERATIONS, STYLE, and every function of an extension.
#include "sanitizer/rebuild/parts/functions.h"
#include "sanitizer/rebuild/odf/document/formula.h"

#include <unordered_set>

namespace rebuild_odf {

static constexpr std::string_view own_functions = R"(
B CHISQDIST CHISQINV CURRENT DAYSINMONTH EASTERSUNDAY FORMULA
GAMMA GAUSS ISLEAPYEAR MONTHS PHI SKEWP WEEKS YEARS
LEGACY.CHIDIST LEGACY.CHIINV LEGACY.CHITEST LEGACY.FDIST LEGACY.FINV LEGACY.NORMSDIST LEGACY.NORMSINV LEGACY.TDIST
ORG.OPENOFFICE.DAYSINMONTH ORG.OPENOFFICE.DAYSINYEAR ORG.OPENOFFICE.EASTERSUNDAY ORG.OPENOFFICE.ERRORTYPE
ORG.OPENOFFICE.ISLEAPYEAR ORG.OPENOFFICE.MONTHS ORG.OPENOFFICE.ROT13 ORG.OPENOFFICE.WEEKS
ORG.OPENOFFICE.WEEKSINYEAR ORG.OPENOFFICE.YEARS ORG.OPENOFFICE.B ORG.OPENOFFICE.CURRENT
ORG.LIBREOFFICE.RAWSUBTRACT ORG.LIBREOFFICE.COLOR ORG.LIBREOFFICE.FOURIER ORG.LIBREOFFICE.REGEX
ORG.LIBREOFFICE.ROUNDSIG ORG.LIBREOFFICE.FORECAST.ETS.ADD ORG.LIBREOFFICE.WEEKNUM_OOO
)";

using Functions = std::unordered_set<std::string>;

static void add(Functions& functions, std::string_view list)
{
    for (std::size_t at = 0; (at = list.find_first_not_of(" \n", at)) != std::string_view::npos;) {
        auto end = list.find_first_of(" \n", at);
        auto name = std::string(list.substr(at, end - at));
        at = end;
        constexpr std::string_view later = "_xlfn.";
        if (name.starts_with(later))
            name.erase(0, later.size());
        functions.insert("COM.MICROSOFT." + name); // As LibreOffice writes what ODF does not have.
        functions.insert(std::move(name));
    }
}

bool is_function(std::string_view name)
{
    static const Functions functions = [] {
        Functions all;
        add(all, rebuild_parts::function_list());
        add(all, own_functions);
        return all;
    }();
    std::string upper(name);
    for (auto& c : upper)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return functions.contains(upper);
}

}
