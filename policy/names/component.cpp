// SPDX-License-Identifier: MIT
#include "policy/names/component.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <uninorm.h>

namespace policy::names {

static constexpr std::size_t longest_read = 4'096; // Bytes of one original name that are looked at.

// libunistring answers with memory of malloc's, or nothing when there is none left; then the name
// is treated as one that nothing is left of.
static std::u32string normalized(uninorm_t form, const std::u32string& text)
{
    if (text.empty())
        return {};
    std::size_t length = 0;
    std::unique_ptr<std::uint32_t, decltype(&std::free)> points(
        u32_normalize(form, reinterpret_cast<const std::uint32_t*>(text.data()), text.size(),
            nullptr, &length),
        &std::free);
    if (!points)
        return {};
    return { points.get(), points.get() + length };
}

// Every byte that is no part of valid UTF-8 becomes U+FFFD, which is no letter.
static std::u32string decoded(std::string_view text, std::set<NameChange>& changes)
{
    if (auto points = base::decode_utf8(text))
        return *points;
    changes.insert(NameChange::Bytes);
    std::u32string points;
    while (!text.empty()) {
        std::size_t length = std::min<std::size_t>(4, text.size());
        std::optional<std::u32string> one;
        for (; length > 0 && !one; --length) {
            auto piece = base::decode_utf8(text.substr(0, length));
            if (piece && piece->size() == 1)
                one = piece;
        }
        points += one ? one->front() : U'\uFFFD';
        text.remove_prefix(one ? length + 1 : 1);
    }
    return points;
}

// Characters that take no room are dropped; controls and private use stood for something.
static bool takes_no_room(char32_t c)
{
    auto control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    auto given = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    return base::is_unsafe(c) && !control && !given && (c & 0xFFFE) != 0xFFFE && c != 0x3164
        && c != 0xFFA0;
}

static std::u32string without_invisible(const std::u32string& text, std::set<NameChange>& changes)
{
    std::u32string kept;
    std::ranges::copy_if(
        text, std::back_inserter(kept), [](char32_t c) { return !takes_no_room(c); });
    if (kept.size() != text.size())
        changes.insert(NameChange::Invisible);
    return kept;
}

// NFC, and radicals (which look exactly like ideographs) as the ideographs they stand for.
static std::u32string composed(const std::u32string& text, std::set<NameChange>& changes)
{
    std::u32string plain;
    for (auto c : text) {
        auto radical = c >= 0x2E80 && c <= 0x2FDF;
        plain += radical ? normalized(UNINORM_NFKC, { c }) : std::u32string { c };
    }
    auto result = normalized(UNINORM_NFC, plain);
    if (result != text)
        changes.insert(NameChange::Normalized);
    return result;
}

static std::string lower(std::string_view text)
{
    std::string result(text);
    for (auto& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

static bool looks_like_extension(std::string_view text)
{
    auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.size() <= 24 && std::ranges::all_of(text, fits);
}

// Without what is to become the extension, which is Latin in every name.
static std::u32string_view stem_of(const std::u32string& text, bool file)
{
    auto dot = text.rfind(U'.');
    if (!file || dot == std::u32string::npos
        || !looks_like_extension(lower(base::encode_utf8(text.substr(dot + 1)))))
        return text;
    return std::u32string_view(text).substr(0, dot);
}

static bool looks_like_latin(LetterInfo info)
{
    return info.letter == Letter::Scripted
        && (info.script == Script::Greek || info.script == Script::Cyrillic);
}

static void replace_letters(
    const NameRules& rules, std::u32string& text, bool file, std::set<NameChange>& changes)
{
    auto stem = stem_of(text, file);
    auto has = [&](Script script) {
        return rules.allows(script) && std::ranges::any_of(stem, [&](char32_t c) {
            auto info = letter_of(c);
            return info.letter == Letter::Scripted && info.script == script;
        });
    };
    auto mixed = has(Script::Latin) + has(Script::Greek) + has(Script::Cyrillic) > 1;
    for (auto& c : text) {
        auto info = letter_of(c);
        if (info.letter == Letter::Never
            || (info.letter == Letter::Scripted && !rules.allows(info.script))) {
            c = U'_';
            changes.insert(NameChange::Characters);
        } else if (mixed && looks_like_latin(info)) {
            c = U'_';
            changes.insert(NameChange::MixedScripts);
        }
    }
}

static void trim(std::string& stem, std::set<NameChange>& changes)
{
    static constexpr std::string_view wide_space = "\u3000";
    auto before = stem.size();
    auto head = [&](std::string_view what) {
        auto found = stem.starts_with(what);
        if (found)
            stem.erase(0, what.size());
        return found;
    };
    auto tail = [&](std::string_view what) {
        auto found = stem.ends_with(what);
        if (found)
            stem.erase(stem.size() - what.size());
        return found;
    };
    while (head(" ") || head(".") || head(wide_space)) { }
    while (tail(" ") || tail(".") || tail(wide_space)) { }
    if (stem.size() != before)
        changes.insert(NameChange::Edges);
    if (stem.starts_with('-')) { // An option, to a command line that is handed the name.
        stem[0] = '_';
        changes.insert(NameChange::Edges);
    }
}

// "invoice.pdf.txt" and "tool.exe": what stands before a dot further inside must not read as one.
static void hide_inner_extensions(Component& name, bool file)
{
    for (auto dot = name.stem.find('.'); dot != std::string::npos;
         dot = name.stem.find('.', dot + 1)) {
        auto piece = lower(std::string_view(name.stem).substr(dot + 1));
        piece = piece.substr(0, piece.find_first_of(". "));
        piece = piece.substr(0, piece.find("\u3000"));
        auto known = file && std::ranges::any_of(all_file_types(), [&](const FileTypeInfo& entry) {
            return extension_fits(entry.type, piece);
        });
        if (known || is_dangerous_extension(piece)) {
            name.stem[dot] = '_';
            name.changes.insert(NameChange::Extension);
        }
    }
}

static void split_extension(Component& name, FileType type)
{
    auto dot = name.stem.rfind('.');
    auto written = dot == std::string::npos ? std::string() : name.stem.substr(dot + 1);
    auto extension = lower(written);
    if (dot != std::string::npos && looks_like_extension(extension))
        name.stem.erase(dot);
    if (!extension_fits(type, extension)) {
        auto all = info(type).extensions;
        extension = all.substr(0, all.find(' '));
    }
    if (extension != written)
        name.changes.insert(NameChange::Extension);
    if (!extension.empty())
        name.extension = "." + extension;
}

void shorten(Component& name, std::string_view suffix, std::size_t most)
{
    auto rest = suffix.size() + name.extension.size();
    if (name.stem.size() + rest <= most)
        return;
    name.changes.insert(NameChange::Length);
    auto end = most > rest ? most - rest : 0;
    while (end > 0 && (static_cast<unsigned char>(name.stem[end]) & 0xC0) == 0x80)
        --end;
    name.stem.resize(end);
    while (name.stem.ends_with(' ') || name.stem.ends_with('.'))
        name.stem.pop_back();
    if (name.stem.empty())
        name.stem = "_";
}

Component make_component(
    const NameRules& rules, std::string_view original, std::optional<FileType> type)
{
    Component name;
    if (original.size() > longest_read) {
        name.changes.insert(NameChange::Length);
        // The end tells the extension, and the start is what people know it by: the end goes, since
        // the extension is ours anyway.
        original = original.substr(0, longest_read);
    }
    auto text
        = composed(without_invisible(decoded(original, name.changes), name.changes), name.changes);
    replace_letters(rules, text, type.has_value(), name.changes);
    name.stem = base::encode_utf8(text);
    trim(name.stem, name.changes); // Dots at the end hide no extension.
    if (type)
        split_extension(name, *type);
    hide_inner_extensions(name, type.has_value());
    trim(name.stem, name.changes);
    if (name.stem.empty()) {
        name.stem = "unnamed";
        name.changes.insert(NameChange::Empty);
    }
    shorten(name, "", rules.max_component_bytes);
    if (is_reserved(name.stem, name.extension)) {
        auto dot = std::min(name.stem.find('.'), name.stem.size());
        name.stem.insert(dot, "_");
        name.changes.insert(NameChange::Reserved);
    }
    return name;
}

}
