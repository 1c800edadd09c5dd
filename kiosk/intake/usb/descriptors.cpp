// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/descriptors.h"

#include <algorithm>
#include <set>

namespace usb {

// bDescriptorType, table 9-5.
static constexpr std::uint8_t type_device = 1;
static constexpr std::uint8_t type_configuration = 2;
static constexpr std::uint8_t type_interface = 4;
static constexpr std::uint8_t type_endpoint = 5;

static Error lie(const char* what)
{
    return Error { std::string("its descriptors are malformed: ") + what };
}

namespace {

struct Descriptor {
    std::uint8_t type { 0 };
    base::Reader fields; // What follows bLength and bDescriptorType.
};

struct ConfigurationHead {
    std::uint8_t interfaces { 0 };
    Configuration configuration;
};

}

static Result<Descriptor> next_descriptor(base::Reader& reader)
{
    auto length = TRY(reader.u8());
    if (length < 2)
        return lie("a descriptor shorter than its head");
    auto type = TRY(reader.u8());
    auto fields = reader.take(length - 2u);
    if (!fields)
        return lie("a descriptor beyond the end");
    return Descriptor { type, base::Reader(fields.value()) };
}

static Result<ClassCode> class_code_of(base::Reader& fields)
{
    ClassCode code;
    code.code = TRY(fields.u8());
    code.subclass = TRY(fields.u8());
    code.protocol = TRY(fields.u8());
    return code;
}

// Table 9-12. The first descriptor of an interface: all its endpoints must follow.
static Result<std::pair<Interface, std::uint8_t>> interface_of(base::Reader fields)
{
    if (fields.left() != 7)
        return lie("an interface of another length");
    Interface interface;
    interface.number = TRY(fields.u8());
    interface.alternate = TRY(fields.u8());
    auto endpoints = TRY(fields.u8());
    interface.class_code = TRY(class_code_of(fields));
    return std::pair { interface, endpoints };
}

// Table 9-13; nine bytes long in the audio class.
static Result<Endpoint> endpoint_of(base::Reader fields)
{
    if (fields.left() != 5 && fields.left() != 7)
        return lie("an endpoint of another length");
    auto address = TRY(fields.u8());
    auto attributes = TRY(fields.u8());
    Endpoint endpoint;
    endpoint.number = address & 0x0f;
    endpoint.direction = (address & 0x80) != 0 ? Direction::In : Direction::Out;
    endpoint.type = static_cast<TransferType>(attributes & 3);
    endpoint.max_packet = TRY(fields.u16_le());
    if (endpoint.number == 0 || (address & 0x70) != 0)
        return lie("an endpoint with an impossible address");
    return endpoint;
}

static Result<void> add_endpoint(Interface& interface, Endpoint endpoint)
{
    auto same = [&](const Endpoint& other) {
        return other.number == endpoint.number && other.direction == endpoint.direction;
    };
    if (std::ranges::any_of(interface.endpoints, same))
        return lie("an endpoint that is there twice");
    interface.endpoints.push_back(endpoint);
    return {};
}

static Result<void> check_counts(const ConfigurationHead& head)
{
    std::set<std::uint8_t> numbers;
    std::set<std::pair<std::uint8_t, std::uint8_t>> settings;
    for (const auto& interface : head.configuration.interfaces) {
        numbers.insert(interface.number);
        if (!settings.insert({ interface.number, interface.alternate }).second)
            return lie("an interface that is there twice");
    }
    if (numbers.size() != head.interfaces)
        return lie("another number of interfaces than it says");
    for (auto number : numbers) {
        if (!settings.contains({ number, 0 }))
            return lie("an interface without its first setting");
    }
    return {};
}

static Result<void> parse_body(base::Reader body, ConfigurationHead& head)
{
    auto& interfaces = head.configuration.interfaces;
    std::size_t endpoints_left = 0;
    while (!body.at_end()) {
        auto next = TRY(next_descriptor(body));
        switch (next.type) {
        case type_device:
        case type_configuration: return lie("a configuration within a configuration");
        case type_interface: {
            if (endpoints_left != 0)
                return lie("fewer endpoints than it says");
            auto [interface, endpoints] = TRY(interface_of(next.fields));
            interfaces.push_back(interface);
            endpoints_left = endpoints;
            break;
        }
        case type_endpoint:
            if (endpoints_left == 0)
                return lie("more endpoints than it says");
            TRY(add_endpoint(interfaces.back(), TRY(endpoint_of(next.fields))));
            --endpoints_left;
            break;
        default: break; // Of a class; nothing here relies on it.
        }
    }
    if (endpoints_left != 0)
        return lie("fewer endpoints than it says");
    return check_counts(head);
}

// Table 9-10.
static Result<Configuration> next_configuration(base::Reader& reader)
{
    auto start = reader.position();
    auto head_descriptor = TRY(next_descriptor(reader));
    auto& fields = head_descriptor.fields;
    if (head_descriptor.type != type_configuration || fields.left() != 7)
        return lie("no configuration where one must be");
    auto total = TRY(fields.u16_le());
    ConfigurationHead head;
    head.interfaces = TRY(fields.u8());
    head.configuration.value = TRY(fields.u8());
    auto used = reader.position() - start;
    if (total < used)
        return lie("a configuration shorter than its head");
    auto body = reader.take(total - used);
    if (!body)
        return lie("a configuration beyond the end");
    if (head.interfaces == 0 || head.configuration.value == 0)
        return lie("a configuration without interfaces or number");
    TRY(parse_body(base::Reader(body.value()), head));
    return head.configuration;
}

Result<Device> parse_descriptors(base::View bytes)
{
    if (bytes.size() > largest_descriptors)
        return lie("too long");
    base::Reader reader(bytes);
    auto first = TRY(next_descriptor(reader));
    auto& fields = first.fields;
    if (first.type != type_device || fields.left() != 16)
        return lie("no device descriptor at the start");
    Device device;
    TRY(fields.u16_le()); // bcdUSB
    device.class_code = TRY(class_code_of(fields));
    TRY(fields.u8()); // bMaxPacketSize0
    device.vendor = TRY(fields.u16_le());
    device.product = TRY(fields.u16_le());
    device.release = TRY(fields.u16_le());
    TRY(fields.take(3)); // Indices of strings
    auto configurations = TRY(fields.u8());
    if (configurations == 0)
        return lie("no configuration");
    for (int i = 0; i < configurations; ++i)
        device.configurations.push_back(TRY(next_configuration(reader)));
    if (!reader.at_end())
        return lie("something after its last configuration");
    std::set<std::uint8_t> values;
    for (const auto& configuration : device.configurations) {
        if (!values.insert(configuration.value).second)
            return lie("a configuration that is there twice");
    }
    return device;
}

}
