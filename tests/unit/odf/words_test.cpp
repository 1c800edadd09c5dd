// SPDX-License-Identifier: MIT
// The small judgements of both sides on what may stand in an attribute.
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"
#include "sanitizer/verify/odf/grammar.h"

#include <gtest/gtest.h>

using rebuild_odf::fits, rebuild_odf::Value;

static bool verified(std::string name, std::string_view value)
{
    return verify_odf::fits("text:p", { name, std::string(value) });
}

TEST(OpenValues, AreOfTheirKind)
{
    struct Sample {
        Value kind;
        const char* attribute;
        std::string_view value;
        bool good;
    };
    auto longest = std::string(255, 'a');
    auto longer = std::string(256, 'a');
    const Sample samples[] = {
        { Value::Format, "fo:border", "0.05pt solid #000000", true },
        { Value::Format, "fo:border", "", true },
        { Value::Format, "fo:border", "url(a)", false },
        { Value::Format, "fo:border", "http://a/", false },
        { Value::Format, "fo:border", "a:b", false },
        { Value::Name, "text:style-name", "見出し 1", true },
        { Value::Name, "style:num-format", "一, 二, 三, ...", true },
        { Value::Name, "style:num-format", "①, ②, ③, ...", true },
        { Value::Name, "text:style-name", longest, true },
        { Value::Name, "text:style-name", longer, false },
        { Value::Name, "text:style-name", "file:///a", false },
        { Value::Name, "text:style-name", "\\\\a\\b", false },
        { Value::Name, "text:style-name", "'a'#b", false },
        { Value::Geometry, "svg:d", "M0 0L-1.5,2Z", true },
        { Value::Geometry, "svg:d", "rotate (1.5) ?f0 $1 50%", true },
        { Value::Geometry, "svg:d", "url(a:b)", false },
        { Value::Geometry, "svg:d", "//a/b", false },
        { Value::Range, "table:cell-range-address", "$'表 1'.$A$1:.B2", true },
        { Value::Range, "table:cell-range-address", "Sheet1.A1:Sheet1.B2 Sheet2.C3", true },
        { Value::Range, "table:cell-range-address", ".A:.C", true },
        { Value::Range, "table:cell-range-address", "'file:///a'#$S.A1", false },
        { Value::Range, "table:cell-range-address", "'http://a'.A1", false },
        { Value::Range, "table:cell-range-address", "'\\\\a\\b\\[c.xlsx]S'.A1", false },
        { Value::Range, "table:cell-range-address", "$'[c.xlsx]S'.A1:.B2", false },
        { Value::Range, "table:cell-range-address", "'C:\\c'.A1", false },
        { Value::Range, "table:cell-range-address", "'O''Neil'.A1", true },
        { Value::Range, "table:cell-range-address", "A1:", false },
        { Value::Range, "table:cell-range-address", "SUM(A1)", false },
        { Value::Range, "table:cell-range-address", "", false },
        { Value::Date, "office:date-value", "2026-11-22T01:02:03.5", true },
        { Value::Date, "office:time-value", "PT01H30M00S", true },
        { Value::Date, "office:date-value", "a/b", false },
        { Value::Date, "office:date-value", "", false },
        { Value::Identifier, "xml:id", "list-1_ア.2", true },
        { Value::Identifier, "xml:id", "a b", false },
        { Value::Identifier, "xml:id", "", false },
        { Value::Count, "table:number-rows-repeated", "1048576", true },
        { Value::Count, "table:number-rows-repeated", "1", true },
        { Value::Count, "table:number-rows-repeated", "1048577", false },
        { Value::Count, "table:number-rows-repeated", "0", false },
        { Value::Count, "table:number-rows-repeated", "-1", false },
    };
    for (const auto& sample : samples) {
        EXPECT_EQ(fits(sample.kind, sample.value), sample.good) << sample.value;
        EXPECT_EQ(verified(sample.attribute, sample.value), sample.good) << sample.value;
    }
    EXPECT_TRUE(fits(Value::Blanks, "9999") && verify_odf::fits("text:s", { "text:c", "9999" }));
    EXPECT_FALSE(fits(Value::Blanks, "10000") || verify_odf::fits("text:s", { "text:c", "10000" }));
    for (auto [condition, good] :
        { std::pair { "value()>=0", true }, { "cell-content()!=-1.5", true },
            { "value()>=A1", false }, { "is-true-formula(1)", false }, { "value()", false } }) {
        EXPECT_EQ(fits(Value::Condition, condition), good);
        EXPECT_EQ(verify_odf::fits("style:map", { "style:condition", condition }), good);
    }
}

TEST(OpenWords, HaveNoPlaceForWhatRuns)
{
    const rebuild_odf::Vocabulary words;
    for (const auto* name :
        { "office:script", "script:event-listener", "presentation:event-listener", "form:form",
            "draw:control", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame",
            "office:binary-data", "text:section-source", "office:dde-source", "table:table-source",
            "table:cell-range-source", "text:script", "text:execute-macro", "text:dde-connection",
            "text:database-display", "presentation:sound", "anim:par", "svg:font-face-src",
            "office:forms", "office:scripts" }) {
        EXPECT_FALSE(verify_odf::is_element(name)) << name;
        const auto* known = words.find(name);
        EXPECT_TRUE(!known || known->treatment == rebuild_odf::Treatment::Drop
            || known->treatment == rebuild_odf::Treatment::Unwrap)
            << name;
    }
    EXPECT_EQ(words.find("office:document-content")->parents, 0u);
}
