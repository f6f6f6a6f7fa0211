// SPDX-License-Identifier: Apache-2.0
// A bundle comes on a stick from anywhere: it is read or refused, as a file and, behind a right passphrase, part by
// part.
#include "app/sync/bundle.h"

#include <QBuffer>

#include <cstdlib>

namespace
{

using namespace yichuang;

const QString phrase = QStringLiteral("r7kd-2m5p-x9wq-4tbn");

/// The bytes as the parts of a bundle whose head is good.
void readBehindAGoodHead(const QByteArray &input)
{
    static const QByteArray begun = [] {
        QBuffer file;
        file.open(QIODevice::WriteOnly);
        const BundleHead head{QStringLiteral("130102"),
                              QStringLiteral("130102-03-1"),
                              QDateTime(QDate(2026, 2, 13), QTime(2, 42), Qt::UTC),
                              {}};
        if (!BundleWriter::begin(file, head, Suite::International, phrase, {8, 1, 1}))
            std::abort();
        return file.data();
    }();
    QByteArray bytes = begun + input;
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    auto reader = BundleReader::begin(file);
    if (!reader || !reader->unlock(phrase))
        std::abort();
    // Nothing that was not sealed by the bundle's own key is ever given.
    if (reader->next())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    QByteArray input(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    {
        QBuffer file(&input);
        file.open(QIODevice::ReadOnly);
        (void)BundleReader::begin(file);
    }
    readBehindAGoodHead(input);
    if (const auto part = bundlePartFrom(input)) {
        const auto again = bundlePartFrom(toBytes(*part));
        if (!again || *again != *part)
            std::abort();
    }
    return 0;
}
