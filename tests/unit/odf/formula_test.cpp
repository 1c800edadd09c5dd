// SPDX-License-Identifier: MIT
// Formulas of OpenFormula: what the rebuild writes, and what the verifier takes.
#include "sanitizer/rebuild/odf/document/formula.h"
#include "sanitizer/rebuild/parts/functions.h"
#include "sanitizer/verify/odf/grammar.h"

#include <gtest/gtest.h>
#include <sstream>

using rebuild_odf::clean_expression, rebuild_odf::clean_formula;

TEST(OpenFormula, IsWrittenInOneFormThatTheVerifierTakes)
{
    static constexpr std::pair<std::string_view, std::string_view> formulas[] = {
        { "of:=SUM([.A1:.B2])", "of:=SUM([.A1:.B2])" },
        { "oooc:=SUM([.A1];[.B2])", "of:=SUM([.A1];[.B2])" },
        { "=1+2", "of:=1+2" },
        { "of:= 1 +\t-2 * ( 3 ; 4 )", "of:=1+-2*(3;4)" },
        { "of:==TODAY()", "of:=TODAY()" },
        { "of:=[$'表 2'.$A$1]&\"a\"\"b\"", "of:=[$'表 2'.$A$1]&\"a\"\"b\"" },
        { "of:=['It''s'.A1]", "of:=['It''s'.A1]" },
        { "of:=[.A:.C]![.1:.3]~[.B2]", "of:=[.A:.C]![.1:.3]~[.B2]" },
        { "of:=['file:///a'#$S.#REF!]", "of:=[#REF!]" },
        { "of:={1;-2.5E+3|\"a\";TRUE}", "of:={1;-2.5E+3|\"a\";TRUE}" },
        { "of:=IF(;;)", "of:=IF(;;)" },
        { "of:=COM.MICROSOFT.XLOOKUP(1;2;3)%", "of:=COM.MICROSOFT.XLOOKUP(1;2;3)%" },
        { "of:=LEGACY.CHIDIST(1;2)<=名前", "of:=LEGACY.CHIDIST(1;2)<=名前" },
        { "of:=[.A1]:INDEX([.B1];1)", "of:=[.A1]:INDEX([.B1];1)" },
        { "of:=#N/A", "of:=#N/A" },
    };
    for (auto [written, clean] : formulas) {
        EXPECT_EQ(clean_formula(written), clean) << written;
        EXPECT_TRUE(verify_odf::is_formula(clean)) << clean;
    }
    EXPECT_EQ(clean_expression("of:[.A1]*2"), "of:[.A1]*2");
    EXPECT_EQ(clean_expression("[.A1]*2"), "of:[.A1]*2");
    EXPECT_TRUE(verify_odf::is_expression("of:[.A1]*2"));
}

TEST(OpenFormula, IsNoneThatReachesBeyondTheDocument)
{
    for (std::string_view written : { "", "of:", "of:=", "1", "msoxl:=1", "of:=WEBSERVICE(\"a\")",
             "of:=DDE(\"a\";\"b\";\"c\")", "of:=HYPERLINK(\"a\")", "of:=INDIRECT(\"a\")",
             "of:=webservice(1)", "of:=WebService (1)", "of:=COM.MICROSOFT.WEBSERVICE(1)",
             "of:=ORG.LIBREOFFICE.WEBSERVICE(1)", "of:=MULTIPLE.OPERATIONS(1)", "of:=STYLE(\"a\")",
             "of:=['file:///a.ods'#$S.A1]", "of:=[a.ods#S.A1]", "of:=['http://a'.A1]",
             "of:=['\\\\a\\b\\[c.xlsx]S'.A1]", "of:=[$'a'#b.A1]", "of:=cmd|'/c calc'!A1",
             "of:=[.A1 .B1]", "of:=[.A1", "of:=\"a", "of:=1 2", "of:=(1", "of:=1)", "of:=SUM(1",
             "of:={1", "of:={SUM(1)}", "of:=1;2", "of:=*", "of:=a b", "of:=$$a", "of:=[]",
             "of:=[.]", "of:=[.ABCD1]", "of:=[.A12345678]" }) {
        EXPECT_FALSE(clean_formula(written)) << written;
        EXPECT_FALSE(verify_odf::is_formula(written)) << written;
    }
}

TEST(OpenFormula, IsAsDeepAndLongAsItsLimitsAndNoMore)
{
    auto nested = [](std::size_t depth) {
        return "of:=" + std::string(depth, '(') + '1' + std::string(depth, ')');
    };
    EXPECT_TRUE(clean_formula(nested(63)));
    EXPECT_FALSE(clean_formula(nested(64)));
    EXPECT_TRUE(verify_odf::is_formula(nested(63)));
    EXPECT_FALSE(verify_odf::is_formula(nested(65)));
    auto text = [](std::size_t size) { return "of:=\"" + std::string(size - 2, 'a') + '"'; };
    EXPECT_TRUE(clean_formula(text(rebuild_odf::longest_formula)));
    EXPECT_FALSE(clean_formula(text(rebuild_odf::longest_formula + 1)));
}

TEST(OpenFormula, CallsTheSameFunctionsForBoth)
{
    std::istringstream list { std::string(rebuild_parts::function_list()) };
    std::size_t count = 0;
    for (std::string name; list >> name; ++count) {
        if (name.starts_with("_xlfn."))
            name.erase(0, 6);
        for (const auto& call : { name, "COM.MICROSOFT." + name }) {
            auto written = "of:=" + call + "(1)";
            EXPECT_EQ(clean_formula(written), written);
            EXPECT_TRUE(verify_odf::is_formula(written)) << written;
        }
    }
    EXPECT_GT(count, 400u);
}
