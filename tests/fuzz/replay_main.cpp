// SPDX-License-Identifier: Apache-2.0
// Plays a fuzzer's corpus, then seeded mutations of it and invented texts, where libFuzzer is not at hand. The same
// seed gives the same bytes on every machine. YICHUANG_FUZZ_SEED and YICHUANG_FUZZ_ROUNDS in the environment change
// them; arguments name single files to play instead. The input that ends the program is left in the working folder as
// fuzz-crash.bin.
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size);

namespace
{

constexpr qsizetype longest = 256 * 1024;
const QByteArray *playing = nullptr;

void keepCrash(int signal)
{
    if (playing != nullptr) {
        if (std::FILE *file = std::fopen("fuzz-crash.bin", "wb")) {
            std::fwrite(playing->constData(), 1, static_cast<std::size_t>(playing->size()), file);
            std::fclose(file);
        }
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void play(const QByteArray &input)
{
    playing = &input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()),
                           static_cast<std::size_t>(input.size()));
    playing = nullptr;
}

/// Random numbers below a bound from one engine; std::uniform_int_distribution differs between libraries.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_engine(seed) {}
    [[nodiscard]] qsizetype below(qsizetype bound)
    {
        return bound <= 0 ? 0 : static_cast<qsizetype>(m_engine() % static_cast<quint64>(bound));
    }
    [[nodiscard]] char byte()
    {
        static constexpr unsigned char telling[] = {0x00, 0x01, 0x7f, 0x80, 0xff, 0xaa, '"', '{', '[', '\\', '-', '9'};
        return below(2) == 0 ? static_cast<char>(telling[below(std::size(telling))]) : static_cast<char>(below(256));
    }

private:
    std::mt19937_64 m_engine;
};

QByteArray mutated(QByteArray bytes, const QList<QByteArray> &corpus, Dice &dice)
{
    const qsizetype steps = 1 + dice.below(4);
    for (qsizetype i = 0; i < steps; ++i) {
        const qsizetype at = dice.below(bytes.size() + 1);
        const qsizetype length = 1 + dice.below(16);
        switch (dice.below(7)) {
        case 0:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.below(8)));
            break;
        case 1:
            if (at < bytes.size())
                bytes[at] = dice.byte();
            break;
        case 2:
            bytes.insert(at, QByteArray(length, dice.byte()));
            break;
        case 3:
            bytes.remove(at, length);
            break;
        case 4:
            bytes.truncate(at);
            break;
        case 5:
            bytes.insert(at, bytes.mid(dice.below(bytes.size() + 1), 1 + dice.below(64)));
            break;
        default: {
            const QByteArray &other = corpus[dice.below(corpus.size())];
            bytes = bytes.left(at) + other.mid(dice.below(other.size() + 1));
        }
        }
    }
    bytes.truncate(longest);
    return bytes;
}

/// Bytes of no corpus: any, what a keyboard has, or what numbers are made of.
QByteArray invented(Dice &dice)
{
    static constexpr char alphanumerics[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.<";
    const qsizetype kind = dice.below(3);
    QByteArray bytes(dice.below(96), '\0');
    for (char &c : bytes) {
        if (kind == 0)
            c = static_cast<char>(dice.below(256));
        else
            c = kind == 1 ? static_cast<char>(' ' + dice.below(95)) : alphanumerics[dice.below(39)];
    }
    return bytes;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qulonglong fromEnvironment(const char *name, qulonglong fallback)
{
    bool ok = false;
    const qulonglong value = qgetenv(name).toULongLong(&ok);
    return ok ? value : fallback;
}

} // namespace

int main(int argc, char **argv)
{
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        std::signal(signal, keepCrash);
    if (argc > 1) {
        for (int i = 1; i < argc; ++i)
            play(readAll(QString::fromLocal8Bit(argv[i])));
        return 0;
    }
    const QDir folder(QStringLiteral(YICHUANG_FUZZ_CORPUS));
    QList<QByteArray> corpus;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
        corpus.append(readAll(folder.filePath(name)));
    if (corpus.isEmpty()) {
        std::fprintf(stderr, "no corpus in %s\n", qPrintable(folder.path()));
        return 1;
    }
    const qulonglong seed = fromEnvironment("YICHUANG_FUZZ_SEED", 1);
    const qulonglong rounds = fromEnvironment("YICHUANG_FUZZ_ROUNDS", YICHUANG_FUZZ_ROUNDS);
    std::printf("%lld inputs, %llu mutations, seed %llu\n", static_cast<long long>(corpus.size()), rounds, seed);
    std::fflush(stdout);
    play({});
    for (const QByteArray &input : std::as_const(corpus))
        play(input);
    Dice dice(seed);
    for (qulonglong i = 0; i < rounds; ++i)
        play(dice.below(8) == 0 ? invented(dice) : mutated(corpus[dice.below(corpus.size())], corpus, dice));
    return 0;
}
