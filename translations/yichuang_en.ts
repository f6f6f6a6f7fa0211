<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>WaitWords</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>Scanned, %n page(s)</source>
        <translation>
            <numerusform>Scanned, %n page</numerusform>
            <numerusform>Scanned, %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported, %n file(s)</source>
        <translation>
            <numerusform>Imported, %n file</numerusform>
            <numerusform>Imported, %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) over</source>
        <translation>
            <numerusform>%n working day over</numerusform>
            <numerusform>%n working days over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) left</source>
        <translation>
            <numerusform>%n working day left</numerusform>
            <numerusform>%n working days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::CarryPanel</name>
    <message numerus="yes">
        <source>Passphrase (at least %n characters); tell it to the other window, it is not in the file</source>
        <translation>
            <numerusform>Passphrase (at least %n character); tell it to the other window, it is not in the file</numerusform>
            <numerusform>Passphrase (at least %n characters); tell it to the other window, it is not in the file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen case(s) go into it, with their page files.</source>
        <translation>
            <numerusform>%n chosen case goes into it, with its page files.</numerusform>
            <numerusform>%n chosen cases go into it, with their page files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page file(s)</source>
        <translation>
            <numerusform>%n page file</numerusform>
            <numerusform>%n page files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::CasesPage</name>
    <message numerus="yes">
        <source>%n case(s), newest first</source>
        <translation>
            <numerusform>%n case, newest first</numerusform>
            <numerusform>%n cases, newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::DecisionColumn</name>
    <message numerus="yes">
        <source>%n working day(s)</source>
        <translation>
            <numerusform>%n working day</numerusform>
            <numerusform>%n working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 may follow within %n working day(s)</source>
        <translation>
            <numerusform>%1 may follow within %n working day</numerusform>
            <numerusform>%1 may follow within %n working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Still missing: %n</source>
        <translation>
            <numerusform>Still missing: %n</numerusform>
            <numerusform>Still missing: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::DeskPage</name>
    <message numerus="yes">
        <source>called %n time(s)</source>
        <translation>
            <numerusform>called %n time</numerusform>
            <numerusform>called %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::MatterPanel</name>
    <message numerus="yes">
        <source>Scanning into “%1”: %n page(s) so far</source>
        <translation>
            <numerusform>Scanning into “%1”: %n page so far</numerusform>
            <numerusform>Scanning into “%1”: %n pages so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::OneThingPanel</name>
    <message numerus="yes">
        <source>Matters to open: %n</source>
        <translation>
            <numerusform>Matters to open: %n</numerusform>
            <numerusform>Matters to open: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::OutboxPage</name>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n page file(s)</source>
        <translation>
            <numerusform>, %n page file</numerusform>
            <numerusform>, %n page files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n case(s)…</source>
        <translation>
            <numerusform>Export %n case…</numerusform>
            <numerusform>Export %n cases…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::StatusStrip</name>
    <message numerus="yes">
        <source>To send: %n</source>
        <translation>
            <numerusform>To send: %n</numerusform>
            <numerusform>To send: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To print: %n</source>
        <translation>
            <numerusform>To print: %n</numerusform>
            <numerusform>To print: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::TopBar</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::WaitingCase</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) to decide. Both versions stay in the history, and the receipt number and its time stay as printed.</source>
        <translation>
            <numerusform>%n part to decide. Both versions stay in the history, and the receipt number and its time stay as printed.</numerusform>
            <numerusform>%n parts to decide. Both versions stay in the history, and the receipt number and its time stay as printed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>yichuang::SealPart</name>
    <message numerus="yes">
        <source>%n page(s) could be opened by no key and stay as they were.</source>
        <translation>
            <numerusform>%n page could be opened by no key and stays as it was.</numerusform>
            <numerusform>%n pages could be opened by no key and stay as they were.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceEntries</name>
    <message numerus="yes">
        <source>… and %n more byte(s)</source>
        <translation>
            <numerusform>… and %n more byte</numerusform>
            <numerusform>… and %n more bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A card was read: %1. Its photo has %n byte(s).</source>
        <translation>
            <numerusform>A card was read: %1. Its photo has %n byte.</numerusform>
            <numerusform>A card was read: %1. Its photo has %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A code was read: %1, %n character(s), like %2</source>
        <translation>
            <numerusform>A code was read: %1, %n character, like %2</numerusform>
            <numerusform>A code was read: %1, %n characters, like %2</numerusform>
        </translation>
    </message>
</context>
</TS>
