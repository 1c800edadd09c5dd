// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/cleaned.h"

#include "kiosk/core/base/memory_file.h"

namespace broker {

namespace message = charset::message;

static Result<const char*> name_of(message::Removal what)
{
    switch (int(what)) { // proto3 enumerations are open.
    case message::REMOVAL_CONTROL: return "control-character";
    case message::REMOVAL_ESCAPE_SEQUENCE: return "escape-sequence";
    case message::REMOVAL_BIDI: return "bidi-control";
    case message::REMOVAL_INVISIBLE: return "invisible-character";
    case message::REMOVAL_VARIATION: return "variation-selector";
    case message::REMOVAL_PRIVATE_USE: return "private-use-character";
    case message::REMOVAL_INVALID: return "invalid-character";
    case message::REMOVAL_FORMULA: return "formula";
    case message::REMOVAL_SEPARATOR_LINE: return "separator-line";
    case message::REMOVAL_SCRIPT: return "script";
    case message::REMOVAL_STYLE: return "style";
    case message::REMOVAL_HIDDEN: return "hidden-text";
    case message::REMOVAL_FRAME: return "frame";
    case message::REMOVAL_IMAGE: return "image";
    case message::REMOVAL_FORM: return "form";
    default: return Error { "a removal of an unknown kind" };
    }
}

static bool is_unreadable(message::Removal what)
{
    return what == message::REMOVAL_INVALID || what == message::REMOVAL_PRIVATE_USE;
}

static Result<void> check_removed(
    const message::Cleaned& done, std::uint64_t most, Rebuilt& rebuilt)
{
    std::uint64_t unreadable = 0;
    auto previous = message::REMOVAL_UNSPECIFIED;
    for (const auto& removed : done.removed()) {
        if (removed.what() <= previous)
            return Error { "removals out of order" };
        if (removed.count() == 0 || removed.count() > most)
            return Error { "a removal out of bounds" };
        previous = removed.what();
        auto lines = TRY(check_lines(removed.first_line(), removed.last_line(), most));
        rebuilt.removed.push_back(
            { TRY(name_of(removed.what())), std::move(lines), removed.count() });
        unreadable += is_unreadable(removed.what()) ? removed.count() : 0;
        if (removed.what() == message::REMOVAL_IMAGE)
            rebuilt.loss.images = removed.count();
        if (removed.what() == message::REMOVAL_FORMULA)
            rebuilt.loss.formulas = removed.count();
    }
    if (unreadable > done.points())
        return Error { "more unreadable characters than there are" };
    if (unreadable > 0)
        rebuilt.loss.text = double(unreadable) / double(done.points());
    return {};
}

Result<Outcome<Rebuilt>> check_cleaned(const message::Answer& answer, base::Descriptor output,
    policy::FileType type, std::uint64_t most)
{
    if (answer.has_refusal())
        return Outcome<Rebuilt>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "an answer without an outcome" };
    const auto& done = answer.done();
    if (done.bytes() == 0 || done.bytes() != TRY(base::size_of(output)))
        return Error { "an output of another size than told" };
    if (done.points() > most || done.links() > most)
        return Error { "counts out of bounds" };
    if (done.encoding() <= message::ENCODING_UNSPECIFIED
        || done.encoding() > message::ENCODING_LATIN1)
        return Error { "an unknown encoding" };
    Rebuilt rebuilt;
    TRY(check_removed(done, most, rebuilt));
    rebuilt.loss.links = done.links();
    rebuilt.seen = TRY(check_seen(done.targets()));
    TRY(base::seal(output));
    rebuilt.bytes = std::move(output);
    rebuilt.type = type;
    return Outcome<Rebuilt>(std::move(rebuilt));
}

}
