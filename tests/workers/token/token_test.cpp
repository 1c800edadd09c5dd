// SPDX-License-Identifier: MIT
// A key that lies, behind a real worker in its sandbox; what it says is judged as the broker does,
// and by libfido2 itself.
#include "kiosk/broker/ask/security_key.h"
#include "tests/fakes/authenticator/plugged.h"

#include <cstdlib>
#include <fcntl.h>
#include <fido.h>
#include <fido/es256.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <optional>
#include <sys/inotify.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace broker;
using fakes::Fault;
using people::Judged;
using Step = SecurityKeys::Step;
using testing::ElementsAre;
using testing::HasSubstr;

class Token : public testing::Test {
protected:
    void SetUp() override
    {
        std::string name = (fs::temp_directory_path() / "sekisho-token-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
        keys.emplace(SEKISHO_LIBEXEC, folder.string());
        plugged.emplace(folder, fake);
    }
    void TearDown() override
    {
        plugged.reset();
        fs::remove_all(folder);
    }

    SecurityKeys::Desk desk()
    {
        return { [this](Step step) {
                    steps.push_back(step);
                    if (when_told)
                        when_told(step);
                },
            stop.get_token() };
    }
    void enrol()
    {
        auto enrolled = keys->enrol(user, challenge, {}, desk());
        ASSERT_TRUE(enrolled) << enrolled.error().message;
        key = enrolled.value().key;
        first = enrolled.value().first;
    }
    Result<SecurityKeys::Touched> touch() { return keys->touch(challenge, { key.id }, desk()); }
    // What comes of a touch with this fault: an error's words, or how it is judged.
    std::string outcome(Fault fault)
    {
        fake.fault = fault;
        auto touched = touch();
        fake.fault = Fault::None;
        if (!touched)
            return touched.error().message;
        touched.value().touch.counter_then = key.counter;
        switch (judge(key, touched.value().touch).as) {
        case Judged::As::Good: return "good";
        case Judged::As::Copied: return "copied";
        case Judged::As::Wrong: return "wrong";
        }
        return "";
    }

    fs::path folder;
    fakes::Authenticator fake;
    std::optional<fakes::Plugged> plugged;
    std::optional<SecurityKeys> keys;
    std::vector<Step> steps;
    std::function<void(Step)> when_told;
    std::stop_source stop;
    base::Digest user = base::sha256(base::view_of("yamada"));
    base::Digest challenge = base::sha256(base::view_of("this very moment"));
    people::SecurityKey key;
    people::Touch first;
};

static int second_opinion(const people::SecurityKey& key, const people::Touch& touch)
{
    auto* assertion = fido_assert_new();
    auto* point = es256_pk_new();
    base::Bytes der;
    for (std::size_t half = 0; half < 2; ++half) {
        base::View number(touch.signature.data() + 32 * half, 32);
        while (number[0] == 0)
            number = number.subspan(1);
        base::append(
            der, base::Bytes { 2, static_cast<std::uint8_t>(number.size() + (number[0] >> 7)) });
        if (number[0] >> 7)
            der.push_back(0);
        base::append(der, number);
    }
    der.insert(der.begin(), { 0x30, static_cast<std::uint8_t>(der.size()) });
    EXPECT_EQ(es256_pk_from_ptr(point, key.public_key.data(), 64), FIDO_OK);
    fido_assert_set_clientdata_hash(assertion, touch.challenge.data(), 32);
    fido_assert_set_rp(assertion, "sekisho");
    fido_assert_set_count(assertion, 1);
    fido_assert_set_up(assertion, FIDO_OPT_TRUE);
    EXPECT_EQ(fido_assert_set_authdata_raw(assertion, 0, touch.data.data(), 37), FIDO_OK);
    EXPECT_EQ(fido_assert_set_sig(assertion, 0, der.data(), der.size()), FIDO_OK);
    auto verified = fido_assert_verify(assertion, 0, COSE_ES256, point);
    fido_assert_free(&assertion);
    es256_pk_free(&point);
    return verified;
}

TEST_F(Token, EnrolsByTwoTouchesAndSignsByOne)
{
    enrol();
    EXPECT_THAT(steps, ElementsAre(Step::Touch, Step::TouchAgain));
    auto judged = judge(key, first);
    EXPECT_EQ(judged.as, Judged::As::Good);
    EXPECT_EQ(second_opinion(key, first), FIDO_OK);
    key.counter = judged.counter;
    challenge = base::sha256(base::view_of("another moment"));
    auto touched = touch();
    ASSERT_TRUE(touched) << touched.error().message;
    EXPECT_EQ(judge(key, touched.value().touch).as, Judged::As::Good);
    EXPECT_EQ(second_opinion(key, touched.value().touch), FIDO_OK);
    EXPECT_EQ(fake.touches, 3u);
    auto other = touched.value().touch;
    other.challenge = first.challenge;
    EXPECT_NE(second_opinion(key, other), FIDO_OK);
    EXPECT_EQ(judge(key, other).as, Judged::As::Wrong);
}

TEST_F(Token, IsBelievedInNothingThatItsKeyDidNotSign)
{
    enrol();
    key.counter = judge(key, first).counter;
    EXPECT_EQ(outcome(Fault::None), "good");
    EXPECT_EQ(outcome(Fault::WrongKey), "wrong");
    EXPECT_EQ(outcome(Fault::CounterStands), "good") << "higher than the one that is known";
    EXPECT_EQ(outcome(Fault::CountsNothing), "copied");
    for (auto fault : { Fault::WrongParty, Fault::NoPresence, Fault::OtherCredential,
             Fault::LongerData, Fault::LongSignature }) {
        auto what = outcome(fault);
        EXPECT_TRUE(what == "wrong" || what.starts_with("the security key answered nonsense"))
            << int(fault) << ": " << what;
    }
    ASSERT_EQ(outcome(Fault::None), "good");
    challenge[0] ^= 1;
    EXPECT_EQ(outcome(Fault::Replayed), "wrong") << "it signed another challenge";
    key.counter = 1000;
    EXPECT_EQ(outcome(Fault::CounterBack), "copied");
}

TEST_F(Token, ThatCountsNothingIsTakenAsTheStandardSays)
{
    fake.fault = Fault::CountsNothing;
    enrol();
    EXPECT_EQ(judge(key, first).as, Judged::As::Good);
    EXPECT_EQ(outcome(Fault::CountsNothing), "good");
}

TEST_F(Token, EndsWithAReasonWhateverItDoes)
{
    enrol();
    EXPECT_THAT(outcome(Fault::WantsPin), HasSubstr("PIN"));
    EXPECT_THAT(outcome(Fault::Endless), HasSubstr("nonsense"));
    EXPECT_THAT(outcome(Fault::Garbage), Not(HasSubstr("good")));
    EXPECT_EQ(outcome(Fault::None), "good") << "and speaks again";
    fake.fault = Fault::OldProtocol;
    EXPECT_THAT(touch().error().message, HasSubstr("too old"));
    fake.fault = Fault::None;
    EXPECT_THAT(keys->touch(challenge, { { 9, 9 } }, desk()).error().message,
        HasSubstr("not one of the account's"));
    EXPECT_THAT(outcome(Fault::HangsUp), HasSubstr("taken out"));
}

TEST_F(Token, IsToldToGiveUpWhenNobodyWantsItAnyMore)
{
    enrol();
    std::jthread person;
    when_told = [&](Step) {
        person = std::jthread([&](const std::stop_token& is_over) {
            while (fake.waits == 0 && !is_over.stop_requested()) // Until it blinks.
                usleep(1'000);
            if (fake.waits > 0)
                stop.request_stop();
        });
    };
    EXPECT_THAT(outcome(Fault::NotTouched), HasSubstr("called off"));
    person = {};
    for (int i = 0; i < 200 && fake.cancels == 0; ++i)
        usleep(10'000);
    EXPECT_EQ(fake.cancels, 1u);
    when_told = {};
    stop = {};
    EXPECT_EQ(outcome(Fault::None), "good");
}

TEST_F(Token, MayComeAMomentLater)
{
    enrol();
    plugged.reset();
    steps.clear();
    when_told = [&](Step step) {
        if (step == Step::PlugIn)
            plugged.emplace(folder, fake);
    };
    EXPECT_EQ(outcome(Fault::None), "good");
    EXPECT_THAT(steps, ElementsAre(Step::PlugIn, Step::Touch));
    plugged.reset();
    when_told = [&](Step) { stop.request_stop(); };
    EXPECT_THAT(outcome(Fault::None), HasSubstr("called off"));
}

TEST_F(Token, ThatWasPulledOutIsSeenToBe)
{
    enrol();
    auto touched = touch();
    ASSERT_TRUE(touched);
    EXPECT_FALSE(is_gone(*touched.value().node));
    plugged.reset();
    EXPECT_TRUE(is_gone(*touched.value().node));
    plugged.emplace(folder, fake);
    EXPECT_TRUE(is_gone(*touched.value().node)) << "another one does not bring it back";
}

TEST_F(Token, IsFoundAmongSeveralByWhatItKnows)
{
    enrol();
    fakes::Authenticator others[3];
    others[1].fault = Fault::Silent;
    others[2].fault = Fault::Garbage;
    std::optional<fakes::Plugged> beside[3];
    for (int i = 0; i < 3; ++i)
        beside[i].emplace(folder, others[i], "hidraw" + std::to_string(5 + i));
    EXPECT_EQ(outcome(Fault::None), "good");
    // Whatever order the kernel lists them in.
    plugged.emplace(folder, fake, "hidraw9");
    EXPECT_EQ(outcome(Fault::None), "good");
    EXPECT_EQ(fake.touches, 4u) << "two to enrol, and nobody touches to be found";
    for (const auto& other : others)
        EXPECT_EQ(other.touches, 0u);
    plugged.reset();
    EXPECT_THAT(outcome(Fault::None), HasSubstr("not one of the account's"));
}

TEST_F(Token, IsEnrolledBesideTheOneThatIsThereAlready)
{
    enrol();
    fakes::Authenticator second;
    std::optional<fakes::Plugged> beside;
    steps.clear();
    when_told = [&](Step step) {
        if (step == Step::PlugInNew)
            beside.emplace(folder, second, "hidraw3");
    };
    auto spare = keys->enrol(user, challenge, { key.id }, desk());
    ASSERT_TRUE(spare) << spare.error().message;
    EXPECT_THAT(steps, ElementsAre(Step::PlugInNew, Step::Touch, Step::TouchAgain));
    EXPECT_EQ(fake.touches, 2u) << "the first is not touched again";
    EXPECT_EQ(second.touches, 2u);
    EXPECT_NE(spare.value().key.id, key.id);
    EXPECT_EQ(judge(spare.value().key, spare.value().first).as, Judged::As::Good);

    fakes::Authenticator third;
    fakes::Plugged also(folder, third, "hidraw4");
    auto one_too_many = keys->enrol(user, challenge, {}, desk());
    EXPECT_THAT(one_too_many.error().message, HasSubstr("more than one new"));
    EXPECT_EQ(third.touches, 0u);
}

TEST_F(Token, MayNotEnrolAWeakKey)
{
    fake.fault = Fault::WeakKey;
    auto enrolled = keys->enrol(user, challenge, {}, desk());
    ASSERT_TRUE(enrolled) << enrolled.error().message; // Nobody has looked at it yet.
    auto& made = enrolled.value().key;
    made.name = "鍵";
    EXPECT_FALSE(people::check_key(made));
    made.public_key = {};
    EXPECT_FALSE(people::check_key(made));
}

TEST_F(Token, LeavesEveryOtherDeviceClosed)
{
    enrol();
    base::Bytes keyboard { 0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x75, 0x08, 0x95, 0x08,
        0x81, 0x02, 0xc0 };
    fakes::Authenticator typed;
    fakes::Plugged beside(folder, typed, "hidraw1", keyboard);
    base::Descriptor watch(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    auto path = folder / "dev/hidraw1";
    ASSERT_GE(inotify_add_watch(watch.get(), path.c_str(), IN_OPEN), 0);
    EXPECT_EQ(outcome(Fault::None), "good");
    char event[4096];
    EXPECT_EQ(read(watch.get(), event, sizeof event), -1) << "its keys could be read";
    base::Descriptor opened(open(path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    EXPECT_GT(read(watch.get(), event, sizeof event), 0) << "this test would see it";
}
