import { parameterValuesSchema } from '@atrium/documents'
import type { ParameterValues } from '@atrium/semantic'
import type { NeededParameter } from '../api/dashboards.ts'
import type { ParameterChoice } from '../explore/parameter-choice.ts'

/** Values of parameters from the address; none when the text is none. */
export function readParameters(text: string): ParameterValues {
  try {
    return parameterValuesSchema.parse(JSON.parse(text))
  } catch {
    // Whoever changed the address by hand sees the dashboard as it is saved.
    return {}
  }
}

/** Values of parameters for the address; empty for none. */
export const writeParameters = (values: ParameterValues | undefined): string =>
  values === undefined || Object.keys(values).length === 0 ? '' : JSON.stringify(values)

/** What charts need, with what a dashboard and its viewer have set it to; `own` are the viewer's values, or those that are edited. */
export const choicesOf = (needed: readonly NeededParameter[], saved: ParameterValues, own: ParameterValues): ParameterChoice[] =>
  needed.map(({ name, parameter, values }) => {
    const set = own[name] ?? saved[name]
    return { name, parameter, values: set === undefined ? (values ?? []) : [set].flat(), isChosen: own[name] !== undefined }
  })
