// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace yichuang::layering
{

/// The text with comments and preprocessor lines blanked, and with literals emptied: `"abc"` becomes `"   "`. Lines and
/// columns stay where they were, so that positions found in it hold for the source.
[[nodiscard]] QString stripped(const QString &source);

/// A function, method or named lambda: where its head starts (1-based) and how many lines it takes to its last brace.
struct Function {
    QString name;
    int line = 0;
    int lines = 0;
};

/// Every function of a C++ source that is a body, not a declaration. Lambdas and local classes inside a function
/// count as lines of that function; initialisers of tables are no functions.
[[nodiscard]] QList<Function> functionsOf(const QString &source);

/// What a source includes, as spelled: `"app/base/clock.h"` or `<QString>`, with the line (1-based).
struct Include {
    QString path;
    bool quoted = false;
    int line = 0;
};
[[nodiscard]] QList<Include> includesOf(const QString &source);

/// Names of the classes and structs that a source defines (not those it only names).
[[nodiscard]] QStringList classesOf(const QString &source);

/// One target line of a CMakeLists.txt: yichuang_room(...), yichuang_driver(...), yichuang_program(...), or a
/// target_link_libraries(...) beside them.
struct TargetLine {
    QString call;
    QString name;
    QStringList links; ///< rooms, without the prefix yichuang_
    QStringList uses;  ///< everything else
};
[[nodiscard]] QList<TargetLine> targetsOf(const QString &cmake);

} // namespace yichuang::layering
