// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/code_figures.h"

#include "app/documents/codes.h"
#include "tests/bench/figures.h"
#include "tests/fixtures/codes/code_pictures.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

namespace yichuang::bench
{
namespace
{

/// What a reader made of some pictures.
struct Tally {
    int read = 0;
    int wrong = 0; ///< readings that are not on the picture
    QList<double> ms;

    void count(const fixtures::CodePicture &picture, const QList<ReadCode> &codes, double spent)
    {
        ms.append(spent);
        for (const ReadCode &code : codes) {
            if (picture.truth.contains(code))
                ++read;
            else
                ++wrong;
        }
    }
    Tally &operator+=(const Tally &other)
    {
        read += other.read;
        wrong += other.wrong;
        ms += other.ms;
        return *this;
    }
};

/// The three readers on the same pictures.
struct Compared {
    int pictures = 0;
    int codes = 0;
    Tally ours;
    Tally plain;
    Tally zbar;

    Compared &operator+=(const Compared &other)
    {
        pictures += other.pictures;
        codes += other.codes;
        ours += other.ours;
        plain += other.plain;
        zbar += other.zbar;
        return *this;
    }
};

Tally decoded(const fixtures::CodePicture &picture, const CodeEffort &effort)
{
    QElapsedTimer timer;
    timer.start();
    const auto codes = decodeCodes(picture.image, {}, effort);
    Tally tally;
    tally.count(picture, codes.value_or(QList<ReadCode>()), static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return tally;
}

/// zbarimg knows no Data Matrix; its time is that of a process that begins, reads a file and ends.
Tally decodedByZbar(const fixtures::CodePicture &picture, const QString &folder)
{
    const QString path = folder + QStringLiteral("/picture.png");
    Tally tally;
    if (!picture.image.save(path))
        return tally;
    QProcess zbar;
    QElapsedTimer timer;
    timer.start();
    zbar.start(QStringLiteral("zbarimg"), {QStringLiteral("-q"), QStringLiteral("--nodbus"), path});
    if (!zbar.waitForStarted() || !zbar.waitForFinished())
        return tally;
    const double spent = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    QList<ReadCode> codes;
    const QList<QByteArray> lines = zbar.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("QR-Code:"))
            codes.append({QStringLiteral("QRCode"), QString::fromUtf8(line.mid(8))});
        else if (line.startsWith("CODE-128:"))
            codes.append({QStringLiteral("Code128"), QString::fromUtf8(line.mid(9))});
    }
    tally.count(picture, codes, spent);
    return tally;
}

Compared compare(const fixtures::CodePicture &picture, const QString &folder)
{
    static const SystemClock clock;
    return {1, static_cast<int>(picture.truth.size()), decoded(picture, {CodeEffort().attempts, 60, &clock}),
            decoded(picture, {1, 0, nullptr}), decodedByZbar(picture, folder)};
}

QJsonObject figureOf(const QString &kind, const Compared &compared)
{
    const auto share = [&compared](const Tally &tally) {
        return compared.codes == 0 ? 0.0 : static_cast<double>(tally.read) / compared.codes;
    };
    return {{QStringLiteral("figure"), QStringLiteral("codes-") + kind},
            {QStringLiteral("pictures"), compared.pictures},
            {QStringLiteral("codes"), compared.codes},
            {QStringLiteral("read"), compared.ours.read},
            {QStringLiteral("rate"), share(compared.ours)},
            {QStringLiteral("plainRead"), compared.plain.read},
            {QStringLiteral("plainRate"), share(compared.plain)},
            {QStringLiteral("zbarRead"), compared.zbar.read},
            {QStringLiteral("ratioToPlain"), compared.ours.read / std::max(1.0, double(compared.plain.read))},
            {QStringLiteral("wrong"), compared.ours.wrong},
            {QStringLiteral("plainWrong"), compared.plain.wrong},
            {QStringLiteral("zbarWrong"), compared.zbar.wrong},
            {QStringLiteral("msP50"), median(compared.ours.ms)},
            {QStringLiteral("msP95"), nearlyWorst(compared.ours.ms)},
            {QStringLiteral("zbarMsP50"), median(compared.zbar.ms)},
            {QStringLiteral("zbarMsP95"), nearlyWorst(compared.zbar.ms)},
            {QStringLiteral("plainMsP50"), median(compared.plain.ms)},
            {QStringLiteral("plainMsP95"), nearlyWorst(compared.plain.ms)}};
}

} // namespace

QList<QJsonObject> codeFigures()
{
    const QTemporaryDir folder;
    QList<QJsonObject> figures;
    Compared all;
    const QStringList kinds = fixtures::codePictureKinds();
    for (const QString &kind : kinds) {
        Compared compared;
        for (int i = 0; i < fixtures::picturesAKind; ++i)
            compared += compare(fixtures::codePicture(kind, i), folder.path());
        figures.append(figureOf(kind, compared));
        all += compared;
    }
    Compared none;
    for (int i = 0; i < fixtures::emptyPictures; ++i)
        none += compare(fixtures::emptyPicture(i), folder.path());
    figures.append(figureOf(QStringLiteral("none"), none));
    figures.append(figureOf(QStringLiteral("all"), all));
    return figures;
}

} // namespace yichuang::bench
