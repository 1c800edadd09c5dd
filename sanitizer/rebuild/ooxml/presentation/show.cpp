// SPDX-License-Identifier: MIT
// What the parts of a presentation say of one another without an element that says it (ECMA-376
// part 1, 13.3): a slide of its layout and notes, a layout of its master, a master of its theme.
#include "sanitizer/rebuild/ooxml/presentation/show.h"

#include "sanitizer/rebuild/ooxml/document/build.h"

#include <algorithm>
#include <array>

namespace rebuild_ooxml {

const Relationship* Build::within(const Relationships& all, std::string_view type) const
{
    auto found = std::ranges::find(all, type, &Relationship::type);
    bool there
        = found != all.end() && found->mode == TargetMode::Internal && package.has(found->target);
    return there ? &*found : nullptr;
}

std::optional<Refused> Build::relate(
    OutputPart& output, const std::string& source, const Relationships& relationships)
{
    if (output.kind == PartKind::Master || output.kind == PartKind::NotesMaster)
        return relate_theme(output, relationships);
    if (output.kind == PartKind::Slide)
        return relate_slide(output, source, relationships);
    if (output.kind == PartKind::Layout)
        output.imply(Link::Master, show.masters_of_layouts.at(source));
    if (output.kind == PartKind::Notes) {
        output.imply(Link::NotesMaster, *show.notes_master);
        output.imply(Link::Slide, show.slides_of_notes.at(source));
    }
    return std::nullopt;
}

std::optional<Refused> Build::relate_theme(OutputPart& output, const Relationships& relationships)
{
    const auto* theme = within(relationships, "theme");
    if (!theme)
        return Refused { Why::Malformed, "a master without a theme" };
    output.imply(Link::Theme, later(PartKind::Theme, theme->target));
    return std::nullopt;
}

std::optional<Refused> Build::relate_slide(
    OutputPart& output, const std::string& source, const Relationships& relationships)
{
    const auto* layout = within(relationships, "slideLayout");
    if (!layout || !show.masters_of_layouts.contains(layout->target))
        return Refused { Why::Malformed, "a slide without a layout" };
    output.imply(Link::Layout, later(PartKind::Layout, layout->target));
    if (const auto* notes = within(relationships, "notesSlide")) {
        const auto& own = show.slides.at(source);
        if (show.notes_master && show.slides_of_notes.try_emplace(notes->target, own).second)
            output.imply(Link::Notes, later(PartKind::Notes, notes->target));
        else
            account.count("notes", package.place(notes->target));
    }
    bool commented = false;
    for (const auto& one : relationships) {
        std::string_view last = one.type;
        if (last.substr(last.rfind('/') + 1) != "comments")
            continue;
        bool kept = one.type == "comments" && options.comments == Comments::Keep && !commented
            && show.has_authors && one.mode == TargetMode::Internal && package.has(one.target);
        commented = commented || kept;
        if (kept)
            output.imply(Link::Comments, later(PartKind::SlideComments, one.target));
        else
            account.count("comment", package.place(one.target));
    }
    return std::nullopt;
}

void Build::tell_what_shows_leave(const Relationships& relationships)
{
    // Elements of ours ask for the first ones, tell of those behind them when they are met, or
    // tell_what_stays_behind() does.
    static constexpr std::array known_types { "officeDocument", "slideMaster", "slideLayout",
        "slide", "notesSlide", "notesMaster", "theme", "tableStyles", "image", "chart", "hyperlink",
        "comments", "commentAuthors", "authors", "oleObject", "package", "control", "audio",
        "video", "media", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
        "diagramDrawing", "vmlDrawing", "vbaProject", "customXml", "customXmlProps",
        "printerSettings", "core-properties", "extended-properties", "custom-properties",
        "thumbnail", "origin", "extensibility", "externalLink", "webextension",
        "webextensiontaskpanes", "chartUserShapes", "chartStyle", "chartColorStyle", "font" };
    static constexpr std::pair<std::string_view, std::string_view> told[] = {
        { "presProps", "show-settings" },
        { "viewProps", "view-settings" },
        { "handoutMaster", "handout" },
        { "tags", "custom-data" },
        { "slideUpdateInfo", "external-link" },
        { "themeOverride", "theme-override" },
        { "changesInfo", "metadata" },
        { "revisionInfo", "metadata" },
    };
    for (const auto& one : relationships) {
        std::string_view last = one.type;
        last = last.substr(last.rfind('/') + 1);
        auto found
            = std::ranges::find(told, last, &std::pair<std::string_view, std::string_view>::first);
        if (found != std::end(told))
            count_behind(one, found->second);
        else if (std::ranges::find(known_types, last) == known_types.end())
            count_behind(one, "unknown-part");
    }
}

}
