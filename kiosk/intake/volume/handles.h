// SPDX-License-Identifier: MIT
// Owners for what libtsk hands out.
#pragma once

#include <memory>
#include <tsk/libtsk.h>

namespace volume {

struct CloseFileSystem {
    void operator()(TSK_FS_INFO* fs) const { tsk_fs_close(fs); }
};
struct CloseTable {
    void operator()(TSK_VS_INFO* table) const { tsk_vs_close(table); }
};
struct CloseFolder {
    void operator()(TSK_FS_DIR* folder) const { tsk_fs_dir_close(folder); }
};
struct CloseFile {
    void operator()(TSK_FS_FILE* file) const { tsk_fs_file_close(file); }
};

using FileSystem = std::unique_ptr<TSK_FS_INFO, CloseFileSystem>;
using TableHandle = std::unique_ptr<TSK_VS_INFO, CloseTable>;
using FolderHandle = std::unique_ptr<TSK_FS_DIR, CloseFolder>;
using FileHandle = std::unique_ptr<TSK_FS_FILE, CloseFile>;

}
