import type { CellFailure } from '../shown/cell-outcome.ts'

type Said = Pick<CellFailure, 'code' | 'message' | 'reason'>
/** What stood in quotes, one after the other, and the first number beside it. */
type Parts = { names: readonly string[]; number: string; /** Behind the first colon. */ why: string; message: string }
type Saying = { message?(parts: Parts): string; hint?: string }

/**
 * Why a cell has no answer, in the language of whoever reads (BCP 47). What databases and people's own code say for themselves stays as
 * they said it, and so does what is not known here.
 */
export function tellFailure(failure: Said & { hint?: string | null }, locale = 'en'): { message: string; hint: string | null } {
  const { message, hint = null } = failure
  if (!locale.startsWith('de')) return { message, hint }
  const saying = german[failure.reason ?? failure.code]
  return { message: saying?.message?.(partsOf(message)) ?? message, hint: hint === null ? null : (saying?.hint ?? hint) }
}

/** What is to be known of an answer, in the language of whoever reads. */
export const tellNote = ({ reason, message }: { reason: string; message: string }, locale = 'en'): string =>
  locale.startsWith('de') ? (germanNotes[reason]?.(partsOf(message)) ?? message) : message

/** What stands in quotes is a name that somebody gave: no number and no colon in it says anything of the failure. */
function partsOf(message: string): Parts {
  const names: string[] = []
  const bare = message.replaceAll(/“([^”]*)”|"([^"]*)"/gu, (quoted: string, curly?: string, straight?: string) => {
    names.push(curly ?? straight ?? '')
    return ' '.repeat(quoted.length)
  })
  const [number = ''] = /\d[\d,]*(?:\.\d+)?/u.exec(bare) ?? []
  return { message, names, number: germanNumber(number), why: message.slice(bare.indexOf(': ') + 2) }
}

const germanNumber = (number: string): string => number.replaceAll(/[.,]/gu, (mark) => (mark === '.' ? ',' : '.'))

const fewerRows = 'Lass SQL zuerst filtern und gruppieren, und arbeite hier mit weniger Zeilen.'
const codeCellsOff = (): string => 'Code läuft auf diesem Server gerade nicht. Wer ihn betreibt, findet den Grund im Protokoll.'
const warehouseGone = (): string =>
  'Die Datenbank dieses Projekts ist nicht erreichbar oder lehnt die Anmeldung ab. Versuch es gleich noch einmal; bleibt es so, kann ein Admin die Verbindung in den Projekteinstellungen prüfen.'

/** By reason, or code where there is none. */
const german: Readonly<Record<string, Saying>> = {
  internal: { message: () => 'In Atrium ging etwas schief. Führe die Zelle noch einmal aus; bleibt es so, sag es denen, die diesen Server betreiben.' },
  // The database and its engine.
  query_failed: { message: ({ message }) => `Die Datenbank meldet: ${message}` },
  sql_refused: { message: ({ message }) => `Dieses SQL läuft hier nicht: ${message}` },
  query_timeout: { message: ({ number }) => `Die Abfrage dauerte länger als ${number} s und wurde angehalten. Grenze sie mit einem Filter ein.` },
  query_memory: { message: () => 'Die Abfrage braucht mehr Speicher, als sie haben darf, und wurde angehalten. Filtere mehr oder frag nach weniger Gruppen.' },
  result_too_large: { message: () => 'Das Ergebnis ist zu groß. Filtere mehr oder lass Spalten weg.' },
  engine_ended: { message: () => 'Die Abfrage wurde unterbrochen. Versuch es gleich noch einmal.' },
  warehouse_changed: { message: () => 'Die Verbindung dieses Projekts wurde währenddessen geändert. Frag noch einmal.' },
  busy: { message: () => 'Gerade wird zu viel auf einmal gefragt. Versuch es in ein paar Sekunden noch einmal.' },
  no_warehouse: { message: () => 'Dieses Projekt hat keine Verbindung zu einer Datenbank.' },
  disk_full: { message: () => 'Auf dem Server ist kein Platz mehr. Es wurde nichts geändert.' },
  warehouse_sign_in: { message: warehouseGone },
  warehouse_database: { message: warehouseGone },
  warehouse_connect_right: { message: warehouseGone },
  warehouse_connections: { message: warehouseGone },
  warehouse_encryption: { message: warehouseGone },
  warehouse_address: { message: warehouseGone },
  warehouse_unreachable: { message: warehouseGone },
  // Results and inputs that a cell reads.
  source_missing: { message: ({ names: [name] }) => `Es gibt kein Ergebnis „${name}“. Wähle ein anderes, oder leg eine Zelle an, die es liefert.` },
  source_not_run: {
    message: ({ names: [name] }) =>
      name === undefined
        ? 'Diese Zelle hat noch kein Ergebnis. Führe sie zuerst aus.'
        : `„${name}“ hat noch kein Ergebnis. Führe zuerst die Zelle aus, die es liefert.`,
  },
  result_gone: {
    message: ({ names: [name], message }) => {
      if (name === undefined) return 'Ein Ergebnis, das hier gelesen wird, ist nicht mehr da. Führe noch einmal aus, woraus es entstand.'
      return message.startsWith('The file')
        ? `Die Datei von „${name}“ wird nicht mehr aufbewahrt. Lade sie noch einmal hoch.`
        : `Die Zeilen von „${name}“ werden nicht mehr aufbewahrt. Führe die Zelle, die sie liefert, noch einmal aus.`
    },
  },
  not_a_table: { message: ({ names: [name] }) => `„${name}“ ist ein Wert, keine Tabelle.` },
  file_needed: { message: ({ names: [name] }) => `„${name}“ braucht eine Datei. Lade eine hoch.` },
  table_missing: { message: () => 'Diese Zelle liefert keine solche Tabelle.' },
  notebook_too_hard: {
    message: () => 'Dieses Notebook lässt sich nicht lesen: Es ist zu viel. Teile die längsten Zellen, und sieh nach tief verschachtelten Klammern.',
  },
  failure_withheld: {
    message: () =>
      'Warum, erfährt nur, für wen das lief: Es kann Werte nennen, die du nicht siehst. Führe die App selbst aus, um zu erfahren, was sie dir sagt.',
  },
  // Components.
  component_missing: { message: () => 'Die Komponente gibt es nicht mehr. Wähle eine andere, oder entferne die Zelle.' },
  component_circle: { message: ({ names: [name] }) => `„${name}“ wäre ein Teil von sich selbst. Nimm eine der Komponenten aus dem Kreis.` },
  components_too_deep: { message: ({ number }) => `Komponenten liegen höchstens ${number} tief ineinander.` },
  component_unpublished: { message: ({ names: [name] }) => `„${name}“ ist nicht veröffentlicht. Veröffentliche die Komponente, oder nenne eine Version.` },
  component_version_missing: { message: ({ names: [name], number }) => `„${name}“ hat keine Version ${number}.` },
  component_input: {
    message: ({ names: [first, second], message }) =>
      message.startsWith('The input') ? `Die Eingabe „${first}“ von „${second}“ nimmt diesen Wert nicht.` : `„${first}“ hat keine Eingabe „${second}“.`,
  },
  component_result: { message: ({ names: [component, name] }) => `„${component}“ hat kein Ergebnis „${name}“. Wähle ein anderes.` },
  component_failed: { message: ({ names: [name, cell], why }) => `In der Komponente „${name}“, Zelle „${cell}“: ${why}` },
  // Code.
  code_cells_off: { message: codeCellsOff },
  kernel_closed: { message: () => 'Die Sitzung dieses Codes ist zu Ende.' },
  unknown_name: { hint: 'Definiere den Namen in dieser oder einer anderen Zelle, und prüfe, wie er geschrieben ist.' },
  undefined_name: { hint: 'Weise den Namen auf der obersten Ebene der Zelle zu, auf jedem Weg durch sie.' },
  not_shareable: {
    message: ({ why }) => `Das kann die Zelle nicht verlassen: ${why}`,
    hint: 'Zellen teilen einfache Werte, Daten, Listen, Objekte und Tabellen.',
  },
  failed: { hint: 'Nur die Standardbibliothek von Python ist da.' },
  time: {
    message: ({ number }) => `Die Zelle lief länger als ${number} s und wurde angehalten.`,
    hint: 'Such nach einer Schleife ohne Ende, oder lass SQL mehr von der Arbeit tun.',
  },
  memory: { message: ({ number }) => `Die Zelle brauchte mehr als ${number} MB.`, hint: fewerRows },
  output: { message: ({ number }) => `Die Zelle gab mehr als ${number} MB oder zu viel auf einmal aus und wurde angehalten.`, hint: fewerRows },
  interrupted: { message: () => 'Die Zelle wurde angehalten.' },
  crashed: {
    // What it said at its end stays as it is.
    message: ({ message }) => (message === 'The process that ran the cell ended.' ? 'Der Prozess, in dem die Zelle lief, ist zu Ende gegangen.' : message),
    hint: 'Such nach Fehlern in Timern und in Promises, auf die niemand wartet, und nach dem, was die Sandbox nicht hat.',
  },
  import_elsewhere: {
    message: ({ names: [name] }) => `„${name}“ kommt aus einem Import einer anderen Zelle, und Importe bleiben in ihrer Zelle. Importiere es auch hier.`,
  },
  name_withheld: {
    message: ({ names: [name] }) =>
      `„${name}“ bleibt in der Zelle, die es definiert: Funktionen und Klassen werden nicht weitergegeben. Definiere es auch hier.`,
  },
  value_too_long: {
    message: ({ number }) => `Die Werte dieser Zelle haben zusammen ${number} Zeichen: zu viele.`,
    hint: 'Gib lange Listen als Tabelle weiter.',
  },
  cell_name: { message: ({ names: [name] }) => `„${name}“ kann hier nicht der Name eines Ergebnisses sein. Benenne es um.` },
  // Tables that are written.
  writeback_off: { message: () => 'Notebooks dieses Projekts schreiben keine Tabellen. In den Projekteinstellungen lässt sich das einschalten.' },
  writeback_embedded: { message: () => 'In fremde Seiten eingebettete Apps schreiben keine Tabellen. Öffne die App in Atrium.' },
  source_cut: {
    message: () => 'Von diesem Ergebnis sind nicht alle Zeilen da, deshalb wurde keine geschrieben. Grenze es mit einem Filter ein, oder schreib es in Teilen.',
  },
  // What is wrong with a cell before it runs.
  name_taken: {
    message: ({ names: [name] }) => `„${name}“ wird auch von einer anderen Zelle definiert.`,
    hint: 'Benenne eine davon um. In Code bleibt ein Name mit Unterstrich am Anfang in seiner Zelle.',
  },
  name_reserved: { message: ({ names: [name] }) => `„${name}“ hat hier schon eine Bedeutung.`, hint: 'Wähle einen anderen Namen.' },
  name_unknown: {
    message: ({ names: [name] }) => `Keine Eingabe oder Zelle liefert etwas namens „${name}“.`,
    hint: 'Füge die Zelle hinzu oder korrigiere den Namen.',
  },
  circle: {
    message: ({ names }) =>
      names.length === 0 ? 'Diese Zelle liest das eigene Ergebnis.' : `Zellen warten aufeinander, über ${names.map((name) => `„${name}“`).join(', ')}.`,
    hint: 'Entferne einen dieser Verweise oder lege den gemeinsamen Teil in eine eigene Zelle.',
  },
  not_in_warehouse: {
    message: ({ names: [name] }) => `„${name}“ liegt nicht in der Datenbank, in der diese Zelle läuft. Lass sie über Ergebnisse laufen.`,
    hint: 'Wenn du eine Tabelle der Datenbank meinst, schreib ihr Schema vor den Namen.',
  },
  template: { message: ({ message }) => `Mit der Vorlage stimmt etwas nicht: ${message}`, hint: 'Korrigiere die Vorlage.' },
  code_unreadable: { message: () => 'Der Code lässt sich nicht lesen.', hint: 'Korrigiere die Syntax.' },
  nothing_written: { message: () => 'Die Zelle ist leer.', hint: 'Schreib etwas hinein oder lösche sie.' },
}

const germanNotes: Readonly<Record<string, (parts: Parts) => string>> = {
  rows_cut: ({ number }) => `Hier sind nur die ersten ${number} Zeilen: Es gibt mehr.`,
  source_cut: () => 'Etwas, woraus das gemacht ist, hat nicht alle Zeilen.',
  value_not_offered: () => 'Der gewählte Wert wird nicht mehr angeboten. Es gilt wieder der Standardwert.',
  not_fetched: () => 'Nur anderes SQL liest das: Es wurde als Teil davon gefragt, und eigene Zeilen wurden nicht geholt.',
  writes_nothing: () => 'Dieser Lauf schreibt keine Tabellen: Das tun Läufe, die jemand startet, Zeitpläne und Programme.',
  name_withheld: ({ names: [name] }) => `„${name}“ bleibt in dieser Zelle und wird nicht weitergegeben.`,
}
