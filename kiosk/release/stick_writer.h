// SPDX-License-Identifier: MIT
// Writes a manifest's files and papers to a registered stick, so that whoever finds the stick after
// a yank, a power cut or a lie sees that it is not whole: its first sector is zero until all of it
// was read back after the stick had been enumerated anew.
#pragma once

#include "kiosk/release/content.h"
#include "kiosk/release/mark.h"

namespace release {

// One session with the stick after the other; before each it was taken off the bus and came back.
class Sessions {
public:
    virtual ~Sessions() = default;
    // Ends the one before. Borrowed until the next.
    virtual Result<fat32::BlockDevice*> next() = 0;
};

// Three sessions: mark, probes and volume are written; all is read back, then sealed; the seal is
// read. Nothing is written to a stick without the mark.
Result<Written> write_stick(Sessions&, const base::Digest& mark, const base::Descriptor& outputs,
    const Papers&, const Progress&);

// Makes the stick the station's: whatever was on it is gone, it has the mark, and its size was
// looked into.
Result<void> mark_stick(Sessions&, const Identity&);

}
