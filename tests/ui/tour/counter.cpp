// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/counter.h"

#include "tests/ui/tour/shortfall.h"

#include <QDir>
#include <QFile>

#include <chrono>

namespace yichuang::tour
{
namespace
{

constexpr int statusGood = 0x12;

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    demand(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
           QStringLiteral("cannot write ") + path);
}

CardText cardOf(const char16_t *name, const char *sex, const char *birth, const char16_t *address, const char *number)
{
    CardText card;
    card.name = QString::fromUtf16(name);
    card.sex = QString::fromLatin1(sex);
    card.birth = QString::fromLatin1(birth);
    card.address = QString::fromUtf16(address);
    card.number = QString::fromLatin1(number);
    return card;
}

} // namespace

const QList<Visitor> &visitors()
{
    static const QList<Visitor> list{
        {cardOf(u"张培训", "1", "19850312", u"河北省石家庄市长安区培训路1号", "130102198503120316"),
         QStringLiteral("13800000316")},
        {cardOf(u"李演示", "2", "19901105", u"河北省石家庄市长安区培训路2号", "130104199011050486"),
         QStringLiteral("13800000486")},
        {cardOf(u"王样例", "1", "19720723", u"河北省石家庄市长安区培训路3号", "130105197207231155"),
         QStringLiteral("13800001155")},
        {cardOf(u"赵练习", "2", "20010228", u"河北省石家庄市长安区培训路4号", "130108200102282064"),
         QStringLiteral("13800002064")}};
    return list;
}

qint64 steadyNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

template <typename Act>
void Counter::there(Act act)
{
    QMetaObject::invokeMethod(m_printer.get(), act, Qt::BlockingQueuedConnection);
}

Counter::Counter(const QString &folder) : m_sane(folder)
{
    demand(QDir().mkpath(folder), QStringLiteral("cannot make ") + folder);
    writeFile(folder + QStringLiteral("/dll.conf"), "test\n");
    writeFile(folder + QStringLiteral("/test.conf"), "number_of_devices 1\n");
    QObject starter;
    starter.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &starter,
        [this, &starter] {
            m_reader = std::make_unique<SamvModule>();
            m_readerPort = m_reader->open();
            m_printer = std::make_unique<SlipSink>();
            m_printer->setStatus(statusGood, statusGood);
            m_printerAddress = m_printer->address();
            QObject::connect(m_printer.get(), &SlipSink::arrived, m_printer.get(), [this] {
                if (m_firstByteNs == 0 && !m_printer->slip().isEmpty())
                    m_firstByteNs = steadyNs();
            });
            starter.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
    demand(!m_readerPort.isEmpty(), QStringLiteral("no pseudo-terminal"));
}

Counter::~Counter()
{
    there([this] { m_reader.reset(); });
    SlipSink *printer = m_printer.release();
    QMetaObject::invokeMethod(printer, [printer] { printer->deleteLater(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QJsonObject Counter::devices() const
{
    const auto device = [](const char *driver, const QJsonObject &settings) {
        return QJsonObject{{QStringLiteral("driver"), QLatin1String(driver)}, {QStringLiteral("settings"), settings}};
    };
    return {{QStringLiteral("devices.idReader"), device("samv", {{QStringLiteral("port"), m_readerPort}})},
            {QStringLiteral("devices.pageSource"),
             device("sane", {{QStringLiteral("configDir"), m_sane}, {QStringLiteral("localOnly"), true}})},
            {QStringLiteral("devices.slipPrinter"), device("escpos", {{QStringLiteral("to"), m_printerAddress}})}};
}

void Counter::layCard(const CardText &card)
{
    there([this, block = card.block()] { m_reader->layCard(block); });
}

void Counter::takeCardAway()
{
    there([this] { m_reader->removeCard(); });
}

QByteArray Counter::slips()
{
    QByteArray bytes;
    there([this, &bytes] { bytes = m_printer->slip(); });
    return bytes;
}

void Counter::forgetSlips()
{
    there([this] {
        m_printer->clear();
        m_firstByteNs = 0;
    });
}

qint64 Counter::firstByteNs()
{
    qint64 at = 0;
    there([this, &at] { at = m_firstByteNs; });
    return at;
}

} // namespace yichuang::tour
