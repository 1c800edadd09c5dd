<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ui::FileDetail</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files inside</source>
        <translation>
            <numerusform>%n file inside</numerusform>
            <numerusform>%n files inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HealthPage</name>
    <message numerus="yes">
        <source>Definitions of %1, %n days old</source>
        <translation>
            <numerusform>Definitions of %1, %n day old</numerusform>
            <numerusform>Definitions of %1, %n days old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MediaPage</name>
    <message numerus="yes">
        <source>%n media should be back by now</source>
        <translation>
            <numerusform>%n medium should be back by now</numerusform>
            <numerusform>%n media should be back by now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PolicyPage</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProgressPage</name>
    <message numerus="yes">
        <source>About %n seconds left</source>
        <translation>
            <numerusform>About %n second left</numerusform>
            <numerusform>About %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n minutes left</source>
        <translation>
            <numerusform>About %n minute left</numerusform>
            <numerusform>About %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ResultPage</name>
    <message numerus="yes">
        <source>All %n files come through</source>
        <translation>
            <numerusform>The file comes through</numerusform>
            <numerusform>All %n files come through</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files need a password. Leave the stick in, and type it here.</source>
        <translation>
            <numerusform>%n file needs a password. Leave the stick in, and type it here.</numerusform>
            <numerusform>%n files need a password. Leave the stick in, and type it here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are held: too much of them would be lost. Leave the stick in, and say what should come through instead.</source>
        <translation>
            <numerusform>%n file is held: too much of it would be lost. Leave the stick in, and say what should come through instead.</numerusform>
            <numerusform>%n files are held: too much of them would be lost. Leave the stick in, and say what should come through instead.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::VerifyPage</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Words</name>
    <message numerus="yes">
        <source>since %n minutes</source>
        <translation>
            <numerusform>since %n minute</numerusform>
            <numerusform>since %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>since %n hours</source>
        <translation>
            <numerusform>since %n hour</numerusform>
            <numerusform>since %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>since %n days</source>
        <translation>
            <numerusform>since %n day</numerusform>
            <numerusform>since %n days</numerusform>
        </translation>
    </message>
</context>
</TS>
