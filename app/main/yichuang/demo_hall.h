// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/places.h"
#include "app/base/result.h"

#include <QJsonObject>
#include <QProcess>

namespace yichuang
{

/// A hall to try and to train in: a central server of its own as a child process on SQLite over TLS, a clerk, tickets
/// in the queue, simulated devices. Everything lies in one folder and stays there; a second start takes it up again.
/// Main thread; nothing waits.
class DemoHall : public QObject
{
    Q_OBJECT

public:
    static QString clerk() { return QStringLiteral("demo"); }
    static QString password() { return QStringLiteral("yichuang-demo"); }

    DemoHall(QString folder, const Places &places, QString server, QObject *parent = nullptr);
    ~DemoHall() override;

    void start();
    /// A code with which window 3 can be enrolled.
    void askCode();
    [[nodiscard]] QString configFile() const { return m_folder + QStringLiteral("/window.json"); }

Q_SIGNALS:
    /// The centre answers and configFile() names it.
    void ready();
    /// The answer to askCode().
    void codeMade(const QString &code);
    void failed(const yichuang::Reason &reason);

private:
    struct Step {
        QStringList arguments;
        QByteArray input;
        std::function<void(const QByteArray &)> then;
    };
    void found();
    void serve();
    void prepareWindow(const QString &address);
    void run(const Step &step);
    void fail(const QString &detail);

    QString m_folder;
    Places m_places;
    QString m_server;
    QProcess m_centre;
};

} // namespace yichuang
