// SPDX-License-Identifier: MIT
#include "policy/transfer/medium.h"

#include <algorithm>

namespace policy {

Result<void> may_bring_in(
    const Policy& policy, MediumStanding standing, TransferClass transfer_class)
{
    bool must_be_registered = policy.usb.input_media == InputMedia::Registered;
    switch (standing) {
    case MediumStanding::Issued: return {};
    case MediumStanding::Retired:
        return Error { "this medium is out of use (retired); `sekisho media list` says why\n"
                       "この媒体は使用終了として登録されています。" };
    case MediumStanding::Unregistered:
        if (must_be_registered)
            return Error { "this medium is not registered, and this station takes registered media "
                           "only; an administrator can register it\n"
                           "この媒体は登録されていません。登録済みの媒体だけを使用できます。" };
        return {};
    case MediumStanding::Output:
        if (must_be_registered)
            return Error { "this medium is registered for output, not for bringing in\n"
                           "この媒体は持ち出し用(出力用)として登録されています。" };
        return {};
    case MediumStanding::Partner: break;
    }
    const auto& classes = policy.usb.partner_classes;
    if (!classes.empty() && std::ranges::find(classes, transfer_class) == classes.end())
        return Error { "a partner's medium may not bring in the class "
            + std::string(word(transfer_class))
            + " here\n取引先の媒体では、この区分の持ち込みはできません。" };
    return {};
}

Result<void> may_write(const Policy& policy, Destination destination, Label label)
{
    const auto& most = policy.release.folders_at_most;
    if (destination == Destination::OutputMedium || LabelBounds { { 1, 1, 1 }, most }.hold(label))
        return {};
    return Error { "a transfer of " + to_text(label)
        + " goes to a registered output medium only; folders and images take at most "
        + to_text(most) + "\nこの分類の情報は、登録済みの出力用媒体にだけ書き込めます。" };
}

}
