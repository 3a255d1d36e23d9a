import type { Dialect } from '../types/dialect.ts'

type Where = 'contains' | 'starts' | 'ends'

/** A LIKE pattern that finds `text`, already escaped. */
export function likePattern(text: string, where: Where): string {
  return `${where === 'starts' ? '' : '%'}${text}${where === 'ends' ? '' : '%'}`
}

/**
 * A dialect's `like` by LIKE. What is special in a pattern (in `special`, and always `!`) is escaped by `!`: the
 * backslash, which engines take for an escape too, each in its own way, then stands for itself.
 */
export function likeWith(stringLiteral: (value: string) => string, special = '%_'): Dialect['like'] {
  const found = new RegExp(`[!${special.replaceAll(/[[\]\\^]/g, (letter) => `\\${letter}`)}]`, 'g')
  return (sql, value, where, caseInsensitive) => {
    const literal = stringLiteral(
      likePattern(
        value.replaceAll(found, (letter) => `!${letter}`),
        where,
      ),
    )
    return `${caseInsensitive ? `LOWER(${sql}) LIKE LOWER(${literal})` : `${sql} LIKE ${literal}`} ESCAPE '!'`
  }
}

type Search = (text: string, wanted: string) => string

/** A dialect's `like` by functions, which take all text as it is. */
export function searchWith(stringLiteral: (value: string) => string, lower: string, searches: Record<Where, Search>): Dialect['like'] {
  return (sql, value, where, caseInsensitive) => {
    const wanted = stringLiteral(value)
    return caseInsensitive ? searches[where](`${lower}(${sql})`, `${lower}(${wanted})`) : searches[where](sql, wanted)
  }
}

/** A search that a function of two arguments does. */
export const searchBy =
  (name: string): Search =>
  (text, wanted) =>
    `${name}(${text}, ${wanted})`
