// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

namespace yichuang
{

/// What a person is told of a reason: what happened, why, what to do next, and a code to quote.
struct Sentence {
    QString what;
    QString why;
    QString next;
    QString code; ///< as "P-103"

    /// "What. Why. Next. (code)"
    [[nodiscard]] QString whole() const;
    bool operator==(const Sentence &) const = default;
};

/// In the language of the window. Every fault has one; FieldMissing and FieldInvalid name the field in their detail.
[[nodiscard]] Sentence sentenceFor(const Reason &reason);
[[nodiscard]] Sentence sentenceFor(Fault fault);
/// The same in the source language, for the test that every text is translated.
struct SentenceSource {
    Fault fault;
    const char *what;
    const char *why;
    const char *next;
};
[[nodiscard]] const QList<SentenceSource> &sentenceSources();

} // namespace yichuang
