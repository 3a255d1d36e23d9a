/** What drawings say of themselves. */
export type SheetWords = {
  page(page: number, of: number): string
  firstRows(shown: number, of: number): string
  firstColumns(shown: number, of: number): string
  noRows: string
  /** At the end of a picture that is not long enough for all. */
  goesOn: string
  tooManyMarks: string
  /** Of letters that no font has, by their numbers. */
  boxes(letters: string, more: number): string
}

const english: SheetWords = {
  page: (page, of) => `Page ${page} of ${of}`,
  firstRows: (shown, of) => `First ${shown.toLocaleString('en')} of ${of.toLocaleString('en')} rows`,
  firstColumns: (shown, of) => `First ${shown} of ${of} columns`,
  noRows: 'No rows',
  goesOn: 'It goes on here: this is longer than what is drawn.',
  tooManyMarks: 'There is more in this chart than can be told apart. Show fewer values, or group them.',
  boxes: (letters, more) => `Boxes stand for letters that no font here has: ${letters}${more === 0 ? '' : ` and ${more} more`}.`,
}

const german: SheetWords = {
  page: (page, of) => `Seite ${page} von ${of}`,
  firstRows: (shown, of) => `Die ersten ${shown.toLocaleString('de')} von ${of.toLocaleString('de')} Zeilen`,
  firstColumns: (shown, of) => `Die ersten ${shown} von ${of} Spalten`,
  noRows: 'Keine Zeilen',
  goesOn: 'Hier geht es weiter: Das ist länger, als gezeichnet wird.',
  tooManyMarks: 'In diesem Diagramm ist mehr, als sich unterscheiden lässt. Zeige weniger Werte, oder fasse sie zusammen.',
  boxes: (letters, more) => `Kästchen stehen für Zeichen, die hier keine Schrift hat: ${letters}${more === 0 ? '' : ` und ${more} weitere`}.`,
}

/** The words of a language, given by the locale of whoever reads (BCP 47); English where there are none. */
export const wordsOf = (locale: string): SheetWords => (locale.startsWith('de') ? german : english)
