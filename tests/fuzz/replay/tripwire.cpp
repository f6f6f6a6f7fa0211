// SPDX-License-Identifier: Apache-2.0
// A "parser" with a planted fault: it ends the program when a greeting is followed by anything but a brace.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size >= 6 && std::memcmp(bytes, "HELLO", 5) == 0 && bytes[5] != '{') {
        std::puts("the planted fault was found");
        std::exit(3);
    }
    return 0;
}
