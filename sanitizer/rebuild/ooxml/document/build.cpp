// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/build.h"

#include "sanitizer/rebuild/ooxml/document/reader.h"
#include "sanitizer/rebuild/ooxml/workbook/cells.h"
#include "sanitizer/rebuild/ooxml/workbook/comment_shapes.h"
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

#include <algorithm>

namespace rebuild_ooxml {

// Where it stands, else in the part that refers to it.
void Build::count_behind(const Relationship& one, std::string_view what)
{
    if (one.mode == TargetMode::Internal && package.has(one.target))
        account.count(what, package.place(one.target));
    else
        account.count(what);
}

// What a part refers to and no element of ours asks for.
void Build::tell_what_stays_behind(const Relationships& relationships)
{
    static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
        { "vbaProject", "macros" },
        { "keyMapCustomizations", "macros" },
        { "customXml", "custom-xml" },
        { "customXmlProps", "" },
        { "printerSettings", "printer-settings" },
        { "core-properties", "metadata" },
        { "extended-properties", "metadata" },
        { "custom-properties", "metadata" },
        { "thumbnail", "metadata" },
        { "origin", "signature" },
        { "webSettings", "web-settings" },
        { "glossaryDocument", "building-blocks" },
        { "extensibility", "user-interface" },
        { "userXmlData", "custom-xml" },
        { "connections", "data-connection" },
        { "queryTable", "data-connection" },
        { "externalLink", "external-link" },
        { "pivotTable", "pivot-table" },
        { "slicer", "slicer" },
        { "timeline", "slicer" },
        { "xmlMaps", "custom-xml" },
        { "attachedToolbars", "user-interface" },
        { "ctrlProp", "form-control" },
        { "volatileDependencies", "external-link" },
        { "revisionHeaders", "tracked-change" },
        { "webextension", "web-extension" },
        { "webextensiontaskpanes", "web-extension" },
    };
    for (const auto& one : relationships) {
        if (one.mode == TargetMode::External && one.type != "hyperlink" && one.type != "image")
            account.count("external-link");
        std::string_view last = one.type;
        last = last.substr(last.rfind('/') + 1);
        auto kind
            = std::ranges::find(kinds, last, &std::pair<std::string_view, std::string_view>::first);
        if (kind != std::end(kinds) && !kind->second.empty())
            count_behind(one, kind->second);
    }
    if (options.kind == DocumentKind::Presentation)
        tell_what_shows_leave(relationships);
}

std::string Build::name(PartKind kind, const std::string& source)
{
    auto [place, is_new] = m_names.try_emplace({ kind, source });
    if (is_new) {
        place->second = pattern_of(kind, options.kind);
        auto counted = kind == PartKind::ChartSheet ? PartKind::Sheet : kind;
        if (auto mark = place->second.find('#'); mark != std::string::npos)
            place->second.replace(mark, 1, std::to_string(++m_numbers[counted]));
    }
    return place->second;
}

Outcome<std::string> Build::part(PartKind kind, const std::string& source)
{
    if (auto known_name = m_names.find({ kind, source }); known_name != m_names.end())
        return known_name->second;
    auto own = name(kind, source);
    auto added = add(kind, source);
    if (auto* refused = std::get_if<Refused>(&added))
        return *refused;
    return own;
}

std::string Build::later(PartKind kind, const std::string& source)
{
    if (!m_names.contains({ kind, source }))
        m_waiting[kind].push_back(source);
    return name(kind, source);
}

Outcome<bool> Build::add_waiting()
{
    for (;;) {
        auto next
            = std::ranges::find_if(m_waiting, [](const auto& one) { return !one.second.empty(); });
        if (next == m_waiting.end())
            return true;
        auto source = std::move(next->second.front());
        next->second.pop_front();
        auto added = add(next->first, source);
        if (auto* refused = std::get_if<Refused>(&added))
            return *refused;
    }
}

Outcome<bool> Build::add_related(OutputPart& document, const Relationships& relationships)
{
    for (const auto& shape : shapes()) {
        auto found = std::ranges::find(relationships, shape.relationship, &Relationship::type);
        if (shape.document != options.kind || found == relationships.end()
            || found->mode != TargetMode::Internal || !package.has(found->target))
            continue;
        if (options.comments == Comments::Remove) {
            if (shape.kind == PartKind::Comments)
                account.count("comment", package.place(found->target));
            if (shape.kind == PartKind::Comments || shape.kind == PartKind::CommentAuthors)
                continue;
        }
        auto own = part(shape.kind, found->target);
        if (auto* refused = std::get_if<Refused>(&own))
            return *refused;
        document.imply(shape.link, std::get<std::string>(own));
        show.has_authors = show.has_authors || shape.kind == PartKind::CommentAuthors;
    }
    return true;
}

// Text boxes of old drawings come out deeper than they came in; the verifier reads 500 levels, and
// the writer adds a paragraph.
static constexpr std::size_t deepest_output = 499;

// Relationships of elements that were left out afterwards go, too; the others are numbered anew.
static void prune_links(Tree& tree, std::vector<OutputLink>& links)
{
    if (links.empty())
        return;
    std::vector<OutputLink> used;
    std::map<std::string, std::string, std::less<>> names;
    auto use = [&](std::size_t index) {
        used.push_back(std::move(links[index]));
        return "rId" + std::to_string(used.size());
    };
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (links[i].implied)
            use(i);
    }
    tree.for_each_kept([&](Tree::Attribute& attribute) {
        if (attribute.rule->value != Value::Relationship || attribute.value.empty())
            return; // Of a jump, which refers to nothing.
        auto known_name = names.find(attribute.value);
        if (known_name == names.end()) {
            auto index = std::stoul(std::string(attribute.value.substr(3))) - 1;
            known_name = names.emplace(std::string(attribute.value), use(index)).first;
        }
        attribute.value = tree.keep(known_name->second);
    });
    links = std::move(used);
}

Outcome<bool> Build::add(PartKind kind, const std::string& source)
{
    auto bytes = package.part(source);
    if (auto* refused = std::get_if<Refused>(&bytes))
        return *refused;
    Account::Within there(account, package.place(source));
    auto related = relationships_of(package, source);
    if (auto* refused = std::get_if<Refused>(&related))
        return *refused;
    const auto& relationships = std::get<Relationships>(related);
    tell_what_stays_behind(relationships);

    auto folder = std::string(folder_of(options.kind));
    OutputPart output { kind, folder + m_names.at({ kind, source }), {}, {} };
    if (options.kind == DocumentKind::Presentation) {
        if (auto refused = relate(output, source, relationships))
            return *refused;
    }
    auto filled = fill(output, std::get<base::Bytes>(bytes), relationships);
    if (auto* refused = std::get_if<Refused>(&filled))
        return *refused;
    m_built.parts.push_back(std::move(output));
    return true;
}

std::string Build::comment_shapes(const std::string& source)
{
    auto own = name(PartKind::CommentShapes, source);
    OutputPart output { PartKind::CommentShapes, std::string(folder_of(options.kind)) + own, {},
        {} };
    output.xml = write_comment_shapes(book.commented, m_shape_blocks);
    m_shape_blocks += blocks_of(book.commented.size());
    m_built.parts.push_back(std::move(output));
    return own;
}

Outcome<bool> Build::fill(
    OutputPart& output, base::Bytes& bytes, const Relationships& relationships)
{
    if (output.kind == PartKind::Strings)
        return copy_strings(*this, std::move(bytes), output.xml);
    std::string rows;
    if (output.kind == PartKind::Sheet) {
        auto split = take_rows(*this, bytes, rows);
        if (auto* refused = std::get_if<Refused>(&split))
            return *refused;
    }
    auto parsed = parse(bytes);
    if (auto* refused = std::get_if<Refused>(&parsed))
        return *refused;
    auto element = std::get<0>(parsed)->document_element();
    if (output.kind == PartKind::Workbook) {
        auto surveyed = survey(*this, element, relationships);
        if (auto* refused = std::get_if<Refused>(&surveyed))
            return *refused;
    }
    if (output.kind == main_part(options.kind)) {
        auto added = add_related(output, relationships);
        if (auto* refused = std::get_if<Refused>(&added))
            return *refused;
    }
    Tree tree(bytes.size());
    auto [space, root] = root_of(output.kind);
    PartReader reader(*this, output, relationships, tree);
    auto read = reader.read(element, space, root);
    if (auto* refused = std::get_if<Refused>(&read))
        return *refused;
    if (pictures.go_out())
        return true;
    std::get<0>(parsed).reset(); // It is the largest of all, and no longer needed.
    if (tree.depth() > deepest_output)
        return Refused { Why::Limit, "a part is nested too deep" };
    if (options.kind == DocumentKind::Word)
        settle_fields(tree, words, options.hyperlinks, account);
    prune_links(tree, output.links);
    if (output.kind == PartKind::BookStyles)
        book.formats = cell_formats(tree);
    auto written = write_xml(tree, options.kind, rows, bytes.size());
    if (!written)
        return other_encoding;
    output.xml = std::move(*written);
    return true;
}

Outcome<Built> Build::run()
{
    account.stand_at("_rels/.rels");
    auto related = relationships_of(package, "");
    if (auto* refused = std::get_if<Refused>(&related))
        return *refused;
    const auto& relationships = std::get<Relationships>(related);
    tell_what_stays_behind(relationships);
    auto main = std::ranges::find(relationships, "officeDocument", &Relationship::type);
    if (main == relationships.end() || main->mode != TargetMode::Internal)
        return Refused { Why::Malformed, "the package names no document" };
    auto document = part(main_part(options.kind), main->target);
    if (auto* refused = std::get_if<Refused>(&document))
        return *refused;
    auto added = add_waiting();
    if (auto* refused = std::get_if<Refused>(&added))
        return *refused;
    m_built.kind = options.kind;
    std::ranges::stable_sort(m_built.parts, {}, &OutputPart::kind);
    auto folder = folder_of(options.kind).size();
    std::set<std::string> referred { m_built.parts.front().name.substr(folder) };
    for (const auto& one : m_built.parts) {
        for (const auto& link : one.links)
            referred.insert(link.target);
    }
    auto is_orphan = [&](const auto& one) { return !referred.contains(one.name.substr(folder)); };
    std::erase_if(m_built.parts, is_orphan); // Of what was left out after it had been built.
    pictures.remove_if(is_orphan);
    return std::move(m_built);
}

}
