import { neededParameters, type Explore, type MetricQuery, type ModelParameter, type ParameterValue, type ParameterValues } from '@atrium/semantic'

/** A parameter that a query needs, with what is chosen for it. */
export type ParameterChoice = {
  /** `name`, or `model.name` for one of a model. */
  name: string
  parameter: ModelParameter
  /** What counts: the chosen values, else the default. */
  values: ParameterValue[]
  isChosen: boolean
}

/** The parameters that a query needs, in the order of the explore. */
export function parameterChoices(explore: Explore, query: MetricQuery): ParameterChoice[] {
  return neededParameters(explore, query).flatMap((name): ParameterChoice[] => {
    const parameter = explore.parameters?.[name]
    if (parameter === undefined) return []
    const chosen = [query.parameters?.[name] ?? []].flat()
    return [{ name, parameter, values: chosen.length > 0 ? chosen : (parameter.default ?? []), isChosen: chosen.length > 0 }]
  })
}

/** The chosen values after one more choice; none of a parameter means its default. `undefined` when nothing is chosen any more. */
export function withChoice(chosen: ParameterValues | undefined, name: string, values: readonly ParameterValue[]): ParameterValues | undefined {
  const { [name]: _, ...others } = chosen ?? {}
  const [first, ...more] = values
  const next = first === undefined ? others : { ...others, [name]: more.length === 0 ? first : [first, ...more] }
  return Object.keys(next).length === 0 ? undefined : next
}
