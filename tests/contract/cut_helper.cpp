// SPDX-License-Identifier: Apache-2.0
// A helper whose cable is cut: it answers as a scanner's helper does, one page a batch, and ends after so many bytes.
// The settings say how: {"cut": bytes, "once": a file that is there once it has happened}. It speaks the helper's
// protocol without the house's code, so that it starts within a millisecond.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace
{

long long left = -1; // bytes until the cut; below 0: never
std::string mark;

void put(const std::string &json, const std::string &binary = {})
{
    std::string bytes;
    const auto length = [&bytes](std::size_t size) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>((size >> shift) & 0xFF);
    };
    length(4 + json.size() + binary.size());
    length(json.size());
    bytes += json + binary;
    for (const char byte : bytes) {
        if (left == 0) {
            ::close(::open(mark.c_str(), O_CREAT | O_WRONLY, 0600));
            ::_exit(0);
        }
        if (left > 0)
            --left;
        if (::write(STDOUT_FILENO, &byte, 1) != 1)
            ::_exit(1);
    }
}

bool take(std::string &to, std::size_t size)
{
    to.resize(size);
    std::size_t had = 0;
    while (had < size) {
        const ssize_t count = ::read(STDIN_FILENO, to.data() + had, size - had);
        if (count <= 0)
            return false;
        had += static_cast<std::size_t>(count);
    }
    return true;
}

std::string textOf(const std::string &json, const char *member)
{
    const std::string key = std::string("\"") + member + "\":\"";
    const std::size_t from = json.find(key);
    return from == std::string::npos
               ? std::string()
               : json.substr(from + key.size(), json.find('"', from + key.size()) - from - key.size());
}

void answer(const std::string &message)
{
    const std::string type = textOf(message, "type");
    if (type == "open") {
        mark = textOf(message, "once");
        if (::access(mark.c_str(), F_OK) != 0)
            left = std::atoll(textOf(message, "cut").c_str());
        put(R"({"type":"ready"})");
    } else if (type == "call" && textOf(message, "name") == "scan") {
        put(R"({"event":"page","mime":"image/jpeg","width":4,"height":3,"dpi":75,"pageName":"","type":"event"})",
            "the bytes of a page");
        put(R"({"event":"finished","type":"event"})");
    }
}

} // namespace

int main()
{
    std::string head;
    std::string message;
    while (take(head, 4)) {
        std::uint32_t size = 0;
        for (const char byte : head)
            size = (size << 8) | static_cast<unsigned char>(byte);
        if (size > 1'000'000 || !take(message, size))
            return 1;
        answer(message);
    }
    return 0;
}
