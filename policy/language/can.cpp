// SPDX-License-Identifier: MIT
#include "policy/language/can.h"

namespace policy {

// Drawings that plants exchange and that nothing rebuilds. Not DWG, which may carry macros.
static bool may_stay_unread(FileType type)
{
    return type == FileType::Dxf || type == FileType::Jww || type == FileType::P21
        || type == FileType::Sfc;
}

// Programs that show it run through its records; what it says to them, nothing here reads.
static bool is_drawing(FileType type)
{
    return type == FileType::Emf || type == FileType::Wmf;
}

// Of these the type scanner reads the outline alone: what else lies in the file, nothing has seen.
static bool is_known_by_its_outline(FileType type)
{
    return type == FileType::Ico || type == FileType::Heic || type == FileType::Avif;
}

static bool can_content(Method method, FileType type, Family family)
{
    switch (method) {
    case Method::Rebuild: return true;
    case Method::Flatten:
        return type == FileType::Mhtml
            || (family != Family::Archive && family != Family::Mail && !is_drawing(type)
                && !is_known_by_its_outline(type));
    case Method::Text: return family != Family::Archive && family != Family::Image;
    // What lies in an archive or a mail would come along without a look of its own.
    case Method::Unchanged:
        return !carries_macros(type) && !is_drawing(type) && !is_known_by_its_outline(type)
            && family != Family::Archive && family != Family::Mail;
    case Method::Verify: return true;
    case Method::Refuse: return true;
    }
    return false;
}

bool can(Method method, FileType type)
{
    if (method == Method::Refuse)
        return true;
    if (type == FileType::EncryptedOffice || type == FileType::Shortcut)
        return false;
    auto family = info(type).family;
    switch (family) {
    case Family::Unknown:
    case Family::Empty: return false;
    case Family::Unread: return method == Method::Unchanged && may_stay_unread(type);
    case Family::Program: return method == Method::Verify;
    case Family::Pdf:
    case Family::Image:
    case Family::Text:
    case Family::Office:
    case Family::Mail:
    case Family::Archive: break;
    }
    return can_content(method, type, family);
}

}
