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
