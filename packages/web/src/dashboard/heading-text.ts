/** A heading over tiles, as Markdown: a tile of text of one line, so that every client of the format can show it. */
export const headingText = (name: string): string =>
  `## ${name
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#]/g, '\\$&')}`
