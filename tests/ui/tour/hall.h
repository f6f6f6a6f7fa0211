// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/programs.h"

#include <optional>

namespace yichuang::tour
{

/// Somebody who signs in.
struct Login {
    QString name;
    QString fullName;
    QString role; ///< "clerk", "approver"
    QString password;
};

/// A hall of its own in a folder: the central server as its program, on a port that stays the same.
class Hall
{
public:
    /// Makes the hall with its people and visitors waiting. `resources`: the folder with catalogue and calendar.
    Hall(QString server, QString folder, const QString &resources);

    [[nodiscard]] static const Login &clerk();
    /// The clerk of the other window.
    [[nodiscard]] static const Login &colleague();
    [[nodiscard]] static const Login &approver();

    void start();
    /// SIGTERM; returns when it has gone.
    void stop();
    /// Runs it where the window does not look, while the window believes it stopped.
    void startElsewhere();
    [[nodiscard]] bool isRunning() const { return m_running != nullptr; }
    /// Of the place where it runs now.
    [[nodiscard]] QString url() const { return m_url; }
    /// Of the place that the window knows.
    [[nodiscard]] QString windowUrl() const;
    [[nodiscard]] QString authorityFile() const { return m_folder + QStringLiteral("/authority.pem"); }
    [[nodiscard]] QString code(int window) const;
    void addTickets(int count) const;

private:
    void serve(int port);

    QString m_server;
    QString m_folder;
    QString m_url;
    int m_port = 0;
    std::unique_ptr<Running> m_running;
};

} // namespace yichuang::tour
