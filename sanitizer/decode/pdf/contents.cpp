// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/contents.h"

#include <algorithm>
#include <memory>
#include <poppler.h>

namespace decode_pdf {

template <typename Each>
static void for_each(GList* list, Each&& each)
{
    for (; list; list = list->next)
        each(list->data);
}

// What a reader would do at a click, beyond showing another place.
static bool does_something(const PopplerAction* action)
{
    switch (action->type) {
    case POPPLER_ACTION_UNKNOWN: // Of a kind that poppler does not name, such as SubmitForm.
    case POPPLER_ACTION_LAUNCH:
    case POPPLER_ACTION_MOVIE:
    case POPPLER_ACTION_RENDITION:
    case POPPLER_ACTION_OCG_STATE:
    case POPPLER_ACTION_JAVASCRIPT:
    case POPPLER_ACTION_RESET_FORM: return true;
    case POPPLER_ACTION_NONE:
    case POPPLER_ACTION_GOTO_DEST:
    case POPPLER_ACTION_GOTO_REMOTE:
    case POPPLER_ACTION_URI:
    case POPPLER_ACTION_NAMED: break;
    }
    return false;
}

static void add(Contents& contents, const char* what, std::string_view where, std::uint64_t count)
{
    if (count > 0)
        policy::add_removed(contents.besides, { what, std::string(where), count });
}

static void count_links(PopplerPage* page, std::string_view place, Contents& contents)
{
    std::unique_ptr<GList, decltype(&poppler_page_free_link_mapping)> links(
        poppler_page_get_link_mapping(page), poppler_page_free_link_mapping);
    for_each(links.get(), [&](void* entry) {
        ++contents.links;
        auto does = does_something(static_cast<PopplerLinkMapping*>(entry)->action);
        add(contents, "actions", place, does ? 1 : 0);
    });
}

std::vector<std::string> link_targets(PopplerPage* page)
{
    std::vector<std::string> targets;
    std::unique_ptr<GList, decltype(&poppler_page_free_link_mapping)> links(
        poppler_page_get_link_mapping(page), poppler_page_free_link_mapping);
    for_each(links.get(), [&](void* entry) {
        const auto* action = static_cast<PopplerLinkMapping*>(entry)->action;
        if (action->type == POPPLER_ACTION_URI && action->uri.uri)
            targets.emplace_back(action->uri.uri);
        else if (action->type == POPPLER_ACTION_LAUNCH && action->launch.file_name)
            targets.emplace_back(action->launch.file_name);
        else if (action->type == POPPLER_ACTION_GOTO_REMOTE && action->goto_remote.file_name)
            targets.emplace_back(action->goto_remote.file_name);
    });
    return targets;
}

static bool has_metadata(PopplerDocument* document)
{
    for (auto* get :
        { poppler_document_get_title, poppler_document_get_author, poppler_document_get_subject,
            poppler_document_get_keywords, poppler_document_get_creator,
            poppler_document_get_producer, poppler_document_get_metadata }) {
        std::unique_ptr<char, decltype(&g_free)> text(get(document), g_free);
        if (text && *text)
            return true;
    }
    return poppler_document_get_creation_date(document) > 0;
}

void keep_warnings_in()
{
    auto nowhere
        = [](GLogLevelFlags, const GLogField*, gsize, gpointer) { return G_LOG_WRITER_HANDLED; };
    g_log_set_writer_func(nowhere, nullptr, nullptr);
}

Contents contents_of(PopplerDocument* document)
{
    Contents contents;
    for (int number = 0; number < poppler_document_get_n_pages(document); ++number) {
        std::unique_ptr<PopplerPage, decltype(&g_object_unref)> page(
            poppler_document_get_page(document, number), g_object_unref);
        if (!page)
            continue;
        auto place = policy::place_on("page", static_cast<std::uint64_t>(number) + 1);
        count_links(page.get(), place, contents);
        std::unique_ptr<GList, decltype(&poppler_page_free_form_field_mapping)> fields(
            poppler_page_get_form_field_mapping(page.get()), poppler_page_free_form_field_mapping);
        add(contents, "form-fields", place, g_list_length(fields.get()));
    }
    add(contents, "attachments", policy::whole_document,
        poppler_document_get_n_attachments(document));
    add(contents, "metadata", policy::whole_document, has_metadata(document) ? 1 : 0);
    contents.has_scripts = poppler_document_has_javascript(document);
    return contents;
}

}
