// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/code_source_contract.h"
#include "ui/shell/keyboard_wedge.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWindow>

namespace yichuang
{

/// A window with fields, and keys that reach it as from a keyboard: at the window, with the time of each.
class TestKeyboardWedge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        m_name = new QLineEdit;
        m_note = new QPlainTextEdit;
        m_password = new QLineEdit;
        m_password->setEchoMode(QLineEdit::Password);
        m_button = new QPushButton;
        for (QWidget *widget : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_note),
                                static_cast<QWidget *>(m_password), static_cast<QWidget *>(m_button)})
            column->addWidget(widget);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        m_name->setFocus();
        QTRY_VERIFY(m_name->hasFocus());
        m_wedge = std::make_unique<KeyboardWedge>(WedgeHabits());
        m_read = std::make_unique<QSignalSpy>(m_wedge.get(), &CodeSource::codeRead);
        m_wedge->start();
    }
    void cleanup()
    {
        m_wedge.reset();
        m_window.reset();
    }

    void keepsTheContract()
    {
        m_wedge->stop();
        keepCodeSourceContract(*m_wedge, [this](const QString &text) { type(text + u'\n', 5); },
                               {QStringLiteral("Unknown"), QStringLiteral("130102-01-A17")});
        QVERIFY(m_name->text().isEmpty());
    }
    void typingKeepsEveryCharacter()
    {
        QSignalSpy entered(m_name, &QLineEdit::returnPressed);
        const QString typed = QStringLiteral("Wang Xiao-ming, 47 Lane; (3F) #12");
        type(typed, 80);
        QTRY_COMPARE(m_name->text(), typed); // the last one is held for a moment
        type(QStringLiteral("\n"), 80);
        QCOMPARE(entered.count(), 1);
        QCOMPARE(m_name->text(), typed);
        QCOMPARE(m_read->count(), 0);
    }
    void quickTypingIsGivenBackInOrder()
    {
        type(QStringLiteral("fast fingers"), 20); // no Enter follows
        QTRY_COMPARE(m_name->text(), QStringLiteral("fast fingers"));
        type(QStringLiteral("ab"), 15);
        type(QStringLiteral("\t"), 15); // too short for a code
        QCOMPARE(m_name->text(), QStringLiteral("fast fingersab"));
        QTRY_VERIFY(m_note->hasFocus()); // and Tab did what it does
        QCOMPARE(m_read->count(), 0);
    }
    void releasesComeBehindTheirPresses()
    {
        struct Order final : QObject {
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
                    seen += (event->type() == QEvent::KeyPress ? u'+' : u'-') + static_cast<QKeyEvent *>(event)->text();
                return false;
            }
            QString seen;
        } order;
        m_name->installEventFilter(&order);
        type(QStringLiteral("abc"), 10);
        QTRY_COMPARE(order.seen, QStringLiteral("+a-a+b-b+c-c"));
    }
    void aCodeIsTakenFromBetweenTyping()
    {
        type(QStringLiteral("note "), 90);
        type(QStringLiteral("6901234567892\n"), 6, 90);
        type(QStringLiteral("x"), 90);
        QTRY_COMPARE(m_name->text(), QStringLiteral("note x"));
        QCOMPARE(m_read->count(), 1);
        QCOMPARE(m_read->at(0).at(0).value<ReadCode>().text, QStringLiteral("6901234567892"));
    }
    void itListensOnlyInFieldsForText()
    {
        m_password->setFocus();
        type(QStringLiteral("secret12\n"), 5);
        QCOMPARE(m_password->text(), QStringLiteral("secret12"));
        m_button->setFocus();
        type(QStringLiteral("130102\n"), 5);
        QCOMPARE(m_read->count(), 0);
        m_note->setFocus();
        type(QStringLiteral("130102\n"), 5);
        QCOMPARE(m_read->count(), 1);
        QVERIFY(m_note->toPlainText().isEmpty());
    }
    void aShortcutEndsABurst()
    {
        type(QStringLiteral("abcd"), 5);
        press(Qt::Key_A, {}, Qt::ControlModifier, 5);
        QCOMPARE(m_name->text(), QStringLiteral("abcd"));
        QCOMPARE(m_name->selectedText(), QStringLiteral("abcd"));
    }
    void whatIsHeldIsNotLostWhenItStopsOrTheFocusGoes()
    {
        type(QStringLiteral("one"), 5);
        m_wedge->stop();
        QCOMPARE(m_name->text(), QStringLiteral("one"));
        m_wedge->start();
        type(QStringLiteral("two"), 5);
        m_note->setFocus();
        QCOMPARE(m_name->text() + m_note->toPlainText(), QStringLiteral("onetwo"));
    }

private:
    void press(int key, const QString &text, Qt::KeyboardModifiers modifiers, int afterMs)
    {
        m_atMs += static_cast<quint64>(afterMs);
        for (const QEvent::Type kind : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(kind, key, modifiers, text);
            event.setTimestamp(m_atMs);
            QCoreApplication::sendEvent(m_window->windowHandle(), &event);
        }
    }
    void type(const QString &text, int eachMs, int firstMs = -1)
    {
        for (const QChar letter : text) {
            const int after = std::exchange(firstMs, -1);
            const int key = letter == u'\n'   ? static_cast<int>(Qt::Key_Return)
                            : letter == u'\t' ? static_cast<int>(Qt::Key_Tab)
                                              : static_cast<int>(letter.toUpper().unicode());
            press(key, letter == u'\n' ? QStringLiteral("\r") : QString(letter), Qt::NoModifier,
                  after < 0 ? eachMs : after);
        }
    }

    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_note = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_button = nullptr;
    std::unique_ptr<KeyboardWedge> m_wedge;
    std::unique_ptr<QSignalSpy> m_read;
    quint64 m_atMs = 1'000;
};

} // namespace yichuang

QTEST_MAIN(yichuang::TestKeyboardWedge)
#include "tst_keyboard_wedge.moc"
