"""One small file of each format of localisation resources, by its path; each holds what its reader must tell apart."""

from __future__ import annotations

from pathlib import Path

PO = rb"""# a comment
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: app.py:1
#, python-format
msgid "Hello %s"
msgstr "Hallo %s"

#, fuzzy
#| msgid "before"
msgctxt "menu"
msgid "one file"
msgid_plural "%d files"
msgstr[0] "eine Datei"
msgstr[1] ""
"%d \"Dateien\"\n"
"und mehr"

msgid "new"
msgstr ""

#~ msgid "old"
#~ msgstr ""
#~ "alt"
"""

XLIFF = b"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file source-language="en" target-language="de" original="app.ts" datatype="plaintext">
    <body>
      <trans-unit id="a"><source>Hi <x id="N"/> &amp; you</source><target>Hi <x id="N"/> &amp; du</target></trans-unit>
      <trans-unit id="b"><source>Bye</source></trans-unit>
      <group translate="no">
        <trans-unit id="c"><source>X</source><target/></trans-unit>
      </group>
      <trans-unit id="d"><source>Old</source><target state="needs-translation">Alt</target>
        <alt-trans><target>No</target></alt-trans></trans-unit>
    </body>
  </file>
</xliff>
"""

XLIFF_2 = b"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
  <file id="f1">
    <unit id="a"><segment><source>Yes</source><target>Oui</target></segment></unit>
    <unit id="b">
      <segment state="initial"><source>One. </source><target>Un. </target></segment>
      <segment><source>Two.</source><target/></segment>
    </unit>
  </file>
</xliff>
"""

FLUENT = b"""### A resource

-brand = Firefox
hello = Hallo, { $name }!
    Noch eine Zeile
      und eine weiter innen.
    .title = Titel

# a comment
files =
    { $n ->
        [one] { $n } Datei
       *[other] { $n } Dateien { "}" }
    }
only =
    .label = nur
"""

ANDROID = rb"""<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <!-- a comment -->
    <string name="app" translatable="false">Polyglot</string>
    <string name="hello">It\'s   <b>me</b>, <xliff:g id="n">%1$s</xliff:g> &amp; \"you\"</string>
    <string name="again">@string/hello</string>
    <string name="blank">"  two spaces  "</string>
    <string name="html"><![CDATA[<i>x</i>]]></string>
    <plurals name="files"><item quantity="one">%d file</item><item quantity="other">%d files</item></plurals>
    <string-array name="days"><item>Mon</item><item/></string-array>
    <color name="c">#fff</color>
</resources>
"""

PROPERTIES = rb"""# a comment
! another
plain=One
spaced : two \
    and three
escaped\ key = tab\there \u00e4 {0}

empty
colon:x
"""

JSON = b"""{
  "title": "Hello {{name}}",
  "cart": {
    "item_one": "{{count}} item",
    "item_other": "{{count}} items",
    "list": ["a", "b \\u00e4"],
    "size": 3
  },
  "gender_male": "he",
  "gender_other": "they",
  "day": {"one": "a day", "other": "days"}
}
"""

ARB = b"""{
  "@@locale": "pt_BR",
  "hello": "Ol\xc3\xa1 {name}",
  "@hello": {"description": "a greeting", "placeholders": {"name": {}}}
}
"""

RESX = b"""<?xml version="1.0" encoding="utf-8"?>
<root>
  <resheader name="version"><value>2.0</value></resheader>
  <data name="Hello" xml:space="preserve"><value>Hallo {0}</value></data>
  <data name="Name" xml:space="preserve"><value>Polyglot</value><comment>{Locked}</comment></data>
  <data name="Icon" type="System.Resources.ResXFileRef"><value>icon.ico</value></data>
  <data name="&gt;&gt;button.Name" xml:space="preserve"><value>button</value></data>
  <data name="Empty"><value/></data>
</root>
"""

STRINGS = '/* a comment */\n"hello" = "Hallo \\"%@\\"";\n// another\nbare = "x\\n\\U00e4";\n'.encode("utf-16")

STRINGSDICT = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>files</key>
  <dict>
    <key>NSStringLocalizedFormatKey</key><string>%#@n@</string>
    <key>n</key>
    <dict>
      <key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
      <key>NSStringFormatValueTypeKey</key><string>d</string>
      <key>one</key><string>%d Datei</string>
      <key>other</key><string>%d Dateien</string>
    </dict>
  </dict>
</dict>
</plist>
"""

XCSTRINGS = b"""{
  "sourceLanguage" : "en",
  "strings" : {
    "Hello" : {
      "localizations" : {
        "de" : { "stringUnit" : { "state" : "translated", "value" : "Hallo" } },
        "fr" : { "stringUnit" : { "state" : "new", "value" : "Hello" } }
      }
    },
    "%d files" : {
      "localizations" : {
        "en" : { "variations" : { "plural" : {
          "one" : { "stringUnit" : { "state" : "new", "value" : "%d file" } },
          "other" : { "stringUnit" : { "state" : "new", "value" : "%d files" } } } } },
        "de" : { "variations" : { "plural" : {
          "one" : { "stringUnit" : { "state" : "translated", "value" : "%d Datei" } },
          "other" : { "stringUnit" : { "state" : "needs_review", "value" : "%d Dateien" } } } } }
      }
    },
    "gone" : { "extractionState" : "stale" },
    "Polyglot" : { "shouldTranslate" : false }
  },
  "version" : "1.0"
}
"""

RAILS = b"""# Norwegian, not false
no:
  title: Hei
  files:
    one: "en fil"
    other: '%{count} filer'
  flag: yes
  number: 3
  text: |
    to
    linjer
  days: [man, ~, tir]
  404: Ikke funnet
"""

PLAIN_YAML = b"""greeting: &hello Hallo
again: *hello
base: &base
  a: eins
more:
  <<: *base
  b: zwei
"""

SAMPLES: dict[str, bytes] = {
    "locale/de/LC_MESSAGES/app.po": PO,
    "src/messages.de.xlf": XLIFF,
    "src/fr.xliff": XLIFF_2,
    "locales/de/app.ftl": FLUENT,
    "app/res/values-zh-rCN/strings.xml": ANDROID,
    "i18n/messages_de.properties": PROPERTIES,
    "i18n/latin_de.properties": "a=Gr\xfc\xdfe\n".encode("latin-1"),
    "locales/de/common.json": JSON,
    "lib/l10n/app_pt_BR.arb": ARB,
    "Resources.de.resx": RESX,
    "App/de.lproj/Localizable.strings": STRINGS,
    "App/de.lproj/Localizable.stringsdict": STRINGSDICT,
    "App/Localizable.xcstrings": XCSTRINGS,
    "config/locales/no.yml": RAILS,
    "translations/messages.de.yaml": PLAIN_YAML,
}


def write_samples(root: Path) -> None:
    """All of them below a folder."""
    for path, data in SAMPLES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
