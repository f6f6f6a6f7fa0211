// SPDX-License-Identifier: Apache-2.0
#include "app/sync/bundle.h"

#include "app/base/json.h"
#include "app/crypto/digest.h"

#include <QJsonArray>
#include <QtEndian>

#include <utility>

namespace yichuang
{

namespace
{

const QByteArray magic = "YICHUANG-BUNDLE\n";
const QString wrapPurpose = QStringLiteral("bundle");
constexpr int version = 1;
constexpr char operationsKind = 'o';
constexpr char pageKind = 'p';
constexpr char endKind = 'e';
constexpr qsizetype longestMime = 200;

tl::unexpected<Reason> unreadable(const char *what)
{
    return failure(Fault::BundleUnreadable, QStringLiteral("sync.bundle"), QString::fromLatin1(what));
}

QByteArray numberBytes(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray bindingOf(const QByteArray &head)
{
    return sha256(magic + head);
}

QByteArray associatedWith(const QByteArray &binding, qint64 part)
{
    return binding + QByteArray::number(part);
}

QJsonObject toJson(const BundleHead &head)
{
    return {{QStringLiteral("version"), version},
            {QStringLiteral("hall"), head.hall},
            {QStringLiteral("device"), head.device},
            {QStringLiteral("made"), head.made.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("key"), head.key.toJson()}};
}

Result<BundleHead> headFrom(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes, {bundle_limit::largestHead, 8});
    if (!json)
        return unreadable("head");
    const int written = json->value(QStringLiteral("version")).toInt();
    if (written > version)
        return failure(Fault::StoreNewer, QStringLiteral("sync.bundle"), QString::number(written));
    BundleHead head;
    head.hall = json->value(QStringLiteral("hall")).toString();
    head.device = json->value(QStringLiteral("device")).toString();
    head.made = QDateTime::fromString(json->value(QStringLiteral("made")).toString(), Qt::ISODateWithMs).toUTC();
    if (written < 1 || head.hall.isEmpty() || head.hall.size() > 64 || head.device.isEmpty() || head.device.size() > 64
        || !head.made.isValid())
        return unreadable("head");
    auto key = WrappedKey::fromJson(json->value(QStringLiteral("key")).toObject());
    if (!key || !key->byPassword)
        return unreadable("key");
    // A foreign file must not choose how long this machine is busy.
    if (key->cost.memoryKiB > bundle_limit::mostMemoryKiB || key->cost.passes > bundle_limit::mostPasses)
        return unreadable("cost");
    head.key = *std::move(key);
    return head;
}

/// So many bytes, or fewer at the end of the file.
QByteArray readUpTo(QIODevice &device, qsizetype size)
{
    QByteArray bytes;
    while (bytes.size() < size) {
        const QByteArray more = device.read(std::min<qsizetype>(size - bytes.size(), 1024 * 1024));
        if (more.isEmpty())
            break;
        bytes.append(more);
    }
    return bytes;
}

Result<QByteArray> readSized(QIODevice &device, qsizetype most)
{
    const QByteArray size = readUpTo(device, 4);
    if (size.size() != 4)
        return unreadable("torn");
    const auto wanted = qFromBigEndian<quint32>(size.constData());
    if (wanted == 0 || wanted > static_cast<quint64>(most))
        return unreadable("length");
    QByteArray bytes = readUpTo(device, static_cast<qsizetype>(wanted));
    if (bytes.size() != static_cast<qsizetype>(wanted))
        return unreadable("torn");
    return bytes;
}

Result<BundlePart> operationsFrom(const QByteArray &text)
{
    const auto json = parseJsonObject(text, {bundle_limit::largestOperations, 64});
    if (!json || !json->value(QStringLiteral("operations")).isArray())
        return unreadable("operations");
    QList<Operation> operations;
    for (const QJsonValue &one : json->value(QStringLiteral("operations")).toArray()) {
        auto operation = operationFromJson(one.toObject());
        if (!operation)
            return unreadable("operation");
        operations.append(*std::move(operation));
    }
    return BundlePart(std::move(operations));
}

Result<BundlePart> pageFrom(const QByteArray &content)
{
    const qsizetype line = content.left(longestMime + 1).indexOf('\n');
    if (line < 0 || line + 1 == content.size())
        return unreadable("page");
    return BundlePart(BundlePage{QString::fromUtf8(content.left(line)), content.mid(line + 1)});
}

Result<BundlePart> endFrom(const QByteArray &text)
{
    const auto json = parseJsonObject(text, {1024, 4});
    if (!json)
        return unreadable("end");
    const BundleEnd end{json->value(QStringLiteral("operations")).toInteger(-1),
                        json->value(QStringLiteral("pages")).toInteger(-1)};
    if (end.operations < 0 || end.pages < 0)
        return unreadable("end");
    return BundlePart(end);
}

void count(BundleEnd &counts, const BundlePart &part)
{
    if (const auto *operations = std::get_if<QList<Operation>>(&part))
        counts.operations += operations->size();
    else if (std::holds_alternative<BundlePage>(part))
        ++counts.pages;
}

} // namespace

QByteArray toBytes(const BundlePart &part)
{
    if (const auto *operations = std::get_if<QList<Operation>>(&part)) {
        QJsonArray list;
        for (const Operation &operation : *operations)
            list.append(toJson(operation));
        return operationsKind + canonicalJson(QJsonObject{{QStringLiteral("operations"), list}});
    }
    if (const auto *page = std::get_if<BundlePage>(&part))
        return pageKind + page->mime.toUtf8().left(longestMime).replace('\n', ' ') + '\n' + page->bytes;
    const auto end = std::get<BundleEnd>(part);
    return endKind
           + canonicalJson(
               QJsonObject{{QStringLiteral("operations"), end.operations}, {QStringLiteral("pages"), end.pages}});
}

Result<BundlePart> bundlePartFrom(const QByteArray &plain)
{
    if (plain.isEmpty())
        return unreadable("part");
    const QByteArray content = plain.mid(1);
    switch (plain.front()) {
    case operationsKind:
        return operationsFrom(content);
    case pageKind:
        return pageFrom(content);
    case endKind:
        return endFrom(content);
    default:
        return unreadable("kind");
    }
}

BundleWriter::BundleWriter(QIODevice &device, Suite suite, const Secret &key, QByteArray binding)
    : m_device(&device),
      m_sealer(suite, key),
      m_binding(std::move(binding))
{
}

Result<BundleWriter> BundleWriter::begin(QIODevice &device, BundleHead head, Suite suite, const QString &passphrase,
                                         const PasswordCost &cost)
{
    const Secret key = Secret::random();
    auto wrapped = wrapWithPassword(suite, key, passphrase, wrapPurpose, cost);
    if (!wrapped)
        return failure(wrapped.error());
    head.key = *std::move(wrapped);
    const QByteArray text = canonicalJson(toJson(head));
    const QByteArray begun = magic + numberBytes(static_cast<quint32>(text.size())) + text;
    if (device.write(begun) != begun.size())
        return failure(Fault::BundleNotWritten, QStringLiteral("sync.bundle"));
    return BundleWriter(device, suite, key, bindingOf(text));
}

Result<Done> BundleWriter::add(const BundlePart &part)
{
    auto sealed = m_sealer.seal(toBytes(part), associatedWith(m_binding, m_parts));
    if (!sealed)
        return failure(sealed.error());
    if (sealed->size() > bundle_limit::largestPart)
        return failure(Fault::TooLarge, QStringLiteral("sync.bundle"));
    if (m_device->write(numberBytes(static_cast<quint32>(sealed->size()))) != 4
        || m_device->write(*sealed) != sealed->size())
        return failure(Fault::BundleNotWritten, QStringLiteral("sync.bundle"));
    ++m_parts;
    count(m_counts, part);
    return Done{};
}

Result<Done> BundleWriter::finish()
{
    return add(m_counts);
}

BundleReader::BundleReader(QIODevice &device, BundleHead head, QByteArray binding)
    : m_device(&device),
      m_head(std::move(head)),
      m_binding(std::move(binding))
{
}

Result<BundleReader> BundleReader::begin(QIODevice &device)
{
    if (readUpTo(device, magic.size()) != magic)
        return unreadable("no bundle");
    const auto text = readSized(device, bundle_limit::largestHead);
    if (!text)
        return failure(text.error());
    auto head = headFrom(*text);
    if (!head)
        return failure(head.error());
    return BundleReader(device, *std::move(head), bindingOf(*text));
}

Result<Done> BundleReader::unlock(const QString &passphrase)
{
    const auto key = unwrapWithPassword(m_head.key, passphrase, wrapPurpose);
    if (!key)
        return failure(Fault::BundleLocked, QStringLiteral("sync.bundle"));
    m_sealer.emplace(m_head.key.suite, *key);
    return Done{};
}

Result<std::optional<BundlePart>> BundleReader::next()
{
    if (!m_sealer)
        return failure(Fault::BundleLocked, QStringLiteral("sync.bundle"));
    const auto sealed = readSized(*m_device, bundle_limit::largestPart);
    if (!sealed)
        return failure(sealed.error());
    const auto plain = m_sealer->unseal(*sealed, associatedWith(m_binding, m_parts));
    if (!plain)
        return unreadable("seal");
    auto part = bundlePartFrom(*plain);
    if (!part)
        return failure(part.error());
    if (const auto *end = std::get_if<BundleEnd>(&*part)) {
        if (*end != m_counts)
            return unreadable("counts");
        if (!m_device->read(1).isEmpty())
            return unreadable("goes on");
        return std::optional<BundlePart>();
    }
    ++m_parts;
    count(m_counts, *part);
    if (m_counts.operations > bundle_limit::mostOperations || m_counts.pages > bundle_limit::mostPages)
        return unreadable("count");
    return std::optional<BundlePart>(*std::move(part));
}

} // namespace yichuang
