// SPDX-License-Identifier: MIT
// A signature made and verified elsewhere (python-cryptography, python-fido2), and every way in
// which it is not one.
#include "kiosk/people/security_key.h"

#include "tests/unit/people/bench.h"

#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

using namespace people;
using namespace people_test;
using testing::HasSubstr;

template <typename Array>
static Array from(std::string_view hex)
{
    Array array {};
    auto bytes = base::from_hex(hex).take();
    EXPECT_EQ(bytes.size(), array.size());
    std::ranges::copy(bytes, array.begin());
    return array;
}

static SecurityKey known_key()
{
    SecurityKey key;
    key.id = { 1, 2, 3 };
    key.name = "紺色のキー";
    key.counter = 41;
    key.public_key
        = from<base::P256Key>("10745eb3c7ec2af171c844ad097a53a89235838d55a78ce30d28889cdc6368b5"
                              "9c9eac33f9de870b09a8096ee5ab794f273bf54e757aa2ba023783c2aea11f2e");
    return key;
}

// Its counter is 42.
static Touch known_touch()
{
    Touch touch;
    touch.key = { 1, 2, 3 };
    touch.data = from<std::array<std::uint8_t, 37>>(
        "0b8c522294106d866765bde4d84798c2c4f9559250108c5f455d8fe77d8f6d86010000002a");
    touch.challenge
        = from<base::Digest>("2dd00bd77e0222ced882665481a9c1d9f907309d16e05ed007a1ea63928477a9");
    touch.signature
        = from<base::P256Signature>("095758be22f5bf654d9bd69ebfe70cd323ad90a46232ecd5212c76c9582a66"
                                    "33919286fcffbfd0f19b5d7f17a705625e28632eb3825aad00fa4e1d133f0c"
                                    "be60");
    return touch;
}

TEST(SecurityKeyTouch, CountsWhenTheKeySignedThisVeryChallenge)
{
    auto judged = judge(known_key(), known_touch());
    EXPECT_EQ(judged.as, Judged::As::Good);
    EXPECT_EQ(judged.counter, 42u);
}

TEST(SecurityKeyTouch, IsWrongWithAnyByteChanged)
{
    auto wrong = [](auto change) {
        auto touch = known_touch();
        change(touch);
        return judge(known_key(), touch).as == Judged::As::Wrong;
    };
    for (std::size_t i = 0; i < 37; ++i)
        EXPECT_TRUE(wrong([&](Touch& touch) { touch.data[i] ^= 2; })) << i;
    for (std::size_t i = 0; i < 64; ++i)
        EXPECT_TRUE(wrong([&](Touch& touch) { touch.signature[i] ^= 1; })) << i;
    for (std::size_t i = 0; i < 32; ++i)
        EXPECT_TRUE(wrong([&](Touch& touch) { touch.challenge[i] ^= 1; })) << i;
    EXPECT_TRUE(wrong([](Touch& touch) { touch.key.push_back(0); }));
    EXPECT_TRUE(wrong([](Touch& touch) { touch.signature = {}; }));
    EXPECT_TRUE(wrong([](Touch& touch) { touch.signature.fill(0xff); }));
    auto other = known_key();
    other.public_key[63] ^= 1; // No point of the curve.
    EXPECT_EQ(judge(other, known_touch()).as, Judged::As::Wrong);
}

// A key that signs what it likes: true signatures of wrong things.
class SecurityKeyThatLies : public testing::Test {
protected:
    SecurityKeyThatLies()
    {
        key = known_key();
        base::Bytes point(65);
        std::size_t size = 0;
        EXPECT_EQ(EVP_PKEY_get_octet_string_param(
                      pair.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size),
            1);
        std::ranges::copy(base::View(point).subspan(1), key.public_key.begin());
    }

    Judged::As judged(std::uint8_t flags, std::string_view party = "sekisho", bool whole = true)
    {
        Touch touch = known_touch();
        auto hash = base::sha256(base::view_of(party));
        std::ranges::copy(hash, touch.data.begin());
        touch.data[32] = flags;
        base::Bytes message(touch.data.begin(), touch.data.end());
        base::append(message, whole ? base::View(touch.challenge) : base::View());
        std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
            EVP_MD_CTX_new(), EVP_MD_CTX_free);
        base::Bytes der(80);
        auto size = der.size();
        EXPECT_EQ(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pair.get()), 1);
        EXPECT_EQ(
            EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()), 1);
        const auto* bytes = der.data();
        std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> numbers(
            d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(size)), ECDSA_SIG_free);
        BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), touch.signature.data(), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), touch.signature.data() + 32, 32);
        return judge(key, touch).as;
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair { EVP_EC_gen("P-256"), EVP_PKEY_free };
    SecurityKey key;
};

TEST_F(SecurityKeyThatLies, IsBelievedWhereItSignsForUsThatItWasTouched)
{
    EXPECT_EQ(judged(0x01), Judged::As::Good);
    EXPECT_EQ(judged(0x05), Judged::As::Good) << "it also asked for a finger's print";
    EXPECT_EQ(judged(0x00), Judged::As::Wrong) << "nobody touched it";
    EXPECT_EQ(judged(0x04), Judged::As::Wrong);
    EXPECT_EQ(judged(0x41), Judged::As::Wrong) << "there is more than 37 bytes";
    EXPECT_EQ(judged(0x81), Judged::As::Wrong);
    EXPECT_EQ(judged(0x01, "sekish0"), Judged::As::Wrong) << "signed for somebody else";
    EXPECT_EQ(judged(0x01, ""), Judged::As::Wrong);
    EXPECT_EQ(judged(0x01, "sekisho", false), Judged::As::Wrong) << "without the challenge";
}

TEST(SecurityKeyTouch, ShowsACopyByItsCounter)
{
    auto key = known_key();
    for (auto [before, as] : { std::pair(0u, Judged::As::Good), { 41u, Judged::As::Good },
             { 42u, Judged::As::Copied }, { 0xffffffffu, Judged::As::Copied } }) {
        key.counter = before;
        auto touch = known_touch();
        touch.counter_then = before;
        EXPECT_EQ(judge(key, touch).as, as) << before;
    }
    key.counter = 43; // Another touch was asked for later, and taken first.
    EXPECT_EQ(judge(key, known_touch()).as, Judged::As::Wrong);
    key.counter = 0;
    key.state = SecurityKey::State::Copied;
    EXPECT_EQ(judge(key, known_touch()).as, Judged::As::Copied) << "and stays one";
}

class SecurityKeyOf : public PeopleRegister {
protected:
    void enrol()
    {
        auto key = known_key();
        auto who = people->may_enrol_key({ "yamada", right });
        ASSERT_TRUE(who) << who.error().message;
        auto added = people->add_key(who.value(), key, known_touch());
        ASSERT_TRUE(added) << added.error().message;
    }
    // As if the key had been touched less often; the only signature there is stays the same.
    void set_counter(std::string_view counter)
    {
        people.reset();
        auto path = folder.path() / "accounts.json";
        std::ifstream file(path);
        std::string text(std::istreambuf_iterator<char>(file), {});
        auto at = text.find("\"counter\": ");
        ASSERT_NE(at, std::string::npos);
        text.replace(at, text.find(',', at) - at, "\"counter\": " + std::string(counter));
        std::ofstream(path) << text;
        restart();
    }
    Result<Principal> touched(const char* password = right, Touch touch = known_touch())
    {
        for (const auto& key : people->keys_of("yamada"))
            touch.counter_then = key.counter;
        return people->authenticate({ "yamada", password, "", touch });
    }
};

TEST_F(SecurityKeyOf, IsWantedOfWhoeverHasOneBesideThePassword)
{
    enrol();
    set_counter("41");
    EXPECT_FALSE(people->authenticate({ "yamada", right }));
    EXPECT_FALSE(people->authenticate({ "yamada", right, "123456" }));
    EXPECT_FALSE(touched("wrong-password"));
    auto other = known_touch();
    other.challenge[0] ^= 1;
    EXPECT_FALSE(touched(right, other));
    EXPECT_TRUE(touched());
    EXPECT_TRUE(people->vouch("yamada"));
}

// With the first password alone one may begin; by then somebody else may have finished.
TEST_F(SecurityKeyOf, IsNotAddedOnceCodesWereConfirmedMeanwhile)
{
    auto secret = people->begin_enrolment({ "yamada", right }).take();
    auto allowed = people->may_enrol_key({ "yamada", right });
    ASSERT_TRUE(allowed) << allowed.error().message;
    ASSERT_TRUE(people->confirm_enrolment({ "yamada", right }, code_of(secret)));
    EXPECT_FALSE(people->add_key(allowed.value(), known_key(), known_touch()));
    EXPECT_TRUE(people->keys_of("yamada").empty());
}

TEST_F(SecurityKeyOf, OpensNoOtherAccount)
{
    enrol();
    set_counter("41");
    auto admins = people->authenticate({ "admin", right, "", known_touch() });
    EXPECT_TRUE(admins) << "who has none shows a password alone";
    EXPECT_FALSE(people->authenticate({ "nobody", right, "", known_touch() }));
    auto secret = people->begin_enrolment({ "admin", right }).take();
    ASSERT_TRUE(people->confirm_enrolment({ "admin", right }, code_of(secret)));
    EXPECT_FALSE(people->authenticate({ "admin", right, "", known_touch() }))
        << "another's key stands for no codes";
    EXPECT_TRUE(touched());
}

TEST_F(SecurityKeyOf, IsBarredForGoodOnceItsCounterWentBack)
{
    enrol(); // Which was the 42nd touch.
    auto wrong = touched("wrong-password");
    EXPECT_THAT(wrong.error().message, Not(HasSubstr("copied"))) << "a stranger hears nothing";
    EXPECT_FALSE(people->take_barred());
    auto again = touched();
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message, HasSubstr("copied"));
    auto barred = people->take_barred();
    ASSERT_TRUE(barred);
    EXPECT_EQ(barred->account, "yamada");
    EXPECT_EQ(barred->key, "紺色のキー");
    set_counter("41");
    EXPECT_FALSE(touched());
    EXPECT_FALSE(people->take_barred()) << "it is barred once";
    EXPECT_FALSE(people->authenticate({ "yamada", right })) << "nor without it";
    ASSERT_TRUE(people->reset_second_factor(admin, "yamada"));
    EXPECT_TRUE(people->authenticate({ "yamada", right }));
}

TEST_F(SecurityKeyOf, IsNotEnrolledWithoutItsOwnFirstTouch)
{
    auto who = people->may_enrol_key({ "yamada", right }).take();
    ASSERT_TRUE(people->set_password(admin, "yamada", "other-password"));
    EXPECT_FALSE(people->add_key(who, known_key(), known_touch()))
        << "whoever began it has only the old password";
    who = people->may_enrol_key({ "yamada", "other-password" }).take();
    auto wrong = known_touch();
    wrong.signature[5] ^= 1;
    EXPECT_FALSE(people->add_key(who, known_key(), wrong));
    auto nameless = known_key();
    nameless.name = "two\nlines";
    EXPECT_FALSE(people->add_key(who, nameless, known_touch()));
    ASSERT_TRUE(people->lock(admin, "yamada"));
    EXPECT_FALSE(people->add_key(who, known_key(), known_touch())) << "locked meanwhile";
    EXPECT_TRUE(people->keys_of("yamada").empty());
    ASSERT_TRUE(people->unlock(admin, "yamada"));
    EXPECT_TRUE(people->add_key(who, known_key(), known_touch()));
    auto other = people->may_enrol_key({ "admin", right });
    ASSERT_TRUE(other);
    EXPECT_FALSE(people->add_key(other.value(), known_key(), known_touch()))
        << "somebody's already";
    EXPECT_EQ(people->keys_of("yamada").size(), 1u);
    EXPECT_TRUE(people->keys_of("nobody").empty());
}

TEST_F(SecurityKeyOf, IsKeptAsItWas)
{
    enrol();
    restart();
    const auto kept = people->list()[1].keys.at(0);
    EXPECT_EQ(kept.id, known_key().id);
    EXPECT_EQ(kept.public_key, known_key().public_key);
    EXPECT_EQ(kept.name, "紺色のキー");
    EXPECT_EQ(kept.counter, 42u);
    EXPECT_EQ(kept.enrolled, 1'800'000'000);
    EXPECT_EQ(kept.state, SecurityKey::State::Good);
}
