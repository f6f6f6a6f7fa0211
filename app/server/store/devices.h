// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"
#include "app/server/sql/sql.h"

#include <QDateTime>

namespace yichuang::server
{

/// A window's computer as the centre knows it. Its id is `hall-window-generation`, as in 130102-03-1.
struct DeviceRecord {
    QString id;
    QString hall;
    int window = 0;
    QString windowName;
    int generation = 0;
    VerifyKey signingKey;
    bool revoked = false;
};

/// What a one-time code lets a window become.
struct EnrolmentGrant {
    int window = 0;
    QString windowName;
    int generation = 0; ///< of this enrolment: one more than the window's last
    QString device;
};

/// The form in which a code is compared: upper case, without spaces and hyphens.
[[nodiscard]] QString normalisedCode(const QString &code);
/// Keeps a code for a window, valid 24 h. In a transaction. The code itself is never stored.
void addEnrolmentCode(Sql &sql, const QString &hall, const QString &code, int window, const QString &windowName,
                      const QDateTime &now);
/// Uses a code up and raises the window's generation; nothing where the code is unknown, used or too old.
/// In a transaction.
[[nodiscard]] std::optional<EnrolmentGrant> useEnrolmentCode(Sql &sql, const QString &hall, const QString &code,
                                                             const QDateTime &now);
/// Keeps the enrolled device and revokes the window's earlier ones. In a transaction.
void addDevice(Sql &sql, const DeviceRecord &device, const QString &fingerprint, const QDateTime &now);
/// By id; nothing where unknown.
[[nodiscard]] std::optional<DeviceRecord> findDevice(Sql &sql, const QString &hall, const QString &device);
/// By id and certificate, its present or its next one; nothing where unknown or with another certificate. Whether it
/// was revoked is for the caller.
[[nodiscard]] std::optional<DeviceRecord> presentedDevice(Sql &sql, const QString &hall, const QString &device,
                                                          const QString &fingerprint);
/// Takes the device's certificates back and ends the sessions there; false where it is unknown or was revoked before.
/// In a transaction.
[[nodiscard]] bool revokeDevice(Sql &sql, const QString &hall, const QString &device, const QDateTime &now);
/// Lets the device present `next` as well as `presented`, the one it renewed with: a reply that was lost shuts nobody
/// out, and the certificate before goes with the renewal after. In a transaction.
void addCertificate(Sql &sql, const QString &hall, const QString &device, const QString &presented,
                    const QString &next);
/// Every device ever enrolled, for the list of public keys.
[[nodiscard]] QList<DeviceRecord> allDevices(Sql &sql, const QString &hall);

} // namespace yichuang::server
