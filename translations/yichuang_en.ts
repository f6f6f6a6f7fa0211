<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>yichuang::CaseList</name>
    <message numerus="yes">
        <source>%n step(s) to send</source>
        <translation>
            <numerusform>%n step to send</numerusform>
            <numerusform>%n steps to send</numerusform>
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
        <source>%n step(s) of this case are saved here and go to the centre by themselves.</source>
        <translation>
            <numerusform>%n step of this case is saved here and goes to the centre by itself.</numerusform>
            <numerusform>%n steps of this case are saved here and go to the centre by themselves.</numerusform>
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
</TS>
