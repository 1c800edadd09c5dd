// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/account/shown.h"

#include "sanitizer/rebuild/ooxml/account/census.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

using policy::Countable, policy::Figures;

static void add(Figures& to, const Figures& figures)
{
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i] += figures[i];
}

static std::string_view last_of(std::string_view type)
{
    return type.substr(type.rfind('/') + 1);
}

// From part to part, by the relationships that show something.
class Walk {
public:
    Walk(const Package& package, const Options& options)
        : m_package(package)
        , m_options(options)
        , m_diagrams(package)
    {
    }

    Figures run()
    {
        auto related = relationships_of(m_package, "");
        if (const auto* all = std::get_if<Relationships>(&related)) {
            auto main = std::ranges::find(*all, "officeDocument", &Relationship::type);
            if (main != all->end() && main->mode == TargetMode::Internal)
                visit(main->target);
        }
        return m_figures;
    }

private:
    void visit(const std::string& part)
    {
        if (!m_visited.insert(part).second)
            return;
        auto read = m_package.part(part);
        auto* bytes = std::get_if<base::Bytes>(&read);
        if (!bytes)
            return;
        auto related = relationships_of(m_package, part);
        const auto* relationships = std::get_if<Relationships>(&related);
        auto xml = to_utf8(std::move(*bytes));
        Census census(
            Writer::Foreign, [](std::string_view) { return true; },
            [this](std::string_view path, std::string_view store) {
                auto [place, is_new]
                    = m_behind.try_emplace({ std::string(path), std::string(store) });
                if (is_new)
                    place->second = letters_behind(m_package, path, store);
                return place->second;
            });
        census.read(base::text_of(xml));
        add(m_figures, census.figures);
        if (!relationships)
            return;
        for (const auto& reference : census.references) {
            if (reference.element == "relIds")
                diagram(*relationships, reference.id);
            else if (const auto* found = find(*relationships, reference.id))
                follow(*found);
        }
        for (const auto& one : *relationships)
            follow_implied(one);
        if (m_options.comments == Comments::Keep)
            follow_comments(*relationships);
    }

    void follow(const Relationship& one)
    {
        static constexpr std::array<std::string_view, 8> opened { "header", "footer", "chart",
            "chartEx", "drawing", "worksheet", "chartsheet", "slide" };
        auto type = last_of(one.type);
        if (one.mode != TargetMode::Internal || !m_package.has(one.target))
            return;
        if (type == "worksheet" || type == "chartsheet" || type == "slide")
            ++m_figures[static_cast<std::size_t>(Countable::Pages)];
        if (std::ranges::find(opened, type) != opened.end())
            visit(one.target);
        else if (type == "aFChunk")
            within(one.target);
        else if (type == "vmlDrawing" && m_visited.insert(one.target).second)
            m_figures[static_cast<std::size_t>(Countable::Pictures)]
                += pictures_behind(m_package, one.target);
    }

    // Those that no element asks for.
    void follow_implied(const Relationship& one)
    {
        static constexpr std::array<std::string_view, 5> opened { "footnotes", "endnotes",
            "sharedStrings", "notesSlide", "chartUserShapes" };
        if (one.mode == TargetMode::Internal
            && std::ranges::find(opened, last_of(one.type)) != opened.end())
            visit(one.target);
    }

    // Those of Excel that answer one another say the same once more, if it is all there.
    void follow_comments(const Relationships& relationships)
    {
        constexpr auto text = static_cast<std::size_t>(Countable::Text);
        auto before = m_figures[text];
        std::uint64_t threads = 0;
        for (const auto& one : relationships) {
            if (one.mode != TargetMode::Internal)
                continue;
            if (last_of(one.type) == "comments")
                visit(one.target);
            else if (last_of(one.type) == "threadedComment")
                threads += figures_of(one.target)[text];
        }
        auto shown = m_figures[text] - before;
        m_figures[text] += std::max(threads, shown) - shown;
    }

    Figures figures_of(const std::string& part)
    {
        if (!m_visited.insert(part).second)
            return {};
        auto read = m_package.part(part);
        auto* bytes = std::get_if<base::Bytes>(&read);
        if (!bytes)
            return {};
        auto xml = to_utf8(std::move(*bytes));
        Census census(Writer::Foreign, [](std::string_view) { return true; });
        census.read(base::text_of(xml));
        return census.figures;
    }

    // Its data and its drawing say the same; one that nobody drew is a picture that nobody has.
    void diagram(const Relationships& relationships, const std::string& data)
    {
        auto drawing = m_diagrams.drawing(relationships, data);
        const auto* found = find(relationships, data);
        Figures shown {};
        if (found && found->mode == TargetMode::Internal)
            shown = figures_of(found->target);
        auto drawn = drawing ? figures_of(*drawing) : Figures {};
        for (std::size_t i = 0; i < shown.size(); ++i)
            shown[i] = std::max(shown[i], drawn[i]);
        add(m_figures, shown);
        m_figures[static_cast<std::size_t>(Countable::Pictures)] += drawing ? 0 : 1;
    }

    // A document within the document.
    void within(const std::string& part)
    {
        if (!m_visited.insert(part).second)
            return;
        auto read = m_package.part(part);
        const auto* bytes = std::get_if<base::Bytes>(&read);
        if (!bytes)
            return;
        auto opened = Package::open(*bytes, PackageLimits {});
        const auto* package = std::get_if<Package>(&opened);
        if (!package) {
            m_figures[static_cast<std::size_t>(Countable::Text)] += letters_of(*bytes);
            return;
        }
        auto document = package->part("word/document.xml"); // No deeper: it is all lost.
        auto* inner = std::get_if<base::Bytes>(&document);
        if (!inner)
            return;
        auto xml = to_utf8(std::move(*inner));
        Census census(Writer::Foreign, [](std::string_view) { return true; });
        census.read(base::text_of(xml));
        add(m_figures, census.figures);
    }

    const Package& m_package;
    const Options& m_options;
    DiagramParts m_diagrams;
    std::set<std::string> m_visited;
    std::map<std::pair<std::string, std::string>, std::uint64_t> m_behind; // Controls.
    Figures m_figures {};
};

Figures shown_by(const Package& package, const Options& options)
{
    return Walk(package, options).run();
}

// Slides and what stands on them, not their masters, whose words are hints for whoever writes.
static bool is_shown(PartKind kind)
{
    static constexpr std::array shown { PartKind::Document, PartKind::Footnotes, PartKind::Endnotes,
        PartKind::Comments, PartKind::Header, PartKind::Footer, PartKind::Strings, PartKind::Sheet,
        PartKind::ChartSheet, PartKind::SheetDrawing, PartKind::CellComments, PartKind::Slide,
        PartKind::Notes, PartKind::SlideComments, PartKind::Chart };
    return std::ranges::find(shown, kind) != shown.end();
}

Figures shown_by(const Built& built, const std::set<std::string>& stand_ins)
{
    Figures figures {};
    auto folder = std::string(folder_of(built.kind));
    for (const auto& part : built.parts) {
        if (part.kind == PartKind::Sheet || part.kind == PartKind::ChartSheet
            || part.kind == PartKind::Slide)
            ++figures[static_cast<std::size_t>(Countable::Pages)];
        if (!is_shown(part.kind))
            continue;
        Census census(Writer::Ours, [&](std::string_view id) {
            auto place = std::stoul(std::string(id.substr(3))) - 1; // "rId1"
            return place >= part.links.size()
                || !stand_ins.contains(folder + part.links[place].target);
        });
        census.read(part.xml);
        add(figures, census.figures);
    }
    return figures;
}

}
