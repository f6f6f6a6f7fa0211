// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QObject>

#include <optional>

namespace yichuang
{

/// How a renewal of the window's master key stands.
struct KeyRenewalStanding {
    enum class Phase {
        None,      ///< nothing is under way
        Asked,     ///< the password is being tried
        Sealing,   ///< the new key is in force; what the one of before sealed is being sealed anew
        Finishing, ///< a backup is being made; then the key of before is forgotten
        Stopped,   ///< goes on with goOn(), or by itself at the next sign-in; both keys open until it is done
        Renewed    ///< since the clerk signed in
    };
    Phase phase = Phase::None;
    qint64 done = 0; ///< rows and page files sealed anew
    qint64 total = 0;
    int broken = 0;            ///< page files that no key opens: they stay as they are
    std::optional<Reason> why; ///< why it was refused (None) or had to stop (Stopped)

    bool operator==(const KeyRenewalStanding &) const = default;
};

/// Gives the window a new master key while its clerks work; passwords and codes stay as they are. Main thread; nothing
/// waits. A program that is ended at any moment goes on at the next sign-in.
class KeyRenewal : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Which roles may begin one and stop it: see Session::role.
    [[nodiscard]] static bool isFor(const QString &role)
    {
        return role == QStringLiteral("supervisor") || role == QStringLiteral("administrator");
    }
    [[nodiscard]] virtual KeyRenewalStanding standing() const = 0;
    /// The clerk who is signed in proves himself once more. Refused with WrongPassword, LockedOut, NotAllowed where
    /// the grant that the centre signed names another role, OfflineGraceOver where there is no grant that holds; with
    /// what hinders writing the keys else. Nothing happens while one is under way.
    virtual void begin(const QString &clerk, const QString &password) = 0;
    /// Stops the sealing for now; the rest stands as it is.
    virtual void stop() = 0;
    /// Goes on with one that was stopped.
    virtual void goOn() = 0;

Q_SIGNALS:
    /// The standing is another.
    void changed();
};

} // namespace yichuang
