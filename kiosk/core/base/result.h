// SPDX-License-Identifier: MIT
// A value, or the reason there is none. Stands in for std::expected until we build as C++23.
#pragma once

#include <string>
#include <utility>
#include <variant>

struct Error {
    std::string message; // Plain words for a person; never a path of this machine, never a secret.
};

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const { return m_state.index() == 0; }

    // Checked in every build, unlike an assert.
    const T& value() const { return std::get<0>(m_state); }
    T& value() { return std::get<0>(m_state); }
    T take() { return std::move(std::get<0>(m_state)); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
        , m_failed(true)
    {
    }

    explicit operator bool() const { return !m_failed; }

    void take() const { }
    const Error& error() const { return m_error; }

private:
    Error m_error;
    bool m_failed { false };
};

// Hands the error on to the caller, or yields the value. Its variable has a name of its own each
// time, so that one TRY may stand within another.
#define TRY(expression) TRY_COUNTED(expression, __COUNTER__)
#define TRY_COUNTED(expression, number) TRY_NUMBERED(expression, number)
#define TRY_NUMBERED(expression, number) TRY_NAMED(expression, try_result_##number)
#define TRY_NAMED(expression, name)                                                                \
    ({                                                                                             \
        auto&& name = (expression);                                                                \
        if (!name)                                                                                 \
            return name.error();                                                                   \
        name.take();                                                                               \
    })
