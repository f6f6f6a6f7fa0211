// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/json.h"
#include "app/crypto/certificates.h"
#include "app/secrets/window_vault.h"
#include "tests/fakes/manual_clock.h"

#include <QTemporaryDir>
#include <QTest>

/// A centre's half of an enrolment, and a folder for a window's vault.
struct EnrolledWindow {
    explicit EnrolledWindow(yichuang::Suite suiteOfHall = yichuang::Suite::International)
        : suite(suiteOfHall),
          centre(yichuang::SigningKey::generate(suiteOfHall).value())
    {
    }

    [[nodiscard]] std::unique_ptr<yichuang::WindowVault> vault() const
    {
        const yichuang::PasswordCost cheap{64, 1, 1};
        return std::make_unique<yichuang::WindowVault>(folder(), clock, suite, cheap);
    }
    [[nodiscard]] QString folder() const { return dir.filePath(QStringLiteral("vault")); }
    [[nodiscard]] QString file(const char *name) const { return folder() + u'/' + QLatin1String(name); }

    [[nodiscard]] yichuang::Enrolment answer(const yichuang::EnrolmentRequest &request, int generation = 1) const
    {
        yichuang::Enrolment enrolment;
        enrolment.device = QStringLiteral("device-7");
        enrolment.hall = QStringLiteral("130102");
        enrolment.hallName = QStringLiteral("长安区政务服务大厅");
        enrolment.window = 3;
        enrolment.windowName = QStringLiteral("综合3号窗口");
        enrolment.generation = generation;
        enrolment.certificate =
            yichuang::issueDeviceCertificate(authority, request.requestPem, enrolment.device, clock).value();
        enrolment.authority = authority.certificatePem;
        enrolment.centreKey = centre.publicKey().toDer();
        enrolment.policy = {{QStringLiteral("graceDays"), 7}};
        return enrolment;
    }

    void enrol(yichuang::WindowVault &vault, int generation = 1) const
    {
        const auto request = vault.prepareEnrolment(QStringLiteral("window")).value();
        vault.finishEnrolment(answer(request, generation)).value();
    }

    [[nodiscard]] QByteArray grant(const QString &clerk, const QString &device = QStringLiteral("device-7"),
                                   const QString &name = QStringLiteral("窗口人员"),
                                   const QString &role = QStringLiteral("clerk")) const
    {
        const QJsonObject body{{QStringLiteral("clerk"), clerk},
                               {QStringLiteral("clerkName"), name},
                               {QStringLiteral("role"), role},
                               {QStringLiteral("device"), device},
                               {QStringLiteral("until"), clock.now().addDays(7).toString(Qt::ISODate)}};
        const QByteArray text = yichuang::canonicalJson(body);
        return text.toBase64() + '.' + centre.sign(text).value().toBase64();
    }

    [[nodiscard]] yichuang::Session session(const QString &clerk, const QString &role = QStringLiteral("clerk")) const
    {
        yichuang::Session session;
        session.clerk = clerk;
        session.role = role;
        session.offlineGrant = grant(clerk, QStringLiteral("device-7"), QStringLiteral("窗口人员"), role);
        session.hallKey = hallKey;
        return session;
    }

    QTemporaryDir dir;
    yichuang::Suite suite;
    yichuang::SigningKey centre;
    yichuang::ManualClock clock{QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC)};
    yichuang::Credential authority = yichuang::makeAuthority(QStringLiteral("Hall authority"), clock).value();
    QByteArray hallKey = QByteArray(32, 'h');
};
