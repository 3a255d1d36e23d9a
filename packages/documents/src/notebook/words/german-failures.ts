import type { Saying, Sentences } from './saying.ts'

const fewerRows = 'Lass SQL zuerst filtern und gruppieren, und arbeite hier mit weniger Zeilen.'
const codeCellsOff = { message: 'Code läuft auf diesem Server gerade nicht. Wer ihn betreibt, findet den Grund im Protokoll.' }
const warehouseGone = {
  message:
    'Die Datenbank dieses Projekts ist nicht erreichbar oder lehnt die Anmeldung ab. Versuch es gleich noch einmal; bleibt es so, kann ein Admin die Verbindung in den Projekteinstellungen prüfen.',
}

/** By reason, or code where there is none. In braces: parameters, `message` as it came, `cause` as it is told. */
export const germanFailures: Readonly<Record<string, Saying>> = {
  internal: { message: 'In Atrium ging etwas schief. Führe die Zelle noch einmal aus; bleibt es so, sag es denen, die diesen Server betreiben.' },
  // The database and its engine.
  query_failed: { message: 'Die Datenbank meldet: {message}' },
  sql_refused: { message: 'Dieses SQL läuft hier nicht: {message}' },
  sql_too_long: { message: 'Das SQL hat mehr als {most} Zeichen. Kürze es.' },
  query_timeout: {
    message: [
      'Die Abfrage dauerte länger als {seconds} s und wurde angehalten. Grenze sie mit einem Filter ein, oder bitte einen Admin, ATRIUM_QUERY_TIMEOUT_SECONDS zu erhöhen.',
      'Die Abfrage dauerte zu lange und wurde angehalten. Grenze sie mit einem Filter ein.',
    ],
  },
  query_memory: {
    message:
      'Die Abfrage braucht mehr Speicher, als sie haben darf, und wurde angehalten. Filtere mehr, frag nach weniger Gruppen, oder lass Spalten mit sehr langen Werten weg.',
  },
  query_limit: {
    message: ['Eine Abfrage hat höchstens {most} Zeilen. Wähle ein kleineres Zeilenlimit.', 'Dieses Zeilenlimit nimmt eine Abfrage nicht. Wähle ein anderes.'],
  },
  result_too_large: { message: 'Das Ergebnis ist zu groß. Filtere mehr oder lass Spalten weg.' },
  engine_ended: { message: 'Die Abfrage wurde unterbrochen. Versuch es gleich noch einmal.' },
  warehouse_changed: { message: 'Die Verbindung dieses Projekts wurde währenddessen geändert. Frag noch einmal.' },
  busy: { message: 'Gerade wird zu viel auf einmal gefragt. Versuch es in ein paar Sekunden noch einmal.' },
  no_warehouse: { message: 'Dieses Projekt hat keine Verbindung zu einer Datenbank.' },
  credentials_needed: {
    message:
      'Dieses Projekt wird mit eigenen Konten gefragt: Trag dein PostgreSQL-Konto unter „Warehouse-Zugangsdaten“ in deinem Profil (/me) ein, und wähle es in den Einstellungen dieses Projekts.',
  },
  disk_full: { message: 'Auf dem Server ist kein Platz mehr. Es wurde nichts geändert.' },
  warehouse_sign_in: warehouseGone,
  warehouse_database: warehouseGone,
  warehouse_connect_right: warehouseGone,
  warehouse_connections: warehouseGone,
  warehouse_encryption: warehouseGone,
  warehouse_address: warehouseGone,
  warehouse_unreachable: warehouseGone,
  // Explores.
  explore_missing: {
    message: ['Das Explore „{explore}“ gibt es nicht. Wähle ein anderes.', 'Das Explore „{broken}“ hat einen Fehler. {why}'],
  },
  explore_attributes: { message: 'Dieses Explore ist nicht für dich freigegeben. Bitte einen Admin um die Benutzerattribute dafür.' },
  // Results and inputs that a cell reads.
  source_missing: { message: 'Es gibt kein Ergebnis „{name}“. Wähle ein anderes, oder leg eine Zelle an, die es liefert.' },
  source_not_run: {
    message: ['„{name}“ hat noch kein Ergebnis. Führe zuerst die Zelle aus, die es liefert.', 'Es gibt noch kein Ergebnis. Führe die Zelle zuerst aus.'],
  },
  result_gone: {
    message: [
      'Die Datei von „{file}“ wird nicht mehr aufbewahrt. Lade sie noch einmal hoch.',
      'Die Zeilen von „{name}“ werden nicht mehr aufbewahrt. Führe die Zelle, die sie liefert, noch einmal aus.',
      'Ein Ergebnis, das hier gelesen wird, ist nicht mehr da. Führe noch einmal aus, woraus es entstand.',
    ],
  },
  not_a_table: { message: '„{name}“ ist ein Wert, keine Tabelle. Mach eine Tabelle daraus, wo es definiert wird.' },
  file_needed: { message: '„{name}“ braucht eine Datei. Lade eine hoch.' },
  table_missing: { message: 'Diese Zelle liefert keine solche Tabelle.' },
  notebook_too_hard: {
    message: 'Dieses Notebook lässt sich nicht lesen: Es ist zu viel. Teile die längsten Zellen, und sieh nach tief verschachtelten Klammern.',
  },
  not_in_warehouse: { message: '„{name}“ liegt nicht in der Datenbank: Die Zeilen sind in Atrium. Lass diese Zelle über Ergebnisse laufen.' },
  template: { message: 'Mit der Vorlage stimmt etwas nicht: {message}', hint: 'Korrigiere die Vorlage.' },
  failure_withheld: {
    message: 'Warum, erfährt nur, für wen das lief: Es kann Werte nennen, die du nicht siehst. Führe die App selbst aus, um zu erfahren, was sie dir sagt.',
  },
  // Components.
  component_missing: { message: 'Die Komponente gibt es nicht mehr. Wähle eine andere, oder entferne die Zelle.' },
  component_circle: { message: '„{name}“ wäre ein Teil von sich selbst. Nimm eine der Komponenten aus dem Kreis.' },
  components_too_deep: { message: 'Komponenten liegen höchstens {count} tief ineinander. Fasse einige zusammen.' },
  component_unpublished: { message: '„{name}“ ist nicht veröffentlicht. Veröffentliche die Komponente, oder nenne eine Version.' },
  component_version_missing: { message: '„{name}“ hat keine Version {version}.' },
  component_input: { message: ['Die Eingabe „{input}“ von „{component}“ nimmt diesen Wert nicht.', '„{component}“ hat keine Eingabe „{unknown}“.'] },
  component_result: { message: '„{component}“ hat kein Ergebnis „{name}“. Wähle ein anderes.' },
  component_failed: { message: 'In der Komponente „{component}“, Zelle „{cell}“: {cause}' },
  // Code.
  code_cells_off: codeCellsOff,
  kernel_closed: { message: 'Die Sitzung dieses Codes ist zu Ende.' },
  unknown_name: { hint: 'Definiere den Namen in dieser oder einer anderen Zelle, und prüfe, wie er geschrieben ist.' },
  undefined_name: { hint: 'Weise den Namen auf der obersten Ebene der Zelle zu, auf jedem Weg durch sie.' },
  not_shareable: { message: 'Das kann die Zelle nicht verlassen: {why}.', hint: 'Zellen teilen einfache Werte, Datumswerte, Listen, Objekte und Tabellen.' },
  failed: { hint: 'Nur die Standardbibliothek von Python ist da.' },
  time: {
    message: 'Die Zelle lief länger als {seconds} s und wurde angehalten.',
    hint: 'Such nach einer Schleife ohne Ende, oder lass SQL mehr von der Arbeit tun.',
  },
  memory: { message: 'Die Zelle brauchte mehr als {megabytes} MB.', hint: fewerRows },
  output: { message: 'Die Zelle gab mehr als {megabytes} MB oder zu viel auf einmal aus und wurde angehalten.', hint: fewerRows },
  interrupted: { message: 'Die Zelle wurde angehalten.' },
  crashed: {
    message: ['{said}', 'Der Prozess, in dem die Zelle lief, ist zu Ende gegangen.'],
    hint: 'Such nach Fehlern in Timern und in Promises, auf die niemand wartet, und nach dem, was die Sandbox nicht hat.',
  },
  import_elsewhere: { message: '„{name}“ kommt aus einem Import einer anderen Zelle, und Importe bleiben in ihrer Zelle. Importiere es auch hier.' },
  name_withheld: { message: '„{name}“ bleibt in der Zelle, die es definiert: Funktionen und Klassen werden nicht weitergegeben. Definiere es auch hier.' },
  value_too_long: {
    message: 'Die Werte dieser Zelle haben zusammen {count} Zeichen, mehr als {most}.',
    hint: 'Gib lange Listen als Tabelle weiter.',
  },
  cell_name: { message: '„{name}“ kann hier nicht der Name eines Ergebnisses sein. Benenne es um.' },
  // Tables that are written.
  writeback_off: { message: 'Notebooks dieses Projekts schreiben keine Tabellen. In den Projekteinstellungen lässt sich das einschalten.' },
  writeback_embedded: { message: 'In fremde Seiten eingebettete Apps schreiben keine Tabellen. Öffne die App in Atrium.' },
  source_cut: {
    message: 'Von diesem Ergebnis sind nicht alle Zeilen da, deshalb wurde keine geschrieben. Grenze es mit einem Filter ein, oder schreib es in Teilen.',
  },
  table_name: {
    message: [
      '„{table}“ kann nicht der Name einer Tabelle sein.',
      'Der Name einer geschriebenen Tabelle beginnt mit einem Buchstaben; es folgen Buchstaben, Ziffern und Unterstriche, zusammen höchstens 63.',
    ],
  },
  table_exists: { message: 'Eine Tabelle {table} gibt es schon. Wähle einen anderen Namen.' },
  table_not_ours: {
    message: 'Eine Tabelle {table} gibt es schon, und kein Notebook dieses Projekts hat sie geschrieben. Nichts wurde geändert; wähle einen anderen Namen.',
  },
  table_changed: {
    message: '{table} wurde währenddessen von jemandem gelöscht oder ersetzt, deshalb wurde nichts geschrieben. Führe die Zelle noch einmal aus.',
  },
  table_outside: {
    message: [
      'Notebooks dieses Projekts schreiben nur Tabellen im Schema {schema}, deren Namen mit {prefix} beginnen. Gib der Tabelle einen anderen Namen, oder frag einen Admin.',
      'Notebooks dieses Projekts schreiben nur Tabellen im Schema {schema}. Gib der Tabelle einen anderen Namen, oder frag einen Admin.',
      'Notebooks dieses Projekts schreiben nur Tabellen, deren Namen mit {prefix} beginnen. Gib der Tabelle einen anderen Namen, oder frag einen Admin.',
      'Die Tabelle liegt außerhalb dessen, was Notebooks dieses Projekts schreiben dürfen. Gib ihr einen anderen Namen, oder frag einen Admin.',
    ],
  },
  write_columns: {
    message: [
      'Namen von Spalten haben in PostgreSQL höchstens {longest} Bytes: Gib „{column}“ einen kürzeren.',
      'PostgreSQL nimmt höchstens {most} Spalten; das sind {count}.',
      '{table} hat keine Spalte „{column}“, deshalb wurde nichts angehängt. Nenne die Spalte, wie sie dort heißt, oder ersetze die Tabelle.',
    ],
  },
  write_values: { message: 'Ein Wert passt nicht in seine Spalte, deshalb wurde nichts angehängt: {why}' },
  write_refused: {
    message: [
      'Das Konto, mit dem sich Atrium bei PostgreSQL anmeldet, darf {table} nicht schreiben: {right}. Gib ihm CREATE auf dem Schema {schema}.',
      'In PostgreSQL gibt es kein Schema {schema}. Leg es an, oder lass einen Admin in den Projekteinstellungen ein anderes wählen.',
      '{table} hat jetzt andere Spalten, und etwas anderes ist daraus gemacht: {dependent}. Nichts wurde geändert.',
    ],
  },
  write_timeout: {
    message:
      'Die Tabelle wurde nicht innerhalb von {seconds} s geschrieben. Sie ist, wie sie war: Schreib weniger Zeilen, oder versuch es, wenn weniger geschrieben wird.',
  },
}

export const germanNotes: Readonly<Record<string, Sentences>> = {
  rows_cut: 'Hier sind nur die ersten {count} Zeilen: Es gibt mehr.',
  source_cut: 'Etwas, woraus das gemacht ist, hat nicht alle Zeilen.',
  default_not_found: 'Für den Standardwert dieser Eingabe wurde nichts gefunden. Es gilt der hinterlegte.',
  default_cut: 'Wo der Standardwert dieser Eingabe herkommt, gibt es mehr Werte: Es gelten die ersten {most}.',
  default_not_taken: 'Diese Eingabe nimmt nicht an, was als Standardwert gefunden wurde. Es gilt der hinterlegte.',
  value_not_offered: 'Der gewählte Wert wird nicht mehr angeboten. Es gilt wieder der Standardwert.',
  not_fetched: 'Nur anderes SQL liest das: Es wurde als Teil davon gefragt, und eigene Zeilen wurden nicht geholt.',
  writes_nothing: 'Dieser Lauf schreibt keine Tabellen: Das tun Läufe, die jemand startet, Zeitpläne und Programme.',
  name_withheld: '„{name}“ bleibt in dieser Zelle und wird nicht weitergegeben.',
}
