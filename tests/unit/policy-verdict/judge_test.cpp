// SPDX-License-Identifier: MIT
#include "tests/unit/policy-verdict/bench.h"

#include <gmock/gmock.h>

using namespace verdict_test;
using testing::ElementsAre, testing::HasSubstr, testing::Not;

static const FileFacts picture = file_of(FileType::Png, "png");

// The decision on a sound picture after one thing is spoilt.
template <typename Spoil>
static Decision spoilt(Spoil spoil)
{
    auto facts = picture;
    spoil(facts);
    auto decision = judge(usual(), facts, context());
    EXPECT_FALSE(decision.plan);
    return decision;
}

TEST(Judge, PlansWhatTheRuleSaysForASoundCleanFile)
{
    auto decision = judge(usual(), file_of(FileType::Docx, "docx"), context());
    ASSERT_TRUE(decision.plan);
    EXPECT_TRUE(decision.reasons.empty());
    EXPECT_EQ(decision.verdict, Verdict::Flattened);
    EXPECT_EQ(decision.plan->method, Method::Flatten);
    EXPECT_EQ(decision.plan->options.dpi, 200u);
    EXPECT_EQ(decision.plan->rule, "office");
    EXPECT_EQ(judge(usual(), picture, context()).verdict, Verdict::Sanitized);
    EXPECT_EQ(judge(usual(), file_of(FileType::Csv, "csv"), context()).verdict, Verdict::Unchanged);
}

// It would come out as a table of cells.
TEST(Judge, RefusesToRebuildASheetOfMacros)
{
    auto file = file_of(FileType::Xls, "xls");
    file.type.holds = { { "macro-sheet", 1 } };
    EXPECT_EQ(judge(usual(), file, context()).verdict, Verdict::Flattened);
    auto policy = usual();
    for (auto& rule : policy.rules)
        rule.method = Method::Rebuild;
    EXPECT_THAT(codes(judge(policy, file, context())), ElementsAre(ReasonCode::Unsupported));
    file.type.holds = { { "macros", 1 } };
    EXPECT_TRUE(judge(policy, file, context()).plan);
}

// P2: the facts before anybody has answered, whatever the rules.
TEST(Judge, GivesNoAnswerToSilence)
{
    auto decision = judge(usual(), FileFacts {}, Context {});
    EXPECT_FALSE(decision.plan);
    EXPECT_EQ(decision.verdict, Verdict::NoAnswer);
    for (const auto& reason : decision.reasons)
        EXPECT_TRUE(is_silence(reason.code)) << word(reason.code);
}

TEST(Judge, RefusesEveryStructureButASoundOne)
{
    auto of = [](Structure structure) {
        return codes(spoilt([&](FileFacts& f) { f.type.structure = structure; }));
    };
    EXPECT_THAT(of(Structure::Broken), ElementsAre(ReasonCode::Broken));
    EXPECT_THAT(of(Structure::Encrypted), ElementsAre(ReasonCode::Encrypted));
    EXPECT_THAT(of(Structure::Ambiguous), ElementsAre(ReasonCode::Ambiguous));
    EXPECT_THAT(of(Structure::NoAnswer), ElementsAre(ReasonCode::NoTypeAnswer));
}

TEST(Judge, RefusesEveryScanStateButClean)
{
    auto of = [](ScanState state, std::vector<std::string> findings) {
        return codes(spoilt([&](FileFacts& f) {
            f.scans[1].state = state;
            f.scans[1].findings = findings;
        }));
    };
    EXPECT_THAT(of(ScanState::Found, { "rule" }), ElementsAre(ReasonCode::Malware));
    EXPECT_THAT(of(ScanState::Found, {}), ElementsAre(ReasonCode::Malware));
    EXPECT_THAT(of(ScanState::Clean, { "rule" }), ElementsAre(ReasonCode::Malware));
    EXPECT_THAT(of(ScanState::Incomplete, {}), ElementsAre(ReasonCode::ScanIncomplete));
    EXPECT_THAT(of(ScanState::NoAnswer, {}), ElementsAre(ReasonCode::ScannerSilent));
}

TEST(Judge, CallsALimitOfTheEngineNoMalware)
{
    auto of = [](std::vector<std::string> findings) {
        return codes(spoilt([&](FileFacts& f) {
            f.scans[0] = { "clamav", ScanState::Incomplete, findings, "" };
        }));
    };
    EXPECT_THAT(
        of({ "Heuristics.Limits.Exceeded.MaxScanTime" }), ElementsAre(ReasonCode::ScanIncomplete));
    EXPECT_THAT(of({ "Heuristics.Limits.Exceeded.MaxFiles", "Eicar" }),
        ElementsAre(ReasonCode::Malware, ReasonCode::ScanIncomplete));
}

TEST(Judge, WantsAnAnswerFromEveryRequiredScannerAndHearsTheOthers)
{
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.scans.pop_back(); })),
        ElementsAre(ReasonCode::ScannerSilent));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.scans.clear(); })),
        ElementsAre(ReasonCode::ScannerSilent, ReasonCode::ScannerSilent));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) {
        f.scans.push_back({ "command:more", ScanState::Found, { "X" }, "" });
    })),
        ElementsAre(ReasonCode::Malware));
    // A second, contradicting answer of the same scanner.
    EXPECT_THAT(codes(spoilt([](FileFacts& f) {
        f.scans.push_back({ "clamav", ScanState::NoAnswer, {}, "" });
    })),
        ElementsAre(ReasonCode::ScannerSilent));
}

TEST(Judge, WantsStructureMagicAndNameToAgree)
{
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.extension = "pdf"; })),
        ElementsAre(ReasonCode::TypeMismatch));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.extension = ""; })),
        ElementsAre(ReasonCode::TypeMismatch));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.type.by_magic = FileType::Pdf; })),
        ElementsAre(ReasonCode::TypeMismatch));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.type.by_magic = FileType::Unknown; })),
        ElementsAre(ReasonCode::TypeMismatch));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.type.by_structure = FileType::Unknown; })),
        ElementsAre(ReasonCode::UnknownType));
    // A macro-carrying document under the name of one without.
    EXPECT_THAT(codes(judge(usual(), file_of(FileType::Docm, "docx"), context())),
        ElementsAre(ReasonCode::TypeMismatch));
    EXPECT_TRUE(judge(usual(), file_of(FileType::Docm, "docm"), context()).plan);
}

TEST(Judge, NeverPassesWhatIsNoDocument)
{
    auto of = [](FileType type, std::string extension) {
        return codes(judge(usual(), file_of(type, std::move(extension)), context()));
    };
    EXPECT_THAT(of(FileType::Unknown, "bin"), ElementsAre(ReasonCode::UnknownType));
    EXPECT_THAT(of(FileType::Empty, "txt"), ElementsAre(ReasonCode::Empty));
    EXPECT_THAT(
        of(FileType::Executable, "exe"), ElementsAre(ReasonCode::Executable, ReasonCode::NoRule));
    EXPECT_THAT(
        of(FileType::Shortcut, "lnk"), ElementsAre(ReasonCode::Shortcut, ReasonCode::NoRule));
    EXPECT_THAT(of(FileType::EncryptedOffice, "docx"),
        ElementsAre(ReasonCode::Encrypted, ReasonCode::NoRule));
    EXPECT_THAT(codes(spoilt([](FileFacts& f) { f.size = 0; })), ElementsAre(ReasonCode::Empty));
}

TEST(Judge, SaysOfWhatNothingReadsWhatItIs)
{
    auto policy = usual();
    auto reason_of = [&](FileType type, const std::string& extension) {
        auto facts = file_of(type, extension);
        auto reasons = judge(policy, facts, context()).reasons;
        return reasons.size() == 1 ? to_line(reasons[0]) : "several, or none";
    };
    EXPECT_THAT(reason_of(FileType::Jtd, "jtd"), HasSubstr("no-method: jtd: an Ichitaro (一太郎)"));
    EXPECT_THAT(reason_of(FileType::Dwg, "dwg"), HasSubstr("no-method: dwg: a drawing"));
    EXPECT_THAT(reason_of(FileType::Dxf, "dxf"), HasSubstr("under a rule that names the type"));
    EXPECT_THAT(reason_of(FileType::Unknown, "xdw"), HasSubstr("DocuWorks"));
    EXPECT_THAT(reason_of(FileType::Unknown, "gx3"), HasSubstr("programmable controller"));
    EXPECT_THAT(reason_of(FileType::Unknown, "bin"), Not(HasSubstr("by its name")));
    policy.rules[0].method = Method::Unchanged;
    policy.rules[0].classes.clear();
    policy.rules[0].types.set();
    EXPECT_EQ(judge(policy, file_of(FileType::Dxf, "dxf"), context()).verdict, Verdict::Unchanged);
    EXPECT_THAT(reason_of(FileType::Jtd, "jtd"), HasSubstr("no-method: jtd"));
    EXPECT_THAT(reason_of(FileType::Dwg, "dwg"), HasSubstr("no-method: dwg"));
}

// Even for a rule that no parser would let by.
TEST(Judge, RefusesAMethodThatDoesNotExistForTheType)
{
    auto policy = usual();
    policy.rules[0].classes.clear();
    policy.rules[0].types.set();
    for (auto method : { Method::Rebuild, Method::Flatten, Method::Text, Method::Unchanged }) {
        policy.rules[0].method = method;
        for (auto type : { FileType::Executable, FileType::Shortcut, FileType::EncryptedOffice,
                 FileType::Unknown, FileType::Empty }) {
            auto all = info(type).extensions;
            auto facts = file_of(type, std::string(all.substr(0, all.find(' '))));
            EXPECT_FALSE(judge(policy, facts, context()).plan) << info(type).name;
        }
    }
}

TEST(Judge, RefusesByRuleByNoRuleAndByAnUnknownZone)
{
    auto xml = judge(usual(), file_of(FileType::Xml, "xml"), context());
    EXPECT_THAT(codes(xml), ElementsAre(ReasonCode::RuleRefuses));
    EXPECT_EQ(to_line(xml.reasons[0]), "rule-refuses: no XML: Not here.");
    EXPECT_THAT(codes(judge(usual(), file_of(FileType::Pdf, "pdf"), context())),
        ElementsAre(ReasonCode::NoRule));
    auto elsewhere = context();
    elsewhere.zone = "y";
    EXPECT_THAT(codes(judge(usual(), picture, elsewhere)), ElementsAre(ReasonCode::NoRule));
}

TEST(Judge, HoldsFilesToTheLargestSizeFromBothSides)
{
    auto policy = usual();
    auto facts = picture;
    facts.size = policy.limits.max_file_bytes;
    EXPECT_TRUE(judge(policy, facts, context()).plan);
    ++facts.size;
    EXPECT_THAT(codes(judge(policy, facts, context())), ElementsAre(ReasonCode::TooLarge));
}

TEST(Judge, SaysEveryReasonAtOnce)
{
    auto decision = spoilt([](FileFacts& f) {
        f.extension = "pdf";
        f.type.structure = Structure::Broken;
        f.scans[0].state = ScanState::Found;
        f.scans[0].findings = { "Eicar", "Other" };
        f.scans[1].state = ScanState::NoAnswer;
    });
    EXPECT_THAT(codes(decision),
        ElementsAre(ReasonCode::TypeMismatch, ReasonCode::Broken, ReasonCode::Malware,
            ReasonCode::Malware, ReasonCode::ScannerSilent));
    EXPECT_EQ(decision.verdict, Verdict::Refused);
    EXPECT_EQ(to_line(decision.reasons[2]), "malware: clamav: Eicar");
}

TEST(Judge, ToleratesAMacroAlertOnlyWhereTheRuleAndTheMethodTakeItAway)
{
    auto with = [](FileType type, std::string extension, std::string scanner, std::string finding) {
        auto facts = file_of(type, std::move(extension));
        for (auto& scan : facts.scans) {
            if (scan.scanner == scanner) {
                scan.state = ScanState::Found;
                scan.findings = { finding };
            }
        }
        return judge(usual(), facts, context());
    };
    const std::string macros = "Heuristics.OLE2.ContainsMacros.VBA";
    auto decision = with(FileType::Docm, "docm", "clamav", macros);
    ASSERT_TRUE(decision.plan);
    EXPECT_THAT(decision.plan->tolerated, ElementsAre(macros));
    EXPECT_FALSE(with(FileType::Docm, "docm", "yara", macros).plan);
    EXPECT_FALSE(with(FileType::Docm, "docm", "clamav", "Doc.Dropper.Agent").plan);
    EXPECT_FALSE(with(FileType::Docm, "docm", "clamav", "x" + macros).plan);
    EXPECT_FALSE(with(FileType::Png, "png", "clamav", macros).plan);

    auto facts = file_of(FileType::Docm, "docm");
    facts.scans[0] = { "clamav", ScanState::Found, { macros, "Doc.Dropper.Agent" }, "" };
    EXPECT_THAT(codes(judge(usual(), facts, context())), ElementsAre(ReasonCode::Malware));
    facts.scans[0] = { "clamav", ScanState::Incomplete, { macros }, "" };
    EXPECT_FALSE(judge(usual(), facts, context()).plan);
}

TEST(Judge, LetsNobodyUseEnginesThatAreNotFit)
{
    auto spoil = [](auto change) {
        auto spoilt_context = context();
        change(spoilt_context);
        return codes(judge(usual(), picture, spoilt_context));
    };
    EXPECT_THAT(spoil([](Context& c) { c.engines[0].ready = false; }),
        ElementsAre(ReasonCode::EngineNotReady));
    EXPECT_THAT(spoil([](Context& c) { c.engines.erase(c.engines.begin()); }),
        ElementsAre(ReasonCode::EngineNotReady));
    EXPECT_THAT(spoil([](Context& c) { c.engines[2].ready = false; }),
        ElementsAre(ReasonCode::EngineNotReady));
    EXPECT_THAT(spoil([](Context& c) { c.engines[0].built_in_test_set = true; }),
        ElementsAre(ReasonCode::TestDefinitions));
    EXPECT_THAT(
        spoil([](Context& c) { c.engines[0].definitions_time = today - 7 * day; }), ElementsAre());
    EXPECT_THAT(spoil([](Context& c) { c.engines[0].definitions_time = today - 7 * day - 1; }),
        ElementsAre(ReasonCode::DefinitionsStale));
    EXPECT_THAT(spoil([](Context& c) { c.engines[0].definitions_time = 0; }),
        ElementsAre(ReasonCode::DefinitionsStale));
    EXPECT_THAT(spoil([](Context& c) { c.engines[0].definitions_time = today + 2 * day; }),
        ElementsAre(ReasonCode::DefinitionsStale));
    EXPECT_THAT(
        spoil([](Context& c) { c.engines[0].definitions_time = today + day; }), ElementsAre());
}

TEST(Judge, TakesTheTestSetOnlyUnderAPolicyThatSaysSo)
{
    auto policy = usual();
    policy.definitions.allow_built_in_test_set = true;
    auto bench = context();
    bench.engines[0].built_in_test_set = true;
    bench.engines[0].definitions_time = 0;
    EXPECT_TRUE(judge(policy, picture, bench).plan);
}

TEST(Judge, VerifiesUpdatesOfNamedPublishersOnly)
{
    auto update = context();
    update.transfer_class = TransferClass::Update;
    auto facts = file_of(FileType::Executable, "exe");
    auto with = [&](SignatureState state, char key) {
        facts.publisher.state = state;
        facts.publisher.key_sha256 = std::string(64, key);
        return judge(usual(), facts, update);
    };
    EXPECT_EQ(with(SignatureState::Valid, 'a').verdict, Verdict::Verified);
    EXPECT_THAT(codes(with(SignatureState::Valid, 'b')), ElementsAre(ReasonCode::PublisherUnknown));
    EXPECT_THAT(codes(with(SignatureState::Valid, 'c')), ElementsAre(ReasonCode::PublisherUnknown));
    EXPECT_THAT(
        codes(with(SignatureState::Invalid, 'a')), ElementsAre(ReasonCode::SignatureInvalid));
    EXPECT_THAT(
        codes(with(SignatureState::Missing, 'a')), ElementsAre(ReasonCode::PublisherUnknown));
    EXPECT_THAT(codes(with(SignatureState::NoAnswer, 'a')), ElementsAre(ReasonCode::ScannerSilent));
    // The signature does not make up for a virus.
    facts.scans[0].state = ScanState::Found;
    EXPECT_FALSE(with(SignatureState::Valid, 'a').plan);
}

static FileFacts signed_file(SignatureResult result, SignatureKind kind = SignatureKind::Pdf)
{
    auto facts = file_of(FileType::Pdf, "pdf");
    facts.signatures.state = SignaturesState::Told;
    facts.signatures.all.emplace_back();
    facts.signatures.all[0].kind = kind;
    facts.signatures.all[0].result = result;
    facts.signatures.all[0].detail = "why";
    return facts;
}

static const char* drawings = "[[rule]]\ntypes = [\"pdf\"]\nmethod = \"rebuild\"\n";

TEST(Judge, LetsSignaturesBeToldAlone)
{
    for (auto result : { SignatureResult::Valid, SignatureResult::Broken })
        EXPECT_TRUE(judge(policy_of(drawings), signed_file(result), context()).plan);
}

TEST(Judge, RefusesWhatIsNotSignedWhereARuleAsksForIt)
{
    auto policy = policy_of(std::string(drawings) + "signatures = \"required\"\n");
    EXPECT_TRUE(judge(policy, signed_file(SignatureResult::Valid), context()).plan);
    auto decision = judge(policy, file_of(FileType::Pdf, "pdf"), context());
    EXPECT_THAT(codes(decision), ElementsAre(ReasonCode::SignatureRequired));
    EXPECT_EQ(decision.verdict, Verdict::Refused);
    for (auto result : { SignatureResult::ValidButChangedAfter, SignatureResult::Expired,
             SignatureResult::UntrustedSigner, SignatureResult::WeakAlgorithm,
             SignatureResult::Broken, SignatureResult::Unsupported, SignatureResult::Unreadable }) {
        auto refused = judge(policy, signed_file(result), context());
        ASSERT_THAT(codes(refused), ElementsAre(ReasonCode::SignatureRequired)) << word(result);
        EXPECT_EQ(refused.reasons[0].text, "pdf " + std::string(word(result)) + ", why");
    }
    // A timestamp says when, not who.
    auto stamped = signed_file(SignatureResult::Valid, SignatureKind::PdfTimestamp);
    EXPECT_FALSE(judge(policy, stamped, context()).plan);
    // One good one among others is enough.
    stamped.signatures.all.push_back(signed_file(SignatureResult::Valid).signatures.all[0]);
    EXPECT_TRUE(judge(policy, stamped, context()).plan);
}

TEST(Judge, TakesSilenceOverSignaturesForNoAnswer)
{
    auto facts = file_of(FileType::Pdf, "pdf");
    facts.signatures.state = SignaturesState::NoAnswer;
    auto decision = judge(policy_of(drawings), facts, context());
    EXPECT_THAT(codes(decision), ElementsAre(ReasonCode::ScannerSilent));
    EXPECT_EQ(decision.verdict, Verdict::NoAnswer);
}

TEST(Judge, OnlyShowsWhatIsSubmittedForViewing)
{
    auto view = context();
    view.transfer_class = TransferClass::View;
    EXPECT_EQ(judge(usual(), picture, view).verdict, Verdict::ViewOnly);
}

TEST(Agrees, AllowsLibmagicToBeLessPreciseAndNothingElse)
{
    EXPECT_TRUE(agrees(FileType::Csv, FileType::PlainText));
    EXPECT_TRUE(agrees(FileType::Docx, FileType::Zip));
    EXPECT_TRUE(agrees(FileType::Docm, FileType::Docx));
    EXPECT_FALSE(agrees(FileType::Docx, FileType::Docm));
    EXPECT_FALSE(agrees(FileType::Docx, FileType::Xlsx));
    EXPECT_FALSE(agrees(FileType::Zip, FileType::Docx));
    EXPECT_TRUE(agrees(FileType::Doc, FileType::Doc));
    EXPECT_TRUE(agrees(FileType::Ppt, FileType::Doc));
    EXPECT_FALSE(agrees(FileType::Doc, FileType::EncryptedOffice));
    EXPECT_FALSE(agrees(FileType::Html, FileType::Svg));
    EXPECT_FALSE(agrees(FileType::Svg, FileType::Html));
    EXPECT_FALSE(agrees(FileType::Json, FileType::Html));
    EXPECT_FALSE(agrees(FileType::Pdf, FileType::PlainText));
    for (const auto& entry : all_file_types()) {
        EXPECT_EQ(agrees(entry.type, entry.type), entry.type != FileType::Unknown);
        // But for one that libmagic does not know, and whose mark is its own.
        EXPECT_EQ(agrees(entry.type, FileType::Unknown), entry.type == FileType::Jww);
        if (entry.type != FileType::Executable) {
            EXPECT_FALSE(agrees(entry.type, FileType::Executable)) << entry.name;
        }
    }
}
