// SPDX-License-Identifier: MIT
#include "policy/verdict/reason.h"

#include <algorithm>
#include <array>

namespace policy {

namespace {

struct Entry {
    ReasonCode code;
    std::string_view word;
    std::string_view english;
    std::string_view japanese;
};

// In the order of the enumeration; reason_test holds it to that.
constexpr Entry entries[] {
    { ReasonCode::UnknownType, "unknown-type",
        "The station does not know this kind of file. Ask the sender for a PDF, an Office "
        "document, an image or a text file.",
        "この種類のファイルは扱えません。PDF、Office文書、画像、テキストのいずれかで送り直すよ"
        "う依頼してください。" },
    { ReasonCode::TypeMismatch, "type-mismatch",
        "The content is not what the name says. Do not open the original. Ask the sender what "
        "it is, and for a file with the right name.",
        "ファイル名と中身の種類が一致しません。元のファイルは開かず、送付元に内容を確認し、正し"
        "い拡張子で送り直すよう依頼してください。" },
    { ReasonCode::Executable, "executable",
        "This is a program or a script. If it is an update, submit it in the class \"update\" "
        "with its publisher's signature.",
        "実行プログラムまたはスクリプトです。更新プログラムの場合は、発行元の署名を付けて「"
        "update」区分で申請してください。" },
    { ReasonCode::Shortcut, "shortcut",
        "This is a shortcut that opens something else. Take the file that it points to instead.",
        "ほかのものを開くショートカットです。参照先のファイルそのものを持ち込んでください。" },
    { ReasonCode::Empty, "empty",
        "The file is empty. Ask the sender for it again if something was meant to be in it.",
        "ファイルが空です。内容があるはずの場合は、送付元に再送を依頼してください。" },
    { ReasonCode::TooLarge, "too-large",
        "The file is larger than the policy allows. Ask the sender to split it, or the "
        "administrator about the limit.",
        "ファイルの大きさが上限を超えています。分割して送るよう依頼するか、上限について管理者に"
        "相談してください。" },
    { ReasonCode::Broken, "broken",
        "The file is damaged or does not follow the rules of its format. Save it again with "
        "the program it came from, or ask for a new copy.",
        "ファイルが壊れているか、形式の規則に合っていません。作成元のソフトで保存し直すか、新し"
        "い写しを依頼してください。" },
    { ReasonCode::Encrypted, "encrypted",
        "The content needs a password, so it cannot be checked. Give its password if it is a PDF, "
        "a "
        "ZIP, an Office or an OpenDocument file. If it is a PPT, or stays locked with the right "
        "password, ask the sender for a copy without one, or saved anew (as PPTX, for one).",
        "パスワードで保護されており、検査できません。PDF、ZIP、Office文書、OpenDocumentはパスワー"
        "ドを入力すると検査できます。PPT、または正しいパスワードでも開けないものは、パスワードを"
        "外した写しか、PPTXなど新しい形式で保存し直したものを依頼してください。" },
    { ReasonCode::Ambiguous, "ambiguous",
        "Two programs could read two different files out of this one. Do not open the "
        "original. Ask the sender for a new copy, and report it if this repeats.",
        "読み取るソフトによって別のファイルに見えるおそれがあります。元のファイルは開かず、新し"
        "い写しを依頼してください。繰り返す場合は管理者に報告してください。" },
    { ReasonCode::NoTypeAnswer, "type-silent",
        "The check of the file's type gave no answer. Try once more; if it repeats, tell the "
        "administrator.",
        "種類の検査が応答しませんでした。もう一度試し、繰り返す場合は管理者に連絡してください。" },
    { ReasonCode::Malware, "malware",
        "A scanner found something dangerous. Do not use the medium elsewhere. Report it to "
        "the person in charge of security.",
        "ウイルス検査で危険なものが見つかりました。この媒体をほかで使わず、情報セキュリティの担"
        "当者に報告してください。" },
    { ReasonCode::ScanIncomplete, "scan-incomplete",
        "A scanner reached a limit before it had seen all of the file. Ask the sender to split "
        "the file or to send its parts unpacked.",
        "検査が上限に達し、最後まで確認できませんでした。分割するか、圧縮せずに送るよう依頼して"
        "ください。" },
    { ReasonCode::ScannerSilent, "scanner-silent",
        "A scanner that has to answer did not. Try once more; if it repeats, tell the "
        "administrator.",
        "応答すべき検査エンジンが応答しませんでした。もう一度試し、繰り返す場合は管理者に連絡し"
        "てください。" },
    { ReasonCode::EngineNotReady, "engine-not-ready",
        "A scanner did not come up. The station can pass nothing now. Tell the administrator.",
        "検査エンジンが起動していません。現在は何も通せません。管理者に連絡してください。" },
    { ReasonCode::DefinitionsStale, "definitions-stale",
        "The virus definitions are too old. The administrator brings new definitions to the "
        "station.",
        "ウイルス定義が古くなっています。管理者に新しい定義の取り込みを依頼してください。" },
    { ReasonCode::TestDefinitions, "definitions-test",
        "Only the built-in test definitions are loaded; they protect from nothing. The "
        "administrator brings real definitions to the station.",
        "試験用のウイルス定義しか読み込まれておらず、保護になりません。管理者に正規の定義の取り"
        "込みを依頼してください。" },
    { ReasonCode::NoRule, "no-rule",
        "No rule of the policy allows this file. Ask the administrator whether a rule is meant "
        "for it.",
        "方針に、このファイルを許可する規則がありません。該当する規則があるかどうか管理者に確認"
        "してください。" },
    { ReasonCode::RuleRefuses, "rule-refuses",
        "A rule of the policy refuses this file. The rule's own words stand beside; ask the "
        "administrator about them.",
        "方針の規則により拒否されました。横に示す規則の説明を確認し、不明な点は管理者に問い合わ"
        "せてください。" },
    { ReasonCode::NoMethod, "no-method",
        "This station cannot make a safe copy of this kind of file in the way the policy asks. "
        "Ask the sender for another format, such as PDF.",
        "方針が求める方法では、この種類の安全な写しを作れません。PDFなど別の形式で送るよう依頼"
        "してください。" },
    { ReasonCode::PublisherUnknown, "publisher-unknown",
        "The file is not signed by a publisher that the policy names. Check where it comes "
        "from; the administrator may add the publisher.",
        "方針に載っている発行元の署名がありません。入手元を確認し、必要なら発行元の登録を管理者"
        "に依頼してください。" },
    { ReasonCode::SignatureInvalid, "signature-invalid",
        "The publisher's signature does not fit the file. Do not use it. Fetch it again from "
        "the publisher, and report it if this repeats.",
        "発行元の署名がファイルと一致しません。使用せず、発行元から取得し直してください。繰り返"
        "す場合は報告してください。" },
    { ReasonCode::SignatureRequired, "signature-required",
        "The policy asks for a valid signature over the whole file, by somebody whom the station "
        "trusts. Ask the sender to sign it anew, or the administrator whom the station trusts.",
        "方針により、信頼できる署名者によるファイル全体の有効な電子署名が必要です。送付元に署名し"
        "直すよう依頼するか、信頼する署名者について管理者に確認してください。" },
    { ReasonCode::Limit, "limit",
        "The file, with all that is in it, takes more than the policy allows. Ask the sender "
        "to split it or to send its parts unpacked.",
        "中身を含めた量が方針の上限を超えています。分割するか、圧縮せずに送るよう依頼してくださ"
        "い。" },
    { ReasonCode::Unsupported, "unsupported",
        "The file uses something that this station does not understand. Save it again in a "
        "simpler form, or ask for a PDF.",
        "この端末が対応していない機能を使っています。より単純な形で保存し直すか、PDFを依頼して"
        "ください。" },
    { ReasonCode::WorkerSilent, "worker-silent",
        "The program that makes the safe copy gave no answer: it crashed, hung or was stopped. "
        "Do not open the original. Try once more; if it repeats, tell the administrator.",
        "安全な写しを作る処理が応答しませんでした（異常終了、時間切れ、または停止）。元のファイ"
        "ルは開かず、もう一度試し、繰り返す場合は管理者に連絡してください。" },
    { ReasonCode::VerifierRefused, "verifier-refused",
        "The finished copy did not pass the second check. Tell the administrator: this may be "
        "a fault of the station.",
        "出来上がった写しが再検査に合格しませんでした。端末の不具合の可能性があるため、管理者に"
        "連絡してください。" },
    { ReasonCode::VerifierSilent, "verifier-silent",
        "The second check of the finished copy gave no answer. Try once more; if it repeats, "
        "tell the administrator.",
        "出来上がった写しの再検査が応答しませんでした。もう一度試し、繰り返す場合は管理者に連絡"
        "してください。" },
    { ReasonCode::OutputFound, "output-found",
        "A scanner found something in the finished copy. Report it to the person in charge of "
        "security.",
        "出来上がった写しから危険なものが見つかりました。情報セキュリティの担当者に報告してくだ"
        "さい。" },
    { ReasonCode::OutputType, "output-type",
        "The finished copy is not of the type that it should be. Tell the administrator: this "
        "may be a fault of the station.",
        "出来上がった写しの種類が予定と異なります。端末の不具合の可能性があるため、管理者に連絡"
        "してください。" },
    { ReasonCode::PartRefused, "part-refused",
        "Something inside the file was refused, so the whole is. Ask the sender for the file "
        "without that part.",
        "ファイルの中の一部が拒否されたため、全体を拒否しました。その部分を除いて送るよう依頼し"
        "てください。" },
    { ReasonCode::Unreadable, "unreadable",
        "The medium could not be read at this place. Ask the sender for another copy, on "
        "another medium.",
        "媒体のこの部分を読み取れませんでした。別の媒体で写しを依頼してください。" },
    { ReasonCode::Name, "name",
        "The file has no name that could be written. Ask the sender to rename it.",
        "書き込める名前にできませんでした。名前を付け直すよう依頼してください。" },
    { ReasonCode::TextLost, "text-lost",
        "The rebuilt copy would lack more of the text than the policy allows. Bring the file in "
        "again and choose text only or an image PDF for what is held, or ask the sender for a PDF.",
        "作り直すと、方針の上限を超える量の文字が失われます。保留ファイルの扱いに「テキストのみ」か"
        "「"
        "画像PDF」を選んで取り込み直すか、PDFを依頼してください。" },
    { ReasonCode::PagesLost, "pages-lost",
        "The rebuilt copy would lack more sheets or slides than the policy allows. Bring the file "
        "in again and choose text only or an image PDF for what is held, or ask the sender for a "
        "PDF.",
        "作り直すと、方針の上限を超える数のシートやスライドが失われます。保留ファイルの扱いに「テキ"
        "ス"
        "トのみ」か「画像PDF」を選んで取り込み直すか、PDFを依頼してください。" },
    { ReasonCode::CellsLost, "cells-lost",
        "The rebuilt copy would lack more cells than the policy allows. Bring the file in again "
        "and choose text only or an image PDF for what is held, or ask the sender for a PDF.",
        "作り直すと、方針の上限を超える数のセルが失われます。保留ファイルの扱いに「テキストのみ」か"
        "「"
        "画像PDF」を選んで取り込み直すか、PDFを依頼してください。" },
    { ReasonCode::PicturesLost, "pictures-lost",
        "The rebuilt copy would lack more pictures, charts and drawings than the policy allows. "
        "Bring the file in again and choose an image PDF for what is held, or ask the sender for "
        "a PDF.",
        "作り直すと、方針の上限を超える数の画像・グラフ・図が失われます。保留ファイルの扱いに「画像"
        "PDF"
        "」を選んで取り込み直すか、PDFを依頼してください。" },
    { ReasonCode::LinksLost, "links-lost",
        "The rebuilt copy would lack more links than the policy allows; their words stay. Bring "
        "the file in again and choose text only or an image PDF for what is held, or ask the "
        "sender.",
        "作り直すと、方針の上限を超える数のリンクが失われます（文字は残ります）。保留ファイルの扱い"
        "に「"
        "テキストのみ」か「画像PDF」を選んで取り込み直すか、送付元に確認してください。" },
    { ReasonCode::FormulasLost, "formulas-lost",
        "The rebuilt copy would lack more formulas than the policy allows; their values stay. "
        "Bring the file in again and choose text only or an image PDF for what is held, or ask "
        "the sender.",
        "作り直すと、方針の上限を超える数の数式が失われます（値は残ります）。保留ファイルの扱いに「"
        "テキ"
        "ストのみ」か「画像PDF」を選んで取り込み直すか、送付元に確認してください。" },
    { ReasonCode::LooksLost, "looks-lost",
        "The first pages of the rebuilt copy look more different from the original than the policy "
        "allows. Bring the file in again and choose an image PDF for what is held, or ask the "
        "sender for a PDF.",
        "作り直した写しの最初の数ページの見た目が、方針の上限を超えて元と異なります。保留ファイルの"
        "扱"
        "いに「画像PDF」を選んで取り込み直すか、PDFを依頼してください。" },
};

struct VerdictEntry {
    std::string_view word;
    std::string_view english;
    std::string_view japanese;
};

constexpr std::array<VerdictEntry, 9> verdicts { {
    { "Sanitized", "Rebuilt without dangerous parts.", "危険な要素を除いて作り直しました。" },
    { "Verified", "Unchanged; the publisher's signature was verified.",
        "変更なし。発行元の署名を確認しました。" },
    { "Unchanged", "Unchanged; scanned, and the policy allows it.",
        "変更なし。検査のうえ、方針により許可しました。" },
    { "TextOnly", "Only the text was taken.", "テキストのみを取り出しました。" },
    { "Flattened", "Turned into an image PDF.", "画像PDFに変換しました。" },
    { "ViewOnly", "May be looked at here; nothing is handed over.",
        "この端末での閲覧のみ。持ち出しはできません。" },
    { "Held", "Held: the rebuilt copy would lack too much. Choose text only or an image PDF.",
        "保留：作り直すと失われるものが多すぎます。テキストのみか画像PDFを選んでください。" },
    { "Refused", "Refused.", "拒否しました。" },
    { "NoAnswer", "A check gave no answer, so the file does not pass.",
        "検査が応答しなかったため、通しません。" },
} };

constexpr auto codes = [] {
    std::array<ReasonCode, std::size(entries)> all {};
    std::ranges::transform(entries, all.begin(), &Entry::code);
    return all;
}();

const Entry& entry(ReasonCode code)
{
    return std::span(entries)[std::min(static_cast<std::size_t>(code), std::size(entries) - 1)];
}

}

std::span<const ReasonCode> all_reason_codes()
{
    return codes;
}

std::string_view word(Verdict verdict)
{
    return verdicts.at(static_cast<std::size_t>(verdict)).word;
}

std::string_view word(ReasonCode code)
{
    return entry(code).word;
}

std::optional<Verdict> verdict_named(std::string_view name)
{
    auto found = std::ranges::find(verdicts, name, &VerdictEntry::word);
    if (found == verdicts.end())
        return std::nullopt;
    return static_cast<Verdict>(found - verdicts.begin());
}

std::optional<ReasonCode> reason_code_named(std::string_view name)
{
    auto found = std::ranges::find(entries, name, &Entry::word);
    if (found == std::end(entries))
        return std::nullopt;
    return found->code;
}

std::string_view to_text(ReasonCode code, Language language)
{
    return language == Language::Japanese ? entry(code).japanese : entry(code).english;
}

std::string_view to_text(Verdict verdict, Language language)
{
    const auto& texts = verdicts.at(static_cast<std::size_t>(verdict));
    return language == Language::Japanese ? texts.japanese : texts.english;
}

std::string to_line(const Reason& reason)
{
    auto line = std::string(word(reason.code));
    return reason.text.empty() ? line : line + ": " + reason.text;
}

bool is_silence(ReasonCode code)
{
    switch (code) {
    case ReasonCode::NoTypeAnswer:
    case ReasonCode::ScannerSilent:
    case ReasonCode::EngineNotReady:
    case ReasonCode::WorkerSilent:
    case ReasonCode::VerifierSilent: return true;
    case ReasonCode::UnknownType:
    case ReasonCode::TypeMismatch:
    case ReasonCode::Executable:
    case ReasonCode::Shortcut:
    case ReasonCode::Empty:
    case ReasonCode::TooLarge:
    case ReasonCode::Broken:
    case ReasonCode::Encrypted:
    case ReasonCode::Ambiguous:
    case ReasonCode::Malware:
    case ReasonCode::ScanIncomplete:
    case ReasonCode::DefinitionsStale:
    case ReasonCode::TestDefinitions:
    case ReasonCode::NoRule:
    case ReasonCode::RuleRefuses:
    case ReasonCode::NoMethod:
    case ReasonCode::PublisherUnknown:
    case ReasonCode::SignatureInvalid:
    case ReasonCode::SignatureRequired:
    case ReasonCode::Limit:
    case ReasonCode::Unsupported:
    case ReasonCode::VerifierRefused:
    case ReasonCode::OutputFound:
    case ReasonCode::OutputType:
    case ReasonCode::PartRefused:
    case ReasonCode::Unreadable:
    case ReasonCode::Name:
    case ReasonCode::TextLost:
    case ReasonCode::PagesLost:
    case ReasonCode::CellsLost:
    case ReasonCode::PicturesLost:
    case ReasonCode::LinksLost:
    case ReasonCode::FormulasLost:
    case ReasonCode::LooksLost: return false;
    }
    return false;
}

bool is_loss(ReasonCode code)
{
    return code >= ReasonCode::TextLost && code <= ReasonCode::LooksLost;
}

Verdict verdict_of(std::span<const Reason> reasons)
{
    auto loss = [](const Reason& reason) { return is_loss(reason.code); };
    if (!reasons.empty() && std::ranges::all_of(reasons, loss))
        return Verdict::Held;
    auto silent = [](const Reason& reason) { return is_silence(reason.code); };
    return std::ranges::all_of(reasons, silent) ? Verdict::NoAnswer : Verdict::Refused;
}

}
