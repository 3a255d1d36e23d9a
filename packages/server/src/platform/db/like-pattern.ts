/** What LIKE and ILIKE find a text anywhere with; its own wildcards are letters like any other. */
export const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`
