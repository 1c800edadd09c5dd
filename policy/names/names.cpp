// SPDX-License-Identifier: MIT
#include "policy/names/names.h"

#include "kiosk/core/base/text.h"
#include "policy/names/component.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <unicase.h>
#include <uninorm.h>

namespace policy {

using names::Component;

static constexpr std::size_t most_folders = 200'000; // So that the station's memory has a bound.
static constexpr std::size_t room_for_a_file = 40; // Below each folder, of max_path_bytes.

std::string_view word(NameChange change)
{
    static constexpr std::array<std::string_view, 12> words { "bytes", "normalized", "invisible",
        "characters", "mixed-scripts", "reserved", "edges", "extension", "length", "depth",
        "collision", "empty" };
    return words.at(static_cast<std::size_t>(change));
}

// Katakana that nobody can tell from an ideograph or from Hiragana.
static char32_t without_twin(char32_t c)
{
    static constexpr std::pair<char32_t, char32_t> twins[] { { U'エ', U'工' }, { U'カ', U'力' },
        { U'タ', U'夕' }, { U'チ', U'千' }, { U'ト', U'卜' }, { U'ニ', U'二' }, { U'ハ', U'八' },
        { U'ロ', U'口' }, { U'ミ', U'三' }, { U'ー', U'一' }, { U'ヘ', U'へ' }, { U'ベ', U'べ' },
        { U'ペ', U'ぺ' }, { U'リ', U'り' } };
    auto found = std::ranges::find(twins, c, &std::pair<char32_t, char32_t>::first);
    return found == std::end(twins) ? c : found->second;
}

std::string collision_key(std::string_view name)
{
    auto points = base::decode_utf8(name);
    if (!points || points->empty())
        return std::string(name); // Never the case for a name of ours.
    // u32_casefold folds and normalises; NFKC first makes forms of one letter the same letter.
    auto nfkc = [](const std::u32string& text, bool fold) -> std::u32string {
        if (text.empty())
            return {};
        std::size_t length = 0;
        auto data = reinterpret_cast<const std::uint32_t*>(text.data());
        std::unique_ptr<std::uint32_t, decltype(&std::free)> result(fold
                ? u32_casefold(data, text.size(), nullptr, UNINORM_NFKC, nullptr, &length)
                : u32_normalize(UNINORM_NFKC, data, text.size(), nullptr, &length),
            &std::free);
        if (!result)
            return text;
        return { result.get(), result.get() + length };
    };
    auto folded = nfkc(nfkc(*points, false), true);
    for (auto& c : folded)
        c = without_twin(c);
    return base::encode_utf8(folded);
}

OutputName output_component(
    const NameRules& rules, std::string_view original, std::optional<FileType> type)
{
    auto component = names::make_component(rules, original, type);
    return { component.whole(), { component.changes.begin(), component.changes.end() } };
}

// FNV-1a, 64 bit. Two keys that meet cost a needless "(2)" and nothing else.
static std::uint64_t hash_of(std::string_view folder, std::string_view key)
{
    std::uint64_t hash = 0xCBF29CE484222325;
    auto add = [&](std::string_view text) {
        for (auto c : text)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    };
    add(folder);
    add("/");
    add(key);
    return hash;
}

static std::string joined(const std::string& folder, const std::string& name)
{
    return folder.empty() ? name : folder + "/" + name;
}

std::string Namer::claim(const std::string& folder, Component& component)
{
    auto room = m_rules.max_path_bytes - (folder.empty() ? 0 : folder.size() + 1);
    auto most = std::min<std::size_t>(m_rules.max_component_bytes, room);
    names::shorten(component, "", most);
    auto first = hash_of(folder, collision_key(component.whole()));
    auto [entry, is_new] = m_taken.try_emplace(first, 2);
    if (is_new)
        return joined(folder, component.whole());
    component.changes.insert(NameChange::Collision);
    for (;;) {
        auto suffix = " (" + std::to_string(m_taken[first]++) + ")";
        auto numbered = component;
        names::shorten(numbered, suffix, most);
        auto name = numbered.stem + suffix + numbered.extension;
        if (m_taken.try_emplace(hash_of(folder, collision_key(name)), 2).second) {
            component.changes = numbered.changes;
            return joined(folder, name);
        }
    }
}

static OutputName merged(std::string path, const OutputName& folder, std::set<NameChange> changes)
{
    changes.insert(folder.changes.begin(), folder.changes.end());
    return { std::move(path), { changes.begin(), changes.end() } };
}

// One folder after another from the top, each remembered under its original path.
const OutputName& Namer::folder_of(std::string_view original)
{
    const auto* place = &m_folders.try_emplace("", OutputName {}).first->second;
    std::size_t depth = 0;
    for (std::size_t start = 0; start <= original.size() && !original.empty();) {
        auto end = std::min(original.find('/', start), original.size());
        auto path = std::string(original.substr(0, end));
        auto known = m_folders.find("/" + path);
        if (++depth > m_rules.max_depth
            || (known == m_folders.end() && m_folders.size() >= most_folders)) {
            auto& merged_place = m_too_deep[place->path];
            merged_place = merged(place->path, *place, { NameChange::Depth });
            return merged_place;
        }
        if (known == m_folders.end()) {
            auto component
                = names::make_component(m_rules, original.substr(start, end - start), std::nullopt);
            auto whole = joined(place->path, component.whole());
            OutputName next;
            if (whole.size() + room_for_a_file > m_rules.max_path_bytes)
                next = merged(place->path, *place, { NameChange::Depth });
            else {
                whole = claim(place->path, component);
                next = whole.size() + room_for_a_file > m_rules.max_path_bytes
                    ? merged(place->path, *place, { NameChange::Depth })
                    : merged(whole, *place, component.changes);
            }
            known = m_folders.emplace("/" + path, std::move(next)).first;
        }
        place = &known->second;
        start = end + 1;
    }
    return *place;
}

OutputName Namer::folder(std::string_view original)
{
    return folder_of(original);
}

OutputName Namer::place(std::string_view original, FileType type)
{
    auto slash = original.rfind('/');
    auto is_top = slash == std::string_view::npos;
    auto parent = folder_of(is_top ? std::string_view() : original.substr(0, slash));
    auto component
        = names::make_component(m_rules, is_top ? original : original.substr(slash + 1), type);
    auto path = claim(parent.path, component);
    return merged(std::move(path), parent, component.changes);
}

}
