// SPDX-License-Identifier: MIT
// What one part shows: letters, cells, pictures, links and formulas, counted in its XML as it is
// written, without a word of how it is rebuilt. The same count is made of what came in and of what
// came out.
#pragma once

#include "policy/facts/account.h"
#include "sanitizer/rebuild/ooxml/package/xml.h"

#include <functional>

namespace rebuild_ooxml {

// Ours says each thing once, and plainly. Of a foreign part, the alternative that shows most
// counts, deleted text and instructions of fields do not, and an object without a picture is one.
enum class Writer { Foreign, Ours };

class Census {
public:
    struct Reference { // From an element to another part.
        std::string element; // "headerReference"
        std::string id;
    };
    // Whether a picture of that relationship is one; what the custom XML behind a control shows.
    using IsPicture = std::function<bool(std::string_view id)>;
    using LettersBehind
        = std::function<std::uint64_t(std::string_view path, std::string_view store)>;

    Census(Writer writer, IsPicture is_picture, LettersBehind letters_behind = {})
        : m_writer(writer)
        , m_is_picture(std::move(is_picture))
        , m_letters_behind(std::move(letters_behind))
    {
    }

    // UTF-8. Of a part that is not well-formed, what stands before the fault counts.
    void read(std::string_view xml);

    policy::Figures figures {};
    std::vector<Reference> references;

private:
    enum class What {
        Other,
        Skipped,
        Letters,
        Instruction,
        Cell,
        Value,
        InlineText,
        Row,
        RowProperties,
        Alternatives,
        Branch,
        Drawing, // Shows a picture, or shapes.
        Markup, // VML
        Story,
        Bound, // A control whose text may stand elsewhere.
    };
    struct Open {
        What what;
        std::size_t place; // In m_saved, of those that have something there.
    };
    struct Saved {
        policy::Figures at_start;
        policy::Figures best {}; // Of alternatives.
        bool flag { false }; // A row that is deleted; a drawing that shows shapes.
        std::size_t fields { 0 }; // Of a story: how many are open around it.
        std::string path; // Of what is bound.
        std::string store;
    };
    struct Field {
        std::string instruction;
        std::uint64_t unseen { 0 }; // Letters among it.
        bool in_instruction { true };
    };

    void start();
    What kind_of(const Scopes::Name&);
    What of_text(std::string_view local);
    What of_sheets(std::string_view local);
    What of_drawings(const Scopes::Name&);
    What of_shows(std::string_view local);
    void end();
    void end_saved(What, Saved&);
    void text();
    void letters(std::uint64_t);
    void field(std::string_view type);
    void end_of_instruction(const Field&);
    void count_link(std::string_view instruction);
    void drop_fields(std::size_t down_to);
    void bind();
    void show_shape(); // In the drawing around.
    Saved* around(What);
    std::string attribute(Space, std::string_view local);
    void refer(std::string_view element, std::string id);
    void count(policy::Countable what, std::uint64_t number = 1)
    {
        figures[static_cast<std::size_t>(what)] += number;
    }

    Writer m_writer;
    IsPicture m_is_picture;
    LettersBehind m_letters_behind;
    XmlStream* m_stream { nullptr };
    Scopes m_scopes;
    std::vector<std::size_t> m_marks;
    std::vector<Open> m_open;
    std::vector<Saved> m_saved;
    std::vector<Field> m_fields;
    std::size_t m_story { 0 }; // Fields that are open around the story in hand.
    std::size_t m_skipped { 0 };
    std::string m_cell_type;
    bool m_cell_filled { false };
    std::string m_text;
};

}
