// SPDX-License-Identifier: Apache-2.0
// Any bytes are a catalogue or are refused; what the check passes the window reads, and every fault has a place within
// the text. A form that was read checks any values.
#include "app/base/json.h"
#include "app/domain/catalogue/catalogue_check.h"
#include "app/domain/catalogue/one_thing.h"

#include <cstdlib>

namespace
{

/// Enough of a schema to go through its breaches; the whole one is checked by its own test.
yichuang::JsonSchema smallSchema()
{
    return yichuang::JsonSchema::compile(
               yichuang::parseJsonObject(R"({"required":["version","region"],"properties":{"region":{"type":"string",
                   "pattern":"^[0-9]{6}$"},"matters":{"type":"array","items":{"required":["code"]}}}})")
                   .value())
        .value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    using namespace yichuang;
    static const JsonSchema schema = smallSchema();
    if (size > 64 * 1024)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto faults = checkCatalogue({{QStringLiteral("fuzz.json"), bytes}}, schema, 50);
    const auto lines = bytes.count('\n') + 1;
    for (const CatalogueFault &fault : faults) {
        if (fault.rule.isEmpty() || fault.place.line < 1 || fault.place.line > lines || fault.place.column < 1)
            std::abort();
    }
    const auto catalogue = catalogueFromJson(bytes);
    if (!catalogue) {
        if (catalogue.error().fault != Fault::CatalogueInvalid)
            std::abort();
        return 0;
    }
    for (const Matter &matter : catalogue->matters) {
        if (catalogue->find(matter.code) != &matter || materialsFor(matter, usualAnswers(matter)).size() > 200)
            std::abort();
        (void)checkFields(matter, {{QStringLiteral("place"), QStringLiteral("x")}});
    }
    for (const OneThing &oneThing : catalogue->oneThings)
        (void)jointIntake(oneThing, *catalogue, usualAnswers(oneThing));
    return 0;
}
