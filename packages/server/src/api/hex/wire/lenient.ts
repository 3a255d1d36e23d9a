import { z } from 'zod'

/** Yes or no as clients write it: JSON, Python's words, texts of forms. */
export const yesOrNo = z
  .union([z.boolean(), z.string().regex(/^(true|false|1|0)$/i, 'must be true or false')])
  .transform((word) => (typeof word === 'boolean' ? word : /^(true|1)$/i.test(word)))

/** Words of an address: the key again and again, or a list with commas. */
export const words = z.union([z.string(), z.array(z.string())]).transform((given) =>
  [given].flat().flatMap((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
)

/** A text where nothing and the word `null` mean that there is none. */
export const textOrNone = z.string().transform((text) => (text === '' || text === 'null' ? undefined : text))

/** A whole number in an address. */
export const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
