// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"

#include <QTimer>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <unistd.h>

namespace yichuang
{

/// A driver that breaks as the setting "how" says: "crash" (killed by a signal), "hang" (holds its thread for ever),
/// "noise" (prints to standard output, which must do no harm), "flood" (more pages than anybody asked for), "chatter"
/// (tells its state without an end), or "lie" (a page that cannot be). "after" pages first.
class BadPages final : public PageSource
{
    Q_OBJECT

public:
    explicit BadPages(QJsonObject settings) : m_settings(std::move(settings)) {}
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override
    {
        if (m_settings.value(QLatin1String("list")).toBool())
            breakDown();
        return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(
            QList<ScannerChoice>{{QStringLiteral("bad"), QStringLiteral("Bad"), QStringLiteral("Bad")}}));
    }
    void scan(const ScanRequest &) override
    {
        QTimer::singleShot(0, this, [this] {
            const int pages = m_settings.value(QLatin1String("after")).toInt();
            for (int i = 0; i < pages; ++i)
                Q_EMIT pageScanned(ScannedPage{"page", QStringLiteral("image/jpeg"), 1, 1, 75, {}});
            breakDown();
            Q_EMIT finished(pages, std::nullopt);
        });
    }
    void cancel() override {}
    [[nodiscard]] DeviceState state() const override { return DeviceState::Ready; }

private:
    void breakDown()
    {
        const QString how = m_settings.value(QLatin1String("how")).toString();
        if (how == QLatin1String("crash"))
            ::raise(SIGKILL);
        while (how == QLatin1String("hang"))
            ::pause();
        if (how == QLatin1String("noise") && ::write(STDOUT_FILENO, "noise from a library\n", 21) != 21)
            std::abort();
        for (int i = 0; how == QLatin1String("flood") && i < 10'000; ++i)
            Q_EMIT pageScanned(ScannedPage{"page", QStringLiteral("image/jpeg"), 1, 1, 75, {}});
        while (how == QLatin1String("chatter"))
            Q_EMIT stateChanged(DeviceState::Busy);
        if (how == QLatin1String("lie"))
            Q_EMIT pageScanned(ScannedPage{"page", QStringLiteral("image/jpeg"), -1, 2'000'000'000, 75, {}});
    }

    QJsonObject m_settings;
};

/// What the others do once they are asked for something; "lie" is theirs.
void breakAs(const QString &how, const std::function<void()> &chatter)
{
    if (how == QLatin1String("crash"))
        ::raise(SIGKILL);
    while (how == QLatin1String("hang"))
        ::pause();
    while (how == QLatin1String("chatter"))
        chatter();
}

/// A reader or a code scanner that breaks when it is started; "lie" is a card without a number, codes without an end of
/// text.
template <typename Device>
class BadSource : public Device
{
public:
    explicit BadSource(const QJsonObject &settings) : m_how(settings.value(QLatin1String("how")).toString()) {}
    void start() override
    {
        QTimer::singleShot(0, this, [this] {
            breakAs(m_how, [this] { Q_EMIT this->stateChanged(DeviceState::Busy); });
            if (m_how == QLatin1String("lie"))
                lie();
        });
    }
    void stop() override {}
    [[nodiscard]] DeviceState state() const override { return DeviceState::Ready; }

private:
    void lie()
    {
        if constexpr (std::is_same_v<Device, IdReader>)
            Q_EMIT this->cardRead(IdCard());
        else
            Q_EMIT this->codeRead(ReadCode{QStringLiteral("QRCode"), QString(2'000'000, u'x')});
    }

    QString m_how;
};

class BadPrinter final : public SlipPrinter
{
public:
    explicit BadPrinter(const QJsonObject &settings) : m_how(settings.value(QLatin1String("how")).toString()) {}
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &) override
    {
        breakAs(m_how, [this] { Q_EMIT stateChanged(DeviceState::Busy); });
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    }
    [[nodiscard]] DeviceState state() const override { return DeviceState::Ready; }

private:
    QString m_how;
};

class BadPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "bad.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<PageSource> pageSource(const QJsonObject &settings) override
    {
        return std::make_unique<BadPages>(settings);
    }
    std::unique_ptr<IdReader> idReader(const QJsonObject &settings) override
    {
        return std::make_unique<BadSource<IdReader>>(settings);
    }
    std::unique_ptr<CodeSource> codeSource(const QJsonObject &settings) override
    {
        return std::make_unique<BadSource<CodeSource>>(settings);
    }
    std::unique_ptr<SlipPrinter> slipPrinter(const QJsonObject &settings) override
    {
        return std::make_unique<BadPrinter>(settings);
    }
};

} // namespace yichuang

#include "plugin.moc"
