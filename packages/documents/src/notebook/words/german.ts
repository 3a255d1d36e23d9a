import type { NotebookWords } from './notebook-words.ts'

const list = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} und ${names.at(-1)}`)

const lines = (count: number): string => (count === 1 ? '1 Zeile' : `${count} Zeilen`)

export const german: NotebookWords = {
  kinds: {
    sql: 'SQL',
    explore: 'Explore',
    code: 'Code',
    input: 'Eingabe',
    chart: 'Diagramm',
    table: 'Tabelle',
    pivot: 'Pivot-Tabelle',
    single_value: 'Einzelwert',
    text: 'Text',
    filter: 'Filter',
    section: 'Abschnitt',
    component: 'Komponente',
    writeback: 'Tabelle schreiben',
  },
  cellAt: (kind, place) => `${kind} (Zelle ${place})`,
  problems: {
    name_taken: ({ name, definedBy }, nameOf) => ({
      message: `„${name}“ wird auch von ${list(definedBy.map(nameOf))} definiert.`,
      hint: 'Benenne eine davon um. In Code bleibt ein Name mit Unterstrich am Anfang in seiner Zelle.',
    }),
    name_reserved: ({ name, by }) => ({
      message: `„${name}“ hat in ${by === 'templates' ? 'Vorlagen' : by} schon eine Bedeutung.`,
      hint: 'Wähle einen anderen Namen.',
    }),
    name_unknown: ({ name, as, near }) => ({
      message: as === 'table' ? `Keine Zelle liefert ein Ergebnis namens „${name}“.` : `Keine Eingabe oder Zelle liefert einen Wert namens „${name}“.`,
      hint: near.length === 0 ? 'Füge die Zelle hinzu oder korrigiere den Namen.' : `Meinst du ${near.join(' oder ')}?`,
    }),
    name_of_other_kind: ({ name, as, definedBy }, nameOf) =>
      as === 'table'
        ? { message: `„${name}“ (${nameOf(definedBy)}) ist ein einzelner Wert, keine Tabelle.`, hint: `Schreib {{ ${name} }}, um den Wert zu verwenden.` }
        : { message: `„${name}“ (${nameOf(definedBy)}) ist eine Tabelle, kein einzelner Wert.`, hint: `Lies sie in SQL: SELECT … FROM ${name}.` },
    name_of_range: ({ name, start, end }) => ({ message: `„${name}“ ist ein Zeitraum.`, hint: `Verwende ${start} und ${end}.` }),
    not_in_warehouse: ({ name, definedBy }, nameOf) => ({
      message: `Dieses SQL läuft in der Datenbank, und „${name}“ (${nameOf(definedBy)}) ist ein Ergebnis außerhalb davon.`,
      hint: 'Lass die Zelle über Ergebnisse laufen. Wenn du eine Tabelle der Datenbank meinst, schreib ihr Schema vor den Namen.',
    }),
    circle: ({ way }, nameOf) => ({
      message:
        way.length === 1
          ? `${nameOf(way[0]?.cellId ?? '')} liest das eigene Ergebnis.`
          : `Diese Zellen warten aufeinander: ${way.map(({ cellId, name }) => `${nameOf(cellId)} liest „${name}“`).join(', ')}.`,
      hint: 'Entferne einen dieser Verweise oder lege den gemeinsamen Teil in eine eigene Zelle.',
    }),
    template: ({ message, at }) => ({ message: `Zeile ${at.line}: ${message}.`, hint: 'Korrigiere die Vorlage.' }),
    value_in_quotes: ({ text, at }) => ({
      message: `Zeile ${at.line}: ${text} steht in Anführungszeichen oder in einem Kommentar.`,
      hint: 'Schreib es ohne Anführungszeichen: Der Wert bringt seine eigenen mit.',
    }),
    code_unreadable: ({ at }) => ({
      message: `Zeile ${at.line}, Spalte ${at.column}: Ab hier lässt sich der Code nicht lesen.`,
      hint: 'Korrigiere die Syntax.',
    }),
    changes_other: ({ name, definedBy, at }, nameOf) => ({
      message: `Zeile ${at.line}: Hier wird „${name}“ verändert, das zu ${nameOf(definedBy)} gehört. Andere Zellen sehen die Änderung nicht.`,
      hint: 'Leg eine Kopie unter einem anderen Namen an und ändere die.',
    }),
    nothing_written: () => ({ message: 'Die Zelle ist leer.', hint: 'Schreib etwas hinein oder lösche sie.' }),
    wrong_bounds: ({ min, max }) => ({ message: `Der kleinste Wert (${min}) ist größer als der größte (${max}).`, hint: 'Vertausche sie.' }),
    default_not_taken: ({ value }) => ({
      message: `Der Standardwert ${value} lässt sich nicht wählen.`,
      hint: 'Wähle einen Standardwert innerhalb der Grenzen und aus den Optionen.',
    }),
    nothing_to_choose: () => ({ message: 'Es gibt nichts zur Auswahl.', hint: 'Füge Optionen hinzu oder nimm sie aus einer Spalte eines Ergebnisses.' }),
    section_missing: () => ({
      message: 'Den Abschnitt dieser Zelle gibt es nicht mehr.',
      hint: 'Verschiebe die Zelle in einen anderen Abschnitt oder aus ihm heraus.',
    }),
    element_without_cell: ({ missing }) => ({ message: `Die App zeigt eine Zelle, die es nicht gibt („${missing}“).`, hint: 'Entferne sie aus der App.' }),
    tab_missing: () => ({ message: 'Eine Zelle steht auf einem Tab, den es nicht gibt.', hint: 'Verschiebe sie auf einen anderen Tab.' }),
  },
  changes: {
    cell_added: (_, cell) => `Hinzugefügt: ${cell}`,
    cell_removed: (_, cell) => `Entfernt: ${cell}`,
    name_changed: ({ cell, before }) => `„${before}“ in „${'name' in cell ? cell.name : ''}“ umbenannt`,
    title_changed: ({ cell, before }) => `Titel „${before}“ in „${cell.title ?? ''}“ geändert`,
    text_changed: ({ added, removed }, cell) => `${cell} umgeschrieben: ${lines(added)} hinzugefügt, ${lines(removed)} entfernt`,
    cell_changed: ({ parts }, cell) => `${cell} geändert: ${parts.map((part) => german.parts[part]).join(', ')}`,
    cells_moved: ({ count }) => (count === 1 ? 'Eine Zelle verschoben' : `${count} Zellen verschoben`),
    shown: (_, cell) => `${cell} wird jetzt in der App gezeigt`,
    hidden: (_, cell) => `${cell} wird in der App nicht mehr gezeigt`,
    layout_changed: () => 'App neu angeordnet',
    tab_added: ({ tab }) => `Tab „${tab.name}“ hinzugefügt`,
    tab_removed: ({ tab }) => `Tab „${tab.name}“ entfernt`,
    tab_renamed: ({ tab, before }) => `Tab „${before}“ in „${tab.name}“ umbenannt`,
    setting_changed: ({ setting }) => `Einstellung geändert: ${german.settings[setting]}`,
    type_changed: ({ type }) => (type === 'component' ? 'In eine Komponente umgewandelt' : 'In eine App umgewandelt'),
  },
  parts: {
    kind: 'Art',
    title: 'Titel',
    isManual: 'wann sie läuft',
    markdown: 'Text',
    sql: 'SQL',
    on: 'wo sie läuft',
    limit: 'Zeilenlimit',
    exploreName: 'Explore',
    query: 'Abfrage',
    language: 'Sprache',
    code: 'Code',
    input: 'was eingegeben wird',
    of: 'wessen Zeilen',
    config: 'Diagramm',
    sorts: 'Reihenfolge der Zeilen',
    columns: 'Spalten',
    pageSize: 'Zeilen einer Seite',
    rows: 'Zeilen',
    values: 'Werte',
    hasTotals: 'Gesamtsummen',
    column: 'Spalte',
    row: 'Zeile',
    format: 'Format',
    comparison: 'Vergleich',
    match: 'wie Regeln zusammen gelten',
    rules: 'Regeln',
    table: 'Tabelle',
    mode: 'wie geschrieben wird',
    componentId: 'Komponente',
    version: 'Version der Komponente',
    inputs: 'Eingaben der Komponente',
    results: 'was von der Komponente kommt',
  },
  settings: {
    timezone: 'Zeitzone',
    rerunsOnInput: 'bei geänderten Eingaben ausführen',
    runsOnOpen: 'beim Öffnen der App ausführen',
    refreshAfterSeconds: 'veröffentlichte Ergebnisse auffrischen',
    usesCachedSql: 'gemerkte SQL-Ergebnisse verwenden',
  },
}
