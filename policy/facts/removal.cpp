// SPDX-License-Identifier: MIT
#include "policy/facts/removal.h"

#include <algorithm>
#include <array>

namespace policy {

static constexpr auto removals = std::to_array<Removal>({
    { "action", "actions that run or open something", "実行・起動のアクション" },
    { "actions", "actions that run or open something", "実行・起動のアクション" },
    { "active-field", "fields that fetch or run something (their text stays)",
        "外部参照・実行のフィールド(文字は残ります)" },
    { "activex-control", "ActiveX controls", "ActiveXコントロール" },
    { "alternative-body", "another form of the mail's text", "本文の別形式" },
    { "animation", "the animation of a picture", "画像のアニメーション" },
    { "animations", "animations of slides", "スライドのアニメーション" },
    { "attachments", "attached files", "添付ファイル" },
    { "bidi-control", "characters that reverse the reading direction",
        "文字の並びを逆にする制御文字" },
    { "building-blocks", "building blocks", "文書パーツ" },
    { "calendar", "a calendar entry", "予定データ" },
    { "comment", "comments", "コメント" },
    { "comment-text", "text of comments", "コメントの文章" },
    { "comments", "comments in picture files", "画像ファイル内のコメント" },
    { "control-character", "control characters", "制御文字" },
    { "custom-data", "data of other programs", "他のプログラムのデータ" },
    { "custom-show", "lists of slides for shows", "目的別スライドショー" },
    { "custom-xml", "custom XML", "カスタムXML" },
    { "damaged-content", "damaged places on pages", "ページ内の壊れた箇所" },
    { "data-connection", "connections to data elsewhere", "外部データへの接続" },
    { "defined-name", "defined names", "名前の定義" },
    { "dialog-sheet", "dialog sheets", "ダイアログシート" },
    { "document-variable", "document variables", "文書変数" },
    { "drawing", "drawings that cannot be rebuilt", "作り直せない図形" },
    { "embedded-font", "embedded fonts", "埋め込みフォント" },
    { "embedded-object", "embedded objects", "埋め込みオブジェクト" },
    { "encryption", "the password", "パスワード" },
    { "escape-sequence", "escape sequences", "エスケープシーケンス" },
    { "exif", "data of the camera (Exif)", "カメラの情報(Exif)" },
    { "external-link", "links to other files", "外部ファイルへのリンク" },
    { "foreign-document", "documents within the document", "文書内の別文書" },
    { "form", "forms", "入力フォーム" },
    { "form-control", "form controls", "フォームコントロール" },
    { "form-fields", "form fields (their appearance stays)", "フォームの入力欄(見た目は残ります)" },
    { "formula", "formulas (their values stay)", "数式(値は残ります)" },
    { "frame", "frames", "フレーム" },
    { "handout", "the master of handouts", "配布資料マスター" },
    { "header-control", "control characters in headers of a mail", "メールヘッダーの制御文字" },
    { "hidden-layers", "hidden layers", "非表示レイヤー" },
    { "hidden-sheet", "hidden sheets (they stay hidden)", "非表示シート(非表示のまま残ります)" },
    { "hidden-slide", "hidden slides (they stay hidden)", "非表示スライド(非表示のまま残ります)" },
    { "hidden-text", "hidden text", "隠し文字" },
    { "hyperlink", "hyperlinks (their text stays)", "ハイパーリンク(文字は残ります)" },
    { "icc", "colour profiles", "カラープロファイル" },
    { "image", "pictures", "画像" },
    { "ink", "ink", "手書きインク" },
    { "invalid-character", "characters that cannot be read", "読めない文字" },
    { "invisible-character", "invisible characters", "見えない文字" },
    { "javascript", "JavaScript", "JavaScript" },
    { "link-words", "words behind links", "リンクの補足文字" },
    { "macro-sheet", "sheets of macros (Excel 4.0)", "マクロシート(Excel 4.0)" },
    { "macros", "macros", "マクロ" },
    { "mail-header", "headers of the mail", "メールのヘッダー" },
    { "mail-merge", "mail merge", "差し込み印刷" },
    { "media", "sound and video", "音声・動画" },
    { "metadata", "data about the document", "文書情報(作成者など)" },
    { "multimedia", "sound and video", "音声・動画" },
    { "notes", "notes of slides", "スライドのノート" },
    { "other-chunks", "other parts of the picture file", "画像ファイルのその他の部分" },
    { "other-data", "other data in the picture file", "画像ファイルのその他のデータ" },
    { "outside-parts", "what lies outside the parts of the mail", "メールの区切りの外側" },
    { "page-as-picture", "pages that became pictures", "画像になったページ" },
    { "part", "parts that do not pass", "通せない部分" },
    { "photoshop", "data of Photoshop", "Photoshopのデータ" },
    { "picture", "background pictures", "背景の画像" },
    { "picture-bullet", "pictures as bullets", "画像の行頭文字" },
    { "pivot-table", "pivot tables (their values stay)", "ピボットテーブル(値は残ります)" },
    { "printer-settings", "printer settings", "プリンター設定" },
    { "private-use-character", "private characters", "外字(私用領域の文字)" },
    { "protection", "protection against changes", "編集の保護" },
    { "scenario", "scenarios", "シナリオ" },
    { "script", "scripts", "スクリプト" },
    { "section", "sections of a show", "スライドのセクション" },
    { "separator-line", "a line that sets the separator", "区切り文字の指定行" },
    { "show-settings", "settings of the show", "スライドショーの設定" },
    { "signature", "signatures, which were not verified", "署名(検証していません)" },
    { "slicer", "slicers", "スライサー" },
    { "slide", "slides", "スライド" },
    { "style", "style sheets", "スタイルシート" },
    { "table", "lists as tables (their cells stay)", "テーブル(セルは残ります)" },
    { "template", "a template elsewhere", "外部のテンプレート" },
    { "text-chunks", "text in picture files", "画像ファイル内のテキスト" },
    { "theme-override", "themes of single slides", "個別スライドのテーマ" },
    { "thumbnails", "thumbnails", "縮小画像" },
    { "tracked-change", "tracked changes", "変更履歴" },
    { "trailing-data", "data behind the end of the file", "ファイル末尾より後ろのデータ" },
    { "unknown-element", "elements that are not known", "未知の要素" },
    { "unknown-part", "parts that are not known", "未知の部品" },
    { "unreadable-picture", "pictures that cannot be read", "読めない画像" },
    { "user-interface", "changes of the program's menus", "画面のカスタマイズ" },
    { "user-shapes", "drawings in charts", "グラフ内の図形" },
    { "variation-selector", "variation selectors", "異体字セレクター" },
    { "vector-picture", "vector pictures (EMF, WMF)", "ベクター画像(EMF・WMF)" },
    { "very-hidden-sheet", "sheets hidden from menus (they stay hidden)",
        "メニューに出ない非表示シート(非表示のまま残ります)" },
    { "view-settings", "settings of the view", "表示の設定" },
    { "web-extension", "web extensions", "Web拡張機能" },
    { "web-publishing", "settings for publishing on the web", "Web発行の設定" },
    { "web-settings", "settings for web pages", "Webページの設定" },
    { "xmp", "data about the picture (XMP)", "画像の情報(XMP)" },
});

static_assert(std::ranges::is_sorted(removals, {}, &Removal::code));

std::span<const Removal> all_removals()
{
    return removals;
}

const Removal* removal_named(std::string_view code)
{
    const auto* found = std::ranges::lower_bound(removals, code, {}, &Removal::code);
    return found != removals.end() && found->code == code ? found : nullptr;
}

}
