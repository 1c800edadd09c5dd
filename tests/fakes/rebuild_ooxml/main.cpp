// SPDX-License-Identifier: MIT
// A rebuild in the power of its document: the copy is as it should be, and what is said of it is
// not. The words behind `--`: "none", "another number", "nonsense", "links for labels", "another
// label" (in the copy), or "before", "after" or "both" with the place of a figure and how much it
// is too large, and then perhaps for how many milliseconds it keeps its processor busy.
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/rebuild/ooxml/rebuild.h"
#include "sanitizer/rebuild/ooxml/sandbox.h"
#include "sanitizer/rebuild/parts/document.pb.h"

#include <chrono>

using namespace rebuild_ooxml;
namespace message = rebuild_parts::message;

struct Lie {
    std::string what;
    int place { 0 };
    std::uint64_t more { 0 };
    std::chrono::milliseconds slow { 0 };
};

static void tell(const Lie& lie, policy::LossAccount shown, message::Done& done)
{
    auto place = static_cast<std::size_t>(lie.place);
    if (lie.what == "before" || lie.what == "both")
        shown.before.at(place) += lie.more;
    if (lie.what == "after" || lie.what == "both")
        shown.after.at(place) += lie.more;
    for (auto figure : shown.before)
        done.add_before(figure);
    for (auto figure : shown.after)
        done.add_after(figure);
    if (lie.what == "another number")
        done.mutable_after()->RemoveLast();
    if (lie.what == "nonsense")
        done.set_before(0, policy::most_counted + 1);
}

static Result<void> work(const Vocabulary& words, const Lie& lie, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    auto mapping = TRY(base::Mapping::of(received.descriptors.at(0), request.most_input_bytes()));
    if (request.labels_only()) {
        message::Answer labels;
        auto& found = *labels.mutable_labels()->mutable_found();
        if (lie.what == "links for labels") {
            auto& link = *found.add_found();
            link.set_kind(seen::message::KIND_LINK);
            link.set_where(seen::message::WHERE_PROPERTY);
            link.set_text("https://example.jp/");
            found.set_links(1);
        }
        return wire::send_message(channel, labels);
    }
    for (auto start = std::chrono::steady_clock::now();
         std::chrono::steady_clock::now() - start < lie.slow;)
        ; // Its sandbox lets nobody sleep.
    Account account;
    auto label = lie.what == "another label" ? "機密性1" : request.label();
    Options options { DocumentKind::Word, {}, {}, {}, label };
    auto whole = TRY(rebuild(words, mapping.bytes(), {}, options, {}, received.descriptors.at(1),
        received.descriptors.at(2), account));
    message::Answer answer;
    auto& done = *answer.mutable_done();
    done.set_bytes(std::get<rebuild_parts::Finished>(whole).bytes);
    tell(lie, account.shown(), done);
    return wire::send_message(channel, answer);
}

int main(int argc, char** argv)
{
    std::unique_ptr<const Vocabulary> vocabulary;
    Lie lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        vocabulary = std::make_unique<Vocabulary>();
        if (words.size() != 1 && words.size() != 3 && words.size() != 4)
            return Error { "a lie, please" };
        lie.what = words[0];
        if (words.size() >= 3) {
            lie.place = std::stoi(words[1]);
            lie.more = std::stoull(words[2]);
        }
        if (words.size() == 4)
            lie.slow = std::chrono::milliseconds(std::stoul(words[3]));
        return {};
    };
    return worker::serve(argc, argv, rebuild_ooxml_profile(), prepare,
        [&](wire::Channel& channel) { return work(*vocabulary, lie, channel); });
}
