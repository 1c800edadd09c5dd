// SPDX-License-Identifier: MIT
// What all rebuilds of documents share, under the names that it has here.
#pragma once

#include "sanitizer/rebuild/parts/account.h"
#include "sanitizer/rebuild/parts/links.h"
#include "sanitizer/rebuild/parts/options.h"
#include "sanitizer/rebuild/parts/pictures.h"
#include "sanitizer/rebuild/parts/xml_stream.h"
#include "sanitizer/rebuild/parts/zip_writer.h"

namespace rebuild_ooxml {

using rebuild_parts::Account, rebuild_parts::clean_link, rebuild_parts::Comments,
    rebuild_parts::content_of, rebuild_parts::extension_of, rebuild_parts::Finished,
    rebuild_parts::Formulas, rebuild_parts::give_out, rebuild_parts::Hyperlinks,
    rebuild_parts::kind_of, rebuild_parts::Limits, rebuild_parts::Outcome, rebuild_parts::Package,
    rebuild_parts::PackageLimits, rebuild_parts::Packing, rebuild_parts::PictureKind,
    rebuild_parts::Pictures, rebuild_parts::RebuiltPicture, rebuild_parts::RebuiltPictures,
    rebuild_parts::Refused, rebuild_parts::resolve_entities, rebuild_parts::to_utf8,
    rebuild_parts::Wanted, rebuild_parts::Whole, rebuild_parts::Why, rebuild_parts::XmlStream,
    rebuild_parts::ZipWriter;

}
