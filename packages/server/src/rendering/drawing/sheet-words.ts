/** What drawings say of themselves. */
export type SheetWords = {
  page(page: number, of: number): string
  firstRows(shown: number, of: number): string
  firstColumns(shown: number, of: number): string
  noRows: string
  /** At the end of a picture that is not long enough for all. */
  goesOn: string
  leftOut(count: number): string
}

const english: SheetWords = {
  page: (page, of) => `Page ${page} of ${of}`,
  firstRows: (shown, of) => `First ${shown.toLocaleString('en')} of ${of.toLocaleString('en')} rows`,
  firstColumns: (shown, of) => `First ${shown} of ${of} columns`,
  noRows: 'No rows',
  goesOn: 'It goes on here: this is longer than what is drawn.',
  leftOut: (count) => `${count.toLocaleString('en')} more are not drawn.`,
}

const german: SheetWords = {
  page: (page, of) => `Seite ${page} von ${of}`,
  firstRows: (shown, of) => `Die ersten ${shown.toLocaleString('de')} von ${of.toLocaleString('de')} Zeilen`,
  firstColumns: (shown, of) => `Die ersten ${shown} von ${of} Spalten`,
  noRows: 'Keine Zeilen',
  goesOn: 'Hier geht es weiter: Das ist länger, als gezeichnet wird.',
  leftOut: (count) => `${count.toLocaleString('de')} weitere sind nicht gezeichnet.`,
}

/** The words of a language, given by the locale of whoever reads (BCP 47); English where there are none. */
export const wordsOf = (locale: string): SheetWords => (locale.startsWith('de') ? german : english)
