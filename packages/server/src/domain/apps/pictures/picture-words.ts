/** What drawings of apps say beside what cells say. */
export type PictureWords = {
  drawnAt(moment: string): string
  by(name: string): string
  dataAsOf(moment: string): string
  inputs: string
  stale: string
  someStale: string
  running: string
  failed(count: number): string
  waiting: string
  left_out: string
  cancelled: string
  withheld: string
  cut: string
  partial: string
  textCut: string
  goneFile: string
  moreCells(count: number): string
  written(written: { mode: 'append' | 'replace'; rows: number; table: string }): string
  nothing: string
  yes: string
  no: string
  total: string
}

const english: PictureWords = {
  drawnAt: (moment) => `Drawn ${moment}`,
  by: (name) => `by ${name}`,
  dataAsOf: (moment) => `data as of ${moment}`,
  inputs: 'Inputs',
  stale: 'Out of date',
  someStale: 'Some of this is out of date: it was not computed for these inputs yet.',
  running: 'Some of this is still being computed.',
  failed: (count) => (count === 1 ? 'One part failed; it says why.' : `${count} parts failed; they say why.`),
  waiting: 'Not computed yet.',
  left_out: 'Not computed, because something before it failed.',
  cancelled: 'Stopped before it was done.',
  withheld: 'You may not see this.',
  cut: 'Only a part of the rows is in this: there are more.',
  partial: 'Something that this was made from does not have all of its rows.',
  textCut: 'The text goes on; it is cut here.',
  goneFile: 'A file',
  moreCells: (count) => (count === 1 ? 'One more part is not drawn.' : `${count.toLocaleString('en')} more parts are not drawn.`),
  written: ({ mode, rows, table }) => {
    const counted = rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`
    return mode === 'append' ? `Added ${counted} to ${table}` : `Replaced ${table} by ${counted}`
  },
  nothing: '–',
  yes: 'Yes',
  no: 'No',
  total: 'Total',
}

const german: PictureWords = {
  drawnAt: (moment) => `Gezeichnet am ${moment}`,
  by: (name) => `von ${name}`,
  dataAsOf: (moment) => `Daten vom ${moment}`,
  inputs: 'Eingaben',
  stale: 'Veraltet',
  someStale: 'Manches hier ist veraltet: Für diese Eingaben wurde es noch nicht berechnet.',
  running: 'Manches hier wird noch berechnet.',
  failed: (count) => (count === 1 ? 'Ein Teil ist fehlgeschlagen; dort steht, warum.' : `${count} Teile sind fehlgeschlagen; dort steht, warum.`),
  waiting: 'Noch nicht berechnet.',
  left_out: 'Nicht berechnet, weil etwas davor fehlgeschlagen ist.',
  cancelled: 'Angehalten, bevor es fertig war.',
  withheld: 'Das darfst du nicht sehen.',
  cut: 'Hier ist nur ein Teil der Zeilen: Es gibt mehr.',
  partial: 'Etwas, woraus das gemacht ist, hat nicht alle Zeilen.',
  textCut: 'Der Text geht weiter; hier ist er abgeschnitten.',
  goneFile: 'Eine Datei',
  moreCells: (count) => (count === 1 ? 'Ein weiterer Teil ist nicht gezeichnet.' : `${count.toLocaleString('de')} weitere Teile sind nicht gezeichnet.`),
  written: ({ mode, rows, table }) => {
    const counted = rows === 1 ? '1 Zeile' : `${rows.toLocaleString('de')} Zeilen`
    return mode === 'append' ? `${counted} zu ${table} hinzugefügt` : `${table} durch ${counted} ersetzt`
  },
  nothing: '–',
  yes: 'Ja',
  no: 'Nein',
  total: 'Summe',
}

/** The words of a language, given by the locale of whoever reads (BCP 47); English where there are none. */
export const wordsOf = (locale: string): PictureWords => (locale.startsWith('de') ? german : english)
