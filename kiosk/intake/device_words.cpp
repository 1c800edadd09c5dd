// SPDX-License-Identifier: MIT
#include "kiosk/intake/device_words.h"

#include <algorithm>

namespace intake {

namespace {

struct Reason {
    const char* english; // A part of it.
    const char* japanese;
};

}

static constexpr auto took_by_kernel
    = "カーネルのドライバーが機器を取得しました。この装置は正しく設定されていません。";
static constexpr auto broke_rules = "USBメモリーの応答が規格に反しています。";
static constexpr auto changed = "USBメモリーが途中で変化しました。";
static constexpr auto no_medium = "メディアが入っていません。";

// The first that fits.
static constexpr Reason reasons[] {
    { "did not come back after its port",
        "ポートの電源を入れ直しましたが、USBメモリーが戻りません。"
        "抜き差ししてやり直してください。" },
    { "did not come back after a reset", "USBメモリーがリセット後に応答しません。" },
    { "was unplugged", "読み取り中にUSBメモリーが抜かれました。" },
    { "unplugged", "USBメモリーが抜かれました。" },
    { "another device was plugged in", "読み取り中に別の機器に替わりました。" },
    { "its descriptors are malformed", "機器の自己申告(記述子)が壊れています。" },
    { "changed its descriptors", "機器の自己申告(記述子)が途中で変わりました。" },
    { "device changed while", changed },
    { "its capacity changed", "USBメモリーの容量が途中で変わりました。" },
    { "changed its size", "USBメモリーの容量が途中で変わりました。" },
    { "its medium changed", "メディアが途中で交換されました。" },
    { "its medium was taken out", "メディアが途中で取り出されました。" },
    { "no answer in time", "USBメモリーが時間内に応答しません。" },
    { "does not become ready", "USBメモリーが使用可能な状態になりません。" },
    { "stalled", "USBメモリーが要求を拒否し続けています。" },
    { "broke the rules of USB storage", broke_rules },
    { "phase error", broke_rules },
    { "wrong signature", broke_rules },
    { "wrong tag", broke_rules },
    { "wrong residue", broke_rules },
    { "wrong length", broke_rules },
    { "more data than asked for", broke_rules },
    { "bus error", "USBの通信エラーが起きました。" },
    { "refuses a command that every disk knows", broke_rules },
    { "READ CAPACITY", broke_rules },
    { "INQUIRY", broke_rules },
    { "sense data of no known format", broke_rules },
    { "one of its units is no disk", "ディスクではない機能を含む機器です。" },
    { "two media at once", "メディアが二つ入っています。一つだけにしてください。" },
    { "no medium in it", no_medium },
    { "its blocks are", "セクターの大きさが対応していません。" },
    { "impossible size", "容量の申告がありえない値です。" },
    { "beyond the end of the stick", "USBメモリーの容量を超えています。" },
    { "no space for the medium's sectors", "ステーションの空き容量が足りません。" },
    { "no room for the stick's sectors", "ステーションの空き容量が足りません。" },
    { "write protected", "USBメモリーが書き込み禁止です。" },
    { "bad sectors", "USBメモリーに不良セクターがあり、書き込めません。" },
    { "sectors that cannot be read", "USBメモリーに読み取れないセクターがあります。" },
    { "does not take what is written", "USBメモリーに書き込めません。" },
    { "does not keep what is written", "書き込んだ内容がUSBメモリーに残っていません。" },
    { "no media port of this station", "このステーションのメディア用ポートではありません。" },
    { "the kernel's driver", took_by_kernel },
    { "did not take its configuration", "USBメモリーが設定を受け付けません。" },
    { "is being read already", "このポートのUSBメモリーは使用中です。" },
    { "is in use", "このポートは使用中です。" },
    { "nothing is plugged into", "ポートには何も差し込まれていません。" },
    { "holds no stick", "USBメモリーではない機器です。" },
    { "plain storage", "通常のUSBメモリーではない機器です。抜いてください。" },
    { "no session on port", "USBメモリーとの接続は終了しています。" },
    { "a port is named like", "ポートの名前が正しくありません(例: 2-1、1-1.4)。" },
    { "may not open this port to itself", "このポートを使う権限がありません。" },
    { "the gate has no right to this port",
        "このポートを使う権限がありません。この装置は正しく設定されていません。" },
    { "this machine has no USB", "この装置にはUSBポートがありません。" },
    { "worker ended", "USBメモリーを読み取るプログラムが異常終了しました。" },
};

std::string japanese_reason(const std::string& english)
{
    auto found = std::ranges::find_if(
        reasons, [&](const Reason& one) { return english.find(one.english) != english.npos; });
    return found == std::end(reasons) ? "" : found->japanese;
}

Error in_both_languages(Error error)
{
    if (error.message.find('\n') != std::string::npos)
        return error;
    auto japanese = japanese_reason(error.message);
    error.message += "\n" + (japanese.empty() ? "この機器は使用できませんでした。" : japanese);
    return error;
}

}
