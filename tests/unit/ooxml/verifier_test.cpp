// SPDX-License-Identifier: MIT
// The small judgements of the verifier, each line of them.
#include "sanitizer/verify/ooxml/checks.h"

#include <gtest/gtest.h>

using namespace verify_ooxml;

TEST(VerifiedInstructions, AreThoseThatWeWrite)
{
    for (const auto* good :
        { " PAGE ", " NUMPAGES ", " SECTION ", " SECTIONPAGES ", " PAGE \\* MERGEFORMAT ",
            " PAGEREF \"_Toc1\" \\h \\p ", " REF \"a\" \\f \\h \\n \\p \\r \\t \\w \\d \"-\" ",
            " NOTEREF \"a\" \\f \\h \\p ", " STYLEREF \"見出し 1\" \\l \\n \\p \\r \\t \\w ",
            " SEQ \"図\" \\c \\h \\n \\r \"3\" \\s \"1\" \\* ARABIC ", " SEQ \"A_1\" \"b\" ",
            " TOC ", " TOC \\o \"1-3\" \\h \\z \\u \\w \\x \\n ", " TOC \\o \\f \\a \"a\" ",
            " TOC \\b \"a\" \\c \"a\" \\d \"-\" \\f \"a\" \\l \"1\" \\p \"-\" \\s \"a\" \\t "
            "\"a,1\" ",
            " HYPERLINK \"http://a/\" ", " HYPERLINK \\l \"a\" ",
            " HYPERLINK \"http://a/\" \\l \"b\" \\o \"c d\" \\h \\n " })
        EXPECT_TRUE(is_instruction(good)) << good;
    EXPECT_TRUE(is_instruction(" REF \"" + std::string(255, 'a') + "\" "));
    EXPECT_TRUE(is_instruction(" PAGE \\* " + std::string(40, 'A') + " "));
}

TEST(VerifiedInstructions, AreNoOthers)
{
    for (const auto* bad : { "", " ", "  ", "PAGE ", " PAGE", " page ", " DATE ", " PAGE  ",
             "  PAGE ", " PAGE PAGE ", " PAGE \"x\" ", " PAGE \\* MERGEFORMAT \"x\" \"y\" ",
             " PAGE \\* MERGEFORMAT x ", " PAGE \\* ", " PAGE \\*  ", " PAGE \\* a.b ",
             " PAGE \\*a ", " PAGE \\ ", " PAGE \\", " PAGE \\x ", " PAGE \\h ", " PAGEREF ",
             " PAGEREF \\h ", " PAGEREF \"a\" \"b\" ", " PAGEREF a ", " PAGEREF \"a ",
             " PAGEREF \"a\" \\hp ", " PAGEREF \"a\" \\d \"b\" ", " REF \"a\" \\d ",
             " REF \"a\" \\d \\h ", " REF \"a\" \\h \"b\" ", " REF \"a\" \\d \"b\" \"c\" ",
             " REF \"a\" \\l ", " REF \"a\\b\" ", " REF \"a{b\" ", " REF \"a}b\" ", " REF \"a<b\" ",
             " REF \"a>b\" ", " REF \"a|b\" ", " REF \"a=b\" ", " REF \"a:b\" ",
             " REF \"http://a/\" ", " REF \" a\" ", " REF \"a \" ", " REF \"a\x7f\" ",
             " REF \"\u201ca\" ", " REF \"a\u201d\" ", " REF \"\u201ea\" ", " REF \"\u201fa\" ",
             " REF \"\uff02\" ", " STYLEREF \"a\" \\q ", " SEQ ", " SEQ \"\" ", " SEQ \"a b\" ",
             " SEQ \"a+1\" ", " SEQ \"a\" \"b\" \"c\" ", " SEQ \"a\" \"b:c\" ", " SEQ \"a\" \\r ",
             " TOC \"a\" ", " TOC \\o \"1-3\" \"a\" ", " TOC \\b ", " TOC \\b \\h ",
             " TOC \\o \"a:b\" ", " TOC \\q ", " HYPERLINK ", " HYPERLINK \\h ", " HYPERLINK \"\" ",
             " HYPERLINK \\l \"\" ", " HYPERLINK \\o \"a\" ", " HYPERLINK \"file:///c:/x.exe\" ",
             " HYPERLINK \\h \"file:/c:/x.exe\" ", " HYPERLINK \\n \"javascript:alert(1)\" ",
             " HYPERLINK \"http://a/\" \"file:/c:/x.exe\" ",
             " HYPERLINK \"http://a/\" \"http://b/\" ", " HYPERLINK \"http://a/\" \\o \\l \"b\" ",
             " HYPERLINK \"http://a/\" \\l \"javascript:b\" ",
             " HYPERLINK \"http://a/\" \\t \"b\" ", " HYPERLINK \"http://a/\" \\m " })
        EXPECT_FALSE(is_instruction(bad)) << bad;
    EXPECT_FALSE(is_instruction(" REF \"" + std::string(256, 'a') + "\" "));
    EXPECT_FALSE(is_instruction(" PAGE \\* " + std::string(41, 'A') + " "));
}
