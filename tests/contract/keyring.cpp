// SPDX-License-Identifier: Apache-2.0
// The keyring of a real desktop, on a bus and in folders of its own: open, locked, hung, gone.
#include "app/secrets/keychain_link.h"

#include "tests/unit/secrets/enrolled_window.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>
#include <unistd.h>

using namespace yichuang;

namespace
{

const QString li = QStringLiteral("li");
const QString pin = QStringLiteral("2468 and more");
const QString changed = QStringLiteral("1357 and more");

/// The desktop's own keyring program.
class KeyringProgram
{
public:
    ~KeyringProgram() { end(); }
    void beginOpen()
    {
        start({QStringLiteral("--unlock")});
        m_process.write("the desktop's password");
        m_process.closeWriteChannel();
        waitForName();
    }
    void beginLocked()
    {
        start({});
        waitForName();
    }
    void hang() const { ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP); }
    void goOn() const { ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT); }
    void end()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        goOn();
        m_process.terminate();
        m_process.waitForFinished();
    }

private:
    void start(const QStringList &how)
    {
        m_process.start(QStringLiteral("gnome-keyring-daemon"),
                        QStringList{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")} + how);
        QVERIFY2(m_process.waitForStarted(), "gnome-keyring-daemon is not installed");
    }
    /// It has its name on the bus once it answers.
    static void waitForName()
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            QProcess::execute(QStringLiteral("dbus-send"),
                              {QStringLiteral("--session"), QStringLiteral("--print-reply=literal"),
                               QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("/"),
                               QStringLiteral("org.freedesktop.DBus.Peer.Ping")})
                == 0,
            20'000);
    }

    QProcess m_process;
};

template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000) || future.resultCount() == 0)
        return failure(Fault::Unsupported, QStringLiteral("test"), QStringLiteral("no answer at all"));
    return future.result();
}

} // namespace

class KeyringTest : public QObject
{
    Q_OBJECT

    EnrolledWindow m_window;
    std::unique_ptr<WindowVault> m_vault = m_window.vault();
    KeyringProgram m_program;
    std::unique_ptr<KeychainLink> m_link;
    Secret m_master;
    QString m_sealedBy;
    QString m_password = pin; ///< that opens the master key by itself

    /// As after a password that was changed elsewhere, with another hall key too.
    [[nodiscard]] Result<ClerkAdmission> admit(const QString &password, char hallKey)
    {
        EnrolledWindow &window = m_window;
        window.hallKey = QByteArray(32, hallKey);
        return await(m_link->admit(window.session(li), password, m_sealedBy));
    }
    void noNewKeyIsMade()
    {
        QCOMPARE(await(m_link->tend(m_master)).error().fault, Fault::KeyringSilent);
        QCOMPARE(admit(QStringLiteral("of today"), 't').error().fault, Fault::KeyUnavailable);
        QCOMPARE(m_vault->masterFingerprint().value(), m_sealedBy);
        const auto keys = m_vault->unlock(li, m_password);
        QVERIFY(keys && keys->master == m_master);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_window.enrol(*m_vault);
        m_master = m_vault->admit(m_window.session(li), pin).value().keys.master;
        m_sealedBy = keyFingerprint(m_master);
        m_link = std::make_unique<KeychainLink>(
            *m_vault, systemKeychain(QStringLiteral("yichuang-test")), [] { return true; }, std::chrono::seconds(3));
    }

    void anOpenKeyringKeepsTheKey()
    {
        m_program.beginOpen();
        const auto kept = await(m_link->tend(m_master));
        QVERIFY2(kept, kept ? "" : qPrintable(describe(kept.error())));
        Keychain other(systemKeychain(QStringLiteral("yichuang-test")));
        const auto key = await(other.read(QStringLiteral("device-7")));
        QVERIFY2(key, key ? "" : qPrintable(describe(key.error())));
        QVERIFY(m_vault->unlockWithKeychainKey(*key).value().master == m_master);
    }

    void aHungKeyringMakesNoNewKey()
    {
        m_program.hang();
        noNewKeyIsMade();
    }
    void whatItKeptFitsWhenItAnswersAgain()
    {
        m_program.goOn();
        const auto admission = admit(changed, 'n');
        QVERIFY2(admission, admission ? "" : qPrintable(describe(admission.error())));
        QVERIFY(admission->keys.master == m_master);
        m_password = changed;
        const auto keys = m_vault->unlock(li, m_password);
        QVERIFY(keys && keys->master == m_master);
    }
    void aLockedKeyringMakesNoNewKey()
    {
        m_program.end();
        m_program.beginLocked();
        noNewKeyIsMade();
    }
    void anAbsentKeyringMakesNoNewKey()
    {
        m_program.end();
        noNewKeyIsMade();
    }

    void cleanupTestCase()
    {
        m_link.reset();
        m_program.end();
    }
};

/// Nothing of the person who runs the tests may be seen or touched: the program starts itself again on a bus on which
/// nothing else can be woken, with folders of its own.
int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("YICHUANG_TEST_BUS")) {
        QTemporaryDir folder;
        folder.setAutoRemove(false); // it is the second program's
        QFile bus(folder.filePath(QStringLiteral("bus.conf")));
        if (!bus.open(QIODevice::WriteOnly))
            return 1;
        bus.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">"
            "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>");
        bus.close();
        for (const char *name : {"YICHUANG_TEST_BUS", "HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"})
            qputenv(name, folder.path().toLocal8Bit());
        QByteArrayList words{"dbus-run-session", "--config-file=" + bus.fileName().toLocal8Bit(), "--"};
        for (int i = 0; i < argc; ++i)
            words.append(argv[i]);
        std::vector<char *> arguments;
        for (QByteArray &word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execvp(arguments.front(), arguments.data());
        return 1;
    }
    QCoreApplication application(argc, argv);
    KeyringTest test;
    const int failed = QTest::qExec(&test, argc, argv);
    QDir(qEnvironmentVariable("YICHUANG_TEST_BUS")).removeRecursively();
    return failed;
}

#include "keyring.moc"
