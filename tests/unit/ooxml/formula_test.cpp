// SPDX-License-Identifier: MIT
// The rebuild's reading of formulas against the verifier's, and the limits of both.
#include "sanitizer/rebuild/ooxml/workbook/formula.h"
#include "sanitizer/verify/ooxml/checks.h"

#include <gtest/gtest.h>
#include <sstream>

namespace {

const rebuild_ooxml::BookNames names { { { "data", "Data" } }, { { "limit", "limit" } } };
const verify_ooxml::BookNames same { { "Data" }, { "limit" } };

TEST(Formula, TheVerifierKnowsEachFunctionOfTheRebuild)
{
    std::istringstream list { std::string(rebuild_ooxml::function_list()) };
    unsigned count = 0;
    for (std::string name; list >> name; ++count) {
        auto clean = rebuild_ooxml::clean_formula(name + "(A1)", names);
        ASSERT_TRUE(clean) << name;
        EXPECT_TRUE(verify_ooxml::is_formula(*clean, same)) << name;
    }
    EXPECT_GT(count, 350u);
}

TEST(Formula, NeitherKnowsAFunctionThatReachesOut)
{
    for (std::string name : { "WEBSERVICE", "FILTERXML", "ENCODEURL", "IMAGE", "HYPERLINK", "CALL",
             "REGISTER", "REGISTER.ID", "EXEC", "RTD", "INDIRECT", "CELL", "INFO", "EVALUATE",
             "SQL.REQUEST", "CUBEVALUE", "GETPIVOTDATA", "LAMBDA", "LET", "PY", "STOCKHISTORY" }) {
        for (std::string prefix : { "", "_xlfn.", "_xlfn._xlws.", "_XLFN." }) {
            auto call = prefix + name + "(\"a\")";
            EXPECT_FALSE(rebuild_ooxml::clean_formula(call, names)) << call;
            EXPECT_FALSE(verify_ooxml::is_formula(call, same)) << call;
        }
    }
}

// LibreOffice calls a function whose name and bracket stand apart.
TEST(Formula, ANameIsNeverCalled)
{
    auto known = names;
    auto verified = same;
    for (std::string name : { "HYPERLINK", "_xlfn.WEBSERVICE", "INDIRECT", "CELL", "CALL" }) {
        known.names[rebuild_ooxml::lower_case(name)] = name;
        verified.names.insert(name);
        EXPECT_TRUE(rebuild_ooxml::clean_formula(name + " A1", known)) << name;
        EXPECT_TRUE(verify_ooxml::is_formula(name + " A1", verified)) << name;
        for (std::string apart : { " ", "  ", "\n", "\t", "% ", ") " }) {
            auto call = (apart == ") " ? "(" : "") + name + apart + "(\"a\",\"b\")";
            EXPECT_FALSE(rebuild_ooxml::clean_formula(call, known)) << call;
            EXPECT_FALSE(rebuild_ooxml::clean_formula("SUM(A1:" + call + ")", known)) << call;
            EXPECT_FALSE(verify_ooxml::is_formula(call, verified)) << call;
        }
    }
}

TEST(Formula, LengthAndDepthHoldOnBothSides)
{
    auto text_of = [](std::size_t size) { return '"' + std::string(size - 2, 'x') + '"'; };
    EXPECT_TRUE(rebuild_ooxml::clean_formula(text_of(8'192), names));
    EXPECT_FALSE(rebuild_ooxml::clean_formula(text_of(8'193), names));
    EXPECT_TRUE(verify_ooxml::is_formula(text_of(8'192), same));
    EXPECT_FALSE(verify_ooxml::is_formula(text_of(8'193), same));
    auto nested
        = [](std::size_t depth) { return std::string(depth, '(') + '1' + std::string(depth, ')'); };
    EXPECT_TRUE(rebuild_ooxml::clean_formula(nested(63), names));
    EXPECT_FALSE(rebuild_ooxml::clean_formula(nested(64), names));
    EXPECT_TRUE(verify_ooxml::is_formula(nested(200), same));
    EXPECT_FALSE(verify_ooxml::is_formula(nested(201), same));
}

TEST(Formula, ASheetEndsAtItsLastCell)
{
    for (auto inside : { "XFD1048576", "$XFD$1048576", "XFD:XFD", "1048576:1048576" })
        EXPECT_EQ(rebuild_ooxml::clean_formula(inside, names), inside);
    for (auto outside : { "XFE1", "A1048577", "XFE:XFE", "1:1048577", "A0", "A01" })
        EXPECT_FALSE(rebuild_ooxml::clean_formula(outside, names)) << outside;
}

TEST(Formula, ANameIsForCellsAlone)
{
    EXPECT_EQ(rebuild_ooxml::clean_reference("data!a1:$B$2,Data!$1:$2", names),
        "'Data'!A1:$B$2,'Data'!$1:$2");
    for (auto other : { "1", "\"a\"", "SUM(A1)", "limit", "Data!limit", "A1+1", "A1 B1", "",
             "[1]Data!A1", "cmd|'/c a'!A0", "Other!A1" }) {
        EXPECT_FALSE(rebuild_ooxml::clean_reference(other, names)) << other;
        EXPECT_FALSE(verify_ooxml::is_reference(other, same)) << other;
    }
    for (auto runs : { "Auto_Open", "auto_close2", "_xlnm.Auto_Open", "_xlnm.Recorder", "" }) {
        EXPECT_FALSE(rebuild_ooxml::is_definable(runs)) << runs;
        EXPECT_FALSE(verify_ooxml::is_definable(runs)) << runs;
    }
    for (auto taken : { "A1", "xfd1048576", "XFE9", "TRUE", "false", "1st", ".a", "R", "c", "R1C1",
             "r2c", "RC", "RC12", "a b", "a!b" }) {
        EXPECT_FALSE(rebuild_ooxml::is_definable(taken)) << taken;
        EXPECT_FALSE(verify_ooxml::is_definable(taken)) << taken;
    }
    for (auto free : { "_xlnm.Print_Area", "しきい値", "VAT", "tax_rate", "ABCD1", "_1", "RCA",
             "R1C1x", "A1b" }) {
        EXPECT_TRUE(rebuild_ooxml::is_definable(free)) << free;
        EXPECT_TRUE(verify_ooxml::is_definable(free)) << free;
    }
}

}
