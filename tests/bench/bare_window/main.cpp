// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <QWidget>

/// The least that Qt Widgets can show: what the client is measured against.
int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QWidget window;
    window.resize(1366, 768);
    window.show();
    return QApplication::exec();
}
