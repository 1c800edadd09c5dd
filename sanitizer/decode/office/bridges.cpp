// SPDX-License-Identifier: MIT
#include "sanitizer/decode/office/bridges.h"

#include "kiosk/core/base/descriptor.h"

#include <charconv>
#include <cstdint>
#include <dlfcn.h>
#include <fstream>
#include <string>
#include <sys/mman.h>

namespace office {

// What trampolines are for: com.sun.star. and
static constexpr const char* interfaces[] {
    "uno.XInterface",
    "lang.XEventListener",
    "beans.XPropertySet",
    "beans.XPropertyChangeListener",
    "beans.XVetoableChangeListener",
    "awt.XActionListener",
    "awt.XAdjustmentListener",
    "awt.XFocusListener",
    "awt.XItemListener",
    "awt.XKeyListener",
    "awt.XMouseListener",
    "awt.XMouseMotionListener",
    "awt.XPaintListener",
    "awt.XSpinListener",
    "awt.XTextListener",
    "awt.XWindowListener",
    "form.XApproveActionListener",
    "form.XChangeListener",
    "form.XConfirmDeleteListener",
    "form.XDatabaseParameterListener",
    "form.XErrorListener",
    "form.XLoadListener",
    "form.XResetListener",
    "form.XSubmitListener",
    "form.XUpdateListener",
    "sdb.XSQLErrorListener",
    "sdbc.XRowSetListener",
    "util.XModifyListener",
};

// UNO's binary interface, as far as it is used here. It has been the same since 2000.
struct String;
struct Environment;
struct TypeDescription;
struct Mapping {
    void (*acquire)(Mapping*);
    void (*release)(Mapping*);
    void (*map)(Mapping*, void** mapped, void* object, TypeDescription*);
};

using MakeString = void(String**, const char*);
using GetEnvironment = void(Environment**, String*, void*);
using GetMapping = void(Mapping**, Environment*, Environment*, String*);
using GetType = void(TypeDescription**, String*);
using GetContext = void(void**); // A Reference is returned through a hidden first argument.

// A function of LibreOffice's, all of whose libraries are loaded for everyone to see.
static Result<void*> find(const char* name)
{
    void* found = dlsym(RTLD_DEFAULT, name);
    if (!found)
        return Error { std::string("LibreOffice lacks ") + name };
    return found;
}

static Result<String*> string_of(const std::string& ascii)
{
    auto* make = reinterpret_cast<MakeString*>(TRY(find("rtl_uString_newFromAscii")));
    String* string = nullptr;
    make(&string, ascii.c_str());
    return string;
}

// Environments of one name and another `owner` know nothing of each other.
static Result<Environment*> environment(const char* name, void* owner = nullptr)
{
    auto* get = reinterpret_cast<GetEnvironment*>(TRY(find("uno_getEnvironment")));
    Environment* environment = nullptr;
    get(&environment, TRY(string_of(name)), owner);
    if (!environment)
        return Error { "LibreOffice has no such environment" };
    return environment;
}

static Result<Mapping*> mapping(Environment* from, Environment* to)
{
    auto* get = reinterpret_cast<GetMapping*>(TRY(find("uno_getMapping")));
    Mapping* mapping = nullptr;
    get(&mapping, from, to, nullptr);
    if (!mapping)
        return Error { "LibreOffice has no bridge" };
    return mapping;
}

static Result<TypeDescription*> type_named(const std::string& name)
{
    auto* get = reinterpret_cast<GetType*>(TRY(find("typelib_typedescription_getByName")));
    TypeDescription* type = nullptr;
    get(&type, TRY(string_of("com.sun.star." + name)));
    if (!type)
        return Error { "LibreOffice knows no " + name };
    return type;
}

// Code that was made is there to be run, no longer to be written.
static Result<void> close_code()
{
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.find(" rwx") == line.npos)
            continue;
        std::uintptr_t start = 0, end = 0;
        auto* text_end = line.data() + line.size();
        auto first = std::from_chars(line.data(), text_end, start, 16);
        if (first.ec != std::errc {} || first.ptr == text_end
            || std::from_chars(first.ptr + 1, text_end, end, 16).ec != std::errc {})
            return Error { "/proc/self/maps" };
        // NOLINTNEXTLINE(performance-no-int-to-ptr): the kernel gave it as text.
        if (mprotect(reinterpret_cast<void*>(start), end - start, PROT_READ | PROT_EXEC) != 0)
            return base::system_error("mprotect");
    }
    return {};
}

Result<void> make_bridges()
{
    // Any object does: to an environment that does not know it, it is shown as each kind of
    // interface once. All of it stays for good.
    auto* context
        = reinterpret_cast<GetContext*>(TRY(find("_ZN10comphelper26getProcessComponentContextEv")));
    void* object = nullptr;
    context(&object);
    if (!object)
        return Error { "LibreOffice has no context" };
    auto* native = TRY(environment("gcc3"));
    auto* neutral = TRY(environment("uno"));
    auto* out = TRY(mapping(native, neutral));
    auto* back = TRY(mapping(neutral, TRY(environment("gcc3", object))));
    void* shown = nullptr;
    out->map(out, &shown, object, TRY(type_named("uno.XInterface")));
    if (!shown)
        return Error { "LibreOffice's bridge gives nothing" };
    for (const auto* name : interfaces) {
        void* trampoline = nullptr;
        back->map(back, &trampoline, shown, TRY(type_named(name)));
        if (!trampoline)
            return Error { std::string("LibreOffice makes no trampoline for ") + name };
    }
    return close_code();
}

}
