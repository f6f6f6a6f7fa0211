// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"
#include "app/domain/catalogue/catalogue_file.h"

namespace yichuang::samples
{

const QDateTime &morning();

QString idOf(int n);

QString caseId();

/// An invented person; the number's check digit is right.
Applicant wang();

Operation operation(int n, OperationKind kind, const QJsonObject &payload = {}, Actor actor = Actor::Clerk);

Operation opened(int n, const QString &matter);

Operation received(int n);

QByteArray resource(const QString &path);

/// The shipped catalogue with its parts, as the centre publishes it.
QByteArray catalogueBytes();

Catalogue catalogue();

/// A matter of the shipped catalogue by its name.
Matter matter(const QString &name);

} // namespace yichuang::samples
