// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/clean.h"

#include <gmock/gmock.h>

using namespace decode_svg;
using testing::HasSubstr, testing::Not;

static std::variant<Cleaned, Refused> read(const std::string& svg, const CleanLimits& limits = {})
{
    return clean(base::view_of(svg), limits);
}

static std::string around(const std::string& content)
{
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
        + content + "</svg>";
}

// What stands between the root's tags of what was written.
static std::string inside(const std::string& content)
{
    auto outcome = read(around(content));
    auto* cleaned = std::get_if<Cleaned>(&outcome);
    if (!cleaned)
        return std::string("refused: ") + std::get<Refused>(outcome).detail;
    auto start = cleaned->svg.find('>') + 1;
    return cleaned->svg.substr(start, cleaned->svg.rfind("</svg>") - start);
}

static std::uint64_t left(const std::string& content, Left what)
{
    auto outcome = read(around(content));
    auto* cleaned = std::get_if<Cleaned>(&outcome);
    return cleaned ? cleaned->left[static_cast<std::size_t>(what)] : 999;
}

static std::optional<worker::RefusalReason> refusal(
    const std::string& svg, const CleanLimits& limits = {})
{
    auto outcome = read(svg, limits);
    auto* refused = std::get_if<Refused>(&outcome);
    return refused ? std::optional(refused->reason) : std::nullopt;
}

TEST(CleanSvg, KeepsWhatIsDrawn)
{
    EXPECT_EQ(inside("<rect width='2' height=\"3\" fill='url(#a)'/>"),
        "<rect width=\"2\" height=\"3\" fill=\"url(#a)\"></rect>");
    EXPECT_EQ(inside("<use xlink:href='#a' x='1'/><use href='#b'/>"),
        "<use xlink:href=\"#a\" x=\"1\"></use><use xlink:href=\"#b\"></use>");
    EXPECT_EQ(inside("<text xml:space='preserve'>水 &lt;&#x6C34;&amp;<![CDATA[<b>]]></text>"),
        "<text xml:space=\"preserve\">水 &lt;水&amp;&lt;b&gt;</text>");
    EXPECT_EQ(inside("<g style='fill : red; stroke:url( \"#s\" ) ;-x-y:1'/>"),
        "<g style=\"fill:red;stroke:url( &quot;#s&quot; );\"></g>");
}

TEST(CleanSvg, ReadsPrefixesAsWhatTheyStandFor)
{
    auto outcome = read("<s:svg xmlns:s='http://www.w3.org/2000/svg' width='1'>"
                        "<s:g xmlns:s='http://elsewhere/'><s:script/></s:g><s:path d='M0 0'/>"
                        "<script xmlns='http://www.w3.org/2000/svg'>x</script></s:svg>");
    const auto& cleaned = std::get<Cleaned>(outcome);
    EXPECT_THAT(cleaned.svg, HasSubstr("<path d=\"M0 0\"></path></svg>"));
    EXPECT_THAT(cleaned.svg, Not(HasSubstr("<g>")));
    EXPECT_EQ(cleaned.left[static_cast<std::size_t>(Left::Script)], 1u);
}

TEST(CleanSvg, LeavesOutWhatActs)
{
    EXPECT_EQ(inside("a<script>alert(1)<g/></script>b"), "ab");
    EXPECT_EQ(left("<script/><g onload='x' OnClick='y'/>", Left::Script), 3u);
    EXPECT_EQ(inside("<g onload='x' onfocus='y' id='i'/>"), "<g id=\"i\"></g>");
    EXPECT_EQ(inside("<a xlink:href='javascript:x'><g/></a>"), "<g><g></g></g>");
    EXPECT_EQ(left("<a href=' java&#10;script:x'/>", Left::Script), 1u);
    EXPECT_EQ(left("<a href='https://x/'/>", Left::Link), 1u);
    EXPECT_EQ(inside("<g><set attributeName='href' to='javascript:x'/><animate/></g>"), "<g></g>");
    EXPECT_EQ(left("<animate/><set/><animateTransform/>", Left::Animation), 3u);
    EXPECT_EQ(inside("<foreignObject><g/><b xmlns='http://www.w3.org/1999/xhtml'>x</b>"
                     "</foreignObject><g/>"),
        "<g></g>");
    EXPECT_EQ(left("<foreignObject><iframe/></foreignObject>", Left::Foreign), 1u);
    EXPECT_EQ(inside("<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='file:///x' "
                     "parse='text'/>"),
        "");
    EXPECT_EQ(inside("<handler/><video/><audio/><font-face-uri/><tref/><cursor/><unheard/>"), "");
}

// librsvg draws neither a <g> nor a <textPath> in a text.
TEST(CleanSvg, KeepsTheWordsOfLinksAndPaths)
{
    EXPECT_EQ(inside("<text><a href='https://x/'>水</a></text><a><g/></a>"),
        "<text><tspan>水</tspan></text><g><g></g></g>");
    EXPECT_EQ(
        inside("<text><a><tspan/></a></text>"), "<text><tspan><tspan></tspan></tspan></text>");
    EXPECT_EQ(inside("<text><textPath dx='1'>水</textPath></text>"),
        "<text><tspan dx=\"1\">水</tspan></text>");
    EXPECT_EQ(left("<text><textPath/><textPath/></text>", Left::Style), 2u);
}

TEST(CleanSvg, DrawsWhatAScreenWouldShow)
{
    EXPECT_EQ(inside("<g requiredExtensions='http://x/'/>"), "<g requiredExtensions=\"none\"></g>");
    EXPECT_EQ(inside("<use xlink:href='#a' href='#b'/>"), "<use xlink:href=\"#b\"></use>");
    EXPECT_EQ(left("<a xlink:href='javascript:x' href='https://x/'/>", Left::Script), 0u);
    for (const auto* attributes :
        { "", "type=''", "type='text/css' media='all'", "media=' print , screen '", "media=''" })
        EXPECT_EQ(inside("<style " + std::string(attributes) + ">g{fill:red}</style>"),
            "<style>g{fill:red;}\n</style>")
            << attributes;
    for (const auto* attributes : { "type='text/less'", "media='print'", "media='screens'",
             "media='screen and (max-width:1px)'", "media=','" }) {
        auto svg = "<style " + std::string(attributes) + ">g{fill:red}</style>";
        EXPECT_EQ(inside(svg), "") << attributes;
        EXPECT_EQ(left(svg, Left::Style), 1u) << attributes;
    }
}

TEST(CleanSvg, LeavesOutEveryAddressOfSomethingElse)
{
    for (const auto* address : { "file:///etc/passwd#a", "other.svg#a", "http://x/#a", "//x#a",
             "data:image/svg+xml;base64,AAAA", "", "#", "# a", "#a(b", "\\23 a" }) {
        std::string quoted(address);
        EXPECT_EQ(inside("<use xlink:href='" + quoted + "'/>"), "<use></use>") << address;
        EXPECT_EQ(inside("<use href='" + quoted + "'/>"), "<use></use>") << address;
        EXPECT_EQ(inside("<g fill='url(" + quoted + ")'/>"), "<g></g>") << address;
        EXPECT_EQ(inside("<g style='fill:URL( \"" + quoted + "\")'/>"), "<g></g>") << address;
    }
    EXPECT_EQ(
        left("<use href='x.svg#a'/><g mask='url(x)' style='fill:url(y)'/>", Left::External), 3u);
    EXPECT_EQ(inside("<g fill='u\\72l(http://x)'/>"), "<g></g>");
    EXPECT_EQ(inside("<g fill='url(#a) url(http://x)'/>"), "<g></g>");
    EXPECT_EQ(inside("<g fill='image-set(\"http://x\" 1x)'/>"), "<g></g>");
    EXPECT_EQ(inside("<g fill='url(#a'/>"), "<g></g>");
    EXPECT_EQ(
        inside("<image href='data:image/png;base64,AAAA'/><filter><feImage href='#a'/></filter>"),
        "<filter></filter>");
    EXPECT_EQ(left("<image/><feImage/>", Left::Picture), 2u);
    auto outcome = read(
        "<?xml-stylesheet href='http://x/y.css'?>" + around("") + "<?xml-stylesheet href='z'?>");
    const auto& cleaned = std::get<Cleaned>(outcome);
    EXPECT_THAT(cleaned.svg, Not(HasSubstr("?")));
    EXPECT_EQ(cleaned.left[static_cast<std::size_t>(Left::Style)], 2u);
}

static std::string sheet(const std::string& css)
{
    auto outcome = inside("<style>" + css + "</style>");
    constexpr std::string_view start = "<style>", end = "</style>";
    if (!outcome.starts_with(start))
        return outcome;
    return outcome.substr(start.size(), outcome.size() - start.size() - end.size());
}

TEST(CleanSvg, WritesStyleSheetsAnew)
{
    EXPECT_EQ(sheet("<![CDATA[.a, #b > rect { fill:red; stroke:#123 }]]> g{x:1}"),
        ".a, #b &gt; rect{fill:red;stroke:#123;}\n");
    EXPECT_EQ(sheet("@import url(http://x/); g{fill:red}"), "g{fill:red;}\n");
    EXPECT_EQ(sheet("@import 'x';@IMPORT \"y;{\";g{fill:red}"), "g{fill:red;}\n");
    EXPECT_EQ(sheet("@media print{g{fill:blue} h{fill:red}}g{fill:red}"), "g{fill:red;}\n");
    EXPECT_EQ(sheet("@font-face{font-family:x;src:url(http://x)}g{fill:red}"), "g{fill:red;}\n");
    EXPECT_EQ(sheet("/*a*/g/*{*/{fill/**/:red}/*"), "g{fill:red;}\n");
    EXPECT_EQ(
        sheet("g{fill:url(http://x)}h{behavior:x}i{fill:\\75rl(x)}j{fill:red}"), "j{fill:red;}\n");
    EXPECT_EQ(sheet("\\67{fill:red}[href=\"x\"]{fill:red}"), "");
    EXPECT_EQ(sheet("g{font-family:'a;fill:red}h{fill:red}"), "");
    EXPECT_EQ(sheet("g{fill:a(;b:c}h{fill:red}"), "");
    EXPECT_EQ(inside("<g fill='a)' font-family=\"'b&#10;'\"/>"), "<g></g>");
    EXPECT_EQ(sheet("}}g{fill:red"), "g{fill:red;}\n");
    EXPECT_EQ(left("<style>@import 'x';g{fill:url(y)}</style>", Left::External), 2u);
    EXPECT_EQ(left("<style>@page{}</style>", Left::Style), 1u);
}

TEST(CleanSvg, RefusesEntitiesAndWhatIsNoXml)
{
    using enum worker::RefusalReason;
    EXPECT_EQ(refusal("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + around("&a;")), REFUSAL_UNSUPPORTED);
    EXPECT_EQ(refusal("<!DOCTYPE svg SYSTEM 'x' [ ]>" + around("")), REFUSAL_UNSUPPORTED);
    EXPECT_EQ(refusal(around("&nbsp;")), REFUSAL_MALFORMED);
    EXPECT_EQ(refusal(around("<g fill='&a;'/>")), REFUSAL_MALFORMED);
    EXPECT_EQ(refusal("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://x/svg11.dtd\">"
                  + around("")),
        std::nullopt);
    for (const auto* broken : { "<g>", "</g>", "<g></h>", "<g a='1' a='2'/>",
             "<g xlink:a='1' y:a='' xmlns:y='http://www.w3.org/1999/xlink'/>", "<g a=1/>",
             "<g a='<'/>", "<g a='1'b='2'/>", "&#0;", "&#x110000;", "&#xD800;", "&#;", "&#x;",
             "&lt", "<!-- -- -->", "]]>", "<![CDATA[", "<x:g/>", "<g x:a='1'/>", "<!ELEMENT a>",
             "\x01", "\xFF", "<", "<g", "<g/", "<:g/>", "<g:/>", "<?a", "&#99999999999999999999;" })
        EXPECT_TRUE(refusal(around(broken))) << broken;
    for (const auto& whole :
        { std::string(), std::string("x"), around("") + "<g/>", around("") + "x",
            std::string("<html/>"), std::string("<svg xmlns='http://elsewhere/'/>"),
            "<?xml version='1.0' encoding='Shift_JIS'?>" + around(""),
            std::string("\xFE\xFF\0<", 4) })
        EXPECT_TRUE(refusal(whole)) << whole;
    EXPECT_EQ(refusal("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\n" + around("") + "\n"),
        std::nullopt);
}

static std::string nested(std::size_t depth)
{
    std::string svg;
    for (std::size_t i = 1; i < depth; ++i)
        svg += "<g>";
    for (std::size_t i = 1; i < depth; ++i)
        svg += "</g>";
    return around(svg);
}

TEST(CleanSvg, KeepsItsLimits)
{
    using enum worker::RefusalReason;
    EXPECT_EQ(refusal(nested(XmlReader::most_depth)), std::nullopt);
    EXPECT_EQ(refusal(nested(XmlReader::most_depth + 1)), REFUSAL_LIMIT);
    EXPECT_EQ(refusal(around("<g/><g/>"), { .elements = 3 }), std::nullopt);
    EXPECT_EQ(refusal(around("<g/><g/><g/>"), { .elements = 3 }), REFUSAL_LIMIT);
    auto text = std::string(1000, '"'); // Each becomes six bytes.
    EXPECT_EQ(refusal(around(text), { .bytes = 7000 }), std::nullopt);
    EXPECT_EQ(refusal(around(text), { .bytes = 5000 }), REFUSAL_LIMIT);
    std::string many;
    for (std::size_t i = 0; i < XmlReader::most_attributes; ++i)
        many += " a" + std::to_string(i) + "=''";
    EXPECT_EQ(refusal(around("<g" + many + "/>")), std::nullopt);
    EXPECT_EQ(refusal(around("<g" + many + " b=''/>")), REFUSAL_MALFORMED);
}

// What was cleaned once is clean.
TEST(CleanSvg, ChangesNothingTheSecondTime)
{
    auto svg = around("<style>.a{fill:url(#b)}</style><a href='x'><text>&lt;水&quot;</text></a>"
                      "<use href='#c' style='opacity:.5;fill:red'/>");
    auto once = std::get<Cleaned>(read(svg)).svg;
    auto again = read(once);
    EXPECT_EQ(std::get<Cleaned>(again).svg, once);
    EXPECT_THAT(std::get<Cleaned>(again).left, testing::Each(0u));
}
