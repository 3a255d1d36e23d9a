import type { TemplateValues } from './evaluate.ts'
import { fillTemplate } from './fill-template.ts'
import { parseTemplate } from './parse-template.ts'
import { textOf } from './values.ts'

/** What markdown or HTML would take for more than text. */
const marks = /[\\`*_{}[\]()<>#+\-.!|~&]/g

/** The markdown of a template. What values say stays text, whatever signs are in it. Throws `TemplateError`. */
export const fillText = (source: string, values: TemplateValues): string =>
  fillTemplate(parseTemplate(source), values, (value, compute) =>
    textOf(compute(value))
      .replaceAll(/\s+/g, (space) => (space.includes('\n') ? ' ' : space))
      .replaceAll(marks, (mark) => `\\${mark}`),
  )
