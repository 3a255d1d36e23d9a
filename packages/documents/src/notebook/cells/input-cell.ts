import { z } from 'zod'
import { cellName, cellShape, columnName, scalar } from './names.ts'

/** `YYYY-MM-DD`. */
const day = z.iso.date('A day is written as YYYY-MM-DD')

/** What may be chosen: values of the author's, or those of a column of a result, which may itself depend on other inputs. */
const options = z.union([
  z.object({
    values: z
      .array(z.object({ value: scalar, label: z.string().max(500).optional() }))
      .max(1000, 'At most 1,000 values are listed. Take more from a column of a result.'),
  }),
  z.object({ of: cellName, /** Absent: the first column. */ column: columnName.optional(), labelColumn: columnName.optional() }),
])
export type InputOptions = z.infer<typeof options>

/** Where a default comes from that its author does not know: whoever looks, or the first row of a result. Where neither gives one that the input takes, `default` counts. */
const defaultSource = z.union([
  z.object({ attribute: z.string().trim().min(1, 'An attribute is needed').max(200) }),
  z.object({
    of: cellName,
    /** Absent: the first column. Of a choice of several all of its rows count. */
    column: columnName.optional(),
    /** Of a range where it ends; absent: the column behind. */
    endColumn: columnName.optional(),
  }),
])
export type DefaultSource = z.infer<typeof defaultSource>
const from = { defaultFrom: defaultSource.optional() }

const bounds = { min: z.number().optional(), max: z.number().optional(), step: z.number().positive().optional() }

/** What kind of value somebody gives, and the one that counts until they do. */
export const inputDefinition = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), default: z.string().max(10_000), isLong: z.boolean().optional(), ...from }),
  z.object({ type: z.literal('number'), default: z.number().nullable(), ...bounds, ...from }),
  z.object({ type: z.literal('slider'), default: z.number(), min: z.number(), max: z.number(), step: bounds.step, ...from }),
  z.object({ type: z.literal('dropdown'), default: scalar.nullable(), options, ...from }),
  z.object({ type: z.literal('multi_select'), default: z.array(scalar).max(1000), options, ...from }),
  z.object({ type: z.literal('checkbox'), default: z.boolean(), ...from }),
  /** True for the one run that it starts. */
  z.object({ type: z.literal('run_button') }),
  z.object({ type: z.literal('date'), default: day.nullable(), ...from }),
  /** `YYYY-MM-DD HH:MM:SS`, in UTC or in the zone named behind it. */
  z.object({ type: z.literal('datetime'), default: z.string().max(100).nullable(), ...from }),
  z.object({ type: z.literal('date_range'), default: z.object({ from: day.nullable(), to: day.nullable() }), ...from }),
  /** `3 months ago`, `1 day from now`; a zone may be named behind it. */
  z.object({ type: z.literal('relative_date'), default: z.string().max(100).nullable(), ...from }),
  /** A table that the reader uploads. */
  z.object({ type: z.literal('file') }),
])
export type InputDefinition = z.infer<typeof inputDefinition>
export type InputType = InputDefinition['type']

/** A value that readers give; its title is its label. */
export const inputCell = z.object({ kind: z.literal('input'), ...cellShape, name: cellName, input: inputDefinition })
export type InputCell = z.infer<typeof inputCell>

/** The name of the result that offers an input's values. */
export const offeredBy = (input: InputDefinition): string | undefined =>
  (input.type === 'dropdown' || input.type === 'multi_select') && 'of' in input.options ? input.options.of : undefined

/** Where an input's default comes from; undefined: its author wrote it. */
export const defaultSourceOf = (input: InputDefinition): DefaultSource | undefined => ('defaultFrom' in input ? input.defaultFrom : undefined)

/** The names of the results that an input reads: for its values to choose from, and for its default. */
export function resultsReadBy(input: InputDefinition): string[] {
  const source = defaultSourceOf(input)
  const offering = offeredBy(input)
  return [...(offering === undefined ? [] : [offering]), ...(source !== undefined && 'of' in source ? [source.of] : [])]
}
