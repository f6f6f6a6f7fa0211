// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/centre_address.h"

#include <QSslSocket>

#include <memory>
#include <vector>

namespace yichuang::load
{

/// Connections of one window that hold long polls open and hear nothing: each asks again when its poll has ended.
class IdlePolls final : public QObject
{
    Q_OBJECT

public:
    IdlePolls(CentreAddress address, QString accessToken, QString cursor, int wanted);
    ~IdlePolls() override;

    /// Connects a few at a time; open() once every one waits.
    void start();
    [[nodiscard]] int lost() const { return m_lost; }
    [[nodiscard]] qint64 answers() const { return m_answers; }

Q_SIGNALS:
    void open();

private:
    void connectMore();
    void ask(QSslSocket &socket);
    void asked();

    CentreAddress m_address;
    QByteArray m_request;
    int m_wanted;
    int m_waiting = 0;
    int m_connecting = 0;
    int m_lost = 0;
    qint64 m_answers = 0;
    std::vector<std::unique_ptr<QSslSocket>> m_sockets;
};

} // namespace yichuang::load
