// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/several_readers.h"

#include "plugins/idreaders/samv/samv_reader.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace yichuang::samv
{

SeveralReaders::SeveralReaders(std::vector<std::unique_ptr<IdReader>> readers, QObject *parent)
    : IdReader(parent),
      m_readers(std::move(readers))
{
    for (const auto &reader : m_readers) {
        connect(reader.get(), &IdReader::cardRead, this, &IdReader::cardRead);
        connect(reader.get(), &IdReader::cardRemoved, this, &IdReader::cardRemoved);
        connect(reader.get(), &IdReader::faulted, this, &IdReader::faulted);
        connect(reader.get(), &IdReader::stateChanged, this, &SeveralReaders::sum);
        if (auto *module = qobject_cast<SamvReader *>(reader.get()))
            connect(module, &SamvReader::traced, this, &SeveralReaders::traced);
    }
}

void SeveralReaders::start()
{
    for (const auto &reader : m_readers)
        reader->start();
}

void SeveralReaders::stop()
{
    for (const auto &reader : m_readers)
        reader->stop();
}

QJsonObject SeveralReaders::describe() const
{
    QJsonArray known;
    for (const auto &reader : m_readers) {
        QJsonObject one;
        QMetaObject::invokeMethod(reader.get(), "describe", Q_RETURN_ARG(QJsonObject, one));
        known.append(one);
    }
    return {{QStringLiteral("readers"), known}};
}

void SeveralReaders::sum()
{
    const auto some = [this](DeviceState state) {
        return std::any_of(m_readers.begin(), m_readers.end(),
                           [state](const auto &reader) { return reader->state() == state; });
    };
    DeviceState state = DeviceState::Absent;
    for (const DeviceState each : {DeviceState::Ready, DeviceState::Trouble, DeviceState::Starting}) {
        if (some(each)) {
            state = each;
            break;
        }
    }
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::samv
